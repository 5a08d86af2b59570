//! The lead funnel (漏斗): for opportunities created in a period, how far they came, where they leaked, where they stand.

use super::{
    map::{ENOUGH, has_follow_ups},
    members::{Frame, bought_after_defeat, step_parts},
    stats::{median, wilson},
    world::{Slice, World},
};
use crate::{
    lifecycle::{
        evidence::step_lacks,
        journey::Subject,
        lead::LeadState,
        stage::{STEPS, Step},
    },
    protocol::{
        query::{Selection, StepPart},
        view::{FunnelFinding, FunnelView, StepView},
    },
};
use std::collections::BTreeMap;

pub fn funnel(frame: &Frame) -> FunnelView {
    let states: Vec<&LeadState> = frame.funnel().map(|(_, state)| state).collect();
    let steps: Vec<StepView> = STEPS.iter().map(|step| view(frame.world, &states, *step)).collect();
    FunnelView {
        as_of: frame.picture.as_of,
        period: frame.period,
        opportunities: states.len() as u32,
        finding: finding(frame.world, &steps),
        steps,
        bought_after_defeat: states.iter().filter(|state| bought_after_defeat(state)).count() as u32,
        deliveries_without_lead: frame.members(&Selection::DeliveriesWithoutLead).len() as u32,
        channels: choices(
            frame,
            |slice| slice.channel = None,
            |frame, id| frame.world.book.opportunity(id).channel.clone(),
        ),
        consultants: choices(
            frame,
            |slice| slice.consultant = None,
            |frame, id| frame.world.book.opportunity(id).consultant.clone(),
        ),
        has_follow_ups: has_follow_ups(frame),
    }
}

/// The next step the store's files can tell of.
pub fn next_observed(world: &World, step: Step) -> Option<Step> {
    STEPS.into_iter().find(|next| *next > step && step_lacks(*next, &world.columns).is_empty())
}

fn view(world: &World, states: &[&LeadState], step: Step) -> StepView {
    let next = next_observed(world, step);
    let count = |part: StepPart| states.iter().filter(|state| step_parts(state, step, next, &part)).count() as u32;
    let (reached, in_time, went_on) = (count(StepPart::Reached), count(StepPart::InTime), count(StepPart::Next));
    let bypassed = count(StepPart::Bypassed);
    let days = days_to_next(states, step, next);
    let n = days.len() as u32;
    StepView {
        step,
        lacks: step_lacks(step, &world.columns),
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

/// Days from a step to the next observed one, where both are recorded in this order.
fn days_to_next(states: &[&LeadState], step: Step, next: Option<Step>) -> Vec<i32> {
    let Some(next) = next else { return Vec::new() };
    let between = |state: &&LeadState| {
        let (from, to) = (state.recorded[step.index()]?, state.recorded[next.index()]?);
        Some(to.day().days_since(from.day())).filter(|days| *days >= 0)
    };
    states.iter().filter_map(between).collect()
}

fn reasons(states: &[&LeadState], step: Step, next: Option<Step>) -> Vec<(String, u32)> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for state in states.iter().filter(|state| step_parts(state, step, next, &StepPart::Leaked)) {
        *counts.entry(state.defeat_reason()).or_default() += 1;
    }
    most_first(counts.into_iter().map(|(reason, count)| (reason.to_owned(), count)).collect())
}

/// The values a slice can take, with their opportunities under the other slices.
fn choices(
    frame: &Frame,
    widen: impl Fn(&mut Slice),
    of: impl Fn(&Frame, crate::book::OpportunityId) -> Option<String>,
) -> Vec<(String, u32)> {
    let mut slice = frame.slice.clone();
    widen(&mut slice);
    let wide = Frame { world: frame.world, picture: frame.picture, period: frame.period, slice };
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for (subject, _) in wide.funnel() {
        if let Subject::Lead(id) = subject
            && let Some(value) = of(&wide, id)
        {
            *counts.entry(value).or_default() += 1;
        }
    }
    most_first(counts.into_iter().collect())
}

fn most_first(mut counts: Vec<(String, u32)>) -> Vec<(String, u32)> {
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    counts
}

/// Where most are lost; where nobody is, the step most often not recorded.
fn finding(world: &World, steps: &[StepView]) -> FunnelFinding {
    let observed = || steps.iter().filter(|step| step.lacks.is_empty() && step.reached >= ENOUGH);
    let loss = observed().max_by_key(|step| (step.leaked + step.stagnant, std::cmp::Reverse(step.step)));
    if let Some(step) = loss.filter(|step| step.leaked + step.stagnant > 0)
        && let Some(to) = next_observed(world, step.step)
    {
        return FunnelFinding::BiggestLoss { from: step.step, to, leaked: step.leaked, stagnant: step.stagnant };
    }
    match observed().max_by_key(|step| step.bypassed).filter(|step| step.bypassed > 0) {
        Some(step) => FunnelFinding::Unrecorded { step: step.step, bypassed: step.bypassed, reached: step.reached },
        None => FunnelFinding::TooFew,
    }
}
