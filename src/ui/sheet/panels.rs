//! Opening, unfolding and hiding parts of a sheet: done at once on the page, and remembered for the next bodies.

use super::{figures, kept::all};
use crate::ui::state::{App, drafts};
use benyuan::text::people;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement};

/// Only one panel of a foot is open at a time; a panel that belongs to a choice replaces the chosen item.
pub fn toggle(app: App, pressed: &Element, panel: &str) {
    let Some(root) = pressed.closest("main").ok().flatten() else { return };
    let is_choice = pressed.has_attribute("aria-pressed");
    let is_open = is_choice || pressed.get_attribute("aria-expanded").as_deref() != Some("true");
    let siblings = pressed.parent_element().map(|around| all(&around, ":scope > button")).unwrap_or_default();
    for other in siblings {
        if is_choice {
            drop(other.set_attribute("aria-pressed", "false"));
        } else if let Some(other) = other.get_attribute("aria-controls") {
            open(&root, &other, false);
            app.kept.update_value(|kept| {
                kept.panels.remove(&other);
            });
        }
    }
    open(&root, panel, is_open);
    if is_open {
        document().get_element_by_id(panel).inspect(|panel| figures::draw(app, panel));
        app.kept.update_value(|kept| {
            kept.panels.insert(panel.to_owned(), ());
        });
    }
}

/// Choosing another item closes a panel that was chosen, and discards what was typed there.
pub fn give_way(app: App, chosen: &Element) {
    let beside = chosen.parent_element().map(|around| all(&around, "button[aria-pressed][aria-controls]"));
    for panel in beside.unwrap_or_default().iter().filter_map(|button| button.get_attribute("aria-controls")) {
        app.kept.update_value(|kept| {
            kept.panels.remove(&panel);
        });
        document().get_element_by_id(&panel).iter().for_each(|panel| forget_drafts(app, panel));
    }
}

/// Removes the drafts of a panel that was sent or given up.
pub fn forget_drafts(app: App, panel: &Element) {
    let keys = all(panel, "[data-draft]").into_iter().filter_map(|input| input.get_attribute("data-draft"));
    keys.for_each(|key| drafts::forget(app, &key));
}

/// Remembers what the browser itself is about to open or close.
pub fn note(app: App, summary: &Element) {
    let Some(details) = summary.parent_element().filter(|details| !details.id().is_empty()) else { return };
    app.kept.update_value(|kept| match details.has_attribute("open") {
        true => drop(kept.panels.remove(&details.id())),
        false => drop(kept.panels.insert(details.id(), ())),
    });
}

/// Opens or closes a panel and marks its button. A panel selected from a list replaces the others.
pub fn open(root: &Element, panel: &str, is_open: bool) {
    close_others(root, panel);
    for shown in all(root, &format!("[id='{panel}']")) {
        let (state, on) = if shown.tag_name() == "DETAILS" { ("open", is_open) } else { ("hidden", !is_open) };
        drop(shown.toggle_attribute_with_force(state, on));
    }
    for button in all(root, &format!("[aria-controls='{panel}']")) {
        let state = if button.has_attribute("aria-pressed") { "aria-pressed" } else { "aria-expanded" };
        if state == "aria-pressed" && is_open {
            let around = button.parent_element().map(|around| all(&around, "button")).unwrap_or_default();
            around.iter().for_each(|other| drop(other.set_attribute(state, "false")));
        }
        drop(button.set_attribute(state, if is_open { "true" } else { "false" }));
    }
}

/// Closes the other panels of a list, if one selects this panel.
fn close_others(root: &Element, panel: &str) {
    let Ok(Some(chosen)) = root.query_selector(&format!("select[data-unfolds] > option[value='{panel}']")) else {
        return;
    };
    for option in chosen.parent_element().map(|list| all(&list, "option")).unwrap_or_default() {
        drop(option.toggle_attribute_with_force("selected", option == chosen));
        let other = option.get_attribute("value").unwrap_or_default();
        all(root, &format!("[id='{other}']"))
            .iter()
            .for_each(|other| drop(other.toggle_attribute_with_force("hidden", true)));
    }
}

