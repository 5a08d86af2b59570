//! One customer with everything known: identity, vehicles, leads, episodes, and the facts behind them with file and
//! row.

mod events;
mod vehicle;
mod way;

pub(super) use vehicle::vehicle;

use super::{
    follow_up::subject_of,
    people::{customer_of, lead_person_state, reference},
};
use crate::{
    analytics::{slices, viewpoint::Viewpoint},
    book::{Customer, CustomerId, OpportunityId, RowRef},
    lifecycle::{
        catalogue::{self, TouchpointId},
        episode::{End, Episode},
        journey::{self, Chosen, Subject},
        last::{last, renewed_undated},
    },
    model::{fields::Field, ids::SubjectRef, rows::Kind, tables::Tables},
    order::order,
    protocol::view::*,
    schema::import::Import,
    terms::stage::{LEVELS, Level, SubjectKind},
    time::{Day, Moment},
};
use std::collections::BTreeMap;

/// Journeys and facts are derived once, because most parts of the record read them. `written_on`: the day of what would be
/// written now.
pub(super) fn record(
    viewpoint: &Viewpoint,
    subject: SubjectRef,
    files: &BTreeMap<u32, String>,
    (written_on, changes): (Day, &[ChangeView]),
) -> Option<RecordView> {
    let book = viewpoint.world.book();
    let id = book.resolve(&viewpoint.world.tables, subject)?;
    let customer = book.customer(id);
    let played = played(viewpoint, id);
    let facts = facts(viewpoint, id, files);
    let main = way::Main::of(viewpoint, id, subject);
    let as_of = viewpoint.standings.as_of;
    let last = last(book, &viewpoint.world.tables, id, as_of).map(|(at, sign)| (at.day(), sign));
    Some(RecordView {
        customer: book.customer_ref(id),
        name: customer.name.clone(),
        aliases: customer.aliases.clone(),
        phone_masked: customer.phone_masked.clone(),
        phone_shown_on_demand: customer.phone.is_some(),
        gender: customer.gender,
        city: customer.city.clone(),
        firm: customer.firm,
        inferred_rows: customer.inferred.len() as u32,
        state: main.state(viewpoint),
        level: main.level(viewpoint),
        last,
        silent_days: last.map(|(day, _)| as_of.days_since(day)),
        renewed_undated: renewed_undated(book, &viewpoint.world.tables, id, as_of),
        recovered: played.iter().any(|(_, episode)| episode.recovered),
        marks: marks(&facts),
        consultant: main.consultant(viewpoint),
        adviser: main.adviser(viewpoint),
        way: way::way(viewpoint, &main, &played),
        vehicles: customer.ownerships.iter().map(|id| vehicle(viewpoint, *id)).collect(),
        leads: customer.opportunities.iter().filter_map(|id| lead(viewpoint, *id)).collect(),
        episodes: episodes(viewpoint, &played),
        events: events::events(&facts, viewpoint.standings.as_of),
        facts,
        as_of: viewpoint.standings.as_of,
        follow: follow(viewpoint, subject, written_on),
        written: written(viewpoint, id),
        changes: changes.to_vec(),
    })
}

/// How many records people wrote of a customer, also such that were taken back.
fn written(viewpoint: &Viewpoint, id: CustomerId) -> u32 {
    viewpoint.world.book().written_of(id).len() as u32
}

/// What a follow-up would be about, and what its form proposes.
fn follow(viewpoint: &Viewpoint, subject: SubjectRef, day: Day) -> FollowView {
    let (book, world) = (viewpoint.world.book(), viewpoint.world);
    let Some(of) = subject_of(book, &world.tables, subject) else { return FollowView::default() };
    let state = match of {
        Subject::Lead(id) => viewpoint.standings.leads[id.get()].as_ref().filter(|state| state.is_open()),
        _ => None,
    };
    let level = state.map(|state| state.level);
    let due = |level: Level| (level, world.clocks.follow_up_due(day.moment(), level).day());
    FollowView {
        subjects: vec![reference(book, of)],
        kind: Some(of.kind()),
        level,
        proposed: if level.is_some() { LEVELS.map(due).into() } else { Vec::new() },
        staff: slices::staff(viewpoint),
        touchpoints: touchpoints(book.customer(customer_of(book, of))),
    }
}

/// The touchpoints of what a customer has.
fn touchpoints(customer: &Customer) -> Vec<TouchpointName> {
    let has = |kind| match kind {
        SubjectKind::Lead => !customer.opportunities.is_empty(),
        SubjectKind::Ownership => !customer.ownerships.is_empty(),
        SubjectKind::Customer => true,
    };
    catalogue::ids().filter(|id| has(id.get().subject)).map(TouchpointId::name).collect()
}

fn marks(facts: &[FactView]) -> Vec<String> {
    let mut marks: Vec<String> = Vec::new();
    for (field, value) in facts.iter().flat_map(|fact| &fact.values) {
        if let (Field::Tag, ValueView::Text(text)) = (field, value)
            && !text.is_empty()
            && !marks.contains(text)
        {
            marks.push(text.clone());
        }
    }
    marks
}

