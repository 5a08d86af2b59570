//! The stores of the device, and the open one at a glance.

use crate::{
    lifecycle::level_clock::LevelPreset, model::ids::StoreId, model::rows::Kind, protocol::command::DamagedPage,
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
    /// The default as-of date: the latest event not after the device's day, in the demo a fixed one. `None` in an empty
    /// store.
    pub reporting_date: Option<Day>,
    /// An event date more than 60 days after the next-latest, ignored as an outlier.
    pub ignored_outlier: Option<Day>,
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
