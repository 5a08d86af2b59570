//! What the page asks the engine to change, what comes back, and what can go wrong.

use crate::{
    exchange::plan::{FilePlan, Mapping},
    lifecycle::level_clock::LevelPreset,
    model::ids::StoreId,
};
use serde::{Deserialize, Serialize};

use super::view::StoreStatus;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Command {
    /// Opens a store, the last used one if none is named; creates the first one where there is none.
    OpenStore(Option<StoreId>),
    CreateStore {
        name: String,
    },
    RenameStore {
        name: String,
    },
    /// Deletes a store with everything in it.
    DeleteStore(StoreId),
    /// Deletes every store on this device.
    DeleteEverything,
    /// A file begins: its number within this import, its name.
    StageFile {
        file: u32,
        name: String,
    },
    /// A chunk of `Vec<ParsedRow>`, encoded.
    StageRows {
        file: u32,
        #[serde(with = "super::bytes")]
        rows: Vec<u8>,
    },
    /// The file is read: what was made of it. `chosen`: mappings the user set, remembered when imported.
    StageDone {
        file: u32,
        plan: FilePlan,
        chosen: Vec<Mapping>,
    },
    StageDrop {
        file: u32,
    },
    StageClear,
    /// Writes what is staged: all or nothing.
    Import,
    /// Takes the last import back.
    UndoImport,
    /// Opens the demo store, made where it is not there yet.
    OpenDemo,
    SetLevelPreset(LevelPreset),
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Outcome {
    /// The store as it now is; everything said to be saved is committed.
    Store(StoreStatus),
    /// Nothing to report (staging).
    Nothing,
    Imported {
        added: u32,
        updated: u32,
        unchanged: u32,
        refused: u32,
        status: StoreStatus,
    },
    /// Everything on the device is gone.
    Erased,
}

/// Why something did not happen. The data are as before.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Trouble {
    /// Another tab has this store open for writing.
    OpenElsewhere,
    /// The database did not open within 3 s because another tab blocks it.
    Blocked,
    /// The disk or the quota is full.
    QuotaExceeded,
    /// The browser aborted or refused, with its own name for it.
    Storage {
        name: String,
        detail: String,
    },
    /// Records that should be there are not: the browser removed them.
    Vanished,
    /// Pages whose hash or format is wrong, by table and page. Nothing of them is shown.
    Damaged(Vec<DamagedPage>),
    /// Written by a newer version of the app.
    TooNew,
    NoStore,
    NothingStaged,
    NothingToUndo,
    /// The demo store takes no imports.
    DemoStore,
    /// A request this engine does not know: page and engine are of different builds.
    NotUnderstood,
    EngineStopped,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DamagedPage {
    pub table: String,
    pub page: u32,
    /// Rows the page should hold.
    pub rows: u32,
}
