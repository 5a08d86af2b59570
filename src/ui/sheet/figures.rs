//! The pictures of a sheet, and its parts that load when unfolded. The engine draws for the available width; the last
//! drawing of a place stays until the next one arrives.

use super::{
    kept::{self, all},
    keys,
};
use crate::ui::state::*;
use benyuan::protocol::{
    query::{Part, Query},
    view::View,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{Element, ResizeObserver};

/// On a figure: the number of the drawing it waits for.
const AWAITED: &str = "data-awaited";

/// The letter size that drawings are made for.
const LETTERS_PX: i32 = 16;

/// The width to draw for: with larger letters it is narrower, and the drawing is shown enlarged. In whole pixels,
/// because code for fractions costs the page kilobytes.
pub fn width(figure: &Element) -> u32 {
    let root = document().document_element();
    let style = root.and_then(|root| window().get_computed_style(&root).ok().flatten());
    let size = style.and_then(|style| style.get_property_value("font-size").ok()).unwrap_or_default();
    let size = size.split(['.', 'p']).next().and_then(|size| size.parse().ok()).unwrap_or(LETTERS_PX);
    u32::try_from(figure.client_width() * LETTERS_PX / size.max(1)).unwrap_or_default()
}

/// Asks for every picture of the place at its present width, except in folded parts.
pub fn draw(app: App, place: &Element) {
    let lang = app.lang.get_untracked();
    for figure in all(place, "[data-figure]") {
        let Some(name) = figure.get_attribute("data-figure") else { continue };
        let width = width(&figure);
        if width == 0 {
            continue;
        }
        if figure.first_element_child().is_none() {
            let last = app.drawn.with_value(|drawn| drawn.get(&name).filter(|(of, _)| *of == lang).cloned());
            last.inspect(|(_, drawing)| figure.set_inner_html(drawing));
        }
        let number = app.asked.with_value(|asked| asked + 1);
        app.asked.set_value(number);
        drop(figure.set_attribute(AWAITED, &number.to_string()));
        let part = Part { address: app.route.get_untracked().href(), lang, place: name.clone() };
        spawn_local(async move {
            let Ok(drawing) = once(app, Query::SheetFigure { part, width }, markup).await else { return };
            // Meanwhile another drawing may have been asked for, or the page may be gone.
            if figure.get_attribute(AWAITED) == Some(number.to_string()) {
                match figure.has_attribute("class") {
                    true => keys::lay(&figure, &drawing),
                    false => kept::restore(app, &figure, &drawing, true),
                }
                address::find_again(app, &figure);
                app.drawn.update_value(|drawn| drop(drawn.insert(name, (lang, drawing))));
            }
        });
    }
}

fn markup(view: View) -> Option<String> {
    match view {
        View::Markup(markup) => Some(markup),
        _ => None,
    }
}

/// Redraws when the place changes its width.
pub fn follow(app: App, place: &Element) {
    let observer: Rc<Cell<Option<ResizeObserver>>> = Rc::default();
    let held = StoredValue::new_local(observer);
    let (drawn, watched) = (Rc::new(Cell::new(place.client_width())), place.clone());
    let changed = move || {
        // The place may be gone when the browser reports it.
        if watched.is_connected() && drawn.replace(watched.client_width()) != watched.client_width() {
            draw(app, &watched);
        }
    };
    // In the next frame: redrawing during the report changes sizes again, which browsers report as an error.
    let told = Closure::<dyn Fn()>::new(move || request_animation_frame(changed.clone()));
    if let Ok(observer) = ResizeObserver::new(told.as_ref().unchecked_ref()) {
        observer.observe(place);
        held.with_value(|held| held.set(Some(observer)));
    }
    // Freed with the page's memory: a few bytes each time the interface is built.
    told.forget();
    on_cleanup(move || {
        held.try_with_value(|held| held.take().inspect(ResizeObserver::disconnect));
    });
}
