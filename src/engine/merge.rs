//! Staged rows against stored ones: which are new, which change a row, which are there already. Nothing is written here.

use super::staging::{StagedFile, Staging};
use crate::exchange::columns::spoken;
use crate::model::fields::{Field, fields_of};
use crate::model::{
    keys::{number_of, row_key},
    map::Map,
    rows::*,
    tables::{Kept, Tables},
    values::PolicyKind,
};
use crate::order::order;
use std::{
    borrow::Cow,
    collections::{BTreeSet, HashMap, hash_map::Entry},
};

/// What an import will do.
#[derive(Default)]
pub struct Merge<'a> {
    pub files: Vec<FileMerge>,
    /// Rows to add, in the order of the files.
    pub added: Vec<Placed<'a>>,
    /// Rows that change, by kind and position in their table, in that order.
    pub updated: Vec<(Kind, usize, Placed<'a>)>,
    /// Stored rows that the import names, whether they change or not.
    pub named: Vec<(Kind, usize)>,
}

/// A row with its place in the staged files.
pub struct Placed<'a> {
    /// Position of the file in [`Merge::files`].
    pub file: usize,
    pub sheet: u16,
    pub number: u32,
    /// As staged, unless several rows made it.
    pub row: Cow<'a, Row>,
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

/// By key. One look-up and one text for each row: there may be hundreds of thousands.
type Index = Map<(Kind, String), Places>;

/// The places of the rows that share a key, in their order.
struct Places {
    first: Place,
    more: Vec<Place>,
    /// Which file named the key last, and how often so far.
    file: Option<usize>,
    named: usize,
}

struct Place {
    at: At,
    /// Which file named this one last.
    file: Option<usize>,
}

/// So many rows of one number are looked at, lest a file of nothing but one number take for ever.
const MOST_OF_ONE_NUMBER: usize = 1000;

impl Places {
    fn new(at: At) -> Self {
        Self { first: Place { at, file: None }, more: Vec::new(), file: None, named: 0 }
    }

    fn push(&mut self, at: At, file: Option<usize>) {
        self.more.push(Place { at, file });
    }

    /// The n-th row of a file with this key means the n-th of them; where there is more to a row than its key, the first that it can
    /// be and that the file has not named yet. Where there is none, `new` becomes one.
    fn named(&mut self, file: usize, new: At, can_be: &[&dyn Fn(At) -> bool]) -> Option<At> {
        if self.file.replace(file) != Some(file) {
            self.named = 0;
        }
        let ordinal = self.named;
        self.named += 1;
        let found = match can_be {
            [] => Some(ordinal).filter(|at| *at <= self.more.len()),
            rules => rules.iter().find_map(|rule| self.first_free(file, rule)),
        };
        match found {
            Some(at) => {
                let place = if at == 0 { &mut self.first } else { &mut self.more[at - 1] };
                place.file = Some(file);
                Some(place.at)
            }
            None => {
                self.push(new, Some(file));
                None
            }
        }
    }
}

impl Places {
    /// The first place that the file has not named yet and that the rule allows.
    fn first_free(&self, file: usize, rule: &dyn Fn(At) -> bool) -> Option<usize> {
        let places = std::iter::once(&self.first).chain(&self.more).take(MOST_OF_ONE_NUMBER);
        let mut places = places.enumerate();
        places.find(|(_, place)| place.file != Some(file) && rule(place.at)).map(|(at, _)| at)
    }
}

pub fn merge<'a>(tables: &Tables, staging: &'a Staging) -> Merge<'a> {
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
    order(&mut merge.updated, |(kind, at, _)| ((*kind as i64) << 48) + *at as i64);
    merge
}

/// Keys of the stored rows.
fn index(tables: &Tables, kinds: &BTreeSet<Kind>) -> Index {
    let mut index = Index::default();
    for &kind in kinds {
        for at in 0..tables.count(kind) {
            let stored_at = At::Stored(at);
            match index.entry((kind, row_key(&stored(tables, kind, at)))) {
                Entry::Vacant(place) => drop(place.insert(Places::new(stored_at))),
                Entry::Occupied(mut places) => places.get_mut().push(stored_at, None),
            }
        }
    }
    index
}

