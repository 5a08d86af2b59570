//! The store that is open: what is on disk, and the world derived from it.

use super::{
    demo,
    manifest::{Action, Before, JournalEntry, Manifest},
    notes::StoredNote,
    shelf::{self, Changed, Loaded, Rewrite},
    store::Store,
};
use crate::{
    analytics::{
        reporting::{Reporting, reporting},
        world::{Picture, World},
    },
    lifecycle::level_clock::LevelPreset,
    model::{ids::StoreId, rows::KINDS, tables::Tables},
    protocol::{
        command::{DamagedPage, Trouble},
        query::Query,
        view::{StoreStatus, UndoView, View},
    },
    time::Day,
};
use std::{collections::VecDeque, rc::Rc};

/// An import can be taken back for so long.
const UNDO_FOR_DAYS: i32 = 30;
/// Pictures of so many days are kept.
const PICTURES: usize = 4;
/// So many answers are kept, with the day they were asked on.
const ANSWERS: usize = 6;

pub(super) struct OpenStore<S> {
    store: S,
    pub manifest: Manifest,
    pub world: World,
    pub notes: Vec<StoredNote>,
    damaged: Vec<DamagedPage>,
    pictures: Vec<Rc<Picture>>,
    answers: VecDeque<(Query, Day, View)>,
}

impl<S: Store> OpenStore<S> {
    /// `known`: name and rows the registry has for it. Rows were there and the database is empty: the browser removed it.
    pub async fn load(
        mut store: S,
        id: StoreId,
        known: (String, u32),
        device: u32,
        today: Day,
    ) -> Result<Self, Trouble> {
        let (manifest, fresh) = match store.manifest().await? {
            Some(bytes) => (Manifest::decode(&bytes)?, false),
            None if known.1 > 0 => return Err(Trouble::Vanished),
            None => (Manifest::new(id, known.0, device), true),
        };
        let loaded = shelf::load(&mut store, &manifest.contents).await?;
        let mut open = Self::of(store, manifest, loaded);
        if fresh {
            let name = open.manifest.name.clone();
            open.commit(today, Action::Created { name }).await?;
        } else if open.damaged.is_empty() {
            open.sweep().await?;
        }
        Ok(open)
    }

    /// A store whose manifest and rows are known.
    pub fn of(store: S, manifest: Manifest, loaded: Loaded) -> Self {
        let Loaded { tables, notes, damaged } = loaded;
        let world = World::new(tables, manifest.columns(), manifest.clocks);
        Self { store, manifest, world, notes, damaged, pictures: Vec::new(), answers: VecDeque::new() }
    }

    /// Flips to the manifest as it now is, with a journal entry; on failure the manifest goes back to what is on disk.
    pub async fn commit(&mut self, today: Day, action: Action) -> Result<(), Trouble> {
        self.manifest.revision += 1;
        let journal = (self.manifest.next_journal, crate::protocol::encode(&JournalEntry { day: today, action }));
        self.manifest.next_journal += 1;
        let committed = self.store.commit(self.manifest.encode(), journal).await;
        if committed.is_err() {
            self.reload().await?;
        }
        committed
    }

    /// Writes the pages of a change and flips to them: all or nothing.
    pub async fn write(
        &mut self,
        tables: Tables,
        notes: Vec<StoredNote>,
        changed: &Changed,
        before: Before,
        action: Action,
        progress: super::Progress<'_>,
    ) -> Result<(), Trouble> {
        let Rewrite { pages, contents } = shelf::rewrite(&mut self.manifest, &tables, &notes, changed);
        if let Err(trouble) = shelf::put(&mut self.store, pages, progress).await {
            self.reload().await?;
            return Err(trouble);
        }
        let files = std::mem::take(&mut self.manifest.contents.files);
        self.manifest.contents = contents;
        self.manifest.contents.files = files;
        let day = before.day;
        self.manifest.before = Some(before);
        self.commit(day, action).await?;
        self.notes = notes;
        self.derive(tables);
        self.sweep().await
    }

