//! Notes and refusals, of the store and of staged files, one window at a time.

use super::{answer::file_names, open_store::OpenStore, staging::Staging, store::Store};
use crate::{
    book::RowRef,
    diag::{Matter, Note},
    model::{
        notation::is_damaged,
        rows::{Kind, LeadRow, Listed, ServiceRow},
        tables::Tables,
        values::Phone,
    },
    order::order,
    protocol::{
        query::NotesOf,
        view::{NoteRow, NotesView},
    },
};
use std::collections::{BTreeMap, HashMap};

pub(super) fn notes<S: Store>(
    open: &OpenStore<S>,
    staging: &Staging,
    of: NotesOf,
    refused_only: bool,
    offset: u32,
    limit: u32,
) -> NotesView {
    let rows: Vec<NoteRow> = match of {
        NotesOf::Staged(file) => staged(staging, file),
        NotesOf::Store(file) => {
            stored(open).into_iter().filter(|(id, _)| file.is_none_or(|f| f.0 == *id)).map(|(_, row)| row).collect()
        }
    };
    let mut rows: Vec<NoteRow> = rows.into_iter().filter(|row| !refused_only || row.note.refuses()).collect();
    let groups = groups(&rows);
    let place = |matter: Matter| groups.iter().position(|(known, _)| *known == matter);
    order(&mut rows, |row| place(row.note.matter).map_or(-1, |place| place as i64));
    NotesView {
        total: rows.len() as u32,
        groups,
        offset,
        rows: rows.into_iter().skip(offset as usize).take(limit as usize).collect(),
    }
}

/// The matters, the most pressing first; the most frequent first among equals.
fn groups(rows: &[NoteRow]) -> Vec<(Matter, u32)> {
    let mut counts: BTreeMap<Matter, u32> = BTreeMap::new();
    rows.iter().for_each(|row| *counts.entry(row.note.matter).or_default() += 1);
    let mut groups: Vec<_> = counts.into_iter().collect();
    order(&mut groups, |(matter, count)| ((matter.weight() as i64) << 32) - i64::from(*count));
    groups
}

fn staged(staging: &Staging, wanted: Option<u32>) -> Vec<NoteRow> {
    let files = staging.ready().filter(|file| wanted.is_none_or(|number| number == file.number));
    files
        .flat_map(|file| {
            let sheet_name = |sheet: u16| {
                let sheets = file.plan.as_ref().map(|plan| plan.sheets.as_slice()).unwrap_or_default();
                sheets.get(usize::from(sheet)).map(|sheet| sheet.name.clone()).unwrap_or_default()
            };
            file.noted.iter().flat_map(move |row| {
                row.notes.iter().map(move |note| NoteRow {
                    file: file.name.clone(),
                    sheet: sheet_name(row.sheet),
                    row: row.number,
                    note: note.clone(),
                })
            })
        })
        .collect()
}

/// Notes from reading the rows, and notes from putting them together.
fn stored<S: Store>(open: &OpenStore<S>) -> Vec<(u32, NoteRow)> {
    let names = file_names(&open.manifest);
    let sheets: BTreeMap<(u32, u16), String> = (open.manifest.contents.files.iter())
        .flat_map(|file| {
            file.sheets.iter().enumerate().map(|(index, sheet)| ((file.id.0, index as u16), sheet.name.clone()))
        })
        .collect();
    let row = |origin: crate::model::ids::Origin, note: Note| {
        let file = origin.file.0;
        let row = NoteRow {
            file: names.get(&file).cloned().unwrap_or_default(),
            sheet: sheets.get(&(file, origin.sheet)).cloned().unwrap_or_default(),
            row: origin.row,
            note,
        };
        (file, row)
    };
    let said = open.notes.iter().map(|stored| row(stored.origin, stored.note.clone()));
    let mut rows: Vec<(u32, NoteRow)> = said.chain(derived(open).map(|(origin, note)| row(origin, note))).collect();
    rows.sort_by_key(|(file, row)| (*file, row.sheet.clone(), row.row));
    rows
}

/// Notes that follow from the rows together: linked by a mask, shared numbers, vehicles not found.
fn derived<S: Store>(open: &OpenStore<S>) -> impl Iterator<Item = (crate::model::ids::Origin, Note)> {
    let book = open.world.book();
    let tables = &open.world.tables;
    let note = move |row: &RowRef, matter: Matter, value: String| {
        let origin = tables.origin(row.kind, row.get());
        (origin, Note { field: None, column: String::new(), value, matter })
    };
    let phone = move |row: &RowRef| {
        let customer = book.customer_of(*row).map(|id| book.customer(id));
        customer.and_then(|c| c.phone.clone()).map(|phone| Phone::Full(phone).masked()).unwrap_or_default()
    };
    let linked = book.masked_linked.iter().map(move |row| note(row, Matter::PhoneMaskedLinked, phone(row)));
    let shared = book.shared_phone_rows.iter().map(move |row| note(row, Matter::PhoneShared, phone(row)));
    let reused = reused(tables).into_iter().map(move |(kind, at, number)| {
        let value = number.to_owned();
        (tables.origin(kind, at), Note { field: None, column: String::new(), value, matter: Matter::NumberReused })
    });
    let unlinked = book.vin_unlinked.iter().map(move |row| note(row, Matter::VinUnlinked, String::new()));
    linked.chain(shared).chain(unlinked).chain(reused)
}

/// Orders and leads with the number of an earlier row that is not the same order or lead.
fn reused(tables: &Tables) -> Vec<(Kind, usize, &str)> {
    fn of<T: Listed>(tables: &Tables) -> impl Iterator<Item = (Kind, usize, &str)> {
        let rows = tables.of::<T>();
        let mut first: HashMap<&str, usize> = HashMap::new();
        let numbered = rows.iter().enumerate().filter_map(move |(at, row)| Some((T::KIND, at, T::number(row)?)));
        numbered.filter(move |(_, at, number)| {
            let before = *first.entry(*number).or_insert(*at);
            !is_damaged(number) && before != *at && !T::is_one(rows.at(before), rows.at(*at))
        })
    }
    of::<ServiceRow>(tables).chain(of::<LeadRow>(tables)).collect()
}
