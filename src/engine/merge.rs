//! Staged rows against stored ones: which are new, which change a row, which are there already. Nothing is written here.

use super::staging::{StagedFile, Staging};
use crate::exchange::{columns::spoken, plan::SheetPlan};
use crate::model::fields::{Field, fields_of};
use crate::model::{
    extras::{self, is_extra},
    ids::RowId,
    keys::{is_one, number_of, row_id, row_key},
    map::Map,
    rows::{self, Kind, PolicyRow, columns_of, is_place, origin_of},
    tables::{Tables, finished},
    values::PolicyKind,
};
use crate::{
    columnar::{Page, PageWriter, Row as Cursor, Tag},
    order::order,
    schema::import::Key,
};
use std::{
    collections::{BTreeSet, HashMap, hash_map::Entry},
    sync::Arc,
};
use xxhash_rust::xxh3::xxh3_64;

/// What an import will do.
#[derive(Default)]
pub struct Merge<'a> {
    pub files: Vec<FileMerge>,
    /// Rows to add, in the order of the files, and their ids.
    pub added: Vec<Placed<'a>>,
    pub ids: Vec<RowId>,
    /// Rows that change, by kind and position in their table, in that order.
    pub updated: Vec<(usize, Placed<'a>)>,
    /// Stored rows that the import names, whether they change or not.
    pub named: Vec<(Kind, usize)>,
}

/// A row as it will be, with its place in the staged files.
pub struct Placed<'a> {
    /// Position of the file in [`Merge::files`].
    pub file: usize,
    pub kind: Kind,
    row: Version<'a>,
}

/// As staged, unless several rows made it.
enum Version<'a> {
    Staged(Cursor<'a>),
    Made(Arc<Page>),
}

impl Placed<'_> {
    pub fn row(&self) -> Cursor<'_> {
        match &self.row {
            Version::Staged(row) => *row,
            Version::Made(page) => page.row(0).unwrap_or_else(Cursor::blank),
        }
    }
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
    Stored(u32),
    Added(u32),
}

/// By kind and key. Keys are hashed and compared, and not kept: there may be hundreds of thousands.
type Index = Map<u64, Places>;

/// The places of the rows that share a key, in their order.
struct Places {
    first: Place,
    more: Vec<Place>,
    /// Which file named the key last, and how often so far.
    file: Option<u32>,
    named: u32,
}

struct Place {
    at: At,
    /// Which file named this one last.
    file: Option<u32>,
}

/// So many rows of one number are looked at, lest a file of nothing but one number take for ever.
const MOST_OF_ONE_NUMBER: usize = 1000;

impl Places {
    fn new(at: At) -> Self {
        Self { first: Place { at, file: None }, more: Vec::new(), file: None, named: 0 }
    }

    fn push(&mut self, at: At, file: Option<u32>) {
        self.more.push(Place { at, file });
    }

    /// The n-th row of a file with this key means the n-th of them; where there is more to a row than its key, the first that it can
    /// be and that the file has not named yet. Where there is none, `new` becomes one.
    fn named(&mut self, file: u32, new: At, can_be: &[&dyn Fn(At) -> bool]) -> Option<At> {
        if self.file.replace(file) != Some(file) {
            self.named = 0;
        }
        let ordinal = self.named as usize;
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

    /// The first place that the file has not named yet and that the rule allows.
    fn first_free(&self, file: u32, rule: &dyn Fn(At) -> bool) -> Option<usize> {
        let places = std::iter::once(&self.first).chain(&self.more).take(MOST_OF_ONE_NUMBER);
        let mut places = places.enumerate();
        places.find(|(_, place)| place.file != Some(file) && rule(place.at)).map(|(at, _)| at)
    }
}

pub fn merge<'a>(tables: &Tables, staging: &'a Staging) -> Merge<'a> {
    let files: Vec<&StagedFile> = staging.ready().collect();
    let kinds: BTreeSet<Kind> = files.iter().flat_map(|file| file.counts().into_keys()).collect();
    let mut merging = Merging { tables, index: Index::default(), keys: Default::default(), merge: Merge::default() };
    merging.index(&kinds);
    let mut changed: HashMap<(Kind, usize), Placed> = HashMap::new();
    for (position, file) in files.iter().enumerate() {
        merging.merge.files.push(FileMerge::default());
        merging.file(file, position, &mut changed);
    }
    let mut merge = merging.merge;
    merge.updated = changed.into_iter().map(|((_, at), placed)| (at, placed)).collect();
    order(&mut merge.updated, |(at, placed)| ((placed.kind as i64) << 48) + *at as i64);
    merge
}

