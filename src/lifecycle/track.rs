//! A lead or an owner over time: reads its rows once, then tells its state on any day. It says the same as `lead_state`
//! and `owner_state`, and is for callers who ask about many days.

use super::{
    clocks::Clocks,
    lead::{Followed, LeadStanding, Pace, listen, open_standing},
    owner::{activity, over_100k, seen, stage},
};
use crate::terms::stage::{Level, Stage, Step};
use crate::{
    book::{Book, OpportunityId, OwnershipId},
    model::tables::Tables,
    order::order,
    terms::activity::Activity,
    time::{Day, Moment},
};

/// Everything on record, also days still to come.
const EVER: Day = Day::from_epoch_days(i32::MAX);

/// One opportunity's dated facts.
#[derive(Clone, PartialEq, Debug)]
pub struct LeadTrack {
    created: Moment,
    /// Every creation, contact and step, in order.
    activity: Vec<Moment>,
    /// The days it was declared lost, in order.
    defeats: Vec<Day>,
    ordered: Option<Day>,
    delivered: Option<Day>,
    /// The level in the files.
    level: Option<Level>,
    /// What was followed up here, in order.
    followed: Vec<Followed>,
}

impl LeadTrack {
    pub fn new(book: &Book, tables: &Tables, id: OpportunityId) -> Self {
        let opportunity = book.opportunity(id);
        let mut said = listen(book, tables, id, EVER);
        order(&mut said.activity, |at| i64::from(at.order_key()));
        let mut defeats: Vec<Day> = said.defeats.iter().map(|(at, _)| at.day()).collect();
        order(&mut defeats, |day| i64::from(day.epoch_days()));
        let first = |step: Step| said.recorded[step.index()].map(Moment::day);
        Self {
            created: opportunity.created,
            ordered: first(Step::Order),
            delivered: first(Step::Delivery),
            level: opportunity.level,
            followed: said.followed,
            activity: said.activity,
            defeats,
        }
    }

    /// `None` before it was created.
    pub fn on(&self, day: Day, clocks: &Clocks) -> Option<(Level, LeadStanding)> {
        if self.created.day() > day {
            return None;
        }
        let by = |at: Option<Day>| at.is_some_and(|at| at <= day);
        let heard = self.activity.partition_point(|at| at.day() <= day);
        let last = self.activity[..heard].last().copied().unwrap_or(self.created);
        let followed = self.followed.partition_point(|one| one.at.day() <= day);
        let pace = Pace::of(self.level, last, &self.followed[..followed]);
        let level = if by(self.ordered) { Level::O } else { pace.level };
        if by(self.delivered) {
            return Some((level, LeadStanding::Delivered));
        }
        let declared = self.defeats.partition_point(|at| *at <= day);
        // A record on a later day takes a defeat back; only the last declaration decides.
        if self.defeats[..declared].last().is_some_and(|at| last.day() <= *at) {
            return Some((level, LeadStanding::Defeated));
        }
        Some((level, open_standing(pace.due(level, clocks), day)))
    }
}

/// One ownership's dated facts.
#[derive(Clone, PartialEq, Debug)]
pub struct OwnerTrack {
    since: Option<Day>,
    until: Option<Day>,
    electric: bool,
    /// Days of service, in order.
    seen: Vec<Day>,
    over_100k: Option<Day>,
}

impl OwnerTrack {
    pub fn new(book: &Book, tables: &Tables, id: OwnershipId) -> Self {
        let ownership = book.ownership(id);
        let seen = seen(ownership, tables, EVER);
        Self {
            since: ownership.since,
            until: ownership.until,
            electric: ownership.electric,
            over_100k: over_100k(&seen),
            seen: seen.into_iter().map(|seen| seen.day).collect(),
        }
    }

    /// Stage (`None`: unknown) and activity; `None` before the ownership starts and after it ends.
    pub fn on(&self, day: Day, clocks: &Clocks) -> Option<(Option<Stage>, Activity)> {
        if self.since.is_some_and(|since| since > day) || self.until.is_some_and(|until| until <= day) {
            return None;
        }
        let visits = self.seen.partition_point(|seen| *seen <= day);
        let last_seen = self.seen[..visits].last().copied().or(self.since)?;
        let stage = self.since.map(|since| stage(since, self.over_100k, day));
        Some((stage, activity(clocks.silence(self.electric), Some(last_seen), day)))
    }
}
