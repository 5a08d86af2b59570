//! The list of this device's stores, kept in step with the notes and with the databases that exist. A damaged or
//! missing list is made again from the databases. A store itself is `open_store`.

use super::{
    demo,
    guard::{self, Checked},
    open_store::Known,
    registry::{Registry, RegistryEntry},
    store::{Disk, Notebook},
};
use crate::{model::ids::StoreId, protocol::command::Trouble};
use std::collections::BTreeMap;

#[derive(Default)]
pub(super) struct Stores {
    registry: Registry,
    /// The list as it is on disk; an unchanged list is not written again.
    on_disk: Option<Vec<u8>>,
    revisions: BTreeMap<StoreId, u32>,
    deleting: Vec<StoreId>,
    /// Databases that are not in the list because nothing was ever committed to them.
    blank: Vec<StoreId>,
    /// Whether a newer version wrote the list: then it is left alone.
    is_newer: bool,
    is_rebuilt: bool,
    /// Whether the list was loaded before. Only the first load can report a rebuilt list; later ones find what this
    /// engine made.
    is_loaded: bool,
}

impl Stores {
    /// Reads the list again each time, because other tabs write it too. A damaged list does not keep any store from
    /// opening: it is rebuilt from the databases. Fails only if nothing can be read at all, because then nobody knows
    /// whether there are stores; after a first success the list in memory is used instead.
    pub async fn load<D: Disk>(&mut self, disk: &D) -> Result<(), Trouble> {
        let notebook = match disk.notebook().await {
            Err(_) if self.is_loaded => return Ok(()),
            read => read?,
        };
        let Notebook { registry, guard, revisions, deleting, databases } = notebook;
        let read = registry.as_deref().map(Registry::decode);
        let is_whole =
            registry.as_deref().zip(guard.as_ref()).is_none_or(|(bytes, guard)| guard::hash(bytes) == *guard);
        self.is_newer = is_whole && matches!(read, Some(Err(Trouble::TooNew)));
        let said = read.and_then(Result::ok);
        let is_sound = is_whole && said.is_some();
        let known: Vec<StoreId> = said.iter().flat_map(|list| &list.stores).map(|entry| entry.id.clone()).collect();
        (self.on_disk, self.revisions, self.deleting) = (registry.filter(|_| is_sound), revisions, deleting);
        let mut list = said.unwrap_or_default();
        if !is_sound {
            // A list that cannot be trusted cannot give the number that marks this device's rows.
            let had_number = std::mem::take(&mut list.device) != 0;
            let finds_any = databases.as_ref().is_some_and(|there| !there.is_empty());
            self.is_rebuilt |= !self.is_loaded && !self.is_newer && (had_number || finds_any);
            list.device = self.registry.device;
            if let Some(there) = &databases {
                list.stores.retain(|entry| there.contains(&entry.id));
            }
        }
        self.registry = list;
        if self.registry.device == 0 {
            self.registry.device = disk.random().max(1);
        }
        self.registry.stores.retain(|entry| !self.deleting.contains(&entry.id));
        self.is_loaded = true;
        self.find(disk, databases.unwrap_or(known), !is_sound).await;
        Ok(())
    }

    /// Adds databases that are missing from the list; looks into all of them if the list cannot be trusted.
    async fn find<D: Disk>(&mut self, disk: &D, databases: Vec<StoreId>, all: bool) {
        self.blank.clear();
        for id in databases.into_iter().filter(|id| !self.deleting.contains(id)).collect::<Vec<_>>() {
            if !all && self.entry(&id).is_some() {
                continue;
            }
            let checked = match disk.peek(&id).await {
                Ok(head) => guard::check(&head, None).ok(),
                Err(_) => None,
            };
            let manifest = match checked {
                Some(Checked::Nothing) => {
                    self.blank.push(id);
                    continue;
                }
                Some(Checked::Sound(manifest) | Checked::Older(manifest) | Checked::Damaged(Some(manifest))) => {
                    Some(manifest)
                }
                Some(Checked::Damaged(None)) | None => None,
            };
            // For a database that cannot be read, the old list's entry is the best information.
            let entry =
                manifest.map(|m| RegistryEntry { id: id.clone(), name: m.name.clone(), rows: m.contents.rows() });
            match entry {
                Some(entry) => self.put_quietly(entry),
                None if self.entry(&id).is_none() => self.add(RegistryEntry { id, name: String::new(), rows: 0 }),
                None => {}
            }
        }
    }

