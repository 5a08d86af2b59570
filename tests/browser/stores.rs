//! Stores in IndexedDB: what was committed is there, what was not is not, and every way of losing a connection.

use super::tricks::{Trick, run, wait_for};
use benyuan::{
    engine::store::{Commit, Disk, Opening, Store},
    model::ids::StoreId,
    protocol::command::Trouble,
    store_idb::{IdbDisk, IdbStore},
};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen_test::wasm_bindgen_test as test;

/// A new tab each time.
fn disk() -> IdbDisk {
    IdbDisk::new(u64::from(IdbDisk::new(0, drop).random()), drop)
}

const MADE: Opening = Opening { create: true, take_over: false };
const THERE: Opening = Opening { create: false, take_over: false };
const TAKEN: Opening = Opening { create: false, take_over: true };

async fn made(id: &StoreId) -> IdbStore {
    disk().open(id, MADE).await.unwrap()
}

async fn commit(store: &mut IdbStore, manifest: &[u8], journal: u32) -> Result<(), Trouble> {
    let journal = (journal, b"entry".to_vec());
    store.commit(Commit { manifest: manifest.to_vec(), journal, ..Commit::default() }).await
}

async fn manifest(store: &mut IdbStore) -> Result<Option<Vec<u8>>, Trouble> {
    store.head().await.map(|head| head.manifest)
}

/// No Web Locks, as on plain http.
fn without_locks() -> Trick {
    Trick::new(
        "Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true });",
        "delete navigator.locks;",
    )
}

/// A name that no other test uses.
fn fresh_id() -> StoreId {
    StoreId(format!("t{:x}", disk().random()))
}

fn database(id: &StoreId) -> String {
    format!("benyuan.store.{}", id.0)
}

async fn committed(id: &StoreId, manifest: &[u8]) -> IdbStore {
    let mut store = made(id).await;
    store.put_pages(vec![(1, b"one".to_vec()), (2, b"two".to_vec())]).await.unwrap();
    commit(&mut store, manifest, 0).await.unwrap();
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
    assert_eq!(manifest(&mut made(&id).await).await, Ok(None));
    drop(committed(&id, b"manifest").await);
    let mut store = made(&id).await;
    assert_eq!(manifest(&mut store).await, Ok(Some(b"manifest".to_vec())));
    let pages = store.pages(&[2, 7, 1]).await;
    assert_eq!(pages, Ok(vec![Some(b"two".to_vec()), None, Some(b"one".to_vec())]));
}

#[test]
async fn pages_are_relaxed_and_a_commit_is_strict() {
    let id = fresh_id();
    let mut store = made(&id).await;
    let trick = Trick::on_transactions("", "");
    store.put_pages(vec![(1, vec![1])]).await.unwrap();
    commit(&mut store, &[1], 0).await.unwrap();
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
    let mut store = made(&id).await;
    store.sweep(&[1, 2]).await.unwrap();
    assert_eq!(store.pages(&[3]).await, Ok(vec![Some(b"orphan".to_vec())]), "not before it knows what is in force");
    assert_eq!(manifest(&mut store).await, Ok(Some(b"manifest".to_vec())));
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
    assert_eq!(commit(&mut store, b"new", 1).await, Err(Trouble::QuotaExceeded));
    assert_eq!(trick.seen().len(), 1, "a full disk is not tried again");
    drop(trick);
    assert_eq!(manifest(&mut store).await, Ok(Some(b"old".to_vec())));
}

#[test]
async fn a_disk_that_takes_nothing_is_called_so() {
    // Chromium's names and words for a full disk, then WebKit's name.
    for (name, words, tries) in [
        ("DataError", "Failed to write blobs (IOError)", 1),
        ("UnknownError", "Internal error committing transaction.", 2),
        ("UnknownError", "", 2),
    ] {
        let id = fresh_id();
        let mut store = committed(&id, b"old").await;
        let trick = Trick::on_transactions(
            "",
            &format!(
                "Object.defineProperty(t, 'error', {{ get: () => new DOMException('{words}', '{name}') }});
                 queueMicrotask(() => t.abort())"
            ),
        );
        assert_eq!(commit(&mut store, b"new", 1).await, Err(Trouble::DiskRefused), "{name}");
        assert_eq!(trick.seen().len(), tries, "{name}");
        drop(trick);
        assert_eq!(manifest(&mut store).await, Ok(Some(b"old".to_vec())));
    }
}

