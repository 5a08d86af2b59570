//! The state of an ownership on a day: its stage, crossed with how long the owner has been silent.

use super::clocks::{Clocks, Silence};
use crate::terms::stage::{Node, Stage};
use crate::{
    book::{Book, Ownership, OwnershipId},
    model::{rows::Kind, tables::Tables, values::ServiceKind},
    terms::activity::Activity,
    time::Day,
};

/// Above this reading a car is in its repurchase stage (再购期).
pub const REPURCHASE_KM: u32 = 100_000;

/// First month of each ownership stage, from delivery; the lower bound belongs to the stage.
const STAGE_MONTHS: [(i32, Stage); 5] = [
    (0, Stage::Honeymoon),
    (3, Stage::EarlyUse),
    (12, Stage::Warranty),
    (36, Stage::OutOfWarranty),
    (60, Stage::Repurchase),
];

/// One ownership as of a day.
#[derive(Clone, PartialEq, Debug)]
pub struct OwnerState {
    /// `None` if no delivery, purchase or invoice date is known.
    pub stage: Option<Stage>,
    pub activity: Activity,
    /// Last service order or, before the first, the delivery. `None`: neither is known.
    pub last_seen: Option<Day>,
    pub visits: u32,
    pub mileage_km: Option<u32>,
    /// A first service (首保) is on record, or none is owed: the car was not delivered new by this store.
    pub first_service_done: bool,
}

impl OwnerState {
    /// The circle of the map where the owner stands; `None` if off the path (churned) or if the stage is unknown.
    pub fn standing(&self) -> Option<Node> {
        if self.activity >= Activity::Churned {
            return None;
        }
        self.node()
    }

    /// The circle of the owner's stage, churned or not.
    pub fn node(&self) -> Option<Node> {
        Some(match self.stage? {
            Stage::Honeymoon => Node::Honeymoon,
            Stage::EarlyUse if !self.first_service_done => Node::FirstService,
            Stage::EarlyUse => Node::EarlyUse,
            Stage::Warranty => Node::Warranty,
            Stage::OutOfWarranty => Node::OutOfWarranty,
            _ => Node::Repurchase,
        })
    }
}

/// A service order as the owner's journey needs it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Seen {
    pub day: Day,
    pub mileage_km: Option<u32>,
    pub first_service: bool,
}

/// The ownership's service orders up to a day, in order.
pub fn seen(ownership: &Ownership, tables: &Tables, as_of: Day) -> Vec<Seen> {
    let mut seen: Vec<Seen> = ownership
        .rows
        .iter()
        .filter(|row| row.kind == Kind::Services)
        .filter_map(|row| {
            let order = tables.services().at(row.get());
            let day = order.at()?.day();
            let first_service = order.kind() == Some(ServiceKind::First);
            (day <= as_of && ownership.since.is_none_or(|since| since <= day)).then_some(Seen {
                day,
                mileage_km: order.mileage_km(),
                first_service,
            })
        })
        .collect();
    seen.sort();
    seen
}

/// `None` before the ownership starts and after it has ended.
pub fn owner_state(book: &Book, tables: &Tables, id: OwnershipId, as_of: Day, clocks: &Clocks) -> Option<OwnerState> {
    let ownership = book.ownership(id);
    if ownership.since.is_some_and(|since| since > as_of) || ownership.until.is_some_and(|until| until <= as_of) {
        return None;
    }
    let seen = seen(ownership, tables, as_of);
    if ownership.since.is_none() && seen.is_empty() {
        return None;
    }
    let last_seen = seen.last().map(|seen| seen.day).or(ownership.since);
    Some(OwnerState {
        stage: ownership.since.map(|since| stage(since, over_100k(&seen), as_of)),
        activity: activity(clocks.silence(ownership.electric), last_seen, as_of),
        last_seen,
        visits: seen.len() as u32,
        mileage_km: seen.iter().filter_map(|seen| seen.mileage_km).max(),
        first_service_done: ownership.second_hand
            || ownership.sale.is_none()
            || seen.iter().any(|seen| seen.first_service),
    })
}

/// The day of the first reading above 100 000 km.
pub fn over_100k(seen: &[Seen]) -> Option<Day> {
    seen.iter().find(|seen| seen.mileage_km.is_some_and(|km| km > REPURCHASE_KM)).map(|seen| seen.day)
}

/// The stage on a day, by whole calendar months from delivery and the first reading above 100 000 km.
pub fn stage(since: Day, over_100k: Option<Day>, on: Day) -> Stage {
    if over_100k.is_some_and(|day| day <= on) {
        return Stage::Repurchase;
    }
    let months = on.whole_months_since(since);
    STAGE_MONTHS.iter().rev().find(|(from, _)| *from <= months).map_or(Stage::Honeymoon, |(_, stage)| *stage)
}

/// First day of a stage, and first day of the next one; `None` if a reading above 100 000 km skips the stage. The last
/// stage has no end.
pub fn stage_days(since: Day, over_100k: Option<Day>, wanted: Stage) -> Option<(Day, Option<Day>)> {
    let at = STAGE_MONTHS.iter().position(|(_, stage)| *stage == wanted)?;
    let mut start = since.plus_months(STAGE_MONTHS[at].0);
    let mut end = STAGE_MONTHS.get(at + 1).map(|(months, _)| since.plus_months(*months));
    match (wanted, over_100k) {
        (Stage::Repurchase, Some(jump)) => start = start.min(jump),
        (_, Some(jump)) if jump <= start => return None,
        (_, Some(jump)) => end = end.map(|end| end.min(jump)),
        (_, None) => {}
    }
    if wanted == Stage::Repurchase {
        end = None;
    }
    Some((start, end))
}

pub(super) fn activity(silence: Silence, last_seen: Option<Day>, as_of: Day) -> Activity {
    let Some(last_seen) = last_seen else { return Activity::Active };
    match as_of.whole_months_since(last_seen) {
        months if months >= silence.long_churned => Activity::LongChurned,
        months if months >= silence.churned => Activity::Churned,
        months if months >= silence.at_risk => Activity::AtRisk,
        _ => Activity::Active,
    }
}
