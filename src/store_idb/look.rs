//! A store's database that is only read, beside whoever has it open for writing; and the notes on its backups, which no
//! commit touches.

use super::{
    burst::Mode,
    connection::Absent,
    meta::{META, query},
    session::Session,
    store::{self, TABLES},
    trouble::of_idb,
};
use crate::{
    engine::{
        aside::Source,
        store::{Head, PageNumber},
    },
    protocol::command::Trouble,
};
use idb::Request as _;
use std::rc::Rc;
use wasm_bindgen::JsValue;

pub struct IdbLook(Session);

pub(super) async fn open(name: &str) -> Result<IdbLook, Trouble> {
    Session::open(name.to_owned(), TABLES, Absent::Vanished, Rc::new(drop)).await.map(IdbLook)
}

impl IdbLook {
    /// Whatever stands under a key of the table beside pages and journal.
    pub(super) async fn note(&mut self, key: &str) -> Result<JsValue, Trouble> {
        let request =
            self.0.run(&[META], Mode::Read, 0, |transaction| transaction.object_store(META)?.get(query(key))).await?;
        request.result().map_err(of_idb)
    }

    pub(super) async fn keep(&mut self, key: &str, value: &JsValue) -> Result<(), Trouble> {
        let put = self.0.run(&[META], Mode::Strict, 0, |transaction| {
            transaction.object_store(META)?.put(value, Some(&key.into())).map(drop)
        });
        put.await
    }
}

impl Source for IdbLook {
    async fn head(&mut self) -> Result<Head, Trouble> {
        store::head(&mut self.0).await
    }

    async fn pages(&mut self, numbers: &[PageNumber]) -> Result<Vec<Option<Vec<u8>>>, Trouble> {
        store::pages(&mut self.0, numbers).await
    }

    async fn page_numbers(&mut self) -> Result<Vec<PageNumber>, Trouble> {
        store::page_numbers(&mut self.0).await
    }

    async fn journal(&mut self, numbers: &[u32]) -> Result<Vec<Option<Vec<u8>>>, Trouble> {
        store::journal(&mut self.0, numbers).await
    }

    async fn drafts(&mut self) -> Result<Vec<(String, String)>, Trouble> {
        store::drafts(&mut self.0).await
    }
}
