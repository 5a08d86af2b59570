//! The two traits for the outside world: where pages, manifest and journal are stored. Their in-memory double is in
//! `memory`; who may write is decided in `owner`.

use super::aside::Source;
use crate::{model::ids::StoreId, protocol::command::Trouble};
use std::collections::BTreeMap;

/// A page's number. Pages are written once and never changed; the manifest says which are in force.
pub type PageNumber = u32;

/// The contents of a store's database, except pages and journal. `guard` judges them.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Head {
    /// The manifest in force; `None` if nothing was ever committed.
    pub manifest: Option<Vec<u8>>,
    /// The manifest's seal. `None` if a version without seals wrote it.
    pub guard: Option<Vec<u8>>,
    /// The previous manifest, with its own seal in front.
    pub previous: Option<Vec<u8>>,
    /// The last number in the journal.
    pub last_journal: Option<u32>,
}

/// One change: what to switch to, in one strict transaction.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Commit {
    pub manifest: Vec<u8>,
    pub guard: Vec<u8>,
    /// Stored as the previous manifest. `None`: the stored one stays.
    pub previous: Option<Vec<u8>>,
    pub journal: (u32, Vec<u8>),
    /// The pages written for this change; the commit is refused if one is missing.
    pub pages: Vec<PageNumber>,
}

/// How a store is opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Opening {
    /// Makes the database if there is none; without it that is [`Trouble::Vanished`].
    pub create: bool,
    /// Takes the store over from a tab that has it open; that tab's later commits are refused.
    pub take_over: bool,
}

/// One open store (one database). All futures are local: the engine is single-threaded.
#[allow(async_fn_in_trait)]
pub trait Store {
    /// The contents on disk. A later commit is refused if the disk then holds another manifest than this one or the
    /// last committed.
    async fn head(&mut self) -> Result<Head, Trouble>;

    /// Pages by number, in the order asked; `None` for a missing page.
    async fn pages(&mut self, numbers: &[PageNumber]) -> Result<Vec<Option<Vec<u8>>>, Trouble>;

    /// The numbers of all stored pages, named by a manifest or not.
    async fn page_numbers(&mut self) -> Result<Vec<PageNumber>, Trouble>;

    /// Writes pages that no manifest names yet; a crash may lose them until a commit names them (relaxed durability).
    /// [`Trouble::PageTaken`] if a number is in use: a page is never overwritten.
    async fn put_pages(&mut self, pages: Vec<(PageNumber, Vec<u8>)>) -> Result<(), Trouble>;

    /// Switches to a new manifest and appends a journal entry, in one strict transaction: all or nothing, and durable
    /// when this returns, together with the pages written before. [`Trouble::TakenOver`] if another writer owns the
    /// store or has committed since.
    async fn commit(&mut self, commit: Commit) -> Result<(), Trouble>;

    /// Appends one entry to the journal in a strict transaction: durable when this returns. Refused as a commit is, and
    /// also if the number is taken by another entry ([`Trouble::TakenOver`]).
    async fn append(&mut self, number: u32, entry: Vec<u8>) -> Result<(), Trouble>;

    /// Writes entries into the journal of a store that is put together, before its first commit; a crash may lose them
    /// until that.
    async fn put_entries(&mut self, entries: Vec<(u32, Vec<u8>)>) -> Result<(), Trouble>;

    /// What the journal has under these numbers, in the order asked.
    async fn journal(&mut self, numbers: &[u32]) -> Result<Vec<Option<Vec<u8>>>, Trouble>;

    /// Keeps what is being typed, by field; `None` forgets it. Not strict: it is what would be lost in a crash otherwise.
    async fn keep_drafts(&mut self, drafts: Vec<(String, Option<String>)>) -> Result<(), Trouble>;

    /// What was being typed, by field.
    async fn drafts(&mut self) -> Result<Vec<(String, String)>, Trouble>;

    /// Makes the database anew and empty after the browser removed it; this writer keeps the store.
    async fn revive(&mut self) -> Result<(), Trouble>;

    /// Deletes every page not in `keep` (from an interrupted import, or no longer needed for undo), but only if the
    /// manifest on disk is this writer's.
    async fn sweep(&mut self, keep: &[PageNumber]) -> Result<(), Trouble>;
}

/// What is noted about this device's stores, and the databases that exist.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Notebook {
    /// The list of stores, encoded by the engine; `None` before the first.
    pub registry: Option<Vec<u8>>,
    /// The hash of the list. `None` if a version without seals wrote it.
    pub guard: Option<Vec<u8>>,
    /// The highest revision known to be committed, by store.
    pub revisions: BTreeMap<StoreId, u32>,
    /// Stores being deleted: they no longer count, whatever is left of their databases.
    pub deleting: Vec<StoreId>,
    /// Stores whose database exists, sorted by name; `None` if the browser cannot list them.
    pub databases: Option<Vec<StoreId>>,
}

/// All stores of the device.
#[allow(async_fn_in_trait)]
pub trait Disk {
    type Store: Store;
    type Look: Source;

    async fn notebook(&self) -> Result<Notebook, Trouble>;

    async fn put_registry(&self, registry: Vec<u8>, guard: Vec<u8>) -> Result<(), Trouble>;

    /// Notes the highest committed revision of a store. A failure is ignored: the note only helps to recognise an older
    /// state.
    async fn note_revision(&self, id: &StoreId, revision: u32);

    /// Opens a store for writing, one opener at a time: otherwise [`Trouble::OpenElsewhere`]. If the database exists,
    /// this needs no disk space. Dropping the store closes it.
    async fn open(&self, id: &StoreId, opening: Opening) -> Result<Self::Store, Trouble>;

    /// Reads the contents of a store's database without opening it for writing: this refuses nobody and writes nothing.
    async fn peek(&self, id: &StoreId) -> Result<Head, Trouble>;

    /// A store's database to be read beside whoever has it open.
    async fn look(&self, id: &StoreId) -> Result<Self::Look, Trouble>;

    /// What is noted about a store's backups (`backup::settings`), beside its records.
    async fn backups(&self, id: &StoreId) -> Result<Option<Vec<u8>>, Trouble>;

    async fn keep_backups(&self, id: &StoreId, settings: Vec<u8>) -> Result<(), Trouble>;

    /// Fails with [`Trouble::OpenElsewhere`] if another tab has one of these stores open; called before a deletion
    /// begins.
    async fn free(&self, ids: &[StoreId]) -> Result<(), Trouble>;

    /// Notes that these stores are being deleted, so that the next start finishes an interrupted deletion.
    async fn mark_deleting(&self, ids: &[StoreId]) -> Result<(), Trouble>;

    /// Deletes a store's database; fine if there is none.
    async fn delete(&self, id: &StoreId) -> Result<(), Trouble>;

    /// Deletes everything noted about a store that is gone.
    async fn forget(&self, id: &StoreId) -> Result<(), Trouble>;

    /// Deletes the notebook itself, after the last store.
    async fn delete_notebook(&self) -> Result<(), Trouble>;

    /// A random number, for names that must not collide between devices.
    fn random(&self) -> u32;
}
