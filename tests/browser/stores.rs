//! Stores in IndexedDB: what is committed is there, what is not is not, and every way of losing a connection.

use super::tricks::{Trick, run, wait_for};
use benyuan::{
    engine::store::{Disk, Store},
    model::ids::StoreId,
    protocol::command::Trouble,
    store_idb::{IdbDisk, IdbStore},
};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen_test::wasm_bindgen_test as test;

fn disk() -> IdbDisk {
    IdbDisk::new(drop)
}

/// A name no other test uses.
fn fresh_id() -> StoreId {
    StoreId(format!("t{:x}", disk().random()))
}

fn database(id: &StoreId) -> String {
    format!("benyuan.store.{}", id.0)
}

async fn committed(id: &StoreId, manifest: &[u8]) -> IdbStore {
    let mut store = disk().open(id).await.unwrap();
    store.put_pages(vec![(1, b"one".to_vec()), (2, b"two".to_vec())]).await.unwrap();
    store.commit(manifest.to_vec(), (0, b"entry".to_vec())).await.unwrap();
    store
}

async fn database_names() -> Vec<String> {
    let names = wait_for("return indexedDB.databases().then(all => all.map(one => one.name).join())").await;
    names.as_string().unwrap().split(',').map(str::to_owned).collect()
}

fn name_of(trouble: &Trouble) -> &str {
    match trouble {
        Trouble::Storage { name, .. } => name,
        other => panic!("{other:?}"),
    }
}

#[test]
async fn what_is_committed_is_there_after_reopening() {
    let id = fresh_id();
    assert_eq!(disk().open(&id).await.unwrap().manifest().await, Ok(None));
    drop(committed(&id, b"manifest").await);
    let mut store = disk().open(&id).await.unwrap();
    assert_eq!(store.manifest().await, Ok(Some(b"manifest".to_vec())));
    let pages = store.pages(&[2, 7, 1]).await;
    assert_eq!(pages, Ok(vec![Some(b"two".to_vec()), None, Some(b"one".to_vec())]));
}

#[test]
async fn pages_are_relaxed_and_a_commit_is_strict() {
    let id = fresh_id();
    let mut store = disk().open(&id).await.unwrap();
    let trick = Trick::on_transactions("", "");
    store.put_pages(vec![(1, vec![1])]).await.unwrap();
    store.commit(vec![1], (0, vec![])).await.unwrap();
    assert_eq!(trick.seen(), ["readwrite relaxed", "readwrite strict"]);
}

#[test]
async fn a_commit_writes_the_journal_beside_the_manifest() {
    let id = fresh_id();
    drop(committed(&id, b"manifest").await);
    let entry = wait_for(&format!(
        "return new Promise((done, fail) => {{
           const open = indexedDB.open('{}');
           open.onsuccess = () => {{
             const get = open.result.transaction('journal').objectStore('journal').get(0);
             get.onsuccess = () => {{ open.result.close(); done(new TextDecoder().decode(get.result)); }};
           }};
         }})",
        database(&id)
    ))
    .await;
    assert_eq!(entry.as_string().as_deref(), Some("entry"));
}

#[test]
async fn pages_without_a_commit_are_swept() {
    let id = fresh_id();
    let mut store = committed(&id, b"manifest").await;
    store.put_pages(vec![(3, b"orphan".to_vec())]).await.unwrap();
    drop(store);
    let mut store = disk().open(&id).await.unwrap();
    assert_eq!(store.manifest().await, Ok(Some(b"manifest".to_vec())));
    store.sweep(&[1, 2]).await.unwrap();
    assert_eq!(store.pages(&[3, 1]).await, Ok(vec![None, Some(b"one".to_vec())]));
}

#[test]
async fn a_full_disk_at_commit_leaves_the_old_manifest() {
    let id = fresh_id();
    let mut store = committed(&id, b"old").await;
    let trick = Trick::on_transactions(
        "",
        "Object.defineProperty(t, 'error', { get: () => new DOMException('full', 'QuotaExceededError') });
         queueMicrotask(() => t.abort())",
    );
    assert_eq!(store.commit(b"new".to_vec(), (1, vec![])).await, Err(Trouble::QuotaExceeded));
    assert_eq!(trick.seen().len(), 1, "a full disk is not tried again");
    drop(trick);
    assert_eq!(store.manifest().await, Ok(Some(b"old".to_vec())));
}