/// Where the row that a file names is; `None` where it is new, and then at `new` from now on.
fn place(tables: &Tables, added: &[Placed], index: &mut Index, row: &Row, file: usize) -> Option<At> {
    let new = At::Added(added.len());
    match index.entry((row.kind(), row_key(row))) {
        Entry::Vacant(place) => {
            let mut places = Places { file: Some(file), named: 1, ..Places::new(new) };
            places.first.file = Some(file);
            place.insert(places);
            None
        }
        Entry::Occupied(mut places) => {
            let is_one = |at| is_one(tables, added, at, row);
            let is_same = |at| policy_kind(tables, added, at) == kind_of_policy(row);
            let places = places.get_mut();
            match row {
                Row::Policy(_) => places.named(file, new, &[&is_same, &is_one]),
                row if number_of(row).is_some() => places.named(file, new, &[&is_one]),
                _ => places.named(file, new, &[]),
            }
        }
    }
}

/// The kind of the policy at a place.
fn policy_kind(tables: &Tables, added: &[Placed], at: At) -> Option<PolicyKind> {
    match at {
        At::Stored(at) => tables.policies[at].data.kind,
        At::Added(at) => kind_of_policy(&added[at].row),
    }
}

fn kind_of_policy(row: &Row) -> Option<PolicyKind> {
    if let Row::Policy(row) = row { row.kind } else { None }
}

/// Whether a row and one of the same key are one.
fn is_one(tables: &Tables, added: &[Placed], at: At, row: &Row) -> bool {
    fn one<T: Kept>(tables: &Tables, added: &[Placed], at: At, row: &T) -> bool {
        match at {
            At::Stored(at) => T::of(tables)[at].data.is_one(row),
            At::Added(at) => T::from_row(&added[at].row).is_none_or(|before| before.is_one(row)),
        }
    }
    of_row!(row, data => one(tables, added, at, data))
}

fn one_file<'a>(
    tables: &Tables,
    file: &'a StagedFile,
    position: usize,
    index: &mut Index,
    merge: &mut Merge<'a>,
    changed: &mut HashMap<(Kind, usize), Placed<'a>>,
) {
    let sheets = file.plan.iter().flat_map(|plan| &plan.sheets);
    let given: Vec<BTreeSet<Field>> = sheets.map(|sheet| given(spoken(&sheet.columns))).collect();
    let mut counts = FileMerge { brought: vec![0; given.len()], ..merge.files[position].clone() };
    for parsed in &file.rows {
        let Some(row) = &parsed.row else {
            counts.refused += 1;
            continue;
        };
        counts.noted += u32::from(!parsed.notes.is_empty());
        let placed = |row| Placed { file: position, sheet: parsed.sheet, number: parsed.number, row };
        let has = |field: Field| given.get(usize::from(parsed.sheet)).is_some_and(|given| given.contains(&field));
        let brought = match place(tables, &merge.added, index, row, position) {
            None => {
                merge.added.push(placed(Cow::Borrowed(row)));
                counts.added += 1;
                true
            }
            Some(At::Added(at)) => {
                let added = &mut merge.added[at].row;
                overlaid(added, row, &has).map(|row| *added = Cow::Owned(row)).is_some()
            }
            Some(At::Stored(at)) => {
                let key = (row.kind(), at);
                merge.named.push(key);
                let before = changed.get(&key).map(|placed| Cow::Borrowed(&*placed.row));
                let before = before.unwrap_or_else(|| Cow::Owned(stored(tables, key.0, at)));
                match overlaid(&before, row, &has) {
                    Some(row) => {
                        changed.insert(key, placed(Cow::Owned(row)));
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
    fields.map(|field| Field::ALL.into_iter().find(|date| date.time_beside() == Some(field)).unwrap_or(field)).collect()
}

/// `before` with what `newer` says; `None` where that changes nothing.
fn overlaid(before: &Row, newer: &Row, has: &dyn Fn(Field) -> bool) -> Option<Row> {
    fn lay<T: Listed>(before: &Row, newer: &T, has: &dyn Fn(Field) -> bool) -> Option<Row> {
        let before = T::from_row(before)?;
        let mut row = before.clone();
        row.overlay(newer.clone(), has);
        (row != *before).then(|| row.into_row())
    }
    of_row!(newer, data => lay(before, data, has))
}

fn stored(tables: &Tables, kind: Kind, at: usize) -> Row {
    of_kind!(kind, Row => Row::of(tables)[at].data.clone().into_row())
}

/// Fields of a kind that a sheet has, in the kind's order.
pub fn sheet_fields(kind: Kind, columns: impl Iterator<Item = Field>) -> Vec<Field> {
    let given = given(columns);
    fields_of(kind).iter().copied().filter(|field| given.contains(field)).collect()
}
