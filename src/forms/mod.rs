//! Forms: what can be filled in, as data, and what is wrong with what was. The page draws any form from its specification
//! (`pages/blocks/form.rs`) and hands over what was filled in; each form says here which command that is.

mod check;
pub mod store;

use crate::{
    protocol::{
        command::Command,
        form::{Submission, Wrong},
        view::StoreEntry,
    },
    text::{Lang, Text},
};

/// A form with the values it begins with.
pub struct Form {
    /// Its name in a submission, and of its parts in the page.
    pub name: &'static str,
    pub fields: Vec<Field>,
    pub submit: Text,
    /// Said once it is saved.
    pub saved: Text,
}

pub struct Field {
    pub name: &'static str,
    pub label: Text,
    pub hint: Option<String>,
    pub input: Input,
    pub is_required: bool,
    /// Shown, not to be changed.
    pub is_fixed: bool,
    pub value: String,
}

/// What can be entered.
pub enum Input {
    /// One line of so many characters at most.
    Line(usize),
    /// Several lines of so many characters at most.
    Text(usize),
    /// A whole number within these bounds.
    Number(i64, i64),
    /// A civil day, as 2026-10-31.
    Day,
    /// One of several.
    One(Vec<Choice>),
}

pub struct Choice {
    pub value: String,
    pub label: String,
    pub detail: String,
}

/// The command that a form comes to, or what is wrong, by field. `None`: no form of that name.
pub fn command(submission: &Submission, stores: &[StoreEntry]) -> Option<Result<Command, Vec<Wrong>>> {
    match submission.form.as_str() {
        store::NAME => Some(store::rename(submission, stores)),
        store::LEVELS => Some(store::levels(submission)),
        _ => None,
    }
}

/// Of a field, in the language of the page.
fn wrong(field: &str, lang: Lang, words: Text) -> Wrong {
    Wrong { field: field.to_owned(), words: words.get(lang).to_owned() }
}
