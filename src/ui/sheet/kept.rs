//! The state that belongs to the page rather than to its answer: open panels, unfolded rows, hidden parts, sort orders,
//! days typed but not applied. It is put into each new body before the body replaces the old one.

use super::{forms, morph, panels, sort};
use crate::ui::state::{App, drafts};
use leptos::prelude::*;
use litemap::LiteMap;
use wasm_bindgen::JsCast;
use web_sys::Element;

#[derive(Clone, Default)]
pub struct Kept {
    /// Open panels by id. Those of a picture's foot stay open on other pages.
    pub panels: LiteMap<String, ()>,
    /// Extra rows shown, by the list's id.
    pub rows: LiteMap<String, usize>,
    /// Errors of fields, by field id.
    pub errors: LiteMap<String, String>,
    /// The chosen rows of a list, by address.
    pub picked: Vec<String>,
    /// Marks of hidden parts.
    pub hidden: LiteMap<String, ()>,
    /// The sort orders of tables, by id; they also survive a visit to a list.
    pub sorts: LiteMap<String, sort::Order>,
}

/// Drops the state that another page does not inherit.
pub fn turn(app: App) {
    app.kept.update_value(|kept| {
        kept.rows.clear();
        kept.picked.clear();
        kept.hidden.clear();
        kept.errors.clear();
        kept.panels.retain(|panel, ()| panel.contains('-'));
    });
}

/// Lays a body into its place; `is_same`: whether the place shows the same page.
pub fn restore(app: App, place: &Element, body: &str, is_same: bool) {
    let Some(next) = morph::parsed(body) else { return };
    app.kept.with_value(|kept| {
        kept.panels.keys().for_each(|panel| panels::open(&next, panel, true));
        kept.rows.iter().for_each(|(list, rows)| panels::unfold(&next, list, *rows));
        kept.hidden.keys().for_each(|mark| panels::hide(&next, mark, true));
        kept.errors.iter().for_each(|(field, words)| forms::say(&next, field, Some(words)));
        for (table, order) in &kept.sorts {
            all(&next, &format!("[id='{table}']")).iter().for_each(|table| sort::sort(table, *order));
        }
    });
    if !is_same {
        place.set_inner_html("");
    }
    morph::children(place, &next);
    for field in all(place, "[data-draft]") {
        forms::restore(&field);
        let key = field.get_attribute("data-draft").unwrap_or_default();
        if let Some(panel) = field.closest("[data-panel]").ok().flatten().filter(|_| drafts::has(&key)) {
            panels::open(place, &panel.id(), true);
        }
    }
}

pub fn all(root: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = root.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}
