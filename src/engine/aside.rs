//! A store opened aside: only read, beside whoever has it open. What backups, their proof and rescue see of a store; how a
//! store is brought back is in `restore`.

use super::{
    apart,
    csv::Cells,
    csv_rows,
    guard::{self, Checked},
    manifest::Manifest,
    open_store::{Device, Drawn, Known, OpenStore},
    pages, salvage,
    store::{Commit, Head, PageNumber, Store},
};
use crate::{
    model::{
        ids::StoreId,
        rows::{KINDS, Kind},
        secret::Secret,
    },
    protocol::command::{DamagedPage, Trouble},
    time::Day,
};
use xxhash_rust::xxh3::Xxh3;

/// Entries of the journal that are read at a time.
const ENTRIES_AT_A_TIME: u32 = 1024;

/// Where the parts of a store are read from: its database, or a backup.
#[allow(async_fn_in_trait)]
pub trait Source {
    async fn head(&mut self) -> Result<Head, Trouble>;

    /// Pages by number, in the order asked; `None` for a missing page.
    async fn pages(&mut self, numbers: &[PageNumber]) -> Result<Vec<Option<Vec<u8>>>, Trouble>;

    async fn page_numbers(&mut self) -> Result<Vec<PageNumber>, Trouble>;

    async fn journal(&mut self, numbers: &[u32]) -> Result<Vec<Option<Vec<u8>>>, Trouble>;

    async fn drafts(&mut self) -> Result<Vec<(String, String)>, Trouble>;
}

/// A source as a store; whatever would change it is refused.
struct ReadOnly<S>(S);

/// A store that is open for writing, as a source.
pub struct Live<'a, S>(pub &'a mut S);

/// An open store that is only read.
pub struct Aside<S: Source> {
    open: OpenStore<ReadOnly<S>>,
    next_journal: u32,
}

/// What a store comes to: two stores with the same hash hold the same rows, records, history, settings and drafts.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct State {
    pub hash: String,
    /// Kinds that have any rows.
    pub rows: Vec<(Kind, u32)>,
    pub files: u32,
    /// Entries and commits in the journal.
    pub journal: u32,
    /// The latest day of the records.
    pub latest: Option<Day>,
    /// What cannot be read.
    pub missing: Vec<DamagedPage>,
}

impl State {
    pub fn is_whole(&self) -> bool {
        self.missing.is_empty()
    }
}

impl<S: Source> Aside<S> {
    /// Fails as opening it would.
    pub async fn open(source: S, id: &StoreId) -> Result<Self, Trouble> {
        let drawn = Drawn { seed: 0, secret: Secret::draw(|| 0) };
        let device = Device { number: 0, drawn };
        let mut store = ReadOnly(source);
        let head = store.0.head().await?;
        if head.manifest.is_none() && head.previous.is_none() && head.guard.is_none() {
            return Err(Trouble::Vanished);
        }
        let open = apart(OpenStore::load(store, id.clone(), Known::default(), device)).await?;
        let next_journal = head.last_journal.map_or(0, |last| last + 1);
        Ok(Self { open, next_journal })
    }

    /// What can be read page by page, where the list of pages is lost.
    pub async fn salvage(source: S, id: &StoreId, today: Day) -> Result<Self, Trouble> {
        let drawn = Drawn { seed: 0, secret: Secret::draw(|| 0) };
        let device = Device { number: 0, drawn };
        let mut store = ReadOnly(source);
        let head = store.0.head().await?;
        let open = apart(salvage::readable(store, &head, id.clone(), Known::default(), device, today)).await?;
        let next_journal = head.last_journal.map_or(0, |last| last + 1);
        Ok(Self { open, next_journal })
    }

    pub fn name(&self) -> &str {
        &self.open.manifest.name
    }

    /// The number behind the journal's last.
    pub fn next_journal(&self) -> u32 {
        self.next_journal
    }

    /// The state of the store. `journal`: up to which number its history counts; what a restored store wrote since is
    /// no part of what it was restored from.
    pub async fn state(&mut self, journal: u32, today: Day) -> Result<State, Trouble> {
        let mut hash = Xxh3::new();
        let Manifest { clocks, mappings, contents, .. } = &self.open.manifest;
        for part in [
            postcard::to_stdvec(&clocks.changes()),
            postcard::to_stdvec(mappings),
            postcard::to_stdvec(&contents.files),
            postcard::to_stdvec(&self.open.notes),
        ] {
            part_of(&mut hash, &part.map_err(|_| unreadable("state"))?);
        }
        let tables = &self.open.world.tables;
        for kind in KINDS {
            for page in tables.table(kind).pages() {
                part_of(&mut hash, &pages::of_rows(kind, page).0);
            }
        }
        let mut entries = 0;
        for first in (0..journal).step_by(ENTRIES_AT_A_TIME as usize) {
            let numbers: Vec<u32> = (first..journal.min(first + ENTRIES_AT_A_TIME)).collect();
            for (number, bytes) in numbers.iter().zip(self.open.store.journal(&numbers).await?) {
                if let Some(bytes) = bytes {
                    entries += 1;
                    part_of(&mut hash, &number.to_le_bytes());
                    part_of(&mut hash, &bytes);
                }
            }
        }
        let mut drafts = self.open.store.drafts().await?;
        drafts.sort();
        drafts.iter().for_each(|(field, text)| {
            part_of(&mut hash, field.as_bytes());
            part_of(&mut hash, text.as_bytes());
        });
        let rows = KINDS.iter().map(|kind| (*kind, self.open.world.tables.count(*kind) as u32));
        let status = self.open.status(today);
        Ok(State {
            hash: format!("{:032x}", hash.digest128()),
            rows: rows.filter(|(_, rows)| *rows > 0).collect(),
            files: self.open.manifest.contents.files.len() as u32,
            journal: entries,
            latest: status.reporting_date,
            missing: status.damaged,
        })
    }

