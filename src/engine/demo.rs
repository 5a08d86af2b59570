//! The demo store: a database of its own, made of generated rows on first opening, closed to imports.
//! Not the rows themselves: those are `crate::demo`'s.

use super::{
    manifest::{Action, Contents, FileEntry, JournalEntry, Manifest, SheetEntry},
    merge::sheet_fields,
    open_store::OpenStore,
    shelf::{self, Changed, Loaded, Rewrite},
    store::Store,
};
use crate::{
    demo::{self, FILES, Plants},
    model::{
        fields::fields_of,
        ids::{FileId, StoreId},
        tables::Tables,
    },
    protocol::command::{Command, Trouble},
    time::Day,
};

/// No other store is called so: their names are drawn hexadecimal digits.
const ID: &str = "demo";

pub(super) fn id() -> StoreId {
    StoreId(ID.to_owned())
}

pub(super) fn is_demo(id: &StoreId) -> bool {
    id.0 == ID
}

/// What would mix the demo with real records, or give it another name.
pub(super) fn is_refused(command: &Command) -> bool {
    use Command::*;
    matches!(command, StageFile { .. } | StageRows { .. } | StageDone { .. } | Import | UndoImport | RenameStore { .. })
}

/// Opens the demo as it is stored; made anew where it is not there, is another version's, or is damaged.
pub(super) async fn open<S: Store>(
    mut store: S,
    today: Day,
    progress: super::Progress<'_>,
) -> Result<OpenStore<S>, Trouble> {
    let stored = match store.manifest().await?.map(|bytes| Manifest::decode(&bytes)) {
        Some(Err(Trouble::TooNew)) => return Err(Trouble::TooNew),
        stored => stored.and_then(Result::ok),
    };
    if let Some(manifest) = stored.as_ref().filter(|manifest| manifest.device == demo::VERSION) {
        let loaded = shelf::load(&mut store, &manifest.contents).await?;
        if loaded.damaged.is_empty() {
            return Ok(OpenStore::of(store, manifest.clone(), loaded));
        }
    }
    make(store, stored, today, progress).await
}

/// Writes the generated rows and flips to them, in one commit.
async fn make<S: Store>(
    mut store: S,
    stored: Option<Manifest>,
    today: Day,
    progress: super::Progress<'_>,
) -> Result<OpenStore<S>, Trouble> {
    let tables = demo::generate(Plants::default());
    let mut manifest = manifest(stored);
    let Rewrite { pages, contents } = shelf::rewrite(&mut manifest, &tables, &[], &Changed::new());
    shelf::put(&mut store, pages, progress).await?;
    manifest.contents = Contents { files: files(&tables), ..contents };
    manifest.next_file = FILES.len() as u32;
    let entry = JournalEntry { day: today, action: Action::Created { name: manifest.name.clone() } };
    let journal = (manifest.next_journal, crate::protocol::encode(&entry));
    manifest.next_journal += 1;
    store.commit(manifest.encode(), journal).await?;
    let mut open = OpenStore::of(store, manifest, Loaded { tables, ..Loaded::default() });
    open.sweep().await?;
    Ok(open)
}

/// An empty manifest that goes on counting where an earlier one stopped: pages are written once. The generator's version
/// stands where other stores have the device's number.
fn manifest(stored: Option<Manifest>) -> Manifest {
    let fresh = Manifest::new(id(), demo::NAME.to_owned(), demo::VERSION);
    match stored {
        None => Manifest { revision: 1, ..fresh },
        Some(Manifest { next_page, next_journal, revision, clocks, .. }) => {
            Manifest { next_page, next_journal, revision: revision + 1, clocks, ..fresh }
        }
    }
}

/// The files, each with every column of its kind.
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
