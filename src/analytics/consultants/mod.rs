//! The funnel by consultant (按顾问): follow-up, guard list, the unattended.

mod finding;
mod left;
#[cfg(test)]
mod tests;

pub use left::unattended;

use super::{
    map::has_follow_ups,
    measures::{base, responses, share},
    slices,
    stats::{median, wilson},
    world::Slice,
};
use crate::analytics::viewpoint::{Member, Viewpoint};
use crate::order::order;
use crate::{
    lifecycle::{evidence::step_lacks, journey::Subject},
    model::{fields::Field, rows::Kind},
    protocol::{
        query::Measure,
        view::{ConsultantFinding, ConsultantView, ConsultantsView, Lack},
    },
    terms::stage::Step,
};
use std::collections::BTreeSet;

/// The days of a lead's life in which it is guarded (30–90 天守护名单).
const GUARDED_DAYS: std::ops::RangeInclusive<i32> = 30..=90;

/// Compares everybody; the slice's consultant is ignored.
pub fn consultants(viewpoint: &Viewpoint) -> ConsultantsView {
    let team = viewpoint.sliced(viewpoint.period, Slice { consultant: None, ..viewpoint.slice.clone() });
    let mut consultants: Vec<ConsultantView> = names(&team).into_iter().map(|name| consultant(&team, name)).collect();
    // They arrive sorted by name.
    order(&mut consultants, |one| -i64::from(one.opportunities));
    let lacks = lacks(&team);
    let mut findings = finding::findings(&consultants).into_iter();
    let finding = findings.next().unwrap_or(ConsultantFinding::TooFew);
    ConsultantsView {
        as_of: team.standings.as_of,
        period: team.period,
        finding,
        also: findings.collect(),
        team: Box::new(view(&team, String::new())),
        consultants,
        left: if lacks.is_empty() { left::left(&team) } else { Vec::new() },
        lacks,
        has_follow_ups: has_follow_ups(&team),
        by_day_30: base(&team, Measure::DefeatedByDay30),
        by_day_60: base(&team, Measure::AbandonedAtDay60),
    }
}

fn lacks(viewpoint: &Viewpoint) -> Vec<Lack> {
    let columns = &viewpoint.world.columns;
    let lacks: Vec<Lack> = [(Kind::Leads, Field::Consultant), (Kind::Visits, Field::Consultant)]
        .into_iter()
        .filter_map(|(kind, field)| columns.lack(kind, field))
        .collect();
    if lacks.len() < 2 { Vec::new() } else { lacks }
}

/// Consultants with a lead of the period or one on guard.
fn names(viewpoint: &Viewpoint) -> BTreeSet<String> {
    let of = |subject| slices::consultant(viewpoint.world.book(), subject).map(str::to_owned);
    let funnel = viewpoint.funnel().map(|(subject, _)| subject);
    funnel.chain(guard(viewpoint).into_iter().map(|member| member.subject)).filter_map(of).collect()
}

fn consultant(team: &Viewpoint, name: String) -> ConsultantView {
    let slice = Slice { consultant: Some(name.clone()), ..team.slice.clone() };
    view(&team.sliced(team.period, slice), name)
}

fn view(viewpoint: &Viewpoint, name: String) -> ConsultantView {
    let opportunities = viewpoint.funnel().count() as u32;
    let has_orders = step_lacks(Step::Order, &viewpoint.world.told().columns).is_empty();
    let ordered = viewpoint.funnel().filter(|(_, state)| state.has_reached(Step::Order)).count() as u32;
    let minutes: Vec<i32> = responses(viewpoint, viewpoint.period).into_iter().map(|(_, minutes)| minutes).collect();
    let n = minutes.len() as u32;
    ConsultantView {
        name,
        opportunities,
        ordered: wilson(ordered, opportunities).filter(|_| has_orders),
        stagnant: share(viewpoint, Measure::Stagnant),
        defeated_by_day_30: share(viewpoint, Measure::DefeatedByDay30),
        silent_after_day_30: share(viewpoint, Measure::SilentAfterDay30),
        abandoned_at_day_60: share(viewpoint, Measure::AbandonedAtDay60),
        guard: guard(viewpoint).len() as u32,
        response_minutes: median(minutes).map(|median| (median, n)),
    }
}

/// Open leads between day 30 and day 90 after their creation. Most are given up then, although new leads still convert
/// [S2].
pub fn guard(viewpoint: &Viewpoint) -> Vec<Member> {
    let aged = |id| viewpoint.standings.as_of.days_since(viewpoint.world.book().opportunity(id).created.day());
    viewpoint
        .standings
        .leads()
        .filter(|(id, state)| state.is_open() && GUARDED_DAYS.contains(&aged(*id)))
        .map(|(id, _)| Subject::Lead(id))
        .filter(|subject| viewpoint.in_slice(*subject))
        .map(Member::of)
        .collect()
}
