//! Which vehicle a row is about: by its full VIN, by a unique tail, else by plate and telephone.

use super::{Book, RowRef, Vehicle, VehicleId};
use crate::model::{
    map::Map,
    rows::{KINDS, Kind, Record},
    tables::Tables,
    values::{Phone, Vin},
};

/// Rows → vehicles, before anything is known of customers.
pub(super) struct Links {
    /// Full VINs, sorted; the position is the vehicle.
    vins: Vec<String>,
    /// By kind and position of the row.
    by_row: [Vec<Option<VehicleId>>; KINDS.len()],
    pub(super) unlinked: Vec<RowRef>,
}

impl Links {
    pub(super) fn vehicle(&self, row: RowRef) -> Option<VehicleId> {
        self.by_row[row.kind as usize][row.get()]
    }

    fn set(&mut self, row: RowRef, vehicle: VehicleId) {
        self.by_row[row.kind as usize][row.get()] = Some(vehicle);
    }

    /// Rows with their vehicles, in the order of the tables.
    fn all(&self) -> impl Iterator<Item = (RowRef, VehicleId)> {
        KINDS.into_iter().zip(&self.by_row).flat_map(|(kind, rows)| {
            rows.iter().enumerate().filter_map(move |(at, vehicle)| Some((RowRef::new(kind, at), (*vehicle)?)))
        })
    }
}

/// What a row says of a vehicle.
struct Mention<'a> {
    row: RowRef,
    vin: Option<&'a Vin>,
    plate: Option<&'a str>,
    phone: &'a Phone,
}

pub(super) fn link(tables: &Tables) -> Links {
    let mentions = mentions(tables);
    let mut vins: Vec<&str> =
        mentions.iter().filter_map(|m| m.vin.filter(|vin| vin.is_full())).map(|vin| vin.0.as_str()).collect();
    vins.sort_unstable();
    vins.dedup();
    let exact: Map<&str, VehicleId> =
        vins.iter().enumerate().map(|(index, vin)| (*vin, VehicleId::at(index))).collect();
    let tails = Tails::new(&vins);

    let by_row = KINDS.map(|kind| vec![None; tables.count(kind)]);
    let vins = vins.iter().map(|vin| (*vin).to_owned()).collect();
    let mut links = Links { vins, by_row, unlinked: Vec::new() };
    let mut open = Vec::new();
    let mut by_plate: Map<(&str, &str), Option<VehicleId>> = Map::default();
    for mention in &mentions {
        let found = mention.vin.and_then(|vin| match vin.is_full() {
            true => exact.get(vin.0.as_str()).copied(),
            false => tails.unique(&vin.0),
        });
        match found {
            Some(vehicle) => {
                links.set(mention.row, vehicle);
                if let (Some(plate), Some(phone)) = (mention.plate, mention.phone.key()) {
                    let known = by_plate.entry((plate, phone)).or_insert(Some(vehicle));
                    if *known != Some(vehicle) {
                        *known = None;
                    }
                }
            }
            None => open.push(mention),
        }
    }
    for mention in open {
        let plate_and_phone = mention.plate.zip(mention.phone.key());
        match plate_and_phone.and_then(|key| by_plate.get(&key).copied().flatten()) {
            Some(vehicle) => links.set(mention.row, vehicle),
            None if mention.vin.is_some() => links.unlinked.push(mention.row),
            None => {}
        }
    }
    links
}

/// Makes the vehicles of the book: plate and model are the latest said, rows in table order.
pub(super) fn fill(book: &mut Book, tables: &Tables, links: &Links) {
    book.vehicles = links
        .vins
        .iter()
        .map(|vin| Vehicle {
            vin: vin.clone(),
            plate: None,
            model: None,
            warranty_until: None,
            ownerships: Vec::new(),
            rows: Vec::new(),
        })
        .collect();
    book.vin_unlinked = links.unlinked.clone();
    for (row, id) in links.all() {
        let vehicle = &mut book.vehicles[id.get()];
        let (plate, model) = plate_and_model(tables, row);
        vehicle.plate = plate.or(vehicle.plate.take());
        vehicle.model = model.or(vehicle.model.take());
        if row.kind == Kind::Cards {
            vehicle.warranty_until = tables.cards[row.get()].data.warranty_until.or(vehicle.warranty_until);
        }
        vehicle.rows.push(row);
    }
}

fn plate_and_model(tables: &Tables, row: RowRef) -> (Option<String>, Option<String>) {
    let index = row.get();
    match row.kind {
        Kind::Sales => (tables.sales[index].data.plate.clone(), tables.sales[index].data.model.clone()),
        Kind::Services => (tables.services[index].data.plate.clone(), tables.services[index].data.model.clone()),
        Kind::Insurance => (tables.policies[index].data.plate.clone(), None),
        Kind::Cards => (tables.cards[index].data.plate.clone(), tables.cards[index].data.model.clone()),
        Kind::Leads | Kind::Visits | Kind::Answers => (None, None),
    }
}

fn mentions(tables: &Tables) -> Vec<Mention<'_>> {
    fn of<'a, T>(
        kind: Kind,
        records: &'a [Record<T>],
        read: impl Fn(&'a T) -> (Option<&'a Vin>, Option<&'a String>, &'a Phone) + 'a,
    ) -> impl Iterator<Item = Mention<'a>> {
        records.iter().enumerate().map(move |(index, record)| {
            let (vin, plate, phone) = read(&record.data);
            Mention { row: RowRef::new(kind, index), vin, plate: plate.map(String::as_str), phone }
        })
    }
    of(Kind::Sales, &tables.sales, |r| (r.vin.as_ref(), r.plate.as_ref(), &r.phone))
        .chain(of(Kind::Cards, &tables.cards, |r| (r.vin.as_ref(), r.plate.as_ref(), &r.phone)))
        .chain(of(Kind::Services, &tables.services, |r| (r.vin.as_ref(), r.plate.as_ref(), &r.phone)))
        .chain(of(Kind::Insurance, &tables.policies, |r| (r.vin.as_ref(), r.plate.as_ref(), &r.phone)))
        .chain(of(Kind::Answers, &tables.answers, |r| (r.vin.as_ref(), None, &r.phone)))
        .collect()
}

/// Full VINs sorted from their end, so that a tail is a range.
struct Tails {
    reversed: Vec<(String, VehicleId)>,
}

impl Tails {
    fn new(vins: &[&str]) -> Self {
        let mut reversed: Vec<_> = vins
            .iter()
            .enumerate()
            .map(|(index, vin)| (vin.chars().rev().collect::<String>(), VehicleId::at(index)))
            .collect();
        reversed.sort();
        Self { reversed }
    }

    /// The one vehicle whose VIN ends so; `None` where there are none or several, or the tail has under six characters.
    fn unique(&self, tail: &str) -> Option<VehicleId> {
        if tail.chars().count() < 6 {
            return None;
        }
        let wanted: String = tail.chars().rev().collect();
        let start = self.reversed.partition_point(|(vin, _)| vin.as_str() < wanted.as_str());
        let mut fits = self.reversed[start..].iter().take_while(|(vin, _)| vin.starts_with(&wanted));
        let first = fits.next()?;
        fits.next().is_none().then_some(first.1)
    }
}
