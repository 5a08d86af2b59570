//! The funnel by consultant (按顾问): follow-up, guard list, the unattended.

use crate::time::{Day, Period};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ConsultantsView {
    pub as_of: Day,
    pub period: Period,
}
