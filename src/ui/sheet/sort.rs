//! Sorts a table by a column: first larger numbers or earlier words first, then the reverse, then the given order.

use super::kept::all;
use crate::ui::state::App;
use js_sys::{Array, JsString, Object, parse_float};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

const STATES: [&str; 3] = ["none", "ascending", "descending"];

/// A column and its sort state, by position.
pub type Order = (usize, usize);

pub fn by(app: App, pressed: &Element) {
    let (Ok(Some(table)), Some(head)) = (pressed.closest("table[id]"), pressed.parent_element()) else { return };
    let Some(column) =
        head.parent_element().and_then(|row| all(&row, ":scope > *").iter().position(|one| *one == head))
    else {
        return;
    };
    let first = if is_number(&head) { 2 } else { 1 };
    let is = head.get_attribute("aria-sort").and_then(|word| STATES.iter().position(|state| *state == word));
    let next = match is.unwrap_or_default() {
        0 => first,
        state if state == first => 3 - first,
        _ => 0,
    };
    app.kept.update_value(|kept| {
        kept.sorts.insert(table.id(), (column, next));
    });
    sort(&table, (column, next));
}

/// Rows remember their given position, so that it can be restored.
pub fn sort(table: &Element, (column, state): Order) {
    let mut numbers = false;
    for (place, head) in
        all(table, "thead > tr > *").iter().enumerate().filter(|(_, head)| head.has_attribute("aria-sort"))
    {
        let is_it = place == column;
        numbers |= is_it && is_number(head);
        drop(head.set_attribute("aria-sort", STATES[if is_it { state } else { 0 }]));
    }
    let rows = Array::new();
    for (place, row) in all(table, "tbody > tr").into_iter().enumerate() {
        if !row.has_attribute("data-given") {
            drop(row.set_attribute("data-given", &place.to_string()));
        }
        rows.push(&row);
    }
    let body = rows.get(0).dyn_ref::<Element>().and_then(|row| row.parent_element());
    rows.sort_by(&mut |a: JsValue, b: JsValue| compared(a.unchecked_ref(), b.unchecked_ref(), column, state, numbers));
    if let Some(body) = body {
        rows.iter().for_each(|row| drop(body.append_child(row.unchecked_ref())));
    }
}

fn is_number(head: &Element) -> bool {
    head.matches(".table__number").unwrap_or_default()
}

/// Cells without a number come last in either direction.
fn compared(a: &Element, b: &Element, column: usize, state: usize, numbers: bool) -> i32 {
    if state == 0 {
        let given = |row: &Element| row.get_attribute("data-given").map_or(0.0, |place| parse_float(&place));
        return sign(given(a) - given(b));
    }
    let cell = format!(":scope > :nth-child({})", column + 1);
    let key = |row: &Element| {
        let cell = row.query_selector(&cell).ok().flatten();
        cell.and_then(|cell| cell.get_attribute("data-sort").or_else(|| cell.text_content())).unwrap_or_default()
    };
    let up = if state == 1 { 1 } else { -1 };
    if !numbers {
        return up
            * JsString::from(key(a)).locale_compare(&key(b), &Array::of1(&JsValue::from_str("zh")), &Object::new());
    }
    let (a, b) = (parse_float(&key(a)), parse_float(&key(b)));
    match (a.is_nan(), b.is_nan()) {
        (false, false) => up * sign(a - b),
        (a, b) => i32::from(a) - i32::from(b),
    }
}

fn sign(difference: f64) -> i32 {
    i32::from(difference > 0.0) - i32::from(difference < 0.0)
}
