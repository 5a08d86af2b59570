//! What the page asks the engine to change, what comes back, and what can go wrong.

use crate::{
    exchange::plan::{FilePlan, Mapping},
    model::{ids::StoreId, rows::Kind},
    terms::level_clock::LevelPreset,
    time::Day,
};
use serde::{Deserialize, Serialize};

use super::{
    form::{Submission, Wrong},
    view::StoreStatus,
};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Command {
    /// Opens the store used last; creates the first one where there is none. `remembered`: the last store as the page knows
    /// it by itself.
    Begin {
        remembered: Option<StoreId>,
    },
    /// Opens a store, the last used one if none is named; creates the first one where there is none.
    OpenStore(Option<StoreId>),
    /// The same for a store that another tab has open: that tab is refused from then on.
    TakeOver(Option<StoreId>),
    /// Opens a store that was refused as damaged or older, in the way named, and saves it so.
    Recover {
        store: StoreId,
        way: Recovery,
    },
    /// Writes the rows of the open store anew, whose database the browser has removed.
    WriteAnew,
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
    /// An encoded [`Batch`](crate::exchange::batch::Batch).
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
    /// What a form comes to: the form itself knows.
    Submit(Submission),
}

/// What a store is opened from that cannot be opened as it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Recovery {
    /// The state before the last change.
    Previous,
    /// What is on disk, although something later had been saved.
    AsItIs,
    /// Every page that can be read, whatever list of pages is lost.
    Readable,
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
    /// A store is gone, and this one is open now, if any can be. `left`: its database goes only once another tab lets go of
    /// it; until then it is no store any more.
    Deleted {
        left: bool,
        status: Option<StoreStatus>,
    },
    /// Everything on the device is gone, but for the databases of the stores named, which go once another tab lets go of
    /// them.
    Erased {
        left: Vec<String>,
    },
    /// A form was not filled in as it must be; nothing was changed.
    Wrong(Vec<Wrong>),
}

/// Why something did not happen. The data are as before, where it does not say otherwise.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Trouble {
    /// Another tab has this store open for writing.
    OpenElsewhere,
    /// The database did not open within 3 s because another tab blocks it.
    Blocked,
    /// The disk or the quota is full.
    QuotaExceeded,
    /// The browser could not write to the disk, or open what lies there. That is how Chromium and WebKit tell of a full disk.
    DiskRefused,
    /// The browser aborted or refused, with its own name for it.
    Storage {
        name: String,
        detail: String,
    },
    /// Records that should be there are not: the browser removed them.
    Vanished,
    /// The list of what is in force is damaged: nothing can be shown as it was saved.
    StoreDamaged {
        store: StoreId,
        /// The state before the last change, if that is whole.
        previous: Option<SavedState>,
    },
    /// What is on disk is whole, but not what was saved last.
    StoreOlder(SavedState),
    /// Another tab has taken the store over, or has changed it.
    TakenOver,
    /// A page's number is in use. Never reaches the user: the engine takes another number.
    PageTaken,
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

/// A state of a store that can be opened.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SavedState {
    pub store: StoreId,
    pub rows: u32,
    /// When its last file was imported.
    pub imported: Option<Day>,
}

/// A page that cannot be read. Nothing of it is shown.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DamagedPage {
    /// `None`: notes of the reader, not records.
    pub kind: Option<Kind>,
    pub page: u32,
    /// Rows the page should hold.
    pub rows: u32,
    /// Files that brought them, in the order of their import: imported again, they repair it.
    pub files: Vec<String>,
    /// Whole, but written by a newer version of the app.
    pub newer: bool,
}
