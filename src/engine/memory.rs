//! The in-memory double of the outside world, for all tests except IndexedDB's own. It can be told to fail; what can
//! befall it is in `mishap`.

use super::{
    aside::Source,
    mishap::{Fate, Unsettled},
    owner::{Found, Owner, Verdict, judge, judge_entry},
    store::{Commit, Disk, Head, Notebook, Opening, PageNumber, Store},
};
use crate::{model::ids::StoreId, protocol::command::Trouble};
use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

#[derive(Clone, Default)]
pub struct MemoryDisk {
    inner: Rc<Inner>,
}

#[derive(Default)]
struct Inner {
    /// What is written down, except the list of databases, which is read from the databases themselves.
    notebook: RefCell<Notebook>,
    stores: RefCell<BTreeMap<StoreId, Rc<RefCell<Database>>>>,
    open: RefCell<BTreeSet<StoreId>>,
    random: Cell<u32>,
    writers: Cell<u64>,
    /// How many writes still succeed; later ones fail, as on a full disk.
    writes_left: Cell<Option<u32>>,
    /// Bytes that the pages of a database may have together.
    room: Cell<Option<usize>>,
    /// Several tabs may have a store open, as where a browser has no locks and the owner seemed to be gone.
    without_locks: Cell<bool>,
    /// Whether another tab blocks the deletion of databases.
    blocked: Cell<bool>,
    /// Whether reading the notebook and the list of databases fails.
    unreadable: Cell<bool>,
    /// What becomes of each write.
    fates: RefCell<Option<Fates>>,
    /// Whether the tab has ended: nothing is written any more.
    ended: Cell<bool>,
    /// Whether the present write is not answered.
    unanswered: Cell<bool>,
    /// Whether it is kept what a crash would take away.
    may_crash: Cell<bool>,
    unsettled: RefCell<BTreeMap<StoreId, Unsettled<Database>>>,
    unsettled_notes: RefCell<Unsettled<Notebook>>,
}

type Fates = Box<dyn FnMut() -> Fate>;

/// What one database holds.
#[derive(Clone, Default)]
pub struct Database {
    pub pages: BTreeMap<PageNumber, Vec<u8>>,
    pub manifest: Option<Vec<u8>>,
    pub guard: Option<Vec<u8>>,
    pub previous: Option<Vec<u8>>,
    pub journal: BTreeMap<u32, Vec<u8>>,
    pub drafts: BTreeMap<String, String>,
    /// What is noted about its backups.
    pub backups: Option<Vec<u8>>,
    /// The writer.
    pub owner: Option<u64>,
}

pub struct MemoryStore {
    disk: MemoryDisk,
    id: StoreId,
    database: Rc<RefCell<Database>>,
    writer: u64,
    /// The owner that was found, if there was no room to write another.
    seen: Option<u64>,
    known: Option<Vec<u8>>,
    /// Its seal.
    known_guard: Option<Vec<u8>>,
}

impl MemoryDisk {
    /// Another disk with the same databases and notes, of which none is open.
    pub fn copy(&self) -> Self {
        let copy = Self::default();
        let databases = self.inner.stores.borrow();
        let stores = databases.iter().map(|(id, database)| {
            let database = Database { owner: None, ..database.borrow().clone() };
            (id.clone(), Rc::new(RefCell::new(database)))
        });
        copy.inner.stores.replace(stores.collect());
        copy.inner.notebook.replace(self.inner.notebook.borrow().clone());
        copy.inner.random.set(self.inner.random.get());
        copy
    }

    /// Lets a test decide what becomes of each write from now on; `None`: it is done.
    pub fn decide(&self, fates: Option<Fates>) {
        self.inner.fates.replace(fates);
    }

    /// From now on it is kept what a crash would take away.
    pub fn may_crash(&self) {
        self.inner.may_crash.set(true);
    }

    /// Whether the tab has ended at one of its writes. The rest of what its engine does changes nothing.
    pub fn has_ended(&self) -> bool {
        self.inner.ended.get()
    }

