//! An open store in memory: its manifest, its rows in the order of its pages, and how both are loaded and written. The pages of a table
//! in memory are those that the manifest names, without the lost ones, in the same order.

use super::{
    manifest::{Contents, Manifest, not_encoded},
    notes::StoredNote,
    pages::{self, PageEntry, PageFault, TABLES, Table},
    store::Store,
};
use crate::{
    columnar::{Page, Table as Columns},
    model::{
        rows::{KINDS, Kind},
        tables::{ROWS_PER_PAGE, Tables},
    },
    protocol::command::Trouble,
};
use std::{collections::BTreeSet, sync::Arc};

/// Rows loaded from pages, and what could not be.
#[derive(Default)]
pub struct Loaded {
    pub tables: Tables,
    pub notes: Vec<StoredNote>,
    pub lost: Vec<LostPage>,
    /// Numbers of pages that are of an earlier format on disk.
    pub early: BTreeSet<u32>,
}

/// A page the manifest names whose rows are not in memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LostPage {
    pub table: Table,
    pub entry: PageEntry,
    /// Of a newer version, not damaged.
    pub newer: bool,
}

/// So many pages are read at a time, whatever tables they are of: each reading waits for the disk.
const PAGES_AT_A_TIME: usize = 128;

/// Reads everything a manifest names. Pages that are damaged, or of a newer format, are reported and left out.
pub async fn load<S: Store>(store: &mut S, contents: &Contents) -> Result<Loaded, Trouble> {
    let mut loaded = Loaded::default();
    let entries = TABLES.iter().flat_map(|table| contents.table(*table).iter().map(|entry| (*table, *entry)));
    let entries: Vec<(Table, PageEntry)> = entries.collect();
    for some in entries.chunks(PAGES_AT_A_TIME) {
        let numbers: Vec<u32> = some.iter().map(|(_, entry)| entry.number).collect();
        for ((table, entry), bytes) in some.iter().zip(store.pages(&numbers).await?) {
            if let Err(fault) = loaded.take(*table, bytes, entry) {
                loaded.lost.push(LostPage { table: *table, entry: *entry, newer: fault == PageFault::TooNew });
            }
        }
    }
    Ok(loaded)
}

impl Loaded {
    fn take(&mut self, table: Table, bytes: Option<Vec<u8>>, entry: &PageEntry) -> Result<(), PageFault> {
        let bytes = bytes.ok_or(PageFault::Damaged)?;
        match table.kind() {
            Some(kind) => {
                let rows = pages::rows(kind, bytes, entry)?;
                if !rows.is_current {
                    self.early.insert(entry.number);
                }
                self.tables.table_mut(kind).push(rows.page);
            }
            None => self.notes.append(&mut pages::notes(&bytes, entry)?),
        }
        Ok(())
    }
}

/// Pages to write for a change, and the lists of pages that will then be in force.
#[derive(Default)]
pub struct Rewrite {
    pub pages: Vec<(u32, Content)>,
    pub contents: Contents,
}

/// What a page is written from. Rows become bytes only when they are written: those of a large import would fill the memory again.
pub enum Content {
    Rows(Kind, Arc<Page>),
    Notes(Vec<u8>),
}

impl Content {
    fn into_bytes(self) -> Vec<u8> {
        match self {
            Self::Rows(kind, page) => pages::of_rows(kind, &page).0,
            Self::Notes(bytes) => bytes,
        }
    }
}

/// What a rewrite starts from, besides the manifest.
#[derive(Clone, Copy)]
pub struct Rows<'a> {
    pub tables: &'a Tables,
    /// As they were: a page that is the same one need not be written.
    pub before: &'a Tables,
    pub notes: &'a [StoredNote],
    /// Numbers of pages whose rows are not among those: they stay in force as they are.
    pub lost: &'a BTreeSet<u32>,
    /// Numbers of pages that are written anew though their rows are the same.
    pub renewed: &'a BTreeSet<u32>,
}

