//! The database that lists the others: the engine's registry, and a note of every store's database.

use super::{
    burst::Mode,
    session::Session,
    store::{bytes_in, put, query},
    trouble::of_idb,
};
use crate::protocol::command::Trouble;
use idb::Request;
use js_sys::Array;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};

pub const NAME: &str = "benyuan";
const META: &str = "meta";
const REGISTRY: &str = "registry";
/// Keys of the notes begin with this; the name of the database follows.
const NOTE: &str = "database:";

/// Opened for each use and closed again, so that no tab holds it.
pub struct Registry(Session);

impl Registry {
    pub async fn open() -> Result<Self, Trouble> {
        Session::open(NAME.to_owned(), &[META], Rc::new(drop)).await.map(Self)
    }

    pub async fn read(&mut self) -> Result<Option<Vec<u8>>, Trouble> {
        let request = self
            .0
            .run(&[META], Mode::Read, 0, |transaction| transaction.object_store(META)?.get(query(REGISTRY.into())))
            .await?;
        bytes_in(&request)
    }

    pub async fn write(&mut self, registry: Vec<u8>) -> Result<(), Trouble> {
        self.put(REGISTRY, &registry, Mode::Strict).await
    }

    /// Remembers that there is, or soon will be, a database of this name.
    pub async fn note(&mut self, name: &str) -> Result<(), Trouble> {
        self.put(&format!("{NOTE}{name}"), &[], Mode::Relaxed).await
    }

    pub async fn forget(&mut self, name: &str) -> Result<(), Trouble> {
        let key = JsValue::from(format!("{NOTE}{name}"));
        self.0
            .run(&[META], Mode::Relaxed, 0, |transaction| {
                transaction.object_store(META)?.delete(query(key.clone())).map(drop)
            })
            .await
    }

    /// Names of all databases noted.
    pub async fn noted(&mut self) -> Result<Vec<String>, Trouble> {
        let request = self
            .0
            .run(&[META], Mode::Read, 0, |transaction| transaction.object_store(META)?.get_all_keys(None, None))
            .await?;
        let keys: Array = request.result().map_err(of_idb)?.unchecked_into();
        let name = |key: JsValue| Some(key.as_string()?.strip_prefix(NOTE)?.to_owned());
        Ok(keys.iter().filter_map(name).collect())
    }

    async fn put(&mut self, key: &str, bytes: &[u8], mode: Mode) -> Result<(), Trouble> {
        let key = JsValue::from_str(key);
        self.0.run(&[META], mode, bytes.len(), |transaction| put(&transaction.object_store(META)?, &key, bytes)).await
    }
}
