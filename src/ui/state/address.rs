//! The address after `#`, as a signal. Which addresses there are: `benyuan::route`.

use benyuan::route::Route;
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The present route; follows the browser's history.
pub fn follow() -> RwSignal<Route> {
    let route = RwSignal::new(present());
    // For the life of the page: never removed.
    std::mem::forget(window_event_listener(ev::hashchange, move |_| {
        let (before, now) = (route.get_untracked(), present());
        let turned = before.page() != now.clone().page();
        route.set(now);
        // Another period, slice or step is the same page: it stays where it is.
        if turned {
            window().scroll_to_with_x_and_y(0.0, 0.0);
            focus_main();
        }
    }));
    route
}

pub fn go(route: &Route) {
    // Refused only for addresses that are not URLs; ours are ASCII.
    let _ = window().location().set_hash(&route.href());
}

/// Like [`go`], without a step in the history: for refinements of a page.
pub fn replace(route: &Route) {
    let _ = window().location().replace(&route.href());
}

pub fn back() {
    let _ = window().history().and_then(|history| history.back());
}

/// A new page begins at its beginning for those who hear it, too.
pub fn focus_main() {
    if let Some(main) = document().get_element_by_id("main") {
        let _ = main.unchecked_into::<HtmlElement>().focus();
    }
}

fn present() -> Route {
    Route::parse(&window().location().hash().unwrap_or_default())
}
