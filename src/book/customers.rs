//! Which customer a row belongs to. A normalised number is the key; a shared number only together with the name. A
//! firm's key is its name, also for somebody who is only addressed under the firm's number (南先生). A masked number links
//! only if digits and name fit exactly one customer. Else the vehicle decides; else the row is a customer of its own.

use super::{
    Book, Customer, CustomerId, RowRef,
    directory::{Directory, Key},
    vehicles::Links,
};
use crate::{
    model::{
        map::Map,
        rows::{At, FILE_KINDS, KINDS, Kind, Listed},
        tables::Tables,
        values::{Gender, Phone},
    },
    schema::import::Person,
    time::Day,
};
use std::collections::{BTreeMap, BTreeSet};

/// What a row says of a person.
pub(super) struct Mention<'a> {
    pub row: RowRef,
    pub name: &'a str,
    pub phone: Phone<&'a str>,
    /// Of what the row records; an expiry is none.
    day: Option<Day>,
    gender: Option<Gender>,
    city: Option<&'a str>,
}

/// Rows with a key come first, whatever their table: a masked number or a vehicle links only to a customer who is
/// already known.
/// `loose`: records written here whose row is gone.
pub(super) fn derive(tables: &Tables, links: &Links, loose: &[RowRef]) -> Book {
    let mentions = mentions(tables, loose);
    let directory = Directory::of(&mentions);
    let owners = KINDS.map(|kind| vec![None; tables.count(kind)]);
    let mut book = Book { owners, loose: loose.to_vec(), ..Book::default() };
    let mut known = Map::default();
    let entries = mentions.iter().enumerate();
    let open: Vec<&Mention> = entries
        .filter(|(at, mention)| !by_key(&mut book, tables, &directory, &mut known, *at, mention))
        .map(|(_, mention)| mention)
        .collect();

    // Most stores have few such rows, or none; without any, neither index is built.
    let masks = Masks::new(&book, &open);
    let mut by_vehicle = if open.is_empty() { BTreeMap::new() } else { owners_by_vehicle(&book, links) };
    for mention in open {
        let id = match masks.unique(mention) {
            Some(id) => {
                book.customers[id.get()].inferred.push(mention.row);
                id
            }
            None => match links
                .vehicle(mention.row)
                .and_then(|vehicle| same_person(&book, &by_vehicle, vehicle.get(), mention))
            {
                Some(id) => id,
                None => {
                    let id = add(&mut book, tables, mention);
                    if let Some(vehicle) = links.vehicle(mention.row) {
                        by_vehicle.entry(vehicle.get()).or_default().insert(id);
                    }
                    id
                }
            },
        };
        if mention.row.kind == Kind::Leads && matches!(mention.phone, Phone::Masked(_)) {
            let inferred = book.customers[id.get()].inferred.last() == Some(&mention.row);
            if inferred { book.masked_linked.push(mention.row) } else { book.masked_unlinked.push(mention.row) }
        }
        join(&mut book, id, mention);
    }

    for customer in &mut book.customers {
        customer.rows.sort();
    }
    book
}

/// Links the mention to the customer of its key; `false` if it has no key.
#[inline(never)] // As in `directory`.
fn by_key(
    book: &mut Book,
    tables: &Tables,
    directory: &Directory,
    known: &mut Map<Key, CustomerId>,
    at: usize,
    mention: &Mention,
) -> bool {
    if directory.is_shared(at) {
        book.shared_phone_rows.push(mention.row);
    }
    let Some(key) = directory.key(at, mention) else { return false };
    let id = *known.entry(key).or_insert_with(|| add(book, tables, mention));
    join(book, id, mention);
    true
}

pub(super) fn is_firm(name: &str) -> bool {
    name.contains("公司") || name.contains("有限")
}

/// Customers with a usable number, by first three and last four digits and name. Only names that masked mentions use
/// are indexed; two customers under one entry make it `None`.
#[derive(Default)]
struct Masks {
    by_mask: Map<(String, String), Option<CustomerId>>,
}

