//! The store that is open: what is on disk, and the world derived from it.

use super::{
    apart,
    damage::{Again, Damage, HeldFile},
    demo,
    entries::{self, Entries, UNFOLDED},
    guard::{self, Checked},
    kept::Kept,
    manifest::{Action, Before, Contents, JournalEntry, Manifest},
    notes::StoredNote,
    pages::Table,
    shelf::{self, Loaded, Rewrite, Rows},
    store::{Head, Store},
};
use crate::{
    analytics::{
        clock::Clock,
        reporting::Reporting,
        world::{Standings, World},
    },
    model::{
        ids::StoreId,
        rows::{FILE_KINDS, KINDS, Kind, NATIVE_KINDS},
        secret::Secret,
        tables::Tables,
    },
    protocol::{
        Now,
        command::{DamagedPage, SavedState, Trouble},
        view::{ChangeView, StoreStatus, UndoView},
    },
    terms::level_clock::LevelPreset,
    time::Day,
};
use std::{collections::BTreeSet, rc::Rc};

/// A writer begins its pages this far, at the most, behind the last number: two writers seldom choose the same ones.
const PAGE_GAP: u32 = 1 << 14;
/// How often other numbers are tried where those chosen are in use.
const PAGE_ATTEMPTS: u32 = 8;

/// What the registry has for a store.
#[derive(Clone, Default)]
pub(super) struct Known {
    pub name: String,
    pub rows: u32,
    /// The highest revision written down.
    pub revision: Option<u32>,
}

/// This device, as far as a store needs it.
#[derive(Clone, Copy)]
pub(super) struct Device {
    /// Its part of serial numbers.
    pub number: u32,
    pub drawn: Drawn,
}

/// Random numbers, drawn at opening.
#[derive(Clone, Copy)]
pub(super) struct Drawn {
    pub seed: u32,
    pub secret: Secret,
}

pub(super) struct OpenStore<S> {
    pub(super) store: S,
    pub manifest: Manifest,
    pub world: World,
    pub notes: Vec<StoredNote>,
    damage: Damage,
    /// Numbers of pages that are of an earlier format on disk: the next import writes them anew.
    early: BTreeSet<u32>,
    /// Where this writer's pages begin, drawn anew when it meets another's.
    seed: u32,
    /// Becomes the store's with the first import, if it has none.
    pub secret: Secret,
    has_own_pages: bool,
    /// The database was removed, and the one made again does not hold everything yet.
    is_gone: bool,
    /// What was worked out from the rows.
    pub kept: Kept,
    /// What people wrote.
    pub entries: Entries,
    /// The history that the present request shows.
    pub told: Vec<ChangeView>,
    /// The moment of the present request, and who makes it.
    pub now: Now,
}

impl<S: Store> OpenStore<S> {
    /// Rows were there and the database is empty: the browser removed it. A store that was never committed opens empty and is
    /// committed with its first change; opening writes nothing.
    pub async fn load(mut store: S, id: StoreId, known: Known, device: Device) -> Result<Self, Trouble> {
        let head = store.head().await?;
        let manifest = match guard::check(&head, known.revision)? {
            Checked::Nothing if known.rows > 0 || known.revision.is_some() => return Err(Trouble::Vanished),
            Checked::Nothing => Manifest::new(id, known.name, device.number),
            Checked::Sound(manifest) => going_on(*manifest, &head),
            Checked::Older(manifest) => return Err(Trouble::StoreOlder(saved_state(&manifest))),
            Checked::Damaged(previous) => {
                let previous = previous.map(|manifest| saved_state(&manifest));
                return Err(Trouble::StoreDamaged { store: id, previous });
            }
        };
        let loaded = shelf::load(&mut store, &manifest.contents).await?;
        let mut open = Self::of(store, manifest, loaded, device.drawn);
        open.read_entries().await?;
        if open.damage.is_none() {
            // Room is nice to have: a disk that takes no writes can still be read.
            drop(open.sweep().await);
        }
        Ok(open)
    }

