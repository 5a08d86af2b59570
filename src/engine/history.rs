//! What people wrote of somebody, field by field: who, when, what was there before and after, and what of it stands. It is
//! read from the journal when it is asked for; the rows have only what stands.

use super::{entries::rule, open_store::OpenStore, store::Store};
use crate::{
    book::CustomerId,
    columnar::{PageWriter, Tag},
    ledger::{Act, Change, Effect, Entry, State, Value, effect, history},
    lifecycle::catalogue,
    model::{
        fields::Field,
        ids::{RowId, SubjectRef},
        rows::{Kind, columns_of},
        tables::finished,
    },
    order::order,
    pages::RECORD_CHANGES,
    protocol::{
        command::Trouble,
        query::Query,
        view::{ChangeView, EffectView},
    },
    route::Route,
    schema::{row::At, view::ValueView},
    time::Day,
};
use std::collections::BTreeSet;

/// Fields whose history is told: those that a follow-up sets, and texts. When it was, of whom and by whom stands beside.
const TOLD: [Field; 9] = [
    Field::Level,
    Field::StepMade,
    Field::NextFollow,
    Field::FollowOutcome,
    Field::FollowWay,
    Field::FollowNote,
    Field::NoteText,
    Field::TouchpointKey,
    Field::MarkDone,
];

/// Whose history a query shows.
pub(super) fn asked(query: &Query) -> Option<SubjectRef> {
    match query {
        Query::SheetFigure { part, .. } if part.place == RECORD_CHANGES => match Route::parse(&part.address) {
            Route::Person { subject, .. } => Some(subject),
            _ => None,
        },
        _ => None,
    }
}

impl<S: Store> OpenStore<S> {
    /// The latest change first.
    pub async fn history(&mut self, subject: SubjectRef, today: Day) -> Result<Vec<ChangeView>, Trouble> {
        let Some(customer) = self.world.book().resolve(&self.world.tables, subject) else { return Ok(Vec::new()) };
        let records = self.records_of(customer);
        let from = self.manifest.unfolded.unwrap_or(0);
        let entries = self.histories(&records, from).await?;
        let state = State::fold(entries.values(), &rule);
        let mut changes: Vec<(u64, ChangeView)> = Vec::new();
        for id in &records {
            let Some(kind) = state.kind(*id).and_then(|kind| Kind::of_number(kind.into())) else { continue };
            for (field, tag) in columns_of(kind).iter().filter(|(field, _)| TOLD.contains(field)) {
                let told = history(&state, *id, *tag);
                changes.extend(told.into_iter().filter_map(|change| {
                    let ms = change.stamp.ms;
                    Some((ms, self.change((kind, *field, *tag), change, today)?))
                }));
            }
        }
        let switches = entries.values().filter(|entry| matches!(entry.act, Act::Undo | Act::Redo));
        let switched = switches.map(|entry| (entry.stamp.ms, self.switch(&state, entry, today)));
        changes.extend(switched.collect::<Vec<_>>());
        order(&mut changes, |(ms, _)| -(*ms as i64));
        Ok(changes.into_iter().map(|(_, change)| change).collect())
    }

    /// Also those that were taken back.
    fn records_of(&self, customer: CustomerId) -> BTreeSet<RowId> {
        let written = self.world.book().written_of(customer);
        written.into_iter().map(|row| self.world.tables.id(row.kind, row.get())).collect()
    }

    fn change(&self, of: (Kind, Field, Tag), change: Change, today: Day) -> Option<ChangeView> {
        let before = change.before.as_ref().and_then(|value| self.shown(of, value));
        let after = change.after.as_ref().and_then(|value| self.shown(of, value));
        (before.is_some() || after.is_some()).then(|| ChangeView {
            at: self.now.civil(today, change.stamp.ms),
            who: change.who,
            field: Some(of.1),
            before,
            after,
            effect: if change.stands { EffectView::InForce } else { EffectView::Undone },
            is_undo: false,
        })
    }

    /// A value as the record shows it; a touchpoint by its name.
    fn shown(&self, of: (Kind, Field, Tag), value: &Value) -> Option<ValueView> {
        match shown(of, value)? {
            ValueView::Text(key) if of.1 == Field::TouchpointKey => {
                let name = catalogue::by_key(&key).map(|id| id.name().get(self.now.lang).to_owned());
                Some(ValueView::Text(name.unwrap_or(key)))
            }
            value => Some(value),
        }
    }

    fn switch(&self, state: &State, entry: &Entry, today: Day) -> ChangeView {
        ChangeView {
            at: self.now.civil(today, entry.stamp.ms),
            who: entry.who.clone(),
            field: None,
            before: None,
            after: None,
            effect: match effect(state, entry) {
                Effect::InForce => EffectView::InForce,
                Effect::Partly => EffectView::Partly,
                Effect::Undone => EffectView::Undone,
                Effect::Overruled => EffectView::Overruled,
            },
            is_undo: entry.act == Act::Undo,
        }
    }
}

/// A value as a row of the kind would show it.
fn shown((kind, field, tag): (Kind, Field, Tag), value: &Value) -> Option<ValueView> {
    let mut page = PageWriter::new();
    page.begin_row();
    match value {
        Value::Int(number) => page.int(tag, *number),
        Value::Text(text) => page.text(tag, text),
    }
    let page = finished(&mut page)?;
    of_kind!(kind, Row => At::<Row>::new(page.row(0)?).value(field))
}
