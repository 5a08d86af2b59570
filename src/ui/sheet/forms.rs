//! Forms of a sheet (`data-form`): typed text is a draft until it is saved; an error stays below its field until the
//! field changes.

use super::{kept::all, panels, picks};
use crate::ui::state::*;
use benyuan::{
    forms::me,
    protocol::{
        command::{Command, Outcome},
        form::{Submission, Wrong},
    },
};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlFormElement, HtmlInputElement};

/// Typed text is kept until it is sent.
pub fn typed(app: App, field: &Element) {
    let Some(key) = field.get_attribute("data-draft") else { return };
    let (input, is_choice) = (input(field), is_choice(field));
    let is_changed = if is_choice { !input.default_checked() } else { input.value() != input.default_value() };
    drafts::keep(app, &key, Some(input.value()).filter(|_| is_changed));
    if let Some(form) = field.closest("[data-form]").ok().flatten() {
        mark(&form);
        let id = id_of(&form, &input.name());
        app.kept.update_value(|kept| drop(kept.errors.remove(&id)));
        say(&form, &id, None);
    }
}

/// Puts a draft into its field, and marks the field's form.
pub fn restore(field: &Element) {
    let key = field.get_attribute("data-draft").unwrap_or_default();
    let Some(text) = drafts::of(&key) else { return };
    let input = input(field);
    if is_choice(field) {
        input.set_checked(input.value() == text);
    } else if input.value() != text {
        input.set_value(&text);
    }
    if let Some(form) = field.closest("[data-form]").ok().flatten() {
        mark(&form);
    }
}

pub fn submit(app: App, form: &Element, name: String) {
    if app.busy.get_untracked() {
        return;
    }
    let fields = all(form, "[name]").into_iter().filter(|field| !is_choice(field) || input(field).checked());
    let mut values: Vec<(String, String)> = fields.map(|field| (input(&field).name(), input(&field).value())).collect();
    let is_of_picked = form.closest("#picking").ok().flatten().is_some();
    if is_of_picked {
        values.retain(|(name, _)| name != "subjects");
        values.push(("subjects".to_owned(), picks::subjects(app)));
    }
    if name == me::NAME {
        return me(app, form, values);
    }
    let submission = Submission { form: name, values, lang: app.lang.get_untracked() };
    let (form, said) = (form.clone(), form.get_attribute("data-said").unwrap_or_default());
    let who = submission.values.iter().find(|(name, _)| name == "who").map(|(_, who)| who.trim().to_owned());
    app.command(Command::Submit(submission), move |outcome| {
        app.kept.update_value(|kept| kept.errors.clear());
        match outcome {
            Outcome::Wrong(wrongs) => refuse(app, &form, wrongs),
            Outcome::Written { said, is_undo, .. } => {
                who.inspect(|who| preferences::set_who(app, who));
                give_up(app, &form);
                form.unchecked_ref::<HtmlFormElement>().reset();
                picks::choose(app, &form, "none");
                app.tell_written(said, is_undo);
            }
            _ => {
                give_up(app, &form);
                app.toasts.done(said);
            }
        }
    });
}

/// The outcomes of the follow-up that the page offers.
const OUTCOMES: &str = ":not([hidden]) > #follow-up [name=outcome]";

pub fn is_outcome(field: &Element) -> bool {
    field.matches(OUTCOMES).unwrap_or_default()
}

/// Chooses the n-th outcome and goes there; `false` if the page has no follow-up.
pub fn choose_outcome(nth: usize) -> bool {
    let Some(main) = document().get_element_by_id("main") else { return false };
    let Some(chosen) = all(&main, OUTCOMES).into_iter().nth(nth - 1) else { return false };
    let chosen: HtmlInputElement = chosen.unchecked_into();
    chosen.click();
    drop(chosen.focus());
    true
}

/// The device's own: who writes at it. Without a name it is asked again.
fn me(app: App, form: &Element, values: Vec<(String, String)>) {
    let who = values.into_iter().next().map(|(_, who)| who).unwrap_or_default();
    give_up(app, form);
    preferences::set_who(app, who.trim());
    app.toasts.done(form.get_attribute("data-said").unwrap_or_default());
}

/// Shows each field's error; focuses the first.
fn refuse(app: App, form: &Element, wrongs: Vec<Wrong>) {
    for wrong in wrongs.into_iter().rev() {
        let id = id_of(form, &wrong.field);
        say(form, &id, Some(&wrong.words));
        let fields = all(form, &format!("[name='{}']", wrong.field));
        fields.first().and_then(|field| field.dyn_ref::<HtmlElement>()).inspect(|field| drop(field.focus()));
        app.kept.update_value(|kept| drop(kept.errors.insert(id, wrong.words)));
    }
}

/// Saved or discarded: no drafts remain.
pub fn give_up(app: App, form: &Element) {
    panels::forget_drafts(app, form);
    for error in all(form, "[data-error]") {
        let id = error.get_attribute("data-error").unwrap_or_default();
        app.kept.update_value(|kept| drop(kept.errors.remove(&id)));
        say(form, &id, None);
    }
    mark(form);
}

/// Shows a field's error, or removes it.
pub fn say(root: &Element, id: &str, words: Option<&str>) {
    for error in all(root, &format!("[data-error='{id}']")) {
        error.set_text_content(words);
        drop(error.toggle_attribute_with_force("hidden", words.is_none()));
    }
    for field in all(root, &format!("[id='{id}']")) {
        drop(match words {
            Some(_) => field.set_attribute("aria-invalid", "true"),
            None => field.remove_attribute("aria-invalid"),
        });
    }
}

/// Marks whether anything in the form waits to be saved.
fn mark(form: &Element) {
    let waits = all(form, "[data-draft]")
        .iter()
        .filter_map(|field| field.get_attribute("data-draft"))
        .any(|key| drafts::has(&key));
    drop(form.toggle_attribute_with_force("data-unsaved", waits));
}

fn id_of(form: &Element, field: &str) -> String {
    format!("{}.{field}", form.get_attribute("data-form").unwrap_or_default())
}

/// Multi-line fields have the same properties with the same names.
fn input(field: &Element) -> &HtmlInputElement {
    field.unchecked_ref()
}

fn is_choice(field: &Element) -> bool {
    field.get_attribute("type").as_deref() == Some("radio")
}
