//! The funnel by consultant (按顾问): follow-up, guard list, the unattended.

use super::map::{Lack, Proportion};
use crate::time::{Day, Period};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ConsultantsView {
    pub as_of: Day,
    pub period: Period,
    /// Why nothing can be told by consultant; empty where the leads name them.
    pub lacks: Vec<Lack>,
    /// The most opportunities first.
    pub consultants: Vec<ConsultantView>,
    /// Everybody together, those without a consultant included.
    pub team: Box<ConsultantView>,
    pub finding: ConsultantFinding,
    /// Consultants who have left and still have open leads or owners, the latest to leave first.
    pub left: Vec<LeftView>,
    /// False where no follow-ups were imported: what rests on them is not told.
    pub has_follow_ups: bool,
    /// The base of what needs thirty days to show, and of what needs sixty.
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
    /// Of these, standing still at the as-of date, the dormant included.
    pub stagnant: Option<Proportion>,
    pub defeated_by_day_30: Option<Proportion>,
    /// The last two need follow-up records.
    pub silent_after_day_30: Option<Proportion>,
    pub abandoned_at_day_60: Option<Proportion>,
    /// Open leads between day 30 and day 90, whenever the period.
    pub guard: u32,
    /// Median minutes to the first response, with its n; leads timed to the minute only.
    pub response_minutes: Option<(f64, u32)>,
}

/// A consultant who has left (离店顾问).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct LeftView {
    pub name: String,
    /// The last day any row names them.
    pub last_seen: Day,
    pub leads: u32,
    pub owners: u32,
}

/// The title of the table.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum ConsultantFinding {
    /// Stops following up after day 30, more than the colleagues do.
    StopsAfterDay30 {
        name: String,
        share: Proportion,
        colleagues: Proportion,
    },
    /// More of the leads stand still than the colleagues'.
    Stagnant {
        name: String,
        share: Proportion,
        colleagues: Proportion,
    },
    /// Nobody differs from the colleagues beyond noise; how many could be compared.
    NoDifference {
        compared: u32,
    },
    TooFew,
}