#[test]
async fn a_storage_process_that_is_lost_for_good_is_no_full_disk() {
    let id = fresh_id();
    let mut store = committed(&id, b"old").await;
    let trick = Trick::on_transactions(
        "",
        "const lost = 'Connection to Indexed Database server lost. Refresh the page to try again';
         Object.defineProperty(t, 'error', { get: () => new DOMException(lost, 'UnknownError') });
         queueMicrotask(() => t.abort())",
    );
    assert_eq!(name_of(&commit(&mut store, b"new", 1).await.unwrap_err()), "UnknownError");
    drop(trick);
}

#[test]
async fn an_abort_without_a_reason_is_an_error() {
    let id = fresh_id();
    let mut store = committed(&id, b"old").await;
    let trick = Trick::on_transactions("", "queueMicrotask(() => t.abort())");
    let trouble = commit(&mut store, b"new", 1).await.unwrap_err();
    assert_eq!(name_of(&trouble), "AbortError");
    drop(trick);
    assert_eq!(manifest(&mut store).await, Ok(Some(b"old".to_vec())));
}

#[test]
async fn half_a_burst_is_not_written() {
    let id = fresh_id();
    let mut store = made(&id).await;
    let trick = Trick::new(
        "self.originalAdd = IDBObjectStore.prototype.add;
         IDBObjectStore.prototype.add = function (value, key) {
           if (key === 2) throw new DOMException('no', 'DataCloneError');
           return self.originalAdd.call(this, value, key);
         };",
        "IDBObjectStore.prototype.add = self.originalAdd;",
    );
    let trouble = store.put_pages(vec![(1, vec![1]), (2, vec![2])]).await.unwrap_err();
    assert_eq!(name_of(&trouble), "DataCloneError");
    drop(trick);
    assert_eq!(store.pages(&[1, 2]).await, Ok(vec![None, None]));
}

#[test]
async fn a_store_opens_once_at_a_time() {
    let id = fresh_id();
    let store = made(&id).await;
    assert_eq!(disk().open(&id, THERE).await.err(), Some(Trouble::OpenElsewhere));
    assert_eq!(disk().free(std::slice::from_ref(&id)).await, Err(Trouble::OpenElsewhere));
    drop(store);
    // Immediately, although the browser releases the lock a little later.
    assert!(disk().open(&id, THERE).await.is_ok());
}

#[test]
async fn without_locks_the_record_keeps_a_second_tab_out() {
    let _trick = without_locks();
    let id = fresh_id();
    let mut first = made(&id).await;
    assert_eq!(disk().open(&id, THERE).await.err(), Some(Trouble::OpenElsewhere));
    assert_eq!(disk().free(std::slice::from_ref(&id)).await, Err(Trouble::OpenElsewhere));
    first.head().await.unwrap();
    assert_eq!(commit(&mut first, b"first", 0).await, Ok(()));
    drop(first);
    assert!(disk().open(&id, THERE).await.is_ok());
}

#[test]
async fn of_three_tabs_at_once_one_owns_the_store_and_the_others_write_nothing() {
    for _ in 0..3 {
        let _trick = without_locks();
        let id = fresh_id();
        drop(committed(&id, b"old").await);
        let (one, two, three) = (disk(), disk(), disk());
        let opened = futures::join!(one.open(&id, THERE), two.open(&id, THERE), three.open(&id, THERE));
        let opened = [opened.0, opened.1, opened.2];
        assert_eq!(opened.iter().filter(|opened| opened.is_ok()).count(), 1);
        for mut store in opened.into_iter().flatten() {
            manifest(&mut store).await.unwrap();
            assert_eq!(commit(&mut store, b"new", 1).await, Ok(()));
        }
    }
}

