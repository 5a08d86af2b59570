//! Staged files become rows of the store: one change, all or nothing, and one undo.

use super::{
    manifest::{Action, Before, Contents, FileEntry, SheetEntry, not_encoded},
    merge::{self, FileMerge, Merge, Placed},
    notes::StoredNote,
    open_store::{Change, OpenStore},
    pages::Table,
    staging::{StagedFile, Staging},
    store::Store,
};
use crate::{
    columnar::{PageWriter, Table as Columns},
    exchange::{columns::spoken, plan::FilePlan},
    model::{
        ids::{FileId, Origin, RowId, Serial},
        rows::{KINDS, Kind, NATIVE_KINDS, put_file, put_id, put_serial},
        tables::{ROWS_PER_PAGE, Tables, finished},
    },
    protocol::command::Trouble,
    time::Day,
};
use std::{collections::BTreeSet, sync::Arc};

/// What an import did, in rows.
#[derive(Clone, Copy, Default)]
pub(super) struct Done {
    pub added: u32,
    pub updated: u32,
    pub unchanged: u32,
    pub refused: u32,
}

pub(super) async fn import<S: Store>(
    open: &mut OpenStore<S>,
    staging: &Staging,
    today: Day,
    progress: super::Progress<'_>,
) -> Result<Done, Trouble> {
    if staging.ready().next().is_none() {
        return Err(Trouble::NothingStaged);
    }
    let left = open.manifest.clone();
    let mut merge = merge::merge(&open.world.tables, staging);
    let done = totals(&merge);
    let files: Vec<&StagedFile> = staging.ready().collect();
    remember_mappings(open, &files);
    let repaired = match open.is_damaged() {
        true => {
            let named: BTreeSet<(Kind, usize)> = merge.named.drain(..).collect();
            open.repaired_by(&named, files.iter().map(|file| (file.name.clone(), file.counts())).collect())
        }
        false => BTreeSet::new(),
    };
    if done.added + done.updated == 0 && repaired.is_empty() {
        // Nothing new: no change, and the undo of the import before stays.
        return Ok(done);
    }

    let names: Vec<String> = files.iter().filter(|file| is_recognised(file)).map(|file| file.name.clone()).collect();
    let before = Before {
        contents: without_natives(&open.manifest.contents),
        day: today,
        files: names.clone(),
        added: done.added,
        updated: done.updated,
    };
    let first_file = open.manifest.next_file;
    let mut notes = open.notes.clone();
    let numbered = files.iter().zip(&merge.files).enumerate();
    for (position, (file, merged)) in numbered.filter(|(_, (file, _))| is_recognised(file)) {
        let id = FileId(first_file + position as u32);
        open.manifest.contents.files.push(entry(id, file, merged, today));
        notes.extend(file_notes(id, file));
    }
    open.manifest.next_file += files.len() as u32;
    let first = Serial { device: open.manifest.device, sequence: open.manifest.next_sequence };
    let Some(tables) = apply(&open.world.tables, &merge, first_file, first) else {
        open.manifest = left;
        return Err(not_encoded("rows"));
    };
    open.manifest.next_sequence += merge.added.len() as u32;
    open.manifest.secret.get_or_insert(open.secret);
    let action = Action::Imported { files: names, added: done.added, updated: done.updated };
    open.write(Change { tables, notes, day: today, before: Some(before), action, repaired, left }, progress).await?;
    Ok(done)
}

/// What people wrote stays when an import is taken back, so what was before it has none of that.
fn without_natives(contents: &Contents) -> Contents {
    let mut contents = contents.clone();
    NATIVE_KINDS.into_iter().for_each(|kind| contents.tables[Table::Rows(kind).number()].clear());
    contents
}

/// A file of which nothing is imported is not one of the imported files.
fn is_recognised(file: &StagedFile) -> bool {
    file.plan.as_ref().is_some_and(FilePlan::is_recognised)
}

fn totals(merge: &Merge) -> Done {
    merge.files.iter().fold(Done::default(), |sum, file| Done {
        added: sum.added + file.added,
        updated: sum.updated + file.updated,
        unchanged: sum.unchanged + file.unchanged,
        refused: sum.refused + file.refused,
    })
}

