//! Parts of a sheet that the page fills in: this device's preferences (`data-set`), and the running program
//! (`data-own`).

use super::kept::all;
use crate::ui::{
    state::{
        version::{Newer, Offline, is_held_up},
        *,
    },
    worker_boot::BUILD,
};
use benyuan::text::{Lang, version};
use web_sys::Element;

/// Fills them in, and follows the values they depend on.
pub fn fill(app: App, place: &Element) {
    let lang = app.lang.get_untracked();
    let chosen =
        [if lang == Lang::Zh { "lang=zh" } else { "lang=en" }.to_owned(), format!("theme={}", app.theme.get().word())];
    for choice in all(place, "[data-set]") {
        let on = choice.get_attribute("data-set").is_some_and(|set| chosen.contains(&set));
        drop(choice.set_attribute("aria-pressed", if on { "true" } else { "false" }));
    }
    let offline = match app.version.offline.get() {
        Offline::Preparing => version::OFFLINE_PREPARING,
        Offline::Ready => version::OFFLINE_READY,
        Offline::Unavailable => version::OFFLINE_UNAVAILABLE,
    };
    let newer = app.version.newer.get();
    let is_possible = newer == Newer::Ready && !is_held_up(app);
    let words = if is_held_up(app) { version::NEWER_HELD_UP } else { newer.words() };
    let set_hidden = |of: &Element, is_hidden: bool| drop(of.toggle_attribute_with_force("hidden", is_hidden));
    for own in all(place, "[data-own]") {
        match own.get_attribute("data-own").as_deref() {
            Some("build") => own.set_text_content(Some(BUILD)),
            Some("offline") => own.set_text_content(Some(offline.get(lang))),
            // A file of the upload folder; development builds have none.
            Some("licences") => set_hidden(&own, BUILD == "dev"),
            Some("newer") => {
                set_hidden(&own, newer == Newer::None);
                all(&own, "p").iter().for_each(|said| said.set_text_content(Some(words.get(lang))));
                all(&own, "button").iter().for_each(|button| set_hidden(button, !is_possible));
            }
            _ => {}
        }
    }
}

/// A preference was chosen: `lang=en`, `theme=dark`.
pub fn set(app: App, choice: &str) {
    match choice.split_once('=') {
        Some(("lang", word)) => preferences::set_lang(app, if word == "en" { Lang::En } else { Lang::Zh }),
        Some(("theme", word)) => preferences::set_theme(app, Theme::of(word)),
        _ => {}
    }
}
