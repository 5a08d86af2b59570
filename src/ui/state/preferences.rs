//! Preferences of this device: language, theme, the last store. They are in the browser's local storage as bare words,
//! so that the boot script can read them; they are not store data.

use super::App;
use crate::ui::{browser, live::react};
use benyuan::{
    model::ids::StoreId,
    text::{Lang, shell},
    time::Day,
};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

const THEME: &str = "benyuan.theme";
const STORE: &str = "benyuan.store";
const SEEN: &str = "benyuan.seen";

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Theme {
    /// The device's own setting.
    #[default]
    Auto,
    Light,
    Dark,
}

impl Theme {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    pub fn of(word: &str) -> Self {
        match word {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::Auto,
        }
    }

    fn is_dark(self) -> bool {
        self == Self::Dark || self == Self::Auto && browser::prefers_dark()
    }
}

pub fn lang() -> Lang {
    browser::lang()
}

pub fn theme() -> Theme {
    Theme::of(&browser::remembered(THEME).unwrap_or_default())
}

/// The store that was open last.
pub fn remembered() -> Option<StoreId> {
    browser::remembered(STORE).filter(|id| !id.is_empty()).map(StoreId)
}

/// With the day: a trace that outlives the records if the browser removes only them.
pub fn remember_store(id: &str) {
    browser::remember(STORE, id);
    if let Some(day) = browser::today() {
        browser::remember(SEEN, &day.to_string());
    }
}

/// When a store was last open here.
pub fn last_seen() -> Option<Day> {
    browser::remembered(SEEN)?.parse().ok()
}

/// After everything was deleted, no trace remains.
pub fn forget_store() {
    [STORE, SEEN, browser::WHO].into_iter().for_each(browser::forget);
}

pub fn set_lang(app: App, lang: Lang) {
    browser::remember(browser::LANG, tag(lang));
    app.lang.set(lang);
}

/// Who writes at this device from now on.
pub fn set_who(app: App, who: &str) {
    browser::remember(browser::WHO, who);
    app.who.set(who.to_owned());
}

pub fn who() -> String {
    browser::remembered(browser::WHO).unwrap_or_default()
}

pub fn set_theme(app: App, theme: Theme) {
    browser::remember(THEME, theme.word());
    app.theme.set(theme);
}

/// The document's own language, theme and title follow the signals.
pub fn keep_document_in_step(app: App) {
    react(move || mark("lang", if app.lang.get() == Lang::En { "en" } else { "zh-CN" }));
    react(move || mark("data-theme", if app.theme.get().is_dark() { "dark" } else { "light" }));
    if let Ok(Some(query)) = window().match_media("(prefers-color-scheme: dark)") {
        let follow = wasm_bindgen::prelude::Closure::<dyn Fn()>::new(move || app.theme.notify());
        query.set_onchange(Some(follow.as_ref().unchecked_ref()));
        // Both live as long as the page.
        follow.forget();
        std::mem::forget(query);
    }
    react(move || browser::name_document(shell::PRODUCT.get(app.lang.get())));
    std::mem::forget(window_event_listener(ev::dragover, |event| event.prevent_default()));
}

fn mark(attribute: &str, value: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute(attribute, value);
    }
}

const fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh",
        Lang::En => "en",
    }
}