    pub fn list(&self) -> &[RegistryEntry] {
        &self.registry.stores
    }

    /// This device's part of serial numbers.
    pub fn device(&self) -> u32 {
        self.registry.device
    }

    /// The store opened last.
    pub fn last(&self) -> Option<StoreId> {
        self.registry.last.clone().filter(|id| self.entry(id).is_some())
    }

    /// The named store, or the one opened last, or the first real one.
    pub fn chosen(&self, id: Option<StoreId>) -> Option<StoreId> {
        let is_there = |id: &StoreId| self.entry(id).is_some();
        let real = || self.registry.stores.iter().find(|entry| !demo::is_demo(&entry.id)).map(|entry| entry.id.clone());
        id.filter(is_there).or_else(|| self.last()).or_else(real)
    }

    pub fn known(&self, id: &StoreId) -> Known {
        let entry = self.entry(id);
        Known {
            name: entry.map(|entry| entry.name.clone()).unwrap_or_default(),
            rows: entry.map_or(0, |entry| entry.rows),
            revision: self.revisions.get(id).copied(),
        }
    }

    /// Every database that may exist.
    pub fn everything(&self) -> Vec<StoreId> {
        let listed = self.registry.stores.iter().map(|entry| &entry.id);
        let mut all: Vec<StoreId> = listed.chain(&self.deleting).chain(&self.blank).cloned().collect();
        all.sort();
        all.dedup();
        all
    }

    pub fn add(&mut self, entry: RegistryEntry) {
        self.registry.stores.push(entry);
    }

    pub fn remove(&mut self, id: &StoreId) {
        self.registry.stores.retain(|entry| entry.id != *id);
        if self.registry.last.as_ref() == Some(id) {
            self.registry.last = None;
        }
    }

    /// Adds or updates the open store, which becomes the one opened last.
    pub fn put(&mut self, entry: RegistryEntry) {
        self.registry.last = Some(entry.id.clone());
        self.put_quietly(entry);
    }

    fn put_quietly(&mut self, entry: RegistryEntry) {
        match self.registry.stores.iter_mut().find(|known| known.id == entry.id) {
            Some(known) => *known = entry,
            None => self.add(entry),
        }
    }

    fn entry(&self, id: &StoreId) -> Option<&RegistryEntry> {
        self.registry.stores.iter().find(|entry| entry.id == *id)
    }

    /// Writes the list if it changed: opening the last store again changes nothing, and a write would wait for the
    /// disk. A list that could not be written is made again at the next start.
    pub async fn save<D: Disk>(&mut self, disk: &D) {
        let Ok(bytes) = self.registry.encode() else { return };
        if self.is_newer || self.on_disk.as_ref() == Some(&bytes) {
            return;
        }
        if disk.put_registry(bytes.clone(), guard::hash(&bytes)).await.is_ok() {
            self.on_disk = Some(bytes);
        }
    }

    pub async fn note_revision<D: Disk>(&mut self, disk: &D, id: &StoreId, revision: u32) {
        if revision > 0 && self.revisions.get(id) != Some(&revision) {
            disk.note_revision(id, revision).await;
            self.revisions.insert(id.clone(), revision);
        }
    }

    /// Finishes earlier, interrupted deletions.
    pub async fn finish_deletions<D: Disk>(&mut self, disk: &D) {
        for id in std::mem::take(&mut self.deleting) {
            match disk.delete(&id).await {
                Ok(()) => drop(disk.forget(&id).await),
                Err(_) => self.deleting.push(id),
            }
        }
    }

    /// Whether the list was rebuilt; reported only once.
    pub fn say_rebuilt(&mut self) -> bool {
        std::mem::take(&mut self.is_rebuilt)
    }
}
