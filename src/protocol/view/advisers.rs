//! The service advisers side by side (按服务顾问).

use super::{
    map::{Lack, Proportion},
    satisfaction::Estimate,
};
use crate::{
    protocol::query::Measure,
    time::{Day, Period},
};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AdvisersView {
    /// Why service orders cannot be split by adviser; empty if they name advisers, or if there are none.
    pub lacks: Vec<Lack>,
    pub period: Period,
    /// The most orders first.
    pub advisers: Vec<AdviserView>,
    /// Units without an adviser; `None` if every unit has one.
    pub unassigned: Option<AdviserView>,
    /// Everybody together, including units without an adviser.
    pub team: AdviserView,
    pub finding: AdviserFinding,
}

#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct AdviserView {
    /// Empty for the team.
    pub name: String,
    /// Cars with this adviser as of the day.
    pub owners: u32,
    /// Service orders of the period.
    pub orders: u32,
    /// From the answers to this adviser's orders: the service index, and the score of the item 服务顾问.
    pub index: Option<Estimate>,
    pub factor: Option<Estimate>,
    /// First service, second service, twelve-month churn.
    pub returns: [Option<Proportion>; 3],
}

/// The title of the table.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum AdviserFinding {
    /// The score of the item 服务顾问 sank by more than the colleagues'.
    Sinks {
        name: String,
        change: f64,
        colleagues: f64,
        n: u32,
    },
    /// The score is below the colleagues'.
    Lower {
        name: String,
        estimate: Estimate,
        colleagues: f64,
    },
    /// Fewer of the adviser's customers return.
    Returns {
        name: String,
        measure: Measure,
        share: Proportion,
        colleagues: Proportion,
    },
    /// Nobody differs from the colleagues beyond noise; `compared`: how many could be compared.
    NoDifference {
        compared: u32,
    },
    TooFew,
}

impl AdviserFinding {
    /// The adviser it names.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Sinks { name, .. } | Self::Lower { name, .. } | Self::Returns { name, .. } => Some(name),
            Self::NoDifference { .. } | Self::TooFew => None,
        }
    }
}

impl AdvisersView {
    /// Nothing to compare.
    pub fn none(day: Day) -> Self {
        Self {
            lacks: Vec::new(),
            period: Period { first: day, last: day },
            advisers: Vec::new(),
            unassigned: None,
            team: AdviserView::default(),
            finding: AdviserFinding::TooFew,
        }
    }
}
