//! What can be done on a sheet besides following its links. A body says by attributes what an element does:
//! `data-go` leads to an address, `data-unfolds` opens the panel of `aria-controls` or, on a list, the chosen one of several,
//! `data-more` shows more rows of that list, `data-hides` hides what has this `data-mark` while it is checked, `data-save` and
//! `data-print` hand over, `data-phone` shows a number in full; the day of `data-since` is what the page is told from.

use super::kept::all;
use crate::ui::{print, state::*};
use benyuan::{
    protocol::{
        query::{FULL, Part, Query, Scope},
        view::View,
    },
    route::Route,
    text::{people, shell, trouble},
    time::{Day, Period},
};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, HtmlInputElement, HtmlSelectElement, MouseEvent, SubmitEvent};

/// Wide enough for a slide, narrow enough for its letters to be read there.
const PICTURE_WIDTH: u32 = 960;
/// Pixels of a PNG for each of the drawing.
const PICTURE_SCALE: f64 = 2.0;

const ACTS: &str = "[data-go],[data-unfolds],[data-more],[data-save],[data-print],[data-phone],summary";

pub fn clicked(app: App, event: &MouseEvent) {
    let Some(pressed) = target(event).and_then(|pressed| pressed.closest(ACTS).ok().flatten()) else { return };
    let says = |name: &str| pressed.get_attribute(name);
    let controls = says("aria-controls").unwrap_or_default();
    if pressed.has_attribute("data-unfolds") && pressed.tag_name() != "SELECT" {
        toggle(app, &pressed, &controls);
    } else if let Some(step) = says("data-more").and_then(|step| step.parse::<usize>().ok()) {
        more(app, &pressed, &controls, step);
    } else if let Some(form) = says("data-save") {
        let foot = pressed.closest("[data-foot]").ok().flatten();
        let place = foot.as_ref().and_then(|foot| foot.get_attribute("data-foot")).unwrap_or_default();
        let is_full = foot.is_some_and(|foot| !all(&foot, "[data-full]:checked").is_empty());
        save(app, if is_full { place + FULL } else { place }, form);
    } else if pressed.has_attribute("data-print") {
        print::page();
    } else if let Some(subject) = says("data-phone") {
        show_phone(app, &pressed, &subject);
    } else if pressed.tag_name() == "SUMMARY" {
        note(app, &pressed);
    } else if pressed.tag_name() != "SELECT"
        && let Some(to) = says("data-go")
    {
        go(app, &to, pressed.has_attribute("data-step"));
    }
}

pub fn changed(app: App, event: &Event) {
    let Some(changed) = target(event) else { return };
    if let Some(list) = changed.dyn_ref::<HtmlSelectElement>() {
        if list.has_attribute("data-go") {
            go(app, &list.value(), false);
        } else if list.has_attribute("data-unfolds") {
            choose(app, list);
        }
    } else if let (Some(mark), Some(check)) =
        (changed.get_attribute("data-hides"), changed.dyn_ref::<HtmlInputElement>())
    {
        set_hidden(app, check, &mark);
    }
    let day = target(event).and_then(|element| element.dyn_into::<HtmlInputElement>().ok());
    if let Some(day) = day.filter(|day| day.has_attribute("data-since")) {
        let at_most = day.max().parse::<Day>().ok();
        let since = day.value().parse::<Day>().ok().filter(|since| at_most.is_none_or(|last| *since <= last));
        address::replace(&Route::Distribution { scope: app.scope.get_untracked(), since });
    }
    typed(event);
}

/// What is typed is kept until it is sent.
pub fn typed(event: &Event) {
    let Some(input) = target(event).and_then(|element| element.dyn_into::<HtmlInputElement>().ok()) else { return };
    let Some(key) = input.get_attribute("data-draft") else { return };
    let text = input.value();
    drafts::keep(&key, Some(text).filter(|text| *text != input.default_value()));
    let Some(form) = input.closest("form[data-period]").ok().flatten() else { return };
    let may = period(&form).is_some();
    all(&form, "button").iter().for_each(|button| drop(button.toggle_attribute_with_force("disabled", !may)));
}

