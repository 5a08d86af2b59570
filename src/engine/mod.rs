//! The engine: a pure state machine over a store. [`Engine::handle`] takes a request and answers it; the clock and the
//! storage are handed in. Not IndexedDB (`store_idb`), not the message loop (`bin/engine`).

mod answer;
mod csv;
mod demo;
mod draw;
mod import;
mod manifest;
pub mod memory;
mod merge;
mod note_views;
mod notes;
mod open_store;
mod pages;
mod people;
mod record;
mod registry;
mod shelf;
mod staging;
pub mod store;
#[cfg(test)]
mod tests;

use crate::{
    model::ids::StoreId,
    protocol::{
        Answer, Ask, Request,
        command::{Command, Outcome, Trouble},
        query::Query,
        view::{StoreEntry, StoreStatus, View},
    },
    time::Day,
};
use manifest::{Action, Manifest};
use open_store::OpenStore;
use registry::{Registry, RegistryEntry};
use staging::Staging;
use store::Disk;

/// Reports (done, total) of a long command.
pub type Progress<'a> = &'a mut dyn FnMut(u32, u32);

pub struct Engine<D: Disk> {
    disk: D,
    registry: Registry,
    open: Option<OpenStore<D::Store>>,
    staging: Staging,
}

impl<D: Disk> Engine<D> {
    pub fn new(disk: D) -> Self {
        Self { disk, registry: Registry::default(), open: None, staging: Staging::default() }
    }

    /// Does what a request asks. Whatever goes wrong, the data are as before.
    pub async fn handle(&mut self, request: Request, progress: Progress<'_>) -> Result<Answer, Trouble> {
        let today = Day::from_epoch_days(request.today);
        match request.ask {
            Ask::Command(command) => self.apply(command, today, progress).await.map(Answer::Done),
            Ask::Query(query) => self.answer(query, today).map(Answer::View),
        }
    }

    async fn apply(&mut self, command: Command, today: Day, progress: Progress<'_>) -> Result<Outcome, Trouble> {
        if demo::is_refused(&command) && self.open.as_ref().is_some_and(|open| demo::is_demo(&open.manifest.id)) {
            return Err(Trouble::DemoStore);
        }
        match command {
            Command::OpenStore(id) => self.open_store(id, today, progress).await,
            Command::CreateStore { name } => self.create_store(name, today, progress).await,
            Command::DeleteStore(id) => self.delete_store(id, today, progress).await,
            Command::DeleteEverything => self.delete_everything().await,
            Command::StageFile { file, name } => self.staged(|staging| {
                staging.begin(file, name);
                Ok(())
            }),
            Command::StageRows { file, rows } => self.staged(|staging| staging.rows(file, &rows)),
            Command::StageDone { file, plan, chosen } => self.staged(|staging| staging.done(file, plan, chosen)),
            Command::StageDrop { file } => self.staged(|staging| {
                staging.drop_file(file);
                Ok(())
            }),
            Command::StageClear => self.staged(|staging| {
                *staging = Staging::default();
                Ok(())
            }),
            Command::Import => self.import(today, progress).await,
            Command::RenameStore { name } => {
                let open = self.open.as_mut().ok_or(Trouble::NoStore)?;
                let from = std::mem::replace(&mut open.manifest.name, name.clone());
                open.commit(today, Action::Renamed { from, to: name }).await?;
                self.changed(today).await
            }
            Command::OpenDemo => {
                self.load_registry().await?;
                self.switch_to(demo::id(), today, progress).await
            }
            Command::UndoImport => {
                let open = self.open.as_mut().ok_or(Trouble::NoStore)?;
                open.undo_import(today).await?;
                self.changed(today).await
            }
            Command::SetLevelPreset(levels) => {
                let open = self.open.as_mut().ok_or(Trouble::NoStore)?;
                open.set_levels(levels, today).await?;
                self.changed(today).await
            }
        }
    }

    fn answer(&mut self, query: Query, today: Day) -> Result<View, Trouble> {
        match query {
            Query::Stores => Ok(View::Stores(self.stores())),
            query => {
                let open = self.open.as_mut().ok_or(Trouble::NoStore)?;
                answer::answer(open, &self.staging, query, today)
            }
        }
    }

    fn staged(&mut self, change: impl FnOnce(&mut Staging) -> Result<(), Trouble>) -> Result<Outcome, Trouble> {
        change(&mut self.staging).map(|()| Outcome::Nothing)
    }

    async fn import(&mut self, today: Day, progress: Progress<'_>) -> Result<Outcome, Trouble> {
        let open = self.open.as_mut().ok_or(Trouble::NoStore)?;
        let done = import::import(open, &self.staging, today, progress).await?;
        self.staging = Staging::default();
        // The import is committed; a list of stores that could not be kept up does not undo it.
        let status = match self.remember(today).await {
            Ok(status) => status,
            Err(_) => self.open.as_ref().ok_or(Trouble::NoStore)?.status(today),
        };
        Ok(Outcome::Imported {
            added: done.added,
            updated: done.updated,
            unchanged: done.unchanged,
            refused: done.refused,
            status,
        })
    }

