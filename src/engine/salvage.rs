//! A store that cannot be opened as it is, opened from what can be had of it: the state before, the state as it is, or every
//! page that can be read. What comes of it is saved as the store's new state.

use super::{
    guard::{self, Checked},
    manifest::{Action, FileEntry, Manifest, SheetEntry},
    open_store::{Device, Known, OpenStore},
    pages,
    shelf::{self, Loaded},
    store::{Head, PageNumber, Store},
};
use crate::{
    model::{
        columns::Columns,
        fields::{Field, fields_of},
        ids::{FileId, RowId, StoreId},
        rows::{KINDS, Kind, Record},
        tables::Tables,
    },
    protocol::command::{Recovery, Trouble},
    time::Day,
};
use std::collections::{BTreeMap, BTreeSet};

/// Pages read at a time.
const PAGES_AT_A_TIME: usize = 128;

pub(super) async fn recover<S: Store>(
    mut store: S,
    id: StoreId,
    known: Known,
    way: Recovery,
    device: Device,
    today: Day,
    progress: super::Progress<'_>,
) -> Result<OpenStore<S>, Trouble> {
    let head = store.head().await?;
    let found = match way {
        Recovery::Previous => guard::previous(&head).map(|manifest| *manifest),
        Recovery::AsItIs => match guard::check(&head, None)? {
            Checked::Sound(manifest) => Some(*manifest),
            _ => None,
        },
        Recovery::Readable => return from_pages(store, &head, id, known, device, today, progress).await,
    };
    let mut manifest = found.ok_or(Trouble::StoreDamaged { store: id, previous: None })?;
    go_on(&mut manifest, &head, known.revision);
    let loaded = shelf::load(&mut store, &manifest.contents).await?;
    let mut open = OpenStore::of(store, manifest, loaded, device.seed);
    open.commit(today, Action::Recovered).await?;
    Ok(open)
}

/// Numbers go on behind whatever was used before, so that the recovered state counts as the latest.
fn go_on(manifest: &mut Manifest, head: &Head, noted: Option<u32>) {
    manifest.revision = manifest.revision.max(noted.unwrap_or(0));
    manifest.next_journal = manifest.next_journal.max(head.last_journal.map_or(0, |last| last + 1));
}

async fn from_pages<S: Store>(
    mut store: S,
    head: &Head,
    id: StoreId,
    known: Known,
    device: Device,
    today: Day,
    progress: super::Progress<'_>,
) -> Result<OpenStore<S>, Trouble> {
    let numbers = store.page_numbers().await?;
    let mut tables = Readable::default();
    for numbers in numbers.chunks(PAGES_AT_A_TIME) {
        for (number, bytes) in numbers.iter().zip(store.pages(numbers).await?) {
            bytes.inspect(|bytes| tables.take(*number, bytes));
        }
    }
    let tables = tables.rows();
    let mut manifest = Manifest::new(id, known.name, device.number);
    manifest.next_page = numbers.iter().max().map_or(0, |last| last.saturating_add(1));
    manifest.next_sequence = next_sequence(&tables, device.number);
    manifest.contents.files = files(&tables, today);
    manifest.next_file = manifest.contents.files.iter().map(|file| file.id.0 + 1).max().unwrap_or(0);
    go_on(&mut manifest, head, known.revision);
    let mut open = OpenStore::of(store, manifest, Loaded { tables, ..Loaded::default() }, device.seed);
    open.write_all(today, Action::Recovered, progress).await?;
    Ok(open)
}

/// Rows by their id, each as the page with the highest number has it: that is the latest.
#[derive(Default)]
struct Readable {
    latest: BTreeMap<RowId, PageNumber>,
    tables: Tables,
}

impl Readable {
    /// A page that is damaged, or of a newer version, gives nothing; notes are not records.
    fn take(&mut self, number: PageNumber, bytes: &[u8]) {
        let Some((table, entry)) = pages::described(number, bytes) else { return };
        let Self { latest, tables } = self;
        macro_rules! take {
            ($rows:ident) => {
                if let Ok(rows) = pages::decode(table, bytes, &entry) {
                    lay(&mut tables.$rows, rows, number, latest);
                }
            };
        }
        match table.kind() {
            Some(Kind::Leads) => take!(leads),
            Some(Kind::Visits) => take!(visits),
            Some(Kind::Sales) => take!(sales),
            Some(Kind::Services) => take!(services),
            Some(Kind::Insurance) => take!(policies),
            Some(Kind::Answers) => take!(answers),
            Some(Kind::Cards) => take!(cards),
            None => {}
        }
    }

    /// In the order in which they were added.
    fn rows(mut self) -> Tables {
        fn sort<T>(rows: &mut [Record<T>]) {
            rows.sort_by_key(|row| row.id);
        }
        let tables = &mut self.tables;
        sort(&mut tables.leads);
        sort(&mut tables.visits);
        sort(&mut tables.sales);
        sort(&mut tables.services);
        sort(&mut tables.policies);
        sort(&mut tables.answers);
        sort(&mut tables.cards);
        self.tables
    }
}

fn lay<T>(
    rows: &mut Vec<Record<T>>,
    found: Vec<Record<T>>,
    number: PageNumber,
    latest: &mut BTreeMap<RowId, PageNumber>,
) {
    let mut again = BTreeMap::new();
    for row in found {
        match latest.insert(row.id, number) {
            None => rows.push(row),
            Some(other) if other > number => drop(latest.insert(row.id, other)),
            Some(_) => drop(again.insert(row.id, row)),
        }
    }
    if !again.is_empty() {
        for row in rows.iter_mut() {
            if let Some(newer) = again.remove(&row.id) {
                *row = newer;
            }
        }
    }
}

fn next_sequence(tables: &Tables, device: u32) -> u32 {
    let ids = KINDS.iter().flat_map(|kind| (0..tables.count(*kind)).map(|at| tables.origin(*kind, at).0));
    ids.filter(|id| id.device == device).map(|id| id.sequence + 1).max().unwrap_or(0)
}

/// The list of files is lost; what each brought can be seen from its rows. A column counts where any row has a value in it.
fn files(tables: &Tables, today: Day) -> Vec<FileEntry> {
    let mut found: BTreeMap<FileId, BTreeMap<Kind, (u32, BTreeSet<Field>)>> = BTreeMap::new();
    macro_rules! look {
        ($($rows:ident: $kind:ident),*) => {$(
            for row in &tables.$rows {
                let (rows, fields) = found.entry(row.origin.file).or_default().entry(Kind::$kind).or_default();
                *rows += 1;
                fields.extend(row.data.values().into_iter().map(|(field, _)| field));
            }
        )*};
    }
    look!(leads: Leads, visits: Visits, sales: Sales, services: Services, policies: Insurance, answers: Answers, cards: Cards);
    let entry = |(id, kinds): (FileId, BTreeMap<Kind, (u32, BTreeSet<Field>)>)| FileEntry {
        id,
        name: crate::text::data::lost_file(id.0 + 1),
        imported: today,
        sheets: kinds.into_iter().map(|(kind, (rows, given))| sheet(kind, rows, &given)).collect(),
        noted: 0,
        refused: 0,
    };
    found.into_iter().map(entry).collect()
}

fn sheet(kind: Kind, rows: u32, given: &BTreeSet<Field>) -> SheetEntry {
    let fields = fields_of(kind).iter().copied().filter(|field| given.contains(field)).collect();
    SheetEntry { name: String::new(), kind: Some(kind), fields, rows }
}
