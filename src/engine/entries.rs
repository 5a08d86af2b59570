//! What people write, as the open store has it: the entries of its journal, and the rows that they come to. An edit is one
//! strict put of its entry; the rows stand in memory at once, and in pages with the next change of those.

use super::{
    apart,
    manifest::{Action, JournalEntry, Manifest, not_encoded},
    open_store::OpenStore,
    store::Store,
};
use crate::{
    analytics::map::Sign,
    book::RowRef,
    columnar::{PageWriter, Row as Cursor, Tag},
    ledger::{Clock, Entry, Op, Rule, Stamp, State, Value},
    model::{
        ids::RowId,
        map::Map,
        native::{DROPPED, WRITTEN, is_dropped, written_by},
        rows::{Kind, NATIVE_KINDS, id_of, put_id, put_serial},
        tables::{ROWS_PER_PAGE, Tables, finished},
    },
    protocol::command::Trouble,
    time::Day,
};
use std::collections::{BTreeMap, BTreeSet};

/// So many numbers of the journal before the present are read with the store, for the list of the last actions.
const LATEST: u32 = 128;
/// Entries that are not in pages yet: with more, they are folded.
pub(super) const UNFOLDED: usize = 256;

/// The entries that are in memory, and where the rows of records stand.
pub(super) struct Entries {
    clock: Clock,
    /// By number: those that the pages do not hold, and some before.
    latest: BTreeMap<u32, Entry>,
    places: Map<RowId, (Kind, usize)>,
    /// The native tables as pages hold them.
    pub stored: Tables,
    /// Entries that the pages do not hold and that cannot be read.
    pub lost: u32,
}

/// A row of a record as entries tell it.
struct Record {
    id: RowId,
    kind: Kind,
    cells: Vec<(Tag, Value)>,
    is_dropped: bool,
    /// The numbers of the entries that wrote it.
    written: Vec<u32>,
}

impl Entries {
    pub fn new(device: u32, tables: &Tables) -> Self {
        let mut entries = Self {
            clock: Clock::new(device),
            latest: BTreeMap::new(),
            places: Map::default(),
            stored: natives(tables),
            lost: 0,
        };
        for kind in NATIVE_KINDS {
            let rows = tables.table(kind).rows().enumerate();
            entries.places.extend(rows.map(|(at, row)| (id_of(row), (kind, at))));
        }
        entries
    }

    /// A stamp after all that are known here.
    pub fn tick(&mut self, now_ms: u64) -> Stamp {
        self.clock.tick(now_ms.min(Stamp::MOST_MS - 1))
    }

    /// The latest, the last one last.
    pub fn latest(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.latest.values()
    }

    fn hear(&mut self, number: u32, entry: Entry) {
        self.clock.hear(entry.stamp, entry.stamp.ms);
        self.latest.insert(number, entry);
    }

    /// How many entries are not in pages.
    pub fn unfolded(&self, manifest: &Manifest) -> usize {
        manifest.unfolded.map_or(0, |from| self.latest.range(from..).count())
    }

    pub fn forget_folded(&mut self, manifest: &Manifest) {
        let from = manifest.next_journal.saturating_sub(LATEST).min(manifest.unfolded.unwrap_or(u32::MAX));
        self.latest = self.latest.split_off(&from);
    }

    /// The journal is another one from now on.
    pub fn forget_journal(&mut self) {
        self.latest.clear();
    }

    fn row<'a>(&self, tables: &'a Tables, id: RowId) -> Option<Cursor<'a>> {
        let (kind, at) = self.places.get(&id)?;
        tables.table(*kind).row(*at)
    }

    /// Which entries wrote a record, as its row and those in memory say.
    fn written(&self, tables: &Tables, id: RowId, from: u32) -> BTreeSet<u32> {
        let in_row = self.row(tables, id).into_iter().flat_map(written_by);
        let concerns =
            |(number, entry): (&u32, &Entry)| entry.ops.iter().any(|op| op.record() == Some(id)).then_some(*number);
        in_row.chain(self.latest.range(from..).filter_map(concerns)).collect()
    }

    /// Puts records into their rows; a new one goes to the end of its table.
    fn put(&mut self, tables: &mut Tables, records: Vec<Record>) {
        for record in records {
            match self.places.get(&record.id) {
                Some((kind, at)) => replace(tables, *kind, *at, &record),
                None => {
                    self.places.insert(record.id, (record.kind, tables.count(record.kind)));
                    append(tables, &record);
                }
            }
        }
    }
}

