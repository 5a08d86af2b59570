//! What can be done on a sheet besides following links. A body declares by attributes what an element does: `data-go`
//! leads to an address; `data-unfolds` opens the panel of `aria-controls` or, on a list, the selected one of several;
//! `data-more` shows more rows of that list; `data-hides`, while checked, hides elements with this `data-mark`;
//! `data-save` and `data-print` hand over; `data-phone` shows a number in full; `data-sorts` sorts the table below;
//! `data-set` sets a preference; `data-undo` takes an action back; `data-pick` chooses a row and `data-picks` all or none; `data-update` changes to a newer version; the fields of `data-form` are a form; the
//! day of `data-since` is the start of the page's comparison. The contents of `data-menu` stay open until the next
//! press, or Escape (`keys`).

use super::{forms, hand_over, kept::all, own, panels, picks, sort};
use crate::ui::{print, state::*};
use benyuan::{
    protocol::{
        query::{FULL, Query, Scope},
        view::View,
    },
    route::Route,
    time::{Day, Period},
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, HtmlSelectElement, KeyboardEvent, MouseEvent, SubmitEvent};

const ACTS: &str = "[data-go],[data-unfolds],[data-more],[data-save],[data-print],[data-phone],[data-sorts],[data-set],[data-update],[data-undo],[data-picks],[data-pick],summary";

/// Ctrl+Z takes back the last action and Ctrl+Y does it again; F begins a follow-up, and a digit chooses its outcome. In a
/// text field the keys are the field's own. Ctrl+P prints.
pub fn shortcut(app: App, event: &KeyboardEvent) {
    let focused = target(event);
    let is_command = event.ctrl_key() || event.meta_key();
    let is_print = is_command && event.key() == "p";
    if event.is_composing() || event.alt_key() || !is_print && focused.as_ref().is_some_and(is_typed_in) {
        return;
    }
    match (is_command, event.key().to_ascii_lowercase().as_str(), event.shift_key()) {
        // A page is printed whole, however printing is started.
        (true, "p", _) => print::page(app),
        (true, "z", false) => app.undo(None),
        (true, "y", false) | (true, "z", true) => app.redo(),
        (false, "f", false) if forms::choose_outcome(1) => {}
        (false, digit, false) if focused.is_some_and(|focused| forms::is_outcome(&focused)) => {
            let Ok(digit @ 1..) = digit.parse::<usize>() else { return };
            forms::choose_outcome(digit);
        }
        _ => return,
    }
    event.prevent_default();
}

fn is_typed_in(element: &Element) -> bool {
    let is_choice = matches!(element.get_attribute("type").as_deref(), Some("radio" | "checkbox"));
    matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT") && !is_choice
}

/// Escape closes whatever is open.
pub fn pressed(app: App, event: &KeyboardEvent) {
    if event.key() == "Escape"
        && !event.is_composing()
        && target(event).is_some_and(|focused| panels::escape(app, &focused))
    {
        event.stop_propagation();
    }
}

/// A press first closes what hangs open, then does the one thing that the nearest marked element declares, so that
/// nested elements never act twice.
pub fn clicked(app: App, event: &MouseEvent) {
    let touched = target(event);
    let main = touched.as_ref().and_then(|touched| touched.closest("main").ok().flatten());
    main.inspect(|main| panels::put_away(app, main, touched.as_ref()));
    let Some(pressed) = target(event).and_then(|pressed| pressed.closest(ACTS).ok().flatten()) else { return };
    let says = |name: &str| pressed.get_attribute(name);
    let controls = says("aria-controls").unwrap_or_default();
    if pressed.has_attribute("data-unfolds") && pressed.tag_name() != "SELECT" {
        panels::toggle(app, &pressed, &controls);
    } else if let Some(step) = says("data-more").and_then(|step| step.parse::<usize>().ok()) {
        panels::more(app, &pressed, &controls, step);
    } else if let Some(form) = says("data-save") {
        let foot = pressed.closest("[data-foot]").ok().flatten();
        let place = foot.as_ref().and_then(|foot| foot.get_attribute("data-foot")).unwrap_or_default();
        let is_full = foot.is_some_and(|foot| !all(&foot, "[data-full]:checked").is_empty());
        hand_over::save(app, if is_full { place + FULL } else { place }, form);
    } else if pressed.has_attribute("data-print") {
        print::page(app);
    } else if let Some(subject) = says("data-phone") {
        show_phone(app, &pressed, &subject);
    } else if let Some(which) = says("data-picks") {
        picks::choose(app, &pressed, &which);
    } else if let Some(action) = says("data-undo") {
        app.undo(Some(action));
    } else if let Some(choice) = says("data-set") {
        own::set(app, &choice);
    } else if pressed.has_attribute("data-update") {
        app.version.newer.set(version::Newer::Wanted);
    } else if pressed.has_attribute("data-sorts") {
        sort::by(app, &pressed);
    } else if pressed.tag_name() == "SUMMARY" {
        panels::note(app, &pressed);
    } else if pressed.tag_name() != "SELECT"
        && let Some(to) = says("data-go")
    {
        panels::give_way(app, &pressed);
        go(app, &to, pressed.has_attribute("data-step"));
    }
}

