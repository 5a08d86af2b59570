//! Short messages at the edge of the page, some with an action.

use crate::ui::{browser, live::Live};
use benyuan::text::Text;
use leptos::prelude::*;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mood {
    Done,
    Note,
    Problem,
}

#[derive(Clone)]
pub struct Toast {
    pub number: u32,
    pub mood: Mood,
    pub words: String,
    pub action: Option<(Text, Callback<()>)>,
}

#[derive(Clone, Copy)]
pub struct Toasts {
    shown: Live<Vec<Toast>>,
    last: StoredValue<u32>,
}

impl Toasts {
    pub fn new() -> Self {
        Self { shown: Live::new(Vec::new()), last: StoredValue::new(0) }
    }

    pub fn shown(self) -> Vec<Toast> {
        self.shown.get()
    }

    pub fn done(self, words: String) {
        self.push(Mood::Done, words, None);
    }

    /// Needs no action, but is worth reading to the end.
    pub fn note(self, words: String) {
        self.push(Mood::Note, words, None);
    }

    pub fn problem(self, words: String) {
        self.push(Mood::Problem, words, None);
    }

    pub fn with_action(self, words: String, label: Text, action: Callback<()>) {
        self.push(Mood::Done, words, Some((label, action)));
    }

    pub fn close(self, number: u32) {
        self.shown.update(|shown| shown.retain(|toast| toast.number != number));
    }

    /// After another change, the action that an earlier message offers no longer fits.
    pub fn close_offers(self) {
        self.shown.update(|shown| shown.retain(|toast| toast.action.is_none()));
    }

    fn push(self, mood: Mood, words: String, action: Option<(Text, Callback<()>)>) {
        let number = self.last.get_value() + 1;
        self.last.set_value(number);
        let stay_ms = if action.is_some() || mood != Mood::Done { 14_000 } else { 6_000 };
        self.shown.update(|shown| shown.push(Toast { number, mood, words, action }));
        browser::after(stay_ms, move || self.close(number));
    }
}
