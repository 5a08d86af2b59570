//! The in-memory double of the outside world, for tests of everything but IndexedDB itself. It can be told to fail.

use super::store::{Disk, PageNumber, Store};
use crate::{model::ids::StoreId, protocol::command::Trouble};
use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

#[derive(Clone, Default)]
pub struct MemoryDisk {
    inner: Rc<Inner>,
}

#[derive(Default)]
struct Inner {
    registry: RefCell<Option<Vec<u8>>>,
    stores: RefCell<BTreeMap<StoreId, Rc<RefCell<Database>>>>,
    open: RefCell<BTreeSet<StoreId>>,
    random: Cell<u32>,
    /// Writes left before every further one fails, as on a full disk.
    writes_left: Cell<Option<u32>>,
}

/// What one database holds.
#[derive(Default)]
pub struct Database {
    pub pages: BTreeMap<PageNumber, Vec<u8>>,
    pub manifest: Option<Vec<u8>>,
    pub journal: BTreeMap<u32, Vec<u8>>,
}

pub struct MemoryStore {
    disk: MemoryDisk,
    id: StoreId,
    database: Rc<RefCell<Database>>,
}

impl MemoryDisk {
    /// Lets `writes` more writes succeed; every one after that fails.
    pub fn fail_after(&self, writes: Option<u32>) {
        self.inner.writes_left.set(writes);
    }

    /// The database behind a store, to look into it or to damage it.
    pub fn database(&self, id: &StoreId) -> Rc<RefCell<Database>> {
        self.inner.stores.borrow_mut().entry(id.clone()).or_default().clone()
    }

    fn write(&self) -> Result<(), Trouble> {
        match self.inner.writes_left.get() {
            Some(0) => Err(Trouble::QuotaExceeded),
            Some(left) => {
                self.inner.writes_left.set(Some(left - 1));
                Ok(())
            }
            None => Ok(()),
        }
    }
}

impl Disk for MemoryDisk {
    type Store = MemoryStore;

    async fn registry(&self) -> Result<Option<Vec<u8>>, Trouble> {
        Ok(self.inner.registry.borrow().clone())
    }

    async fn put_registry(&self, registry: Vec<u8>) -> Result<(), Trouble> {
        self.write()?;
        *self.inner.registry.borrow_mut() = Some(registry);
        Ok(())
    }

    async fn open(&self, id: &StoreId) -> Result<MemoryStore, Trouble> {
        if !self.inner.open.borrow_mut().insert(id.clone()) {
            return Err(Trouble::OpenElsewhere);
        }
        Ok(MemoryStore { disk: self.clone(), id: id.clone(), database: self.database(id) })
    }

    async fn delete(&self, id: &StoreId) -> Result<(), Trouble> {
        self.inner.stores.borrow_mut().remove(id);
        Ok(())
    }

    async fn delete_everything(&self) -> Result<(), Trouble> {
        self.inner.stores.borrow_mut().clear();
        *self.inner.registry.borrow_mut() = None;
        Ok(())
    }

    fn random(&self) -> u32 {
        self.inner.random.set(self.inner.random.get().wrapping_mul(747_796_405).wrapping_add(2_891_336_453));
        self.inner.random.get()
    }
}

impl Drop for MemoryStore {
    fn drop(&mut self) {
        self.disk.inner.open.borrow_mut().remove(&self.id);
    }
}

impl Store for MemoryStore {
    async fn manifest(&mut self) -> Result<Option<Vec<u8>>, Trouble> {
        Ok(self.database.borrow().manifest.clone())
    }

    async fn pages(&mut self, numbers: &[PageNumber]) -> Result<Vec<Option<Vec<u8>>>, Trouble> {
        let database = self.database.borrow();
        Ok(numbers.iter().map(|number| database.pages.get(number).cloned()).collect())
    }

    async fn put_pages(&mut self, pages: Vec<(PageNumber, Vec<u8>)>) -> Result<(), Trouble> {
        for (number, page) in pages {
            self.disk.write()?;
            self.database.borrow_mut().pages.insert(number, page);
        }
        Ok(())
    }

    async fn commit(&mut self, manifest: Vec<u8>, journal: (u32, Vec<u8>)) -> Result<(), Trouble> {
        self.disk.write()?;
        let mut database = self.database.borrow_mut();
        database.manifest = Some(manifest);
        database.journal.insert(journal.0, journal.1);
        Ok(())
    }

    async fn sweep(&mut self, keep: &[PageNumber]) -> Result<(), Trouble> {
        self.database.borrow_mut().pages.retain(|number, _| keep.binary_search(number).is_ok());
        Ok(())
    }
}