#[test]
async fn an_abort_without_a_reason_is_an_error() {
    let id = fresh_id();
    let mut store = committed(&id, b"old").await;
    let trick = Trick::on_transactions("", "queueMicrotask(() => t.abort())");
    let trouble = store.commit(b"new".to_vec(), (1, vec![])).await.unwrap_err();
    assert_eq!(name_of(&trouble), "AbortError");
    drop(trick);
    assert_eq!(store.manifest().await, Ok(Some(b"old".to_vec())));
}

#[test]
async fn half_a_burst_is_not_written() {
    let id = fresh_id();
    let mut store = disk().open(&id).await.unwrap();
    let trick = Trick::new(
        "self.originalPut = IDBObjectStore.prototype.put;
         IDBObjectStore.prototype.put = function (value, key) {
           if (key === 2) throw new DOMException('no', 'DataCloneError');
           return self.originalPut.call(this, value, key);
         };",
        "IDBObjectStore.prototype.put = self.originalPut;",
    );
    let trouble = store.put_pages(vec![(1, vec![1]), (2, vec![2])]).await.unwrap_err();
    assert_eq!(name_of(&trouble), "DataCloneError");
    drop(trick);
    assert_eq!(store.pages(&[1, 2]).await, Ok(vec![None, None]));
}

#[test]
async fn a_store_opens_once_at_a_time() {
    let id = fresh_id();
    let store = disk().open(&id).await.unwrap();
    assert_eq!(disk().open(&id).await.err(), Some(Trouble::OpenElsewhere));
    assert_eq!(disk().delete(&id).await, Err(Trouble::OpenElsewhere));
    drop(store);
    // At once, although the browser lets the lock go a little later.
    assert!(disk().open(&id).await.is_ok());
}

#[test]
async fn a_browser_without_locks_works_without() {
    let id = fresh_id();
    let _trick = Trick::new(
        "Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true });",
        "delete navigator.locks;",
    );
    let _first = disk().open(&id).await.unwrap();
    assert!(disk().open(&id).await.is_ok());
}

#[test]
async fn a_deleted_store_is_gone() {
    let id = fresh_id();
    drop(committed(&id, b"manifest").await);
    assert!(database_names().await.contains(&database(&id)));
    disk().delete(&id).await.unwrap();
    assert!(!database_names().await.contains(&database(&id)));
    assert_eq!(disk().delete(&id).await, Ok(()), "deleting what is not there is fine");
}

#[test]
async fn a_connection_closed_under_us_is_opened_again() {
    let id = fresh_id();
    let mut store = committed(&id, b"old").await;
    let trick = Trick::on_transactions("if (self.seen.length === 1) db.close()", "");
    store.commit(b"new".to_vec(), (1, vec![])).await.unwrap();
    assert_eq!(trick.seen().len(), 2);
    drop(trick);
    assert_eq!(store.manifest().await, Ok(Some(b"new".to_vec())));
}

#[test]
async fn a_connection_lost_in_a_transaction_is_opened_again() {
    let id = fresh_id();
    let mut store = committed(&id, b"old").await;
    // As WebKit does when its storage process ends.
    let trick = Trick::on_transactions(
        "",
        "if (self.seen.length === 1) {
           Object.defineProperty(t, 'error', { get: () => new DOMException('lost', 'UnknownError') });
           queueMicrotask(() => t.abort());
         }",
    );
    store.commit(b"new".to_vec(), (1, vec![])).await.unwrap();
    drop(trick);
    assert_eq!(store.manifest().await, Ok(Some(b"new".to_vec())));
}

#[test]
async fn a_stalled_transaction_is_given_up_and_tried_again() {
    let id = fresh_id();
    let mut store = committed(&id, b"old").await;
    let trick = Trick::on_transactions(
        "",
        "if (self.seen.length === 1) {
           const table = t.objectStore('meta');
           const spin = () => { table.get('x').onsuccess = spin; };
           spin();
         }",
    );
    store.commit(b"new".to_vec(), (1, vec![])).await.unwrap();
    assert_eq!(trick.seen().len(), 2);
    drop(trick);
    assert_eq!(store.manifest().await, Ok(Some(b"new".to_vec())));
}

