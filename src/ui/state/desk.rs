//! The files on the desk: chosen, being read, read, or unreadable, before they are imported. What is done with them: `staging`.

use crate::ui::reading::{CancelToken, ReadFailure};
use benyuan::{
    exchange::plan::{FilePlan, Mapping},
    protocol::view::PreviewView,
};
use leptos::prelude::*;
use std::collections::BTreeMap;
use web_sys::File;

#[derive(Clone, Copy)]
pub struct Desk {
    /// In the order they were added.
    pub files: RwSignal<Vec<DeskFile>>,
    /// The engine's comparison of what is staged with the store.
    pub preview: RwSignal<Option<PreviewView>>,
    /// Whether the queue is being worked through.
    pub running: RwSignal<bool>,
    hands: StoredValue<BTreeMap<u32, Hand>, LocalStorage>,
    next: StoredValue<u32>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct DeskFile {
    pub number: u32,
    pub name: String,
    pub state: Reading,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Reading {
    Waiting,
    /// Share of the work done, 0–1000.
    Under(u16),
    Read(FilePlan),
    Failed(ReadFailure),
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
            files: RwSignal::new(Vec::new()),
            preview: RwSignal::new(None),
            running: RwSignal::new(false),
            hands: StoredValue::new_local(BTreeMap::new()),
            next: StoredValue::new(0),
        }
    }

    pub fn put(self, file: File) {
        let number = self.next.get_value();
        self.next.set_value(number + 1);
        let name = file.name();
        let hand = Hand { file, chosen: Vec::new(), cancel: CancelToken::default() };
        self.hands.update_value(|hands| drop(hands.insert(number, hand)));
        self.files.update(|files| files.push(DeskFile { number, name, state: Reading::Waiting }));
    }

    pub fn hand(self, number: u32) -> Option<Hand> {
        self.hands.with_value(|hands| hands.get(&number).cloned())
    }

    pub fn choose(self, number: u32, chosen: Vec<Mapping>) {
        self.hands.update_value(|hands| {
            if let Some(hand) = hands.get_mut(&number) {
                hand.cancel.cancel();
                hand.cancel = CancelToken::default();
                hand.chosen = chosen;
            }
        });
        self.note(number, Reading::Waiting);
    }

    pub fn next_waiting(self) -> Option<u32> {
        let waiting = |file: &&DeskFile| file.state == Reading::Waiting;
        self.files.with_untracked(|files| files.iter().find(waiting).map(|file| file.number))
    }

    pub fn note(self, number: u32, state: Reading) {
        self.files.update(|files| {
            if let Some(file) = files.iter_mut().find(|file| file.number == number) {
                file.state = state;
            }
        });
    }

    pub fn take(self, number: u32) {
        if let Some(hand) = self.hands.try_update_value(|hands| hands.remove(&number)).flatten() {
            hand.cancel.cancel();
        }
        self.files.update(|files| files.retain(|file| file.number != number));
    }

    pub fn clear(self) {
        self.hands.update_value(|hands| {
            hands.values().for_each(|hand| hand.cancel.cancel());
            hands.clear();
        });
        self.files.set(Vec::new());
        self.preview.set(None);
    }
}
