//! Which rows the records that people write here are about. A record names any row of its subject; where that row is gone
//! (its import was taken back), the record is loose, and its own name and number say whose it is.

use super::{Book, Customer, CustomerId, OpportunityId, OwnershipId, RowRef};
use crate::{
    model::{
        ids::RowId,
        map::Map,
        native::{About, about_of, is_dropped},
        rows::{FILE_KINDS, NATIVE_KINDS, id_of, is_native},
        tables::Tables,
    },
    terms::stage::SubjectKind,
};
use std::collections::BTreeMap;

/// Records by the row they are about.
pub type Dropped = BTreeMap<RowRef, Vec<RowRef>>;

/// The native records of a store.
#[derive(Default)]
pub(super) struct Attached {
    /// By the row they are about, in the order of their tables.
    of: Map<RowRef, Vec<RowRef>>,
    /// Those that were taken back.
    dropped: Dropped,
    /// Those whose row is not there.
    loose: Vec<RowRef>,
}

impl Attached {
    pub fn new(tables: &Tables) -> Self {
        let mut wanted: Map<RowId, Vec<(RowRef, bool)>> = Map::default();
        let mut attached = Self::default();
        for kind in NATIVE_KINDS {
            for (index, row) in tables.table(kind).rows().enumerate() {
                let (record, is_dropped) = (RowRef::new(kind, index), is_dropped(row));
                match about_of(row) {
                    Some(about) => wanted.entry(about.row).or_default().push((record, is_dropped)),
                    None if is_dropped => {}
                    None => attached.loose.push(record),
                }
            }
        }
        if wanted.is_empty() {
            return attached;
        }
        for kind in FILE_KINDS {
            for (index, row) in tables.table(kind).rows().enumerate() {
                if let Some(records) = wanted.remove(&id_of(row)) {
                    attached.put(RowRef::new(kind, index), &records);
                }
            }
        }
        let gone = wanted.into_values().flatten().filter(|(_, is_dropped)| !is_dropped);
        attached.loose.extend(gone.map(|(record, _)| record));
        attached.loose.sort();
        attached
    }

    fn put(&mut self, row: RowRef, records: &[(RowRef, bool)]) {
        let of = |wanted: bool| {
            let those = records.iter().filter(|(_, is_dropped)| *is_dropped == wanted);
            Some(those.map(|(record, _)| *record).collect::<Vec<_>>()).filter(|those| !those.is_empty())
        };
        self.of.extend(of(false).map(|records| (row, records)));
        self.dropped.extend(of(true).map(|records| (row, records)));
    }

    /// Those that were taken back.
    pub fn take_dropped(&mut self) -> Dropped {
        std::mem::take(&mut self.dropped)
    }

    pub fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    /// The records about a row.
    pub fn about(&self, row: RowRef) -> &[RowRef] {
        self.of.get(&row).map_or(&[], Vec::as_slice)
    }

    pub fn loose(&self) -> &[RowRef] {
        &self.loose
    }

    /// The rows that records are about, in order.
    fn rows(&self) -> Vec<RowRef> {
        let mut rows: Vec<RowRef> = self.of.keys().copied().collect();
        rows.sort();
        rows
    }

    /// Gives every record to the customer of its row.
    pub fn to_customers(&self, book: &mut Book) {
        for row in self.rows() {
            if let Some(customer) = book.customer_of(row) {
                self.about(row).iter().for_each(|record| book.take_in(*record, customer));
            }
        }
    }

    /// Gives records about a car, and what no lead row took, to their subjects.
    pub fn to_subjects(&self, book: &mut Book, tables: &Tables) {
        for row in self.rows() {
            for record in self.about(row) {
                if let Some(about) = about_of(tables.row(record.kind, record.get())) {
                    book.give(*record, row, about);
                }
            }
        }
    }
}

impl Book {
    fn take_in(&mut self, record: RowRef, customer: CustomerId) {
        self.owners[record.kind as usize][record.get()] = Some(customer);
        let rows = &mut self.customers[customer.get()].rows;
        let at = rows.partition_point(|row| *row < record);
        rows.insert(at, record);
    }

    /// The subject is that whose row the record names.
    fn give(&mut self, record: RowRef, row: RowRef, about: About) {
        let Some(customer) = self.customer_of(row) else { return };
        let customer = &self.customers[customer.get()];
        match about.kind {
            SubjectKind::Lead => {
                let has = |id: &&OpportunityId| self.opportunities[id.get()].rows.contains(&row);
                if let Some(id) = customer.opportunities.iter().find(has) {
                    put(&mut self.opportunities[id.get()].rows, record);
                }
            }
            SubjectKind::Ownership => {
                let has = |id: &&OwnershipId| self.ownerships[id.get()].names(row);
                if let Some(id) = customer.ownerships.iter().find(has) {
                    put(&mut self.ownerships[id.get()].rows, record);
                }
            }
            SubjectKind::Customer => {}
        }
    }

