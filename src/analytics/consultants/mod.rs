//! The funnel by consultant (按顾问): follow-up, guard list, the unattended.

mod finding;
mod left;
#[cfg(test)]
mod tests;

pub use left::unattended;

use super::{
    map::has_follow_ups,
    measures::{Shares, base, responses, shares},
    slices,
    stats::{median, wilson},
    world::Slice,
};
use crate::analytics::viewpoint::{Member, Viewpoint};
use crate::order::order;
use crate::{
    lifecycle::{evidence::step_lacks, journey::Subject},
    model::{fields::Field, map::Map, rows::Kind},
    protocol::{
        query::Measure,
        view::{ConsultantFinding, ConsultantView, ConsultantsView, Lack},
    },
    terms::stage::Step,
};
use std::collections::{BTreeMap, BTreeSet};

/// The days of a lead's life in which it is guarded (30–90 天守护名单).
const GUARDED_DAYS: std::ops::RangeInclusive<i32> = 30..=90;

/// Compares everybody; the slice's consultant is ignored.
pub fn consultants(viewpoint: &Viewpoint) -> ConsultantsView {
    let team = viewpoint.sliced(viewpoint.period, Slice { consultant: None, ..viewpoint.slice.clone() });
    let counted = Counted::of(&team);
    let has_orders = step_lacks(Step::Order, &team.world.told().columns).is_empty();
    let view = |name: Option<&str>| counted.view(name, has_orders);
    let mut consultants: Vec<ConsultantView> = names(&team).iter().map(|name| view(Some(name))).collect();
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
        team: Box::new(view(None)),
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

/// What is counted of everybody's leads in one pass, by consultant.
struct Counted<'a> {
    opportunities: Map<&'a str, u32>,
    ordered: Map<&'a str, u32>,
    guard: Map<&'a str, u32>,
    /// Minutes to the first contact.
    minutes: BTreeMap<&'a str, Vec<i32>>,
    stagnant: Shares<'a>,
    defeated_by_day_30: Shares<'a>,
    silent_after_day_30: Shares<'a>,
    abandoned_at_day_60: Shares<'a>,
}

impl<'a> Counted<'a> {
    fn of(team: &Viewpoint<'a>) -> Self {
        let name = |subject| slices::consultant(team.world.book(), subject).unwrap_or_default();
        let mut counted = Self {
            opportunities: Map::default(),
            ordered: Map::default(),
            guard: Map::default(),
            minutes: BTreeMap::new(),
            stagnant: shares(team, Measure::Stagnant),
            defeated_by_day_30: shares(team, Measure::DefeatedByDay30),
            silent_after_day_30: shares(team, Measure::SilentAfterDay30),
            abandoned_at_day_60: shares(team, Measure::AbandonedAtDay60),
        };
        for (subject, state) in team.funnel() {
            *counted.opportunities.entry(name(subject)).or_default() += 1;
            *counted.ordered.entry(name(subject)).or_default() += u32::from(state.has_reached(Step::Order));
        }
        for member in guard(team) {
            *counted.guard.entry(name(member.subject)).or_default() += 1;
        }
        for (subject, minutes) in responses(team, team.period) {
            counted.minutes.entry(name(subject)).or_default().push(minutes);
        }
        counted
    }

    /// Of one consultant, or of the team.
    fn view(&self, name: Option<&str>, has_orders: bool) -> ConsultantView {
        let of = |counts: &Map<&str, u32>| match name {
            Some(name) => counts.get(name).copied().unwrap_or_default(),
            None => counts.values().sum(),
        };
        let opportunities = of(&self.opportunities);
        let minutes: Vec<i32> = match name {
            Some(name) => self.minutes.get(name).cloned().unwrap_or_default(),
            None => self.minutes.values().flatten().copied().collect(),
        };
        let n = minutes.len() as u32;
        ConsultantView {
            name: name.unwrap_or_default().to_owned(),
            opportunities,
            ordered: wilson(of(&self.ordered), opportunities).filter(|_| has_orders),
            stagnant: self.stagnant.of(name),
            defeated_by_day_30: self.defeated_by_day_30.of(name),
            silent_after_day_30: self.silent_after_day_30.of(name),
            abandoned_at_day_60: self.abandoned_at_day_60.of(name),
            guard: of(&self.guard),
            response_minutes: median(minutes).map(|median| (median, n)),
        }
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