#[test]
async fn a_store_taken_over_refuses_its_former_owner() {
    let _trick = without_locks();
    let (id, lost) = (fresh_id(), Rc::new(RefCell::new(Vec::new())));
    let told = lost.clone();
    let first = IdbDisk::new(5, move |trouble| told.borrow_mut().push(trouble));
    let mut first = first.open(&id, MADE).await.unwrap();
    commit(&mut first, b"first", 0).await.unwrap();
    let mut second = disk().open(&id, TAKEN).await.unwrap();
    first.put_pages(vec![(7, b"of the first".to_vec())]).await.unwrap();
    assert_eq!(commit(&mut first, b"late", 1).await, Err(Trouble::TakenOver));
    assert_eq!(*lost.borrow(), [Trouble::TakenOver], "told at once, not only when it writes");
    assert_eq!(manifest(&mut second).await, Ok(Some(b"first".to_vec())));
    assert_eq!(second.put_pages(vec![(7, b"of the second".to_vec())]).await, Err(Trouble::PageTaken));
    second.put_pages(vec![(8, b"of the second".to_vec())]).await.unwrap();
    commit(&mut second, b"second", 1).await.unwrap();
    // A sweep by the former owner removes nothing.
    first.sweep(&[]).await.unwrap();
    assert_eq!(second.pages(&[8]).await, Ok(vec![Some(b"of the second".to_vec())]));
}

#[test]
async fn the_page_before_this_one_does_not_shut_its_tab_out() {
    let _trick = without_locks();
    let id = fresh_id();
    drop(committed(&id, b"manifest").await);
    let tab = IdbDisk::new(77, drop);
    // As after a killed page: the record is there and nobody answers.
    write_owner(&id, 1, 77, 0.0).await;
    assert!(tab.open(&id, THERE).await.is_ok());
}

#[test]
async fn an_owner_that_is_not_heard_of_does_not_block_for_ever() {
    let _trick = without_locks();
    let id = fresh_id();
    drop(committed(&id, b"manifest").await);
    write_owner(&id, 1, 2, 14_000.0).await;
    assert!(disk().open(&id, THERE).await.is_ok(), "a second later it counts as gone");
}

#[test]
async fn a_frozen_owner_with_a_lock_does_not_block_for_ever() {
    let id = fresh_id();
    let mut frozen = committed(&id, b"manifest").await;
    assert_eq!(disk().open(&id, THERE).await.err(), Some(Trouble::OpenElsewhere));
    write_owner(&id, 1, 2, 60_000.0).await;
    let opened = disk().open(&id, THERE).await;
    // In a browser with locks, the frozen tab's lock is stolen.
    assert!(opened.is_ok());
    manifest(&mut frozen).await.unwrap();
    assert_eq!(commit(&mut frozen, b"late", 1).await, Err(Trouble::TakenOver));
}

/// Writes an owner's record whose last beat was this many milliseconds ago.
async fn write_owner(id: &StoreId, writer: u64, tab: u64, ago_ms: f64) {
    wait_for(&format!(
        "return new Promise((done, fail) => {{
           const open = indexedDB.open('{}');
           open.onerror = fail;
           open.onsuccess = () => {{
             const record = new DataView(new ArrayBuffer(24));
             record.setBigUint64(0, {writer}n, true);
             record.setBigUint64(8, {tab}n, true);
             record.setFloat64(16, Date.now() - {ago_ms}, true);
             const t = open.result.transaction('meta', 'readwrite');
             t.objectStore('meta').put(new Uint8Array(record.buffer), 'owner');
             t.oncomplete = () => {{ open.result.close(); done(); }};
           }};
         }})",
        database(id)
    ))
    .await;
}

#[test]
async fn a_commit_repeated_because_its_answer_was_lost_is_one() {
    let id = fresh_id();
    let mut store = committed(&id, b"old").await;
    assert_eq!(commit(&mut store, b"new", 1).await, Ok(()));
    let trick = Trick::on_transactions("if (self.seen.length === 1) db.close()", "");
    assert_eq!(commit(&mut store, b"new", 1).await, Ok(()));
    drop(trick);
    assert_eq!(manifest(&mut store).await, Ok(Some(b"new".to_vec())));
}

