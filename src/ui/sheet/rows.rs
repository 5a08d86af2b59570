//! A long list of a sheet: only the visible rows, at their positions in a tall box that scrolls with the page. All rows
//! have one height, so that positions are arithmetic. Rows are fetched in windows and kept while the list stays, so
//! that 50 000 scroll like 50.

use super::{kept::all, picks};
use crate::ui::{print, state::*};
use benyuan::protocol::{
    query::{Part, Query},
    view::View,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use litemap::LiteMap;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The height of a row in `tokens.css` (--row).
const ROW_PX: i32 = 56;
/// How many rows are drawn beyond each edge.
const AROUND: u32 = 8;
const WINDOW: u32 = 100;
/// No screen shows more.
const MOST: u32 = 200;
const PLACE: &str = "data-place";

/// The windows of the present list.
#[derive(Clone, Default)]
pub struct Rows {
    address: String,
    /// Counts the sheets, so that answers for an earlier one are dropped.
    round: u32,
    asked: LiteMap<u32, ()>,
    windows: LiteMap<u32, Vec<String>>,
}

/// Begins with a new sheet's list; existing rows stay until the new ones arrive.
pub fn begin(app: App, place: &Element) {
    let Some(list) = all(place, "[data-rows]").into_iter().next() else {
        // The rows of a list that was left are released.
        return app.rows.update_value(|rows| *rows = Rows { round: rows.round + 1, ..Rows::default() });
    };
    let address = app.route.get_untracked().href();
    let is_new = app.rows.with_value(|rows| rows.address != address);
    app.rows.update_value(|rows| {
        *rows = Rows { address: address.clone(), round: rows.round + 1, ..Rows::default() };
    });
    if let Some(inner) = list.first_element_child() {
        let height = format!("{}px", i64::from(total(&list)) * i64::from(ROW_PX));
        drop(inner.unchecked_ref::<HtmlElement>().style().set_property("height", &height));
        if is_new {
            inner.set_inner_html("");
            let before = app.scrolled.with_value(|scrolled| scrolled.get(&address).copied()).unwrap_or(0);
            window().scroll_to_with_x_and_y(0.0, f64::from(before));
        }
    }
    draw(app, &list);
}

/// Reacts to scrolling and to the window's size.
pub fn follow(app: App, place: &Element) {
    let place = place.clone();
    let watched = place.clone();
    let scrolled = window_event_listener(leptos::ev::scroll, move |_| {
        // The list may be gone when the browser reports it.
        let Some(list) = all(&watched, "[data-rows]").into_iter().next() else { return };
        let address = app.rows.with_value(|rows| rows.address.clone());
        // On the way to another page the old list is still there, already scrolled to the other page's position.
        if app.route.with_untracked(|route| route.href()) == address {
            app.scrolled.update_value(|scrolled| {
                scrolled.insert(address, window().scroll_y().unwrap_or_default() as i32);
            });
            draw(app, &list);
        }
    });
    let resized = window_event_listener(leptos::ev::resize, move |_| {
        all(&place, "[data-rows]").iter().for_each(|list| draw(app, list));
    });
    on_cleanup(move || {
        scrolled.remove();
        resized.remove();
    });
}

fn total(list: &Element) -> u32 {
    list.get_attribute("data-rows").and_then(|rows| rows.parse().ok()).unwrap_or(0)
}

/// Places the visible rows, and asks for missing ones.
fn draw(app: App, list: &Element) {
    let Some(inner) = list.first_element_child() else { return };
    let total = total(list);
    // The distance from the list's beginning to the window's edges.
    let top = (-inner.get_bounding_client_rect().top()).max(0.0);
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    let row = |at: f64| at as u32 / ROW_PX as u32;
    let (first, last) = match print::is_on() {
        true => (0, total.saturating_sub(1)),
        false => {
            let first = row(top).saturating_sub(AROUND).min(total.saturating_sub(1));
            (first, (row(top + height) + AROUND).min(total.saturating_sub(1)).min(first + MOST))
        }
    };
    let mut drawn: LiteMap<u32, Element> = LiteMap::new();
    for row in all(&inner, &format!("[{PLACE}]")) {
        let place = row.get_attribute(PLACE).and_then(|place| place.parse().ok());
        match place.filter(|place| (first..=last).contains(place)) {
            Some(place) => drop(drawn.insert(place, row)),
            None => row.remove(),
        }
    }
    let mut before: Option<Element> = None;
    for place in first..=last {
        let row = match drawn.remove(&place) {
            Some(row) => row,
            None => {
                let Some(row) = new_row(place) else { continue };
                // In list order, for the keyboard and for paper.
                let next = before.as_ref().map_or_else(|| inner.first_child(), |before| before.next_sibling());
                drop(inner.insert_before(&row, next.as_ref()));
                row
            }
        };
        before = Some(row.clone());
        let markup =
            app.rows.with_value(|rows| rows.windows.get(&(place / WINDOW))?.get((place % WINDOW) as usize).cloned());
        if let Some(markup) = markup.filter(|markup| row.inner_html() != *markup) {
            row.set_inner_html(&markup);
        }
    }
    picks::show(app, &inner);
    (first / WINDOW..=last / WINDOW).for_each(|window| want(app, list, window));
}

fn new_row(place: u32) -> Option<Element> {
    let row = document().create_element("div").ok()?;
    let attributes = [
        ("class", "people__place".to_owned()),
        ("role", "row".to_owned()),
        // Row 1 is the heads.
        ("aria-rowindex", (place + 2).to_string()),
        (PLACE, place.to_string()),
    ];
    attributes.iter().for_each(|(name, value)| drop(row.set_attribute(name, value)));
    row.set_inner_html("<div class=\"people__row people__grid\"></div>");
    let at = format!("translateY({}px)", i64::from(place) * i64::from(ROW_PX));
    drop(row.unchecked_ref::<HtmlElement>().style().set_property("transform", &at));
    Some(row)
}

fn want(app: App, list: &Element, window: u32) {
    let (is_new, round) =
        app.rows.try_update_value(|rows| (rows.asked.insert(window, ()).is_none(), rows.round)).unwrap_or((false, 0));
    if !is_new {
        return;
    }
    let part = part(app, list);
    let list = list.clone();
    spawn_local(async move {
        let question = Query::SheetRows { part, offset: window * WINDOW, limit: WINDOW };
        match once(app, question, open).await {
            Ok(rows) => {
                let is_awaited = app.rows.with_value(|now| now.round == round);
                if is_awaited && list.is_connected() {
                    app.rows.update_value(|now| drop(now.windows.insert(window, rows)));
                    draw(app, &list);
                    address::find_again(app, &list);
                }
            }
            Err(trouble) => app.complain(&trouble),
        }
    });
}

/// Fetches all rows of the present list, for paper. Returns whether they are there; true also if there is no list.
pub async fn whole(app: App) -> bool {
    let Some(list) = document().query_selector("[data-rows]").ok().flatten() else { return true };
    let round = app.rows.with_value(|rows| rows.round);
    let question = Query::SheetRows { part: part(app, &list), offset: 0, limit: total(&list) };
    match once(app, question, open).await {
        Ok(rows) => {
            if app.rows.with_value(|now| now.round != round) {
                return false;
            }
            let windows: LiteMap<u32, Vec<String>> =
                (0..).zip(rows.chunks(WINDOW as usize).map(<[String]>::to_vec)).collect();
            app.rows.update_value(|now| {
                now.asked = windows.keys().map(|window| (*window, ())).collect();
                now.windows = windows;
            });
            draw(app, &list);
            true
        }
        Err(trouble) => {
            app.complain(&trouble);
            false
        }
    }
}

fn part(app: App, list: &Element) -> Part {
    Part { address: app.route.get_untracked().href(), lang: app.lang.get_untracked(), place: list.id() }
}

fn open(view: View) -> Option<Vec<String>> {
    match view {
        View::Rows(rows) => Some(rows),
        _ => None,
    }
}
