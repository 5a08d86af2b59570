//! Measures of leads: per opportunity as it stands at the as-of date, and per lead.

use super::Unit;
use crate::{
    analytics::{slices, viewpoint::Viewpoint},
    book::{LeadLines, OpportunityId, leads},
    lifecycle::{
        journey::Subject,
        lead::{LeadStanding, LeadState},
    },
    terms::stage::Step,
    time::{Day, Moment, Period, Precision},
};

/// Opportunities created in the base, as they stand now.
pub(super) fn units<'a>(
    viewpoint: &Viewpoint<'a>,
    hit: fn(&Viewpoint, OpportunityId, &LeadState) -> Option<bool>,
    base: Period,
) -> Vec<Unit<'a>> {
    let of_base = viewpoint.sliced(base, viewpoint.slice.clone());
    let mut units = Vec::new();
    for (subject, state) in of_base.funnel() {
        let Subject::Lead(id) = subject else { continue };
        if let Some(hit) = hit(viewpoint, id, state) {
            let opportunity = viewpoint.world.book().opportunity(id);
            let staff = opportunity.consultant.as_deref();
            units.push(Unit { subject, on: opportunity.created.day(), hit, staff });
        }
    }
    units
}

/// Days from the creation.
pub(super) fn age(viewpoint: &Viewpoint, id: OpportunityId, day: Day) -> i32 {
    day.days_since(viewpoint.world.book().opportunity(id).created.day())
}

pub(super) fn recorded(state: &LeadState, step: Step) -> bool {
    state.recorded[step.index()].is_some()
}

/// Open past its time, the dormant included.
pub(super) fn is_late(state: &LeadState) -> bool {
    matches!(state.standing, LeadStanding::Stagnant { .. } | LeadStanding::Dormant { .. })
}

/// Of those open on day 30: whether nobody has been in contact since.
pub(super) fn silent_after_day_30(viewpoint: &Viewpoint, id: OpportunityId, state: &LeadState) -> Option<bool> {
    let ended = defeated_on(state).or(delivered_on(state));
    let open_on_day_30 = ended.is_none_or(|day| age(viewpoint, id, day) > 30);
    open_on_day_30.then(|| state.is_open() && age(viewpoint, id, state.last_activity.day()) <= 30)
}

pub(super) fn defeated_on(state: &LeadState) -> Option<Day> {
    state.defeats.last().filter(|_| state.standing == LeadStanding::Defeated).map(|defeat| defeat.at.day())
}

fn delivered_on(state: &LeadState) -> Option<Day> {
    state.recorded[Step::Delivery.index()].map(Moment::day)
}

/// Distinct days of visits up to the as-of date.
pub(super) fn visit_days(viewpoint: &Viewpoint, id: OpportunityId) -> usize {
    let visits = viewpoint.world.book().opportunity(id).visits(&viewpoint.world.tables);
    let days = visits.map(Moment::day).filter(|day| *day <= viewpoint.standings.as_of);
    days.collect::<std::collections::BTreeSet<_>>().len()
}

/// Leads created in the base, each lead number by itself.
pub(super) fn row_units<'a>(
    viewpoint: &Viewpoint<'a>,
    hit: fn(&Viewpoint, Moment, &LeadLines) -> Option<bool>,
    base: Period,
) -> Vec<Unit<'a>> {
    let mut units = Vec::new();
    each_lead(viewpoint, base, &mut |subject, created, lead| {
        let staff = slices::consultant(viewpoint.world.book(), subject);
        let hit = hit(viewpoint, created, lead);
        units.extend(hit.map(|hit| Unit { subject, on: created.day(), hit, staff }));
    });
    units
}

/// The leads of the base that got a response, with the minutes from creation to first contact.
pub fn responses(viewpoint: &Viewpoint, base: Period) -> Vec<(Subject, i32)> {
    let mut responses = Vec::new();
    each_lead(viewpoint, base, &mut |subject, created, lead| {
        responses.extend(response(viewpoint, created, lead).flatten().map(|minutes| (subject, minutes)));
    });
    responses
}

/// Leads created in the base and by the as-of date, with the opportunity they belong to.
fn each_lead(viewpoint: &Viewpoint, base: Period, take: &mut dyn FnMut(Subject, Moment, &LeadLines)) {
    let (book, tables) = (viewpoint.world.book(), &viewpoint.world.tables);
    for (index, opportunity) in book.opportunities.iter().enumerate() {
        let subject = Subject::Lead(OpportunityId::at(index));
        for lead in leads(opportunity, tables) {
            let Some(created) = lead.created().filter(|at| base.contains(at.day())) else { continue };
            if created.day() <= viewpoint.standings.as_of && viewpoint.in_slice(subject) {
                take(subject, created, &lead);
            }
        }
    }
}

/// Minutes to the first contact. Inner `None`: no contact yet. Outer `None`: a date without a time gives no minutes.
pub(super) fn response(viewpoint: &Viewpoint, created: Moment, lead: &LeadLines) -> Option<Option<i32>> {
    let to_the_minute = |at: Moment| at.precision() == Precision::Minute;
    let first = lead.first_contact().filter(|at| at.day() <= viewpoint.standings.as_of);
    (to_the_minute(created) && first.is_none_or(to_the_minute)).then(|| first.map(|at| at.minutes_since(created)))
}
