//! The address after `#`, as a signal, and the way through the browser's history. The addresses are in
//! `benyuan::route`.

use super::App;
use crate::ui::browser;
use benyuan::route::Route;
use leptos::{ev, prelude::*};
use litemap::LiteMap;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Stored by the tab: product pages were left for others here, so going back leads to one of them.
const WITHIN: &str = "benyuan.within";

/// How pages were left and reached.
#[derive(Default)]
pub struct Trail {
    /// The link by which each address was last left.
    left_by: LiteMap<String, String>,
    /// The next address change comes from here, not from the browser's history.
    is_asked: bool,
    /// The link to find again after going back.
    wanted: Option<String>,
}

/// Makes the route follow the browser's history.
pub fn follow(app: App) {
    let (trail, route) = (app.trail, app.route);
    // Both live as long as the page, so they are never removed.
    std::mem::forget(window_event_listener(ev::click, move |event| {
        let is_plain = !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
        let pressed = event.target().and_then(|target| target.dyn_into::<Element>().ok()).filter(|_| is_plain);
        let link = pressed.and_then(|pressed| pressed.closest("a[href^='#/']").ok().flatten());
        trail.update_value(|trail| {
            trail.wanted = None;
            if let Some(href) = link.and_then(|link| link.get_attribute("href")) {
                trail.left_by.insert(route.with_untracked(Route::href), href);
                trail.is_asked = true;
            }
        });
    }));
    std::mem::forget(window_event_listener(ev::hashchange, move |_| {
        let (before, now) = (route.get_untracked(), present());
        let turned = before.page() != now.clone().page();
        trail.update_value(|trail| {
            let is_asked = std::mem::take(&mut trail.is_asked);
            trail.wanted = trail.left_by.get(&now.href()).filter(|_| turned && !is_asked).cloned();
        });
        route.set(now);
        // Another period, slice or step is the same page, so the scroll position stays.
        if turned {
            browser::keep(WITHIN, Some("1"));
            window().scroll_to_with_x_and_y(0.0, 0.0);
            focus_main();
        }
    }));
}

/// Focuses the link by which this page was left, once it is there.
pub fn find_again(app: App, place: &Element) {
    let Some(href) = app.trail.with_value(|trail| trail.wanted.clone()) else { return };
    let Ok(links) = place.query_selector_all("a[href]") else { return };
    let mut links = (0..links.length()).filter_map(|at| links.item(at)?.dyn_into::<Element>().ok());
    if let Some(link) = links.find(|link| link.get_attribute("href").as_ref() == Some(&href)) {
        app.trail.update_value(|trail| trail.wanted = None);
        // A mark of a drawing is an SVG element: it has the method, but not the type.
        let _ = link.unchecked_into::<HtmlElement>().focus();
    }
}

pub fn go(app: App, route: &Route) {
    app.trail.update_value(|trail| trail.is_asked = true);
    browser::go_to(&route.href());
}

/// Like [`go`], without a step in the history; for refinements of a page.
pub fn replace(route: &Route) {
    browser::replace_address(&route.href());
}

/// To the previous page; if there is none, as in a link opened in a new tab, to the page one level up.
pub fn back(app: App) {
    let is_within = browser::kept(WITHIN).is_some();
    match window().history() {
        Ok(history) if is_within && history.length().is_ok_and(|pages| pages > 1) => drop(history.back()),
        _ => replace(&app.route.with_untracked(Route::above)),
    }
}

/// So that a screen reader starts a new page at its beginning.
pub fn focus_main() {
    browser::focus("#main");
}

/// The route of the present address.
pub fn present() -> Route {
    Route::parse(&browser::address())
}
