//! What is missing to know a measure: the files or columns it is read from.

use super::rules::Rule;
use crate::{
    analytics::told::Told,
    lifecycle::evidence,
    protocol::{query::Measure, view::Lack},
    time::Day,
};

/// Empty if the store's files can tell the measure.
pub fn lacks(measure: Measure, told: &Told, base: Day) -> Vec<Lack> {
    let (rule, columns) = (Rule::of(measure), &told.columns);
    let mut all: Vec<Lack> = rule.facts.iter().flat_map(|fact| evidence::lacks(*fact, columns)).collect();
    all.extend(rule.columns.iter().filter_map(|(kind, field)| columns.lack(*kind, *field)));
    // The columns are there; the rows may still never say it.
    if all.is_empty() {
        all.extend(rule.never.and_then(|never| columns.says(never)).or_else(|| too_late(&rule, told, base)));
    }
    all.sort();
    all.dedup();
    all
}

/// The lack, if the file that shows whether a unit hits begins too late: after the units of a base that starts on this
/// day had their time.
pub fn too_late(rule: &Rule, told: &Told, base: Day) -> Option<Lack> {
    let (kind, first, needed_by) = rule.begins?(told, base);
    first.filter(|first| *first > needed_by).map(|first| Lack::Since(kind, first))
}
