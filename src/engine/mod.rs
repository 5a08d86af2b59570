//! The engine: a pure state machine over a store. [`Engine::handle`] takes a request and answers it; clock and storage
//! are handed in. IndexedDB is in `store_idb`, the message loop in `bin/engine`.

mod actions;
mod answer;
pub mod aside;
pub mod csv;
mod csv_rows;
mod damage;
mod demo;
mod draw;
mod entries;
mod follow_up;
mod guard;
mod history;
mod import;
mod kept;
mod manifest;
pub mod memory;
mod merge;
pub mod mishap;
mod note_views;
mod notes;
mod open_store;
pub mod owner;
mod pages;
mod people;
mod record;
mod row_pages;
mod registry;
pub mod restore;
mod salvage;
mod shelf;
mod show;
mod shown;
mod staging;
pub mod store;
mod stores;
mod urgency;
#[cfg(test)]
mod tests;

use crate::{
    forms::{self, Given, follow_up as follow_up_form},
    lifecycle::catalogue::{self, TouchpointId},
    model::{ids::StoreId, secret::Secret},
    protocol::{
        Answer, Ask, Now, Request,
        command::{Command, Outcome, Recovery, Trouble},
        form::Submission,
        query::Query,
        view::{Acted, StoreEntry, StoreStatus, View, Written},
    },
    route::Route,
    text::follow_ups,
    time::Day,
};
use manifest::{Action, Manifest};
use open_store::{Device, Drawn, OpenStore};
use registry::RegistryEntry;
use staging::Staging;
use std::pin::Pin;
use store::{Disk, Opening, Store as _};
use stores::Stores;

/// Reports (done, total) during a long command.
pub type Progress<'a> = &'a mut dyn FnMut(u32, u32);

pub struct Engine<D: Disk> {
    disk: D,
    stores: Stores,
    open: Option<OpenStore<D::Store>>,
    staging: Staging,
}

/// Boxes a future so that it is polled by its own function. Otherwise the compiler makes one function of all awaited
/// futures, which WebKit compiles wrongly if it is too large (`xtask/src/functions.rs`).
fn apart<'a, T>(future: impl Future<Output = T> + 'a) -> Pin<Box<dyn Future<Output = T> + 'a>> {
    Box::pin(future)
}

impl<D: Disk> Engine<D> {
    pub fn new(disk: D) -> Self {
        Self { disk, stores: Stores::default(), open: None, staging: Staging::default() }
    }

    /// Carries out a request. If it fails, the data are as before.
    pub async fn handle(&mut self, request: Request, progress: Progress<'_>) -> Result<Answer, Trouble> {
        let today = Day::from_epoch_days(request.today);
        if let Some(open) = &mut self.open {
            open.now = request.now.clone();
        }
        match request.ask {
            Ask::Command(command) => {
                self.apply(command, today, &request.now, progress).await.map(shown::outcome).map(Answer::Done)
            }
            Ask::Query(Query::Drafts) => {
                let open = self.open.as_mut().ok_or(Trouble::NoStore)?;
                let by_turns =
                    |drafts: Vec<(String, String)>| drafts.into_iter().flat_map(|(field, text)| [field, text]);
                let drafts = open.store.drafts().await?;
                Ok(Answer::View(View::Drafts(by_turns(drafts).collect())))
            }
            Ask::Query(query) if history::asked(&query).is_some() => {
                let open = self.open.as_mut().ok_or(Trouble::NoStore)?;
                if let Some(subject) = history::asked(&query) {
                    open.told = apart(open.history(subject, today)).await?;
                }
                self.answer(query, today).map(shown::shown).map(Answer::View)
            }
            Ask::Query(query) => self.answer(query, today).map(shown::shown).map(Answer::View),
        }
    }

