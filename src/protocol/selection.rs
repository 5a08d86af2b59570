//! The people behind a number, as they are asked for: the place, and the part of it.

use super::measure::{Measure, MeasurePart};
use crate::terms::activity::Activity;
use crate::{
    model::values::AnswerKind,
    terms::{
        stage::{Level, Node, Stage, Step},
        touchpoint::SurveyItem,
    },
    time::Day,
};
use serde::{Deserialize, Serialize};

/// The people behind a number.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Selection {
    Node(Node, NodePart),
    Step(Step, StepPart),
    /// 战败后又成交
    BoughtAfterDefeat,
    /// Deliveries whose customer had no lead.
    DeliveriesWithoutLead,
    /// Every customer of the store.
    Everybody,
    /// Episodes of a touchpoint of the catalogue, by its key.
    Touchpoint(String, NodePart),
    /// Owners at the as-of date (`None`: any).
    Owners {
        stage: Option<Stage>,
        activity: Option<Activity>,
    },
    /// Owners at the as-of date whose stage is not known (`None`: of any activity).
    StageUnknown(Option<Activity>),
    /// Open prospects at the as-of date.
    Prospects {
        level: Option<Level>,
        part: ProspectPart,
    },
    /// Subjects that were at one place on `since` and are at the other on the as-of date.
    Moved {
        from: Place,
        to: Place,
        since: Day,
    },
    /// Answers of the period, the worst first.
    Answers {
        /// `None`: of every questionnaire.
        kind: Option<AnswerKind>,
        /// Answers that score this item; without an item, answers that score any.
        item: Option<SurveyItem>,
        part: AnswerPart,
    },
    /// The numerator or denominator of a measure, perhaps only of one of its staff.
    Measure {
        measure: Measure,
        part: MeasurePart,
        group: Option<String>,
    },
    /// Open leads between day 30 and day 90 of their creation (30–90 天守护名单).
    Guard,
    /// Open leads and owners whose consultant has left (孤儿客户).
    Unattended,
    /// Customers of whom people wrote something, and whose row it was about is gone (its import was taken back).
    Loose,
    /// Lead rows of the period whose creation and first contact are known to the minute (首次响应用时).
    Responded,
    /// Lost at a node for this reason.
    LostFor(Node, String),
    /// Lost at any node of this half.
    Lost(Half),
    /// Service orders of the period.
    Serviced,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum ProspectPart {
    All,
    InTime,
    Stagnant,
    Dormant,
}

/// Where a subject was or is, for movement between two dates. Leads use the first seven, owners the first two and the
/// last five.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Place {
    /// Does not exist yet, or no more (the car was sold on).
    Outside,
    /// Anywhere but at the other end.
    Elsewhere,
    /// A lead that exists, whatever its outcome.
    Lead,
    /// An open lead on the path.
    Prospect,
    Dormant,
    Defeated,
    /// A lead that took delivery.
    Bought,
    /// An owner of any kind.
    Owner,
    /// An owner who is active or at risk.
    Kept,
    /// An owner who is churned or long churned.
    Lost,
    Activity(Activity),
    /// `None`: unknown stage.
    Stage(Option<Stage>),
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum AnswerPart {
    All,
    /// With a recommendation (推荐意愿), high or low.
    Recommending,
    /// 推荐意愿 9–10
    Promoters,
    /// 7–8
    Passives,
    /// 0–6
    Detractors,
    /// The item scored 6 or less; without an item, any item did.
    Low,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum NodePart {
    /// Standing there at the as-of date.
    Standing,
    /// Off the path here: dormant, defeated or churned, and last at this node.
    Off,
    /// Every episode that came due or ended in the period.
    Due,
    Passed,
    Leaked,
    Stagnant,
    /// Open and inside its clock.
    InTime,
    /// A later step is recorded and this one is not (未经此步).
    Bypassed,
    /// Still open: inside its clock, or overdue since some day of the period.
    Open,
    /// Past its time at the end of the period, and still without an outcome at the as-of date (至今未推进).
    Unresolved,
}

impl NodePart {
    /// Whether it is read at the as-of date, whatever the period.
    pub const fn is_of_now(self) -> bool {
        matches!(self, Self::Standing | Self::Off | Self::Unresolved)
    }
}

/// The two halves of the map: 购买前, up to delivery, and 购买后.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Half {
    Before,
    After,
}

pub const HALVES: [Half; 2] = [Half::Before, Half::After];

impl Half {
    pub fn of(node: Node) -> Self {
        if node < Node::Honeymoon { Self::Before } else { Self::After }
    }

    pub const fn other(self) -> Self {
        match self {
            Self::Before => Self::After,
            Self::After => Self::Before,
        }
    }
}

#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum StepPart {
    Reached,
    /// Reached the next step too.
    Next,
    Leaked,
    /// Leaked for this reason; empty: no reason was given.
    LeakedFor(String),
    /// Open past the clock, including the dormant.
    Stagnant,
    /// More than 90 days past the clock.
    Dormant,
    InTime,
    Bypassed,
    /// Reached, and a row says when.
    Recorded,
    /// Recorded here and then at the next step: the base for the time between the two.
    Timed,
}
