//! Customer × vehicle: one per sale, ended by the vehicle's next delivery; one, from its card, per vehicle never sold
//! here.
//! Each service order, policy and answer belongs to the ownership in force on its day.

use super::{Book, CustomerId, Ownership, OwnershipId, RowRef, VehicleId, vehicles::Links};
use crate::{
    model::{rows::Kind, tables::Tables},
    time::Day,
};

/// 纯电: judged by the model's name.
pub(crate) fn is_electric(model: &str) -> bool {
    model.contains("纯电")
        || model.split(|c: char| !c.is_ascii_alphabetic()).any(|word| word.eq_ignore_ascii_case("EV"))
}

/// Sales first, in day order, so that each ends the one before. A card makes an ownership only for a vehicle without a
/// sale, and service rows only for one without either.
pub(super) fn derive(book: &mut Book, tables: &Tables, links: &Links) {
    let mut sales: Vec<(VehicleId, Option<Day>, RowRef)> = rows(Kind::Sales, tables.sales().len())
        .filter_map(|row| Some((links.vehicle(row)?, tables.sales().at(row.get()).start(), row)))
        .collect();
    sales.sort();
    for (vehicle, since, row) in sales {
        let sale = tables.sales().at(row.get());
        let Some(customer) = book.customer_of(row) else { continue };
        let mut ownership = blank(customer, vehicle, since, tables.id(row.kind, row.get()));
        ownership.model = sale.model().map(str::to_owned);
        ownership.consultant = sale.consultant().map(str::to_owned);
        ownership.sale = Some(row);
        add(book, ownership);
    }
    for row in rows(Kind::Cards, tables.cards().len()) {
        let Some(vehicle) = links.vehicle(row) else { continue };
        let card = tables.cards().at(row.get());
        match book.vehicles[vehicle.get()].ownerships.first().copied() {
            Some(first) => book.ownerships[first.get()].card = Some(row),
            None => {
                let Some(customer) = book.customer_of(row) else { continue };
                let since = card.bought().or(card.filed());
                let mut ownership = blank(customer, vehicle, since, tables.id(row.kind, row.get()));
                ownership.model = card.model().map(str::to_owned);
                ownership.card = Some(row);
                add(book, ownership);
            }
        }
    }
    unknown_starts(book, tables);
    share_rows(book, tables);
    for ownership in &mut book.ownerships {
        let model = ownership.model.clone().or_else(|| book.vehicles[ownership.vehicle.get()].model.clone());
        ownership.electric = model.as_deref().is_some_and(is_electric);
        ownership.model = model;
    }
}

/// Ownerships of vehicles known only from service orders, policies or answers: the latest customer owns it, since an
/// unknown day.
fn unknown_starts(book: &mut Book, tables: &Tables) {
    for index in 0..book.vehicles.len() {
        if !book.vehicles[index].ownerships.is_empty() {
            continue;
        }
        let Some(row) = book.vehicles[index].rows.iter().copied().max_by_key(|row| (event_day(tables, *row), *row))
        else {
            continue;
        };
        let first = book.vehicles[index].rows[0];
        let id = tables.id(first.kind, first.get());
        if let Some(customer) = book.customer_of(row) {
            add(book, blank(customer, VehicleId::at(index), None, id));
        }
    }
}

fn share_rows(book: &mut Book, tables: &Tables) {
    for index in 0..book.vehicles.len() {
        for row in book.vehicles[index].rows.clone() {
            if matches!(row.kind, Kind::Sales | Kind::Cards) {
                continue;
            }
            let day = event_day(tables, row);
            let mut owners = book.vehicles[index].ownerships.iter().copied();
            let holds = |id: &OwnershipId| {
                let ownership = &book.ownerships[id.get()];
                ownership.since.is_none_or(|since| Some(since) <= day)
                    && ownership.until.is_none_or(|until| day < Some(until))
            };
            let found = owners.clone().find(holds).or_else(|| owners.next());
            if let Some(id) = found {
                book.ownerships[id.get()].rows.push(row);
            }
        }
    }
}

fn event_day(tables: &Tables, row: RowRef) -> Option<Day> {
    match row.kind {
        Kind::Services => tables.services().at(row.get()).at().map(|at| at.day()),
        Kind::Insurance => tables.policies().at(row.get()).expires(),
        Kind::Answers => tables.answers().at(row.get()).at(),
        _ => None,
    }
}

fn rows(kind: Kind, count: usize) -> impl Iterator<Item = RowRef> {
    (0..count).map(move |index| RowRef::new(kind, index))
}

fn blank(customer: CustomerId, vehicle: VehicleId, since: Option<Day>, first: crate::model::ids::RowId) -> Ownership {
    Ownership {
        customer,
        vehicle,
        since,
        until: None,
        second_hand: false,
        electric: false,
        model: None,
        consultant: None,
        sale: None,
        card: None,
        opportunity: None,
        first,
        rows: Vec::new(),
    }
}

/// Adds an ownership; it ends the previous one of the vehicle on its first day.
fn add(book: &mut Book, mut ownership: Ownership) {
    let id = OwnershipId::at(book.ownerships.len());
    if let Some(before) = book.vehicles[ownership.vehicle.get()].ownerships.last().copied() {
        book.ownerships[before.get()].until = ownership.since;
        ownership.second_hand = true;
    }
    book.vehicles[ownership.vehicle.get()].ownerships.push(id);
    book.customers[ownership.customer.get()].ownerships.push(id);
    book.ownerships.push(ownership);
}