    async fn apply(
        &mut self,
        command: Command,
        today: Day,
        now: &Now,
        progress: Progress<'_>,
    ) -> Result<Outcome, Trouble> {
        let command = match command {
            Command::Submit(mut submission) => {
                self.name_people(&mut submission, today)?;
                let touchpoints: Vec<_> = catalogue::ids().map(TouchpointId::name).collect();
                // The demo has a day of its own.
                let today = self.open.as_ref().map_or(today, |open| open.writes_on(today));
                let given = Given { stores: &self.entries(), touchpoints: &touchpoints, today };
                match forms::command(&submission, &given).ok_or(Trouble::NotUnderstood)? {
                    Ok(command) => command,
                    Err(wrongs) => return Ok(Outcome::Wrong(wrongs)),
                }
            }
            command => command,
        };
        if !demo::allows(&command) && self.open.as_ref().is_some_and(|open| demo::is_demo(&open.manifest.id)) {
            return Err(Trouble::DemoStore);
        }
        match command {
            Command::Begin { remembered } => apart(self.begin(remembered, today, progress)).await,
            Command::OpenStore(id) => self.open_store(id, Opening::default(), today, progress).await,
            Command::TakeOver(id) => {
                self.open_store(id, Opening { take_over: true, ..Opening::default() }, today, progress).await
            }
            Command::Recover { store, way } => apart(self.recover(store, way, today)).await,
            Command::WriteAnew => self.write_anew(today, progress).await,
            Command::CreateStore { name } => self.create_store(name, today, progress).await,
            Command::DeleteStore(id) => apart(self.delete_store(id, today, progress)).await,
            Command::DeleteEverything => apart(self.delete_everything()).await,
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
            Command::Import => apart(self.import(today, progress)).await,
            Command::RenameStore { name } => {
                let open = self.open.as_mut().ok_or(Trouble::NoStore)?;
                open.rename(name, today).await?;
                self.changed(today).await
            }
            Command::OpenDemo => {
                self.stores.load(&self.disk).await?;
                self.switch_to(demo::id(), Opening { create: true, take_over: false }, today, progress).await
            }
            Command::UndoImport => {
                let open = self.open.as_mut().ok_or(Trouble::NoStore)?;
                open.undo_import(today).await?;
                self.changed(today).await
            }
            Command::FollowUp(follow_up) => {
                let open = self.open.as_mut().ok_or(Trouble::NoStore)?;
                let written = apart(open.follow_up(follow_up, today, now)).await?;
                Ok(self.written(written, today).await)
            }
            Command::Note { subject, text, who } => {
                let open = self.open.as_mut().ok_or(Trouble::NoStore)?;
                let written = apart(open.note((subject, text, who), today, now)).await?;
                Ok(self.written(written, today).await)
            }
            Command::Mark(mark) => {
                let open = self.open.as_mut().ok_or(Trouble::NoStore)?;
                let written = apart(open.mark(mark, today, now)).await?;
                Ok(self.written(written, today).await)
            }
            Command::Undo(name) => {
                let open = self.open.as_mut().ok_or(Trouble::NoStore)?;
                let written = apart(open.undo(name, &now.who, today, now)).await?;
                Ok(self.written(written, today).await)
            }
            Command::Redo => {
                let open = self.open.as_mut().ok_or(Trouble::NoStore)?;
                let written = apart(open.redo(&now.who, today, now)).await?;
                Ok(self.written(written, today).await)
            }
            Command::KeepDrafts(drafts) => {
                let open = self.open.as_mut().ok_or(Trouble::NoStore)?;
                let text = |text: String| Some(text).filter(|text| !text.is_empty());
                let drafts = drafts.into_iter().map(|(field, typed)| (field, text(typed))).collect();
                open.store.keep_drafts(drafts).await.map(|()| Outcome::Nothing)
            }
            Command::ResetDemo => apart(self.reset_demo(today, progress)).await,
            Command::Submit(_) => Err(Trouble::NotUnderstood),
            Command::SetLevelPreset(levels) => {
                let open = self.open.as_mut().ok_or(Trouble::NoStore)?;
                open.set_levels(levels, today).await?;
                self.changed(today).await
            }
        }
    }

