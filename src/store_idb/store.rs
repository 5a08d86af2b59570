//! One store: its pages, its journal, its manifest.

use super::{OnLost, burst::Mode, lock::Lock, session::Session, trouble::of_idb};
use crate::{
    engine::store::{PageNumber, Store},
    protocol::command::Trouble,
};
use idb::{Error, ObjectStore, Query, Request};
use js_sys::{Array, Uint8Array};
use std::collections::BTreeSet;
use wasm_bindgen::{JsCast, JsValue};

const PAGES: &str = "pages";
const JOURNAL: &str = "journal";
const META: &str = "meta";
const TABLES: &[&str] = &[PAGES, JOURNAL, META];
const MANIFEST: &str = "manifest";

/// Of one transaction: more would hold the whole import twice in memory, and be lost together.
const BURST_PAGES: usize = 64;
const BURST_BYTES: usize = 8 << 20;
/// Pages read in one transaction are held in JavaScript memory until it is over.
const READ_PAGES: usize = 128;
const READ_BYTES: usize = 16 << 20;

/// A store this tab has open for writing.
pub struct IdbStore {
    session: Session,
    _lock: Lock,
}

impl IdbStore {
    pub(super) async fn open(name: String, lock: Lock, on_lost: OnLost) -> Result<Self, Trouble> {
        Ok(Self { session: Session::open(name, TABLES, on_lost).await?, _lock: lock })
    }

    async fn put_burst(&mut self, pages: &[(PageNumber, Vec<u8>)]) -> Result<(), Trouble> {
        self.session
            .run(&[PAGES], Mode::Relaxed, bytes_of(pages), |transaction| {
                let table = transaction.object_store(PAGES)?;
                pages.iter().try_for_each(|(number, bytes)| put(&table, &key(*number), bytes))
            })
            .await
    }

    async fn page_numbers(&mut self) -> Result<Vec<PageNumber>, Trouble> {
        let request = self
            .session
            .run(&[PAGES], Mode::Read, 0, |transaction| transaction.object_store(PAGES)?.get_all_keys(None, None))
            .await?;
        let keys: Array = request.result().map_err(of_idb)?.unchecked_into();
        Ok(keys.iter().filter_map(|key| key.as_f64()).map(|key| key as PageNumber).collect())
    }
}

impl Store for IdbStore {
    async fn manifest(&mut self) -> Result<Option<Vec<u8>>, Trouble> {
        let request = self
            .session
            .run(&[META], Mode::Read, 0, |transaction| transaction.object_store(META)?.get(query(MANIFEST.into())))
            .await?;
        bytes_in(&request)
    }

    async fn pages(&mut self, numbers: &[PageNumber]) -> Result<Vec<Option<Vec<u8>>>, Trouble> {
        let mut pages = Vec::with_capacity(numbers.len());
        for numbers in numbers.chunks(READ_PAGES) {
            let requests = self
                .session
                .run(&[PAGES], Mode::Read, READ_BYTES, |transaction| {
                    let table = transaction.object_store(PAGES)?;
                    numbers.iter().map(|number| table.get(query(key(*number)))).collect::<Result<Vec<_>, _>>()
                })
                .await?;
            for request in &requests {
                pages.push(bytes_in(request)?);
            }
        }
        Ok(pages)
    }

    async fn put_pages(&mut self, pages: Vec<(PageNumber, Vec<u8>)>) -> Result<(), Trouble> {
        let mut rest = pages.as_slice();
        while !rest.is_empty() {
            let (burst, later) = rest.split_at(burst_length(rest));
            self.put_burst(burst).await?;
            rest = later;
        }
        Ok(())
    }

    async fn commit(&mut self, manifest: Vec<u8>, journal: (u32, Vec<u8>)) -> Result<(), Trouble> {
        let (sequence, entry) = journal;
        self.session
            .run(&[META, JOURNAL], Mode::Strict, manifest.len() + entry.len(), |transaction| {
                put(&transaction.object_store(JOURNAL)?, &key(sequence), &entry)?;
                put(&transaction.object_store(META)?, &MANIFEST.into(), &manifest)
            })
            .await
    }

    async fn sweep(&mut self, keep: &[PageNumber]) -> Result<(), Trouble> {
        let keep: BTreeSet<_> = keep.iter().copied().collect();
        let orphans: Vec<_> = self.page_numbers().await?.into_iter().filter(|number| !keep.contains(number)).collect();
        for orphans in orphans.chunks(READ_PAGES) {
            self.session
                .run(&[PAGES], Mode::Relaxed, READ_BYTES, |transaction| {
                    let table = transaction.object_store(PAGES)?;
                    orphans.iter().try_for_each(|number| table.delete(query(key(*number))).map(drop))
                })
                .await?;
        }
        Ok(())
    }
}

/// How many of `pages`, at least one, go into one transaction.
fn burst_length(pages: &[(PageNumber, Vec<u8>)]) -> usize {
    let mut bytes = 0;
    let fits = pages.iter().take(BURST_PAGES).take_while(|(_, page)| {
        bytes += page.len();
        bytes <= BURST_BYTES
    });
    fits.count().max(1)
}

fn bytes_of(pages: &[(PageNumber, Vec<u8>)]) -> usize {
    pages.iter().map(|(_, page)| page.len()).sum()
}

/// Puts a copy: a view would make the browser clone the whole memory of the program.
pub(super) fn put(table: &ObjectStore, key: &JsValue, bytes: &[u8]) -> Result<(), Error> {
    table.put(&Uint8Array::from(bytes), Some(key)).map(drop)
}

/// What a finished `get` found.
pub(super) fn bytes_in(request: &impl Request) -> Result<Option<Vec<u8>>, Trouble> {
    let value = request.result().map_err(of_idb)?;
    Ok(value.dyn_into::<Uint8Array>().ok().map(|bytes| bytes.to_vec()))
}

pub(super) fn query(key: JsValue) -> Query {
    Query::Key(key)
}

fn key(number: u32) -> JsValue {
    JsValue::from_f64(f64::from(number))
}
