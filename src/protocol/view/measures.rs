//! The scorecard (指标): each measure with its numerator and denominator.

use crate::time::{Day, Period};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct MeasuresView {
    pub as_of: Day,
    pub period: Period,
}
