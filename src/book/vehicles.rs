//! Which vehicle a row is about: by its full VIN, by a unique tail, else by plate and telephone.

use super::{Book, RowRef, Vehicle, VehicleId};
use crate::model::{
    map::Map,
    rows::{AnswerRow, At, CardRow, KINDS, Kind, Listed, PolicyRow, SaleRow, ServiceRow},
    tables::Tables,
    values::{Phone, Vin},
};

/// Rows → vehicles, built before anything is known of customers.
pub(super) struct Links<'a> {
    /// Full VINs in the order of first mention; the position is the vehicle.
    vins: Vec<&'a str>,
    /// By kind and position of the row.
    by_row: [Vec<Option<VehicleId>>; KINDS.len()],
    pub(super) unlinked: Vec<RowRef>,
}

impl<'a> Links<'a> {
    #[inline(never)] // As in `directory`.
    fn exactly(&mut self, exact: &mut Map<&'a str, VehicleId>, row: RowRef, vin: Vin<&'a str>) {
        let vehicle = *exact.entry(vin.0).or_insert_with(|| {
            self.vins.push(vin.0);
            VehicleId::at(self.vins.len() - 1)
        });
        self.set(row, vehicle);
    }

    pub(super) fn vehicle(&self, row: RowRef) -> Option<VehicleId> {
        self.by_row[row.kind as usize][row.get()]
    }

    fn set(&mut self, row: RowRef, vehicle: VehicleId) {
        self.by_row[row.kind as usize][row.get()] = Some(vehicle);
    }

    /// Rows with their vehicles, in the order of the tables.
    pub(super) fn all(&self) -> impl Iterator<Item = (RowRef, VehicleId)> {
        KINDS.into_iter().zip(&self.by_row).flat_map(|(kind, rows)| {
            rows.iter().enumerate().filter_map(move |(at, vehicle)| Some((RowRef::new(kind, at), (*vehicle)?)))
        })
    }
}

/// What a row says of a vehicle.
struct Mention<'a> {
    row: RowRef,
    vin: Option<Vin<&'a str>>,
    plate: Option<&'a str>,
    phone: Phone<&'a str>,
}

/// Full VINs first, since a tail or a plate links only to a vehicle that some row names in full.
pub(super) fn link(tables: &Tables) -> Links<'_> {
    let mentions = mentions(tables);
    let by_row = KINDS.map(|kind| vec![None; tables.count(kind)]);
    let mut links = Links { vins: Vec::new(), by_row, unlinked: Vec::new() };
    let mut exact: Map<&str, VehicleId> = Map::default();
    let mut open = Vec::new();
    for mention in &mentions {
        match mention.vin.filter(|vin| vin.is_full()) {
            Some(vin) => links.exactly(&mut exact, mention.row, vin),
            None if mention.vin.is_some() || mention.plate.is_some() => open.push(mention),
            None => {}
        }
    }
    // Most stores give every car's full VIN.
    if !open.is_empty() {
        link_the_rest(&mut links, &mentions, &open);
    }
    links
}

/// Rows without a full VIN: by its tail, else by plate and telephone. All tails come first, because their rows add
/// plates; a plate and number seen with two vehicles link to neither.
fn link_the_rest(links: &mut Links, mentions: &[Mention], open: &[&Mention]) {
    let tails = Tails::new(&links.vins);
    for mention in open {
        if let Some(vehicle) = mention.vin.and_then(|vin| tails.unique(vin.0)) {
            links.set(mention.row, vehicle);
        }
    }
    let mut by_plate: Map<(&str, &str), Option<VehicleId>> = Map::default();
    for mention in mentions {
        if let (Some(plate), Some(phone), Some(vehicle)) =
            (mention.plate, mention.phone.key(), links.vehicle(mention.row))
        {
            let known = by_plate.entry((plate, phone)).or_insert(Some(vehicle));
            if *known != Some(vehicle) {
                *known = None;
            }
        }
    }
    for mention in open {
        if links.vehicle(mention.row).is_some() {
            continue;
        }
        let plate_and_phone = mention.plate.zip(mention.phone.key());
        match plate_and_phone.and_then(|key| by_plate.get(&key).copied().flatten()) {
            Some(vehicle) => links.set(mention.row, vehicle),
            None if mention.vin.is_some() => links.unlinked.push(mention.row),
            None => {}
        }
    }
}

/// Makes the vehicles of the book; a later row's plate and model replace an earlier one's, in table order.
pub(super) fn fill(book: &mut Book, tables: &Tables, links: &Links) {
    let vehicle = |vin: &&str| Vehicle {
        vin: (*vin).to_owned(),
        plate: None,
        model: None,
        warranty_until: None,
        ownerships: Vec::new(),
        rows: Vec::new(),
    };
    book.vehicles = links.vins.iter().map(vehicle).collect();
    book.vin_unlinked = links.unlinked.clone();
    let mut said: Vec<(Option<&str>, Option<&str>)> = vec![(None, None); book.vehicles.len()];
    for (row, id) in links.all() {
        let vehicle = &mut book.vehicles[id.get()];
        let (plate, model) = plate_and_model(tables, row);
        let (last_plate, last_model) = &mut said[id.get()];
        *last_plate = plate.or(*last_plate);
        *last_model = model.or(*last_model);
        if row.kind == Kind::Cards {
            vehicle.warranty_until = tables.cards().at(row.get()).warranty_until().or(vehicle.warranty_until);
        }
        vehicle.rows.push(row);
    }
    for (vehicle, (plate, model)) in book.vehicles.iter_mut().zip(said) {
        vehicle.plate = plate.map(str::to_owned);
        vehicle.model = model.map(str::to_owned);
    }
}

fn plate_and_model(tables: &Tables, row: RowRef) -> (Option<&str>, Option<&str>) {
    let index = row.get();
    match row.kind {
        Kind::Sales => (tables.sales().at(index).plate(), tables.sales().at(index).model()),
        Kind::Services => (tables.services().at(index).plate(), tables.services().at(index).model()),
        Kind::Insurance => (tables.policies().at(index).plate(), None),
        Kind::Cards => (tables.cards().at(index).plate(), tables.cards().at(index).model()),
        _ => (None, None),
    }
}

fn mentions(tables: &Tables) -> Vec<Mention<'_>> {
    fn of<'a, T: Listed>(
        tables: &'a Tables,
        read: impl Fn(At<'a, T>) -> (Option<Vin<&'a str>>, Option<&'a str>) + 'a,
    ) -> impl Iterator<Item = Mention<'a>> {
        tables.of::<T>().iter().enumerate().map(move |(index, row)| {
            let (vin, plate) = read(row);
            Mention { row: RowRef::new(T::KIND, index), vin, plate, phone: T::phone(row) }
        })
    }
    of::<SaleRow>(tables, |row| (row.vin(), row.plate()))
        .chain(of::<CardRow>(tables, |row| (row.vin(), row.plate())))
        .chain(of::<ServiceRow>(tables, |row| (row.vin(), row.plate())))
        .chain(of::<PolicyRow>(tables, |row| (row.vin(), row.plate())))
        .chain(of::<AnswerRow>(tables, |row| (row.vin(), None)))
        .collect()
}

/// Full VINs sorted by their reversed text, so that a tail is a range.
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

    /// The one vehicle whose VIN ends with the tail; `None` if none or several do, or if the tail has under six
    /// characters.
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
