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
    /// Why service orders tell nothing by adviser; empty where they name them, or where there are none.
    pub lacks: Vec<Lack>,
    pub period: Period,
    /// The most orders first.
    pub advisers: Vec<AdviserView>,
    /// Everybody together, what is nobody's included.
    pub team: AdviserView,
    pub finding: AdviserFinding,
}

#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct AdviserView {
    /// Empty for the team.
    pub name: String,
    /// Cars that are with this adviser as of the day.
    pub owners: u32,
    /// Service orders of the period.
    pub orders: u32,
    /// Of the answers to this adviser's orders: the service index, and the score of the item 服务顾问.
    pub index: Option<Estimate>,
    pub factor: Option<Estimate>,
    /// First service, second service, churn of twelve months.
    pub returns: [Option<Proportion>; 3],
}

/// The title of the table.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum AdviserFinding {
    /// The score of the item 服务顾问 sank, more than the colleagues' did.
    Sinks {
        name: String,
        change: f64,
        colleagues: f64,
        n: u32,
    },
    /// The score is lower than the colleagues'.
    Lower {
        name: String,
        estimate: Estimate,
        colleagues: f64,
    },
    /// Fewer of the customers come back.
    Returns {
        name: String,
        measure: Measure,
        share: Proportion,
        colleagues: Proportion,
    },
    /// Nobody differs from the colleagues beyond noise; how many could be compared.
    NoDifference {
        compared: u32,
    },
    TooFew,
}

impl AdviserFinding {
    /// Whom it names.
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
            team: AdviserView::default(),
            finding: AdviserFinding::TooFew,
        }
    }
}
