//! Stores in IndexedDB: one database each, pages beside journal and manifest, a Web Lock for the one that writes.
//! Not what the pages hold: that is the engine's.
//!
//! Layering: `connection` opens and deletes databases, `burst` runs one guarded transaction, `session` opens again when
//! the browser closed a connection, `store` and `registry` say what is written where.

mod burst;
mod connection;
mod lock;
mod registry;
mod session;
mod store;
mod trouble;
mod wait;

pub use store::IdbStore;

use crate::{engine::store::Disk, model::ids::StoreId, protocol::command::Trouble};
use lock::Lock;
use registry::Registry;
use std::{collections::BTreeSet, rc::Rc};

/// Every store's database begins with this; the registry's is the same without the dot.
const STORE_PREFIX: &str = "benyuan.store.";

/// Told when another tab or the browser takes an open store away.
pub type OnLost = Rc<dyn Fn(Trouble)>;

/// All databases of the app in this browser.
#[derive(Clone)]
pub struct IdbDisk {
    on_lost: OnLost,
}

impl IdbDisk {
    pub fn new(on_lost: impl Fn(Trouble) + 'static) -> Self {
        Self { on_lost: Rc::new(on_lost) }
    }
}

impl Disk for IdbDisk {
    type Store = IdbStore;

    async fn registry(&self) -> Result<Option<Vec<u8>>, Trouble> {
        Registry::open().await?.read().await
    }

    async fn put_registry(&self, registry: Vec<u8>) -> Result<(), Trouble> {
        Registry::open().await?.write(registry).await
    }

    async fn open(&self, id: &StoreId) -> Result<IdbStore, Trouble> {
        let name = database_of(id);
        let lock = Lock::acquire(&name).await?;
        // Noted before there is anything, so that "delete everything" finds it where the browser cannot list databases.
        Registry::open().await?.note(&name).await?;
        IdbStore::open(name, lock, self.on_lost.clone()).await
    }

    /// Refused while another tab has the store open.
    async fn delete(&self, id: &StoreId) -> Result<(), Trouble> {
        let name = database_of(id);
        let _lock = Lock::acquire(&name).await?;
        connection::delete(&name).await?;
        Registry::open().await?.forget(&name).await
    }

    /// Other tabs lose their stores and are told. The registry goes last, so that what could not be deleted stays listed.
    async fn delete_everything(&self) -> Result<(), Trouble> {
        let mut names: BTreeSet<String> = Registry::open().await?.noted().await?.into_iter().collect();
        names.extend(connection::listed().await.into_iter().filter(|name| name.starts_with(STORE_PREFIX)));
        let mut result = Ok(());
        for name in &names {
            result = result.and(connection::delete(name).await);
        }
        result?;
        connection::delete(registry::NAME).await
    }

    fn random(&self) -> u32 {
        let number = js_sys::Uint32Array::new_with_length(1);
        match get_random_values(&number) {
            Ok(_) => number.get_index(0),
            Err(_) => (js_sys::Math::random() * 2f64.powi(32)) as u32,
        }
    }
}

fn database_of(id: &StoreId) -> String {
    format!("{STORE_PREFIX}{}", id.0)
}

#[wasm_bindgen::prelude::wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = crypto, js_name = getRandomValues)]
    fn get_random_values(into: &js_sys::Uint32Array) -> Result<js_sys::Object, wasm_bindgen::JsValue>;
}