/// Two days become the period of the page.
pub fn submitted(app: App, event: &SubmitEvent) {
    event.prevent_default();
    let Some(form) = target(event) else { return };
    let Some(period) = period(&form) else { return };
    all(&form, "[data-draft]")
        .iter()
        .filter_map(|input| input.get_attribute("data-draft"))
        .for_each(|key| drafts::forget(&key));
    let route = app.route.get_untracked();
    let scope = Scope { period: Some(period), ..route.scope().cloned().unwrap_or_default() };
    app.go(&route.with_scope(scope));
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

/// One panel of a foot is open at a time; one that belongs to a choice takes the place of what was chosen.
fn toggle(app: App, pressed: &Element, panel: &str) {
    let Some(root) = pressed.closest(".answered").ok().flatten() else { return };
    let is_choice = pressed.has_attribute("aria-pressed");
    let is_open = is_choice || pressed.get_attribute("aria-expanded").as_deref() != Some("true");
    let siblings = pressed.parent_element().map(|around| all(&around, "button")).unwrap_or_default();
    for other in siblings {
        if is_choice {
            drop(other.set_attribute("aria-pressed", "false"));
        } else if let Some(other) = other.get_attribute("aria-controls") {
            open(&root, &other, false);
            app.kept.update_value(|kept| {
                kept.panels.remove(&other);
            });
        }
    }
    open(&root, panel, is_open);
    if is_open {
        app.kept.update_value(|kept| {
            kept.panels.insert(panel.to_owned());
        });
    }
}

/// What the browser itself opens and closes is told before it does so.
fn note(app: App, summary: &Element) {
    let Some(details) = summary.parent_element().filter(|details| !details.id().is_empty()) else { return };
    app.kept.update_value(|kept| match details.has_attribute("open") {
        true => drop(kept.panels.remove(&details.id())),
        false => drop(kept.panels.insert(details.id())),
    });
}

/// Opens or closes a panel, and says so on its button. One that a list chooses takes the place of the others.
pub fn open(root: &Element, panel: &str, is_open: bool) {
    close_others(root, panel);
    for shown in all(root, &format!("[id='{panel}']")) {
        let (state, on) = if shown.tag_name() == "DETAILS" { ("open", is_open) } else { ("hidden", !is_open) };
        drop(shown.toggle_attribute_with_force(state, on));
    }
    for button in all(root, &format!("[aria-controls='{panel}']")) {
        let state = if button.has_attribute("aria-pressed") { "aria-pressed" } else { "aria-expanded" };
        if state == "aria-pressed" && is_open {
            let around = button.parent_element().map(|around| all(&around, "button")).unwrap_or_default();
            around.iter().for_each(|other| drop(other.set_attribute(state, "false")));
        }
        drop(button.set_attribute(state, if is_open { "true" } else { "false" }));
    }
}

/// Where a list chooses the panel.
fn close_others(root: &Element, panel: &str) {
    let Ok(Some(chosen)) = root.query_selector(&format!("select[data-unfolds] > option[value='{panel}']")) else {
        return;
    };
    for option in chosen.parent_element().map(|list| all(&list, "option")).unwrap_or_default() {
        drop(option.toggle_attribute_with_force("selected", option == chosen));
        let other = option.get_attribute("value").unwrap_or_default();
        all(root, &format!("[id='{other}']"))
            .iter()
            .for_each(|other| drop(other.toggle_attribute_with_force("hidden", true)));
    }
}

/// Of several panels in one place the one that is chosen.
fn choose(app: App, list: &HtmlSelectElement) {
    let Some(root) = list.closest(".answered").ok().flatten() else { return };
    let chosen = list.value();
    let panels: Vec<_> = all(list, "option").into_iter().filter_map(|option| option.get_attribute("value")).collect();
    app.kept.update_value(|kept| {
        kept.panels.retain(|panel| !panels.contains(panel));
        kept.panels.insert(chosen.clone());
    });
    open(&root, &chosen, true);
}

fn set_hidden(app: App, check: &HtmlInputElement, mark: &str) {
    let Some(root) = check.closest(".answered").ok().flatten() else { return };
    app.kept.update_value(|kept| {
        match check.checked() {
            true => kept.hidden.insert(mark.to_owned()),
            false => kept.hidden.remove(mark),
        };
    });
    hide(&root, mark, check.checked());
}

/// Hides what has a mark, or shows it, and says so in its box.
pub fn hide(root: &Element, mark: &str, is_hidden: bool) {
    for marked in all(root, &format!("[data-mark='{mark}']")) {
        drop(marked.toggle_attribute_with_force("hidden", is_hidden));
    }
    for check in all(root, &format!("[data-hides='{mark}']")) {
        drop(check.toggle_attribute_with_force("checked", is_hidden));
    }
}

fn more(app: App, pressed: &Element, list: &str, step: usize) {
    let Some(root) = pressed.closest(".answered").ok().flatten() else { return };
    let mut shown = step;
    app.kept.update_value(|kept| {
        let rows = kept.rows.entry(list.to_owned()).or_default();
        *rows += step;
        shown = *rows;
    });
    unfold(&root, list, shown);
    let rest = all(&root, &format!("[id='{list}'] > [hidden]")).len();
    if rest > 0 {
        pressed.set_text_content(Some(&people::more(app.lang.get_untracked(), rest.min(step))));
    }
}

/// Shows so many more rows of a list; the button goes with the last one.
pub fn unfold(root: &Element, list: &str, rows: usize) {
    let hidden = all(root, &format!("[id='{list}'] > [hidden]"));
    // Rows beyond the first ones carry the mark; of those the first so many are shown.
    let folded = all(root, &format!("[id='{list}'] > [data-folded]"));
    let still = folded.len().saturating_sub(rows);
    hidden.iter().take(hidden.len().saturating_sub(still)).for_each(|row| drop(row.remove_attribute("hidden")));
    if still == 0 {
        all(root, &format!("[aria-controls='{list}'][data-more]")).iter().for_each(|button| button.remove());
    }
}

/// Hands over the data of a foot as CSV, or its picture.
fn save(app: App, place: String, form: String) {
    let part = Part { address: app.route.get_untracked().href(), lang: app.lang.get_untracked(), place };
    let question = match form.as_str() {
        "csv" => Query::SheetCsv(part),
        _ => Query::SheetDocument { part, width: PICTURE_WIDTH },
    };
    spawn_local(async move {
        let (name, content) = match once(app, question, named).await {
            Ok((name, content)) => (format!("{name}{}.{form}", partial(app)), content),
            Err(trouble) => return app.complain(&trouble),
        };
        let saved = match form.as_str() {
            "csv" => return file::save_csv(&name, &content),
            "svg" => file::save_svg(&name, &content),
            _ => file::save_png(&name, &content, PICTURE_SCALE).await,
        };
        if saved.is_err() {
            app.toasts.problem(shell::NOT_SAVED.get(app.lang.get_untracked()).to_owned());
        }
    });
}

/// A file of a damaged store says so, wherever it goes.
fn partial(app: App) -> String {
    let is_partial =
        app.status.with_untracked(|status| status.as_ref().is_some_and(|status| !status.damaged.is_empty()));
    if is_partial { format!("（{}）", trouble::PARTIAL.get(app.lang.get_untracked())) } else { String::new() }
}

fn named(view: View) -> Option<(String, String)> {
    match view {
        View::Named(name, content) => Some((name, content)),
        _ => None,
    }
}

/// Shows the number in full, and masks it again.
fn show_phone(app: App, pressed: &Element, subject: &str) {
    let (Ok(subject), Some(place)) = (subject.parse(), document().get_element_by_id("phone")) else { return };
    if let Some(masked) = pressed.get_attribute("data-masked") {
        place.set_text_content(Some(&masked));
        drop(pressed.remove_attribute("data-masked"));
        return swap_words(pressed);
    }
    let pressed = pressed.clone();
    spawn_local(async move {
        match once(app, Query::FullPhone(subject), phone).await {
            Ok(Some(full)) => {
                drop(pressed.set_attribute("data-masked", &place.text_content().unwrap_or_default()));
                place.set_text_content(Some(&full));
                swap_words(&pressed);
            }
            Ok(None) => {}
            Err(trouble) => app.complain(&trouble),
        }
    });
}

/// A button that undoes what it did has its other words.
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
