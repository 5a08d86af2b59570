//! Ten thousand stores on disks that fail as disks do: a tab that ends at any write, relaxed writes that a crash takes
//! away, room that is refused, answers that are lost, damage of every part. What was acknowledged is there again, or the
//! engine says what is missing.

mod acts;
mod harm;
mod seen;
mod tab;

use crate::support::Dice;
use acts::{Act, choose, perform};
use benyuan::{
    engine::{memory::MemoryDisk, mishap::Fate, store::Disk},
    model::ids::StoreId,
    protocol::command::{Command, Trouble},
};
use seen::Seen;
use std::{
    cell::RefCell,
    panic::{AssertUnwindSafe, catch_unwind},
    rc::Rc,
};
use tab::Tab;

/// So many stores of each of the two tests.
const STORES: u64 = 5_000;

#[test]
fn a_crash_at_any_write_leaves_what_was_acknowledged() {
    let bases = Bases::new();
    let mut counts = Counts::default();
    for seed in 0..STORES {
        told(seed, |log| {
            let mut store = Simulated::new(seed, &bases, log);
            let acts = 2 + store.dice.roll(7);
            let is_there = (0..acts).all(|_| store.step());
            counts.add(&store.counts);
            if is_there {
                store.close();
                store.opens_as_acknowledged();
            }
        });
    }
    // Everything that can befall a write did, often enough.
    let Counts { done, refused, before, after, .. } = counts;
    assert!(done > 2 * STORES && refused > STORES / 8 && before > STORES / 5 && after > STORES / 8, "{counts:?}");
}

#[test]
fn damage_is_told_and_nothing_is_invented() {
    let bases = Bases::new();
    let mut counts = harm::Counts::default();
    for seed in STORES..2 * STORES {
        told(seed, |log| {
            let mut store = Simulated::new(seed, &bases, log);
            let acts = 2 + store.dice.roll(5);
            if (0..acts).all(|_| store.step()) {
                store.close();
                harm::harm(store, &mut counts);
            }
        });
    }
    let harm::Counts { whole, partial, damaged, older, vanished } = counts;
    let all = [whole, partial, damaged, older, vanished];
    assert!(all.iter().all(|count| *count > STORES as u32 / 100), "{counts:?}");
}

type Log = RefCell<Vec<String>>;

/// Runs one store; if that fails, its number and what was done come first.
fn told(seed: u64, run: impl FnOnce(&Log)) {
    let log = Log::default();
    if catch_unwind(AssertUnwindSafe(|| run(&log))).is_err() {
        panic!("store {seed}:\n{}", log.borrow().join("\n"));
    }
}

/// Disks that stores begin with.
struct Bases {
    empty: Base,
    /// With so many entries in the journal that the next ones are folded.
    written_in: Base,
    /// With more rows than a page takes.
    long: Base,
}

struct Base {
    disk: MemoryDisk,
    ms: u64,
    id: StoreId,
    /// The store when it was new.
    first: Rc<Seen>,
}

impl Bases {
    fn new() -> Self {
        let made = |acts: &mut dyn FnMut(&mut Tab)| {
            let mut tab = Tab::new(MemoryDisk::default());
            let id = tab.entered(Command::Begin { remembered: None }).unwrap().id;
            let first = Rc::new(Seen::of(&mut tab));
            acts(&mut tab);
            Base { disk: tab.disk.clone(), ms: tab.ms, id, first }
        };
        Self {
            empty: made(&mut |_| {}),
            written_in: made(&mut |tab| {
                tab.import(acts::LEADS).unwrap();
                let subjects = tab.subjects();
                (0..254).for_each(|number| tab.note(subjects[number % subjects.len()]).unwrap());
            }),
            long: made(&mut |tab| tab.import(acts::LONG).unwrap()),
        }
    }
}

/// How often what befell the stores.
#[derive(Clone, Copy, Default, Debug)]
struct Counts {
    done: u64,
    refused: u64,
    /// Of the tabs that ended within an act: those that find the state before it, and after it.
    before: u64,
    after: u64,
}

impl Counts {
    fn add(&mut self, other: &Self) {
        self.done += other.done;
        self.refused += other.refused;
        self.before += other.before;
        self.after += other.after;
    }
}

/// A store, and what its user was told of it.
struct Simulated<'a> {
    dice: Dice,
    log: &'a Log,
    tab: Tab,
    id: StoreId,
    /// What was acknowledged, the last one last.
    acknowledged: Vec<Rc<Seen>>,
    /// The disk as it was with each of them, while nobody has it open.
    disks: Vec<(MemoryDisk, Rc<Seen>)>,
    /// Acts that came to nothing.
    unheard: Vec<Aside>,
    /// What was typed, the last one last: a crash may take drafts back to any of them.
    typed: Vec<Option<u64>>,
    counts: Counts,
}

