//! The table beside pages and journal: its keys, and reading and writing its bytes.

use super::trouble::of_idb;
use crate::protocol::command::Trouble;
use idb::{Error, ObjectStore, Query, Request};
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};

pub const META: &str = "meta";
pub const MANIFEST: &str = "manifest";
/// The manifest's seal.
pub const GUARD: &str = "guard";
/// The previous manifest, with its seal.
pub const PREVIOUS: &str = "previous";
/// Before the name of a field whose text is being typed.
pub const DRAFT: &str = "draft ";
/// What is noted about the store's backups.
pub const BACKUPS: &str = "backups";
/// The folder they go to, as the browser keeps it.
pub const FOLDER: &str = "backup folder";
/// The owner's record.
pub const OWNER: &str = "owner";

/// Puts a copy: for a view, the browser would clone the program's whole memory.
pub fn put(table: &ObjectStore, key: &JsValue, bytes: &[u8]) -> Result<(), Error> {
    table.put(&Uint8Array::from(bytes), Some(key)).map(drop)
}

/// What a finished `get` found.
pub fn bytes_in(request: &impl Request) -> Result<Option<Vec<u8>>, Trouble> {
    request.result().map(bytes).map_err(of_idb)
}

pub fn bytes(value: JsValue) -> Option<Vec<u8>> {
    value.dyn_into::<Uint8Array>().ok().map(|bytes| bytes.to_vec())
}

pub fn query(key: impl Into<JsValue>) -> Query {
    Query::Key(key.into())
}

/// The key of a page or a journal entry.
pub fn number(number: u32) -> JsValue {
    JsValue::from_f64(f64::from(number))
}