    /// A store whose manifest and rows are known.
    pub fn of(store: S, manifest: Manifest, loaded: Loaded, drawn: Drawn) -> Self {
        let Drawn { seed, secret } = drawn;
        let Loaded { tables, notes, lost, early } = loaded;
        let damage = Damage::new(&lost, &manifest.contents, &tables);
        let (world, kept) = (World::new(Tables::default(), manifest.columns(), manifest.clocks), Kept::default());
        let (has_own_pages, is_gone) = (false, false);
        let entries = Entries::new(manifest.device, &tables);
        let (now, told) = (Now::default(), Vec::new());
        let mut open = Self {
            store,
            manifest,
            world,
            notes,
            damage,
            early,
            seed,
            secret,
            has_own_pages,
            is_gone,
            kept,
            entries,
            told,
            now,
        };
        open.derive(tables);
        open
    }

    /// Flips to the manifest as it now is, with a journal entry. On failure memory is what the disk says.
    pub async fn commit(&mut self, today: Day, action: Action) -> Result<(), Trouble> {
        self.flip(today, action, None, Vec::new()).await
    }

    /// `before`: the manifest that is left, where the caller has changed this one already.
    pub(super) async fn flip(
        &mut self,
        today: Day,
        action: Action,
        before: Option<Manifest>,
        pages: Vec<u32>,
    ) -> Result<(), Trouble> {
        if self.is_gone {
            self.manifest = before.unwrap_or_else(|| self.manifest.clone());
            return Err(Trouble::Vanished);
        }
        self.flip_anyway(today, action, before, pages).await
    }

    /// Also where the database was made again and holds nothing yet.
    async fn flip_anyway(
        &mut self,
        today: Day,
        action: Action,
        before: Option<Manifest>,
        pages: Vec<u32>,
    ) -> Result<(), Trouble> {
        self.manifest.revision += 1;
        let journal = self.manifest.next_journal;
        self.manifest.next_journal += 1;
        let entry = JournalEntry { day: today, action }.encode();
        let commit = entry.and_then(|entry| guard::sealed(&self.manifest, before.as_ref(), (journal, entry), pages));
        let (wanted, committed) = match commit {
            Ok(commit) => (Some(commit.manifest.clone()), self.store.commit(commit).await),
            Err(trouble) => (None, Err(trouble)),
        };
        let Err(trouble) = committed else { return Ok(()) };
        // The answer may have been lost on its way: what counts is what the disk has.
        let is_there = match self.store.head().await {
            Ok(head) => wanted.is_some() && head.manifest == wanted,
            Err(_) => false,
        };
        if is_there {
            return Ok(());
        }
        if self.reload().await.is_err() {
            // Neither on disk nor to be read again: at least nothing of the change is shown.
            self.manifest = before.unwrap_or_else(|| self.manifest.clone());
        }
        Err(trouble)
    }

    /// Writes the pages of a change and flips to them: all or nothing.
    pub async fn write(&mut self, change: Change, progress: super::Progress<'_>) -> Result<(), Trouble> {
        let Change { tables, notes, day, before, action, repaired, left } = change;
        let lost: BTreeSet<u32> = self.damage.numbers().difference(&repaired).copied().collect();
        for table in &mut self.manifest.contents.tables {
            table.retain(|entry| !repaired.contains(&entry.number));
        }
        let (contents, pages) = match self.put_change(&tables, &notes, &lost, &left, progress).await {
            Ok(put) => put,
            Err(trouble) => {
                if self.reload().await.is_err() {
                    self.manifest = left;
                }
                return Err(trouble);
            }
        };
        let files = std::mem::take(&mut self.manifest.contents.files);
        self.manifest.contents = Contents { files, ..contents };
        if let Some(before) = before {
            self.manifest.before = Some(before);
        }
        if let Some(unfolded) = self.manifest.unfolded.as_mut().filter(|_| self.entries.lost == 0) {
            // Entries that cannot be read are not in the pages, and stay told.
            *unfolded = self.manifest.next_journal;
        }
        self.flip(day, action, Some(left), pages).await?;
        self.entries.forget_folded(&self.manifest);
        self.damage.mend(&repaired);
        let in_force: BTreeSet<u32> =
            self.manifest.contents.tables.iter().flatten().map(|entry| entry.number).collect();
        self.early.retain(|number| in_force.contains(number));
        self.notes = notes;
        self.entries.stored = entries::natives(&tables);
        self.derive(tables);
        // The change is saved, whatever becomes of the room that old pages take.
        drop(self.sweep().await);
        Ok(())
    }

