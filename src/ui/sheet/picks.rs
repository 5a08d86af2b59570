//! Rows of a list chosen for one follow-up (`data-pick`). They are the list's: another list begins without any. The first
//! rows of the list are chosen as such: the engine opens the list as it is shown when the form is sent.

use super::kept::all;
use crate::ui::state::App;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

const PICK: &str = "data-pick";
/// Stands for the first rows of the list; in what is sent it stands before the list's address.
const FIRST: &str = "*";

/// The rows as they are chosen, after they were drawn or chosen.
pub fn show(app: App, root: &Element) {
    let Some(main) = root.closest("main").ok().flatten() else { return };
    let said = all(&main, "[data-picked]").into_iter().next();
    let picked = app.kept.with_value(|kept| kept.picked.clone());
    let first = said.as_ref().and_then(|said| number(said, "data-picked")).filter(|_| is_first(&picked));
    for pick in all(root, "[data-pick]") {
        let place = pick.closest("[data-place]").ok().flatten().and_then(|row| number(&row, "data-place"));
        let is_picked = match first {
            Some(first) => place.is_some_and(|place| place < first),
            None => pick.get_attribute(PICK).is_some_and(|of| picked.contains(&of)),
        };
        pick.unchecked_ref::<HtmlInputElement>().set_checked(is_picked);
    }
    if let Some(said) = said {
        said.set_text_content(Some(&first.unwrap_or(picked.len()).to_string()));
    }
}

fn is_first(picked: &[String]) -> bool {
    picked.first().is_some_and(|first| first == FIRST)
}

fn number(of: &Element, attribute: &str) -> Option<usize> {
    of.get_attribute(attribute)?.parse().ok()
}

pub fn toggle(app: App, pick: &HtmlInputElement) {
    let Some(of) = pick.get_attribute(PICK) else { return };
    app.kept.update_value(|kept| {
        kept.picked.retain(|one| *one != of && one != FIRST);
        if pick.checked() {
            kept.picked.push(of);
        }
    });
    show(app, pick);
}

/// The first rows of the list, or none.
pub fn choose(app: App, pressed: &Element, which: &str) {
    let picked = if which == "none" { Vec::new() } else { vec![FIRST.to_owned()] };
    app.kept.update_value(|kept| kept.picked = picked);
    if let Some(main) = pressed.closest("main").ok().flatten() {
        show(app, &main);
    }
}

/// The addresses of those chosen, or that of the list as it is shown.
pub fn subjects(app: App) -> String {
    let picked = app.kept.with_value(|kept| kept.picked.join(" "));
    if picked == FIRST { picked + &app.route.get_untracked().href() } else { picked }
}