/// An act, and what was there before it.
struct Aside {
    disk: MemoryDisk,
    ms: u64,
    act: Act,
}

impl Aside {
    /// What the act would have come to.
    fn done(&self, id: &StoreId) -> Seen {
        let mut tab = Tab::new(self.disk.copy());
        tab.open(id).unwrap();
        tab.ms = self.ms;
        drop(perform(&mut tab, &self.act, id));
        Seen::of(&mut tab)
    }
}

/// What befalls the writes of an act.
enum Weather {
    Calm,
    /// Some of them are refused, and some are not answered.
    Rough,
    /// The tab ends at the write of this number.
    Ends(u64),
}

impl<'a> Simulated<'a> {
    fn new(seed: u64, bases: &Bases, log: &'a Log) -> Self {
        let mut dice = Dice(seed);
        let Base { disk, ms, id, first } = match dice.roll(120) {
            0 | 1 => &bases.written_in,
            2 => &bases.long,
            _ => &bases.empty,
        };
        let (disk, id) = (disk.copy(), id.clone());
        disk.may_crash();
        // Other stores choose other page numbers.
        (0..dice.roll(50)).for_each(|_| _ = Disk::random(&disk));
        let mut tab = Tab::new(disk);
        tab.ms = *ms;
        tab.open(&id).unwrap();
        let seen = Rc::new(Seen::of(&mut tab));
        Self {
            dice,
            log,
            tab,
            id,
            acknowledged: vec![first.clone(), seen],
            disks: Vec::new(),
            unheard: Vec::new(),
            typed: vec![None],
            counts: Counts::default(),
        }
    }

    fn last(&self) -> Rc<Seen> {
        self.acknowledged.last().unwrap().clone()
    }

    fn say(&self, what: String) {
        self.log.borrow_mut().push(what);
    }

    /// One act, in whatever weather. `false`: the store is gone, and that was said.
    fn step(&mut self) -> bool {
        let weather = self.weather();
        if self.dice.roll(40) == 0 {
            return self.evicted(weather);
        }
        let last = self.last();
        let act = choose(&mut self.dice, &mut self.tab, &last);
        self.say(format!("{act:?}"));
        // In calm weather nothing is left of an act that comes to nothing.
        let is_calm = matches!(weather, Weather::Calm);
        let aside = (!is_calm).then(|| Aside { disk: self.tab.disk.copy(), ms: self.tab.ms, act: act.clone() });
        let outcome = self.in_weather(weather, |tab, id| perform(tab, &act, id));
        if let Act::Drafts(number) = act
            && (outcome.is_ok() || self.tab.disk.has_ended())
        {
            self.typed.push(Some(number));
        }
        if self.tab.disk.has_ended() {
            self.after_the_end(aside);
        } else {
            self.heard(outcome, aside);
        }
        match self.dice.roll(6) {
            0 => {
                self.say("the machine goes down".into());
                self.crash();
                self.opens_as_acknowledged();
            }
            1 => {
                self.close();
                let typed = self.typed.last().cloned();
                self.opens_as_acknowledged();
                assert_eq!(Some(self.tab.draft()), typed);
            }
            _ => {}
        }
        true
    }

    fn weather(&mut self) -> Weather {
        match self.dice.roll(8) {
            0..4 => Weather::Calm,
            4..6 => Weather::Rough,
            _ => Weather::Ends(self.dice.roll(7)),
        }
    }

    fn in_weather<T>(&mut self, weather: Weather, act: impl FnOnce(&mut Tab, &StoreId) -> T) -> T {
        let mut dice = Dice(self.dice.roll(u64::MAX));
        let log = Rc::new(RefCell::new(Vec::new()));
        let told = log.clone();
        let mut fate = move || match weather {
            Weather::Calm => Fate::Done,
            Weather::Rough => rough(&mut dice),
            Weather::Ends(at) if told.borrow().len() as u64 == at => {
                if dice.roll(2) == 0 {
                    Fate::EndsBefore
                } else {
                    Fate::EndsAfter
                }
            }
            Weather::Ends(_) => Fate::Done,
        };
        let told = log.clone();
        self.tab.disk.decide(Some(Box::new(move || {
            let fate = fate();
            told.borrow_mut().push(fate.clone());
            fate
        })));
        let outcome = act(&mut self.tab, &self.id);
        self.tab.disk.decide(None);
        self.say(format!("  {:?}", log.borrow()));
        outcome
    }