#[test]
async fn a_commit_whose_pages_are_gone_is_refused() {
    let id = fresh_id();
    let mut store = committed(&id, b"old").await;
    let pages = vec![1, 9];
    let refused = store.commit(Commit { manifest: b"new".to_vec(), pages, ..Commit::default() }).await;
    assert_eq!(refused, Err(Trouble::TakenOver));
    assert_eq!(manifest(&mut store).await, Ok(Some(b"old".to_vec())));
}

#[test]
async fn opening_needs_no_room() {
    let id = fresh_id();
    drop(committed(&id, b"manifest").await);
    let trick = Trick::on_transactions(
        "",
        "if (mode === 'readwrite') {
           Object.defineProperty(t, 'error', { get: () => new DOMException('full', 'QuotaExceededError') });
           queueMicrotask(() => t.abort());
         }",
    );
    let mut store = disk().open(&id, THERE).await.unwrap();
    assert_eq!(manifest(&mut store).await, Ok(Some(b"manifest".to_vec())));
    assert_eq!(commit(&mut store, b"new", 1).await, Err(Trouble::QuotaExceeded));
    drop(trick);
    assert_eq!(commit(&mut store, b"new", 1).await, Ok(()));
}

#[test]
async fn what_is_opened_for_reading_disturbs_nobody() {
    let id = fresh_id();
    let mut store = committed(&id, b"manifest").await;
    assert_eq!(disk().peek(&id).await.unwrap().manifest, Some(b"manifest".to_vec()));
    assert_eq!(commit(&mut store, b"new", 1).await, Ok(()));
    let nowhere = fresh_id();
    assert_eq!(disk().peek(&nowhere).await, Err(Trouble::Vanished));
    assert_eq!(disk().open(&nowhere, THERE).await.err(), Some(Trouble::Vanished));
    assert!(!database_names().await.contains(&database(&nowhere)), "looking for it does not make it");
}

#[test]
async fn a_store_that_was_removed_is_made_again_by_its_owner() {
    let id = fresh_id();
    let mut store = committed(&id, b"old").await;
    disk().delete(&id).await.unwrap();
    assert_eq!(commit(&mut store, b"new", 1).await, Err(Trouble::Vanished));
    store.revive().await.unwrap();
    assert_eq!(manifest(&mut store).await, Ok(None));
    store.put_pages(vec![(1, b"one".to_vec())]).await.unwrap();
    assert_eq!(commit(&mut store, b"new", 1).await, Ok(()));
}

#[test]
async fn a_deleted_store_is_gone() {
    let id = fresh_id();
    drop(committed(&id, b"manifest").await);
    let listed = disk().notebook().await.unwrap().databases;
    assert!(listed.is_some_and(|databases| databases.contains(&id)));
    disk().delete(&id).await.unwrap();
    assert!(!database_names().await.contains(&database(&id)));
    assert_eq!(disk().delete(&id).await, Ok(()), "deleting what is not there is fine");
}

#[test]
async fn a_connection_closed_under_us_is_opened_again() {
    let id = fresh_id();
    let mut store = committed(&id, b"old").await;
    let trick = Trick::on_transactions("if (self.seen.length === 1) db.close()", "");
    commit(&mut store, b"new", 1).await.unwrap();
    assert_eq!(trick.seen().len(), 2);
    drop(trick);
    assert_eq!(manifest(&mut store).await, Ok(Some(b"new".to_vec())));
}

#[test]
async fn a_connection_lost_in_a_transaction_is_opened_again() {
    let id = fresh_id();
    let mut store = committed(&id, b"old").await;
    // As in WebKit when its storage process ends.
    let trick = Trick::on_transactions(
        "",
        "if (self.seen.length === 1) {
           Object.defineProperty(t, 'error', { get: () => new DOMException('lost', 'UnknownError') });
           queueMicrotask(() => t.abort());
         }",
    );
    commit(&mut store, b"new", 1).await.unwrap();
    drop(trick);
    assert_eq!(manifest(&mut store).await, Ok(Some(b"new".to_vec())));
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
    commit(&mut store, b"new", 1).await.unwrap();
    // Not counting the owner's beats meanwhile.
    assert_eq!(trick.seen().iter().filter(|seen| seen.ends_with("strict")).count(), 2);
    drop(trick);
    assert_eq!(manifest(&mut store).await, Ok(Some(b"new".to_vec())));
}

