//! Staged files become rows of the store: one change, all or nothing, and one undo.

use super::{
    damage::HeldFile,
    manifest::{Action, Before, FileEntry, SheetEntry},
    merge::{self, FileMerge, Merge, Placed},
    notes::StoredNote,
    open_store::{Change, OpenStore},
    shelf::Changed,
    staging::{StagedFile, Staging},
    store::Store,
};
use crate::{
    exchange::{columns::spoken, plan::FilePlan},
    model::{
        ids::{FileId, Origin, RowId},
        rows::{Kind, Row},
        tables::{Kept, Tables},
    },
    protocol::command::Trouble,
    time::Day,
};
use std::collections::{BTreeMap, BTreeSet};

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
            open.repaired_by(&named, files.iter().map(|file| held(file)).collect())
        }
        false => BTreeSet::new(),
    };
    if done.added + done.updated == 0 && repaired.is_empty() {
        // Nothing new: no change, and the undo of the import before stays.
        return Ok(done);
    }

    let names: Vec<String> = files.iter().filter(|file| is_recognised(file)).map(|file| file.name.clone()).collect();
    let before = Before {
        contents: open.manifest.contents.clone(),
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
    let (tables, changed) = apply(open, merge, first_file);
    let action = Action::Imported { files: names, added: done.added, updated: done.updated };
    open.write(Change { tables, notes, changed, before, action, repaired, left }, progress).await?;
    Ok(done)
}

/// A file of which nothing is imported is not one of the imported files.
fn is_recognised(file: &StagedFile) -> bool {
    file.plan.as_ref().is_some_and(FilePlan::is_recognised)
}

/// A staged file's name, and how many rows of each kind it holds.
fn held(file: &StagedFile) -> HeldFile {
    let mut rows = BTreeMap::new();
    for row in file.rows.iter().filter_map(|parsed| parsed.row.as_ref()) {
        *rows.entry(row.kind()).or_default() += 1;
    }
    (file.name.clone(), rows)
}

fn totals(merge: &Merge) -> Done {
    merge.files.iter().fold(Done::default(), |sum, file| Done {
        added: sum.added + file.added,
        updated: sum.updated + file.updated,
        unchanged: sum.unchanged + file.unchanged,
        refused: sum.refused + file.refused,
    })
}

/// The rows as they will be. The store's own stay untouched until the change is committed.
fn apply<S: Store>(open: &mut OpenStore<S>, merge: Merge, first_file: u32) -> (Tables, Changed) {
    let mut tables = open.world.tables.clone();
    let mut changed = Changed::new();
    for (kind, at, placed) in merge.updated {
        let origin = origin(&placed, first_file);
        replace(&mut tables, at, origin, placed.row.into_owned());
        changed.insert((kind, at));
    }
    for placed in merge.added {
        let id = RowId { device: open.manifest.device, sequence: open.manifest.next_sequence };
        open.manifest.next_sequence += 1;
        let origin = origin(&placed, first_file);
        tables.push(id, origin, placed.row.into_owned());
    }
    (tables, changed)
}

fn origin(placed: &Placed, first_file: u32) -> Origin {
    Origin { file: FileId(first_file + placed.file as u32), sheet: placed.sheet, row: placed.number }
}

/// A changed row keeps its id; its place is now the newer file's.
fn replace(tables: &mut Tables, at: usize, origin: Origin, row: Row) {
    fn put<T: Kept>(tables: &mut Tables, at: usize, origin: Origin, data: T) {
        let record = &mut T::of_mut(tables)[at];
        record.origin = origin;
        record.data = data;
    }
    of_row!(row, data => put(tables, at, origin, data));
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
    file.rows.iter().flat_map(move |row| {
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
