//! What the page asks the engine to change, what comes back, and what can go wrong.

use crate::{
    exchange::plan::{FilePlan, Mapping},
    model::{
        ids::{StoreId, SubjectRef},
        rows::Kind,
    },
    terms::{
        follow_up::{self, Way},
        level_clock::LevelPreset,
        stage::{Level, Step},
    },
    time::Day,
};
use serde::{Deserialize, Serialize};

use super::{
    form::{Submission, Wrong},
    view::StoreStatus,
};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Command {
    /// Opens the store used last; if there is none, creates the first. `remembered`: the last store as the page itself
    /// remembers it.
    Begin {
        remembered: Option<StoreId>,
    },
    /// Opens the named store, or else the last used; if there is none, creates the first.
    OpenStore(Option<StoreId>),
    /// The same for a store that another tab has open; that tab is refused from then on.
    TakeOver(Option<StoreId>),
    /// Opens a store that was refused as damaged or older, in the given way, and saves the result.
    Recover {
        store: StoreId,
        way: Recovery,
    },
    /// The browser has removed the open store's database: writes its rows again.
    WriteAnew,
    CreateStore {
        name: String,
    },
    RenameStore {
        name: String,
    },
    /// Deletes a store and everything in it.
    DeleteStore(StoreId),
    /// Deletes every store on this device.
    DeleteEverything,
    /// A file begins: its number within this import, its name. In a browser the port on which its reader hands over the
    /// rows comes along.
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
    /// The file is read, with this plan. `chosen`: mappings that the user set, to be remembered on import.
    StageDone {
        file: u32,
        plan: FilePlan,
        chosen: Vec<Mapping>,
    },
    StageDrop {
        file: u32,
    },
    StageClear,
    /// Imports everything staged: all or nothing.
    Import,
    /// Takes back the last import.
    UndoImport,
    /// Opens the demo store, making it if needed.
    OpenDemo,
    SetLevelPreset(LevelPreset),
    /// A submitted form; the form itself knows its command.
    Submit(Submission),
    /// Takes back an action, by its name in the list of actions; without a name the last one.
    Undo(Option<String>),
    /// Does again what was taken back last.
    Redo,
    /// Keeps what is being typed, by field; without a text it was sent or given up.
    KeepDrafts(Vec<(String, String)>),
    /// Makes the demo anew, without what was written in it.
    ResetDemo,
    // What forms come to inside the engine; the page has no code for it. These must come last.
    /// Writes down a follow-up of one or many.
    #[serde(skip)]
    FollowUp(FollowUp),
    /// Writes down a note on somebody.
    #[serde(skip)]
    Note {
        subject: SubjectRef,
        text: String,
        who: String,
    },
    /// Writes down whether a touchpoint was done.
    #[serde(skip)]
    Mark(Mark),
}

/// A record of a touchpoint (环节记录).
#[derive(Clone, PartialEq, Debug)]
pub struct Mark {
    pub subject: SubjectRef,
    /// Its key in the catalogue.
    pub touchpoint: String,
    pub is_done: bool,
    /// `None`: now.
    pub on: Option<Day>,
    pub note: String,
    pub who: String,
}

/// What to open a store from if it cannot be opened as it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Recovery {
    /// The state before the last change.
    Previous,
    /// The state on disk, although a later one had been saved.
    AsItIs,
    /// Every readable page, although the list of pages is lost.
    Readable,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Outcome {
    /// The store as it is now; everything reported as saved is committed.
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
    /// A store is deleted; the status is of the store that is open now, if any could be opened. `left`: the database
    /// stays until another tab lets go of it, but it no longer counts as a store.
    Deleted {
        left: bool,
        status: Option<StoreStatus>,
    },
    /// Everything on the device is deleted, except the databases of the stores named, which stay until another tab lets
    /// go of them.
    Erased {
        left: Vec<String>,
    },
    /// A form was filled in wrongly; nothing was changed.
    Wrong(Vec<Wrong>),
    /// Something was written down, taken back or done again, in the words of the page's language.
    Written {
        said: String,
        /// The people it is about.
        people: u32,
        /// Of these, those for whom it could not be done, because somebody changed it since.
        left: u32,
        is_undo: bool,
        status: StoreStatus,
    },
}

/// A follow-up as it is filled in.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FollowUp {
    pub subjects: Vec<SubjectRef>,
    pub way: Way,
    pub outcome: follow_up::Outcome,
    pub step: Option<Step>,
    pub level: Option<Level>,
    /// `None`: the day that the level's clock proposes.
    pub next: Option<Day>,
    pub note: String,
    pub who: String,
}

/// Why something did not happen. The data are as before, unless a variant says otherwise.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Trouble {
    /// Another tab has this store open for writing.
    OpenElsewhere,
    /// The database did not open within 3 s because another tab blocks it.
    Blocked,
    /// The disk or the quota is full.
    QuotaExceeded,
    /// The browser could not write to the disk or open its files. Chromium and WebKit report a full disk this way.
    DiskRefused,
    /// The browser aborted or refused; `name` is its own name for it.
    Storage {
        name: String,
        detail: String,
    },
    /// Records are missing that should be there: the browser removed them.
    Vanished,
    /// The manifest is damaged: nothing can be shown as it was saved.
    StoreDamaged {
        store: StoreId,
        /// The state before the last change, if it is whole.
        previous: Option<SavedState>,
    },
    /// The state on disk is whole, but it is not the last one saved.
    StoreOlder(SavedState),
    /// Another tab has taken over the store, or has changed it.
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
    /// An action stays as it is, and why, in the words of the page's language.
    Stands(String),
    /// Nobody of these is in the store any more.
    NobodyThere,
    /// A request that this engine does not know: page and engine are from different builds.
    NotUnderstood,
    EngineStopped,
}

/// A state of a store that can be opened.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SavedState {
    pub store: StoreId,
    pub rows: u32,
    /// The day its last file was imported.
    pub imported: Option<Day>,
}

/// A page that cannot be read; none of its rows are shown.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DamagedPage {
    /// `None`: a page of the reader's notes, not of records.
    pub kind: Option<Kind>,
    pub page: u32,
    /// Rows the page should hold.
    pub rows: u32,
    /// The files that brought them, in import order; importing them again repairs it.
    pub files: Vec<String>,
    /// The page is whole, but a newer version of the app wrote it.
    pub newer: bool,
}
