//! Who a row's customer is: a normalised number; a shared number only together with the name; firms by their name, with
//! whoever is only addressed under the firm's number (南先生);
//! a masked number only where digits and name fit exactly one customer; else through the vehicle; else a customer alone.

use super::{Book, Customer, CustomerId, RowRef, vehicles::Links};
use crate::{
    model::{
        map::Map,
        rows::{Kind, Record},
        tables::Tables,
        values::{Gender, Phone},
    },
    time::Day,
};
use std::collections::{BTreeMap, BTreeSet};

/// From this many names on, a number is a house or staff number.
const SHARED_FROM: usize = 5;

/// What a row says of a person.
struct Mention<'a> {
    row: RowRef,
    name: &'a str,
    phone: &'a Phone,
}

/// What makes two mentions the same customer.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Key<'a> {
    Firm(&'a str),
    Phone(&'a str),
    PhoneAndName(&'a str, &'a str),
}

pub(super) fn derive(tables: &Tables, links: &Links) -> Book {
    let mentions = mentions(tables);
    let names = names_by_phone(&mentions);
    let (shared, firms) = (shared_phones(&names), firm_phones(&names));
    let mut book = Book::default();
    let mut owners: Vec<(RowRef, CustomerId)> = Vec::with_capacity(mentions.len());
    let mut known: Map<Key, CustomerId> = Map::default();
    let mut open = Vec::new();

    for mention in &mentions {
        if mention.phone.key().is_some_and(|phone| shared.contains(phone)) {
            book.shared_phone_rows.push(mention.row);
        }
        match key(mention, &shared, &firms) {
            Some(key) => {
                let id = *known.entry(key).or_insert_with(|| add(&mut book, tables, mention));
                join(&mut book, tables, id, mention);
                owners.push((mention.row, id));
            }
            None => open.push(mention),
        }
    }

    // Most stores have rows that need neither.
    let masks = if open.is_empty() { Masks::default() } else { Masks::new(&book) };
    let mut by_vehicle = if open.is_empty() { BTreeMap::new() } else { owners_by_vehicle(links, &owners) };
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
        join(&mut book, tables, id, mention);
        owners.push((mention.row, id));
    }

    owners.sort();
    for customer in &mut book.customers {
        customer.rows.sort();
    }
    book.owners = owners;
    book
}

fn key<'a>(mention: &Mention<'a>, shared: &BTreeSet<&str>, firms: &Map<&str, &'a str>) -> Option<Key<'a>> {
    if is_firm(mention.name) && !matches!(mention.phone, Phone::Masked(_)) {
        return Some(Key::Firm(mention.name));
    }
    let phone = mention.phone.key()?;
    match firms.get(phone) {
        Some(firm) if is_courtesy(mention.name) => Some(Key::Firm(firm)),
        _ if shared.contains(phone) => Some(Key::PhoneAndName(phone, mention.name)),
        _ => Some(Key::Phone(phone)),
    }
}

pub(super) fn is_firm(name: &str) -> bool {
    name.contains("公司") || name.contains("有限")
}

/// 南先生, 王女士, or no name: a form of address, which names nobody.
fn is_courtesy(name: &str) -> bool {
    name.is_empty() || name.ends_with("先生") || name.ends_with("女士") || name.ends_with("小姐")
}

/// Every name that goes by a number.
type Names<'a> = Map<&'a str, BTreeSet<&'a str>>;

fn names_by_phone<'a>(mentions: &[Mention<'a>]) -> Names<'a> {
    let mut names = Names::default();
    for mention in mentions.iter().filter(|mention| !mention.name.is_empty()) {
        if let Some(phone) = mention.phone.key() {
            names.entry(phone).or_default().insert(mention.name);
        }
    }
    names
}

/// Numbers that only one firm goes by, and nobody with a name of their own: whoever is addressed there is the firm.
fn firm_phones<'a>(names: &Names<'a>) -> Map<&'a str, &'a str> {
    let only = |names: &BTreeSet<&'a str>| {
        let mut own = names.iter().copied().filter(|name| !is_courtesy(name));
        own.next().filter(|name| is_firm(name) && own.next().is_none())
    };
    names.iter().filter_map(|(phone, names)| Some((*phone, only(names)?))).collect()
}

fn shared_phones<'a>(names: &Names<'a>) -> BTreeSet<&'a str> {
    names.iter().filter(|(_, names)| names.len() >= SHARED_FROM).map(|(phone, _)| *phone).collect()
}