impl Record {
    fn write(&self, page: &mut PageWriter) {
        page.begin_row();
        put_serial(page, self.id.serial());
        put_id(page, self.id);
        for (tag, value) in &self.cells {
            match value {
                Value::Int(number) => page.int(*tag, *number),
                Value::Text(text) => page.text(*tag, text),
            }
        }
        if self.is_dropped {
            page.int(DROPPED, 1);
        }
        let written: Vec<String> = self.written.iter().map(u32::to_string).collect();
        page.text(WRITTEN, &written.join(" "));
    }
}

/// Every field has one value, the last; what else a kind needs, its fields will say.
pub(super) fn rule(_: u16, _: Tag) -> Rule {
    Rule::Register
}

pub(super) fn natives(tables: &Tables) -> Tables {
    let mut natives = Tables::default();
    NATIVE_KINDS.into_iter().for_each(|kind| *natives.table_mut(kind) = tables.table(kind).clone());
    natives
}

/// The rows that entries wrote take the place of those in other tables.
pub(super) fn carry_natives(from: &Tables, to: &mut Tables) {
    NATIVE_KINDS.into_iter().for_each(|kind| *to.table_mut(kind) = from.table(kind).clone());
}

fn append(tables: &mut Tables, record: &Record) {
    let table = tables.table_mut(record.kind);
    let mut page = PageWriter::new();
    if let Some(last) = table.pages().last().filter(|page| page.len() < ROWS_PER_PAGE).cloned() {
        for row in last.rows() {
            page.begin_row();
            page.copy_row(row, |_| true);
        }
        table.pop();
    }
    record.write(&mut page);
    finished(&mut page).into_iter().for_each(|page| table.push(page));
}

fn replace(tables: &mut Tables, kind: Kind, at: usize, record: &Record) {
    let table = tables.table_mut(kind);
    let Some((place, first)) = table.page_of(at) else { return };
    let before = table.pages()[place].clone();
    let mut page = PageWriter::new();
    for (row, index) in before.rows().zip(first..) {
        if index == at {
            record.write(&mut page);
        } else {
            page.begin_row();
            page.copy_row(row, |_| true);
        }
    }
    if let Some(page) = finished(&mut page) {
        table.replace(place, page);
    }
}

/// The cells of a row that is to be put, by the columns of its kind.
pub(super) fn cells_of<T: crate::schema::row::Columns>(row: &T) -> Vec<(Tag, Value)> {
    let mut page = PageWriter::new();
    page.begin_row();
    row.put(&mut page);
    let page = finished(&mut page);
    let Some(row) = page.as_ref().and_then(|page| page.row(0)) else { return Vec::new() };
    let cell = |tag| {
        let text = || row.text(tag).map(|text| Value::Text(text.to_owned()));
        row.int(tag).map(Value::Int).or_else(text).map(|value| (tag, value))
    };
    row.page().columns().filter_map(|(tag, ..)| cell(tag)).collect()
}

