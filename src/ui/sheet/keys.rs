//! The marks of a picture under finger, mouse and keyboard. A picture is one tab stop; arrow keys move from mark to
//! mark. A mark's label is shown in a bubble beside it; a finger shows it with the first tap and opens the list with
//! the second.

use super::kept::all;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{DomRect, Element, Event, HtmlElement, KeyboardEvent, PointerEvent};

const MARK: &str = "a.figure__hit";
/// The mark that the tab key reaches.
const STOP: &str = "a.figure__hit:not([tabindex])";
const BUBBLE: &str = ".figure__said";
/// On the place: the last press came from a finger.
const BY_FINGER: &str = "data-finger";
/// On the bubble: the id of its mark.
const OF: &str = "data-of";

pub fn follow(place: &Element) {
    let within = place.clone();
    let told = Closure::<dyn Fn(Event)>::new(move |event: Event| happened(&within, &event));
    for kind in ["pointerover", "pointerout", "pointerdown", "click", "focusin", "focusout", "keydown"] {
        drop(place.add_event_listener_with_callback(kind, told.as_ref().unchecked_ref()));
    }
    // Freed with the page's memory, like the observer of the pictures' width.
    told.forget();
}

/// A finger has no hover, so its first tap shows the label and only the second follows the link; mouse and keyboard
/// show the label before they follow it.
fn happened(place: &Element, event: &Event) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let mark = target.as_ref().and_then(|target| target.closest(MARK).ok().flatten());
    let is_finger = || event.unchecked_ref::<PointerEvent>().pointer_type() == "touch";
    match (event.type_().as_str(), mark) {
        ("pointerdown", mark) => {
            drop(place.toggle_attribute_with_force(BY_FINGER, is_finger()));
            if mark.is_none() {
                hush(place);
            }
        }
        ("pointerover", Some(mark)) if !is_finger() => say(&mark),
        ("focusin", Some(mark)) => {
            stop_at(&mark);
            if !place.has_attribute(BY_FINGER) {
                say(&mark);
            }
        }
        ("click", Some(mark)) if place.has_attribute(BY_FINGER) && !is_said(place, &mark) => {
            event.prevent_default();
            say(&mark);
        }
        ("pointerout", Some(_)) if !is_finger() => hush(place),
        ("focusout", Some(_)) => hush(place),
        ("click", None) => close_menus(place, target.as_ref()),
        ("keydown", mark) => {
            drop(place.remove_attribute(BY_FINGER));
            pressed(place, mark.as_ref(), event.unchecked_ref());
        }
        _ => {}
    }
}

/// A press anywhere closes open menus, and so does a choice from one.
fn close_menus(place: &Element, pressed: Option<&Element>) {
    for menu in all(place, "[data-menu][open]") {
        let summary = menu.first_element_child();
        let is_within = |of: &Element| of.contains(pressed.map(AsRef::as_ref));
        if summary.as_ref().is_some_and(is_within) {
            continue;
        }
        if is_within(&menu) {
            summary.iter().for_each(focus);
        }
        drop(menu.remove_attribute("open"));
    }
}

fn pressed(place: &Element, mark: Option<&Element>, event: &KeyboardEvent) {
    let key = event.key();
    if key == "Escape" {
        hush(place);
        let back = place.query_selector("[data-menu][open] > summary").ok().flatten();
        back.iter().for_each(focus);
        return close_menus(place, None);
    }
    let Some(mark) = mark else { return };
    let Some(next) = next(mark, &key) else { return };
    event.prevent_default();
    focus(&next);
}