#[test]
async fn a_store_deleted_elsewhere_is_missed_and_not_made_anew() {
    let (id, lost) = (fresh_id(), Rc::new(RefCell::new(Vec::new())));
    let told = lost.clone();
    let mut store = IdbDisk::new(move |trouble| told.borrow_mut().push(trouble)).open(&id).await.unwrap();
    wait_for(&format!(
        "return new Promise((done, fail) => {{
           const deletion = indexedDB.deleteDatabase('{}');
           deletion.onsuccess = done;
           deletion.onblocked = fail;
         }})",
        database(&id)
    ))
    .await;
    assert_eq!(*lost.borrow(), [Trouble::Vanished]);
    assert_eq!(store.manifest().await, Err(Trouble::Vanished));
    assert_eq!(store.commit(vec![], (0, vec![])).await, Err(Trouble::Vanished));
    assert!(!database_names().await.contains(&database(&id)));
}

#[test]
async fn a_newer_layout_is_not_touched() {
    let id = fresh_id();
    wait_for(&format!(
        "return new Promise((done, fail) => {{
           const open = indexedDB.open('{}', 2);
           open.onsuccess = () => {{ open.result.close(); done(); }};
           open.onerror = fail;
         }})",
        database(&id)
    ))
    .await;
    assert_eq!(disk().open(&id).await.err(), Some(Trouble::TooNew));
}

#[test]
async fn a_database_the_browser_threw_away_is_said() {
    let id = fresh_id();
    disk().put_registry(vec![1]).await.unwrap();
    let trick = Trick::new(
        "self.loss = Object.getOwnPropertyDescriptor(IDBVersionChangeEvent.prototype, 'dataLoss');
         Object.defineProperty(IDBVersionChangeEvent.prototype, 'dataLoss', { get: () => 'total', configurable: true });",
        "delete IDBVersionChangeEvent.prototype.dataLoss;
         if (self.loss) Object.defineProperty(IDBVersionChangeEvent.prototype, 'dataLoss', self.loss);",
    );
    assert_eq!(disk().open(&id).await.err(), Some(Trouble::Vanished));
    drop(trick);
    assert!(disk().open(&id).await.is_ok(), "the next opening starts anew");
}

#[test]
async fn a_blocked_deletion_is_given_up() {
    let id = fresh_id();
    drop(committed(&id, b"manifest").await);
    wait_for(&format!(
        "return new Promise(done => {{
           const open = indexedDB.open('{}');
           open.onsuccess = () => {{ self.stubborn = open.result; done(); }};
         }})",
        database(&id)
    ))
    .await;
    assert_eq!(disk().delete(&id).await, Err(Trouble::Blocked));
    run("self.stubborn.close()");
}

#[test]
async fn many_pages_go_in_bursts() {
    let id = fresh_id();
    let page = |number: u32| (number, vec![number as u8; 60_000]);
    let mut store = disk().open(&id).await.unwrap();
    let trick = Trick::on_transactions("", "");
    store.put_pages((0..300).map(page).collect()).await.unwrap();
    assert_eq!(trick.seen().len(), 5);
    drop(trick);
    store.commit(b"manifest".to_vec(), (0, vec![])).await.unwrap();
    drop(store);
    let mut store = disk().open(&id).await.unwrap();
    let numbers: Vec<_> = (0..300).collect();
    let expected: Vec<_> = (0..300).map(|number| Some(page(number).1)).collect();
    assert!(store.pages(&numbers).await.unwrap() == expected);
    store.sweep(&[299]).await.unwrap();
    assert_eq!(store.pages(&[0, 298]).await, Ok(vec![None, None]));
    assert!(store.pages(&[299]).await.unwrap()[0].is_some());
}

#[test]
async fn the_registry_is_kept() {
    disk().put_registry(b"stores".to_vec()).await.unwrap();
    assert_eq!(disk().registry().await, Ok(Some(b"stores".to_vec())));
}

#[test]
async fn everything_is_deleted_even_where_databases_cannot_be_listed() {
    let (noted, id) = (disk(), fresh_id());
    drop(committed(&id, b"manifest").await);
    noted.put_registry(b"stores".to_vec()).await.unwrap();
    let trick = Trick::new(
        "self.originalDatabases = IDBFactory.prototype.databases; delete IDBFactory.prototype.databases;",
        "IDBFactory.prototype.databases = self.originalDatabases;",
    );
    noted.delete_everything().await.unwrap();
    drop(trick);
    let left = database_names().await;
    assert!(!left.contains(&database(&id)) && !left.contains(&"benyuan".to_owned()), "{left:?}");
    assert_eq!(disk().registry().await, Ok(None));
}

#[test]
fn random_numbers_differ() {
    assert_ne!(disk().random(), disk().random());
}
