//! What is typed and not yet sent. Kept in the tab's own storage, so that loading the page anew, for a newer version above all,
//! loses nothing. Not the word typed to confirm a deletion: that is to be meant each time.

use crate::ui::{
    browser,
    live::{Live, react},
};

/// The text of a field, which begins as it was left, or as `initial`. A text equal to that is no draft.
pub fn draft(key: &str, initial: String) -> Live<String> {
    let key = storage_key(key);
    let text = Live::new(browser::kept(&key).unwrap_or_else(|| initial.clone()));
    react(move || text.with(|text| browser::keep(&key, Some(text.as_str()).filter(|text| *text != initial))));
    text
}

/// What was left in a field that is no signal.
pub fn of(key: &str) -> Option<String> {
    browser::kept(&storage_key(key))
}

pub fn keep(key: &str, text: Option<String>) {
    browser::keep(&storage_key(key), text.as_deref());
}

pub fn has(key: &str) -> bool {
    browser::kept(&storage_key(key)).is_some()
}

/// Sent or given up.
pub fn forget(key: &str) {
    browser::keep(&storage_key(key), None);
}

/// Nothing else is kept there.
pub fn forget_all() {
    browser::keep_nothing();
}

fn storage_key(key: &str) -> String {
    format!("benyuan.draft.{key}")
}
