//! The address after `#`, as a signal, and the way taken through the browser's history. Which addresses there are: `benyuan::route`.

use super::App;
use crate::ui::browser;
use benyuan::route::Route;
use leptos::{ev, prelude::*};
use litemap::LiteMap;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Kept by the tab: pages of the product were left for others here, so that going back leads to one.
const WITHIN: &str = "benyuan.within";

/// How pages were left and come to.
#[derive(Default)]
pub struct Trail {
    /// The link by which an address was left last.
    left_by: LiteMap<String, String>,
    /// The next address was asked for here: not by the browser's history.
    is_asked: bool,
    /// The link to be found again on the page that was come back to.
    wanted: Option<String>,
}

/// The route follows the browser's history.
pub fn follow(app: App) {
    let (trail, route) = (app.trail, app.route);
    // Both for the life of the page: never removed.
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
        // Another period, slice or step is the same page: it stays where it is.
        if turned {
            browser::keep(WITHIN, Some("1"));
            window().scroll_to_with_x_and_y(0.0, 0.0);
            focus_main();
        }
    }));
}

/// Gives the focus to the link by which this page was left, once it stands there.
pub fn find_again(app: App, place: &Element) {
    let Some(href) = app.trail.with_value(|trail| trail.wanted.clone()) else { return };
    let Ok(links) = place.query_selector_all("a[href]") else { return };
    let mut links = (0..links.length()).filter_map(|at| links.item(at)?.dyn_into::<Element>().ok());
    if let Some(link) = links.find(|link| link.get_attribute("href").as_ref() == Some(&href)) {
        app.trail.update_value(|trail| trail.wanted = None);
        // A mark of a drawing is an element of SVG: it has the method, not the type.
        let _ = link.unchecked_into::<HtmlElement>().focus();
    }
}

pub fn go(app: App, route: &Route) {
    app.trail.update_value(|trail| trail.is_asked = true);
    browser::go_to(&route.href());
}

/// Like [`go`], without a step in the history: for refinements of a page.
pub fn replace(route: &Route) {
    browser::replace_address(&route.href());
}

/// To the page before this one; where there is none, as in a link opened in a tab of its own, to the page above this one.
pub fn back(app: App) {
    let is_within = browser::kept(WITHIN).is_some();
    match window().history() {
        Ok(history) if is_within && history.length().is_ok_and(|pages| pages > 1) => drop(history.back()),
        _ => replace(&app.route.with_untracked(Route::above)),
    }
}

/// A new page begins at its beginning for those who hear it, too.
pub fn focus_main() {
    browser::focus("#main");
}

/// The route of the present address.
pub fn present() -> Route {
    Route::parse(&browser::address())
}
