//! The lifecycle distribution (生命周期分布): where everybody stands, over time, and what moved.

use super::slices::SliceChoices;
use crate::terms::activity::{ACTIVITIES, Activity};
use crate::{
    protocol::query::{Place, ProspectPart, Selection},
    terms::stage::{LEVELS, Level, OWNER_STAGES, Stage},
    time::{Day, Period},
};
use serde::{Deserialize, Serialize};

/// The parts that add up to all prospects.
pub const PROSPECT_PARTS: [ProspectPart; 3] = [ProspectPart::InTime, ProspectPart::Stagnant, ProspectPart::Dormant];

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DistributionView {
    pub as_of: Day,
    pub period: Period,
    /// The point of the as-of day, which is among `points`.
    pub now: Box<StandView>,
    /// Month ends and the reporting date, in order; the as-of day is one of them.
    pub points: Vec<StandView>,
    pub movement: MovementView,
    pub finding: DistributionFinding,
    /// Choices for the slice, the most frequent first, with their owners and open prospects at the as-of date.
    pub choices: SliceChoices,
    /// False if no service order was imported: then nobody can be seen to stay away.
    pub has_services: bool,
    /// False if leads were imported without follow-up records.
    pub has_follow_ups: bool,
}

/// Where everybody stands on a day.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct StandView {
    pub day: Day,
    /// By stage (the last: unknown) and activity.
    owners: [[u32; ACTIVITIES.len()]; OWNER_STAGES.len() + 1],
    /// By level and part.
    prospects: [[u32; PROSPECT_PARTS.len()]; LEVELS.len()],
}

/// What moved between a day and the as-of date.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct MovementView {
    pub since: Day,
    /// The named moves, owners first.
    pub moves: Vec<MoveView>,
    /// From (rows) × to (columns): owners by activity, owners by stage, leads.
    pub tables: Vec<MoveTable>,
}

#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct MoveView {
    pub from: Place,
    pub to: Place,
    pub people: u32,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct MoveTable {
    /// The heads of rows and columns.
    pub places: Vec<Place>,
    pub people: Vec<Vec<u32>>,
}

/// What changed between the two dates beyond chance.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum DistributionFinding {
    /// On balance, more owners turned churned than new owners came.
    LostOutgrewNew {
        more: u32,
        entered: u32,
    },
    /// The share of churned owners changed; (churned, all) before and now.
    LostShare {
        before: (u32, u32),
        now: (u32, u32),
    },
    /// The balance of churned owners: so many more, or fewer; their share may be unchanged.
    Lost {
        more: i32,
    },
    /// The balance of dormant prospects: so many more, or fewer.
    Dormant {
        more: i32,
    },
    /// Only the numbers of owners and prospects changed.
    Steady {
        owners: u32,
        prospects: u32,
    },
    /// Too few people on the earlier day for a comparison.
    Standing {
        owners: u32,
        prospects: u32,
    },
    TooFew,
}

impl StandView {
    /// A stand with nobody in it.
    pub fn on(day: Day) -> Self {
        Self { day, owners: Default::default(), prospects: Default::default() }
    }

    pub fn add_owner(&mut self, stage: Option<Stage>, activity: Activity) {
        self.owners[stage_index(stage)][activity as usize] += 1;
    }

    pub fn add_prospect(&mut self, level: Level, part: ProspectPart) {
        if let Some(place) = PROSPECT_PARTS.iter().position(|one| *one == part) {
            self.prospects[level as usize][place] += 1;
        }
    }

    /// Owners of a stage (`None`: unknown) by activity.
    pub fn owners(&self, stage: Option<Stage>) -> [u32; ACTIVITIES.len()] {
        self.owners[stage_index(stage)]
    }

    /// Prospects of a level by part.
    pub fn prospects(&self, level: Level) -> [u32; PROSPECT_PARTS.len()] {
        self.prospects[level as usize]
    }

    /// Owners of all stages by activity.
    pub fn activities(&self) -> [u32; ACTIVITIES.len()] {
        sum(&self.owners)
    }

    /// Prospects of all levels by part.
    pub fn parts(&self) -> [u32; PROSPECT_PARTS.len()] {
        sum(&self.prospects)
    }

    pub fn all_owners(&self) -> u32 {
        self.activities().iter().sum()
    }

    pub fn all_prospects(&self) -> u32 {
        self.parts().iter().sum()
    }

    /// Churned and long churned owners.
    pub fn lost(&self) -> u32 {
        self.activities()[Activity::Churned as usize..].iter().sum()
    }
}

/// The owners of a stage (`None`: unknown), of one activity or of all.
pub fn owners_of(stage: Option<Stage>, activity: Option<Activity>) -> Selection {
    match stage {
        Some(_) => Selection::Owners { stage, activity },
        None => Selection::StageUnknown(activity),
    }
}

fn stage_index(stage: Option<Stage>) -> usize {
    OWNER_STAGES.iter().position(|one| Some(*one) == stage).unwrap_or(OWNER_STAGES.len())
}

fn sum<const N: usize>(rows: &[[u32; N]]) -> [u32; N] {
    let mut sums = [0; N];
    rows.iter().flat_map(|row| row.iter().enumerate()).for_each(|(at, people)| sums[at] += people);
    sums
}
