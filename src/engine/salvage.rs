//! A store that cannot be opened as it is, opened from what can be had of it: the state before, the state as it is, or every
//! page that can be read. What comes of it is saved as the store's new state.

use super::{
    guard::{self, Checked},
    manifest::{Action, FileEntry, Manifest, SheetEntry},
    open_store::{Device, Known, OpenStore},
    pages::{self, PageEntry, Table},
    shelf,
    store::{Head, PageNumber, Store},
};
use crate::{
    model::{
        fields::{Field, fields_of},
        ids::{FileId, StoreId},
        rows::{FILE_KINDS, Kind},
        tables::Tables,
    },
    protocol::command::{Recovery, Trouble},
    time::Day,
};
use std::collections::{BTreeMap, BTreeSet};

/// Pages read at a time.
const PAGES_AT_A_TIME: usize = 128;

pub(super) async fn recover<S: Store>(
    mut store: S,
    id: StoreId,
    known: Known,
    way: Recovery,
    device: Device,
    today: Day,
) -> Result<OpenStore<S>, Trouble> {
    let head = store.head().await?;
    let found = match way {
        Recovery::Previous => guard::previous(&head).map(|manifest| *manifest),
        Recovery::AsItIs => match guard::check(&head, None)? {
            Checked::Sound(manifest) => Some(*manifest),
            _ => None,
        },
        Recovery::Readable => return from_pages(store, &head, id, known, device, today).await,
    };
    let mut manifest = found.ok_or(Trouble::StoreDamaged { store: id, previous: None })?;
    // What people wrote after that state is in the journal.
    let unfolded = manifest.unfolded.unwrap_or(manifest.next_journal);
    go_on(&mut manifest, &head, known.revision);
    let loaded = shelf::load(&mut store, &manifest.contents).await?;
    let mut open = OpenStore::of(store, manifest, loaded, device.drawn);
    open.read_entries_from(unfolded).await?;
    open.commit(today, Action::Recovered).await?;
    Ok(open)
}

/// Numbers go on behind whatever was used before, so that the recovered state counts as the latest.
fn go_on(manifest: &mut Manifest, head: &Head, noted: Option<u32>) {
    manifest.revision = manifest.revision.max(noted.unwrap_or(0));
    manifest.next_journal = manifest.next_journal.max(head.last_journal.map_or(0, |last| last + 1));
}

async fn from_pages<S: Store>(
    store: S,
    head: &Head,
    id: StoreId,
    known: Known,
    device: Device,
    today: Day,
) -> Result<OpenStore<S>, Trouble> {
    let mut open = readable(store, head, id, known, device, today).await?;
    open.commit(today, Action::Recovered).await?;
    Ok(open)
}

/// The list of pages is lost; the pages are not. Of those with the same place in a table, the one with the highest number is the
/// latest. Nothing is saved.
pub(super) async fn readable<S: Store>(
    mut store: S,
    head: &Head,
    id: StoreId,
    known: Known,
    device: Device,
    today: Day,
) -> Result<OpenStore<S>, Trouble> {
    let numbers = store.page_numbers().await?;
    let mut latest: BTreeMap<(Table, [u32; 3]), PageEntry> = BTreeMap::new();
    for numbers in numbers.chunks(PAGES_AT_A_TIME) {
        for (number, bytes) in numbers.iter().zip(store.pages(numbers).await?) {
            if let Some((place, entry)) = bytes.and_then(|bytes| placed(*number, &bytes)) {
                latest.insert(place, entry);
            }
        }
    }
    let mut manifest = Manifest::new(id, known.name, device.number);
    latest.into_iter().for_each(|((table, _), entry)| manifest.contents.tables[table.number()].push(entry));
    manifest.next_page = numbers.iter().max().map_or(0, |last| last.saturating_add(1));
    let loaded = shelf::load(&mut store, &manifest.contents).await?;
    manifest.has_columns = manifest.pages().iter().any(|page| !loaded.early.contains(page));
    manifest.next_sequence = next_sequence(&loaded.tables, device.number);
    manifest.contents.files = files(&loaded.tables, today);
    manifest.next_file = manifest.contents.files.iter().map(|file| file.id.0 + 1).max().unwrap_or(0);
    go_on(&mut manifest, head, known.revision);
    let mut open = OpenStore::of(store, manifest, loaded, device.drawn);
    open.read_all_entries().await?;
    Ok(open)
}

/// A page that is whole, by its place. A row's own part of the place is its serial number; the file after it may change.
fn placed(number: PageNumber, bytes: &[u8]) -> Option<((Table, [u32; 3]), PageEntry)> {
    let (table, entry) = pages::described(number, bytes)?;
    let [first, second, third] = pages::place(bytes)?;
    let place = if table.kind().is_some() { [first, second, 0] } else { [first, second, third] };
    pages::is_whole(bytes, &entry).then_some(((table, place), entry))
}

fn next_sequence(tables: &Tables, device: u32) -> u32 {
    let serials = FILE_KINDS.iter().flat_map(|kind| (0..tables.count(*kind)).map(|at| tables.serial(*kind, at)));
    serials.filter(|serial| serial.device == device).map(|serial| serial.sequence + 1).max().unwrap_or(0)
}

/// The list of files is lost; what each brought can be seen from its rows. A column counts where any row has a value in it.
fn files(tables: &Tables, today: Day) -> Vec<FileEntry> {
    let mut found: BTreeMap<FileId, BTreeMap<Kind, (u32, BTreeSet<Field>)>> = BTreeMap::new();
    for kind in FILE_KINDS {
        for at in 0..tables.count(kind) {
            let file = tables.origin(kind, at).file;
            let (rows, fields) = found.entry(file).or_default().entry(kind).or_default();
            *rows += 1;
            fields.extend(tables.values(kind, at).into_iter().map(|(field, _)| field));
        }
    }
    let entry = |(id, kinds): (FileId, BTreeMap<Kind, (u32, BTreeSet<Field>)>)| FileEntry {
        id,
        name: crate::text::data::lost_file(id.0 + 1),
        imported: today,
        sheets: kinds.into_iter().map(|(kind, (rows, given))| sheet(kind, rows, &given)).collect(),
        noted: 0,
        refused: 0,
    };
    found.into_iter().map(entry).collect()
}

fn sheet(kind: Kind, rows: u32, given: &BTreeSet<Field>) -> SheetEntry {
    let fields = fields_of(kind).iter().copied().filter(|field| given.contains(field)).collect();
    SheetEntry { name: String::new(), kind: Some(kind), fields, rows }
}