/// Writes the pages of a change; until a manifest names them, nothing of it is seen.
pub async fn put<S: Store>(
    store: &mut S,
    pages: Vec<(u32, Content)>,
    progress: super::Progress<'_>,
) -> Result<(), Trouble> {
    let total = pages.len() as u32;
    let mut done = 0;
    let mut pages = pages.into_iter().peekable();
    while pages.peek().is_some() {
        let burst: Vec<_> = pages.by_ref().take(64).map(|(number, content)| (number, content.into_bytes())).collect();
        done += burst.len() as u32;
        store.put_pages(burst).await?;
        progress(done, total);
    }
    Ok(())
}

/// Packs what changed and what was appended into new pages; untouched pages stay in force as they are.
pub fn rewrite(manifest: &mut Manifest, rows: Rows) -> Result<Rewrite, Trouble> {
    let contents = manifest.contents.clone();
    let mut rewrite = Rewriting { manifest, rewrite: Rewrite { contents, ..Rewrite::default() }, rows };
    for kind in KINDS {
        rewrite.kind(kind, rows.tables.table(kind), rows.before.table(kind))?;
    }
    rewrite.notes(rows.notes)?;
    Ok(rewrite.rewrite)
}

struct Rewriting<'a> {
    manifest: &'a mut Manifest,
    rewrite: Rewrite,
    rows: Rows<'a>,
}

impl Rewriting<'_> {
    fn kind(&mut self, kind: Kind, now: &Columns, before: &Columns) -> Result<(), Trouble> {
        let table = Table::Rows(kind);
        let old = self.taken(table);
        let mut entries = Vec::with_capacity(now.pages().len());
        let mut pages = now.pages().iter().zip(before.pages().iter().map(Some).chain(std::iter::repeat(None)));
        for entry in old {
            if self.rows.lost.contains(&entry.number) {
                entries.push(entry);
                continue;
            }
            let Some((page, before)) = pages.next() else { continue };
            let is_same = before.is_some_and(|before| Arc::ptr_eq(page, before));
            let stays = is_same && !self.rows.renewed.contains(&entry.number);
            entries.push(if stays { entry } else { self.rows(kind, page)? });
        }
        for (page, _) in pages {
            entries.push(self.rows(kind, page)?);
        }
        self.rewrite.contents.tables[table.number()] = entries;
        Ok(())
    }

    /// Notes are only ever appended; what was appended goes on in the last page if that is not full.
    fn notes(&mut self, notes: &[StoredNote]) -> Result<(), Trouble> {
        let old = self.taken(Table::Notes);
        let mut entries = Vec::new();
        let mut start = 0;
        let last = old.len().saturating_sub(1);
        for (position, entry) in old.into_iter().enumerate() {
            if self.rows.lost.contains(&entry.number) {
                entries.push(entry);
                continue;
            }
            let end = start + entry.rows as usize;
            if position == last && entry.rows < ROWS_PER_PAGE && notes.len() > end {
                break;
            }
            entries.push(entry);
            start = end;
        }
        for notes in notes.get(start..).unwrap_or_default().chunks(ROWS_PER_PAGE as usize) {
            let (bytes, hash) = pages::of_notes(notes)?;
            entries.push(self.page(notes.len() as u32, hash, Content::Notes(bytes))?);
        }
        self.rewrite.contents.tables[Table::Notes.number()] = entries;
        Ok(())
    }

    fn taken(&mut self, table: Table) -> Vec<PageEntry> {
        std::mem::take(&mut self.rewrite.contents.tables[table.number()])
    }

    fn rows(&mut self, kind: Kind, page: &Arc<Page>) -> Result<PageEntry, Trouble> {
        self.manifest.has_columns = true;
        let (_, hash) = pages::of_rows(kind, page);
        self.page(page.len(), hash, Content::Rows(kind, Arc::clone(page)))
    }

    fn page(&mut self, rows: u32, hash: u64, content: Content) -> Result<PageEntry, Trouble> {
        let entry = PageEntry { number: self.manifest.next_page, rows, hash };
        self.manifest.next_page = self.manifest.next_page.checked_add(1).ok_or_else(|| not_encoded("page number"))?;
        self.rewrite.pages.push((entry.number, content));
        Ok(entry)
    }
}
