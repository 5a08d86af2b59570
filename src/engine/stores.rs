//! The stores of this device: their list, kept in step with what is written down and with the databases there are. A list that
//! is damaged or gone is made again from the databases; not the stores themselves.

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
    /// As it is on disk: what has not changed is not written again.
    on_disk: Option<Vec<u8>>,
    revisions: BTreeMap<StoreId, u32>,
    deleting: Vec<StoreId>,
    /// Databases without a place in the list, because nothing was ever committed to them.
    blank: Vec<StoreId>,
    /// Written by a newer version: it is left as it is.
    is_newer: bool,
    is_rebuilt: bool,
    /// Only what the first look finds was found anew; later ones find what this engine made.
    is_loaded: bool,
}

impl Stores {
    /// Reads what is written down; other tabs write there, too. What is damaged keeps no store from opening. Fails where nothing
    /// can be read at all, for then nobody knows whether there are stores; a list that was read before stays.
    pub async fn load<D: Disk>(&mut self, disk: &D) -> Result<(), Trouble> {
        let notebook = match disk.notebook().await {
            Err(_) if self.is_loaded => return Ok(()),
            read => read?,
        };
        let Notebook { registry, guard, revisions, deleting, databases } = notebook;
        let read = registry.as_deref().map(Registry::decode);
        self.is_newer = matches!(read, Some(Err(Trouble::TooNew)));
        let is_whole =
            registry.as_deref().zip(guard.as_ref()).is_none_or(|(bytes, guard)| guard::hash(bytes) == *guard);
        let said = read.and_then(Result::ok);
        let is_sound = is_whole && said.is_some();
        let known: Vec<StoreId> = said.iter().flat_map(|list| &list.stores).map(|entry| entry.id.clone()).collect();
        (self.on_disk, self.revisions, self.deleting) = (registry.filter(|_| is_sound), revisions, deleting);
        let mut list = said.unwrap_or_default();
        if !is_sound {
            // A list that cannot be trusted gives no number to tell this device's rows by.
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

    /// Takes up databases that the list does not have; all of them are looked into where the list is not to be trusted.
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
            // Of one that cannot be read, what the list said of it is the best there is.
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

    /// This device's part of row ids.
    pub fn device(&self) -> u32 {
        self.registry.device
    }

    /// The store opened last.
    pub fn last(&self) -> Option<StoreId> {
        self.registry.last.clone().filter(|id| self.entry(id).is_some())
    }

    /// The store named, or opened last, or the first of the real ones.
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

    /// Every database that may be there.
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

    /// The open store, which is then the one opened last.
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

    /// Opening the last store again changes nothing, and a write waits for the disk. A list that could not be written is made
    /// again at the next start.
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

    /// What an earlier deletion left behind.
    pub async fn finish_deletions<D: Disk>(&mut self, disk: &D) {
        for id in std::mem::take(&mut self.deleting) {
            match disk.delete(&id).await {
                Ok(()) => drop(disk.forget(&id).await),
                Err(_) => self.deleting.push(id),
            }
        }
    }

    /// Whether the list was made anew; said once.
    pub fn say_rebuilt(&mut self) -> bool {
        std::mem::take(&mut self.is_rebuilt)
    }
}