    /// The demo is opened where it is asked for or was open last; nobody lands in it otherwise.
    async fn open_store(
        &mut self,
        id: Option<StoreId>,
        today: Day,
        progress: Progress<'_>,
    ) -> Result<Outcome, Trouble> {
        self.load_registry().await?;
        let mut real = self.registry.stores.iter().filter(|entry| !demo::is_demo(&entry.id));
        let wanted = id
            .or_else(|| self.registry.last.clone())
            .filter(|id| self.registry.stores.iter().any(|entry| entry.id == *id))
            .or_else(|| real.next().map(|entry| entry.id.clone()));
        match wanted {
            Some(id) => self.switch_to(id, today, progress).await,
            None => self.create_store(String::new(), today, progress).await,
        }
    }

    /// Opens another store and only then leaves the present one.
    async fn switch_to(&mut self, id: StoreId, today: Day, progress: Progress<'_>) -> Result<Outcome, Trouble> {
        if self.open.as_ref().is_some_and(|open| open.manifest.id == id) {
            // Opened again: from what is on disk, not from memory.
            self.open = None;
        }
        let store = self.disk.open(&id).await?;
        let open = if demo::is_demo(&id) {
            demo::open(store, today, progress).await?
        } else {
            let entry = self.registry.entry(&id).map(|entry| (entry.name.clone(), entry.rows)).unwrap_or_default();
            OpenStore::load(store, id, entry, self.registry.device, today).await?
        };
        self.staging = Staging::default();
        self.open = Some(open);
        self.changed(today).await
    }

    async fn create_store(&mut self, name: String, today: Day, progress: Progress<'_>) -> Result<Outcome, Trouble> {
        self.load_registry().await?;
        let id = StoreId(format!("{:08x}{:08x}", self.disk.random(), self.disk.random()));
        self.registry.stores.push(RegistryEntry { id: id.clone(), name, rows: 0 });
        let created = self.switch_to(id.clone(), today, progress).await;
        if created.is_err() {
            self.registry.stores.retain(|entry| entry.id != id);
        }
        created
    }

    async fn delete_store(&mut self, id: StoreId, today: Day, progress: Progress<'_>) -> Result<Outcome, Trouble> {
        if self.open.as_ref().is_some_and(|open| open.manifest.id == id) {
            self.open = None;
        }
        self.disk.delete(&id).await?;
        self.load_registry().await?;
        self.registry.stores.retain(|entry| entry.id != id);
        if self.registry.last.as_ref() == Some(&id) {
            self.registry.last = None;
        }
        self.disk.put_registry(self.registry.encode()).await?;
        match &self.open {
            Some(_) => self.changed(today).await,
            None => self.open_store(None, today, progress).await,
        }
    }

    async fn delete_everything(&mut self) -> Result<Outcome, Trouble> {
        self.open = None;
        self.staging = Staging::default();
        self.registry = Registry::default();
        self.disk.delete_everything().await?;
        Ok(Outcome::Erased)
    }

    /// Its bytes as they are on disk.
    async fn load_registry(&mut self) -> Result<Option<Vec<u8>>, Trouble> {
        let bytes = self.disk.registry().await?;
        if let Some(bytes) = &bytes {
            self.registry = Registry::decode(bytes)?;
        }
        if self.registry.device == 0 {
            self.registry.device = self.disk.random().max(1);
        }
        Ok(bytes)
    }

    /// Keeps the registry in step with the open store. Other tabs write it too, so it is read again first.
    async fn remember(&mut self, today: Day) -> Result<StoreStatus, Trouble> {
        let known = self.load_registry().await?;
        let open = self.open.as_ref().ok_or(Trouble::NoStore)?;
        let Manifest { id, name, contents, .. } = &open.manifest;
        let entry = RegistryEntry { id: id.clone(), name: name.clone(), rows: contents.rows() };
        match self.registry.entry(id) {
            Some(known) => *known = entry,
            None => self.registry.stores.push(entry),
        }
        self.registry.last = Some(id.clone());
        let status = open.status(today);
        let registry = self.registry.encode();
        // Opening the last store again changes nothing, and a write waits for the disk.
        if known.as_ref() != Some(&registry) {
            self.disk.put_registry(registry).await?;
        }
        Ok(status)
    }

    async fn changed(&mut self, today: Day) -> Result<Outcome, Trouble> {
        self.remember(today).await.map(Outcome::Store)
    }

    fn stores(&self) -> Vec<StoreEntry> {
        let open = self.open.as_ref().map(|open| &open.manifest.id);
        self.registry
            .stores
            .iter()
            .map(|entry| StoreEntry {
                id: entry.id.clone(),
                name: entry.name.clone(),
                rows: entry.rows,
                open: open == Some(&entry.id),
                demo: demo::is_demo(&entry.id),
            })
            .collect()
    }
}
