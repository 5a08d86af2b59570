//! Damage to a store that nobody has open, and what its user is then told and shown.

use super::{
    Simulated,
    acts::{self, Act, choose, perform},
    is_expected,
    seen::Seen,
};
use crate::support::Dice;
use benyuan::{
    engine::memory::Database,
    model::rows::{KINDS, Kind, NATIVE_KINDS},
    protocol::{
        command::{Command, DamagedPage, Recovery, Trouble},
        view::StoreStatus,
    },
    terms::level_clock::LevelPreset,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

/// How the stores opened.
#[derive(Clone, Copy, Default, Debug)]
pub struct Counts {
    pub whole: u32,
    pub partial: u32,
    pub damaged: u32,
    pub older: u32,
    pub vanished: u32,
}

/// What was done to a disk.
#[derive(Default, Debug)]
struct Harm {
    manifest: bool,
    pages: bool,
    /// Pages of what people wrote.
    native_pages: bool,
    journal: bool,
    list: bool,
    removed: bool,
    older: Option<Older>,
}

#[derive(Debug)]
struct Older {
    seen: Rc<Seen>,
    /// Whether the notes know of a later one.
    is_known: bool,
}

pub fn harm(mut store: Simulated, counts: &mut Counts) {
    // Time has passed since the last write.
    store.tab.disk.crash(&mut || true);
    let mut harm = Harm::default();
    if store.dice.roll(5) == 0 && !store.disks.is_empty() {
        harm.put_back(&mut store);
    }
    for _ in 0..1 + store.dice.roll(3) {
        harm.one(&mut store);
    }
    store.say(format!("{harm:?}"));
    let expected = harm.older.as_ref().map_or_else(|| store.last(), |older| older.seen.clone());
    let mut case = Case { store, harm, expected, counts };
    match case.store.tab.begin(&case.store.id) {
        Ok(status) if status.id == case.store.id => case.opened(),
        Ok(status) => case.another_opened(&status),
        Err(trouble) => case.refused(trouble),
    }
}

impl Harm {
    /// An older state of the whole database.
    fn put_back(&mut self, store: &mut Simulated) {
        let at = store.dice.roll(store.disks.len() as u64) as usize;
        let (disk, seen) = store.disks[at].clone();
        let older = disk.database(&store.id).borrow().clone();
        let mut noted = None;
        store.tab.disk.change_notebook(|notebook| noted = notebook.revisions.get(&store.id).copied());
        let is_known = noted > revision(&older);
        *store.tab.disk.database(&store.id).borrow_mut() = older;
        self.older = Some(Older { seen, is_known });
    }

    fn one(&mut self, store: &mut Simulated) {
        let (dice, disk) = (&mut store.dice, &store.tab.disk);
        let what = dice.roll(12);
        match what {
            9 => {
                self.list = true;
                disk.change_notebook(|notebook| {
                    let part = if dice.roll(3) == 0 { &mut notebook.guard } else { &mut notebook.registry };
                    part.iter_mut().for_each(|bytes| flip(dice, bytes));
                });
            }
            10 => {
                self.list = true;
                if let Some(older) = &mut self.older {
                    older.is_known = false;
                }
                disk.change_notebook(|notebook| *notebook = Default::default());
            }
            11 => {
                self.removed = true;
                disk.evict(&store.id);
            }
            _ if !self.removed => self.harm_database(what, dice, &mut disk.database(&store.id).borrow_mut()),
            _ => {}
        }
    }

    fn harm_database(&mut self, what: u64, dice: &mut Dice, database: &mut Database) {
        let nth =
            |dice: &mut Dice, keys: Vec<u32>| (!keys.is_empty()).then(|| keys[dice.roll(keys.len() as u64) as usize]);
        match what {
            0..3 => {
                let Some(number) = nth(dice, database.pages.keys().copied().collect()) else { return };
                self.pages = true;
                self.native_pages |= is_native(&database.pages[&number]);
                match what {
                    0 => drop(database.pages.remove(&number)),
                    _ => database.pages.get_mut(&number).into_iter().for_each(|page| flip(dice, page)),
                }
            }
            3 | 4 => {
                self.manifest = true;
                let part = if what == 3 { &mut database.manifest } else { &mut database.guard };
                part.iter_mut().for_each(|bytes| flip(dice, bytes));
            }
            5 => database.previous.iter_mut().for_each(|bytes| flip(dice, bytes)),
            _ => {
                let mut numbers: Vec<u32> = database.journal.keys().copied().collect();
                // Without its last entry, a journal is an older one.
                let last = if what == 8 { numbers.pop() } else { None };
                let Some(number) = nth(dice, numbers) else { return };
                self.journal = true;
                match last {
                    Some(_) => drop(database.journal.remove(&number)),
                    None => database.journal.get_mut(&number).into_iter().for_each(|entry| flip(dice, entry)),
                }
            }
        }
    }
}

fn flip(dice: &mut Dice, bytes: &mut [u8]) {
    for _ in 0..1 + dice.roll(3) {
        if !bytes.is_empty() {
            bytes[dice.roll(bytes.len() as u64) as usize] ^= 1 << dice.roll(8);
        }
    }
}

/// The seal begins with the revision.
fn revision(database: &Database) -> Option<u32> {
    Some(u32::from_le_bytes(database.guard.as_ref()?[..4].try_into().unwrap()))
}

/// A page says its table: those from the ninth on are of what people write.
fn is_native(page: &[u8]) -> bool {
    page[3] > 8
}

/// A harmed store that is being opened.
struct Case<'a, 'b> {
    store: Simulated<'a>,
    harm: Harm,
    expected: Rc<Seen>,
    counts: &'b mut Counts,
}

impl Case<'_, '_> {
    /// Another store opened: it was open last, or the list was made again.
    fn another_opened(mut self, status: &StoreStatus) {
        match self.store.tab.entered(Command::OpenStore(Some(self.store.id.clone()))) {
            Ok(status) if status.id == self.store.id => self.opened(),
            Ok(_) => {
                assert!(self.harm.removed && self.harm.list && status.list_rebuilt, "another store, without a word");
                self.counts.vanished += 1;
            }
            Err(trouble) => self.refused(trouble),
        }
    }

    fn opened(mut self) {
        assert!(!self.harm.removed && !self.harm.older.as_ref().is_some_and(|older| older.is_known));
        let status = self.store.tab.status();
        let seen = Seen::of(&mut self.store.tab);
        self.store.say(format!("  opened, {:?}", status.damaged));
        if status.damaged.is_empty() {
            self.counts.whole += 1;
            self.shown(&seen).must_be(&self.shown(&self.expected), "nothing is said to be missing");
        } else {
            self.counts.partial += 1;
            self.partial(&seen, &status.damaged);
        }
        self.goes_on(&status);
    }

    /// The list of actions is read from the journal, as far as that can be read.
    fn shown(&self, seen: &Seen) -> Seen {
        if self.harm.journal { seen.without_actions() } else { seen.clone() }
    }

    /// What is said to be missing may be; everything else is as it was saved.
    fn partial(&self, seen: &Seen, damaged: &[DamagedPage]) {
        let expected = &self.expected;
        assert!(self.harm.pages || self.harm.journal, "what was not harmed is not missing");
        let about = |seen: &Seen| (seen.name.clone(), seen.levels, seen.files.clone(), seen.undo.clone());
        assert_eq!(about(seen), about(expected));
        let entries = damaged.iter().any(is_of_entries);
        for kind in KINDS {
            let named: u32 = damaged.iter().filter(|page| page.kind == Some(kind)).map(|page| page.rows).sum();
            let (mut missing, extra) = differences(expected.of_kind(kind), seen.of_kind(kind));
            if entries && NATIVE_KINDS.contains(&kind) {
                // An undo that is lost brings back what was acknowledged before it.
                missing.clear();
                self.are_acknowledged(kind, &extra, false);
                continue;
            }
            assert!(extra.is_empty(), "{kind:?}: never said: {extra:?} of {:?}", expected.of_kind(kind));
            assert!(missing.len() <= named as usize, "{kind:?}: {missing:?} missing, {named} named");
        }
    }

    fn are_acknowledged(&self, kind: Kind, rows: &[String], with_unheard: bool) {
        let mut known: BTreeSet<String> =
            self.store.acknowledged.iter().flat_map(|seen| seen.of_kind(kind)).cloned().collect();
        if with_unheard && rows.iter().any(|row| !known.contains(row)) {
            // Of acts that failed, pages may be left.
            for aside in &self.store.unheard {
                known.extend(aside.done(&self.store.id).of_kind(kind).iter().cloned());
            }
        }
        for row in rows {
            assert!(known.contains(row), "{kind:?}: never acknowledged: {row}");
        }
    }

    fn refused(mut self, trouble: Trouble) {
        self.store.say(format!("  {trouble:?}"));
        let way = match trouble {
            Trouble::Vanished => {
                assert!(self.harm.removed);
                self.counts.vanished += 1;
                return;
            }
            Trouble::StoreDamaged { previous, .. } => {
                assert!(self.harm.manifest, "what was not harmed is not damaged");
                self.counts.damaged += 1;
                match previous {
                    Some(_) if self.store.dice.roll(2) == 0 => Recovery::Previous,
                    _ => Recovery::Readable,
                }
            }
            Trouble::StoreOlder(_) => {
                assert!(self.harm.older.as_ref().is_some_and(|older| older.is_known));
                self.counts.older += 1;
                Recovery::AsItIs
            }
            other => panic!("{other:?}"),
        };
        let store = self.store.id.clone();
        self.store.say(format!("  {way:?}"));
        let status = self.store.tab.entered(Command::Recover { store, way }).unwrap();
        self.recovered(way, &status);
        self.goes_on(&status);
    }

    /// Nothing is invented, and what people wrote is all there if neither journal nor pages of it were harmed.
    fn recovered(&mut self, way: Recovery, status: &StoreStatus) {
        let seen = Seen::of(&mut self.store.tab);
        self.store.say(format!("  recovered, {:?}", status.damaged));
        for kind in KINDS {
            self.are_acknowledged(kind, seen.of_kind(kind), way == Recovery::Readable);
        }
        let states = &self.store.acknowledged;
        assert!(self.harm.list || states.iter().any(|state| state.name == seen.name), "{}", seen.name);
        let is_default = way == Recovery::Readable && seen.levels == LevelPreset::default();
        assert!(is_default || states.iter().any(|state| state.levels == seen.levels));
        if way != Recovery::Readable && !self.harm.pages {
            let of_files = |seen: &Seen| {
                let rows: BTreeMap<Kind, Vec<String>> =
                    seen.rows.clone().into_iter().filter(|(kind, _)| !NATIVE_KINDS.contains(kind)).collect();
                (rows, seen.files.clone())
            };
            let whole = of_files(&seen);
            assert!(states.iter().any(|state| of_files(state) == whole), "no state that was acknowledged: {seen:#?}");
        }
        if !self.harm.journal && !self.harm.native_pages {
            let (natives, expected) = (sorted(&seen), sorted(&self.expected));
            assert_eq!(natives, expected, "what people wrote");
        }
    }

    /// Work goes on, the page is opened again: what is missing is still told, and what is shown is what was shown.
    fn goes_on(mut self, status: &StoreStatus) {
        let mut taken_back = false;
        for _ in 0..1 + self.store.dice.roll(3) {
            let seen = Seen::of(&mut self.store.tab);
            let act = match choose(&mut self.store.dice, &mut self.store.tab, &seen) {
                Act::Import(_) => Act::Import(acts::FRESH),
                Act::Switch => Act::Reopen,
                act => act,
            };
            self.store.say(format!("{act:?}"));
            match perform(&mut self.store.tab, &act, &self.store.id) {
                Ok(()) => taken_back |= matches!(act, Act::UndoImport),
                Err(trouble) => {
                    assert!(is_expected(&trouble), "{trouble:?}");
                    seen.must_be(&Seen::of(&mut self.store.tab), "what failed changed nothing");
                }
            }
        }
        let before = Seen::of(&mut self.store.tab);
        assert_eq!(self.store.tab.open(&self.store.id).unwrap().id, self.store.id);
        let again = Seen::of(&mut self.store.tab);
        self.shown(&again).must_be(&self.shown(&before), "opened again");
        let still = self.store.tab.status().damaged;
        for page in &status.damaged {
            let is_native = page.kind.is_some_and(|kind| NATIVE_KINDS.contains(&kind));
            // Before an import there were other pages.
            if is_native || !taken_back {
                let is_told = |other: &DamagedPage| (other.kind, other.page) == (page.kind, page.page);
                assert!(still.iter().any(is_told), "no longer told: {page:?}");
            }
        }
    }
}

/// Entries that cannot be read are of no page and of no file.
fn is_of_entries(page: &DamagedPage) -> bool {
    page.kind == Some(Kind::FollowUps) && page.page == 0 && page.files.is_empty()
}

fn sorted(seen: &Seen) -> Vec<Vec<String>> {
    let sorted = |rows: &[String]| {
        let mut rows = rows.to_vec();
        rows.sort();
        rows
    };
    seen.natives().into_iter().map(sorted).collect()
}

/// The rows that are missing, and those that are too many.
fn differences(expected: &[String], seen: &[String]) -> (Vec<String>, Vec<String>) {
    let mut missing = expected.to_vec();
    let is_extra = |row: &&String| match missing.iter().position(|one| one == *row) {
        Some(at) => {
            missing.remove(at);
            false
        }
        None => true,
    };
    let extra = seen.iter().filter(is_extra).cloned().collect();
    (missing, extra)
}
