//! The store's clocks: how long a [`Span`] is for a subject. Presets, editable per store.

use crate::terms::{level_clock::LevelPreset, stage::Level, touchpoint::Span};
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
    /// What differs from the presets, by number: only that is stored, so that a store follows a better preset in what it left alone. A
    /// number is never given to another clock.
    pub fn changes(&self) -> Vec<(u32, i32)> {
        let presets = Self::default().numbered();
        self.numbered().into_iter().filter(|one| !presets.contains(one)).collect()
    }

    /// The presets with these changes; a number that is not known here changes nothing.
    pub fn changed(changes: &[(u32, i32)]) -> Self {
        let mut clocks = Self::default();
        for &(number, value) in changes {
            match number {
                0 => clocks.levels = LevelPreset::of_number(value.into()).unwrap_or_default(),
                1 => clocks.petrol.at_risk = value,
                2 => clocks.petrol.churned = value,
                3 => clocks.petrol.long_churned = value,
                4 => clocks.electric.at_risk = value,
                5 => clocks.electric.churned = value,
                6 => clocks.electric.long_churned = value,
                7 => clocks.warranty_months = value,
                _ => {}
            }
        }
        clocks
    }

    fn numbered(&self) -> [(u32, i32); 8] {
        let Self { levels, petrol, electric, warranty_months } = *self;
        [
            (0, levels as i32),
            (1, petrol.at_risk),
            (2, petrol.churned),
            (3, petrol.long_churned),
            (4, electric.at_risk),
            (5, electric.churned),
            (6, electric.long_churned),
            (7, warranty_months),
        ]
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_changes_are_told_and_each_comes_back() {
        assert_eq!(Clocks::default().changes(), []);
        let silence = |first: i32| Silence { at_risk: first, churned: first + 1, long_churned: first + 2 };
        let clocks =
            Clocks { levels: LevelPreset::Third, petrol: silence(50), electric: silence(60), warranty_months: 48 };
        assert_eq!((clocks.changes().len(), Clocks::changed(&clocks.changes())), (8, clocks));
        let one = Clocks { warranty_months: 60, ..Clocks::default() };
        assert_eq!((one.changes(), Clocks::changed(&[(7, 60), (99, 1)])), (vec![(7, 60)], one));
    }
}