/// Customers with a usable number, by (first three and last four digits, name).
#[derive(Default)]
struct Masks {
    by_mask: Map<(String, String), Option<CustomerId>>,
}

impl Masks {
    fn new(book: &Book) -> Self {
        let mut by_mask: Map<(String, String), Option<CustomerId>> = Map::default();
        for (index, customer) in book.customers.iter().enumerate() {
            let Some(phone) = &customer.phone else { continue };
            let id = CustomerId::at(index);
            let mask = Phone::Full(phone.clone()).masked();
            let names: BTreeSet<&String> = std::iter::once(&customer.name).chain(&customer.aliases).collect();
            for name in names {
                let entry = by_mask.entry((mask.clone(), name.clone())).or_insert(Some(id));
                if *entry != Some(id) {
                    *entry = None;
                }
            }
        }
        Self { by_mask }
    }

    fn unique(&self, mention: &Mention) -> Option<CustomerId> {
        let Phone::Masked(mask) = mention.phone else { return None };
        self.by_mask.get(&(mask.clone(), mention.name.to_owned())).copied().flatten()
    }
}

fn owners_by_vehicle(links: &Links, owners: &[(RowRef, CustomerId)]) -> BTreeMap<usize, BTreeSet<CustomerId>> {
    let mut by_vehicle: BTreeMap<usize, BTreeSet<CustomerId>> = BTreeMap::new();
    for (row, customer) in owners {
        if let Some(vehicle) = links.vehicle(*row) {
            by_vehicle.entry(vehicle.get()).or_default().insert(*customer);
        }
    }
    by_vehicle
}

/// Somebody already known by this vehicle under this name; or, where the row names nobody, its only customer.
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
        first: tables.origin(mention.row.kind, mention.row.get()).0,
        known_since: None,
        rows: Vec::new(),
        inferred: Vec::new(),
        opportunities: Vec::new(),
        ownerships: Vec::new(),
    });
    CustomerId::at(book.customers.len() - 1)
}

fn join(book: &mut Book, tables: &Tables, id: CustomerId, mention: &Mention) {
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
    let day = event_day(tables, mention.row);
    customer.known_since = [customer.known_since, day].into_iter().flatten().min();
    let (gender, city) = portrait(tables, mention.row);
    customer.gender = gender.or(customer.gender);
    customer.city = city.or(customer.city.take());
}

/// The day of what a row records.
fn event_day(tables: &Tables, row: RowRef) -> Option<Day> {
    let at = row.get();
    match row.kind {
        Kind::Leads => super::lead_start(&tables.leads[at].data).map(|at| at.day()),
        Kind::Visits => tables.visits[at].data.at.map(|at| at.day()),
        Kind::Sales => tables.sales[at].data.start(),
        Kind::Services => tables.services[at].data.at.map(|at| at.day()),
        Kind::Insurance => None,
        Kind::Answers => tables.answers[at].data.at,
        Kind::Cards => tables.cards[at].data.bought.or(tables.cards[at].data.filed),
    }
}

fn portrait(tables: &Tables, row: RowRef) -> (Option<Gender>, Option<String>) {
    match row.kind {
        Kind::Leads => (tables.leads[row.get()].data.gender, tables.leads[row.get()].data.city.clone()),
        Kind::Visits => (tables.visits[row.get()].data.gender, None),
        _ => (None, None),
    }
}

fn mentions(tables: &Tables) -> Vec<Mention<'_>> {
    fn of<'a, T>(
        kind: Kind,
        records: &'a [Record<T>],
        read: impl Fn(&'a T) -> (&'a String, &'a Phone) + 'a,
    ) -> impl Iterator<Item = Mention<'a>> {
        records.iter().enumerate().map(move |(index, record)| {
            let (name, phone) = read(&record.data);
            Mention { row: RowRef::new(kind, index), name, phone }
        })
    }
    of(Kind::Leads, &tables.leads, |r| (&r.name, &r.phone))
        .chain(of(Kind::Visits, &tables.visits, |r| (&r.name, &r.phone)))
        .chain(of(Kind::Sales, &tables.sales, |r| (&r.name, &r.phone)))
        .chain(of(Kind::Services, &tables.services, |r| (&r.name, &r.phone)))
        .chain(of(Kind::Insurance, &tables.policies, |r| (&r.name, &r.phone)))
        .chain(of(Kind::Answers, &tables.answers, |r| (&r.name, &r.phone)))
        .chain(of(Kind::Cards, &tables.cards, |r| (&r.name, &r.phone)))
        .collect()
}
