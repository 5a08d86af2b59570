//! How long an owner has stayed away, and what was last heard of anybody.

use serde::{Deserialize, Serialize};

/// How long an owner has stayed away from the workshop (活跃 · 流失预警 · 流失 · 流失库).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Activity {
    Active,
    AtRisk,
    Churned,
    LongChurned,
}

pub const ACTIVITIES: [Activity; 4] = [Activity::Active, Activity::AtRisk, Activity::Churned, Activity::LongChurned];

/// What the last that is known of somebody was; of one moment, the later here says more.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Sign {
    /// They came in as a lead.
    Lead,
    Answer,
    Policy,
    Contact,
    Order,
    Delivery,
    /// 到店
    Showroom,
    /// 到厂
    Workshop,
}