/// Shows the selected one of several panels in one place.
pub fn choose(app: App, list: &HtmlSelectElement) {
    let Some(root) = list.closest("main").ok().flatten() else { return };
    let chosen = list.value();
    let panels: Vec<_> = all(list, "option").into_iter().filter_map(|option| option.get_attribute("value")).collect();
    app.kept.update_value(|kept| {
        kept.panels.retain(|panel, ()| !panels.contains(panel));
        kept.panels.insert(chosen.clone(), ());
    });
    open(&root, &chosen, true);
}

/// Closes panels that hang over the page, except one that was pressed or is about to be toggled.
pub fn put_away(app: App, root: &Element, pressed: Option<&Element>) {
    for panel in all(root, "[data-pop]:not([hidden])") {
        let is_within = |pressed: &Element| {
            let opens = pressed.closest("[aria-controls]").ok().flatten();
            panel.contains(Some(pressed))
                || opens.is_some_and(|opens| opens.get_attribute("aria-controls") == Some(panel.id()))
        };
        if !pressed.is_some_and(is_within) {
            close(app, root, &panel);
        }
    }
}

/// Closes the panel with the focus, or one that hangs over the page, and returns the focus to its button.
pub fn escape(app: App, focused: &Element) -> bool {
    let Some(root) = focused.closest("main").ok().flatten() else { return false };
    let over = all(&root, "[data-pop]:not([hidden])").into_iter().next();
    let own = focused.get_attribute("aria-controls").and_then(|panel| document().get_element_by_id(&panel));
    let own = own.filter(|_| focused.get_attribute("aria-expanded").as_deref() == Some("true"));
    let around = || focused.closest("[data-panel]").ok().flatten();
    let Some(panel) = over.or(own).or_else(around) else { return false };
    let button = all(&root, &format!("button[aria-controls='{}']", panel.id())).into_iter().next();
    let Some(button) = button else { return false };
    close(app, &root, &panel);
    button.dyn_ref::<HtmlElement>().inspect(|button| drop(button.focus()));
    true
}

fn close(app: App, root: &Element, panel: &Element) {
    app.kept.update_value(|kept| {
        kept.panels.remove(&panel.id());
    });
    open(root, &panel.id(), false);
}

pub fn set_hidden(app: App, check: &HtmlInputElement, mark: &str) {
    let Some(root) = check.closest("main").ok().flatten() else { return };
    app.kept.update_value(|kept| {
        match check.checked() {
            true => drop(kept.hidden.insert(mark.to_owned(), ())),
            false => drop(kept.hidden.remove(mark)),
        };
    });
    hide(&root, mark, check.checked());
}

/// Hides or shows everything with a mark, and sets its checkbox.
pub fn hide(root: &Element, mark: &str, is_hidden: bool) {
    for marked in all(root, &format!("[data-mark='{mark}']")) {
        drop(marked.toggle_attribute_with_force("hidden", is_hidden));
    }
    for check in all(root, &format!("[data-hides='{mark}']")) {
        drop(check.toggle_attribute_with_force("checked", is_hidden));
    }
}

pub fn more(app: App, pressed: &Element, list: &str, step: usize) {
    let Some(root) = pressed.closest("main").ok().flatten() else { return };
    let mut shown = step;
    app.kept.update_value(|kept| {
        let rows = kept.rows.entry(list.to_owned()).or_default();
        *rows += step;
        shown = *rows;
    });
    unfold(&root, list, shown);
    let rest = all(&root, &format!("[id='{list}'] > [hidden]")).len();
    if rest > 0 {
        pressed.set_text_content(Some(&people::more(app.lang.get_untracked(), rest.min(step))));
    }
}

/// Shows this many more rows of a list; the button disappears with the last row.
pub fn unfold(root: &Element, list: &str, rows: usize) {
    let hidden = all(root, &format!("[id='{list}'] > [hidden]"));
    // Rows beyond the first ones carry the mark; the first `rows` of these are shown.
    let folded = all(root, &format!("[id='{list}'] > [data-folded]"));
    let still = folded.len().saturating_sub(rows);
    hidden.iter().take(hidden.len().saturating_sub(still)).for_each(|row| drop(row.remove_attribute("hidden")));
    if still == 0 {
        all(root, &format!("[aria-controls='{list}'][data-more]")).iter().for_each(|button| button.remove());
    }
}