/// The rows of records as the entries tell them, in the order in which they were put. An entry of a kind that only a newer
/// program knows has no row here.
fn told(entries: &BTreeMap<u32, Entry>, records: &BTreeSet<RowId>) -> Vec<Record> {
    let state = State::fold(entries.values(), &rule);
    let mut written: Vec<(RowId, Vec<u32>)> = Vec::new();
    let mut places: Map<RowId, usize> = Map::default();
    for (number, entry) in entries {
        for id in entry.ops.iter().filter_map(Op::record).filter(|id| records.contains(id)) {
            let at = *places.entry(id).or_insert_with(|| {
                written.push((id, Vec::new()));
                written.len() - 1
            });
            if written[at].1.last() != Some(number) {
                written[at].1.push(*number);
            }
        }
    }
    let told = |(id, written): (RowId, Vec<u32>)| {
        let kind = Kind::of_number(state.kind(id)?.into())?;
        let is_dropped = !state.is_there(id);
        let cells = match is_dropped {
            true => last_said(entries, id),
            false => state.fields(id).filter_map(|(tag, value)| Some((tag, value?.clone()))).collect(),
        };
        Some(Record { id, kind, cells, is_dropped, written })
    };
    written.into_iter().filter_map(told).collect()
}

/// What a dropped record said last: a record that is gone has no values in the fold, but its row still says whose it was.
fn last_said(entries: &BTreeMap<u32, Entry>, id: RowId) -> Vec<(Tag, Value)> {
    let mut cells: BTreeMap<Tag, Value> = BTreeMap::new();
    for op in entries.values().flat_map(|entry| &entry.ops) {
        match op {
            Op::Put { record, cells: put, .. } if *record == id => cells.extend(put.iter().cloned()),
            Op::Set { record, tag, after: Some(after), .. } if *record == id => drop(cells.insert(*tag, after.clone())),
            _ => {}
        }
    }
    cells.into_iter().collect()
}

impl<S: Store> OpenStore<S> {
    /// Reads what the journal has and the pages do not, and puts it into the rows. What cannot be read is counted, and told
    /// with the store's other damage.
    pub async fn read_entries(&mut self) -> Result<(), Trouble> {
        self.entries = Entries::new(self.manifest.device, &self.world.tables);
        let Some(unfolded) = self.manifest.unfolded else { return Ok(()) };
        let next = self.manifest.next_journal;
        let numbers: Vec<u32> = (next.saturating_sub(LATEST).min(unfolded)..next).collect();
        for (number, bytes) in numbers.iter().zip(self.store.journal(&numbers).await?) {
            match bytes.as_deref().map(Entry::decode) {
                Some(Ok(entry)) => self.entries.hear(*number, entry),
                // Among the numbers stand those of commits, which have another form.
                _ if bytes.as_deref().is_some_and(JournalEntry::is_one) || *number < unfolded => {}
                _ => self.entries.lost += 1,
            }
        }
        let concerned: BTreeSet<RowId> =
            self.entries.latest.range(unfolded..).flat_map(|(_, entry)| &entry.ops).filter_map(Op::record).collect();
        if concerned.is_empty() {
            return Ok(());
        }
        let entries = apart(self.histories(&concerned, unfolded)).await?;
        // What was written first is needed too, however long ago it went into a page.
        let is_lost = |number: &u32| *number < unfolded && !entries.contains_key(number);
        self.entries.lost += self.numbers(&concerned, unfolded).into_iter().filter(is_lost).count() as u32;
        let mut tables = std::mem::take(&mut self.world.tables);
        self.entries.put(&mut tables, told(&entries, &concerned));
        self.derive(tables);
        Ok(())
    }

    /// Where no manifest says how much of the journal the pages hold, it is read as a whole.
    pub async fn read_all_entries(&mut self) -> Result<(), Trouble> {
        self.read_entries_from(0).await?;
        // A journal may begin later, if the store was once written anew.
        self.entries.lost = 0;
        if self.entries.latest.is_empty() && self.entries.places.is_empty() {
            self.manifest.unfolded = None;
        }
        Ok(())
    }

    /// Reads the journal from this number on, also where the manifest knows of nothing that people wrote.
    pub async fn read_entries_from(&mut self, number: u32) -> Result<(), Trouble> {
        let is_new = self.manifest.unfolded.replace(number).is_none();
        self.read_entries().await?;
        if is_new && self.entries.latest.is_empty() && self.entries.places.is_empty() && self.entries.lost == 0 {
            self.manifest.unfolded = None;
        }
        Ok(())
    }

