//! Forms: what can be filled in, as data, and what is wrong with what was filled in. The page draws any form from its
//! specification (`pages/blocks/form.rs`) and submits the values; here each form turns them into a command.

mod check;
pub mod follow_up;
pub mod mark;
pub mod me;
pub mod note;
pub mod store;

use crate::{
    protocol::{
        command::Command,
        form::{Submission, Wrong},
        view::{StoreEntry, TouchpointName},
    },
    text::{Lang, Text},
    time::Day,
};

/// A form with its initial values.
pub struct Form {
    /// Its name in a submission; its parts use it in the page.
    pub name: &'static str,
    pub fields: Vec<Field>,
    pub submit: Text,
    /// Shown once the form is saved.
    pub saved: Text,
}

pub struct Field {
    pub name: &'static str,
    pub label: Text,
    pub hint: Option<String>,
    pub input: Input,
    pub is_required: bool,
    /// Shown, but not editable.
    pub is_fixed: bool,
    pub value: String,
}

/// What can be entered.
pub enum Input {
    /// One line, with at most this many characters.
    Line(usize),
    /// Several lines, with at most this many characters.
    Text(usize),
    /// A whole number within these bounds.
    Number(i64, i64),
    /// A civil day, as 2026-10-31.
    Day,
    /// One of several.
    One(Vec<Choice>),
    /// One line, with at most this many characters, and what it often is.
    Pick(usize, Vec<String>),
    /// Goes along unseen, with at most this many characters.
    Hidden(usize),
}

pub struct Choice {
    pub value: String,
    pub label: String,
    pub detail: String,
}

/// What forms are checked against.
#[derive(Clone, Copy)]
pub struct Given<'a> {
    pub stores: &'a [StoreEntry],
    pub touchpoints: &'a [TouchpointName],
    pub today: Day,
}

/// The command of a submitted form, or what is wrong, by field. `None`: there is no form of that name.
pub fn command(submission: &Submission, given: &Given) -> Option<Result<Command, Vec<Wrong>>> {
    match submission.form.as_str() {
        store::NAME => Some(store::rename(submission, given.stores)),
        store::LEVELS => Some(store::levels(submission)),
        store::DEMO => Some(Ok(Command::ResetDemo)),
        mark::NAME => Some(mark::submitted(submission, given.touchpoints, given.today)),
        note::NAME => Some(note::submitted(submission)),
        follow_up::NAME => Some(follow_up::submitted(submission)),
        _ => None,
    }
}

/// An error about a field, in the page's language.
fn wrong(field: &str, lang: Lang, words: Text) -> Wrong {
    Wrong { field: field.to_owned(), words: words.get(lang).to_owned() }
}