    /// Nothing else is written for an edit: the list of stores has no part of it.
    async fn written(&mut self, action: Written, today: Day) -> Outcome {
        match &mut self.open {
            Some(open) => {
                // The edit is saved, whatever becomes of the pages.
                drop(apart(open.fold_entries(today)).await);
                let Written { people, left, .. } = action;
                let said = follow_ups::written(open.now.lang, &action);
                Outcome::Written {
                    said,
                    people,
                    left,
                    is_undo: action.act == Acted::Undone,
                    status: open.status(today),
                }
            }
            None => Outcome::Nothing,
        }
    }

    /// Makes the demo anew, as it is delivered.
    async fn reset_demo(&mut self, today: Day, progress: Progress<'_>) -> Result<Outcome, Trouble> {
        let is_open = self.open.as_ref().is_some_and(|open| demo::is_demo(&open.manifest.id));
        if !is_open {
            return Err(Trouble::NoStore);
        }
        self.open = None;
        let store = self.disk.open(&demo::id(), Opening::default()).await?;
        let drawn = self.draw();
        let open = demo::anew(store, today, drawn, progress).await?;
        self.adopt(open, today).await
    }

    fn answer(&mut self, query: Query, today: Day) -> Result<View, Trouble> {
        match query {
            Query::Stores => Ok(View::Stores(self.entries())),
            query => {
                let open = self.open.as_mut().ok_or(Trouble::NoStore)?;
                match query {
                    Query::Show { .. }
                    | Query::SheetCsv(_)
                    | Query::SheetRows { .. }
                    | Query::SheetFigure { .. }
                    | Query::SheetDocument { .. } => show::show(open, &self.staging, query, today),
                    query => answer::answer(open, &self.staging, query, today),
                }
            }
        }
    }

    /// A follow-up of the first people of a list names the list alone.
    fn name_people(&mut self, submission: &mut Submission, today: Day) -> Result<(), Trouble> {
        let Some(address) = follow_up_form::list(submission).map(str::to_owned) else { return Ok(()) };
        let open = self.open.as_mut().ok_or(Trouble::NoStore)?;
        let Some(Query::List { selection, scope, sort, .. }) = show::question(&Route::parse(&address)) else {
            return Err(Trouble::NotUnderstood);
        };
        let first = Query::List { selection, scope, sort, offset: 0, limit: follow_up_form::MOST_AT_ONCE };
        if let View::List(list) = answer::answer(open, &self.staging, first, today)? {
            follow_up_form::with_people(submission, list.rows.into_iter().map(|row| row.subject));
        }
        Ok(())
    }

    fn staged(&mut self, change: impl FnOnce(&mut Staging) -> Result<(), Trouble>) -> Result<Outcome, Trouble> {
        change(&mut self.staging).map(|()| Outcome::Nothing)
    }

    async fn import(&mut self, today: Day, progress: Progress<'_>) -> Result<Outcome, Trouble> {
        let open = self.open.as_mut().ok_or(Trouble::NoStore)?;
        let done = import::import(open, &self.staging, today, progress).await?;
        self.staging = Staging::default();
        let status = self.remember(today).await?;
        Ok(Outcome::Imported {
            added: done.added,
            updated: done.updated,
            unchanged: done.unchanged,
            refused: done.refused,
            status,
        })
    }

    /// The demo opens only if it is asked for or was open last; nobody gets it by surprise.
    async fn open_store(
        &mut self,
        id: Option<StoreId>,
        opening: Opening,
        today: Day,
        progress: Progress<'_>,
    ) -> Result<Outcome, Trouble> {
        self.stores.load(&self.disk).await?;
        match self.stores.chosen(id) {
            Some(id) => self.switch_to(id, opening, today, progress).await,
            None => self.create_store(String::new(), today, progress).await,
        }
    }

