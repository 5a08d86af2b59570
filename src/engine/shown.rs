//! The last gate of every view. It masks telephone numbers inside texts before a view leaves the engine, so that no
//! page can forget to. Exempt: columns of document numbers, CSV, and places where the number was asked for.
//!
//! A slice's key in a view (a channel, a model, a consultant in the analyses) is not masked, because links are made
//! from it; `text::slices::word` masks it when it becomes a word.

use crate::{
    model::{fields::Field, view::ValueView, visible::visible},
    protocol::{command::Outcome, view::*},
    text::mask::masked,
};
use std::borrow::Cow;

pub(super) fn shown(mut view: View) -> View {
    match &mut view {
        View::Status(status) => self::status(status),
        View::Stores(stores) => stores.iter_mut().for_each(|store| hide(&mut store.name)),
        View::Funnel(funnel) => {
            funnel.steps.iter_mut().flat_map(|step| &mut step.reasons).for_each(|(reason, _)| hide(reason));
        }
        View::List(list) => {
            list.rows.iter_mut().for_each(person);
            list.follow.staff.iter_mut().for_each(hide);
        }
        View::Record(Some(record)) => self::record(record),
        View::Actions(actions) => {
            actions.staff.iter_mut().for_each(hide);
            for action in &mut actions.rows {
                hide(&mut action.who);
                action.people.iter_mut().for_each(|(_, name)| hide(name));
            }
        }
        View::Files(files) => files.iter_mut().for_each(|file| hide(&mut file.name)),
        View::Preview(preview) => preview.files.iter_mut().for_each(|file| hide(&mut file.name)),
        View::Notes(notes) => notes.rows.iter_mut().for_each(note),
        _ => {}
    }
    view
}

/// The same for a command's outcome, which carries the store's status.
pub(super) fn outcome(mut outcome: Outcome) -> Outcome {
    match &mut outcome {
        Outcome::Store(status)
        | Outcome::Imported { status, .. }
        | Outcome::Written { status, .. }
        | Outcome::Deleted { status: Some(status), .. } => {
            self::status(status);
        }
        Outcome::Erased { left } => left.iter_mut().for_each(hide),
        Outcome::Deleted { status: None, .. } | Outcome::Nothing | Outcome::Wrong(_) => {}
    }
    outcome
}

fn status(status: &mut StoreStatus) {
    hide(&mut status.name);
    let undo = status.undo.iter_mut().flat_map(|undo| &mut undo.files);
    undo.chain(status.damaged.iter_mut().flat_map(|page| &mut page.files)).for_each(hide);
}

/// Removes invisible marks, which rows of earlier versions may still hold, and masks.
fn hide(text: &mut String) {
    if let Cow::Owned(seen) = visible(text) {
        *text = seen;
    }
    if let Cow::Owned(hidden) = masked(text) {
        *text = hidden;
    }
}

fn each<'a>(texts: impl IntoIterator<Item = &'a mut Option<String>>) {
    texts.into_iter().flatten().for_each(hide);
}

fn person(row: &mut PersonRow) {
    hide(&mut row.name);
    each([&mut row.model, &mut row.channel, &mut row.consultant]);
    state(&mut row.state);
    row.now.iter_mut().for_each(state);
    row.answer.iter_mut().for_each(|answer| hide(&mut answer.verbatim));
}

fn state(state: &mut PersonState) {
    if let PersonState::Leaked(_, reason) | PersonState::Defeated(_, reason) = state {
        hide(reason);
    }
}

fn record(record: &mut RecordView) {
    hide(&mut record.name);
    record.aliases.iter_mut().chain(&mut record.marks).for_each(hide);
    state(&mut record.state);
    each([&mut record.city, &mut record.consultant, &mut record.adviser]);
    record.vehicles.iter_mut().for_each(|vehicle| each([&mut vehicle.model]));
    for lead in &mut record.leads {
        each([&mut lead.channel, &mut lead.consultant, &mut lead.model]);
        state(&mut lead.state);
    }
    for episode in &mut record.episodes {
        if let EndView::Leaked { reason, .. } = &mut episode.end {
            hide(reason);
        }
    }
    record.follow.staff.iter_mut().for_each(hide);
    for change in &mut record.changes {
        hide(&mut change.who);
        change.before.iter_mut().chain(&mut change.after).for_each(hide_value);
    }
    for fact in &mut record.facts {
        hide(&mut fact.file);
        fact.values.iter_mut().for_each(|(field, value)| fact_value(*field, value));
        for (header, value) in &mut fact.extras {
            hide(header);
            hide(value);
        }
    }
}

fn fact_value(field: Field, value: &mut ValueView) {
    if !field.is_document_number() {
        hide_value(value);
    }
}

fn hide_value(value: &mut ValueView) {
    match value {
        ValueView::Text(text) => hide(text),
        ValueView::Service(crate::model::values::ServiceKind::Other(text)) => hide(text),
        _ => {}
    }
}

fn note(row: &mut NoteRow) {
    hide(&mut row.file);
    hide(&mut row.sheet);
    hide(&mut row.note.column);
    if !row.note.field.is_some_and(Field::is_document_number) {
        hide(&mut row.note.value);
    }
}
