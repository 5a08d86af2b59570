//! The stores of the device, and the open one at a glance.

use crate::{
    model::{ids::StoreId, rows::Kind},
    protocol::command::DamagedPage,
    terms::level_clock::LevelPreset,
    time::Day,
};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct StoreEntry {
    pub id: StoreId,
    pub name: String,
    pub rows: u32,
    pub open: bool,
    /// The demo dealership: fictional, and closed to imports.
    pub demo: bool,
}

/// The open store at a glance; the top bar and the empty states read it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct StoreStatus {
    pub id: StoreId,
    /// The demo dealership: fictional, and closed to imports.
    pub demo: bool,
    pub name: String,
    /// Changes with every committed change: views of another revision are stale.
    pub revision: u32,
    pub rows: Vec<(Kind, u32)>,
    /// The default as-of date: the latest event not after the device's day, or the latest of all where that day cannot be right;
    /// in the demo a fixed one. `None` in an empty store.
    pub reporting_date: Option<Day>,
    /// An event date more than 60 days after the next-latest, ignored as an outlier.
    pub ignored_outlier: Option<Day>,
    /// The last day of each kind of file, the latest first, where one kind alone reaches the reporting date.
    pub lone: Vec<(Kind, Day)>,
    /// Where the device's date and the records contradict each other.
    pub clock: Option<ClockDoubt>,
    /// Civil minutes (epoch) of the last committed change, by the device's clock.
    pub undo: Option<UndoView>,
    pub level_preset: LevelPreset,
    /// Damage found on opening; what is damaged is not shown, and figures are partial.
    pub damaged: Vec<DamagedPage>,
    /// The list of stores was damaged or gone, and was made anew from what is there. Said once.
    pub list_rebuilt: bool,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct UndoView {
    pub files: Vec<String>,
    pub added: u32,
    pub updated: u32,
    pub day: Day,
}

/// What makes the device's date doubtful, and since when.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ClockDoubt {
    pub fault: ClockFault,
    pub device: Day,
    /// The latest record; slips left out, but for `SomeLater`.
    pub newest: Day,
    /// Events after the device's day, and how many of them are far after all others: those set no date.
    pub later: u32,
    pub slips: u32,
    /// The last import here.
    pub imported: Option<Day>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ClockFault {
    /// Records are later, too many to be slips: figures go by the latest record.
    Behind,
    /// No record is later, but something was imported on a later day.
    BeforeImport,
    /// A few records are later: slips, or a wrong date. They do not set the reporting date.
    SomeLater,
    /// It is more than a year after every record.
    FarAhead,
}
