//! A store brought back from another place: written into a database of its own, which counts as a store only when
//! everything is there and was read back. Where it comes from (a backup, a damaged store) is the caller's.

use super::{
    aside::{Aside, Live, Source, State, carried},
    demo, guard,
    manifest::{Action, JournalEntry, Manifest},
    registry::RegistryEntry,
    store::{Disk, Opening, Store},
    stores::Stores,
};
use crate::{model::ids::StoreId, protocol::command::Trouble, time::Day};

/// Pages and entries that are in memory at once.
const AT_A_TIME: usize = 64;
const ENTRIES_AT_A_TIME: usize = 1024;

/// A store that was brought back.
#[derive(Clone, PartialEq, Debug)]
pub struct Restored {
    pub id: StoreId,
    pub name: String,
    /// Of the database as it was read back.
    pub state: State,
}

/// Writes a store anew, under a number of its own and with a device number of its own, so that what is written in it from
/// now on is never taken for what the first one writes. It becomes the store opened last. `name`: what it is called;
/// `None`: as before. `expected`: what it must come to.
///
/// Until it is whole its database is marked as one to be deleted, so a crash leaves nothing behind.
pub async fn restore<D: Disk, S: Source>(
    disk: &D,
    from: &mut S,
    name: Option<String>,
    expected: &State,
    today: Day,
    progress: super::Progress<'_>,
) -> Result<Restored, Trouble> {
    let mut stores = Stores::default();
    stores.load(disk).await?;
    let id = StoreId(format!("{:08x}{:08x}", disk.random(), disk.random()));
    disk.mark_deleting(std::slice::from_ref(&id)).await?;
    let written = written(disk, from, (&id, name), expected, today, progress).await;
    let restored = match written {
        Ok(restored) => restored,
        Err(trouble) => {
            drop(disk.delete(&id).await);
            drop(disk.forget(&id).await);
            return Err(trouble);
        }
    };
    let rows = restored.state.rows.iter().map(|(_, rows)| rows).sum();
    stores.load(disk).await?;
    stores.put(RegistryEntry { id, name: restored.name.clone(), rows });
    stores.save(disk).await;
    Ok(restored)
}

async fn written<D: Disk, S: Source>(
    disk: &D,
    from: &mut S,
    (id, name): (&StoreId, Option<String>),
    expected: &State,
    today: Day,
    progress: super::Progress<'_>,
) -> Result<Restored, Trouble> {
    let head = from.head().await?;
    let (bytes, pages) = carried(&head)?;
    let mut manifest = Manifest::decode(&bytes)?;
    let mut store = disk.open(id, Opening { create: true, take_over: false }).await?;
    // What is on disk is known to the writer from here on.
    store.head().await?;
    let total = pages.len() as u32;
    let mut there = Vec::new();
    for numbers in pages.chunks(AT_A_TIME) {
        let found = numbers.iter().copied().zip(from.pages(numbers).await?);
        let found: Vec<(u32, Vec<u8>)> = found.filter_map(|(number, bytes)| Some((number, bytes?))).collect();
        there.extend(found.iter().map(|(number, _)| *number));
        store.put_pages(found).await?;
        progress(there.len() as u32, total);
    }
    let journal = head.last_journal.map_or(0, |last| last + 1);
    let all: Vec<u32> = (0..journal).collect();
    for numbers in all.chunks(ENTRIES_AT_A_TIME) {
        let found = numbers.iter().copied().zip(from.journal(numbers).await?);
        let found: Vec<(u32, Vec<u8>)> = found.filter_map(|(number, bytes)| Some((number, bytes?))).collect();
        store.put_entries(found).await?;
    }
    let drafts = from.drafts().await?.into_iter().map(|(field, text)| (field, Some(text))).collect();
    store.keep_drafts(drafts).await?;
    manifest.id = id.clone();
    manifest.device = disk.random().max(1);
    manifest.name = name.unwrap_or(manifest.name);
    manifest.revision += 1;
    let number = journal.max(manifest.next_journal);
    manifest.next_journal = number + 1;
    let entry = JournalEntry { day: today, action: Action::Recovered }.encode()?;
    let commit = guard::sealed(&manifest, None, (number, entry), there)?;
    // From here on it is a store: a crash between the two leaves a database that was never committed.
    disk.forget(id).await?;
    store.commit(commit).await?;
    disk.note_revision(id, manifest.revision).await;
    let mut aside = Aside::open(Live(&mut store), id).await?;
    let state = aside.state(journal, today).await?;
    if state.hash != expected.hash {
        return Err(Trouble::DiskRefused);
    }
    Ok(Restored { id: id.clone(), name: manifest.name, state })
}

/// A store of this device as its list has it.
#[derive(Clone, PartialEq, Debug)]
pub struct Listed {
    pub id: StoreId,
    pub name: String,
    pub rows: u32,
    /// It was opened last.
    pub is_last: bool,
    pub is_demo: bool,
}

/// Every store of this device, also one that cannot be opened.
pub async fn listed<D: Disk>(disk: &D) -> Result<Vec<Listed>, Trouble> {
    let mut stores = Stores::default();
    stores.load(disk).await?;
    let last = stores.last();
    let listed = stores.list().iter().map(|entry| Listed {
        id: entry.id.clone(),
        name: entry.name.clone(),
        rows: entry.rows,
        is_last: last.as_ref() == Some(&entry.id),
        is_demo: demo::is_demo(&entry.id),
    });
    Ok(listed.collect())
}

/// Deletes a store that no tab has open, and says whether it is gone already: a browser does not take back a deletion that
/// waits for another tab. Marked first, so that the next start finishes an interrupted deletion.
pub async fn remove<D: Disk>(disk: &D, id: &StoreId) -> Result<bool, Trouble> {
    let only = std::slice::from_ref(id);
    disk.free(only).await?;
    let mut stores = Stores::default();
    stores.load(disk).await?;
    drop(disk.mark_deleting(only).await);
    let is_gone = match disk.delete(id).await {
        Ok(()) => true,
        Err(Trouble::Blocked) => false,
        Err(trouble) => {
            drop(disk.forget(id).await);
            return Err(trouble);
        }
    };
    stores.remove(id);
    stores.save(disk).await;
    if is_gone {
        drop(disk.forget(id).await);
    }
    Ok(is_gone)
}
