//! The page on paper: A4, with figures redrawn at the paper's width. `style/print.css` decides what is left out and
//! what is added.

use crate::ui::{
    sheet::{figures, rows},
    state::App,
};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Set on the root element while the page has its paper layout.
const MARK: &str = "data-print";
const PAUSE_MS: u32 = 50;
/// How often to wait for a drawing; one that does not come is printed as it was.
const PAUSES: u32 = 60;

/// Lays the page out for paper, waits for its figures and for all rows of its list, and opens the browser's print
/// dialogue. The rows stay until the page scrolls, because some browsers lay out the paper later.
pub fn page(app: App) {
    spawn_local(async move {
        mark(true);
        if !rows::whole(app).await {
            return mark(false);
        }
        for _ in 0..PAUSES {
            TimeoutFuture::new(PAUSE_MS).await;
            if figures_fit() {
                break;
            }
        }
        let _ = window().print();
        mark(false);
    });
}

/// Whether every figure is drawn at the width of its place.
fn figures_fit() -> bool {
    let Ok(places) = document().query_selector_all(".figure") else { return true };
    (0..places.length()).filter_map(|at| places.item(at)).all(|place| {
        let place: &web_sys::Element = wasm_bindgen::JsCast::unchecked_ref(&place);
        let drawn = place.first_element_child().and_then(|svg| svg.get_attribute("width"));
        drawn.is_none_or(|width| width == figures::width(place).to_string())
    })
}

pub fn is_on() -> bool {
    document().document_element().is_some_and(|root| root.has_attribute(MARK))
}

fn mark(on: bool) {
    if let Some(root) = document().document_element() {
        let _ = root.toggle_attribute_with_force(MARK, on);
    }
}
