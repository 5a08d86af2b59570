//! One store: its pages, its journal, its manifest and the records beside it.

use super::{
    OnLost,
    burst::Mode,
    connection::Absent,
    lock::Lock,
    meta::{DRAFT, GUARD, MANIFEST, META, OWNER, PREVIOUS, bytes, bytes_in, number as key, put, query},
    owner::{self, BroadcastChannel, Claim, Me, Presence},
    session::Session,
    trouble::of_idb,
};
use crate::{
    engine::{
        owner::{Found, Owner, Verdict, judge, judge_entry},
        store::{Commit, Head, PageNumber, Store},
    },
    protocol::command::Trouble,
};
use idb::{
    CursorDirection, Error, KeyRange, ObjectStore, Query, Request, Transaction, request::GetKeyStoreRequest,
    request::GetStoreRequest,
};
use js_sys::{Array, Date, Reflect};
use std::{cell::Cell, collections::BTreeSet, rc::Rc};
use wasm_bindgen::{JsCast, JsValue};

/// The channel on which a change is told.
const SAVED: &str = "benyuan saved";
const PAGES: &str = "pages";
const JOURNAL: &str = "journal";
pub const TABLES: &[&str] = &[PAGES, JOURNAL, META];

/// Pages per transaction: with more, the whole import would be in memory twice, and would be lost together.
const BURST_PAGES: usize = 64;
const BURST_BYTES: usize = 8 << 20;
/// Pages read per transaction; JavaScript memory holds them until it ends.
const READ_PAGES: usize = 128;
/// Entries of the journal read per transaction.
const READ_ENTRIES: usize = 1024;
const READ_BYTES: usize = 16 << 20;

/// A store this tab has open for writing.
pub struct IdbStore {
    session: Session,
    me: Me,
    /// The owner found at opening, if there was no room for another record.
    seen: Option<u64>,
    /// The manifest last read or committed.
    known: Option<Vec<u8>>,
    /// Its seal, which is much shorter.
    known_guard: Option<Vec<u8>>,
    presence: Presence,
    on_lost: OnLost,
    /// Where a change is told to whoever makes backups.
    saved: Option<BroadcastChannel>,
    _lock: Lock,
}

impl IdbStore {
    pub(super) async fn open(
        name: String,
        absent: Absent,
        me: Me,
        how: Claim,
        lock: Lock,
        on_lost: OnLost,
    ) -> Result<Self, Trouble> {
        let session = Session::open(name.clone(), TABLES, absent, on_lost.clone()).await?;
        let seen = owner::claim(session.connection(), &name, me, how).await?;
        let presence = Presence::keep(&name, me, on_lost.clone());
        Ok(Self {
            session,
            me,
            seen,
            known: None,
            known_guard: None,
            presence,
            on_lost,
            saved: BroadcastChannel::new(SAVED).ok(),
            _lock: lock,
        })
    }

    fn tell(&self) {
        if let Some(channel) = &self.saved {
            channel.say("saved");
        }
    }

    async fn put_burst(&mut self, pages: &[(PageNumber, Vec<u8>)]) -> Result<(), Trouble> {
        let put = self.session.run(&[PAGES], Mode::Relaxed, bytes_of(pages), |transaction| {
            let table = transaction.object_store(PAGES)?;
            pages.iter().try_for_each(|(number, bytes)| {
                table.add(&js_sys::Uint8Array::from(bytes.as_slice()), Some(&key(*number))).map(drop)
            })
        });
        match put.await {
            Err(Trouble::Storage { name, .. }) if name == "ConstraintError" => Err(Trouble::PageTaken),
            put => put,
        }
    }
}

/// The contents of a store's database except its pages, in one transaction.
pub(super) async fn head(session: &mut Session) -> Result<Head, Trouble> {
    let (manifest, guard, previous, journal) = session
        .run(&[META, JOURNAL], Mode::Read, 0, |transaction| {
            let meta = transaction.object_store(META)?;
            // The last key alone: there may be a million.
            let journal =
                transaction.object_store(JOURNAL)?.open_key_cursor(None, Some(CursorDirection::PrevUnique))?;
            Ok((meta.get(query(MANIFEST))?, meta.get(query(GUARD))?, meta.get(query(PREVIOUS))?, journal))
        })
        .await?;
    // A cursor, or null where there is no entry.
    let last = Reflect::get(&journal.result().map_err(of_idb)?, &"key".into()).ok();
    Ok(Head {
        manifest: bytes_in(&manifest)?,
        guard: bytes_in(&guard)?,
        previous: bytes_in(&previous)?,
        last_journal: last.and_then(|key| key.as_f64()).map(|key| key as u32),
    })
}

