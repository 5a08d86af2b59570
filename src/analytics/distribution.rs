//! The lifecycle distribution (生命周期分布): where everybody stands over time, and what moved.

mod finding;
mod movement;

use super::{
    advisers,
    map::has_follow_ups,
    slices,
    stats::wilson,
    viewpoint::{Member, Viewpoint},
};
use crate::{
    book::{OpportunityId, OwnershipId},
    lifecycle::{
        journey::Subject,
        lead::{LeadStanding, LeadState},
        owner::OwnerState,
    },
    protocol::{
        query::{ProspectPart, Selection},
        view::{DistributionView, Proportion, StandView},
    },
    terms::{
        activity::Activity,
        stage::{Level, Stage},
    },
    time::Day,
};
use movement::Ways;

/// How many months the lines show.
const MONTHS: i32 = 24;

/// `since`: the day that movement is counted from; by default one year back. `latest`: the reporting date.
pub fn distribution(viewpoint: &Viewpoint, since: Option<Day>, latest: Day) -> DistributionView {
    let as_of = viewpoint.standings.as_of;
    let since = since.unwrap_or_else(|| as_of.plus_months(-12)).min(as_of);
    let ways = Ways::new(viewpoint, since);
    // The earlier day of the movement is counted in the same pass.
    let mut points = stands(viewpoint, &[&days(as_of, latest)[..], &[since]].concat());
    let before = points.pop().unwrap_or_else(|| StandView::on(since));
    let now = points.iter().find(|point| point.day == as_of).cloned().unwrap_or_else(|| StandView::on(as_of));
    DistributionView {
        as_of,
        period: viewpoint.period,
        finding: finding::finding(&before, &now, &ways),
        now: Box::new(now),
        points,
        movement: ways.view(viewpoint, since),
        choices: slices::of_everybody(viewpoint),
        has_services: viewpoint.world.sees_services(),
        has_follow_ups: has_follow_ups(viewpoint),
    }
}

/// The last 24 month ends and the latest day, so that the lines stay fixed while the replay moves along them. An as-of
/// day outside them has 24 months of its own.
fn days(as_of: Day, latest: Day) -> Vec<Day> {
    let mut days = latest.with_month_ends(MONTHS);
    if days.first().is_some_and(|first| as_of < *first) || latest < as_of {
        days = as_of.with_month_ends(MONTHS);
    }
    if let Err(place) = days.binary_search(&as_of) {
        days.insert(place, as_of);
    }
    days
}

/// Counts everybody in the slice on each of the days. A slice by adviser takes the cars that were with the adviser on
/// that day, like that day's lists.
fn stands(viewpoint: &Viewpoint, days: &[Day]) -> Vec<StandView> {
    let mut stands: Vec<StandView> = days.iter().map(|day| StandView::on(*day)).collect();
    for id in leads(viewpoint) {
        for stand in &mut stands {
            if let Some((level, standing)) = viewpoint.world.lead_on(id, stand.day)
                && let Some(part) = part_of(standing)
            {
                stand.add_prospect(level, part);
            }
        }
    }
    let (book, tables) = (viewpoint.world.book(), &viewpoint.world.tables);
    let is_with = |id: OwnershipId, day: Day| {
        let adviser = || advisers::of_owner(book, tables, id, day).and_then(|row| advisers::named(tables, row));
        viewpoint.slice.adviser.is_none() || viewpoint.is_of(adviser())
    };
    for id in owners(&viewpoint.of_any_adviser()) {
        for stand in &mut stands {
            if let Some((stage, activity)) = viewpoint.world.owner_on(id, stand.day)
                && is_with(id, stand.day)
            {
                stand.add_owner(stage, activity);
            }
        }
    }
    stands
}

fn leads<'a>(viewpoint: &'a Viewpoint) -> impl Iterator<Item = OpportunityId> + 'a {
    let all = (0..viewpoint.world.book().opportunities.len()).map(OpportunityId::at);
    all.filter(|id| viewpoint.in_slice(Subject::Lead(*id)))
}

fn owners<'a>(viewpoint: &'a Viewpoint) -> impl Iterator<Item = OwnershipId> + 'a {
    let all = (0..viewpoint.world.book().ownerships.len()).map(OwnershipId::at);
    all.filter(|id| viewpoint.in_slice(Subject::Ownership(*id)))
}

/// `None` for closed leads.
fn part_of(standing: LeadStanding) -> Option<ProspectPart> {
    match standing {
        LeadStanding::InTime => Some(ProspectPart::InTime),
        LeadStanding::Stagnant { .. } => Some(ProspectPart::Stagnant),
        LeadStanding::Dormant { .. } => Some(ProspectPart::Dormant),
        LeadStanding::Defeated | LeadStanding::Delivered => None,
    }
}

/// The churned among the cars at a stage; `None` without cars, or if nobody can be seen to stay away.
pub fn churned(view: &DistributionView, stage: Stage) -> Option<Proportion> {
    let cars = view.now.owners(Some(stage));
    let lost = [Activity::Churned, Activity::LongChurned].map(|activity| cars[activity as usize]);
    wilson(lost.iter().sum(), cars.iter().sum()).filter(|_| view.has_services)
}

/// The people behind a number of the distribution.
pub fn members(viewpoint: &Viewpoint, selection: &Selection) -> Vec<Member> {
    match selection {
        Selection::Owners { stage, activity } => owners_where(viewpoint, |state| {
            stage.is_none_or(|stage| state.stage == Some(stage))
                && activity.is_none_or(|activity| state.activity == activity)
        }),
        Selection::StageUnknown(activity) => owners_where(viewpoint, |state| {
            state.stage.is_none() && activity.is_none_or(|activity| state.activity == activity)
        }),
        Selection::Prospects { level, part } => prospects(viewpoint, *level, *part),
        Selection::Moved { from, to, since } => movement::members(viewpoint, *from, *to, *since),
        _ => Vec::new(),
    }
}

fn owners_where(viewpoint: &Viewpoint, wanted: impl Fn(&OwnerState) -> bool) -> Vec<Member> {
    let owners = viewpoint.standings.owners().filter(|(_, state)| wanted(state));
    listed(viewpoint, owners.map(|(id, _)| Subject::Ownership(id)))
}

fn prospects(viewpoint: &Viewpoint, level: Option<Level>, part: ProspectPart) -> Vec<Member> {
    let wanted = |state: &LeadState| {
        level.is_none_or(|level| state.level == level)
            && part_of(state.standing).is_some_and(|is| part == ProspectPart::All || is == part)
    };
    let leads = viewpoint.standings.leads().filter(|(_, state)| wanted(state));
    listed(viewpoint, leads.map(|(id, _)| Subject::Lead(id)))
}

fn listed(viewpoint: &Viewpoint, subjects: impl Iterator<Item = Subject>) -> Vec<Member> {
    subjects.filter(|subject| viewpoint.in_slice(*subject)).map(Member::of).collect()
}
