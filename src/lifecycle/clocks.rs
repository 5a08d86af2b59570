//! The store's clocks: what a [`Span`] means for a subject. Presets, editable per store.

use super::{level_clock::LevelPreset, stage::Level, touchpoint::Span};
use crate::time::Moment;
use serde::{Deserialize, Serialize};

/// Whole months of silence after which an owner is at risk, churned, long churned (流失预警 · 流失 · 流失库).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Silence {
    pub at_risk: i32,
    pub churned: i32,
    pub long_churned: i32,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Clocks {
    pub levels: LevelPreset,
    pub petrol: Silence,
    /// 纯电: longer service intervals.
    pub electric: Silence,
    pub warranty_months: i32,
}

/// A lead this many days past its clock is dormant (休眠).
pub const DORMANT_AFTER_DAYS: i32 = 90;

impl Default for Clocks {
    fn default() -> Self {
        Self {
            levels: LevelPreset::default(),
            petrol: Silence { at_risk: 6, churned: 12, long_churned: 24 },
            electric: Silence { at_risk: 15, churned: 24, long_churned: 36 },
            warranty_months: 36,
        }
    }
}

impl Clocks {
    pub fn silence(&self, electric: bool) -> Silence {
        if electric { self.electric } else { self.petrol }
    }

    /// When a lead of this level is next due, counted from its last contact or step.
    pub fn follow_up_due(&self, last: Moment, level: Level) -> Moment {
        self.after(last, self.levels.interval(level), false)
    }

    /// The moment `span` after `from`.
    pub fn after(&self, from: Moment, span: Span, electric: bool) -> Moment {
        let silence = self.silence(electric);
        match span {
            Span::Minutes(minutes) => from.plus_minutes(minutes),
            Span::Days(days) => from.plus_days(days),
            Span::Months(months) => from.plus_months(months),
            Span::MonthsDays(months, days) => from.plus_months(months).plus_days(days),
            Span::ByPowertrain(petrol, battery) => from.plus_months(if electric { battery } else { petrol }),
            Span::WarrantyTerm(months) => from.plus_months(self.warranty_months + months),
            Span::AtRisk => from.plus_months(silence.at_risk),
            Span::Churned => from.plus_months(silence.churned),
            Span::LongChurned => from.plus_months(silence.long_churned),
        }
    }
}