fn lead(viewpoint: &Viewpoint, id: OpportunityId) -> Option<LeadView> {
    let book = viewpoint.world.book();
    let opportunity = book.opportunity(id);
    let state = viewpoint.standings.leads[id.get()].as_ref()?;
    Some(LeadView {
        subject: book.opportunity_ref(id),
        created: opportunity.created,
        channel: opportunity.channel.clone(),
        consultant: opportunity.consultant.clone(),
        model: opportunity.model.clone(),
        level: state.level,
        reached: state.reached,
        state: lead_person_state(state),
    })
}

/// The customer's journey: every episode of every subject.
fn played(viewpoint: &Viewpoint, id: CustomerId) -> Vec<(Subject, Episode)> {
    let customer = viewpoint.world.book().customer(id);
    let context = viewpoint.world.context(viewpoint.standings.as_of);
    let all = Chosen::new(viewpoint.world.observed(), |_| true);
    let subjects = (customer.opportunities.iter().copied().map(Subject::Lead))
        .chain(customer.ownerships.iter().copied().map(Subject::Ownership))
        .chain(std::iter::once(Subject::Customer(id)));
    subjects
        .flat_map(|subject| {
            let found = journey::episodes(&context, subject, &all);
            found.into_iter().map(move |found| (subject, found)).collect::<Vec<_>>()
        })
        .collect()
}

/// The same episodes by the day they were entered.
fn episodes(viewpoint: &Viewpoint, played: &[(Subject, Episode)]) -> Vec<EpisodeView> {
    let (book, as_of) = (viewpoint.world.book(), viewpoint.standings.as_of);
    let view = |(subject, found): &(Subject, Episode)| episode(found, reference(book, *subject), as_of);
    let mut views: Vec<EpisodeView> = played.iter().map(view).collect();
    order(&mut views, |view| i64::from(view.entered.order_key()));
    views
}

fn episode(episode: &Episode, subject: SubjectRef, as_of: Day) -> EpisodeView {
    EpisodeView {
        subject,
        touchpoint: episode.touchpoint.name(),
        occurrence: episode.occurrence,
        entered: episode.entered,
        due: episode.due,
        end: match &episode.end {
            End::Open if episode.is_stagnant(as_of) => EndView::Stagnant,
            End::Open => EndView::InTime,
            End::Passed(at) => EndView::Passed { at: *at, late: episode.passed_late() },
            End::Leaked(at, reason) => {
                EndView::Leaked { at: *at, reason: reason.clone(), recovered: episode.recovered }
            }
            End::Bypassed(at) => EndView::Bypassed(*at),
            End::Moot(at) => EndView::Moot(*at),
        },
        implied: matches!(episode.end, End::Bypassed(_)),
    }
}

/// Every row of the customer up to the as-of day, latest first.
fn facts(viewpoint: &Viewpoint, id: CustomerId, files: &BTreeMap<u32, String>) -> Vec<FactView> {
    let customer = viewpoint.world.book().customer(id);
    let tables = &viewpoint.world.tables;
    let mut facts: Vec<FactView> = customer
        .rows
        .iter()
        .filter_map(|&row| {
            let (at, values) = said(tables, row);
            let at = at.filter(|at| is_announced(row.kind) || at.day() <= viewpoint.standings.as_of)?;
            let origin = tables.origin(row.kind, row.get());
            Some(FactView {
                at,
                kind: row.kind,
                file: files.get(&origin.file.0).cloned().unwrap_or_default(),
                sheet: origin.sheet,
                row: origin.row,
                inferred: customer.inferred.contains(&row),
                values,
                extras: tables.extras(row.kind, row.get()),
            })
        })
        .collect();
    order(&mut facts, |fact| -i64::from(fact.at.order_key()));
    facts
}

/// A policy's day is its expiry, which may be in the future.
fn is_announced(kind: Kind) -> bool {
    of_kind!(kind, Row => Row::IS_ANNOUNCED)
}

fn said(tables: &Tables, row: RowRef) -> (Option<Moment>, Vec<(Field, ValueView)>) {
    let at = row.get();
    let moment = of_kind!(row.kind, Row => Row::at(tables.of::<Row>().at(at)));
    let mut values = tables.values(row.kind, at);
    values.iter_mut().for_each(|(field, value)| name_touchpoint(*field, value));
    if row.kind == Kind::Insurance && tables.policies().at(at).kind().is_none() {
        values.insert(0, (Field::PolicyKind, ValueView::Unknown));
    }
    (moment, values)
}

/// A touchpoint's name in place of its key; a key that is not in the catalogue stays.
fn name_touchpoint(field: Field, value: &mut ValueView) {
    if let (Field::TouchpointKey, ValueView::Text(key)) = (field, &*value)
        && let Some(id) = catalogue::by_key(key)
    {
        *value = ValueView::Named(id.get().zh.to_owned(), id.get().en.to_owned());
    }
}
