//! The one trait for the outside world: where pages, manifest and journal are kept. Its in-memory double is beside it.

use crate::{model::ids::StoreId, protocol::command::Trouble};

/// A page's number. Pages are written once and never changed; the manifest says which are in force.
pub type PageNumber = u32;

/// One open store (one database). All futures are local: the engine is single-threaded.
#[allow(async_fn_in_trait)]
pub trait Store {
    /// The manifest in force; `None` in a store that was never committed.
    async fn manifest(&mut self) -> Result<Option<Vec<u8>>, Trouble>;

    /// Pages by number, in the order asked; `None` for one that is not there.
    async fn pages(&mut self, numbers: &[PageNumber]) -> Result<Vec<Option<Vec<u8>>>, Trouble>;

    /// Writes pages that no manifest names yet. May be lost in a crash until a commit names them (relaxed durability).
    async fn put_pages(&mut self, pages: Vec<(PageNumber, Vec<u8>)>) -> Result<(), Trouble>;

    /// Flips to a new manifest and appends a journal entry, in one strict transaction: all or nothing, and durable when
    /// this returns. Pages written before are durable with it.
    async fn commit(&mut self, manifest: Vec<u8>, journal: (u32, Vec<u8>)) -> Result<(), Trouble>;

    /// Deletes every page not in `keep` (left by an import that was cut off, or no longer undoable).
    async fn sweep(&mut self, keep: &[PageNumber]) -> Result<(), Trouble>;
}

/// All stores of the device.
#[allow(async_fn_in_trait)]
pub trait Disk {
    type Store: Store;

    /// The list of stores, as the engine encoded it; `None` before the first.
    async fn registry(&self) -> Result<Option<Vec<u8>>, Trouble>;

    async fn put_registry(&self, registry: Vec<u8>) -> Result<(), Trouble>;

    /// Opens a store for writing, creating its database where there is none. Only one opener at a time:
    /// [`Trouble::OpenElsewhere`] otherwise. Dropping the store closes it.
    async fn open(&self, id: &StoreId) -> Result<Self::Store, Trouble>;

    async fn delete(&self, id: &StoreId) -> Result<(), Trouble>;

    /// Everything of this app on the device, the registry included.
    async fn delete_everything(&self) -> Result<(), Trouble>;

    /// A random number, for names that must not collide across devices.
    fn random(&self) -> u32;
}