pub(super) async fn pages(session: &mut Session, numbers: &[PageNumber]) -> Result<Vec<Option<Vec<u8>>>, Trouble> {
    let mut pages = Vec::with_capacity(numbers.len());
    for numbers in numbers.chunks(READ_PAGES) {
        let requests = session
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

pub(super) async fn page_numbers(session: &mut Session) -> Result<Vec<PageNumber>, Trouble> {
    let request = session
        .run(&[PAGES], Mode::Read, 0, |transaction| transaction.object_store(PAGES)?.get_all_keys(None, None))
        .await?;
    request.result().map(numbers_in).map_err(of_idb)
}

pub(super) async fn journal(session: &mut Session, numbers: &[u32]) -> Result<Vec<Option<Vec<u8>>>, Trouble> {
    let mut found = Vec::with_capacity(numbers.len());
    for numbers in numbers.chunks(READ_ENTRIES) {
        let requests = session
            .run(&[JOURNAL], Mode::Read, READ_BYTES, |transaction| {
                let table = transaction.object_store(JOURNAL)?;
                numbers.iter().map(|number| table.get(query(key(*number)))).collect::<Result<Vec<_>, _>>()
            })
            .await?;
        for request in &requests {
            found.push(bytes_in(request)?);
        }
    }
    Ok(found)
}

pub(super) async fn drafts(session: &mut Session) -> Result<Vec<(String, String)>, Trouble> {
    let (keys, texts) = session
        .run(&[META], Mode::Read, 0, |transaction| {
            let meta = transaction.object_store(META)?;
            let (from, to) = (JsValue::from(DRAFT), JsValue::from([DRAFT, "\u{ffff}"].concat()));
            let range = || KeyRange::bound(&from, &to, None, None).map(Query::KeyRange);
            Ok((meta.get_all_keys(Some(range()?), None)?, meta.get_all(Some(range()?), None)?))
        })
        .await?;
    let (keys, texts): (Array, Array) =
        (keys.result().map_err(of_idb)?.unchecked_into(), texts.result().map_err(of_idb)?.unchecked_into());
    let draft = |(key, text): (JsValue, JsValue)| {
        let field = key.as_string()?.strip_prefix(DRAFT)?.to_owned();
        Some((field, String::from_utf8(bytes(text)?).ok()?))
    };
    Ok(keys.iter().zip(texts.iter()).filter_map(draft).collect())
}

impl Drop for IdbStore {
    fn drop(&mut self) {
        if let Some(channel) = &self.saved {
            channel.close();
        }
    }
}

impl Store for IdbStore {
    async fn head(&mut self) -> Result<Head, Trouble> {
        let head = head(&mut self.session).await?;
        self.known.clone_from(&head.manifest);
        self.known_guard.clone_from(&head.guard);
        Ok(head)
    }

    async fn pages(&mut self, numbers: &[PageNumber]) -> Result<Vec<Option<Vec<u8>>>, Trouble> {
        pages(&mut self.session, numbers).await
    }

    async fn page_numbers(&mut self) -> Result<Vec<PageNumber>, Trouble> {
        page_numbers(&mut self.session).await
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

    /// Reads, judges and writes in one transaction, so that nobody can come between.
    async fn commit(&mut self, commit: Commit) -> Result<(), Trouble> {
        let commit = Rc::new(commit);
        let verdict = Rc::new(Cell::new(Verdict::Refused));
        let size = commit.manifest.len() * 2;
        let (me, seen, known) = (self.me, self.seen, Rc::new(self.known.clone()));
        self.session
            .run(TABLES, Mode::Strict, size, |transaction| {
                let (commit, verdict, known) = (commit.clone(), verdict.clone(), known.clone());
                when_read(transaction, &commit.pages.clone(), move |transaction, read| {
                    let found = Found { manifest: read.manifest.as_deref(), ..read.found };
                    let judged = judge(me.writer, seen, (*known).as_deref(), &commit, &found);
                    verdict.set(judged);
                    if judged == Verdict::Write && write(transaction, me, &commit).is_err() {
                        // Half a change must not be committed.
                        drop(transaction.object_store(META).map(|meta| meta.transaction().abort()));
                    }
                })
            })
            .await?;
        if verdict.get() == Verdict::Refused {
            return Err(Trouble::TakenOver);
        }
        self.seen = None;
        self.known = Some(commit.manifest.clone());
        self.known_guard = Some(commit.guard.clone());
        self.tell();
        Ok(())
    }

    /// Reads, judges and writes in one transaction. Of the manifest only its seal is read: an edit must not wait for more.
    async fn append(&mut self, number: u32, entry: Vec<u8>) -> Result<(), Trouble> {
        let verdict = Rc::new(Cell::new(Verdict::Refused));
        let (entry, known) = (Rc::new(entry), Rc::new(self.known_guard.clone()));
        let (me, seen) = (self.me, self.seen);
        self.session
            .run(&[JOURNAL, META], Mode::Strict, entry.len(), |transaction| {
                let (entry, known, verdict) = (entry.clone(), known.clone(), verdict.clone());
                when_free(transaction, number, move |journal, found| {
                    let seals = (found.owner, found.seal.as_deref(), (*known).as_deref());
                    verdict.set(judge_entry((me.writer, seen), seals, &entry, found.taken.as_deref()));
                    if verdict.get() == Verdict::Write && put(journal, &key(number), &entry).is_err() {
                        drop(journal.transaction().abort());
                    }
                })
            })
            .await?;
        if verdict.get() == Verdict::Refused {
            return Err(Trouble::TakenOver);
        }
        self.tell();
        Ok(())
    }

    async fn put_entries(&mut self, entries: Vec<(u32, Vec<u8>)>) -> Result<(), Trouble> {
        for entries in entries.chunks(READ_ENTRIES) {
            self.session
                .run(&[JOURNAL], Mode::Relaxed, bytes_of(entries), |transaction| {
                    let table = transaction.object_store(JOURNAL)?;
                    entries.iter().try_for_each(|(number, bytes)| put(&table, &key(*number), bytes))
                })
                .await?;
        }
        Ok(())
    }

    async fn journal(&mut self, numbers: &[u32]) -> Result<Vec<Option<Vec<u8>>>, Trouble> {
        journal(&mut self.session, numbers).await
    }

    async fn keep_drafts(&mut self, drafts: Vec<(String, Option<String>)>) -> Result<(), Trouble> {
        let bytes = drafts.iter().map(|(field, text)| field.len() + text.as_ref().map_or(0, String::len)).sum();
        self.session
            .run(&[META], Mode::Relaxed, bytes, |transaction| {
                let meta = transaction.object_store(META)?;
                drafts.iter().try_for_each(|(field, text)| {
                    let key = JsValue::from([DRAFT, field].concat());
                    match text {
                        Some(text) => put(&meta, &key, text.as_bytes()),
                        None => meta.delete(query(key)).map(drop),
                    }
                })
            })
            .await
    }

    async fn drafts(&mut self) -> Result<Vec<(String, String)>, Trouble> {
        drafts(&mut self.session).await
    }

    async fn revive(&mut self) -> Result<(), Trouble> {
        self.session.make_again().await?;
        owner::claim(self.session.connection(), self.session.name(), self.me, Claim::Certain).await?;
        self.presence = Presence::keep(self.session.name(), self.me, self.on_lost.clone());
        (self.known, self.known_guard) = (None, None);
        Ok(())
    }

    async fn sweep(&mut self, keep: &[PageNumber]) -> Result<(), Trouble> {
        let keep: Rc<BTreeSet<PageNumber>> = Rc::new(keep.iter().copied().collect());
        let (me, known) = (self.me, Rc::new(self.known.clone()));
        self.session
            .run(TABLES, Mode::Relaxed, READ_BYTES, |transaction| {
                let (keep, known) = (keep.clone(), known.clone());
                when_read(transaction, &[], move |transaction, read| {
                    let owned = read.found.owner.is_some_and(|owner| owner.writer == me.writer);
                    if !owned || read.manifest != *known {
                        return;
                    }
                    if let Ok(table) = transaction.object_store(PAGES) {
                        let orphans = read.pages.iter().filter(|number| !keep.contains(number));
                        orphans.for_each(|number| drop(table.delete(query(key(*number)))));
                    }
                })
            })
            .await
            .map(drop)
    }
}

/// What a change finds on disk.
struct OnDisk {
    /// Without the manifest, which is kept separately.
    found: Found<'static>,
    manifest: Option<Vec<u8>>,
    /// All page numbers, if none were asked for by number.
    pages: Vec<PageNumber>,
}

/// What an entry finds on disk.
struct AtNumber {
    owner: Option<Owner>,
    seal: Option<Vec<u8>>,
    taken: Option<Vec<u8>>,
}

/// Reads owner, seal and what stands under the number; then calls `then` with the journal, within the same transaction.
fn when_free(
    transaction: &Transaction,
    number: u32,
    then: impl FnOnce(&ObjectStore, AtNumber) + 'static,
) -> Result<GetStoreRequest, Error> {
    let (meta, journal) = (transaction.object_store(META)?, transaction.object_store(JOURNAL)?);
    let (owner, seal) = (meta.get(query(OWNER))?, meta.get(query(GUARD))?);
    let mut last = journal.get(query(key(number)))?;
    last.on_success(move |event| {
        use idb::Event as _;
        let taken = event.target().ok().and_then(|request| request.result().ok()).and_then(bytes);
        let owner = bytes_of_request(&owner).and_then(|bytes| Owner::decode(&bytes));
        then(&journal, AtNumber { owner, seal: bytes_of_request(&seal), taken });
    });
    Ok(last)
}

/// The requests of a change, kept until its transaction is over.
struct Reads {
    _last: idb::request::GetAllKeysStoreRequest,
}

/// Reads owner and manifest, and whether the pages exist; then calls `then` within the same transaction.
fn when_read(
    transaction: &Transaction,
    pages: &[PageNumber],
    then: impl FnOnce(&Transaction, OnDisk) + 'static,
) -> Result<Reads, Error> {
    let meta = transaction.object_store(META)?;
    let (owner, manifest) = (meta.get(query(OWNER))?, meta.get(query(MANIFEST))?);
    let table = transaction.object_store(PAGES)?;
    let asked: Vec<GetKeyStoreRequest> =
        pages.iter().map(|number| table.get_key(query(key(*number)))).collect::<Result<_, _>>()?;
    // Requests are answered in order: after the last, all are.
    let range = if pages.is_empty() { None } else { Some(query(key(pages[0]))) };
    let mut last = table.get_all_keys(range, None)?;
    last.on_success(move |event| {
        use idb::Event as _;
        let all = event.target().ok().and_then(|request| request.result().ok()).map(numbers_in).unwrap_or_default();
        let is_missing = |request: &GetKeyStoreRequest| request.result().map_or(true, |key| key.is_undefined());
        let owner = bytes_of_request(&owner).and_then(|bytes| Owner::decode(&bytes));
        let found = Found { owner, manifest: None, pages_missing: asked.iter().any(is_missing) };
        then(&meta.transaction(), OnDisk { found, manifest: bytes_of_request(&manifest), pages: all });
    });
    Ok(Reads { _last: last })
}

fn bytes_of_request(request: &GetStoreRequest) -> Option<Vec<u8>> {
    bytes_in(request).ok().flatten()
}

fn write(transaction: &Transaction, me: Me, commit: &Commit) -> Result<(), Error> {
    let (number, entry) = &commit.journal;
    put(&transaction.object_store(JOURNAL)?, &key(*number), entry)?;
    let meta = transaction.object_store(META)?;
    if let Some(previous) = &commit.previous {
        put(&meta, &PREVIOUS.into(), previous)?;
    }
    put(&meta, &GUARD.into(), &commit.guard)?;
    owner::put_owner(transaction, me, Date::now())?;
    put(&meta, &MANIFEST.into(), &commit.manifest)
}

fn numbers_in(keys: JsValue) -> Vec<PageNumber> {
    let keys: Array = keys.unchecked_into();
    keys.iter().filter_map(|key| key.as_f64()).map(|key| key as PageNumber).collect()
}

/// How many of `pages` go into one transaction; at least one.
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
