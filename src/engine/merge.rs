//! Staged rows against stored ones: which are new, which change a row, which are there already. Nothing is written here.

use super::staging::{StagedFile, Staging};
use crate::model::fields::{Field, fields_of};
use crate::model::{keys::row_key, rows::*, tables::Tables};
use std::collections::{BTreeSet, HashMap};

/// What an import will do.
#[derive(Default)]
pub struct Merge {
    pub files: Vec<FileMerge>,
    /// Rows to add, in the order of the files.
    pub added: Vec<Placed>,
    /// Rows that change, by kind and position in their table, in that order.
    pub updated: Vec<(Kind, usize, Placed)>,
}

/// A row with its place in the staged files.
#[derive(Clone)]
pub struct Placed {
    /// Position of the file in [`Merge::files`].
    pub file: usize,
    pub sheet: u16,
    pub number: u32,
    pub row: Row,
}

#[derive(Clone, Default)]
pub struct FileMerge {
    pub added: u32,
    pub updated: u32,
    pub unchanged: u32,
    pub refused: u32,
    /// Accepted rows with at least one note.
    pub noted: u32,
    /// Rows brought (added or updated), by sheet.
    pub brought: Vec<u32>,
}

/// Where the row of a key is: stored, or added by this very import.
#[derive(Clone, Copy)]
enum At {
    Stored(usize),
    Added(usize),
}

type Index = HashMap<(Kind, String, u32), At>;

pub fn merge(tables: &Tables, staging: &Staging) -> Merge {
    let files: Vec<&StagedFile> = staging.ready().collect();
    let kinds: BTreeSet<Kind> = files
        .iter()
        .flat_map(|file| file.plan.iter().flat_map(|plan| plan.sheets.iter().filter_map(|sheet| sheet.kind)))
        .collect();
    let mut index = index(tables, &kinds);
    let mut merge = Merge::default();
    let mut changed: HashMap<(Kind, usize), Placed> = HashMap::new();
    for (position, file) in files.iter().enumerate() {
        merge.files.push(FileMerge::default());
        one_file(tables, file, position, &mut index, &mut merge, &mut changed);
    }
    merge.updated = changed.into_iter().map(|((kind, at), placed)| (kind, at, placed)).collect();
    merge.updated.sort_by_key(|(kind, at, _)| (*kind, *at));
    merge
}

/// Keys of the stored rows. The n-th row with the same key has ordinal n.
fn index(tables: &Tables, kinds: &BTreeSet<Kind>) -> Index {
    let mut index = Index::new();
    let mut ordinals: HashMap<(Kind, String), u32> = HashMap::new();
    for &kind in kinds {
        for at in 0..tables.count(kind) {
            let key = row_key(&stored(tables, kind, at));
            let ordinal = ordinals.entry((kind, key.clone())).or_insert(0);
            index.insert((kind, key, *ordinal), At::Stored(at));
            *ordinal += 1;
        }
    }
    index
}

fn one_file(
    tables: &Tables,
    file: &StagedFile,
    position: usize,
    index: &mut Index,
    merge: &mut Merge,
    changed: &mut HashMap<(Kind, usize), Placed>,
) {
    let sheets = file.plan.iter().flat_map(|plan| &plan.sheets);
    let given: Vec<BTreeSet<Field>> = sheets.map(|sheet| given(sheet.columns.iter().filter_map(|c| c.field))).collect();
    let mut ordinals: HashMap<(Kind, String), u32> = HashMap::new();
    let mut counts = FileMerge { brought: vec![0; given.len()], ..merge.files[position].clone() };
    for parsed in &file.rows {
        let Some(row) = &parsed.row else {
            counts.refused += 1;
            continue;
        };
        counts.noted += u32::from(!parsed.notes.is_empty());
        let (kind, key) = (row.kind(), row_key(row));
        let ordinal = ordinals.entry((kind, key.clone())).or_insert(0);
        let place = (kind, key, *ordinal);
        *ordinal += 1;
        let placed = Placed { file: position, sheet: parsed.sheet, number: parsed.number, row: row.clone() };
        let has = |field: Field| given.get(usize::from(parsed.sheet)).is_some_and(|given| given.contains(&field));
        let brought = match index.get(&place).copied() {
            None => {
                index.insert(place, At::Added(merge.added.len()));
                merge.added.push(placed);
                counts.added += 1;
                true
            }
            Some(At::Added(at)) => {
                overlaid(&merge.added[at].row, row, &has).map(|row| merge.added[at].row = row).is_some()
            }
            Some(At::Stored(at)) => {
                let before =
                    changed.get(&(kind, at)).map_or_else(|| stored(tables, kind, at), |placed| placed.row.clone());
                match overlaid(&before, row, &has) {
                    Some(row) => {
                        changed.insert((kind, at), Placed { row, ..placed });
                        counts.updated += 1;
                        true
                    }
                    None => false,
                }
            }
        };
        if !brought {
            counts.unchanged += 1;
        } else if let Some(sheet) = counts.brought.get_mut(usize::from(parsed.sheet)) {
            *sheet += 1;
        }
    }
    merge.files[position] = counts;
}

/// The fields a sheet speaks of. A time of day in a column of its own speaks of the moment it completes.
fn given(fields: impl Iterator<Item = Field>) -> BTreeSet<Field> {
    fields
        .map(|field| match field {
            Field::VisitTime => Field::VisitAt,
            Field::ServiceTime => Field::ServiceAt,
            field => field,
        })
        .collect()
}

/// `before` with what `newer` says; `None` where that changes nothing.
fn overlaid(before: &Row, newer: &Row, has: &dyn Fn(Field) -> bool) -> Option<Row> {
    fn lay<T: crate::model::columns::Columns>(before: &T, newer: &T, has: &dyn Fn(Field) -> bool) -> Option<T> {
        let mut row = before.clone();
        row.overlay(newer.clone(), has);
        (row != *before).then_some(row)
    }
    match (before, newer) {
        (Row::Lead(before), Row::Lead(newer)) => lay(before, newer, has).map(Row::Lead),
        (Row::Visit(before), Row::Visit(newer)) => lay(before, newer, has).map(Row::Visit),
        (Row::Sale(before), Row::Sale(newer)) => lay(before, newer, has).map(Row::Sale),
        (Row::Service(before), Row::Service(newer)) => lay(before, newer, has).map(Row::Service),
        (Row::Policy(before), Row::Policy(newer)) => lay(before, newer, has).map(Row::Policy),
        (Row::Answer(before), Row::Answer(newer)) => lay(before, newer, has).map(Row::Answer),
        (Row::Card(before), Row::Card(newer)) => lay(before, newer, has).map(Row::Card),
        _ => None,
    }
}

fn stored(tables: &Tables, kind: Kind, at: usize) -> Row {
    match kind {
        Kind::Leads => Row::Lead(tables.leads[at].data.clone()),
        Kind::Visits => Row::Visit(tables.visits[at].data.clone()),
        Kind::Sales => Row::Sale(tables.sales[at].data.clone()),
        Kind::Services => Row::Service(tables.services[at].data.clone()),
        Kind::Insurance => Row::Policy(tables.policies[at].data.clone()),
        Kind::Answers => Row::Answer(tables.answers[at].data.clone()),
        Kind::Cards => Row::Card(tables.cards[at].data.clone()),
    }
}

/// Fields of a kind that a sheet has, in the kind's order.
pub fn sheet_fields(kind: Kind, columns: impl Iterator<Item = Field>) -> Vec<Field> {
    let given = given(columns);
    fields_of(kind).iter().copied().filter(|field| given.contains(field)).collect()
}