    /// Customers of the store by name, as somebody who works there would know them: those with the latest rows.
    pub fn acquaintances(&self, most: usize) -> Vec<String> {
        let book = self.open.world.book();
        let mut names = Vec::new();
        for customer in book.customers.iter().rev() {
            if customer.name.chars().count() > 1 && !names.contains(&customer.name) {
                names.push(customer.name.clone());
            }
            if names.len() == most {
                break;
            }
        }
        names
    }

    pub fn customers(&self) -> u32 {
        self.open.world.book().customers.len() as u32
    }

    /// Rows that can be read, as CSV under the product's own headers.
    pub fn csv(&self, kind: Kind) -> String {
        csv_rows::rows(&self.open.world.tables, kind)
    }

    /// The same rows, cell by cell.
    pub fn write(&self, kind: Kind, to: &mut dyn Cells) {
        csv_rows::write(&self.open.world.tables, kind, to);
    }

    pub fn rows(&self, kind: Kind) -> u32 {
        self.open.world.tables.count(kind) as u32
    }
}

/// The manifest as a backup carries it: without the import that could be taken back, whose pages would be a second store.
pub fn carried(head: &Head) -> Result<(Vec<u8>, Vec<PageNumber>), Trouble> {
    match guard::check(head, None)? {
        Checked::Sound(manifest) => {
            let manifest = Manifest { before: None, ..*manifest };
            Ok((manifest.encode()?, manifest.pages()))
        }
        Checked::Nothing => Err(Trouble::Vanished),
        Checked::Older(_) | Checked::Damaged(_) => Err(unreadable("manifest")),
    }
}

/// What kind of rows a page of the database holds, if it is whole by its own hash.
pub fn kind_of(number: PageNumber, bytes: &[u8]) -> Option<Option<Kind>> {
    let (table, entry) = pages::described(number, bytes)?;
    pages::is_whole(bytes, &entry).then(|| table.kind())
}

/// Each part with its length, so that no two lists of parts run into one another.
fn part_of(hash: &mut Xxh3, bytes: &[u8]) {
    hash.update(&(bytes.len() as u64).to_le_bytes());
    hash.update(bytes);
}

fn unreadable(what: &str) -> Trouble {
    Trouble::Storage { name: what.into(), detail: String::new() }
}

impl<S: Source> Store for ReadOnly<S> {
    async fn head(&mut self) -> Result<Head, Trouble> {
        self.0.head().await
    }

    async fn pages(&mut self, numbers: &[PageNumber]) -> Result<Vec<Option<Vec<u8>>>, Trouble> {
        self.0.pages(numbers).await
    }

    async fn page_numbers(&mut self) -> Result<Vec<PageNumber>, Trouble> {
        self.0.page_numbers().await
    }

    async fn journal(&mut self, numbers: &[u32]) -> Result<Vec<Option<Vec<u8>>>, Trouble> {
        self.0.journal(numbers).await
    }

    async fn drafts(&mut self) -> Result<Vec<(String, String)>, Trouble> {
        self.0.drafts().await
    }

    async fn put_pages(&mut self, _: Vec<(PageNumber, Vec<u8>)>) -> Result<(), Trouble> {
        Err(Trouble::TakenOver)
    }

    async fn put_entries(&mut self, _: Vec<(u32, Vec<u8>)>) -> Result<(), Trouble> {
        Err(Trouble::TakenOver)
    }

    async fn commit(&mut self, _: Commit) -> Result<(), Trouble> {
        Err(Trouble::TakenOver)
    }

    async fn append(&mut self, _: u32, _: Vec<u8>) -> Result<(), Trouble> {
        Err(Trouble::TakenOver)
    }

    async fn keep_drafts(&mut self, _: Vec<(String, Option<String>)>) -> Result<(), Trouble> {
        Err(Trouble::TakenOver)
    }

    async fn revive(&mut self) -> Result<(), Trouble> {
        Err(Trouble::TakenOver)
    }

    async fn sweep(&mut self, _: &[PageNumber]) -> Result<(), Trouble> {
        Err(Trouble::TakenOver)
    }
}

impl<S: Store> Source for Live<'_, S> {
    async fn head(&mut self) -> Result<Head, Trouble> {
        self.0.head().await
    }

    async fn pages(&mut self, numbers: &[PageNumber]) -> Result<Vec<Option<Vec<u8>>>, Trouble> {
        self.0.pages(numbers).await
    }

    async fn page_numbers(&mut self) -> Result<Vec<PageNumber>, Trouble> {
        self.0.page_numbers().await
    }

    async fn journal(&mut self, numbers: &[u32]) -> Result<Vec<Option<Vec<u8>>>, Trouble> {
        self.0.journal(numbers).await
    }

    async fn drafts(&mut self) -> Result<Vec<(String, String)>, Trouble> {
        self.0.drafts().await
    }
}

impl<S: Source> Source for &mut S {
    async fn head(&mut self) -> Result<Head, Trouble> {
        (**self).head().await
    }

    async fn pages(&mut self, numbers: &[PageNumber]) -> Result<Vec<Option<Vec<u8>>>, Trouble> {
        (**self).pages(numbers).await
    }

    async fn page_numbers(&mut self) -> Result<Vec<PageNumber>, Trouble> {
        (**self).page_numbers().await
    }

    async fn journal(&mut self, numbers: &[u32]) -> Result<Vec<Option<Vec<u8>>>, Trouble> {
        (**self).journal(numbers).await
    }

    async fn drafts(&mut self) -> Result<Vec<(String, String)>, Trouble> {
        (**self).drafts().await
    }
}
