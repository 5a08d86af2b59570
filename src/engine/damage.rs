//! Pages that could not be read: which files brought their rows, and when an import has brought them all again.

use super::{
    manifest::{Contents, FileEntry, Manifest},
    pages::PageEntry,
    shelf::LostPage,
};
use crate::{
    model::{
        ids::FileId,
        rows::{Kind, NATIVE_KINDS},
        tables::{ROWS_PER_PAGE, Tables},
    },
    protocol::command::DamagedPage,
};
use std::collections::{BTreeMap, BTreeSet};

/// What is missing in an open store.
#[derive(Default)]
pub struct Damage {
    pages: Vec<Missing>,
    /// Files that were imported again since the store was opened, every row of theirs that is left among them.
    again: BTreeSet<FileId>,
}

struct Missing {
    page: LostPage,
    /// In the order of their import.
    files: Vec<FileId>,
}

impl Damage {
    pub fn new(lost: &[LostPage], contents: &Contents, tables: &Tables) -> Self {
        let numbers: BTreeSet<u32> = lost.iter().map(|page| page.entry.number).collect();
        let missing = |page: &LostPage| Missing { page: *page, files: sources(page, &numbers, contents, tables) };
        Self { pages: lost.iter().map(missing).collect(), again: BTreeSet::new() }
    }

    pub fn is_none(&self) -> bool {
        self.pages.is_empty()
    }

    /// Pages of what people wrote.
    pub fn lost_natives(&self) -> impl Iterator<Item = LostPage> + '_ {
        let is_native = |page: &LostPage| page.table.kind().is_some_and(|kind| NATIVE_KINDS.contains(&kind));
        self.pages.iter().map(|missing| missing.page).filter(is_native)
    }

    pub fn numbers(&self) -> BTreeSet<u32> {
        self.pages.iter().map(|missing| missing.page.entry.number).collect()
    }

    pub fn view(&self, manifest: &Manifest) -> Vec<DamagedPage> {
        let name =
            |id: &FileId| manifest.contents.files.iter().find(|file| file.id == *id).map(|file| file.name.clone());
        let view = |missing: &Missing| DamagedPage {
            kind: missing.page.table.kind(),
            page: missing.page.entry.number,
            rows: missing.page.entry.rows,
            files: missing.files.iter().filter_map(name).collect(),
            newer: missing.page.newer,
        };
        self.pages.iter().map(view).collect()
    }

    /// Notes which files an import has brought again, and names the pages that are repaired by it.
    pub fn repaired(&mut self, import: &Again) -> BTreeSet<u32> {
        let wanted: BTreeSet<FileId> = self.pages.iter().flat_map(|missing| &missing.files).copied().collect();
        self.again.extend(wanted.into_iter().filter(|file| import.brings(*file)));
        let is_whole = |missing: &&Missing| {
            let damaged = !missing.page.newer && !missing.files.is_empty();
            damaged && missing.files.iter().all(|file| self.again.contains(file))
        };
        self.pages.iter().filter(is_whole).map(|missing| missing.page.entry.number).collect()
    }

    pub fn mend(&mut self, repaired: &BTreeSet<u32>) {
        self.pages.retain(|missing| !repaired.contains(&missing.page.entry.number));
    }
}

/// A file's name, and how many rows of each kind it holds.
pub type HeldFile = (String, BTreeMap<Kind, u32>);

/// An import seen as one that may repeat earlier ones.
pub struct Again<'a> {
    pub manifest: &'a Manifest,
    pub tables: &'a Tables,
    /// Stored rows that it named, whether they changed or not.
    pub named: &'a BTreeSet<(Kind, usize)>,
    pub files: Vec<HeldFile>,
}

impl Again<'_> {
    /// Whether every row that is left of an earlier file is named by this import. Of a file of which nothing is left, the name
    /// and the number of rows must do.
    fn brings(&self, id: FileId) -> bool {
        let Some(file) = self.manifest.contents.files.iter().find(|file| file.id == id) else { return false };
        kinds_of(file).all(|(kind, rows)| {
            let mut left = positions(self.tables, kind, id).peekable();
            match left.peek() {
                Some(_) => left.all(|at| self.named.contains(&(kind, at))),
                None => self.files.iter().any(|(name, held)| *name == file.name && held.get(&kind) >= Some(&rows)),
            }
        })
    }
}

/// Rows are added in the order of the files, and a row changed later belongs to the newer file. So what stands in a page was
/// added no earlier than what stands before it; and a file whose rows are not all there any more may have them in the page.
fn sources(page: &LostPage, lost: &BTreeSet<u32>, contents: &Contents, tables: &Tables) -> Vec<FileId> {
    let Some(kind) = page.table.kind() else {
        return contents.files.iter().filter(|file| file.noted + file.refused > 0).map(|file| file.id).collect();
    };
    let readable = |entry: &&PageEntry| !lost.contains(&entry.number);
    let before = contents.table(page.table).iter().take_while(|entry| entry.number != page.entry.number);
    let at: usize = before.filter(readable).map(|entry| entry.rows as usize).sum();
    let earliest = (at.saturating_sub(ROWS_PER_PAGE as usize)..at).map(|at| tables.origin(kind, at).file).min();
    let of_kind = |file: &&FileEntry| kinds_of(file).any(|(of, _)| of == kind);
    let lacks_rows = |file: &&FileEntry| {
        let brought: u32 = kinds_of(file).filter(|(of, _)| *of == kind).map(|(_, rows)| rows).sum();
        positions(tables, kind, file.id).count() < brought as usize
    };
    let files = contents.files.iter().filter(of_kind).filter(|file| Some(file.id) >= earliest);
    files.filter(lacks_rows).map(|file| file.id).collect()
}

/// What a file brought, by kind; a kind that came in two sheets comes twice.
fn kinds_of(file: &FileEntry) -> impl Iterator<Item = (Kind, u32)> {
    file.sheets.iter().filter(|sheet| sheet.rows > 0).filter_map(|sheet| Some((sheet.kind?, sheet.rows)))
}

fn positions(tables: &Tables, kind: Kind, file: FileId) -> impl Iterator<Item = usize> {
    (0..tables.count(kind)).filter(move |at| tables.origin(kind, *at).file == file)
}
