//! A browser for native tests: it keeps what is stored, reports no events and never fires a timer.

use super::{LANG, Room, WHO};
use benyuan::{
    protocol::{Now, lang::Lang},
    time::Day,
};
use leptos::ev::EventDescriptor;
use std::{cell::RefCell, collections::BTreeMap};

thread_local! {
    static BROWSER: RefCell<Browser> = RefCell::new(Browser::default());
}

#[derive(Default)]
struct Browser {
    title: String,
    address: String,
    device: BTreeMap<String, String>,
    tab: BTreeMap<String, String>,
}

fn with<R>(run: impl FnOnce(&mut Browser) -> R) -> R {
    BROWSER.with(|browser| run(&mut browser.borrow_mut()))
}

/// The tests' fixed day.
pub fn today() -> Option<Day> {
    Day::from_ymd(2026, 11, 22)
}

pub fn lang() -> Lang {
    if remembered(LANG).as_deref() == Some("en") { Lang::En } else { Lang::Zh }
}

pub fn now() -> Now {
    Now { minute: 600, ms: 1_795_341_600_000, who: remembered(WHO).unwrap_or_default(), lang: lang() }
}

pub fn prefers_dark() -> bool {
    false
}

pub fn name_document(title: &str) {
    with(|browser| title.clone_into(&mut browser.title));
}

/// The document's title.
#[cfg(test)]
pub fn title() -> String {
    with(|browser| browser.title.clone())
}

pub fn empty(_id: &str) {}

pub fn focus(_selector: &str) {}

pub fn remembered(key: &str) -> Option<String> {
    with(|browser| browser.device.get(key).cloned())
}

pub fn remember(key: &str, word: &str) {
    with(|browser| drop(browser.device.insert(key.to_owned(), word.to_owned())));
}

pub fn forget(key: &str) {
    with(|browser| drop(browser.device.remove(key)));
}

pub fn kept(key: &str) -> Option<String> {
    with(|browser| browser.tab.get(key).cloned())
}

pub fn keep(key: &str, text: Option<&str>) {
    with(|browser| match text {
        Some(text) => drop(browser.tab.insert(key.to_owned(), text.to_owned())),
        None => drop(browser.tab.remove(key)),
    });
}

pub fn keep_nothing() {
    with(|browser| browser.tab.clear());
}

pub fn address() -> String {
    with(|browser| browser.address.clone())
}

pub fn go_to(address: &str) {
    with(|browser| address.clone_into(&mut browser.address));
}

pub fn replace_address(address: &str) {
    go_to(address);
}

pub fn load_anew() {}

pub fn while_here<E: EventDescriptor + 'static>(_event: E, _hear: impl Fn(E::EventType) + 'static) {}

pub fn after(_ms: u32, _run: impl FnOnce() + 'static) {}

pub async fn keep_for_good() -> Option<bool> {
    None
}

pub async fn room() -> Room {
    Room { kept: Some(false), used: Some(9.5e6), free: Some(2e9) }
}