    /// The machine goes down, whoever writes. Of the relaxed writes that no strict one has followed, each is lost unless
    /// `keeps` says otherwise. Afterwards the disk can be opened again.
    pub fn crash(&self, keeps: &mut dyn FnMut() -> bool) {
        let Inner { stores, notebook, .. } = &*self.inner;
        for (id, mut unsettled) in std::mem::take(&mut *self.inner.unsettled.borrow_mut()) {
            if let Some(database) = stores.borrow().get(&id) {
                unsettled.crash(&mut database.borrow_mut(), keeps);
            }
        }
        self.inner.unsettled_notes.borrow_mut().crash(&mut notebook.borrow_mut(), keeps);
        self.decide(None);
        self.inner.ended.set(false);
    }

    /// Lets only `writes` more writes succeed.
    pub fn fail_after(&self, writes: Option<u32>) {
        self.inner.writes_left.set(writes);
    }

    /// Lets the pages of a database have so many bytes; with more, a write of pages fails.
    pub fn has_room_for(&self, bytes: Option<usize>) {
        self.inner.room.set(bytes);
    }

    /// Lets several tabs open a store: what keeps them apart is the owner's record alone.
    pub fn do_without_locks(&self) {
        self.inner.without_locks.set(true);
    }

    /// Makes another tab block every deletion, or stop doing so.
    pub fn block_deletions(&self, are_blocked: bool) {
        self.inner.blocked.set(are_blocked);
    }

    /// Makes the notebook unreadable, like a browser that cannot open any database on a full disk.
    pub fn hide_notebook(&self, is_hidden: bool) {
        self.inner.unreadable.set(is_hidden);
    }

    /// The database of a store, to inspect or damage it.
    pub fn database(&self, id: &StoreId) -> Rc<RefCell<Database>> {
        self.inner.stores.borrow_mut().entry(id.clone()).or_default().clone()
    }

    pub fn has(&self, id: &StoreId) -> bool {
        self.inner.stores.borrow().contains_key(id)
    }

    /// Removes a database, like a browser that clears its storage.
    pub fn evict(&self, id: &StoreId) {
        self.inner.stores.borrow_mut().remove(id);
        self.settle(id);
    }

    /// Changes what is noted about the stores.
    pub fn change_notebook(&self, change: impl FnOnce(&mut Notebook)) {
        change(&mut self.inner.notebook.borrow_mut());
    }

