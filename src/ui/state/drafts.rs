//! What is typed and not yet sent. Kept in the tab's own storage, so that loading the page anew, for a newer version above all,
//! loses nothing. Not the word typed to confirm a deletion: that is to be meant each time.

use crate::ui::live::{Live, react};
use gloo_storage::{SessionStorage, Storage};

/// The text of a field, which begins as it was left, or as `initial`. A text equal to that is no draft.
pub fn draft(key: &str, initial: String) -> Live<String> {
    let key = storage_key(key);
    let text = Live::new(read(&key).unwrap_or_else(|| initial.clone()));
    react(move || text.with(|text| write(&key, Some(text).filter(|text| **text != initial))));
    text
}

/// What was left in a field that is no signal.
pub fn of(key: &str) -> Option<String> {
    read(&storage_key(key))
}

pub fn keep(key: &str, text: Option<String>) {
    write(&storage_key(key), text.as_ref());
}

pub fn has(key: &str) -> bool {
    read(&storage_key(key)).is_some()
}

/// Sent or given up.
pub fn forget(key: &str) {
    write(&storage_key(key), None);
}

/// Nothing else is kept there.
pub fn forget_all() {
    SessionStorage::clear();
}

fn storage_key(key: &str) -> String {
    format!("benyuan.draft.{key}")
}

/// Storage may be forbidden: then there are no drafts.
fn read(key: &str) -> Option<String> {
    SessionStorage::raw().get_item(key).ok().flatten()
}

fn write(key: &str, text: Option<&String>) {
    let _ = match text {
        Some(text) => SessionStorage::raw().set_item(key, text),
        None => SessionStorage::raw().remove_item(key),
    };
}
