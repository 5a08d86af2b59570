//! The lifecycle map: nodes, their exits, what the picture finds.

use super::{Estimate, SliceChoices};
use crate::{
    model::{fields::Field, rows::Kind},
    protocol::query::Half,
    terms::{stage::Node, touchpoint::SurveyItem},
    time::{Day, Period},
};
use serde::{Deserialize, Serialize};

/// Below this many a share is only an indication: it is shown pale, leads no ranking and makes no finding.
pub const ENOUGH: u32 = 30;

/// Counts of the episodes of one touchpoint in a period.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Exits {
    pub passed: u32,
    pub leaked: u32,
    pub stagnant: u32,
    /// Open and inside their clock at the as-of date: outside the shares.
    pub in_time: u32,
    /// Neither passed nor leaked (未经此步): outside the shares.
    pub bypassed: u32,
}

impl Exits {
    /// The base of the shares: came due or ended in the period.
    pub fn due(self) -> u32 {
        self.passed + self.leaked + self.stagnant
    }

    /// Waiting here: those past their time within the period among them.
    pub fn open(self) -> u32 {
        self.in_time + self.stagnant
    }

    /// Shares (passed, leaked, stagnant) of [`due`](Self::due), 0–1. `None` where nothing came due.
    pub fn shares(self) -> Option<(f64, f64, f64)> {
        let due = f64::from(self.due());
        (due > 0.0)
            .then(|| (f64::from(self.passed) / due, f64::from(self.leaked) / due, f64::from(self.stagnant) / due))
    }
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct MapView {
    pub as_of: Day,
    pub period: Period,
    pub customers: u32,
    /// In the order of the cycle, all thirteen.
    pub nodes: Vec<NodeView>,
    pub finding: MapFinding,
    /// Before and after the purchase.
    pub lost: Vec<Lost>,
    /// Where people stand still past their time, the most first.
    pub still: Vec<Node>,
    /// With the leads and owners there are.
    pub choices: SliceChoices,
    /// False where leads were imported without follow-up records: said on the page.
    pub has_follow_ups: bool,
    /// False where no lead is ever said to be defeated: who is lost before the purchase cannot be told.
    pub has_defeats: bool,
    /// The same days one year earlier.
    pub year_before: Period,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct NodeView {
    pub node: Node,
    /// Kinds of file that would light the node up; empty where it is observed.
    pub lacks: Vec<Lack>,
    pub standing: u32,
    /// Dormant, defeated or churned, last at this node.
    pub off: u32,
    pub exits: Exits,
    /// Wilson 95 % interval of the passed share.
    pub pass: Option<Proportion>,
    /// Wilson 95 % interval of the leaked share; `None` also where losses cannot be told.
    pub leak: Option<Proportion>,
    /// The most frequent reason that is given by those who were lost here, and how often.
    pub reason: Option<(String, u32)>,
    /// Where no reason leads clearly: the first three, of all that give one.
    pub scattered: Vec<(String, Proportion)>,
    /// What customers say of it in the period, where one survey item measures it and somebody scored it.
    pub satisfaction: Option<(SurveyItem, Estimate)>,
    /// Where the files reach back as far.
    pub year_before: Option<YearBefore>,
}

/// Those lost of those due in the same days one year earlier.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct YearBefore {
    pub lost: Proportion,
    /// Whether the share is another now beyond chance; `None` where there are too few to tell.
    pub beyond: Option<bool>,
}

impl NodeView {
    /// Something came due, but too little for an opinion.
    pub fn is_small(&self) -> bool {
        self.lacks.is_empty() && (1..ENOUGH).contains(&self.exits.due())
    }
}

/// Where one half loses people: its nodes in two orders, those with too few last in both.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Lost {
    pub half: Half,
    pub people: u32,
    pub by_people: Vec<Node>,
    pub by_share: Vec<Node>,
}

/// What a touchpoint is not observed for want of.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Lack {
    /// No file of this kind.
    File(Kind),
    /// Files of this kind have no such column.
    Column(Kind, Field),
    /// Known only from a form, a survey of its own or an audit.
    FormOrAudit,
    /// Files of this kind have the column, and it is empty.
    Empty(Kind, Field),
    /// No row of the store ever says it.
    Never(Never),
    /// The file begins on this day, too late to look back as far.
    Since(Kind, Day),
}

/// What may be seen in files of a kind, and is in none of this store.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Never {
    /// No opportunity has visits on two days: a list that keeps each number once.
    VisitTwice,
    /// No channel is a referral.
    Referral,
    /// No service order is a first service (首保).
    FirstService,
    /// No service order is a maintenance (一般保养).
    Maintenance,
    /// Every policy is one of this store, without a day of its own.
    NotRenewed,
}

/// What the map says in its middle.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum MapFinding {
    /// The node that loses the most people, by a share that is known well enough.
    MostLost {
        node: Node,
        people: u32,
        /// The one that leads clearly.
        reason: Option<(String, u32)>,
        /// Who can still be reached: those past their time at this node, or else where most of them are.
        still: Option<(Node, u32)>,
    },
    /// Nobody was lost; most people stand still here.
    Reservoir { node: Node, people: u32 },
    /// Nobody was lost, and nobody stands still.
    NobodyLost,
    /// Where people stand is known, but no exit is observed.
    StandingOnly,
    /// No node has enough episodes for an opinion.
    TooFew,
}

impl MapFinding {
    /// The place it speaks of.
    pub const fn node(&self) -> Option<Node> {
        match self {
            Self::MostLost { node, .. } | Self::Reservoir { node, .. } => Some(*node),
            _ => None,
        }
    }
}

/// k of n with its Wilson 95 % interval.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct Proportion {
    pub k: u32,
    pub n: u32,
    pub low: f64,
    pub high: f64,
}

impl Proportion {
    pub fn share(self) -> f64 {
        f64::from(self.k) / f64::from(self.n)
    }

    pub const fn is_small(self) -> bool {
        self.n < ENOUGH
    }
}