    /// Folds the entries into pages, once there are many that the pages do not hold. Every reader of the journal then has
    /// few to read.
    pub async fn fold_entries(&mut self, today: Day) -> Result<(), Trouble> {
        if self.entries.unfolded(&self.manifest) < UNFOLDED || self.is_damaged() || self.entries.lost > 0 {
            return Ok(());
        }
        let change = Change {
            tables: self.world.tables.clone(),
            notes: self.notes.clone(),
            day: today,
            before: None,
            action: Action::Folded,
            repaired: BTreeSet::new(),
            left: self.manifest.clone(),
        };
        self.write(change, &mut |_, _| {}).await
    }

    /// Writes the pages of a change. With them those of an earlier format are written anew, if there is room for both.
    async fn put_change(
        &mut self,
        tables: &Tables,
        notes: &[StoredNote],
        lost: &BTreeSet<u32>,
        left: &Manifest,
        progress: super::Progress<'_>,
    ) -> Result<(Contents, Vec<u32>), Trouble> {
        let in_memory = std::mem::take(&mut self.world.tables);
        let mut before = in_memory.clone();
        entries::carry_natives(&self.entries.stored, &mut before);
        let early = self.early.clone();
        let rows = Rows { tables, before: &before, notes, lost, renewed: &early };
        let mut put = self.put(rows, progress).await;
        if !early.is_empty() {
            put = match put {
                Ok((contents, pages)) => self.read_back(&contents, &pages).await.map(|()| (contents, pages)),
                Err(trouble) => Err(trouble),
            };
            if put.is_err() {
                // What could not be written whole makes room again.
                drop(self.sweep_beyond(left).await);
                put = self.put(Rows { renewed: &BTreeSet::new(), ..rows }, progress).await;
            }
        }
        self.world.tables = in_memory;
        put
    }

    /// Whether the pages just written can be read.
    async fn read_back(&mut self, contents: &Contents, written: &[u32]) -> Result<(), Trouble> {
        let written: BTreeSet<u32> = written.iter().copied().collect();
        let mut new = contents.clone();
        new.tables.iter_mut().for_each(|pages| pages.retain(|entry| written.contains(&entry.number)));
        let loaded = shelf::load(&mut self.store, &new).await?;
        if loaded.lost.is_empty() { Ok(()) } else { Err(Trouble::DiskRefused) }
    }

    /// Writes the pages that rows need beyond those in force, under numbers nobody uses.
    async fn put(&mut self, rows: Rows<'_>, progress: super::Progress<'_>) -> Result<(Contents, Vec<u32>), Trouble> {
        for _ in 0..PAGE_ATTEMPTS {
            if !std::mem::replace(&mut self.has_own_pages, true) {
                self.seed = self.seed.wrapping_mul(747_796_405).wrapping_add(2_891_336_453);
                self.manifest.next_page = self.manifest.next_page.saturating_add((self.seed >> 16) % PAGE_GAP);
            }
            let Rewrite { pages, contents } = shelf::rewrite(&mut self.manifest, rows)?;
            let numbers = pages.iter().map(|(number, _)| *number).collect();
            match shelf::put(&mut self.store, pages, progress).await {
                Ok(()) => return Ok((contents, numbers)),
                Err(Trouble::PageTaken) => self.has_own_pages = false,
                Err(trouble) => return Err(trouble),
            }
        }
        Err(Trouble::TakenOver)
    }

    /// Everything that is in memory, to a database that has nothing or is not to be trusted.
    pub async fn write_all(
        &mut self,
        today: Day,
        action: Action,
        progress: super::Progress<'_>,
    ) -> Result<(), Trouble> {
        let lost = self.damage.numbers();
        for table in &mut self.manifest.contents.tables {
            table.retain(|entry| lost.contains(&entry.number));
        }
        self.manifest.before = None;
        let (tables, notes) = (std::mem::take(&mut self.world.tables), std::mem::take(&mut self.notes));
        let none = Tables::default();
        let rows = Rows { tables: &tables, before: &none, notes: &notes, lost: &lost, renewed: &BTreeSet::new() };
        let put = self.put(rows, progress).await;
        (self.world.tables, self.notes) = (tables, notes);
        let (contents, pages) = put?;
        self.early.clear();
        let files = std::mem::take(&mut self.manifest.contents.files);
        self.manifest.contents = Contents { files, ..contents };
        // What the entries came to is in the pages now.
        self.entries.stored = entries::natives(&self.world.tables);
        if let Some(unfolded) = &mut self.manifest.unfolded {
            *unfolded = self.manifest.next_journal;
        }
        self.flip_anyway(today, action, None, pages).await
    }