    /// Opens the last store. `remembered`: the store that the page itself remembers. If only that memory is left, the
    /// browser removed the records; this is not a first visit.
    async fn begin(
        &mut self,
        remembered: Option<StoreId>,
        today: Day,
        progress: Progress<'_>,
    ) -> Result<Outcome, Trouble> {
        self.stores.load(&self.disk).await?;
        self.stores.finish_deletions(&self.disk).await;
        let remembered = remembered.filter(|id| !demo::is_demo(id));
        match self.stores.last().or_else(|| self.stores.chosen(remembered.clone())) {
            Some(id) => self.switch_to(id, Opening::default(), today, progress).await,
            None if remembered.is_some() => Err(Trouble::Vanished),
            None => self.create_store(String::new(), today, progress).await,
        }
    }

    /// Opens another store, and only if that succeeds leaves the present one.
    async fn switch_to(
        &mut self,
        id: StoreId,
        opening: Opening,
        today: Day,
        progress: Progress<'_>,
    ) -> Result<Outcome, Trouble> {
        if self.open.as_ref().is_some_and(|open| open.manifest.id == id) {
            // Reopening reads from disk, not from memory.
            self.open = None;
        }
        let open = self.opened(id, opening, today, progress).await?;
        self.adopt(open, today).await
    }

    async fn opened(
        &mut self,
        id: StoreId,
        opening: Opening,
        today: Day,
        progress: Progress<'_>,
    ) -> Result<OpenStore<D::Store>, Trouble> {
        let known = self.stores.known(&id);
        // A store without rows that was never committed loses nothing if its database is made anew.
        let opening = Opening { create: opening.create || known.rows == 0 && known.revision.is_none(), ..opening };
        let store = self.disk.open(&id, opening).await?;
        let drawn = self.draw();
        match demo::is_demo(&id) {
            true => apart(demo::open(store, today, drawn, progress)).await,
            false => apart(OpenStore::load(store, id, known, Device { number: self.stores.device(), drawn })).await,
        }
    }

    fn draw(&self) -> Drawn {
        Drawn { seed: self.disk.random(), secret: Secret::draw(|| self.disk.random()) }
    }

    async fn adopt(&mut self, open: OpenStore<D::Store>, today: Day) -> Result<Outcome, Trouble> {
        self.staging = Staging::default();
        self.open = Some(open);
        self.changed(today).await
    }

    /// The store is committed before it is listed, so that every store in the list existed once.
    async fn create_store(&mut self, name: String, today: Day, progress: Progress<'_>) -> Result<Outcome, Trouble> {
        self.stores.load(&self.disk).await?;
        let id = StoreId(format!("{:08x}{:08x}", self.disk.random(), self.disk.random()));
        let opening = Opening { create: true, take_over: false };
        let created = match self.opened(id.clone(), opening, today, progress).await {
            Ok(mut open) => {
                open.manifest.name.clone_from(&name);
                open.commit(today, Action::Created { name }).await.map(|()| open)
            }
            Err(trouble) => Err(trouble),
        };
        match created {
            Ok(open) => self.adopt(open, today).await,
            Err(trouble) => {
                drop(self.disk.delete(&id).await);
                drop(self.disk.forget(&id).await);
                Err(trouble)
            }
        }
    }

    /// Opens a store from whatever is left of it, and saves the result.
    async fn recover(&mut self, id: StoreId, way: Recovery, today: Day) -> Result<Outcome, Trouble> {
        self.stores.load(&self.disk).await?;
        if self.open.as_ref().is_some_and(|open| open.manifest.id == id) {
            self.open = None;
        }
        let known = self.stores.known(&id);
        let store = self.disk.open(&id, Opening::default()).await?;
        let device = Device { number: self.stores.device(), drawn: self.draw() };
        let open = salvage::recover(store, id, known, way, device, today).await?;
        self.adopt(open, today).await
    }

    /// Makes the database anew and writes all rows, which are still in memory.
    async fn write_anew(&mut self, today: Day, progress: Progress<'_>) -> Result<Outcome, Trouble> {
        let open = self.open.as_mut().ok_or(Trouble::NoStore)?;
        open.revive(today, progress).await?;
        self.changed(today).await
    }

