//! Preferences of this device: language, appearance, the last store. Kept in the browser's local storage as bare words, so
//! that the boot script can read them; not data of a store.

use super::{App, device};
use benyuan::text::{Lang, shell};
use gloo_storage::{LocalStorage as Local, Storage};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

const LANG: &str = "benyuan.lang";
const THEME: &str = "benyuan.theme";
const STORE: &str = "benyuan.store";

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Theme {
    /// As the device.
    #[default]
    Auto,
    Light,
    Dark,
}

impl Theme {
    const fn word(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    fn is_dark(self) -> bool {
        self == Self::Dark || self == Self::Auto && device::prefers_dark()
    }
}

pub fn lang() -> Lang {
    match read(LANG).as_deref() {
        Some("en") => Lang::En,
        _ => Lang::Zh,
    }
}

pub fn theme() -> Theme {
    match read(THEME).as_deref() {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::Auto,
    }
}

pub fn last_store() -> Option<String> {
    read(STORE).filter(|id| !id.is_empty())
}

pub fn remember_store(id: &str) {
    write(STORE, id);
}

pub fn set_lang(app: App, lang: Lang) {
    write(LANG, tag(lang));
    app.lang.set(lang);
}

pub fn set_theme(app: App, theme: Theme) {
    write(THEME, theme.word());
    app.theme.set(theme);
}

/// The document's own marks of language, theme and title follow the signals.
pub fn keep_document_in_step(app: App) {
    Effect::new(move |_| mark("lang", if app.lang.get() == Lang::En { "en" } else { "zh-CN" }));
    Effect::new(move |_| mark("data-theme", if app.theme.get().is_dark() { "dark" } else { "light" }));
    if let Ok(Some(query)) = window().match_media("(prefers-color-scheme: dark)") {
        let follow = wasm_bindgen::prelude::Closure::<dyn Fn()>::new(move || app.theme.notify());
        query.set_onchange(Some(follow.as_ref().unchecked_ref()));
        // Both live as long as the page.
        follow.forget();
        std::mem::forget(query);
    }
    Effect::new(move |_| document().set_title(shell::PRODUCT.get(app.lang.get())));
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

/// Storage may be forbidden: then every preference is its default.
fn read(key: &str) -> Option<String> {
    Local::raw().get_item(key).ok().flatten()
}

fn write(key: &str, value: &str) {
    let _ = Local::raw().set_item(key, value);
}