    /// Takes the last import back: the pages before it are in force again. They are read first, so that nothing can fail any
    /// more once it is saved.
    pub async fn undo_import(&mut self, today: Day) -> Result<(), Trouble> {
        if self.undoable(&self.clock(today)).is_none() {
            return Err(Trouble::NothingToUndo);
        }
        let left = self.manifest.clone();
        let before = self.manifest.before.take().ok_or(Trouble::NothingToUndo)?;
        let loaded = match shelf::load(&mut self.store, &before.contents).await {
            Ok(loaded) => loaded,
            Err(trouble) => {
                self.manifest = left;
                return Err(trouble);
            }
        };
        // What people wrote since stays.
        let natives = NATIVE_KINDS.map(|kind| Table::Rows(kind).number());
        let mut contents = before.contents;
        natives.into_iter().for_each(|table| contents.tables[table] = left.contents.tables[table].clone());
        self.manifest.contents = contents;
        let action = Action::ImportUndone { files: before.files };
        let mut loaded = loaded;
        loaded.lost.extend(self.damage.lost_natives());
        entries::carry_natives(&self.world.tables, &mut loaded.tables);
        self.flip(today, action, Some(left), Vec::new()).await?;
        self.take(loaded);
        drop(self.sweep().await);
        Ok(())
    }

    fn undoable(&self, clock: &Clock) -> Option<&Before> {
        self.manifest.before.as_ref().filter(|before| clock.keeps_undo(before.day))
    }

    pub async fn rename(&mut self, name: String, today: Day) -> Result<(), Trouble> {
        let left = self.manifest.clone();
        let from = std::mem::replace(&mut self.manifest.name, name.clone());
        self.flip(today, Action::Renamed { from, to: name }, Some(left), Vec::new()).await
    }

    pub async fn set_levels(&mut self, levels: LevelPreset, today: Day) -> Result<(), Trouble> {
        let left = self.manifest.clone();
        let from = self.manifest.clocks;
        self.manifest.clocks.levels = levels;
        let to = self.manifest.clocks;
        self.flip(today, Action::ClocksChanged { from, to }, Some(left), Vec::new()).await?;
        self.world.clocks = to;
        self.kept = Kept::default();
        Ok(())
    }

    /// Pages that an import repairs, because it brings every file again that they are from. `named`: stored rows it names.
    pub fn repaired_by(&mut self, named: &BTreeSet<(Kind, usize)>, files: Vec<HeldFile>) -> BTreeSet<u32> {
        let Self { damage, manifest, world, .. } = self;
        damage.repaired(&Again { manifest, tables: &world.tables, named, files })
    }

    /// Nothing is written before everything is written anew.
    pub(super) fn is_gone(&self) -> bool {
        self.is_gone
    }

    pub fn is_damaged(&self) -> bool {
        !self.damage.is_none()
    }

    /// Writes everything in memory to a database made again.
    pub async fn revive(&mut self, today: Day, progress: super::Progress<'_>) -> Result<(), Trouble> {
        self.is_gone = true;
        self.store.revive().await?;
        let left = self.manifest.clone();
        if let Err(trouble) = self.write_all(today, Action::WrittenAnew, progress).await {
            self.manifest = left;
            return Err(trouble);
        }
        self.is_gone = false;
        // The journal went with the database: what it had cannot be taken back any more.
        self.entries.forget_journal();
        Ok(())
    }

    /// Back to what is on disk.
    async fn reload(&mut self) -> Result<(), Trouble> {
        let head = self.store.head().await?;
        let Checked::Sound(manifest) = guard::check(&head, None)? else { return Err(Trouble::Vanished) };
        let loaded = shelf::load(&mut self.store, &manifest.contents).await?;
        self.manifest = going_on(*manifest, &head);
        self.take(loaded);
        apart(self.read_entries()).await
    }

    fn take(&mut self, loaded: Loaded) {
        self.notes = loaded.notes;
        self.early = loaded.early;
        self.damage = Damage::new(&loaded.lost, &self.manifest.contents, &loaded.tables);
        self.derive(loaded.tables);
    }

    pub(super) fn derive(&mut self, tables: Tables) {
        if tables.has_ids() {
            // A secret that was lost, or left out by an earlier version, takes its addresses along.
            self.manifest.secret.get_or_insert(self.secret);
        }
        let Manifest { clocks, secret, .. } = self.manifest;
        self.world = World::new(tables, self.manifest.columns(), clocks).with_secret(secret);
        self.kept = Kept::default();
    }