impl Masks {
    fn new(book: &Book, open: &[&Mention]) -> Self {
        let masked = open.iter().filter(|mention| matches!(mention.phone, Phone::Masked(_)));
        let wanted: BTreeSet<&str> = masked.map(|mention| mention.name).collect();
        let mut masks = Self::default();
        if wanted.is_empty() {
            return masks;
        }
        for (index, customer) in book.customers.iter().enumerate().filter(|(_, customer)| customer.phone.is_some()) {
            let names = std::iter::once(&customer.name).chain(&customer.aliases);
            for name in names.filter(|name| wanted.contains(name.as_str())) {
                let id = Some(CustomerId::at(index));
                let entry = masks.by_mask.entry((customer.phone_masked.clone(), name.clone())).or_insert(id);
                if *entry != id {
                    *entry = None;
                }
            }
        }
        masks
    }

    fn unique(&self, mention: &Mention) -> Option<CustomerId> {
        let Phone::Masked(mask) = mention.phone else { return None };
        self.by_mask.get(&(mask.to_owned(), mention.name.to_owned())).copied().flatten()
    }
}

fn owners_by_vehicle(book: &Book, links: &Links) -> BTreeMap<usize, BTreeSet<CustomerId>> {
    let mut by_vehicle: BTreeMap<usize, BTreeSet<CustomerId>> = BTreeMap::new();
    for (row, vehicle) in links.all() {
        if let Some(customer) = book.customer_of(row) {
            by_vehicle.entry(vehicle.get()).or_default().insert(customer);
        }
    }
    by_vehicle
}

/// Somebody already known by this vehicle under this name. If the row names nobody: the vehicle's only customer.
fn same_person(
    book: &Book,
    by_vehicle: &BTreeMap<usize, BTreeSet<CustomerId>>,
    vehicle: usize,
    mention: &Mention,
) -> Option<CustomerId> {
    let candidates = by_vehicle.get(&vehicle)?;
    if mention.name.is_empty() {
        return candidates.iter().next().copied().filter(|_| candidates.len() == 1);
    }
    candidates.iter().copied().find(|id| {
        let customer = book.customer(*id);
        customer.name == mention.name || customer.aliases.iter().any(|alias| alias == mention.name)
    })
}

fn add(book: &mut Book, tables: &Tables, mention: &Mention) -> CustomerId {
    let firm = is_firm(mention.name);
    book.customers.push(Customer {
        name: mention.name.to_owned(),
        aliases: Vec::new(),
        phone: mention.phone.key().map(str::to_owned),
        phone_masked: mention.phone.masked(),
        firm,
        gender: None,
        city: None,
        first: tables.id(mention.row.kind, mention.row.get()),
        known_since: None,
        rows: Vec::new(),
        inferred: Vec::new(),
        opportunities: Vec::new(),
        ownerships: Vec::new(),
    });
    CustomerId::at(book.customers.len() - 1)
}

fn join(book: &mut Book, id: CustomerId, mention: &Mention) {
    book.owners[mention.row.kind as usize][mention.row.get()] = Some(id);
    let customer = &mut book.customers[id.get()];
    customer.rows.push(mention.row);
    if customer.name.is_empty() {
        customer.name = mention.name.to_owned();
    } else if !mention.name.is_empty()
        && customer.name != mention.name
        && !customer.aliases.iter().any(|alias| alias == mention.name)
    {
        customer.aliases.push(mention.name.to_owned());
    }
    if customer.phone.is_none() && mention.phone.key().is_some() {
        customer.phone = mention.phone.key().map(str::to_owned);
        customer.phone_masked = mention.phone.masked();
    }
    customer.known_since = [customer.known_since, mention.day].into_iter().flatten().min();
    customer.gender = mention.gender.or(customer.gender);
    if mention.city.is_some() && mention.city != customer.city.as_deref() {
        customer.city = mention.city.map(str::to_owned);
    }
}

fn mentions<'a>(tables: &'a Tables, loose: &[RowRef]) -> Vec<Mention<'a>> {
    fn one<T: Listed>(at: usize, row: At<'_, T>) -> Mention<'_> {
        let Person { day, gender, city } = T::person(row);
        Mention { row: RowRef::new(T::KIND, at), name: T::name(row), phone: T::phone(row), day, gender, city }
    }
    let rows: usize = FILE_KINDS.iter().map(|kind| tables.count(*kind)).sum();
    let mut mentions = Vec::with_capacity(rows + loose.len());
    for kind in FILE_KINDS {
        of_kind!(kind, Row => mentions.extend(tables.of::<Row>().iter().enumerate().map(|(at, row)| one(at, row))));
    }
    for row in loose {
        mentions.push(of_kind!(row.kind, Row => one(row.get(), tables.of::<Row>().at(row.get()))));
    }
    mentions
}
