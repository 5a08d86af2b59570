//! The stores of the device, and a summary of the open one.

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

/// A summary of the open store, for the top bar and the empty states.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct StoreStatus {
    pub id: StoreId,
    /// The demo dealership: fictional, and closed to imports.
    pub demo: bool,
    pub name: String,
    /// Changes with every commit; views of another revision are stale.
    pub revision: u32,
    /// Of each kind of file.
    pub rows: Vec<(Kind, u32)>,
    /// The kinds of which people wrote anything here.
    pub written: Vec<Kind>,
    /// The default as-of date: the latest event up to the device's day, or the latest of all if that day cannot be
    /// right; a fixed date in the demo. `None` in an empty store.
    pub reporting_date: Option<Day>,
    /// An event date more than 60 days after the one before it, ignored as an outlier.
    pub ignored_outlier: Option<Day>,
    /// The last day of each kind of file, the latest first, if one kind alone reaches the reporting date.
    pub lone: Vec<(Kind, Day)>,
    /// Set if the device's date and the records contradict each other.
    pub clock: Option<ClockDoubt>,
    /// Civil minutes (epoch) of the last committed change, by the device's clock.
    pub undo: Option<UndoView>,
    pub level_preset: LevelPreset,
    /// Damage found on opening. Damaged pages are not shown, so figures are partial.
    pub damaged: Vec<DamagedPage>,
    /// The list of stores was damaged or missing, and was rebuilt from the databases. Reported only once.
    pub list_rebuilt: bool,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct UndoView {
    pub files: Vec<String>,
    pub added: u32,
    pub updated: u32,
    pub day: Day,
}

/// Why the device's date is doubtful, with the days behind it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ClockDoubt {
    pub fault: ClockFault,
    pub device: Day,
    /// The latest record; slips are left out, except for `SomeLater`.
    pub newest: Day,
    /// Events after the device's day, and how many of them are so far after all others that they set no date.
    pub later: u32,
    pub slips: u32,
    /// The last import here.
    pub imported: Option<Day>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ClockFault {
    /// Too many records are later to be slips: figures use the latest record instead.
    Behind,
    /// No record is later, but an import was made on a later day.
    BeforeImport,
    /// A few records are later: slips, or a wrong date. They do not set the reporting date.
    SomeLater,
    /// The date is more than a year after every record.
    FarAhead,
}
