//! A customer's rows as events: each date of a row is an event; dates of the same moment are one event.

use crate::{
    model::{fields::Field, rows::Kind},
    order::order,
    protocol::view::{EventView, FactView, ValueView},
    time::{Day, Moment},
};

/// Dates of things that happened, in their usual order within a day.
const HAPPENED: [Field; 24] = [
    Field::LeadCreated,
    Field::FirstContact,
    Field::WechatAt,
    Field::FirstVisit,
    Field::VisitAt,
    Field::TestDriveAt,
    Field::QuoteAt,
    Field::LastFollow,
    Field::OrderAt,
    Field::BoughtOn,
    Field::InvoicedOn,
    Field::DealAt,
    Field::DeliveredOn,
    Field::FiledOn,
    Field::LastServiceOn,
    Field::ServiceAt,
    Field::AnsweredOn,
    Field::SignedOn,
    Field::FollowedAt,
    Field::NotedAt,
    Field::MarkedAt,
    Field::DefeatAt,
    Field::ExpiresOn,
    Field::WarrantyUntil,
];
/// Dates of things to come, shown until that day.
const ANNOUNCED: [Field; 3] = [Field::NextFollow, Field::FirstServiceOn, Field::NextServiceOn];

pub(super) fn events(facts: &[FactView], as_of: Day) -> Vec<EventView> {
    let mut events: Vec<EventView> = Vec::new();
    for (place, fact) in facts.iter().enumerate() {
        for event in of_row(fact, place as u32, as_of) {
            // A list with one line per follow-up repeats its lead.
            let same = |other: &&mut EventView| {
                event.kind == Kind::Leads
                    && (other.kind, other.at, &other.dates) == (event.kind, event.at, &event.dates)
            };
            match events.iter_mut().find(same) {
                Some(known) => known.facts.push(place as u32),
                None => events.push(event),
            }
        }
    }
    let mut events = without_echoes(events);
    // At the same moment, the event that comes later in a day is shown above.
    let place = |event: &EventView| HAPPENED.iter().position(|date| event.dates.first() == Some(date));
    let later =
        |event: &EventView| (i64::from(event.at.order_key()) << 16) + place(event).map_or(0, |place| place as i64 + 1);
    order(&mut events, |event| -later(event));
    events
}

/// Merges an event into another list's event of the same day that tells it better; their rows go together.
fn without_echoes(mut events: Vec<EventView>) -> Vec<EventView> {
    let mut kept: Vec<EventView> = Vec::new();
    let (echoes, told): (Vec<_>, Vec<_>) = events.drain(..).partition(|event| !voices(event).is_empty());
    kept.extend(told);
    for echo in echoes {
        let wanted = voices(&echo);
        let voice = kept.iter_mut().find(|event| {
            let is_one = |(kind, date): &(Kind, Field)| event.kind == *kind && event.dates.contains(date);
            event.at.day() == echo.at.day() && wanted.iter().any(is_one)
        });
        match voice {
            Some(voice) => voice.facts.extend(echo.facts),
            None => kept.push(echo),
        }
    }
    kept
}

/// The other list's events that may tell this one too.
fn voices(event: &EventView) -> &'static [(Kind, Field)] {
    match (event.kind, event.dates.as_slice()) {
        (Kind::Leads, [Field::FirstVisit]) => &[(Kind::Visits, Field::VisitAt)],
        (Kind::Leads, [Field::TestDriveAt]) => &[(Kind::Drives, Field::TestDriveAt)],
        (Kind::Leads, [Field::DealAt]) => &[(Kind::Sales, Field::DeliveredOn)],
        (Kind::Cards, [Field::LastServiceOn]) => &[(Kind::Services, Field::ServiceAt)],
        (Kind::Cards, [Field::BoughtOn | Field::FiledOn, ..]) => {
            &[(Kind::Sales, Field::DeliveredOn), (Kind::Sales, Field::BoughtOn), (Kind::Sales, Field::InvoicedOn)]
        }
        _ => &[],
    }
}

/// A row without any event becomes one itself, so that no row is lost.
fn of_row(fact: &FactView, place: u32, as_of: Day) -> Vec<EventView> {
    let mut events: Vec<EventView> = Vec::new();
    for date in HAPPENED.iter().chain(&ANNOUNCED) {
        let at = fact.values.iter().find_map(|(field, value)| moment(value).filter(|_| field == date));
        let Some(at) = at.filter(|at| is_told(*date, at.day(), as_of)) else { continue };
        match events.iter_mut().find(|event| event.at == at) {
            Some(event) => event.dates.push(*date),
            None => events.push(event(fact, at, vec![*date], place, as_of)),
        }
    }
    if events.is_empty() {
        events.push(event(fact, fact.at, Vec::new(), place, as_of));
    }
    events
}

/// Past events are shown once they happened, announced ones until then, and a policy's end before and after.
fn is_told(date: Field, day: Day, as_of: Day) -> bool {
    match date {
        Field::ExpiresOn => true,
        Field::WarrantyUntil => day > as_of,
        date if ANNOUNCED.contains(&date) => day > as_of,
        _ => day <= as_of,
    }
}

fn event(fact: &FactView, at: Moment, dates: Vec<Field>, place: u32, as_of: Day) -> EventView {
    EventView { at, kind: fact.kind, dates, facts: vec![place], is_ahead: at.day() > as_of }
}

fn moment(value: &ValueView) -> Option<Moment> {
    match value {
        ValueView::Moment(at) => Some(*at),
        ValueView::Day(day) => Some(day.moment()),
        _ => None,
    }
}
