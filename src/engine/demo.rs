//! The demo store: a database of its own, filled with generated rows when first opened, closed to imports. The rows
//! come from `crate::demo`.

use super::{
    guard::{self, Checked},
    manifest::{Action, FileEntry, Manifest, SheetEntry},
    merge::sheet_fields,
    open_store::{Drawn, OpenStore, going_on},
    shelf::{self, Loaded},
    store::{Head, Store},
};
use crate::{
    demo::{self, FILES, Plants},
    lifecycle::clocks::Clocks,
    model::{
        fields::fields_of,
        ids::{FileId, StoreId},
        tables::Tables,
    },
    protocol::command::{Command, Trouble},
    time::Day,
};

/// No other store can have this id: theirs are random hexadecimal digits.
const ID: &str = "demo";

pub(super) fn id() -> StoreId {
    StoreId(ID.to_owned())
}

pub(super) fn is_demo(id: &StoreId) -> bool {
    id.0 == ID
}

/// What may be done in the demo: it is written in as it is tried out, but takes no files, keeps its name, and whatever is
/// added later is refused until it is listed here.
pub(super) fn allows(command: &Command) -> bool {
    use Command::*;
    match command {
        FollowUp(_) | Note { .. } | Mark(_) | Undo(_) | Redo | ResetDemo | SetLevelPreset(_) => true,
        // Of the device and its stores.
        Begin { .. } | OpenStore(_) | TakeOver(_) | Recover { .. } | WriteAnew => true,
        CreateStore { .. } | DeleteStore(_) | DeleteEverything | OpenDemo => true,
        StageDrop { .. } | StageClear | KeepDrafts(_) => true,
        StageFile { .. }
        | StageRows { .. }
        | StageDone { .. }
        | Import
        | UndoImport
        | RenameStore { .. }
        | Submit(_) => false,
    }
}

/// Opens the stored demo; makes it anew if it is missing, damaged or of another version.
pub(super) async fn open<S: Store>(
    mut store: S,
    today: Day,
    drawn: Drawn,
    progress: super::Progress<'_>,
) -> Result<OpenStore<S>, Trouble> {
    let head = store.head().await?;
    let stored = stored(&head)?;
    if let Some(manifest) = stored.as_ref().filter(|manifest| manifest.device == demo::VERSION) {
        let loaded = shelf::load(&mut store, &manifest.contents).await?;
        if loaded.lost.is_empty() {
            let manifest = going_on(manifest.clone(), &head);
            let mut open = OpenStore::of(store, manifest, loaded, drawn);
            open.read_entries().await?;
            return Ok(open);
        }
    }
    make(store, stored, today, drawn, progress).await
}

/// Makes the demo anew as it is delivered, whatever was written in it or changed of its clocks.
pub(super) async fn anew<S: Store>(
    mut store: S,
    today: Day,
    drawn: Drawn,
    progress: super::Progress<'_>,
) -> Result<OpenStore<S>, Trouble> {
    let stored = stored(&store.head().await?)?.map(|manifest| Manifest { clocks: Clocks::default(), ..manifest });
    make(store, stored, today, drawn, progress).await
}

/// The demo's manifest, if there is a whole one.
fn stored(head: &Head) -> Result<Option<Manifest>, Trouble> {
    Ok(match guard::check(head, None)? {
        Checked::Sound(manifest) | Checked::Older(manifest) => Some(*manifest),
        Checked::Nothing | Checked::Damaged(_) => None,
    })
}

/// Writes the generated rows and switches to them, in one commit.
async fn make<S: Store>(
    mut store: S,
    stored: Option<Manifest>,
    today: Day,
    drawn: Drawn,
    progress: super::Progress<'_>,
) -> Result<OpenStore<S>, Trouble> {
    let tables = demo::generate(Plants::default());
    let mut manifest = manifest(stored);
    // Pages left over from a damaged or unfinished demo are not overwritten.
    let last = store.page_numbers().await?.into_iter().max();
    manifest.next_page = manifest.next_page.max(last.map_or(0, |last| last + 1));
    manifest.next_journal = manifest.next_journal.max(store.head().await?.last_journal.map_or(0, |last| last + 1));
    manifest.contents.files = files(&tables);
    manifest.next_file = FILES.len() as u32;
    let action = Action::Created { name: manifest.name.clone() };
    let mut open = OpenStore::of(store, manifest, Loaded { tables, ..Loaded::default() }, drawn);
    open.write_all(today, action, progress).await?;
    drop(open.sweep().await);
    Ok(open)
}

/// An empty manifest that continues the numbers of an earlier one, because a page is written only once. The generator's
/// version takes the place of the device's number.
fn manifest(stored: Option<Manifest>) -> Manifest {
    let fresh = Manifest::new(id(), demo::NAME.to_owned(), demo::VERSION);
    match stored {
        None => fresh,
        Some(Manifest { next_page, next_journal, revision, clocks, .. }) => {
            Manifest { next_page, next_journal, revision, clocks, ..fresh }
        }
    }
}

/// The files, each with all columns of its kind.
fn files(tables: &Tables) -> Vec<FileEntry> {
    let entry = |(number, file): (u32, &demo::DemoFile)| {
        let fields = sheet_fields(file.kind, fields_of(file.kind).iter().copied());
        let rows = tables.count(file.kind) as u32;
        FileEntry {
            id: FileId(number),
            name: file.name.to_owned(),
            imported: demo::date(),
            sheets: vec![SheetEntry { name: file.name.to_owned(), kind: Some(file.kind), fields, rows }],
            noted: 0,
            refused: 0,
        }
    };
    (0..).zip(&FILES).map(entry).collect()
}
