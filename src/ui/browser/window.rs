//! The window's answers.

use super::{LANG, Room, WHO};
use benyuan::{
    protocol::{Now, lang::Lang},
    time::Day,
};
use gloo_storage::{LocalStorage, SessionStorage, Storage};
use gloo_timers::callback::Timeout;
use js_sys::{Date, Reflect};
use leptos::{ev::EventDescriptor, leptos_dom::helpers::window_event_listener, prelude::*};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

/// The day on the device's own calendar; `None` if its clock is outside any calendar.
pub fn today() -> Option<Day> {
    let now = Date::new_0();
    Day::from_ymd(i32::try_from(now.get_full_year()).ok()?, now.get_month() + 1, now.get_date())
}

/// The language chosen on this device.
pub fn lang() -> Lang {
    if remembered(LANG).as_deref() == Some("en") { Lang::En } else { Lang::Zh }
}

/// The minute and the moment, and who said on this device that it is them.
pub fn now() -> Now {
    let now = Date::new_0();
    let minute = now.get_hours() * 60 + now.get_minutes();
    Now { minute: minute as u16, ms: now.get_time() as u64, who: remembered(WHO).unwrap_or_default(), lang: lang() }
}

pub fn prefers_dark() -> bool {
    let query = window().match_media("(prefers-color-scheme: dark)");
    query.ok().flatten().is_some_and(|query| query.matches())
}

pub fn name_document(title: &str) {
    document().set_title(title);
}

/// Empties the element with this id, if it exists.
pub fn empty(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.set_inner_html("");
    }
}

/// Focuses the first element that a selector finds.
pub fn focus(selector: &str) {
    if let Ok(Some(found)) = document().query_selector(selector) {
        let _ = found.unchecked_into::<HtmlElement>().focus();
    }
}

/// What the device stores. Storage may be forbidden; then nothing is stored.
pub fn remembered(key: &str) -> Option<String> {
    // A worker, in which the client is tested, has no window.
    web_sys::window()?;
    LocalStorage::raw().get_item(key).ok().flatten()
}

pub fn remember(key: &str, word: &str) {
    let _ = LocalStorage::raw().set_item(key, word);
}

pub fn forget(key: &str) {
    let _ = LocalStorage::raw().remove_item(key);
}

/// What the tab stores.
pub fn kept(key: &str) -> Option<String> {
    SessionStorage::raw().get_item(key).ok().flatten()
}

/// `None` removes the key.
pub fn keep(key: &str, text: Option<&str>) {
    let _ = match text {
        Some(text) => SessionStorage::raw().set_item(key, text),
        None => SessionStorage::raw().remove_item(key),
    };
}

pub fn keep_nothing() {
    SessionStorage::clear();
}

/// The address after `#`, with the sign.
pub fn address() -> String {
    window().location().hash().unwrap_or_default()
}

/// Refuses only addresses that are not URLs; ours are ASCII.
pub fn go_to(address: &str) {
    let _ = window().location().set_hash(address);
}

/// Like [`go_to`], without a step in the history.
pub fn replace_address(address: &str) {
    let _ = window().location().replace(address);
}

pub fn load_anew() {
    let _ = window().location().reload();
}

/// Handles an event of the window as long as the view exists.
pub fn while_here<E: EventDescriptor + 'static>(event: E, hear: impl Fn(E::EventType) + 'static)
where
    E::EventType: JsCast,
{
    let listener = window_event_listener(event, hear);
    on_cleanup(move || listener.remove());
}

pub fn after(ms: u32, run: impl FnOnce() + 'static) {
    Timeout::new(ms, run).forget();
}

/// Asks the browser to keep the data for good. `None` if it cannot be asked.
pub async fn keep_for_good() -> Option<bool> {
    let storage = Reflect::get(&window().navigator(), &"storage".into()).ok()?;
    if storage.is_undefined() {
        return None;
    }
    let promise = window().navigator().storage().persist().ok()?;
    JsFuture::from(promise).await.ok()?.as_bool()
}

pub async fn room() -> Room {
    let storage: JsValue = Reflect::get(&window().navigator(), &"storage".into()).unwrap_or_default();
    if storage.is_undefined() {
        return Room::default();
    }
    let storage = window().navigator().storage();
    let kept = match storage.persisted() {
        Ok(asked) => JsFuture::from(asked).await.ok().and_then(|kept| kept.as_bool()),
        Err(_) => None,
    };
    let estimate = match storage.estimate() {
        Ok(asked) => JsFuture::from(asked).await.ok(),
        Err(_) => None,
    };
    let number = |key: &str| estimate.as_ref().and_then(|of| Reflect::get(of, &key.into()).ok()?.as_f64());
    let (used, quota) = (number("usage"), number("quota"));
    Room { kept, used, free: quota.zip(used).map(|(quota, used)| (quota - used).max(0.0)) }
}