    /// The entries that wrote these records.
    pub async fn histories(&mut self, records: &BTreeSet<RowId>, from: u32) -> Result<BTreeMap<u32, Entry>, Trouble> {
        let (known, unknown): (Vec<u32>, Vec<u32>) =
            self.numbers(records, from).into_iter().partition(|number| self.entries.latest.contains_key(number));
        let mut found: BTreeMap<u32, Entry> =
            known.into_iter().filter_map(|number| Some((number, self.entries.latest.get(&number)?.clone()))).collect();
        for (number, bytes) in unknown.iter().zip(self.store.journal(&unknown).await?) {
            if let Some(Ok(entry)) = bytes.as_deref().map(Entry::decode) {
                found.insert(*number, entry);
            }
        }
        Ok(found)
    }

    fn numbers(&self, records: &BTreeSet<RowId>, from: u32) -> BTreeSet<u32> {
        records.iter().flat_map(|id| self.entries.written(&self.world.tables, *id, from)).collect()
    }

    /// Saves an entry, and puts what it says into the rows. On failure memory is what the disk says. What is needed besides
    /// is read first, so that nothing can fail once the entry is saved.
    pub async fn write_entry(&mut self, entry: Entry, today: Day) -> Result<(), Trouble> {
        if self.is_gone() {
            return Err(Trouble::Vanished);
        }
        if self.manifest.unfolded.is_none() {
            let left = self.manifest.clone();
            self.manifest.unfolded = Some(self.manifest.next_journal);
            self.flip(today, Action::EntriesBegun, Some(left), Vec::new()).await?;
        }
        let bytes = entry.encode().map_err(|_| not_encoded("entry"))?;
        let number = self.manifest.next_journal;
        let concerned: BTreeSet<RowId> = entry.ops.iter().filter_map(Op::record).collect();
        let from = self.manifest.unfolded.unwrap_or(number);
        let mut entries = apart(self.histories(&concerned, from)).await?;
        if let Err(trouble) = self.store.append(number, bytes.clone()).await {
            // The answer may have been lost on its way: what counts is what the disk has.
            let found = self.store.journal(&[number]).await.unwrap_or_default();
            if found.first() != Some(&Some(bytes)) {
                return Err(trouble);
            }
        }
        self.manifest.next_journal += 1;
        entries.insert(number, entry.clone());
        self.entries.hear(number, entry);
        self.take_in(told(&entries, &concerned));
        Ok(())
    }

    /// Puts records into their rows, and follows them in what is derived from those.
    fn take_in(&mut self, records: Vec<Record>) {
        let ids: Vec<RowId> = records.iter().map(|record| record.id).collect();
        let mut tables = self.world.tables.clone();
        let was_there = |id: &RowId| {
            let row = self.entries.row(&tables, *id);
            row.is_some_and(|row| !is_dropped(row))
        };
        let were_there: Vec<bool> = ids.iter().map(was_there).collect();
        self.entries.put(&mut tables, records);
        let places = ids.iter().filter_map(|id| self.entries.places.get(id));
        let changes: Vec<(RowRef, bool)> = places.map(|(kind, at)| RowRef::new(*kind, *at)).zip(were_there).collect();
        let Some(edit) = self.world.edit(&tables, &changes) else { return self.derive(tables) };
        let subjects = edit.subjects(self.world.book());
        self.kept.count(&self.world, &subjects, Sign::Take);
        let Some(followed) = self.world.take_in(&tables, &edit) else { return self.derive(tables) };
        self.kept.follow(&self.world, &edit, &followed);
        self.kept.count(&self.world, &subjects, Sign::Add);
    }

    /// Where a record's row stands.
    pub fn place(&self, id: RowId) -> Option<(Kind, usize)> {
        self.entries.places.get(&id).copied()
    }
}