    /// Deletes what neither this manifest nor the one before it needs.
    pub async fn sweep(&mut self) -> Result<(), Trouble> {
        let manifest = self.manifest.clone();
        self.sweep_beyond(&manifest).await
    }

    async fn sweep_beyond(&mut self, manifest: &Manifest) -> Result<(), Trouble> {
        let head = self.store.head().await?;
        let mut keep = manifest.pages();
        keep.extend(guard::previous(&head).iter().flat_map(|before| before.pages()));
        keep.sort_unstable();
        keep.dedup();
        self.store.sweep(&keep).await
    }

    /// Where everybody stands as of a day.
    pub fn standings(&mut self, as_of: Day) -> Rc<Standings> {
        self.kept.standings(&self.world, as_of)
    }

    /// The demo's date is fixed, whatever day the device has.
    pub fn reporting(&self, today: Day) -> Reporting {
        match demo::is_demo(&self.manifest.id) {
            true => Reporting { date: Some(crate::demo::date()), ignored: None },
            false => self.clock(today).reporting,
        }
    }

    fn clock(&self, today: Day) -> Clock {
        let before = self.manifest.before.iter().map(|before| before.day);
        let imports: Vec<Day> = self.manifest.contents.files.iter().map(|file| file.imported).chain(before).collect();
        self.kept.clock(&self.world, today, imports)
    }

    pub fn status(&self, today: Day) -> StoreStatus {
        let (clock, demo) = (self.clock(today), demo::is_demo(&self.manifest.id));
        let Reporting { date, ignored } = if demo { self.reporting(today) } else { clock.reporting };
        StoreStatus {
            id: self.manifest.id.clone(),
            demo,
            name: self.manifest.name.clone(),
            revision: self.manifest.next_journal,
            rows: FILE_KINDS.iter().map(|kind| (*kind, self.world.tables.count(*kind) as u32)).collect(),
            written: NATIVE_KINDS.into_iter().filter(|kind| self.world.tables.count(*kind) > 0).collect(),
            reporting_date: date,
            ignored_outlier: ignored,
            lone: if demo { Vec::new() } else { clock.lone.clone() },
            clock: clock.doubt.filter(|_| !demo),
            undo: self.undoable(&clock).map(|before| UndoView {
                files: before.files.clone(),
                added: before.added,
                updated: before.updated,
                day: before.day,
            }),
            level_preset: self.manifest.clocks.levels,
            damaged: self.damage.view(&self.manifest).into_iter().chain(self.lost_entries()).collect(),
            list_rebuilt: false,
        }
    }

    /// Entries that cannot be read, as one part of the damage: they are of no page and of no file.
    fn lost_entries(&self) -> Option<DamagedPage> {
        let (kind, rows) = (Some(Kind::FollowUps), self.entries.lost);
        (rows > 0).then(|| DamagedPage { kind, page: 0, rows, files: Vec::new(), newer: false })
    }

    /// Rows that can be read; a store's manifest counts the damaged ones, too.
    pub fn readable_rows(&self) -> u32 {
        KINDS.iter().map(|kind| self.world.tables.count(*kind) as u32).sum()
    }
}

/// Entries were appended since the manifest was written: numbers go on behind them.
pub(super) fn going_on(manifest: Manifest, head: &Head) -> Manifest {
    let next = head.last_journal.map_or(0, |last| last.saturating_add(1));
    match manifest.unfolded {
        Some(_) => Manifest { next_journal: manifest.next_journal.max(next), ..manifest },
        None => manifest,
    }
}

/// A change of the rows, ready to be written.
pub(super) struct Change {
    pub tables: Tables,
    pub notes: Vec<StoredNote>,
    pub day: Day,
    /// What its undo goes back to, if it is one that can be undone.
    pub before: Option<Before>,
    pub action: Action,
    /// Damaged pages that it makes good.
    pub repaired: BTreeSet<u32>,
    /// The manifest before the change began.
    pub left: Manifest,
}

fn saved_state(manifest: &Manifest) -> SavedState {
    SavedState {
        store: manifest.id.clone(),
        rows: manifest.contents.rows(),
        imported: manifest.contents.files.iter().map(|file| file.imported).max(),
    }
}
