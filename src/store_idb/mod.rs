//! Stores in IndexedDB: one database each, with pages, journal, manifest, and the record of the owner who may write.
//! What pages hold is the engine's.
//!
//! Layers: `connection` opens and deletes databases; `burst` runs one guarded transaction; `session` reopens a
//! connection that the browser closed; `owner` and `lock` keep tabs apart; `store` and `registry` define what is
//! written where.

mod burst;
mod connection;
mod lock;
mod look;
mod meta;
mod owner;
mod registry;
mod session;
mod store;
mod trouble;
mod wait;

pub use look::IdbLook;
pub use store::IdbStore;

use crate::{
    engine::store::{Disk, Head, Notebook, Opening},
    model::ids::StoreId,
    protocol::command::Trouble,
};
use connection::{Absent, Connection};
use lock::{Lock, Wanted};
use owner::{Claim, Me};
use registry::Registry;
use session::Session;
use std::rc::Rc;

/// The prefix of every store's database; the registry's own database is `benyuan`.
const STORE_PREFIX: &str = "benyuan.store.";

/// Called when another tab or the browser takes an open store away.
pub type OnLost = Rc<dyn Fn(Trouble)>;

/// All databases of the app in this browser.
#[derive(Clone)]
pub struct IdbDisk {
    tab: u64,
    on_lost: OnLost,
}

impl IdbDisk {
    /// `tab`: a number that this tab keeps over reloads, so that the page before a reload does not shut it out.
    pub fn new(tab: u64, on_lost: impl Fn(Trouble) + 'static) -> Self {
        Self { tab, on_lost: Rc::new(on_lost) }
    }

    fn me(&self) -> Me {
        Me { writer: u64::from(self.random()) << 32 | u64::from(self.random()), tab: self.tab }
    }

    /// Acquires the lock, and says how certain it is then that nobody else writes. An owner that holds the lock but has
    /// had no beat for a while is frozen; its lock is stolen, so that it cannot keep others out for ever.
    async fn lock(&self, name: &str, take_over: bool) -> Result<(Lock, Claim), Trouble> {
        let wanted = if take_over { Wanted::Steal } else { Wanted::IfFree };
        let lock = match Lock::acquire(name, wanted).await {
            Err(Trouble::OpenElsewhere) if is_frozen(name).await => Lock::acquire(name, Wanted::Steal).await?,
            lock => lock?,
        };
        let claim = if lock.is_held() || take_over { Claim::Certain } else { Claim::Ask };
        Ok((lock, claim))
    }
}

impl Disk for IdbDisk {
    type Store = IdbStore;
    type Look = IdbLook;

    async fn notebook(&self) -> Result<Notebook, Trouble> {
        registry::notebook().await
    }

    async fn put_registry(&self, registry: Vec<u8>, guard: Vec<u8>) -> Result<(), Trouble> {
        Registry::open().await?.write(registry, guard).await
    }

    async fn note_revision(&self, id: &StoreId, revision: u32) {
        if let Ok(mut registry) = Registry::open().await {
            drop(registry.note_revision(&database_of(id), revision).await);
        }
    }

    async fn open(&self, id: &StoreId, opening: Opening) -> Result<IdbStore, Trouble> {
        let name = database_of(id);
        let (lock, claim) = self.lock(&name, opening.take_over).await?;
        let absent = if opening.create { Absent::Create } else { Absent::Vanished };
        if opening.create
            && let Ok(mut registry) = Registry::open().await
        {
            // Noted before the database exists, so that it is found even if the browser cannot list databases. A
            // failure is ignored.
            drop(registry.note(&name).await);
        }
        IdbStore::open(name, absent, self.me(), claim, lock, self.on_lost.clone()).await
    }

    async fn peek(&self, id: &StoreId) -> Result<Head, Trouble> {
        let opened = Session::open(database_of(id), store::TABLES, Absent::Vanished, Rc::new(drop)).await;
        store::head(&mut opened?).await
    }

    async fn look(&self, id: &StoreId) -> Result<IdbLook, Trouble> {
        look::open(&database_of(id)).await
    }

    async fn backups(&self, id: &StoreId) -> Result<Option<Vec<u8>>, Trouble> {
        look::open(&database_of(id)).await?.note(meta::BACKUPS).await.map(meta::bytes)
    }

    async fn keep_backups(&self, id: &StoreId, settings: Vec<u8>) -> Result<(), Trouble> {
        let settings = js_sys::Uint8Array::from(settings.as_slice());
        look::open(&database_of(id)).await?.keep(meta::BACKUPS, &settings).await
    }

    async fn free(&self, ids: &[StoreId]) -> Result<(), Trouble> {
        for id in ids {
            let name = database_of(id);
            let lock = Lock::acquire(&name, Wanted::IfFree).await?;
            if !lock.is_held() && is_owned(&name).await {
                return Err(Trouble::OpenElsewhere);
            }
        }
        Ok(())
    }

    async fn mark_deleting(&self, ids: &[StoreId]) -> Result<(), Trouble> {
        let names: Vec<String> = ids.iter().map(database_of).collect();
        Registry::open().await?.mark_deleting(&names).await
    }

    async fn delete(&self, id: &StoreId) -> Result<(), Trouble> {
        connection::delete(&database_of(id)).await
    }

    async fn forget(&self, id: &StoreId) -> Result<(), Trouble> {
        Registry::open().await?.forget(&database_of(id)).await
    }

    async fn delete_notebook(&self) -> Result<(), Trouble> {
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

/// The folder that a store's backups go to, as the browser keeps it.
pub async fn folder_of(id: &StoreId) -> Result<wasm_bindgen::JsValue, Trouble> {
    look::open(&database_of(id)).await?.note(meta::FOLDER).await
}

pub async fn keep_folder(id: &StoreId, folder: &wasm_bindgen::JsValue) -> Result<(), Trouble> {
    look::open(&database_of(id)).await?.keep(meta::FOLDER, folder).await
}

/// Whether a store's owner has had no beat for a while.
async fn is_frozen(name: &str) -> bool {
    owner_of(name).await.is_some_and(|owner| owner.is_stale(js_sys::Date::now()))
}

/// Whether a living tab owns a store, by its record and its answer.
async fn is_owned(name: &str) -> bool {
    match owner_of(name).await {
        Some(owner) => owner::answers(name, owner.writer).await,
        None => false,
    }
}

async fn owner_of(name: &str) -> Option<crate::engine::owner::Owner> {
    let connection = Connection::open(name, store::TABLES, Absent::Vanished, Rc::new(drop)).await.ok()?;
    owner::read(&connection).await.ok()?
}

fn database_of(id: &StoreId) -> String {
    format!("{STORE_PREFIX}{}", id.0)
}

#[wasm_bindgen::prelude::wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = crypto, js_name = getRandomValues)]
    fn get_random_values(into: &js_sys::Uint32Array) -> Result<js_sys::Object, wasm_bindgen::JsValue>;
}
