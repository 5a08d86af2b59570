//! Draws a form from its specification. Typed values are kept as a draft until they are saved; errors are shown below
//! their fields.

use crate::{
    forms::{Choice, Field, Form, Input},
    text::{Lang, forms as words},
};
use maud::{Markup, html};

/// Choices whose details have at most this many characters stand side by side.
const SHORT: usize = 16;

/// `owner`: the thing it is filled in for; drafts for different owners are separate.
pub fn form(lang: Lang, form: &Form, owner: &str) -> Markup {
    html! {
        // The browser's own checks use the browser's language and report only one error at a time.
        form.form id=(form.name) data-form=(form.name) data-said=(form.saved.get(lang)) novalidate {
            @for field in &form.fields {
                @if let Input::Hidden(_) = field.input {
                    input type="hidden" name=(field.name) value=(field.value);
                } @else {
                    (one(lang, form, field, owner))
                }
            }
            @if form.fields.iter().any(|field| !field.is_fixed) {
                div.form__actions {
                    button.button.button--primary { (form.submit.get(lang)) }
                    span.form__unsaved { (words::UNSAVED.get(lang)) }
                    button.button type="reset" { (words::GIVE_UP.get(lang)) }
                }
            }
        }
    }
}

fn one(lang: Lang, form: &Form, field: &Field, owner: &str) -> Markup {
    let id = format!("{}.{}", form.name, field.name);
    let of = Of { id: &id, draft: format!("form.{id}.{owner}"), field };
    html! {
        div.form__field {
            @match &field.input {
                Input::One(choices) => {
                    span.form__label aria-hidden="true" { (field.label.get(lang)) (of.required(lang)) }
                    (of.choices(lang, choices))
                }
                _ => {
                    label.form__label for=(id) { (field.label.get(lang)) (of.required(lang)) }
                    (of.input())
                }
            }
            @if let Some(hint) = &field.hint { p.hint id={ (id) ".hint" } { (hint) } }
            p.form__error id={ (id) ".error" } data-error=(id) role="alert" hidden {}
        }
    }
}

/// A field with its position in the page.
struct Of<'a> {
    id: &'a str,
    draft: String,
    field: &'a Field,
}

impl Of<'_> {
    fn required(&self, lang: Lang) -> Markup {
        html! { @if self.field.is_required && !self.field.is_fixed { small { (words::REQUIRED_MARK.get(lang)) } } }
    }

    fn described_by(&self) -> String {
        let hint = self.field.hint.as_ref().map(|_| format!("{}.hint ", self.id));
        format!("{}{}.error", hint.unwrap_or_default(), self.id)
    }

    fn input(&self) -> Markup {
        let Field { name, value, is_required, is_fixed, .. } = self.field;
        let (kind, longest, least, most) = match self.field.input {
            Input::Text(longest) => {
                return html! {
                    textarea.input.input--text id=(self.id) name=(name) rows="2" autocomplete="off" maxlength=(longest) required[*is_required]
                        readonly[*is_fixed] aria-describedby=(self.described_by()) data-draft=(self.draft) { (value) }
                };
            }
            Input::Line(longest) => ("text", Some(longest), None, None),
            Input::Number(least, most) => ("number", None, Some(least), Some(most)),
            Input::Pick(longest, _) => ("text", Some(longest), None, None),
            Input::Day | Input::One(_) | Input::Hidden(_) => ("date", None, None, None),
        };
        let often = match &self.field.input {
            Input::Pick(_, often) => Some((format!("{}.often", self.id), often)),
            _ => None,
        };
        html! {
            @if let Some((id, often)) = &often { datalist id=(id) { @for one in *often { option value=(one) {} } } }
            input.input list=[often.map(|(id, _)| id)] autocomplete="off" id=(self.id) name=(name) type=(kind) maxlength=[longest] min=[least] max=[most] required[*is_required]
                readonly[*is_fixed] aria-describedby=(self.described_by()) data-draft=(self.draft) value=(value);
        }
    }

    fn choices(&self, lang: Lang, choices: &[Choice]) -> Markup {
        let Field { name, value, label, .. } = self.field;
        // Short choices stand side by side.
        let is_short = choices.iter().all(|choice| choice.detail.chars().count() <= SHORT);
        let class = if is_short { "options options--short" } else { "options" };
        html! {
            div class=(class) role="radiogroup" aria-label=(label.get(lang)) aria-describedby=(self.described_by()) {
                @for choice in choices {
                    label.options__one {
                        input type="radio" name=(name) value=(choice.value) checked[choice.value == *value] data-draft=(self.draft);
                        span {
                            b { (choice.label) }
                            @if !choice.detail.is_empty() { small { (choice.detail) } }
                        }
                    }
                }
            }
        }
    }
}
