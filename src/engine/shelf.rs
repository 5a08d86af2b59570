//! An open store in memory: its manifest, its rows in the order of its pages, and how both are loaded and written.

use super::{
    manifest::{Contents, Manifest, not_encoded},
    notes::StoredNote,
    pages::{self, PageEntry, PageFault, ROWS_PER_PAGE, TABLES, Table},
    store::Store,
};
use crate::{
    model::{
        rows::{KINDS, Kind},
        tables::{Kept, Tables},
        visible::visible,
    },
    protocol::command::Trouble,
};
use serde::Serialize;
use std::{borrow::Cow, collections::BTreeSet};

/// Rows loaded from pages, and what could not be.
#[derive(Default)]
pub struct Loaded {
    pub tables: Tables,
    pub notes: Vec<StoredNote>,
    pub lost: Vec<LostPage>,
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
    let mut loaded = Loaded::of(contents);
    let entries = TABLES.iter().flat_map(|table| contents.table(*table).iter().map(|entry| (*table, *entry)));
    let entries: Vec<(Table, PageEntry)> = entries.collect();
    for some in entries.chunks(PAGES_AT_A_TIME) {
        let numbers: Vec<u32> = some.iter().map(|(_, entry)| entry.number).collect();
        for ((table, entry), bytes) in some.iter().zip(store.pages(&numbers).await?) {
            if let Err(fault) = loaded.take(*table, bytes.as_deref(), entry) {
                loaded.lost.push(LostPage { table: *table, entry: *entry, newer: fault == PageFault::TooNew });
            }
        }
    }
    loaded.clean_names();
    Ok(loaded)
}

impl Loaded {
    /// Rows of earlier versions may hold marks in names that nobody sees; two spellings of one name would be two people.
    fn clean_names(&mut self) {
        fn of<T: Kept>(tables: &mut Tables) {
            T::of_mut(tables).iter_mut().for_each(|row| clean(row.data.name_mut()));
        }
        for kind in KINDS {
            of_kind!(kind, Row => of::<Row>(&mut self.tables));
        }
    }

    /// Empty, with room for all that is to come: what grows is copied again and again.
    fn of(contents: &Contents) -> Self {
        let room = |table| contents.table(table).iter().map(|entry| entry.rows as usize).sum();
        let mut tables = Tables::default();
        for table in TABLES {
            if let Some(kind) = table.kind() {
                of_kind!(kind, Row => Row::of_mut(&mut tables).reserve_exact(room(table)));
            }
        }
        Self { tables, notes: Vec::with_capacity(room(Table::Notes)), lost: Vec::new() }
    }

    fn take(&mut self, table: Table, bytes: Option<&[u8]>, entry: &PageEntry) -> Result<(), PageFault> {
        let bytes = bytes.ok_or(PageFault::Damaged)?;
        match table.kind() {
            Some(kind) => of_kind!(kind, Row => {
                Row::of_mut(&mut self.tables).append(&mut pages::records(table, bytes, entry)?);
            }),
            None => self.notes.append(&mut pages::decode(table, bytes, entry)?),
        }
        Ok(())
    }
}

fn clean(name: &mut String) {
    if let Cow::Owned(seen) = visible(name) {
        *name = seen;
    }
}

/// Pages to write for a change, and the lists of pages that will then be in force.
#[derive(Default)]
pub struct Rewrite {
    pub pages: Vec<(u32, Vec<u8>)>,
    pub contents: Contents,
}

/// What a rewrite starts from, besides the manifest.
#[derive(Clone, Copy)]
pub struct Rows<'a> {
    pub tables: &'a Tables,
    pub notes: &'a [StoredNote],
    pub changed: &'a Changed,
    /// Numbers of pages whose rows are not among those: they stay in force as they are.
    pub lost: &'a BTreeSet<u32>,
}

/// Writes the pages of a change; until a manifest names them, nothing of it is seen.
pub async fn put<S: Store>(
    store: &mut S,
    pages: Vec<(u32, Vec<u8>)>,
    progress: super::Progress<'_>,
) -> Result<(), Trouble> {
    let total = pages.len() as u32;
    let mut done = 0;
    let mut pages = pages.into_iter().peekable();
    while pages.peek().is_some() {
        let burst: Vec<_> = pages.by_ref().take(64).collect();
        done += burst.len() as u32;
        store.put_pages(burst).await?;
        progress(done, total);
    }
    Ok(())
}

/// Which rows of a kind changed in place, by position.
pub type Changed = BTreeSet<(Kind, usize)>;

/// Packs what changed and what was appended into new pages; untouched pages stay in force as they are.
pub fn rewrite(manifest: &mut Manifest, rows: Rows) -> Result<Rewrite, Trouble> {
    let Rows { tables, notes, .. } = rows;
    let mut rewrite = Rewrite { contents: manifest.contents.clone(), ..Rewrite::default() };
    for table in TABLES {
        if let Some(kind) = table.kind() {
            of_kind!(kind, Row => one(manifest, &mut rewrite, table, Row::of(tables), rows))?;
        }
    }
    one(manifest, &mut rewrite, Table::Notes, notes, rows)?;
    Ok(rewrite)
}

fn one<T: Serialize>(
    manifest: &mut Manifest,
    rewrite: &mut Rewrite,
    table: Table,
    rows: &[T],
    Rows { changed, lost, .. }: Rows,
) -> Result<(), Trouble> {
    let kind = table.kind();
    let dirty: BTreeSet<usize> = changed.iter().filter(|(of, _)| Some(*of) == kind).map(|(_, at)| *at).collect();
    let old = std::mem::take(&mut rewrite.contents.tables[table.number()]);
    let mut entries = Vec::with_capacity(rows.len() / ROWS_PER_PAGE + 1);
    let mut start = 0;
    let last = old.len().saturating_sub(1);
    for (position, entry) in old.into_iter().enumerate() {
        if lost.contains(&entry.number) {
            entries.push(entry);
            continue;
        }
        let end = start + entry.rows as usize;
        let touched = dirty.range(start..end).next().is_some();
        if position == last && end - start < ROWS_PER_PAGE && rows.len() > end {
            // The last page is not full: what was appended goes on in it.
            break;
        }
        entries.push(if touched { pack(manifest, rewrite, table, &rows[start..end])? } else { entry });
        start = end;
    }
    for chunk in rows[start..].chunks(ROWS_PER_PAGE) {
        let entry = pack(manifest, rewrite, table, chunk)?;
        entries.push(entry);
    }
    rewrite.contents.tables[table.number()] = entries;
    Ok(())
}

fn pack<T: Serialize>(
    manifest: &mut Manifest,
    rewrite: &mut Rewrite,
    table: Table,
    rows: &[T],
) -> Result<PageEntry, Trouble> {
    let (bytes, hash) = pages::encode(table, rows)?;
    let entry = PageEntry { number: manifest.next_page, rows: rows.len() as u32, hash };
    manifest.next_page = manifest.next_page.checked_add(1).ok_or_else(|| not_encoded("page number"))?;
    rewrite.pages.push((entry.number, bytes));
    Ok(entry)
}
