//! The default order of a list: people who can still be won first, hopeless cases last. Orders by a column are in
//! `people`.

use crate::{
    analytics::viewpoint::{Member, Viewpoint},
    lifecycle::{
        clocks::DORMANT_AFTER_DAYS,
        episode::{End, Episode},
        journey::Subject,
        lead::{LeadStanding, LeadState},
        owner::OwnerState,
    },
    terms::{
        activity::Activity,
        stage::{LEVELS, Level},
    },
    time::Day,
};

/// In the order of the list.
#[derive(Clone, Copy)]
enum Hope {
    /// Past their time by up to 90 days, or at risk: within the first month the higher level first, then the most
    /// recently due.
    Late,
    /// Still in time: those whose time ends first.
    InTime,
    /// Defeated, leaked or churned: the most recent first.
    Lost,
    /// Past their time by more than 90 days, overdue and churned, or long churned: the most recent first.
    Dormant,
    /// Nothing to do: the most recent first.
    Over,
}

/// Smaller values come first; equal values keep the book's order. `read_to`: the day that the episodes are of; a lead
/// that was open on an earlier day has the place it has now.
pub(super) fn urgency(viewpoint: &Viewpoint, read_to: Day, member: &Member) -> i64 {
    let is_past = read_to < viewpoint.standings.as_of;
    let open_then = |episode: &Episode| is_past && episode.end == End::Open;
    let (hope, days) = match (&member.episode, member.subject) {
        (Some(episode), Subject::Lead(id)) if open_then(episode) => {
            viewpoint.standings.leads[id.get()].as_ref().map_or(UNKNOWN, |state| of_lead(state, viewpoint))
        }
        (Some(episode), subject) => {
            of_episode(episode, read_to, level(viewpoint, subject), is_gone(viewpoint, subject))
        }
        (None, Subject::Lead(id)) => {
            viewpoint.standings.leads[id.get()].as_ref().map_or(UNKNOWN, |state| of_lead(state, viewpoint))
        }
        (None, Subject::Ownership(id)) => {
            viewpoint.standings.owners[id.get()].as_ref().map_or(UNKNOWN, |state| of_owner(state, viewpoint))
        }
        (None, Subject::Customer(_)) => UNKNOWN,
    };
    ((hope as i64) << 32) + i64::from(days)
}

const UNKNOWN: (Hope, i32) = (Hope::Over, i32::MAX);

/// Past this many days the level says little: whoever was about to buy has bought.
const WARM_DAYS: i32 = 30;

/// The place among the late. Owners have no level.
fn warmth(level: Option<Level>, late_days: i32) -> i32 {
    match level {
        Some(level) if late_days <= WARM_DAYS => (level as i32) * (WARM_DAYS + 1) + late_days,
        Some(_) => (LEVELS.len() as i32) * (WARM_DAYS + 1) + late_days,
        None => late_days,
    }
}

fn level(viewpoint: &Viewpoint, subject: Subject) -> Option<Level> {
    let Subject::Lead(id) = subject else { return None };
    viewpoint.standings.leads[id.get()].as_ref().map(|state| state.level)
}

/// Whether there is nobody to win at the as-of date: a lead that has ended or gone dormant since, an owner who has
/// churned.
fn is_gone(viewpoint: &Viewpoint, subject: Subject) -> bool {
    match subject {
        Subject::Lead(id) => viewpoint.standings.leads[id.get()]
            .as_ref()
            .is_none_or(|state| !matches!(state.standing, LeadStanding::InTime | LeadStanding::Stagnant { .. })),
        Subject::Ownership(id) => {
            viewpoint.standings.owners[id.get()].as_ref().is_none_or(|state| state.activity >= Activity::Churned)
        }
        Subject::Customer(_) => false,
    }
}

/// The group, and the days since or until the date that counts in it.
fn of_episode(episode: &Episode, as_of: Day, level: Option<Level>, is_gone: bool) -> (Hope, i32) {
    let since = |day: Day| as_of.days_since(day);
    match &episode.end {
        End::Open => match episode.due.map(|due| since(due.day())) {
            Some(late) if late > 0 && (late > DORMANT_AFTER_DAYS || is_gone) => (Hope::Dormant, late),
            Some(late) if late > 0 => (Hope::Late, warmth(level, late)),
            Some(late) => (Hope::InTime, -late),
            None => (Hope::InTime, i32::MAX),
        },
        End::Leaked(at, _) if !episode.recovered => (Hope::Lost, since(at.day())),
        End::Passed(at) | End::Leaked(at, _) | End::Bypassed(at) | End::Moot(at) => (Hope::Over, since(at.day())),
    }
}

fn of_lead(state: &LeadState, viewpoint: &Viewpoint) -> (Hope, i32) {
    let since = |day: Day| viewpoint.standings.as_of.days_since(day);
    match state.standing {
        LeadStanding::Stagnant { late_days } => (Hope::Late, warmth(Some(state.level), late_days)),
        LeadStanding::InTime => (Hope::InTime, -since(state.due.day())),
        LeadStanding::Defeated => (Hope::Lost, state.defeats.last().map_or(i32::MAX, |defeat| since(defeat.at.day()))),
        LeadStanding::Dormant { late_days } => (Hope::Dormant, late_days),
        LeadStanding::Delivered => (Hope::Over, since(state.last_activity.day())),
    }
}

/// The longer an active owner has stayed away, the less time is left.
fn of_owner(state: &OwnerState, viewpoint: &Viewpoint) -> (Hope, i32) {
    let away = state.last_seen.map_or(i32::MAX, |day| viewpoint.standings.as_of.days_since(day));
    match state.activity {
        Activity::AtRisk => (Hope::Late, away),
        Activity::Active => (Hope::InTime, -away),
        Activity::Churned => (Hope::Lost, away),
        Activity::LongChurned => (Hope::Dormant, away),
    }
}
