//! Measures of leads: per opportunity as it stands at the as-of date, and per lead.

use super::Unit;
use crate::{
    analytics::{slices, viewpoint::Viewpoint},
    book::{LeadLines, Opportunity, OpportunityId, leads},
    lifecycle::{
        journey::Subject,
        lead::{LeadStanding, LeadState},
    },
    protocol::query::Measure,
    terms::stage::Step,
    time::{Day, Moment, Period, Precision},
};

/// Within two hours (2 小时首响) [S2].
const RESPONSE_MINUTES: i32 = 120;

/// Opportunities created in the base, as they stand now.
pub(super) fn units<'a>(viewpoint: &Viewpoint<'a>, measure: Measure, base: Period) -> Vec<Unit<'a>> {
    let of_base = viewpoint.sliced(base, viewpoint.slice.clone());
    let mut units = Vec::new();
    for (subject, state) in of_base.funnel() {
        let Subject::Lead(id) = subject else { continue };
        if let Some(hit) = hit(viewpoint, id, state, measure) {
            let opportunity = viewpoint.world.book().opportunity(id);
            let staff = opportunity.consultant.as_deref();
            units.push(Unit { subject, on: opportunity.created.day(), hit, staff });
        }
    }
    units
}

/// `None` if the opportunity is not in the denominator.
fn hit(viewpoint: &Viewpoint, id: OpportunityId, state: &LeadState, measure: Measure) -> Option<bool> {
    let opportunity = viewpoint.world.book().opportunity(id);
    let age = |day: Day| day.days_since(opportunity.created.day());
    let recorded = |step: Step| state.recorded[step.index()].is_some();
    match measure {
        Measure::DefeatedByDay30 => Some(defeated_on(state).is_some_and(|day| age(day) <= 30)),
        // Open, and no contact since that day: DOMAIN keeps it apart from defeats and from dormancy.
        Measure::AbandonedAtDay60 => state.is_open().then(|| age(state.last_activity.day()) < 60),
        Measure::SilentAfterDay30 => {
            let ended = defeated_on(state).or(delivered_on(state));
            let open_on_day_30 = ended.is_none_or(|day| age(day) > 30);
            open_on_day_30.then(|| state.is_open() && age(state.last_activity.day()) <= 30)
        }
        Measure::Stagnant => {
            Some(matches!(state.standing, LeadStanding::Stagnant { .. } | LeadStanding::Dormant { .. }))
        }
        Measure::TestDrive => recorded(Step::Visit).then(|| recorded(Step::TestDrive)),
        Measure::Order => recorded(Step::Visit).then(|| state.has_reached(Step::Order)),
        Measure::OrderAfterTestDrive => recorded(Step::TestDrive).then(|| state.has_reached(Step::Order)),
        Measure::SecondVisit => Some(visit_days(viewpoint, opportunity) > 1),
        _ => None,
    }
}

fn defeated_on(state: &LeadState) -> Option<Day> {
    state.defeats.last().filter(|_| state.standing == LeadStanding::Defeated).map(|defeat| defeat.at.day())
}

fn delivered_on(state: &LeadState) -> Option<Day> {
    state.recorded[Step::Delivery.index()].map(Moment::day)
}

/// Distinct days of visits up to the as-of date.
fn visit_days(viewpoint: &Viewpoint, opportunity: &Opportunity) -> usize {
    let visits = opportunity.visits(&viewpoint.world.tables);
    let days = visits.map(Moment::day).filter(|day| *day <= viewpoint.standings.as_of);
    days.collect::<std::collections::BTreeSet<_>>().len()
}

/// Leads created in the base, each lead number by itself.
pub(super) fn row_units<'a>(viewpoint: &Viewpoint<'a>, measure: Measure, base: Period) -> Vec<Unit<'a>> {
    let mut units = Vec::new();
    each_lead(viewpoint, base, &mut |subject, created, lead| {
        let hit = match measure {
            Measure::FirstResponseWithin2h => {
                response(viewpoint, created, lead).map(|minutes| minutes.is_some_and(|took| took <= RESPONSE_MINUTES))
            }
            _ => Some(lead.has_wechat(|at| at.day() <= viewpoint.standings.as_of)),
        };
        let staff = slices::consultant(viewpoint.world.book(), subject);
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
fn response(viewpoint: &Viewpoint, created: Moment, lead: &LeadLines) -> Option<Option<i32>> {
    let to_the_minute = |at: Moment| at.precision() == Precision::Minute;
    let first = lead.first_contact().filter(|at| at.day() <= viewpoint.standings.as_of);
    (to_the_minute(created) && first.is_none_or(to_the_minute)).then(|| first.map(|at| at.minutes_since(created)))
}
