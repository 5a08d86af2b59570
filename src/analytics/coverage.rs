//! What the imported files make possible, and what they lack.

use super::{reporting::span, world::World};
use crate::model::fields::Field;
use crate::{
    lifecycle::{
        catalogue,
        evidence::{self, Columns, step_lacks, touchpoint_lacks},
    },
    model::rows::{FILE_KINDS, Kind},
    protocol::view::{CoverageView, KindCoverage, Lack, Never},
    terms::{
        stage::{NODES, STEPS},
        touchpoint::{Opens, Rule},
    },
};
use std::collections::BTreeSet;

/// `files`: how many files of a kind the store holds.
pub fn coverage(world: &World, files: impl Fn(Kind) -> u32) -> CoverageView {
    let (needed, columns) = (needed_columns(), &world.told().columns);
    let observed = catalogue::ids().filter(|id| world.observed().touchpoint(*id)).count();
    CoverageView {
        kinds: FILE_KINDS
            .iter()
            .map(|&kind| KindCoverage {
                kind,
                rows: world.tables.count(kind) as u32,
                files: files(kind),
                span: span(&world.tables, kind),
                missing: needed
                    .iter()
                    .filter(|(of, field)| *of == kind && columns.has_kind(kind) && !columns.has(kind, *field))
                    .map(|(_, field)| *field)
                    .collect(),
                unseen: unseen(columns, kind),
            })
            .collect(),
        steps: STEPS.iter().map(|step| (*step, step_lacks(*step, columns))).collect(),
        nodes: NODES.iter().map(|node| (*node, lacks(world, *node))).collect(),
        observed: observed as u32,
        touchpoints: catalogue::all().len() as u32,
        customers: world.book().customers.len() as u32,
        vehicles: world.book().vehicles.len() as u32,
        ownerships: world.book().ownerships.len() as u32,
    }
}

/// What rows of a kind could record, and never do.
fn unseen(columns: &Columns, kind: Kind) -> Vec<Never> {
    let of_kind: &[Never] = match kind {
        Kind::Leads => &[Never::Referral],
        Kind::Visits => &[Never::VisitTwice],
        Kind::Services => &[Never::FirstService, Never::Maintenance],
        Kind::Insurance => &[Never::NotRenewed],
        _ => &[],
    };
    of_kind.iter().copied().filter(|never| columns.says(*never).is_some()).collect()
}

fn lacks(world: &World, node: crate::terms::stage::Node) -> Vec<Lack> {
    touchpoint_lacks(catalogue::principal(node).get(), &world.told().columns)
}

/// Columns that some touchpoint of the catalogue is read from.
fn needed_columns() -> BTreeSet<(Kind, Field)> {
    let mut columns = BTreeSet::new();
    for touchpoint in catalogue::all() {
        if let Rule::Answer { opens: Opens::On(kind) | Opens::After(kind, _), passes, .. } = touchpoint.rule {
            for fact in std::iter::once(kind).chain(passes.iter().copied()) {
                columns.extend(evidence::columns(fact).iter().copied());
            }
        }
    }
    columns.extend(STEPS.iter().flat_map(|step| evidence::step_columns(*step).iter().copied()));
    columns
}