#[test]
async fn a_store_deleted_elsewhere_is_missed_and_not_made_anew() {
    let (id, lost) = (fresh_id(), Rc::new(RefCell::new(Vec::new())));
    let told = lost.clone();
    let disk = IdbDisk::new(1, move |trouble| told.borrow_mut().push(trouble));
    let mut store = disk.open(&id, MADE).await.unwrap();
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
    assert_eq!(manifest(&mut store).await, Err(Trouble::Vanished));
    assert_eq!(commit(&mut store, b"", 0).await, Err(Trouble::Vanished));
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
    assert_eq!(disk().open(&id, THERE).await.err(), Some(Trouble::TooNew));
}

#[test]
async fn a_database_the_browser_threw_away_is_said() {
    let id = fresh_id();
    disk().put_registry(vec![1], vec![]).await.unwrap();
    let trick = Trick::new(
        "self.loss = Object.getOwnPropertyDescriptor(IDBVersionChangeEvent.prototype, 'dataLoss');
         Object.defineProperty(IDBVersionChangeEvent.prototype, 'dataLoss', { get: () => 'total', configurable: true });",
        "delete IDBVersionChangeEvent.prototype.dataLoss;
         if (self.loss) Object.defineProperty(IDBVersionChangeEvent.prototype, 'dataLoss', self.loss);",
    );
    assert_eq!(disk().open(&id, MADE).await.err(), Some(Trouble::Vanished));
    drop(trick);
    assert!(disk().open(&id, MADE).await.is_ok(), "the next opening starts anew");
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
    let mut store = made(&id).await;
    let trick = Trick::on_transactions("", "");
    store.put_pages((0..300).map(page).collect()).await.unwrap();
    assert_eq!(trick.seen().len(), 5);
    drop(trick);
    commit(&mut store, b"manifest", 0).await.unwrap();
    drop(store);
    let mut store = made(&id).await;
    let numbers: Vec<_> = (0..300).collect();
    let expected: Vec<_> = (0..300).map(|number| Some(page(number).1)).collect();
    assert!(store.pages(&numbers).await.unwrap() == expected);
    manifest(&mut store).await.unwrap();
    store.sweep(&[299]).await.unwrap();
    assert_eq!(store.pages(&[0, 298]).await, Ok(vec![None, None]));
    assert!(store.pages(&[299]).await.unwrap()[0].is_some());
}

#[test]
async fn the_notebook_is_kept() {
    let (id, other) = (fresh_id(), fresh_id());
    drop(committed(&id, b"manifest").await);
    disk().put_registry(b"stores".to_vec(), b"hash".to_vec()).await.unwrap();
    disk().note_revision(&id, 7).await;
    disk().mark_deleting(std::slice::from_ref(&other)).await.unwrap();
    let notebook = disk().notebook().await.unwrap();
    assert_eq!((notebook.registry, notebook.guard), (Some(b"stores".to_vec()), Some(b"hash".to_vec())));
    assert_eq!(notebook.revisions.get(&id), Some(&7));
    assert!(notebook.deleting.contains(&other));
    disk().forget(&id).await.unwrap();
    disk().forget(&other).await.unwrap();
    let notebook = disk().notebook().await.unwrap();
    assert!(!notebook.revisions.contains_key(&id) && !notebook.deleting.contains(&other));
}

#[test]
async fn databases_are_found_where_they_cannot_be_listed() {
    let id = fresh_id();
    drop(committed(&id, b"manifest").await);
    let _trick = Trick::new(
        "self.originalDatabases = IDBFactory.prototype.databases; delete IDBFactory.prototype.databases;",
        "IDBFactory.prototype.databases = self.originalDatabases;",
    );
    assert!(disk().notebook().await.unwrap().databases.is_some_and(|databases| databases.contains(&id)));
}

#[test]
fn random_numbers_differ() {
    assert_ne!(disk().random(), disk().random());
}
