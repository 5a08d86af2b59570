//! Text that is typed but not yet sent. The tab's own storage has it at once; the engine keeps it in the store soon
//! after, so that neither a reload nor the end of the browser loses it. Except the word that confirms a deletion: it must
//! be typed anew each time.

use super::App;
use crate::ui::{
    browser,
    live::{Live, react},
};
use benyuan::protocol::{command::Command, query::Query, view::View};
use leptos::task::spawn_local;
use std::cell::RefCell;

/// Nobody loses more than what they typed in this time.
const SOON_MS: u32 = 400;

/// In the tab's storage instead of a text that was sent or given up: the store may still have it.
const GONE: &str = "\u{1}";

thread_local! {
    /// Fields that changed since the engine was told.
    static CHANGED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// The text of a field, starting as it was left, or as `initial`. A text equal to `initial` is no draft.
pub fn draft(app: App, key: &str, initial: String) -> Live<String> {
    let field = key.to_owned();
    let text = Live::new(of(key).unwrap_or_else(|| initial.clone()));
    react(move || {
        let typed = text.with(|text| Some(text.clone()).filter(|text| *text != initial));
        if typed != of(&field) {
            keep(app, &field, typed);
        }
    });
    text
}

/// The draft of a field that is not a signal.
pub fn of(key: &str) -> Option<String> {
    browser::kept(&storage_key(key)).filter(|text| text != GONE)
}

pub fn keep(app: App, key: &str, text: Option<String>) {
    browser::keep(&storage_key(key), Some(text.as_deref().unwrap_or(GONE)));
    let is_first = CHANGED.with_borrow_mut(|changed| {
        if !changed.iter().any(|one| one == key) {
            changed.push(key.to_owned());
        }
        changed.len() == 1
    });
    if is_first {
        browser::after(SOON_MS, move || tell(app));
    }
}

/// Tells the engine what changed.
fn tell(app: App) {
    let changed = CHANGED.with_borrow_mut(std::mem::take);
    let drafts =
        changed.into_iter().map(|key| (of(&key).unwrap_or_default(), key)).map(|(text, key)| (key, text)).collect();
    // It is sent already. A disk that takes no drafts still has them in the tab.
    drop(app.client().command(Command::KeepDrafts(drafts)));
}

/// Brings back what the store has and the tab does not.
pub fn bring_back(app: App) {
    let asked = app.client().query(Query::Drafts);
    spawn_local(async move {
        let Ok(View::Drafts(drafts)) = asked.await else { return };
        for draft in drafts.chunks_exact(2).filter(|draft| browser::kept(&storage_key(&draft[0])).is_none()) {
            browser::keep(&storage_key(&draft[0]), Some(&draft[1]));
        }
        app.redraw();
    });
}

pub fn has(key: &str) -> bool {
    of(key).is_some()
}

/// Sent or discarded.
pub fn forget(app: App, key: &str) {
    if has(key) {
        keep(app, key, None);
    }
}

/// The tab's storage holds nothing else.
pub fn forget_all() {
    browser::keep_nothing();
}

fn storage_key(key: &str) -> String {
    format!("benyuan.draft.{key}")
}