/// The rows as they will be. The store's own stay untouched until the change is committed; a page without a changed row is the same one.
/// `first`: the serial number of the first row that is added. `None`: not every row could be put into a page.
fn apply(tables: &Tables, merge: &Merge, first_file: u32, first: Serial) -> Option<Tables> {
    let mut tables = tables.clone();
    for kind in KINDS {
        let updated: Vec<_> = merge.updated.iter().filter(|(_, placed)| placed.kind == kind).collect();
        let added: Vec<(Serial, RowId, &Placed)> = (first.sequence..)
            .zip(merge.ids.iter().zip(&merge.added))
            .filter(|(_, (_, placed))| placed.kind == kind)
            .map(|(sequence, (id, placed))| (Serial { sequence, ..first }, *id, placed))
            .collect();
        let rows = tables.count(kind) + added.len();
        change(tables.table_mut(kind), &updated, first_file);
        append(tables.table_mut(kind), &added, first_file);
        if tables.count(kind) != rows {
            return None;
        }
    }
    Some(tables)
}

/// Writes the pages anew that hold changed rows. A changed row keeps its id; its place is now the newer file's.
fn change(table: &mut Columns, updated: &[&(usize, Placed)], first_file: u32) {
    let mut updated = updated.iter().peekable();
    while let Some((first, _)) = updated.peek() {
        let Some((at, start)) = table.page_of(*first) else { return };
        let page = Arc::clone(&table.pages()[at]);
        let mut writer = PageWriter::new();
        for (row, index) in page.rows().zip(start..) {
            writer.begin_row();
            match updated.next_if(|(changed, _)| *changed == index) {
                Some((_, placed)) => put_placed(&mut writer, placed, first_file),
                None => writer.copy_row(row, |_| true),
            }
        }
        if let Some(page) = finished(&mut writer) {
            table.replace(at, page);
        }
    }
}

/// Adds rows at the end. What is added goes on in the last page if that is not full.
fn append(table: &mut Columns, added: &[(Serial, RowId, &Placed)], first_file: u32) {
    if added.is_empty() {
        return;
    }
    let mut writer = PageWriter::new();
    if let Some(last) = table.pages().last().filter(|page| page.len() < ROWS_PER_PAGE).cloned() {
        for row in last.rows() {
            writer.begin_row();
            writer.copy_row(row, |_| true);
        }
        table.pop();
    }
    for (serial, id, placed) in added {
        writer.begin_row();
        put_serial(&mut writer, *serial);
        put_id(&mut writer, *id);
        put_placed(&mut writer, placed, first_file);
        if writer.len() >= ROWS_PER_PAGE {
            finished(&mut writer).into_iter().for_each(|page| table.push(page));
        }
    }
    finished(&mut writer).into_iter().for_each(|page| table.push(page));
}

fn put_placed(page: &mut PageWriter, placed: &Placed, first_file: u32) {
    page.copy_row(placed.row(), |_| true);
    put_file(page, FileId(first_file + placed.file as u32));
}

fn entry(id: FileId, file: &StagedFile, merged: &FileMerge, today: Day) -> FileEntry {
    let sheets = file.plan.iter().flat_map(|plan| &plan.sheets).zip(&merged.brought);
    FileEntry {
        id,
        name: file.name.clone(),
        imported: today,
        sheets: sheets
            .map(|(sheet, rows)| SheetEntry {
                name: sheet.name.clone(),
                kind: sheet.kind,
                fields: sheet.kind.map_or_else(Vec::new, |kind| merge::sheet_fields(kind, spoken(&sheet.columns))),
                rows: *rows,
            })
            .collect(),
        noted: merged.noted,
        refused: merged.refused,
    }
}

fn file_notes(id: FileId, file: &StagedFile) -> impl Iterator<Item = StoredNote> + '_ {
    file.noted.iter().flat_map(move |row| {
        let origin = Origin { file: id, sheet: row.sheet, row: row.number };
        row.notes.iter().map(move |note| StoredNote { origin, note: note.clone() })
    })
}

/// What the user settled on is used for the next file of that shape.
fn remember_mappings<S: Store>(open: &mut OpenStore<S>, files: &[&StagedFile]) {
    for mapping in files.iter().flat_map(|file| &file.chosen) {
        open.manifest.mappings.retain(|known| known.shape != mapping.shape);
        open.manifest.mappings.push(mapping.clone());
    }
}
