//! The funnel by consultant (按顾问): follow-up, guard list, the unattended.

mod finding;
mod left;
#[cfg(test)]
mod tests;

pub use left::unattended;

use super::{
    map::has_follow_ups,
    measures::{base, responses, share},
    members::{Frame, Member},
    slices,
    stats::{median, wilson},
    world::Slice,
};
use crate::order::order;
use crate::{
    lifecycle::{evidence::step_lacks, journey::Subject},
    model::{fields::Field, rows::Kind},
    protocol::{
        query::{Measure, Selection},
        view::{ConsultantView, ConsultantsView, Lack},
    },
    terms::stage::Step,
};
use std::collections::BTreeSet;

/// The days of a lead's life in which it is guarded (30–90 天守护名单).
const GUARDED_DAYS: std::ops::RangeInclusive<i32> = 30..=90;

/// Compares everybody; the slice's consultant is ignored.
pub fn consultants(frame: &Frame) -> ConsultantsView {
    let team = frame.sliced(frame.period, Slice { consultant: None, ..frame.slice.clone() });
    let mut consultants: Vec<ConsultantView> = names(&team).into_iter().map(|name| consultant(&team, name)).collect();
    // They arrive sorted by name.
    order(&mut consultants, |one| -i64::from(one.opportunities));
    let lacks = lacks(&team);
    ConsultantsView {
        as_of: team.picture.as_of,
        period: team.period,
        finding: finding::finding(&consultants),
        team: Box::new(view(&team, String::new())),
        consultants,
        left: if lacks.is_empty() { left::left(&team) } else { Vec::new() },
        lacks,
        has_follow_ups: has_follow_ups(&team),
        by_day_30: base(&team, Measure::DefeatedByDay30),
        by_day_60: base(&team, Measure::AbandonedAtDay60),
    }
}

fn lacks(frame: &Frame) -> Vec<Lack> {
    let columns = &frame.world.columns;
    let lacks: Vec<Lack> = [(Kind::Leads, Field::Consultant), (Kind::Visits, Field::Consultant)]
        .into_iter()
        .filter_map(|(kind, field)| columns.lack(kind, field))
        .collect();
    if lacks.len() < 2 { Vec::new() } else { lacks }
}

/// Consultants with a lead of the period or one on guard.
fn names(frame: &Frame) -> BTreeSet<String> {
    let of = |subject| slices::consultant(frame.world.book(), subject).map(str::to_owned);
    let funnel = frame.funnel().map(|(subject, _)| subject);
    funnel.chain(guard(frame).into_iter().map(|member| member.subject)).filter_map(of).collect()
}

fn consultant(team: &Frame, name: String) -> ConsultantView {
    let slice = Slice { consultant: Some(name.clone()), ..team.slice.clone() };
    view(&team.sliced(team.period, slice), name)
}

fn view(frame: &Frame, name: String) -> ConsultantView {
    let opportunities = frame.funnel().count() as u32;
    let has_orders = step_lacks(Step::Order, &frame.world.told().columns).is_empty();
    let ordered = frame.funnel().filter(|(_, state)| state.has_reached(Step::Order)).count() as u32;
    let minutes: Vec<i32> = responses(frame, frame.period).into_iter().map(|(_, minutes)| minutes).collect();
    let n = minutes.len() as u32;
    ConsultantView {
        name,
        opportunities,
        ordered: wilson(ordered, opportunities).filter(|_| has_orders),
        stagnant: share(frame, Measure::Stagnant),
        defeated_by_day_30: share(frame, Measure::DefeatedByDay30),
        silent_after_day_30: share(frame, Measure::SilentAfterDay30),
        abandoned_at_day_60: share(frame, Measure::AbandonedAtDay60),
        guard: frame.members(&Selection::Guard).len() as u32,
        response_minutes: median(minutes).map(|median| (median, n)),
    }
}

/// Open leads between day 30 and day 90 after their creation. Most are given up then, although new leads still convert
/// [S2].
pub fn guard(frame: &Frame) -> Vec<Member> {
    let aged = |id| frame.picture.as_of.days_since(frame.world.book().opportunity(id).created.day());
    frame
        .picture
        .leads()
        .filter(|(id, state)| state.is_open() && GUARDED_DAYS.contains(&aged(*id)))
        .map(|(id, _)| Subject::Lead(id))
        .filter(|subject| frame.in_slice(*subject))
        .map(Member::of)
        .collect()
}
