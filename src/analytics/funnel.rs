//! The lead funnel (漏斗): for opportunities created in a period, how far they came, where they leaked, where they stand.

use super::{
    map::{has_defeats, has_follow_ups},
    slices,
    stats::{median, wilson},
    viewpoint::{Member, Viewpoint},
    world::World,
};
use crate::{
    lifecycle::{
        evidence::step_lacks,
        journey::Subject,
        lead::{LeadStanding, LeadState},
    },
    protocol::{
        query::StepPart,
        view::{ENOUGH, FunnelFinding, FunnelView, StepView},
    },
    terms::stage::{STEPS, Step},
};
use std::collections::BTreeMap;

pub fn funnel(viewpoint: &Viewpoint) -> FunnelView {
    let states: Vec<&LeadState> = viewpoint.funnel().map(|(_, state)| state).collect();
    let steps: Vec<StepView> = STEPS.iter().map(|step| view(viewpoint.world, &states, *step)).collect();
    FunnelView {
        as_of: viewpoint.standings.as_of,
        period: viewpoint.period,
        opportunities: states.len() as u32,
        finding: finding(viewpoint.world, &steps),
        steps,
        bought_after_defeat: states.iter().filter(|state| bought_after_defeat(state)).count() as u32,
        deliveries_without_lead: deliveries_without_lead(viewpoint).len() as u32,
        choices: slices::of_funnel(viewpoint),
        has_follow_ups: has_follow_ups(viewpoint),
        has_defeats: has_defeats(viewpoint),
    }
}

/// The next step that the store's files can show.
pub fn next_observed(world: &World, step: Step) -> Option<Step> {
    STEPS.into_iter().find(|next| *next > step && step_lacks(*next, &world.told().columns).is_empty())
}

fn view(world: &World, states: &[&LeadState], step: Step) -> StepView {
    let next = next_observed(world, step);
    let count = |part: StepPart| states.iter().filter(|state| step_parts(state, step, next, &part)).count() as u32;
    let (reached, in_time, went_on) = (count(StepPart::Reached), count(StepPart::InTime), count(StepPart::Next));
    let bypassed = count(StepPart::Bypassed);
    let days = |next| states.iter().filter_map(|state| days_between(state, step, next)).collect::<Vec<_>>();
    let days = next.map_or_else(Vec::new, days);
    let n = days.len() as u32;
    StepView {
        step,
        lacks: step_lacks(step, &world.told().columns),
        reached,
        recorded: reached - bypassed,
        bypassed,
        next: went_on,
        leaked: count(StepPart::Leaked),
        stagnant: count(StepPart::Stagnant),
        dormant: count(StepPart::Dormant),
        in_time,
        reasons: reasons(states, step, next),
        conversion: next.and_then(|_| wilson(went_on, reached - in_time)),
        median_days: median(days).map(|median| (median, n)),
    }
}

fn reasons(states: &[&LeadState], step: Step, next: Option<Step>) -> Vec<(String, u32)> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for state in states.iter().filter(|state| step_parts(state, step, next, &StepPart::Leaked)) {
        *counts.entry(state.defeat_reason()).or_default() += 1;
    }
    slices::most_first(counts)
}

/// The step with the lowest conversion: of those whose time there has run out or who went on, the smallest share went
/// on. Only steps with enough people count. The finding is a share, because numbers of people are always largest at the
/// first steps, where most people pass, whatever is wrong in the showroom. A step that loses the most people from a
/// smaller base has the lowest share anyway. If nobody is lost: the step that is missing most often.
fn finding(world: &World, steps: &[StepView]) -> FunnelFinding {
    let observed = || steps.iter().filter(|step| step.lacks.is_empty());
    let due = |step: &StepView| step.reached - step.in_time;
    let candidates = observed().filter(|step| due(step) >= ENOUGH && step.leaked + step.stagnant > 0);
    let worst = candidates
        .filter_map(|step| Some((step, step.conversion?.share(), next_observed(world, step.step)?)))
        .min_by(|a, b| a.1.total_cmp(&b.1));
    if let Some((step, _, to)) = worst {
        let StepView { step: from, leaked, stagnant, .. } = *step;
        return FunnelFinding::WorstStep { from, to, leaked, stagnant, due: due(step) };
    }
    let unrecorded = observed().filter(|step| step.reached >= ENOUGH && step.bypassed > 0);
    match unrecorded.max_by_key(|step| step.bypassed) {
        Some(step) => FunnelFinding::Unrecorded { step: step.step, bypassed: step.bypassed, reached: step.reached },
        None => FunnelFinding::TooFew,
    }
}

/// 战败后又成交, of those created in the period.
pub fn bought_after_defeat_members(viewpoint: &Viewpoint) -> Vec<Member> {
    created(viewpoint, bought_after_defeat)
}

fn created(viewpoint: &Viewpoint, wanted: impl Fn(&LeadState) -> bool) -> Vec<Member> {
    viewpoint.funnel().filter(|(_, state)| wanted(state)).map(|(subject, _)| Member::of(subject)).collect()
}

pub fn step_members(viewpoint: &Viewpoint, step: Step, part: &StepPart) -> Vec<Member> {
    let next = next_observed(viewpoint.world, step);
    created(viewpoint, |state| step_parts(state, step, next, part))
}

pub fn deliveries_without_lead(viewpoint: &Viewpoint) -> Vec<Member> {
    let world = viewpoint.world;
    world
        .book()
        .deliveries_without_lead(viewpoint.period.first)
        .filter(|id| world.book().ownership(*id).since.is_some_and(|since| viewpoint.period.contains(since)))
        .map(Subject::Ownership)
        .filter(|subject| viewpoint.in_slice(*subject))
        .map(Member::of)
        .collect()
}

/// 战败后又成交: a defeat is dated before the delivery.
pub fn bought_after_defeat(state: &LeadState) -> bool {
    let Some(delivered) = state.recorded[Step::Delivery.index()] else { return false };
    state.defeats.iter().any(|defeat| defeat.at.day() < delivered.day())
}

/// Whether an opportunity belongs to a part of a funnel step.
pub fn step_parts(state: &LeadState, step: Step, next: Option<Step>, part: &StepPart) -> bool {
    if !state.has_reached(step) {
        return false;
    }
    let went_on = next.is_some_and(|next| state.has_reached(next));
    let stays = !went_on && state.standing != LeadStanding::Delivered;
    match part {
        StepPart::Reached => true,
        StepPart::Next => went_on,
        StepPart::Bypassed => state.bypassed(step),
        StepPart::Leaked => stays && state.standing == LeadStanding::Defeated,
        StepPart::LeakedFor(reason) => {
            stays && state.standing == LeadStanding::Defeated && state.defeat_reason() == reason
        }
        StepPart::Stagnant => {
            stays && matches!(state.standing, LeadStanding::Stagnant { .. } | LeadStanding::Dormant { .. })
        }
        StepPart::Dormant => stays && matches!(state.standing, LeadStanding::Dormant { .. }),
        StepPart::InTime => stays && state.standing == LeadStanding::InTime,
        StepPart::Recorded => !state.bypassed(step),
        StepPart::Timed => next.is_some_and(|next| days_between(state, step, next).is_some()),
    }
}

/// Days from one step to another, where both are recorded in this order.
pub fn days_between(state: &LeadState, step: Step, next: Step) -> Option<i32> {
    let (from, to) = (state.recorded[step.index()]?, state.recorded[next.index()]?);
    Some(to.day().days_since(from.day())).filter(|days| *days >= 0)
}
