//! The database that lists the others: the engine's registry with its hash, a note of every store's database, the
//! highest committed revision of each store, and the stores being deleted.

use super::{
    STORE_PREFIX,
    burst::Mode,
    connection::{Absent, listed},
    meta::{META, bytes, put, query},
    session::Session,
    trouble::of_idb,
};
use crate::{engine::store::Notebook, model::ids::StoreId, protocol::command::Trouble};
use idb::{Error, ObjectStore, Request};
use js_sys::Array;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};

pub const NAME: &str = "benyuan";
const REGISTRY: &str = "registry";
const GUARD: &str = "registry-guard";
/// The prefixes of the notes' keys; the database's name follows.
const NOTE: &str = "database:";
const REVISION: &str = "revision:";
const DELETING: &str = "deleting:";

/// Opened for each use and closed again, so that no tab keeps it open.
pub struct Registry(Session);

impl Registry {
    pub async fn open() -> Result<Self, Trouble> {
        Session::open(NAME.to_owned(), &[META], Absent::Create, Rc::new(drop)).await.map(Self)
    }

    /// Everything noted. Of the databases only those with a note.
    pub async fn read(&mut self) -> Result<(Notebook, Vec<String>), Trouble> {
        let (keys, values) = self
            .0
            .run(&[META], Mode::Read, 0, |transaction| {
                let meta = transaction.object_store(META)?;
                Ok((meta.get_all_keys(None, None)?, meta.get_all(None, None)?))
            })
            .await?;
        let array = |value: Result<JsValue, Error>| value.map(JsCast::unchecked_into::<Array>).map_err(of_idb);
        let (mut notebook, mut noted) = (Notebook::default(), Vec::new());
        for (key, value) in array(keys.result())?.iter().zip(array(values.result())?.iter()) {
            let Some(key) = key.as_string() else { continue };
            let named = |prefix: &str| key.strip_prefix(prefix).map(str::to_owned);
            let store = |prefix: &str| named(prefix).and_then(|name| store_of(&name));
            if key == REGISTRY {
                notebook.registry = bytes(value);
            } else if key == GUARD {
                notebook.guard = bytes(value);
            } else if let Some(name) = named(NOTE) {
                noted.push(name);
            } else if let Some(id) = store(REVISION) {
                notebook.revisions.extend(value.as_f64().map(|revision| (id, revision as u32)));
            } else if let Some(id) = store(DELETING) {
                notebook.deleting.push(id);
            }
        }
        Ok((notebook, noted))
    }

    pub async fn write(&mut self, registry: Vec<u8>, guard: Vec<u8>) -> Result<(), Trouble> {
        self.change(Mode::Strict, registry.len(), |meta| {
            put(meta, &GUARD.into(), &guard)?;
            put(meta, &REGISTRY.into(), &registry)
        })
        .await
    }

    /// Notes that a database of this name exists, or soon will.
    pub async fn note(&mut self, name: &str) -> Result<(), Trouble> {
        let (_, noted) = self.read().await?;
        if noted.iter().any(|known| known == name) {
            return Ok(());
        }
        self.change(Mode::Relaxed, 0, |meta| put(meta, &format!("{NOTE}{name}").into(), &[])).await
    }

    pub async fn note_revision(&mut self, name: &str, revision: u32) -> Result<(), Trouble> {
        let (key, revision) = (JsValue::from(format!("{REVISION}{name}")), JsValue::from(revision));
        self.change(Mode::Relaxed, 0, |meta| meta.put(&revision, Some(&key)).map(drop)).await
    }

    pub async fn mark_deleting(&mut self, names: &[String]) -> Result<(), Trouble> {
        self.change(Mode::Strict, 0, |meta| {
            names.iter().try_for_each(|name| put(meta, &format!("{DELETING}{name}").into(), &[]))
        })
        .await
    }

    pub async fn forget(&mut self, name: &str) -> Result<(), Trouble> {
        self.change(Mode::Relaxed, 0, |meta| {
            [NOTE, REVISION, DELETING]
                .iter()
                .try_for_each(|prefix| meta.delete(query(format!("{prefix}{name}"))).map(drop))
        })
        .await
    }

    async fn change(
        &mut self,
        mode: Mode,
        size: usize,
        change: impl Fn(&ObjectStore) -> Result<(), Error>,
    ) -> Result<(), Trouble> {
        self.0.run(&[META], mode, size, |transaction| change(&transaction.object_store(META)?)).await
    }
}

/// Everything noted, and the databases that exist. If the list cannot be read, the databases still show the stores. If
/// no database is seen either, the reading failed: on a full disk Chromium opens and lists nothing, and that must not
/// look like a first visit.
pub async fn notebook() -> Result<Notebook, Trouble> {
    let read = match Registry::open().await {
        Ok(mut registry) => registry.read().await,
        Err(trouble) => Err(trouble),
    };
    let listed = listed().await;
    let sees_any = listed.iter().flatten().any(|name| store_of(name).is_some());
    let (notebook, noted) = if sees_any { read.unwrap_or_default() } else { read? };
    let mut databases: Vec<StoreId> = match &listed {
        Some(names) => names.iter().filter_map(|name| store_of(name)).collect(),
        None => noted.iter().filter_map(|name| store_of(name)).collect(),
    };
    databases.sort();
    let is_known = listed.is_some() || !databases.is_empty();
    Ok(Notebook { databases: is_known.then_some(databases), ..notebook })
}

fn store_of(name: &str) -> Option<StoreId> {
    name.strip_prefix(STORE_PREFIX).map(|id| StoreId(id.to_owned()))
}
