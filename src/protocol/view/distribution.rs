//! The lifecycle distribution (生命周期分布): where everybody stands, over time, and what moved.

use crate::time::{Day, Period};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DistributionView {
    pub as_of: Day,
    pub period: Period,
}
