//! Satisfaction (满意度): indices, NPS and factors by period.

use crate::time::{Day, Period};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SatisfactionView {
    pub as_of: Day,
    pub period: Period,
}
