//! The follow-up clock of each intent level: three published presets, which a store chooses between.
//! Sources: DOMAIN §3, all secondary; defaults, never shown as benchmarks.

use super::{stage::Level, touchpoint::Span};
use crate::numbered::numbered;

numbered! {
    /// A published rule for how often a lead of each level is contacted (跟进频次).
    #[derive(Default)]
    pub enum LevelPreset {
        /// 北京现代: O weekly, H every 2 days, A 7, B 14, C monthly.
        #[default]
        BeijingHyundai = 0,
        /// 广汽本田: H weekly, A every 15 days, B monthly, C quarterly.
        GacHonda = 1,
        /// H follows the first rule; A every 2 weeks, B 3 weeks, C monthly.
        Third = 2,
    }
}

pub const LEVEL_PRESETS: [LevelPreset; LevelPreset::ALL.len()] = LevelPreset::ALL;

impl LevelPreset {
    /// The longest silence that still counts as followed up. Where a preset names no interval for a level, the first
    /// preset's stands in.
    pub const fn interval(self, level: Level) -> Span {
        match (self, level) {
            (Self::GacHonda, Level::H) => Span::Days(7),
            (Self::GacHonda, Level::A) => Span::Days(15),
            (Self::GacHonda, Level::B) => Span::Months(1),
            (Self::GacHonda, Level::C) => Span::Months(3),
            (Self::Third, Level::A) => Span::Days(14),
            (Self::Third, Level::B) => Span::Days(21),
            (Self::Third, Level::C) => Span::Months(1),
            (_, Level::O) => Span::Days(7),
            (_, Level::H) => Span::Days(2),
            (Self::BeijingHyundai, Level::A) => Span::Days(7),
            (Self::BeijingHyundai, Level::B) => Span::Days(14),
            (Self::BeijingHyundai, Level::C) => Span::Months(1),
        }
    }
}