    /// Takes the last import back: the pages before it are in force again.
    pub async fn undo_import(&mut self, today: Day) -> Result<(), Trouble> {
        if self.undoable(today).is_none() {
            return Err(Trouble::NothingToUndo);
        }
        let before = self.manifest.before.take().ok_or(Trouble::NothingToUndo)?;
        self.manifest.contents = before.contents;
        self.commit(today, Action::ImportUndone { files: before.files }).await?;
        self.reload().await?;
        self.sweep().await
    }

    fn undoable(&self, today: Day) -> Option<&Before> {
        self.manifest.before.as_ref().filter(|before| today.days_since(before.day) <= UNDO_FOR_DAYS)
    }

    pub async fn set_levels(&mut self, levels: LevelPreset, today: Day) -> Result<(), Trouble> {
        let from = self.manifest.clocks;
        self.manifest.clocks.levels = levels;
        let to = self.manifest.clocks;
        self.commit(today, Action::ClocksChanged { from, to }).await?;
        self.world.clocks = to;
        self.forget_what_was_worked_out();
        Ok(())
    }

    /// Whether every row the manifest names is in memory.
    pub fn is_whole(&self) -> bool {
        self.damaged.is_empty() && shelf::whole(&self.manifest.contents, &self.world.tables)
    }

    /// Back to what is on disk.
    async fn reload(&mut self) -> Result<(), Trouble> {
        let bytes = self.store.manifest().await?.ok_or(Trouble::Vanished)?;
        self.manifest = Manifest::decode(&bytes)?;
        let loaded = shelf::load(&mut self.store, &self.manifest.contents).await?;
        self.notes = loaded.notes;
        self.damaged = loaded.damaged;
        self.derive(loaded.tables);
        Ok(())
    }

    fn derive(&mut self, tables: Tables) {
        self.world = World::new(tables, self.manifest.columns(), self.manifest.clocks);
        self.forget_what_was_worked_out();
    }

    fn forget_what_was_worked_out(&mut self) {
        self.pictures.clear();
        self.answers.clear();
    }

    pub fn known_answer(&self, query: &Query, today: Day) -> Option<View> {
        let known = self.answers.iter().find(|(asked, on, _)| asked == query && *on == today);
        known.map(|(.., view)| view.clone())
    }

    pub fn keep_answer(&mut self, query: Query, today: Day, view: View) {
        self.answers.truncate(ANSWERS - 1);
        self.answers.push_front((query, today, view));
    }

    pub async fn sweep(&mut self) -> Result<(), Trouble> {
        let keep = self.manifest.pages();
        self.store.sweep(&keep).await
    }

    /// Where everybody stands as of a day.
    pub fn picture(&mut self, as_of: Day) -> Rc<Picture> {
        if let Some(known) = self.pictures.iter().find(|picture| picture.as_of == as_of) {
            return known.clone();
        }
        let picture = Rc::new(Picture::new(&self.world, as_of));
        self.pictures.truncate(PICTURES - 1);
        self.pictures.insert(0, picture.clone());
        picture
    }

    /// The demo's date is fixed, whatever day the device has.
    pub fn reporting(&self, today: Day) -> Reporting {
        match demo::is_demo(&self.manifest.id) {
            true => Reporting { date: Some(crate::demo::date()), ignored: None },
            false => reporting(&self.world.tables, today),
        }
    }

    pub fn status(&self, today: Day) -> StoreStatus {
        let Reporting { date, ignored } = self.reporting(today);
        StoreStatus {
            id: self.manifest.id.clone(),
            demo: demo::is_demo(&self.manifest.id),
            name: self.manifest.name.clone(),
            revision: self.manifest.revision,
            rows: KINDS.iter().map(|kind| (*kind, self.world.tables.count(*kind) as u32)).collect(),
            reporting_date: date,
            ignored_outlier: ignored,
            undo: self.undoable(today).map(|before| UndoView {
                files: before.files.clone(),
                added: before.added,
                updated: before.updated,
                day: before.day,
            }),
            level_preset: self.manifest.clocks.levels,
            damaged: self.damaged.clone(),
        }
    }
}
