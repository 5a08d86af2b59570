//! The files on the desk: chosen, being read, read, or unreadable, until they are imported. Each store has a desk of
//! its own. The work on them is in `staging`.

use crate::ui::live::{ArcLive, Live};
use crate::ui::reading::{CancelToken, ReadFailure};
use benyuan::{
    exchange::plan::{FilePlan, Mapping},
    model::ids::StoreId,
    protocol::view::{PreviewFile, PreviewView},
    text::mask::mask,
};
use leptos::prelude::*;
use litemap::LiteMap;
use web_sys::File;

#[derive(Clone, Copy)]
pub struct Desk {
    /// In the order they were added. Changes when files come or go, not with their states.
    pub files: Live<Vec<DeskFile>>,
    /// What importing all of them will do, once they have been compared with the store.
    pub sums: Live<Sums>,
    /// How far the files are read.
    pub tally: Live<Tally>,
    /// Whether the queue is being worked through.
    pub running: Live<bool>,
    hands: StoredValue<LiteMap<u32, Hand>, LocalStorage>,
    /// Files chosen for stores that are not open now.
    away: StoredValue<LiteMap<StoreId, Vec<Hand>>, LocalStorage>,
    next: StoredValue<u32>,
}

/// A file and what is known of it so far, as signals of its own, so that four hundred files do not update each other.
#[derive(Clone)]
pub struct DeskFile {
    pub number: u32,
    pub name: String,
    pub state: ArcLive<Reading>,
    /// What importing it will do.
    pub preview: ArcLive<Option<PreviewFile>>,
    /// Whether the panel with its columns is open; it stays open while the file is read again.
    pub open: ArcLive<bool>,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Reading {
    Waiting,
    /// Share of the work done, 0–1000.
    Under(u16),
    Read(FilePlan),
    Failed(ReadFailure),
}

#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Tally {
    pub read: usize,
    pub failed: usize,
}

#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Sums {
    pub accepted: u32,
    pub new: u32,
    pub noted: u32,
    pub refused: u32,
}

/// What is kept of a file besides what is shown.
#[derive(Clone)]
pub struct Hand {
    pub file: File,
    /// Mappings the user set for its sheets.
    pub chosen: Vec<Mapping>,
    pub cancel: CancelToken,
}

impl Desk {
    pub fn new() -> Self {
        Self {
            files: Live::new(Vec::new()),
            sums: Live::new(Sums::default()),
            tally: Live::new(Tally::default()),
            running: Live::new(false),
            hands: StoredValue::new_local(LiteMap::new()),
            away: StoredValue::new_local(LiteMap::new()),
            next: StoredValue::new(0),
        }
    }

    pub fn put(self, files: impl IntoIterator<Item = File>) {
        self.lay(files.into_iter().map(|file| Hand { file, chosen: Vec::new(), cancel: CancelToken::default() }));
    }

    fn lay(self, hands: impl Iterator<Item = Hand>) {
        let laid: Vec<DeskFile> = hands
            .map(|hand| {
                let number = self.next.get_value();
                self.next.set_value(number + 1);
                // Masked because it is shown; the engine gets the real name.
                let name = mask(hand.file.name());
                self.hands.update_value(|hands| drop(hands.insert(number, hand)));
                DeskFile {
                    number,
                    name,
                    state: ArcLive::new(Reading::Waiting),
                    preview: ArcLive::new(None),
                    open: ArcLive::new(false),
                }
            })
            .collect();
        self.files.update(|files| files.extend(laid));
    }

    pub fn hand(self, number: u32) -> Option<Hand> {
        self.hands.with_value(|hands| hands.get(&number).cloned())
    }

    /// The user settled mappings for some sheet shapes: every file with such a sheet waits to be read again.
    pub fn settle(self, settled: &[Mapping]) {
        let concerned = |plan: &FilePlan| settled.iter().any(|mapping| plan.has_shape(mapping.shape));
        for number in self.numbers_where(concerned) {
            let mut chosen = self.hand(number).map(|hand| hand.chosen).unwrap_or_default();
            chosen.retain(|old| settled.iter().all(|new| new.shape != old.shape));
            chosen.extend_from_slice(settled);
            self.wait_again(number, Some(chosen));
        }
    }

    /// The files with anything to import.
    pub fn recognised(self) -> Vec<u32> {
        self.numbers_where(FilePlan::is_recognised)
    }

    fn numbers_where(self, holds: impl Fn(&FilePlan) -> bool) -> Vec<u32> {
        let of = |state: &Reading| matches!(state, Reading::Read(plan) if holds(plan));
        let wanted = |file: &&DeskFile| file.state.with_untracked(of);
        self.files.with_untracked(|files| files.iter().filter(wanted).map(|file| file.number).collect())
    }

    pub fn numbers(self) -> Vec<u32> {
        self.files.with_untracked(|files| files.iter().map(|file| file.number).collect())
    }

