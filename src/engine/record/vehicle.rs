//! A car on a record: what it is, its mileage, and what falls due.

use crate::{
    analytics::viewpoint::Viewpoint,
    book::{OwnershipId, RowRef},
    model::{rows::Kind, values::PolicyKind},
    order::order,
    protocol::view::VehicleView,
    time::Day,
};

pub(in crate::engine) fn vehicle(viewpoint: &Viewpoint, id: OwnershipId) -> VehicleView {
    let book = viewpoint.world.book();
    let ownership = book.ownership(id);
    let vehicle = book.vehicle(ownership.vehicle);
    let state = viewpoint.standings.owners[id.get()].as_ref();
    let reckoned = || ownership.since.map(|since| (since.plus_months(viewpoint.world.clocks.warranty_months), true));
    VehicleView {
        subject: book.ownership_ref(id),
        vin: vehicle.vin.clone(),
        plate: vehicle.plate.clone(),
        model: ownership.model.clone(),
        since: ownership.since,
        until: ownership.until,
        mileage_km: state.and_then(|state| state.mileage_km),
        stage: state.and_then(|state| state.stage),
        activity: state.map(|state| state.activity),
        visits: state.map_or(0, |state| state.visits),
        warranty: vehicle.warranty_until.map(|until| (until, false)).or_else(reckoned),
        next_service: next_service(viewpoint, &vehicle.rows),
        policies: policies(viewpoint, &ownership.rows),
    }
}

/// The latest next-service day on the car's cards.
fn next_service(viewpoint: &Viewpoint, rows: &[RowRef]) -> Option<Day> {
    let cards = rows.iter().filter(|row| row.kind == Kind::Cards);
    cards.filter_map(|row| viewpoint.world.tables.cards().at(row.get()).next_service()).max()
}

fn policies(viewpoint: &Viewpoint, rows: &[RowRef]) -> Vec<(Option<PolicyKind>, Day, Option<bool>)> {
    let mut latest: Vec<(Option<PolicyKind>, Day, Option<bool>)> = Vec::new();
    for row in rows.iter().filter(|row| row.kind == Kind::Insurance) {
        let policy = viewpoint.world.tables.policies().at(row.get());
        let Some(expires) = policy.expires() else { continue };
        match latest.iter_mut().find(|(kind, ..)| *kind == policy.kind()) {
            Some(known) if known.1 < expires => (known.1, known.2) = (expires, policy.here()),
            Some(_) => {}
            None => latest.push((policy.kind(), expires, policy.here())),
        }
    }
    order(&mut latest, |(_, expires, _)| i64::from(expires.epoch_days()));
    latest
}