/// A merge under way.
struct Merging<'t, 'a> {
    tables: &'t Tables,
    index: Index,
    /// Room for two keys.
    keys: (Key, Key),
    merge: Merge<'a>,
}

impl<'a> Merging<'_, 'a> {
    /// Keys of the stored rows.
    fn index(&mut self, kinds: &BTreeSet<Kind>) {
        for &kind in kinds {
            for (at, row) in (0..).zip(self.tables.table(kind).rows()) {
                let slot = self.slot(kind, row);
                match self.index.entry(slot) {
                    Entry::Vacant(place) => drop(place.insert(Places::new(At::Stored(at)))),
                    Entry::Occupied(mut places) => places.get_mut().push(At::Stored(at), None),
                }
            }
        }
    }

    /// Where in the index a row's key is, or goes: at its hash, or behind keys of the same hash that are others.
    fn slot(&mut self, kind: Kind, row: Cursor) -> u64 {
        self.keys.0 = row_key(kind, row, std::mem::take(&mut self.keys.0));
        let mut slot = xxh3_64(self.keys.0.as_str().as_bytes()) ^ kind as u64;
        while let Some(places) = self.index.get(&slot) {
            let (other, known) = row_at(self.tables, &self.merge.added, kind, places.first.at);
            self.keys.1 = row_key(other, known, std::mem::take(&mut self.keys.1));
            if other == kind && self.keys.0.as_str() == self.keys.1.as_str() {
                break;
            }
            slot = slot.wrapping_add(1);
        }
        slot
    }

    /// Where the row that a file names is. `Err`: it is new, at the end of the added ones from now on, and so many rows have its key.
    fn place(&mut self, kind: Kind, row: Cursor, file: u32) -> Result<At, u32> {
        let new = At::Added(self.merge.added.len() as u32);
        let slot = self.slot(kind, row);
        let Self { tables, index, merge, .. } = self;
        match index.entry(slot) {
            Entry::Vacant(place) => {
                let mut places = Places { file: Some(file), named: 1, ..Places::new(new) };
                places.first.file = Some(file);
                place.insert(places);
                Err(0)
            }
            Entry::Occupied(mut places) => {
                let at = |at| row_at(tables, &merge.added, kind, at).1;
                let can_be = |place| is_one(kind, at(place), row);
                let is_same = |place| policy_kind(at(place)) == policy_kind(row);
                let places = places.get_mut();
                let before = places.more.len() as u32 + 1;
                let found = match kind {
                    Kind::Insurance => places.named(file, new, &[&is_same, &can_be]),
                    kind if number_of(kind, row).is_some() => places.named(file, new, &[&can_be]),
                    _ => places.named(file, new, &[]),
                };
                found.ok_or(before)
            }
        }
    }

    /// Its key is the one at hand.
    fn add(&mut self, placed: Placed<'a>, before: u32) {
        let (id, room) = row_id(placed.kind, placed.row(), std::mem::take(&mut self.keys.0), before);
        self.keys.0 = room;
        self.merge.ids.push(id);
        self.merge.added.push(placed);
    }

    fn file(&mut self, file: &'a StagedFile, position: usize, changed: &mut HashMap<(Kind, usize), Placed<'a>>) {
        let given: Vec<Given> = file.plan.iter().flat_map(|plan| &plan.sheets).map(Given::of).collect();
        let none = Given::default();
        let mut counts = FileMerge { brought: vec![0; given.len()], ..FileMerge::default() };
        counts.refused = file.noted.iter().filter(|row| row.is_refused).count() as u32;
        counts.noted = file.noted.len() as u32 - counts.refused;
        for (kind, row) in file.rows() {
            let sheet = usize::from(origin_of(row).sheet);
            let given = given.get(sheet).unwrap_or(&none);
            let placed = |row| Placed { file: position, kind, row };
            let brought = match self.place(kind, row, position as u32) {
                Err(before) => {
                    self.add(placed(Version::Staged(row)), before);
                    counts.added += 1;
                    true
                }
                Ok(At::Added(at)) => {
                    let added = &mut self.merge.added[at as usize];
                    let made = overlaid(added.row(), row, given);
                    made.map(|page| added.row = Version::Made(page)).is_some()
                }
                Ok(At::Stored(at)) => {
                    let key = (kind, at as usize);
                    self.merge.named.push(key);
                    let before = changed.get(&key).map(Placed::row);
                    match overlaid(before.unwrap_or_else(|| self.tables.row(kind, key.1)), row, given) {
                        Some(page) => {
                            changed.insert(key, placed(Version::Made(page)));
                            counts.updated += 1;
                            true
                        }
                        None => false,
                    }
                }
            };
            if !brought {
                counts.unchanged += 1;
            } else if let Some(brought) = counts.brought.get_mut(sheet) {
                *brought += 1;
            }
        }
        self.merge.files[position] = counts;
    }
}

