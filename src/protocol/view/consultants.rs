//! The funnel by consultant (按顾问): follow-up, guard list, the unattended.

use super::map::{Lack, Proportion};
use crate::time::{Day, Period};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ConsultantsView {
    pub as_of: Day,
    pub period: Period,
    /// Why nothing can be split by consultant; empty if the leads name consultants.
    pub lacks: Vec<Lack>,
    /// The most opportunities first.
    pub consultants: Vec<ConsultantView>,
    /// Everybody together, including leads without a consultant.
    pub team: Box<ConsultantView>,
    pub finding: ConsultantFinding,
    /// What else differs beyond noise.
    pub also: Vec<ConsultantFinding>,
    /// Consultants who have left and still have open leads or owners, the latest to leave first.
    pub left: Vec<LeftView>,
    /// False if no follow-ups were imported; figures that need them are not shown.
    pub has_follow_ups: bool,
    /// The bases of the measures that need thirty and sixty days to show.
    pub by_day_30: Period,
    pub by_day_60: Period,
}

/// One consultant's leads.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ConsultantView {
    /// Empty for the team.
    pub name: String,
    /// Created in the period.
    pub opportunities: u32,
    /// Of these, ordered.
    pub ordered: Option<Proportion>,
    /// Of these, standing still at the as-of date, including the dormant.
    pub stagnant: Option<Proportion>,
    pub defeated_by_day_30: Option<Proportion>,
    /// The last two measures need follow-up records.
    pub silent_after_day_30: Option<Proportion>,
    pub abandoned_at_day_60: Option<Proportion>,
    /// Open leads between day 30 and day 90, in any period.
    pub guard: u32,
    /// Median minutes to the first response, with its n; only leads timed to the minute.
    pub response_minutes: Option<(f64, u32)>,
}

/// A consultant who has left (离店顾问).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct LeftView {
    pub name: String,
    /// The last day on which a row names them.
    pub last_seen: Day,
    pub leads: u32,
    pub owners: u32,
}

/// The title of the table.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum ConsultantFinding {
    /// Stops following up after day 30 more often than the colleagues do.
    StopsAfterDay30 {
        name: String,
        share: Proportion,
        colleagues: Proportion,
    },
    /// A larger share of leads stands still than the colleagues'.
    Stagnant {
        name: String,
        share: Proportion,
        colleagues: Proportion,
    },
    /// A smaller share of leads orders than the colleagues'.
    OrdersLess {
        name: String,
        share: Proportion,
        colleagues: Proportion,
    },
    /// Nobody differs from the colleagues beyond noise; `compared`: how many could be compared.
    NoDifference {
        compared: u32,
    },
    TooFew,
}