    fn write(&self) -> Result<(), Trouble> {
        self.check_tab()?;
        let fate = self.inner.fates.borrow_mut().as_mut().map_or(Fate::Done, |next| next());
        self.inner.unanswered.set(fate == Fate::Unanswered);
        self.inner.ended.set(matches!(fate, Fate::EndsBefore | Fate::EndsAfter));
        match fate {
            Fate::Refused(trouble) => return Err(trouble),
            Fate::EndsBefore => return Err(Trouble::DiskRefused),
            Fate::Done | Fate::Unanswered | Fate::EndsAfter => {}
        }
        match self.inner.writes_left.get() {
            Some(0) => Err(Trouble::QuotaExceeded),
            Some(left) => {
                self.inner.writes_left.set(Some(left - 1));
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// A strict write to the notebook.
    fn note(&self, change: impl FnOnce(&mut Notebook)) -> Result<(), Trouble> {
        self.write()?;
        self.change_notebook(change);
        self.inner.unsettled_notes.take();
        self.answer()
    }

    fn note_relaxed(&self, change: impl Fn(&mut Notebook) + 'static) -> Result<(), Trouble> {
        self.write()?;
        match self.inner.may_crash.get() {
            true => self.inner.unsettled_notes.borrow_mut().write(&mut self.inner.notebook.borrow_mut(), change),
            false => self.change_notebook(change),
        }
        Ok(())
    }

    fn relaxed(&self, id: &StoreId, database: &mut Database, change: impl Fn(&mut Database) + 'static) {
        match self.inner.may_crash.get() {
            true => self.inner.unsettled.borrow_mut().entry(id.clone()).or_default().write(database, change),
            false => change(database),
        }
    }

    /// A strict write: those before it in the same database are durable with it.
    fn settle(&self, id: &StoreId) {
        self.inner.unsettled.borrow_mut().remove(id);
    }

    fn answer(&self) -> Result<(), Trouble> {
        if self.inner.unanswered.get() { Err(Trouble::DiskRefused) } else { Ok(()) }
    }

    fn check_tab(&self) -> Result<(), Trouble> {
        if self.inner.ended.get() { Err(Trouble::DiskRefused) } else { Ok(()) }
    }
}

impl Disk for MemoryDisk {
    type Store = MemoryStore;
    type Look = MemoryLook;

    async fn notebook(&self) -> Result<Notebook, Trouble> {
        if self.inner.unreadable.get() {
            return Err(Trouble::DiskRefused);
        }
        let databases = Some(self.inner.stores.borrow().keys().cloned().collect());
        Ok(Notebook { databases, ..self.inner.notebook.borrow().clone() })
    }

    async fn put_registry(&self, registry: Vec<u8>, guard: Vec<u8>) -> Result<(), Trouble> {
        self.note(|notebook| (notebook.registry, notebook.guard) = (Some(registry), Some(guard)))
    }

    async fn note_revision(&self, id: &StoreId, revision: u32) {
        let id = id.clone();
        let noted = self.note_relaxed(move |notebook| {
            notebook.revisions.insert(id.clone(), revision);
        });
        drop(noted);
    }

    async fn open(&self, id: &StoreId, opening: Opening) -> Result<MemoryStore, Trouble> {
        self.check_tab()?;
        if !opening.create && !self.inner.stores.borrow().contains_key(id) {
            return Err(Trouble::Vanished);
        }
        let is_free = self.inner.open.borrow_mut().insert(id.clone());
        if !is_free && !opening.take_over && !self.inner.without_locks.get() {
            return Err(Trouble::OpenElsewhere);
        }
        let (database, writer) = (self.database(id), self.inner.writers.get() + 1);
        self.inner.writers.set(writer);
        // A full disk takes no record; the next commit tries again.
        let seen = match self.write() {
            Ok(()) => {
                self.relaxed(id, &mut database.borrow_mut(), move |database| database.owner = Some(writer));
                None
            }
            Err(_) => database.borrow().owner,
        };
        Ok(MemoryStore { disk: self.clone(), id: id.clone(), database, writer, seen, known: None, known_guard: None })
    }

    async fn peek(&self, id: &StoreId) -> Result<Head, Trouble> {
        let stores = self.inner.stores.borrow();
        let database = stores.get(id).ok_or(Trouble::Vanished)?;
        Ok(head(&database.borrow()))
    }

    async fn look(&self, id: &StoreId) -> Result<MemoryLook, Trouble> {
        self.inner.stores.borrow().get(id).cloned().map(MemoryLook).ok_or(Trouble::Vanished)
    }

    async fn backups(&self, id: &StoreId) -> Result<Option<Vec<u8>>, Trouble> {
        let stores = self.inner.stores.borrow();
        stores.get(id).map(|database| database.borrow().backups.clone()).ok_or(Trouble::Vanished)
    }

    async fn keep_backups(&self, id: &StoreId, settings: Vec<u8>) -> Result<(), Trouble> {
        self.write()?;
        let stores = self.inner.stores.borrow();
        stores.get(id).ok_or(Trouble::Vanished)?.borrow_mut().backups = Some(settings);
        Ok(())
    }

    async fn free(&self, ids: &[StoreId]) -> Result<(), Trouble> {
        let open = self.inner.open.borrow();
        if ids.iter().any(|id| open.contains(id)) { Err(Trouble::OpenElsewhere) } else { Ok(()) }
    }

    async fn mark_deleting(&self, ids: &[StoreId]) -> Result<(), Trouble> {
        self.note(|notebook| notebook.deleting.extend_from_slice(ids))
    }

    async fn delete(&self, id: &StoreId) -> Result<(), Trouble> {
        self.check_tab()?;
        if self.inner.blocked.get() {
            return Err(Trouble::Blocked);
        }
        self.evict(id);
        // There is room again.
        self.fail_after(None);
        Ok(())
    }

    async fn forget(&self, id: &StoreId) -> Result<(), Trouble> {
        let id = id.clone();
        self.note_relaxed(move |notebook| {
            notebook.deleting.retain(|one| *one != id);
            notebook.revisions.remove(&id);
        })
    }

    async fn delete_notebook(&self) -> Result<(), Trouble> {
        self.check_tab()?;
        self.inner.unsettled_notes.take();
        self.change_notebook(|notebook| *notebook = Notebook::default());
        Ok(())
    }

    fn random(&self) -> u32 {
        self.inner.random.set(self.inner.random.get().wrapping_mul(747_796_405).wrapping_add(2_891_336_453));
        self.inner.random.get()
    }
}

impl Drop for MemoryStore {
    fn drop(&mut self) {
        self.disk.inner.open.borrow_mut().remove(&self.id);
    }
}

impl Store for MemoryStore {
    async fn head(&mut self) -> Result<Head, Trouble> {
        self.check_there()?;
        let head = head(&self.database.borrow());
        self.known.clone_from(&head.manifest);
        self.known_guard.clone_from(&head.guard);
        Ok(head)
    }

    async fn pages(&mut self, numbers: &[PageNumber]) -> Result<Vec<Option<Vec<u8>>>, Trouble> {
        let database = self.database.borrow();
        Ok(numbers.iter().map(|number| database.pages.get(number).cloned()).collect())
    }

    async fn page_numbers(&mut self) -> Result<Vec<PageNumber>, Trouble> {
        Ok(self.database.borrow().pages.keys().copied().collect())
    }

    async fn put_pages(&mut self, pages: Vec<(PageNumber, Vec<u8>)>) -> Result<(), Trouble> {
        self.check_there()?;
        for (number, page) in pages {
            if self.database.borrow().pages.contains_key(&number) {
                return Err(Trouble::PageTaken);
            }
            self.disk.write()?;
            let held: usize = self.database.borrow().pages.values().map(Vec::len).sum();
            if self.disk.inner.room.get().is_some_and(|room| held + page.len() > room) {
                return Err(Trouble::QuotaExceeded);
            }
            self.relaxed(move |database| drop(database.pages.insert(number, page.clone())));
        }
        Ok(())
    }

    async fn commit(&mut self, commit: Commit) -> Result<(), Trouble> {
        self.check_there()?;
        self.disk.write()?;
        let mut database = self.database.borrow_mut();
        let owner = database.owner.map(|writer| Owner { writer, tab: 0, beat_ms: 0.0 });
        let pages_missing = commit.pages.iter().any(|page| !database.pages.contains_key(page));
        let found = Found { owner, manifest: database.manifest.as_deref(), pages_missing };
        match judge(self.writer, self.seen, self.known.as_deref(), &commit, &found) {
            Verdict::Refused => return Err(Trouble::TakenOver),
            Verdict::Written => {}
            Verdict::Write => {
                let (number, entry) = commit.journal;
                database.journal.insert(number, entry);
                database.owner = Some(self.writer);
                database.previous = commit.previous.or(database.previous.take());
                database.guard = Some(commit.guard.clone());
                database.manifest = Some(commit.manifest.clone());
            }
        }
        self.disk.settle(&self.id);
        self.disk.answer()?;
        self.known = Some(commit.manifest);
        self.known_guard = Some(commit.guard);
        Ok(())
    }

    async fn append(&mut self, number: u32, entry: Vec<u8>) -> Result<(), Trouble> {
        self.check_there()?;
        self.disk.write()?;
        let mut database = self.database.borrow_mut();
        let owner = database.owner.map(|writer| Owner { writer, tab: 0, beat_ms: 0.0 });
        let seals = (owner, database.guard.as_deref(), self.known_guard.as_deref());
        let taken = database.journal.get(&number).map(Vec::as_slice);
        match judge_entry((self.writer, self.seen), seals, &entry, taken) {
            Verdict::Refused => return Err(Trouble::TakenOver),
            Verdict::Written => {}
            Verdict::Write => drop(database.journal.insert(number, entry)),
        }
        self.disk.settle(&self.id);
        self.disk.answer()
    }

    async fn put_entries(&mut self, entries: Vec<(u32, Vec<u8>)>) -> Result<(), Trouble> {
        self.check_there()?;
        self.disk.write()?;
        self.relaxed(move |database| database.journal.extend(entries.clone()));
        Ok(())
    }

    async fn journal(&mut self, numbers: &[u32]) -> Result<Vec<Option<Vec<u8>>>, Trouble> {
        let database = self.database.borrow();
        Ok(numbers.iter().map(|number| database.journal.get(number).cloned()).collect())
    }

    async fn keep_drafts(&mut self, drafts: Vec<(String, Option<String>)>) -> Result<(), Trouble> {
        self.check_there()?;
        self.disk.write()?;
        self.relaxed(move |database| {
            for (field, text) in drafts.clone() {
                match text {
                    Some(text) => drop(database.drafts.insert(field, text)),
                    None => drop(database.drafts.remove(&field)),
                }
            }
        });
        Ok(())
    }

    async fn drafts(&mut self) -> Result<Vec<(String, String)>, Trouble> {
        Ok(self.database.borrow().drafts.clone().into_iter().collect())
    }

    async fn revive(&mut self) -> Result<(), Trouble> {
        self.disk.check_tab()?;
        self.database = self.disk.database(&self.id);
        self.database.borrow_mut().owner = Some(self.writer);
        (self.known, self.known_guard) = (None, None);
        Ok(())
    }

    async fn sweep(&mut self, keep: &[PageNumber]) -> Result<(), Trouble> {
        self.disk.check_tab()?;
        let (keep, is_mine) = (keep.to_vec(), {
            let database = self.database.borrow();
            database.manifest == self.known && database.owner == Some(self.writer)
        });
        if is_mine {
            self.relaxed(move |database| database.pages.retain(|number, _| keep.binary_search(number).is_ok()));
        }
        Ok(())
    }
}

impl MemoryStore {
    /// Fails if the browser has removed the database.
    fn check_there(&self) -> Result<(), Trouble> {
        let stores = self.disk.inner.stores.borrow();
        let is_there = stores.get(&self.id).is_some_and(|database| Rc::ptr_eq(database, &self.database));
        if is_there { Ok(()) } else { Err(Trouble::Vanished) }
    }

    fn relaxed(&self, change: impl Fn(&mut Database) + 'static) {
        self.disk.relaxed(&self.id, &mut self.database.borrow_mut(), change);
    }
}

/// A database that is only read.
pub struct MemoryLook(Rc<RefCell<Database>>);

impl Source for MemoryLook {
    async fn head(&mut self) -> Result<Head, Trouble> {
        Ok(head(&self.0.borrow()))
    }

    async fn pages(&mut self, numbers: &[PageNumber]) -> Result<Vec<Option<Vec<u8>>>, Trouble> {
        let database = self.0.borrow();
        Ok(numbers.iter().map(|number| database.pages.get(number).cloned()).collect())
    }

    async fn page_numbers(&mut self) -> Result<Vec<PageNumber>, Trouble> {
        Ok(self.0.borrow().pages.keys().copied().collect())
    }

    async fn journal(&mut self, numbers: &[u32]) -> Result<Vec<Option<Vec<u8>>>, Trouble> {
        let database = self.0.borrow();
        Ok(numbers.iter().map(|number| database.journal.get(number).cloned()).collect())
    }

    async fn drafts(&mut self) -> Result<Vec<(String, String)>, Trouble> {
        Ok(self.0.borrow().drafts.clone().into_iter().collect())
    }
}

fn head(database: &Database) -> Head {
    Head {
        manifest: database.manifest.clone(),
        guard: database.guard.clone(),
        previous: database.previous.clone(),
        last_journal: database.journal.keys().next_back().copied(),
    }
}