    /// The deletion is marked first, so that the next start can finish it if it is interrupted. Once the database is
    /// gone, later failures do not make the deletion a failure.
    async fn delete_store(&mut self, id: StoreId, today: Day, progress: Progress<'_>) -> Result<Outcome, Trouble> {
        let is_open = self.open.as_ref().is_some_and(|open| open.manifest.id == id);
        if !is_open {
            self.disk.free(std::slice::from_ref(&id)).await?;
        }
        self.stores.load(&self.disk).await?;
        // A full disk cannot store the mark; the deletion still goes on, since it makes room.
        drop(self.disk.mark_deleting(std::slice::from_ref(&id)).await);
        if is_open {
            self.open = None;
        }
        let left = match self.disk.delete(&id).await {
            Ok(()) => false,
            Err(Trouble::Blocked) => true,
            Err(trouble) => {
                drop(self.disk.forget(&id).await);
                if is_open {
                    drop(self.switch_to(id, Opening::default(), today, progress).await);
                }
                return Err(trouble);
            }
        };
        self.stores.remove(&id);
        self.stores.save(&self.disk).await;
        if !left {
            drop(self.disk.forget(&id).await);
        }
        let outcome = match &self.open {
            Some(_) => self.changed(today).await,
            None => self.open_store(None, Opening::default(), today, progress).await,
        };
        let status = match outcome {
            Ok(Outcome::Store(status)) => Some(status),
            _ => None,
        };
        Ok(Outcome::Deleted { left, status })
    }

    /// Refused at the start if another tab has a store open. Databases that cannot be deleted now no longer count as
    /// stores; the next start deletes them.
    async fn delete_everything(&mut self) -> Result<Outcome, Trouble> {
        // If the stores cannot be listed, they cannot be reported as gone.
        drop(self.disk.notebook().await?);
        self.stores.load(&self.disk).await?;
        let ids = self.stores.everything();
        let open = self.open.as_ref().map(|open| open.manifest.id.clone());
        let others: Vec<StoreId> = ids.iter().filter(|id| Some(*id) != open.as_ref()).cloned().collect();
        self.disk.free(&others).await?;
        drop(self.disk.mark_deleting(&ids).await);
        self.open = None;
        self.staging = Staging::default();
        let mut left = Vec::new();
        for id in &ids {
            if self.disk.delete(id).await.is_err() {
                left.push(self.stores.known(id).name);
            }
        }
        self.stores = Stores::default();
        if left.is_empty() {
            // If this fails, an empty list stays behind, which names nobody.
            drop(self.disk.delete_notebook().await);
        } else {
            self.stores.save(&self.disk).await;
        }
        Ok(Outcome::Erased { left })
    }

    /// Keeps the list of stores in step with the open one. A failure here does not undo the commit: the list can be
    /// made again from the databases.
    async fn remember(&mut self, today: Day) -> Result<StoreStatus, Trouble> {
        self.stores.load(&self.disk).await?;
        let open = self.open.as_ref().ok_or(Trouble::NoStore)?;
        let Manifest { id, name, revision, .. } = &open.manifest;
        let entry = RegistryEntry { id: id.clone(), name: name.clone(), rows: open.readable_rows() };
        let mut status = open.status(today);
        self.stores.put(entry);
        self.stores.save(&self.disk).await;
        self.stores.note_revision(&self.disk, id, *revision).await;
        status.list_rebuilt = self.stores.say_rebuilt();
        Ok(status)
    }

    async fn changed(&mut self, today: Day) -> Result<Outcome, Trouble> {
        self.remember(today).await.map(Outcome::Store)
    }

    fn entries(&self) -> Vec<StoreEntry> {
        let open = self.open.as_ref().map(|open| &open.manifest.id);
        let entry = |entry: &RegistryEntry| StoreEntry {
            id: entry.id.clone(),
            name: entry.name.clone(),
            rows: entry.rows,
            open: open == Some(&entry.id),
            demo: demo::is_demo(&entry.id),
        };
        self.stores.list().iter().map(entry).collect()
    }
}