pub fn changed(app: App, event: &Event) {
    let Some(changed) = target(event) else { return };
    if let Some(list) = changed.dyn_ref::<HtmlSelectElement>() {
        if list.has_attribute("data-go") {
            go(app, &list.value(), false);
        } else if list.has_attribute("data-unfolds") {
            panels::choose(app, list);
        }
    } else if let (Some(mark), Some(check)) =
        (changed.get_attribute("data-hides"), changed.dyn_ref::<HtmlInputElement>())
    {
        panels::set_hidden(app, check, &mark);
    }
    if let Some(pick) = changed.dyn_ref::<HtmlInputElement>().filter(|pick| pick.has_attribute("data-pick")) {
        picks::toggle(app, pick);
    }
    let day = target(event).and_then(|element| element.dyn_into::<HtmlInputElement>().ok());
    if let Some(day) = day.filter(|day| day.has_attribute("data-since")) {
        let at_most = day.max().parse::<Day>().ok();
        let since = day.value().parse::<Day>().ok().filter(|since| at_most.is_none_or(|last| *since <= last));
        address::replace(&Route::Distribution { scope: app.scope.get_untracked(), since });
    }
    typed(app, event);
}

/// Typed text is kept until it is sent.
pub fn typed(app: App, event: &Event) {
    let Some(field) = target(event) else { return };
    forms::typed(app, &field);
    let Some(form) = field.closest("form[data-period]").ok().flatten() else { return };
    let may = period(&form).is_some();
    all(&form, "button").iter().for_each(|button| drop(button.toggle_attribute_with_force("disabled", !may)));
}

/// Two days become the page's period; a form goes to the engine.
pub fn submitted(app: App, event: &SubmitEvent) {
    let Some(form) = target(event) else { return };
    if let Some(name) = form.get_attribute("data-form") {
        event.prevent_default();
        return forms::submit(app, &form, name);
    }
    if !form.has_attribute("data-period") {
        return;
    }
    event.prevent_default();
    let Some(period) = period(&form) else { return };
    panels::forget_drafts(app, &form);
    // The address now says whether it is open.
    app.kept.update_value(|kept| {
        kept.panels.remove(&form.id());
    });
    let route = app.route.get_untracked();
    let scope = Scope { period: Some(period), ..route.scope().cloned().unwrap_or_default() };
    app.go(&route.with_scope(scope));
}

/// Discards what was typed into a form.
pub fn given_up(app: App, event: &Event) {
    target(event).filter(|form| form.has_attribute("data-form")).inspect(|form| forms::give_up(app, form));
}

fn period(form: &Element) -> Option<Period> {
    let days = all(form, "input[type=date]");
    let mut days = days.iter().map(|input| input.unchecked_ref::<HtmlInputElement>().value().parse::<Day>().ok());
    let (first, last) = days.next()?.zip(days.next()?)?;
    (first <= last).then_some(Period { first, last })
}

fn target(event: &Event) -> Option<Element> {
    event.target().and_then(|target| target.dyn_into().ok())
}

fn go(app: App, to: &str, is_step: bool) {
    let route = Route::parse(to);
    if is_step { app.go(&route) } else { address::replace(&route) }
}

/// Shows the number in full, for dialling, and masks it again.
fn show_phone(app: App, pressed: &Element, subject: &str) {
    let (Ok(subject), Some(place)) = (subject.parse(), document().get_element_by_id("phone")) else { return };
    if let Some(masked) = pressed.get_attribute("data-masked") {
        place.set_text_content(Some(&masked));
        drop(place.remove_attribute("href"));
        drop(pressed.remove_attribute("data-masked"));
        return swap_words(pressed);
    }
    let pressed = pressed.clone();
    spawn_local(async move {
        match once(app, Query::FullPhone(subject), phone).await {
            Ok(Some(full)) => {
                drop(pressed.set_attribute("data-masked", &place.text_content().unwrap_or_default()));
                place.set_text_content(Some(&full));
                drop(place.set_attribute("href", &format!("tel:{full}")));
                swap_words(&pressed);
            }
            Ok(None) => {}
            Err(trouble) => app.complain(&trouble),
        }
    });
}

/// A button that can undo its action shows its other words.
fn swap_words(button: &Element) {
    let (words, other) = (button.text_content().unwrap_or_default(), button.get_attribute("data-other"));
    button.set_text_content(other.as_deref());
    drop(button.set_attribute("data-other", &words));
}

fn phone(view: View) -> Option<Option<String>> {
    match view {
        View::FullPhone(phone) => Some(phone),
        _ => None,
    }
}
