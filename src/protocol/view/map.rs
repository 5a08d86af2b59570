//! The lifecycle map: nodes, their exits, and the picture's finding.

use super::{Estimate, SliceChoices};
use crate::{
    model::{fields::Field, rows::Kind},
    protocol::query::Half,
    terms::{stage::Node, touchpoint::SurveyItem},
    time::{Day, Period},
};
use serde::{Deserialize, Serialize};

/// Below this many, a share is only an indication: it is shown pale, never leads a ranking and never makes a finding.
pub const ENOUGH: u32 = 30;

/// Counts of the episodes of one touchpoint in a period.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Exits {
    pub passed: u32,
    pub leaked: u32,
    pub stagnant: u32,
    /// Open and inside their clock at the as-of date; not in the shares.
    pub in_time: u32,
    /// Neither passed nor leaked (未经此步); not in the shares.
    pub bypassed: u32,
}

impl Exits {
    /// The base of the shares: episodes that came due or ended in the period.
    pub fn due(self) -> u32 {
        self.passed + self.leaked + self.stagnant
    }

    /// Episodes still open, including those that became overdue within the period.
    pub fn open(self) -> u32 {
        self.in_time + self.stagnant
    }

    /// Shares (passed, leaked, stagnant) of [`due`](Self::due), 0–1. `None` if nothing came due.
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
    /// All thirteen, in the order of the cycle.
    pub nodes: Vec<NodeView>,
    pub finding: MapFinding,
    /// Before and after the purchase.
    pub lost: Vec<Lost>,
    /// Where people stand past their time, the most first.
    pub still: Vec<Node>,
    /// Leads dormant at the as-of date, whenever they came due.
    pub dormant: u32,
    /// With the number of leads and owners of each.
    pub choices: SliceChoices,
    /// False if leads were imported without follow-up records; the page says so.
    pub has_follow_ups: bool,
    /// False if no lead is ever recorded as defeated; then losses before the purchase are unknown.
    pub has_defeats: bool,
    /// The same days one year earlier.
    pub year_before: Period,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct NodeView {
    pub node: Node,
    /// What would light the node up; empty if it is observed.
    pub lacks: Vec<Lack>,
    pub standing: u32,
    /// Dormant, defeated or churned, and last at this node.
    pub off: u32,
    pub exits: Exits,
    /// Wilson 95 % interval of the passed share.
    pub pass: Option<Proportion>,
    /// Wilson 95 % interval of the leaked share; `None` also if losses are unknown.
    pub leak: Option<Proportion>,
    /// The reason that most of the lost gave, and how often.
    pub reason: Option<(String, u32)>,
    /// If no reason clearly leads: the first three, with their shares of those who gave one.
    pub scattered: Vec<(String, Proportion)>,
    /// What customers answered about it in the period, if one survey item measures it and somebody scored the item.
    pub satisfaction: Option<(SurveyItem, Estimate)>,
    /// Only if the files reach back that far.
    pub year_before: Option<YearBefore>,
}

/// The lost, of those due, in the same days one year earlier.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct YearBefore {
    pub lost: Proportion,
    /// Whether the share differs now beyond chance; `None` if there are too few to tell.
    pub beyond: Option<bool>,
}

impl NodeView {
    /// Something came due, but too little for a judgement.
    pub fn is_small(&self) -> bool {
        self.lacks.is_empty() && (1..ENOUGH).contains(&self.exits.due())
    }
}

/// Where one half loses people: its nodes in two orders, with the small ones last in both.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Lost {
    pub half: Half,
    pub people: u32,
    pub by_people: Vec<Node>,
    pub by_share: Vec<Node>,
}

/// What is missing for a touchpoint to be observed.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Lack {
    /// There is no file of this kind.
    File(Kind),
    /// Files of this kind have no such column.
    Column(Kind, Field),
    /// Only a form, a survey of its own or an audit would show it.
    FormOrAudit,
    /// Files of this kind have the column, and it is empty.
    Empty(Kind, Field),
    /// No row of the store ever records it.
    Never(Never),
    /// The file begins on this day, too late to look back that far.
    Since(Kind, Day),
}

/// What files of a kind could show, but none of this store's does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Never {
    /// No opportunity has visits on two days: the list keeps each number only once.
    VisitTwice,
    /// No channel is a referral.
    Referral,
    /// No service order is a first service (首保).
    FirstService,
    /// No service order is a maintenance (一般保养).
    Maintenance,
    /// Every policy is of this store, and none has a signing day.
    NotRenewed,
}

/// The statement in the middle of the map.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum MapFinding {
    /// The node that loses the most people, with a share that is certain enough.
    MostLost {
        node: Node,
        people: u32,
        /// The reason, if one clearly leads.
        reason: Option<(String, u32)>,
        /// People who can still be reached: those past their time to this day at this node, or else at the node with
        /// the most of them.
        still: Option<(Node, u32)>,
        /// The other half's node that loses the most people.
        other: Option<(Node, u32)>,
    },
    /// Nobody was lost; most people stand still here.
    Reservoir {
        node: Node,
        people: u32,
        /// Those of them who still do to this day.
        unresolved: u32,
    },
    /// Nobody was lost, and nobody stands still.
    NobodyLost,
    /// Where people stand is known, but no exits are observed.
    StandingOnly,
    /// No node has enough episodes for a judgement.
    TooFew,
}

impl MapFinding {
    /// The node whose people past their time to this day are to be called, and how many they are.
    pub const fn unresolved(&self) -> Option<(Node, u32)> {
        match self {
            Self::MostLost { still, .. } => *still,
            Self::Reservoir { node, unresolved, .. } => Some((*node, *unresolved)),
            _ => None,
        }
    }

    /// The node it names.
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
