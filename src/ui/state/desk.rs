//! The files on the desk: chosen, being read, read, or unreadable, before they are imported. Each store has a desk of its own.
//! What is done with them: `staging`.

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
    /// In the order they were added. Changes only with them, not with what becomes of each.
    pub files: Live<Vec<DeskFile>>,
    /// What importing them all will do, once they are compared with the store.
    pub sums: Live<Sums>,
    /// How far the files are read.
    pub tally: Live<Tally>,
    /// Whether the queue is being worked through.
    pub running: Live<bool>,
    hands: StoredValue<LiteMap<u32, Hand>, LocalStorage>,
    /// Files chosen for stores that are not open.
    away: StoredValue<LiteMap<StoreId, Vec<Hand>>, LocalStorage>,
    next: StoredValue<u32>,
}

/// A file with what is known of it so far: signals of its own, so that four hundred files do not look at each other.
#[derive(Clone)]
pub struct DeskFile {
    pub number: u32,
    pub name: String,
    pub state: ArcLive<Reading>,
    /// What importing it will do.
    pub preview: ArcLive<Option<PreviewFile>>,
    /// Whether the panel with its columns is open: it stays so while the file is read anew.
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

/// What is held of a file besides what is shown.
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
                // Shown, so masked; the engine is told the name as it is.
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

    /// What the user settled on for sheets of some shapes: every file that has one waits to be read anew.
    pub fn settle(self, settled: &[Mapping]) {
        let concerned = |plan: &FilePlan| settled.iter().any(|mapping| plan.has_shape(mapping.shape));
        for number in self.numbers_where(concerned) {
            let mut chosen = self.hand(number).map(|hand| hand.chosen).unwrap_or_default();
            chosen.retain(|old| settled.iter().all(|new| new.shape != old.shape));
            chosen.extend_from_slice(settled);
            self.wait_again(number, Some(chosen));
        }
    }

    /// The files of which something can be imported.
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

    /// All of them wait to be read anew.
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

    /// Keeps the tally when a file's state changes, or a file comes or goes.
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
        // Numbers grow along the list.
        self.files.with_untracked(|files| {
            let at = files.binary_search_by_key(&number, |file| file.number).ok()?;
            files.get(at).cloned()
        })
    }

    /// What the engine makes of all that is staged.
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

    /// The files of an import that is done.
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

    /// The files leave the desk, in their order.
    fn pick_up(self) -> Vec<Hand> {
        let hands = self.hands.try_update_value(std::mem::take).unwrap_or_default();
        hands.values().for_each(|hand| hand.cancel.cancel());
        self.files.set(Vec::new());
        self.tally.set(Tally::default());
        self.sums.set(Sums::default());
        hands.into_iter().map(|(_, hand)| hand).collect()
    }

    /// Keeps the files for a store that is left; how many they are.
    pub fn put_away(self, store: StoreId) -> usize {
        let hands = self.pick_up();
        let count = hands.len();
        if count > 0 {
            self.away.update_value(|away| drop(away.insert(store, hands)));
        }
        count
    }

    /// Lays the files out again that were chosen for a store.
    pub fn bring_back(self, store: &StoreId) {
        let hands = self.away.try_update_value(|away| away.remove(store)).flatten().unwrap_or_default();
        self.lay(hands.into_iter().map(|hand| Hand { cancel: CancelToken::default(), ..hand }));
    }

    /// Of a store that is no more.
    pub fn throw_away(self, store: &StoreId) {
        self.away.update_value(|away| drop(away.remove(store)));
    }

    pub fn throw_everything(self) {
        self.clear();
        self.away.update_value(LiteMap::clear);
    }

    /// Whether a file waits anywhere, on this desk or another store's.
    pub fn holds_files(self) -> bool {
        !self.files.with(Vec::is_empty) || self.away.with_value(|away| !away.is_empty())
    }
}
