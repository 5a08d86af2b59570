//! The scorecard's data as a table.

use crate::ui::components::table::{Cell, Table};
use benyuan::{
    protocol::{
        query::{MeasurePart, Scope, Selection},
        view::{MeasureView, MeasuresView},
    },
    text::{
        Lang, lacks, measures,
        numbers::{count, interval, percent},
    },
};

pub fn table(lang: Lang, view: &MeasuresView, scope: &Scope) -> Table {
    let texts = [measures::HEAD_MEASURE, measures::HEAD_BASE];
    let numbers = [measures::HEAD_VALUE, measures::HEAD_INTERVAL, measures::NUMERATOR, measures::DENOMINATOR];
    let mut table = Table::new(lang, &texts, &numbers);
    table.rows = view.measures.iter().map(|one| row(lang, one, scope)).collect();
    table
}

fn row(lang: Lang, one: &MeasureView, scope: &Scope) -> Vec<Cell> {
    let name = Cell::plain(measures::name(one.measure).get(lang));
    let Some(value) = one.value else {
        let why =
            if one.lacks.is_empty() { measures::NOBODY.get(lang).to_owned() } else { lacks::lacks(lang, &one.lacks) };
        return vec![name, Cell::plain(why)];
    };
    let part =
        |n: u32, part| Cell::list(count(n), Selection::Measure { measure: one.measure, part, group: None }, scope);
    vec![
        name,
        Cell::plain(measures::base(lang, one.measure, one.base)),
        Cell::plain(percent(value.share())),
        Cell::plain(interval(value)),
        part(value.k, MeasurePart::Numerator),
        part(value.n, MeasurePart::Denominator),
    ]
}
