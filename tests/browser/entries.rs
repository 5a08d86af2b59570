//! Entries of the journal and drafts in IndexedDB: an entry is one strict put, and takes nobody's number.

use super::tricks::Trick;
use benyuan::{
    engine::store::{Commit, Disk, Opening, Store},
    model::ids::StoreId,
    protocol::command::Trouble,
    store_idb::{IdbDisk, IdbStore},
};
use wasm_bindgen_test::wasm_bindgen_test as test;

/// A new tab each time.
fn disk() -> IdbDisk {
    IdbDisk::new(u64::from(IdbDisk::new(0, drop).random()), drop)
}

async fn opened(id: &StoreId, take_over: bool) -> IdbStore {
    disk().open(id, Opening { create: true, take_over }).await.unwrap()
}

fn fresh_id() -> StoreId {
    StoreId(format!("e{:x}", disk().random()))
}

async fn committed(id: &StoreId) -> IdbStore {
    let mut store = opened(id, false).await;
    store.head().await.unwrap();
    let (manifest, guard, journal) = (b"manifest".to_vec(), b"seal".to_vec(), (0, b"commit".to_vec()));
    store.commit(Commit { manifest, guard, journal, ..Commit::default() }).await.unwrap();
    store
}

#[test]
async fn an_entry_is_one_strict_put_and_there_after_reopening() {
    let id = fresh_id();
    let mut store = committed(&id).await;
    let trick = Trick::on_transactions("", "");
    store.append(1, b"entry".to_vec()).await.unwrap();
    assert_eq!(trick.seen(), ["readwrite strict"]);
    // Repeated because its answer was lost.
    assert_eq!(store.append(1, b"entry".to_vec()).await, Ok(()));
    drop(trick);
    drop(store);
    let mut store = opened(&id, false).await;
    assert_eq!(store.head().await.unwrap().last_journal, Some(1));
    let found = store.journal(&[1, 7, 0]).await.unwrap();
    assert_eq!(found, [Some(b"entry".to_vec()), None, Some(b"commit".to_vec())]);
}

#[test]
async fn an_entry_takes_nobodys_number_and_nobodys_store() {
    let id = fresh_id();
    let mut store = committed(&id).await;
    assert_eq!(store.append(0, b"entry".to_vec()).await, Err(Trouble::TakenOver));
    let mut other = opened(&id, true).await;
    other.head().await.unwrap();
    assert_eq!(store.append(1, b"entry".to_vec()).await, Err(Trouble::TakenOver));
    assert_eq!(other.append(1, b"other".to_vec()).await, Ok(()));
    assert_eq!(other.journal(&[1]).await, Ok(vec![Some(b"other".to_vec())]));
}

#[test]
async fn an_entry_of_a_store_that_changed_is_refused() {
    let id = fresh_id();
    let mut store = committed(&id).await;
    let (manifest, guard, journal) = (b"later".to_vec(), b"later seal".to_vec(), (1, b"commit".to_vec()));
    store.commit(Commit { manifest, guard, journal, ..Commit::default() }).await.unwrap();
    assert_eq!(store.append(2, b"entry".to_vec()).await, Ok(()));
    assert_eq!(store.head().await.unwrap().last_journal, Some(2));
}

#[test]
async fn drafts_are_kept_by_field_until_they_are_sent() {
    let id = fresh_id();
    let mut store = committed(&id).await;
    let draft = |field: &str, text: Option<&str>| (field.to_owned(), text.map(str::to_owned));
    let kept = vec![draft("form.note", Some("周末再来")), draft("form.name", Some("城"))];
    store.keep_drafts(kept).await.unwrap();
    store.keep_drafts(vec![draft("form.name", None)]).await.unwrap();
    drop(store);
    let mut store = opened(&id, false).await;
    assert_eq!(store.drafts().await, Ok(vec![("form.note".to_owned(), "周末再来".to_owned())]));
    // What stands beside them is no draft.
    assert!(store.head().await.unwrap().manifest.is_some());
}
