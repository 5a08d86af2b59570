//! Text that is typed but not yet sent. It is kept in the tab's own storage, so that a reload, above all for a newer
//! version, loses nothing. Except the word that confirms a deletion: it must be typed anew each time.

use crate::ui::{
    browser,
    live::{Live, react},
};

/// The text of a field, starting as it was left, or as `initial`. A text equal to `initial` is no draft.
pub fn draft(key: &str, initial: String) -> Live<String> {
    let key = storage_key(key);
    let text = Live::new(browser::kept(&key).unwrap_or_else(|| initial.clone()));
    react(move || text.with(|text| browser::keep(&key, Some(text.as_str()).filter(|text| *text != initial))));
    text
}

/// The draft of a field that is not a signal.
pub fn of(key: &str) -> Option<String> {
    browser::kept(&storage_key(key))
}

pub fn keep(key: &str, text: Option<String>) {
    browser::keep(&storage_key(key), text.as_deref());
}

pub fn has(key: &str) -> bool {
    browser::kept(&storage_key(key)).is_some()
}

/// Sent or discarded.
pub fn forget(key: &str) {
    browser::keep(&storage_key(key), None);
}

/// The tab's storage holds nothing else.
pub fn forget_all() {
    browser::keep_nothing();
}

fn storage_key(key: &str) -> String {
    format!("benyuan.draft.{key}")
}