    /// Takes in a record without deriving the book anew. `row`: the one it is about. `None`: it may move what belongs
    /// together, so the book must be derived.
    pub fn attach(&mut self, tables: &Tables, record: RowRef, row: RowRef, about: About) -> Option<Moved> {
        let customer = self.customer_of(row)?;
        if self.may_join(tables, record, about, customer) {
            return None;
        }
        let owners = &mut self.owners[record.kind as usize];
        if owners.len() <= record.get() {
            owners.resize(record.get() + 1, None);
        }
        self.pick_up(record, row);
        self.take_in(record, customer);
        self.give(record, row, about);
        Some(self.of(record, customer))
    }

    /// Remembers a record that was taken back by the row it is about.
    pub fn lay_by(&mut self, record: RowRef, row: RowRef) {
        let records = self.dropped.entry(row).or_default();
        if let Err(at) = records.binary_search(&record) {
            records.insert(at, record);
        }
    }

    fn pick_up(&mut self, record: RowRef, row: RowRef) {
        if let Some(records) = self.dropped.get_mut(&row) {
            records.retain(|one| *one != record);
            if records.is_empty() {
                self.dropped.remove(&row);
            }
        }
    }

    /// What people wrote of a customer, also what was taken back.
    pub fn written_of(&self, id: CustomerId) -> Vec<RowRef> {
        let rows = &self.customer(id).rows;
        let (written, of_files): (Vec<RowRef>, Vec<RowRef>) = rows.iter().partition(|row| is_native(row.kind));
        let dropped = of_files.iter().filter_map(|row| self.dropped.get(row)).flatten().copied();
        written.into_iter().chain(dropped).collect()
    }

    /// Lets go of a record, as [`attach`](Self::attach) takes it in.
    pub fn detach(&mut self, tables: &Tables, record: RowRef, about: About) -> Option<Moved> {
        let customer = self.customer_of(record)?;
        if self.may_join(tables, record, about, customer) {
            return None;
        }
        let moved = self.of(record, customer);
        self.owners[record.kind as usize][record.get()] = None;
        self.customers[customer.get()].rows.retain(|row| *row != record);
        if let Some(id) = moved.lead {
            self.opportunities[id.get()].rows.retain(|row| *row != record);
        }
        if let Some(id) = moved.car {
            self.ownerships[id.get()].rows.retain(|row| *row != record);
        }
        Some(moved)
    }

    /// Whether a later row of the customer may belong to another lead because of it: a contact keeps one alive.
    fn may_join(&self, tables: &Tables, record: RowRef, about: About, customer: CustomerId) -> bool {
        let day = super::opportunities::contact(tables, record);
        let later = |row: &RowRef| super::opportunities::day_of(tables, *row) >= day;
        about.kind == SubjectKind::Lead && day.is_some() && self.customers[customer.get()].rows.iter().any(later)
    }

    fn of(&self, record: RowRef, customer: CustomerId) -> Moved {
        let Customer { opportunities, ownerships, .. } = self.customer(customer);
        let has_lead = |id: &&OpportunityId| self.opportunity(**id).rows.contains(&record);
        let has_car = |id: &&OwnershipId| self.ownership(**id).rows.contains(&record);
        Moved { lead: opportunities.iter().find(has_lead).copied(), car: ownerships.iter().find(has_car).copied() }
    }

    /// The rows of these ids. Records are about first rows of subjects, which are looked for first.
    pub fn find(&self, tables: &Tables, mut wanted: Map<RowId, Option<RowRef>>) -> Map<RowId, Option<RowRef>> {
        let mut found = |id: RowId, mut rows: &mut dyn Iterator<Item = RowRef>| {
            if let Some(place @ None) = wanted.get_mut(&id) {
                *place = Iterator::find(&mut rows, |row| tables.id(row.kind, row.get()) == id);
            }
        };
        for one in &self.opportunities {
            found(one.first, &mut one.rows.iter().copied());
        }
        for one in &self.ownerships {
            found(one.first, &mut one.sale.into_iter().chain(one.card).chain(one.rows.iter().copied()));
        }
        if wanted.values().any(Option::is_none) {
            for kind in FILE_KINDS {
                for (index, row) in tables.table(kind).rows().enumerate() {
                    if let Some(place @ None) = wanted.get_mut(&id_of(row)) {
                        *place = Some(RowRef::new(kind, index));
                    }
                }
            }
        }
        wanted
    }
}

/// Whose figures a record changes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Moved {
    pub lead: Option<OpportunityId>,
    pub car: Option<OwnershipId>,
}

/// Records stand behind the rows of files, in their own order.
fn put(rows: &mut Vec<RowRef>, record: RowRef) {
    let at = rows.partition_point(|row| !is_native(row.kind) || *row < record);
    rows.insert(at, record);
}