/// The nearest mark in an arrow's direction; marks straight ahead are preferred to marks at the side. If there is none
/// to the left or right, the previous or next in reading order. Home and End go to the first and the last.
fn next(mark: &Element, key: &str) -> Option<Element> {
    let (dx, dy) = match key {
        "ArrowLeft" => (-1.0, 0.0),
        "ArrowRight" => (1.0, 0.0),
        "ArrowUp" => (0.0, -1.0),
        "ArrowDown" => (0.0, 1.0),
        "Home" | "End" => (0.0, 0.0),
        _ => return None,
    };
    let mut marks = all(&mark.closest("svg").ok()??, "g:not([aria-hidden]) > a.figure__hit");
    let own = marks.iter().position(|other| other == mark)?;
    let (x, y) = middle(&mark.get_bounding_client_rect());
    let way = |(at, other): (usize, &Element)| {
        let to = middle(&other.get_bounding_client_rect());
        let (x, y) = (to.0 - x, to.1 - y);
        let (along, beside) = (x * dx + y * dy, (x * dy + y * dx).abs());
        // Of two at the same position, the later one counts as ahead.
        let least = if at > own { 0.0 } else { 0.5 };
        (at != own && along >= least && along * 4.0 >= beside).then_some((along + 3.0 * beside, at))
    };
    let found = match key {
        "Home" => 0,
        "End" => marks.len() - 1,
        _ => match marks.iter().enumerate().filter_map(way).min_by(|a, b| a.0.total_cmp(&b.0)) {
            Some((_, at)) => at,
            None => own.checked_add_signed(dx as isize)?,
        },
    };
    (found < marks.len()).then(|| marks.swap_remove(found))
}

fn middle(of: &DomRect) -> (f64, f64) {
    (of.x() + of.width() / 2.0, of.y() + of.height() / 2.0)
}

fn focus(element: &Element) {
    drop(element.unchecked_ref::<HtmlElement>().focus());
}

fn stop_at(mark: &Element) {
    let Some(drawing) = mark.closest("svg").ok().flatten() else { return };
    all(&drawing, STOP).iter().for_each(|other| drop(other.set_attribute("tabindex", "-1")));
    drop(mark.remove_attribute("tabindex"));
}

/// Lays in a drawing. The tab stop stays on its mark, and so does the focus.
pub fn lay(figure: &Element, drawing: &str) {
    let stop = figure.query_selector(STOP).ok().flatten();
    let is_focused = stop.is_some() && stop == document().active_element();
    figure.set_inner_html(drawing);
    let Some(href) = stop.and_then(|stop| stop.get_attribute("href")) else { return };
    let Some(mark) = all(figure, MARK).into_iter().find(|mark| mark.get_attribute("href").as_ref() == Some(&href))
    else {
        return;
    };
    stop_at(&mark);
    if is_focused {
        focus(&mark);
    }
}

fn is_said(place: &Element, mark: &Element) -> bool {
    let of = mark.get_attribute("href");
    all(place, BUBBLE).iter().any(|bubble| !bubble.has_attribute("hidden") && bubble.get_attribute(OF) == of)
}

fn hush(place: &Element) {
    all(place, BUBBLE).iter().for_each(|bubble| drop(bubble.toggle_attribute_with_force("hidden", true)));
}

/// Above the mark, or below it if there is no room; always within the picture's box.
fn say(mark: &Element) {
    let Some(figure) = mark.closest(".figure").ok().flatten() else { return };
    let Some(bubble) = figure.query_selector(BUBBLE).ok().flatten() else { return };
    bubble.set_text_content(mark.get_attribute("aria-label").as_deref());
    drop(bubble.set_attribute(OF, &mark.get_attribute("href").unwrap_or_default()));
    drop(bubble.remove_attribute("hidden"));
    let (mark, around, own) =
        (mark.get_bounding_client_rect(), figure.get_bounding_client_rect(), bubble.get_bounding_client_rect());
    let left = (middle(&mark).0 - around.x() - own.width() / 2.0).min(around.width() - own.width()).max(0.0);
    let above = mark.y() - around.y() - own.height() - 4.0;
    let top = if above < 0.0 { mark.bottom() - around.y() + 4.0 } else { above };
    let style = bubble.unchecked_ref::<HtmlElement>().style();
    drop(style.set_property("left", &format!("{}px", left as i32)));
    drop(style.set_property("top", &format!("{}px", top as i32)));
}