/// The row at a place, and its kind.
fn row_at<'r>(tables: &'r Tables, added: &'r [Placed], kind: Kind, at: At) -> (Kind, Cursor<'r>) {
    match at {
        At::Stored(at) => (kind, tables.row(kind, at as usize)),
        At::Added(at) => added.get(at as usize).map_or((kind, Cursor::blank()), |placed| (placed.kind, placed.row())),
    }
}

fn policy_kind(row: Cursor) -> Option<PolicyKind> {
    rows::At::<PolicyRow>::new(row).kind()
}

/// What a sheet of a kind speaks of.
#[derive(Default)]
struct Given {
    columns: Vec<Tag>,
    /// The headers of the columns that no field needs.
    extras: Vec<String>,
}

impl Given {
    fn of(sheet: &SheetPlan) -> Self {
        let Some(kind) = sheet.kind else { return Self::default() };
        let given = given(spoken(&sheet.columns));
        let columns = columns_of(kind).iter().filter(|(field, _)| given.contains(field)).map(|(_, column)| *column);
        Self { columns: columns.collect(), extras: sheet.extra_headers() }
    }
}

/// The fields a sheet speaks of. A time of day in a column of its own speaks of the moment it completes.
fn given(fields: impl Iterator<Item = Field>) -> BTreeSet<Field> {
    fields.map(|field| Field::ALL.into_iter().find(|date| date.time_beside() == Some(field)).unwrap_or(field)).collect()
}

/// `before` with what `newer` says in the columns given, blank or not, and at its place; `None` where that changes nothing.
fn overlaid(before: Cursor, newer: Cursor, given: &Given) -> Option<Arc<Page>> {
    let merged = extras::overlaid(before, newer, &given.extras);
    if merged.is_none() && given.columns.iter().all(|column| before.has_same(newer, *column)) {
        return None;
    }
    let is_newer = |column: Tag| given.columns.contains(&column);
    let is_settled = |column: Tag| merged.is_some() && is_extra(column);
    let mut page = PageWriter::new();
    page.begin_row();
    page.copy_row(before, |column| !is_newer(column) && !is_place(column) && !is_settled(column));
    page.copy_row(newer, |column| is_newer(column) || is_place(column));
    if let Some(merged) = merged {
        merged.put(&mut page);
    }
    finished(&mut page)
}

/// Fields of a kind that a sheet has, in the kind's order.
pub fn sheet_fields(kind: Kind, columns: impl Iterator<Item = Field>) -> Vec<Field> {
    let given = given(columns);
    fields_of(kind).iter().copied().filter(|field| given.contains(field)).collect()
}
