//! The last actions: who wrote what of whom, and what of it is in force.

use super::{entries::rule, follow_up, open_store::OpenStore, people::reference, store::Store};
use crate::{
    analytics::{slices, viewpoint::Viewpoint, world::Slice},
    book::{CustomerId, RowRef},
    ledger::{Act, Effect, Entry, Op, State, effect},
    lifecycle::journey::Subject,
    model::{
        native::about_of,
        rows::{FollowUpRow, Kind, id_of},
    },
    protocol::query::Selection,
    protocol::view::{ActView, ActionView, ActionsView, EffectView},
    schema::row::At,
    terms::follow_up::{Outcome, Way},
    time::{Day, Period},
};

/// So many actions are listed.
const SHOWN: usize = 50;
/// So many people of one action are named.
const NAMED: usize = 3;

pub(super) fn actions<S: Store>(open: &mut OpenStore<S>, today: Day) -> ActionsView {
    let standings = open.standings(open.writes_on(today));
    let period = Period { first: standings.as_of, last: standings.as_of };
    let viewpoint = Viewpoint { world: &open.world, standings: &standings, period, slice: Slice::default() };
    let staff = slices::staff(&viewpoint);
    let state = State::fold(open.entries.latest(), &rule);
    let rows = open.entries.latest().rev().take(SHOWN).map(|entry| action(open, &state, entry, today)).collect();
    let loose = viewpoint.members(&Selection::Loose).len() as u32;
    ActionsView { rows, loose, staff }
}

fn action<S: Store>(open: &OpenStore<S>, state: &State, entry: &Entry, today: Day) -> ActionView {
    let records: Vec<(Kind, usize)> = entry.ops.iter().filter_map(Op::record).filter_map(|id| open.place(id)).collect();
    let people = records.iter().filter_map(|(kind, at)| {
        let book = open.world.book();
        let customer = open.customer_of(*kind, *at)?;
        Some((reference(book, Subject::Customer(customer)), book.customer(customer).name.clone()))
    });
    let first = records.first().filter(|(kind, _)| *kind == Kind::FollowUps);
    ActionView {
        name: follow_up::name(entry.stamp),
        at: open.now.civil(today, entry.stamp.ms),
        who: entry.who.clone(),
        act: match entry.act {
            Act::FollowUp => ActView::FollowUp,
            Act::Note => ActView::Note,
            Act::Mark => ActView::Mark,
            Act::Undo => ActView::Undo,
            Act::Redo => ActView::Redo,
            _ => ActView::Other,
        },
        people: people.take(NAMED).collect(),
        count: records.len() as u32,
        said: first.and_then(|(_, at)| said(open.world.tables.follow_ups().at(*at))),
        effect: match effect(state, entry) {
            Effect::InForce => EffectView::InForce,
            Effect::Partly => EffectView::Partly,
            Effect::Undone => EffectView::Undone,
            Effect::Overruled => EffectView::Overruled,
        },
    }
}

fn said(row: At<'_, FollowUpRow>) -> Option<(Way, Outcome)> {
    row.way().zip(row.outcome())
}

impl<S: Store> OpenStore<S> {
    /// Also of a record that is dropped: whose it was.
    fn customer_of(&self, kind: Kind, at: usize) -> Option<CustomerId> {
        let (book, tables) = (self.world.book(), &self.world.tables);
        let own = book.customer_of(RowRef::new(kind, at));
        own.or_else(|| {
            let about = about_of(tables.table(kind).row(at)?)?;
            let (kind, index) = tables.find(|row| id_of(row) == about.row)?;
            book.customer_of(RowRef::new(kind, index))
        })
    }
}