    /// Makes all of them wait to be read again.
    pub fn again(self) {
        self.numbers().into_iter().for_each(|number| self.wait_again(number, None));
    }

    fn wait_again(self, number: u32, chosen: Option<Vec<Mapping>>) {
        self.hands.update_value(|hands| {
            if let Some(hand) = hands.get_mut(&number) {
                hand.cancel.cancel();
                hand.cancel = CancelToken::default();
                hand.chosen = chosen.unwrap_or_else(|| hand.chosen.clone());
            }
        });
        if let Some(file) = self.file(number) {
            file.preview.set(None);
        }
        self.note(number, Reading::Waiting);
    }

    pub fn next_waiting(self) -> Option<u32> {
        let waiting = |file: &&DeskFile| file.state.with_untracked(|state| *state == Reading::Waiting);
        self.files.with_untracked(|files| files.iter().find(waiting).map(|file| file.number))
    }

    pub fn note(self, number: u32, state: Reading) {
        let Some(file) = self.file(number) else { return };
        let before = file.state.get_untracked();
        self.count(Some(&before), Some(&state));
        if matches!(&state, Reading::Read(plan) if plan.asks_for_a_kind()) {
            file.open.set(true);
        }
        file.state.set(state);
    }

    /// Updates the tally when a file changes state, comes or goes.
    fn count(self, before: Option<&Reading>, after: Option<&Reading>) {
        let is_read =
            |state: Option<&Reading>| usize::from(matches!(state, Some(Reading::Read(plan)) if plan.is_recognised()));
        let is_failed = |state: Option<&Reading>| usize::from(matches!(state, Some(Reading::Failed(_))));
        let last = self.tally.get_untracked();
        let tally = Tally {
            read: last.read + is_read(after) - is_read(before),
            failed: last.failed + is_failed(after) - is_failed(before),
        };
        if tally != last {
            self.tally.set(tally);
        }
    }

    fn file(self, number: u32) -> Option<DeskFile> {
        // Numbers increase along the list.
        self.files.with_untracked(|files| {
            let at = files.binary_search_by_key(&number, |file| file.number).ok()?;
            files.get(at).cloned()
        })
    }

    /// Takes over the engine's comparison of everything staged.
    pub fn compared(self, preview: PreviewView) {
        let sums = preview.files.iter().fold(Sums::default(), |sums, file| Sums {
            accepted: sums.accepted + file.accepted(),
            new: sums.new + file.added + file.updated,
            noted: sums.noted + file.noted,
            refused: sums.refused + file.refused,
        });
        for of in preview.files {
            let Some(file) = self.file(of.file) else { continue };
            if file.preview.with_untracked(|last| last.as_ref() != Some(&of)) {
                file.preview.set(Some(of));
            }
        }
        self.sums.set(sums);
    }

    pub fn take(self, number: u32) {
        if let Some(hand) = self.hands.try_update_value(|hands| hands.remove(&number)).flatten() {
            hand.cancel.cancel();
        }
        if let Some(file) = self.file(number) {
            self.count(Some(&file.state.get_untracked()), None);
        }
        self.files.update(|files| files.retain(|file| file.number != number));
    }

    /// Removes the files of a finished import.
    pub fn take_all(self, numbers: &[u32]) {
        if self.numbers() == numbers {
            return self.clear();
        }
        numbers.iter().for_each(|number| self.take(*number));
        self.sums.set(Sums::default());
    }

    pub fn clear(self) {
        drop(self.pick_up());
    }

    /// Takes the files off the desk, in order.
    fn pick_up(self) -> Vec<Hand> {
        let hands = self.hands.try_update_value(std::mem::take).unwrap_or_default();
        hands.values().for_each(|hand| hand.cancel.cancel());
        self.files.set(Vec::new());
        self.tally.set(Tally::default());
        self.sums.set(Sums::default());
        hands.into_iter().map(|(_, hand)| hand).collect()
    }

    /// Keeps the files for a store that the user leaves; returns their number.
    pub fn put_away(self, store: StoreId) -> usize {
        let hands = self.pick_up();
        let count = hands.len();
        if count > 0 {
            self.away.update_value(|away| drop(away.insert(store, hands)));
        }
        count
    }

    /// Lays out again the files chosen for a store.
    pub fn bring_back(self, store: &StoreId) {
        let hands = self.away.try_update_value(|away| away.remove(store)).flatten().unwrap_or_default();
        self.lay(hands.into_iter().map(|hand| Hand { cancel: CancelToken::default(), ..hand }));
    }

    /// Drops the files of a store that was deleted.
    pub fn throw_away(self, store: &StoreId) {
        self.away.update_value(|away| drop(away.remove(store)));
    }

    pub fn throw_everything(self) {
        self.clear();
        self.away.update_value(LiteMap::clear);
    }

    /// Whether a file waits on this desk or on another store's.
    pub fn holds_files(self) -> bool {
        !self.files.with(Vec::is_empty) || self.away.with_value(|away| !away.is_empty())
    }
}
