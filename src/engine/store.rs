//! The two traits for the outside world: where pages, manifest and journal are kept. Their in-memory double is beside them;
//! who may write is judged in `owner`.

use crate::{model::ids::StoreId, protocol::command::Trouble};
use std::collections::BTreeMap;

/// A page's number. Pages are written once and never changed; the manifest says which are in force.
pub type PageNumber = u32;

/// What a store's database holds besides pages and journal. Not judged here: that is `guard`'s.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Head {
    /// In force; `None` in a store that was never committed.
    pub manifest: Option<Vec<u8>>,
    /// Seals the manifest. None where a version wrote it that knew of none.
    pub guard: Option<Vec<u8>>,
    /// The manifest before it, with its own seal in front.
    pub previous: Option<Vec<u8>>,
    /// The last number in the journal.
    pub last_journal: Option<u32>,
}

/// What a change flips to, in one strict transaction.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Commit {
    pub manifest: Vec<u8>,
    pub guard: Vec<u8>,
    /// Kept beside as the manifest before. `None`: what is kept there stays.
    pub previous: Option<Vec<u8>>,
    pub journal: (u32, Vec<u8>),
    /// Written for this change: it is refused where one of them is not there.
    pub pages: Vec<PageNumber>,
}

/// How a store is opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Opening {
    /// Makes the database where there is none; otherwise it is [`Trouble::Vanished`].
    pub create: bool,
    /// Takes the store over from a tab that has it open; that tab is refused from then on.
    pub take_over: bool,
}

/// One open store (one database). All futures are local: the engine is single-threaded.
#[allow(async_fn_in_trait)]
pub trait Store {
    /// What is on disk. A commit is refused where the disk holds another manifest than was read here or committed last.
    async fn head(&mut self) -> Result<Head, Trouble>;

    /// Pages by number, in the order asked; `None` for one that is not there.
    async fn pages(&mut self, numbers: &[PageNumber]) -> Result<Vec<Option<Vec<u8>>>, Trouble>;

    /// The numbers of all pages there are, whether a manifest names them or not.
    async fn page_numbers(&mut self) -> Result<Vec<PageNumber>, Trouble>;

    /// Writes pages that no manifest names yet. May be lost in a crash until a commit names them (relaxed durability).
    /// [`Trouble::PageTaken`] where one of the numbers is in use: nothing is ever written over.
    async fn put_pages(&mut self, pages: Vec<(PageNumber, Vec<u8>)>) -> Result<(), Trouble>;

    /// Flips to a new manifest and appends a journal entry, in one strict transaction: all or nothing, and durable when
    /// this returns. Pages written before are durable with it. [`Trouble::TakenOver`] where somebody else owns the store
    /// or has committed since.
    async fn commit(&mut self, commit: Commit) -> Result<(), Trouble>;

    /// Makes the database again, empty, after the browser has removed it; the store stays this writer's.
    async fn revive(&mut self) -> Result<(), Trouble>;

    /// Deletes every page not in `keep` (left by an import that was cut off, or no longer undoable), if the manifest on
    /// disk is this writer's; otherwise nothing.
    async fn sweep(&mut self, keep: &[PageNumber]) -> Result<(), Trouble>;
}

/// What is written down about the stores of this device, and which databases there are.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Notebook {
    /// The list of stores, as the engine encoded it; `None` before the first.
    pub registry: Option<Vec<u8>>,
    /// The hash of the list. None where a version wrote it that knew of none.
    pub guard: Option<Vec<u8>>,
    /// The highest revision known to be committed, by store.
    pub revisions: BTreeMap<StoreId, u32>,
    /// Being deleted: no longer stores, whatever is left of their databases.
    pub deleting: Vec<StoreId>,
    /// Stores whose database is there, in the order of their names; `None` where the browser does not tell.
    pub databases: Option<Vec<StoreId>>,
}

/// All stores of the device.
#[allow(async_fn_in_trait)]
pub trait Disk {
    type Store: Store;

    async fn notebook(&self) -> Result<Notebook, Trouble>;

    async fn put_registry(&self, registry: Vec<u8>, guard: Vec<u8>) -> Result<(), Trouble>;

    /// Writes down how far a store has been committed. Not worth a failure: it only tells an older state from the last.
    async fn note_revision(&self, id: &StoreId, revision: u32);

    /// Opens a store for writing. One opener at a time: [`Trouble::OpenElsewhere`] otherwise. Needs no room on the disk
    /// where the database is there. Dropping the store closes it.
    async fn open(&self, id: &StoreId, opening: Opening) -> Result<Self::Store, Trouble>;

    /// What a store's database holds, opened for reading alone: nobody is refused for it and nothing is written.
    async fn peek(&self, id: &StoreId) -> Result<Head, Trouble>;

    /// Whether another tab has one of these stores open, as [`Trouble::OpenElsewhere`]; asked before a deletion begins.
    async fn free(&self, ids: &[StoreId]) -> Result<(), Trouble>;

    /// Writes down that these are being deleted, so that a deletion cut off goes on at the next start.
    async fn mark_deleting(&self, ids: &[StoreId]) -> Result<(), Trouble>;

    /// Deletes a store's database; fine if there is none.
    async fn delete(&self, id: &StoreId) -> Result<(), Trouble>;

    /// Forgets everything written down about a store that is gone.
    async fn forget(&self, id: &StoreId) -> Result<(), Trouble>;

    /// Deletes the notebook itself, after the last store.
    async fn delete_notebook(&self) -> Result<(), Trouble>;

    /// A random number, for names that must not collide across devices.
    fn random(&self) -> u32;
}