    /// The act was answered: it is done, or nothing is changed.
    fn heard(&mut self, outcome: Result<(), Trouble>, aside: Option<Aside>) {
        let seen = Seen::of(&mut self.tab);
        match outcome {
            Ok(()) => {
                self.counts.done += 1;
                self.acknowledge(seen);
            }
            Err(trouble) => {
                self.say(format!("  {trouble:?}"));
                assert!(is_expected(&trouble), "{trouble:?}");
                seen.must_be(&self.last(), "what failed changed nothing");
                self.counts.refused += u64::from(is_of_disk(&trouble));
                self.unheard.extend(aside);
            }
        }
    }

    /// The tab ended within the act: the state is the one before it or the one after it.
    fn after_the_end(&mut self, aside: Option<Aside>) {
        self.crash();
        let seen = self.open();
        if seen == *self.last() {
            self.counts.before += 1;
            self.unheard.extend(aside);
            return;
        }
        let after = aside.expect("tabs end in no calm weather").done(&self.id);
        seen.must_be(&after, "half an act");
        self.counts.after += 1;
        self.acknowledge(seen);
    }

    /// The browser removes the database of an open store. What is in memory is written anew.
    fn evicted(&mut self, weather: Weather) -> bool {
        self.say("the database is removed, and written anew".into());
        self.tab.disk.evict(&self.id);
        let rename = Command::RenameStore { name: "无".into() };
        assert_eq!(self.tab.command(rename), Err(Trouble::Vanished));
        let shown = Seen::of(&mut self.tab);
        shown.must_be(&self.last(), "what is in memory is shown");
        let anew = self.in_weather(weather, |tab, _| tab.command(Command::WriteAnew));
        if self.tab.disk.has_ended() {
            self.crash();
            match self.tab.open(&self.id) {
                Err(Trouble::Vanished) => return false,
                opened => assert_eq!(opened.unwrap().id, self.id),
            }
        } else if let Err(trouble) = anew {
            assert!(is_of_disk(&trouble), "{trouble:?}");
            Seen::of(&mut self.tab).must_be(&shown, "what is in memory is still shown");
            let rename = Command::RenameStore { name: "无".into() };
            assert_eq!(self.tab.command(rename), Err(Trouble::Vanished));
            let undo = self.tab.command(Command::Undo(None)).map(drop);
            assert!(matches!(undo, Err(Trouble::Vanished | Trouble::NothingToUndo)), "{undo:?}");
            self.tab.command(Command::WriteAnew).unwrap();
        }
        let seen = Seen::of(&mut self.tab);
        seen.without_undo().must_be(&shown.without_undo(), "all of it is written anew");
        self.acknowledged.push(Rc::new(seen));
        // What was put aside before is of another database.
        self.disks.clear();
        self.typed = vec![None];
        true
    }

    fn acknowledge(&mut self, seen: Seen) {
        let seen = Rc::new(seen);
        self.acknowledged.push(seen.clone());
        if self.dice.roll(3) == 0 {
            self.disks.push((self.tab.disk.copy(), seen));
        }
    }

    /// Of the relaxed writes that no strict one has followed, some are lost.
    fn crash(&mut self) {
        let dice = &mut self.dice;
        let disk = self.tab.disk.clone();
        self.tab.end();
        let mut kept = Vec::new();
        disk.crash(&mut || {
            kept.push(dice.roll(2) == 0);
            kept.last() == Some(&true)
        });
        self.say(format!("  crash: {kept:?}"));
    }

    fn close(&mut self) {
        self.say("  closed".into());
        self.tab.end();
    }

    /// As a user opens it: the last store, or else this one by its name.
    fn open(&mut self) -> Seen {
        let status = self.tab.open(&self.id).unwrap();
        assert_eq!(status.id, self.id);
        assert!(status.damaged.is_empty() && !status.list_rebuilt, "a crash damages nothing: {status:?}");
        let draft = self.tab.draft();
        assert!(self.typed.contains(&draft), "never typed: {draft:?}");
        self.typed.push(draft);
        Seen::of(&mut self.tab)
    }

    fn opens_as_acknowledged(&mut self) {
        let seen = self.open();
        seen.must_be(&self.last(), "what was acknowledged is there");
    }
}

fn rough(dice: &mut Dice) -> Fate {
    match dice.roll(6) {
        0 => Fate::Refused(Trouble::QuotaExceeded),
        1 => Fate::Refused(Trouble::DiskRefused),
        2 => Fate::Unanswered,
        _ => Fate::Done,
    }
}

fn is_of_disk(trouble: &Trouble) -> bool {
    matches!(trouble, Trouble::QuotaExceeded | Trouble::DiskRefused)
}

fn is_expected(trouble: &Trouble) -> bool {
    is_of_disk(trouble) || matches!(trouble, Trouble::NothingToUndo | Trouble::Stands(_) | Trouble::NobodyThere)
}
