//! The owner's years in the workshop: first service, maintenance, claims, accidents, and absence.

use super::{
    Plants, calendar,
    leads::Cast,
    random::{Lane, Random},
    sales::Owner,
    staff::ADVISERS,
    words,
};
use crate::{
    model::{
        rows::ServiceRow,
        values::{Fen, ServiceKind},
    },
    time::Day,
};

const WARRANTY_MONTHS: i32 = 36;

/// One visit to the workshop, before it is recorded.
struct Visit {
    day: Day,
    kind: ServiceKind,
}

/// An owner's service orders, in time order.
pub fn services(index: usize, owner: &Owner, cast: &Cast, plants: Plants) -> Vec<ServiceRow> {
    let mut random = Random::of(Lane::Service, index);
    let person = &cast.people[owner.person];
    let km_a_day = random.banded(&[(20, 12, 24), (50, 25, 48), (24, 49, 72), (6, 73, 120)]);
    let adviser = random.below(ADVISERS.len() as u32) as usize;
    let visits = visits(owner, person.satisfaction, plants, &mut random);
    let row = |visit: Visit| {
        let total = price(&visit.kind, owner.car.model.electric, &mut random);
        let payable = if visit.kind == ServiceKind::First { 0 } else { total - total / 100 * random.between(0, 8) };
        let at = if random.chance(850) { adviser } else { random.below(ADVISERS.len() as u32) as usize };
        let by_another = random.chance(60);
        ServiceRow {
            order: None,
            at: Some(calendar::in_hours(visit.day, &mut random)),
            name: person.name.clone(),
            phone: person.phone(),
            plate: Some(owner.car.plate.clone()),
            model: Some(owner.car.model.name.into()),
            vin: Some(owner.car.vin.clone()),
            mileage_km: Some((visit.day.days_since(owner.delivered) * km_a_day + random.between(20, 400)) as u32),
            total: Some(Fen(i64::from(total) * 100)),
            payable: Some(Fen(i64::from(payable) * 100)),
            adviser: Some(ADVISERS[at].into()),
            brought_by: Some(if by_another { person.courtesy() } else { person.name.clone() }),
            note: words::order_note(&visit.kind, person.satisfaction, &mut random),
            kind: Some(visit.kind),
        }
    };
    visits.into_iter().map(row).collect()
}

/// What the owner would do, up to the reporting date.
fn visits(owner: &Owner, satisfaction: i32, plants: Plants, random: &mut Random) -> Vec<Visit> {
    let mut visits = Vec::new();
    if let Some(first) = first_service(owner, satisfaction, random) {
        visits.push(Visit { day: first, kind: ServiceKind::First });
        // 首保后流失: they came only for the free service.
        if !random.chance(lean(215, satisfaction, -6)) {
            maintenance(first, owner, satisfaction, plants, random, &mut visits);
        }
    } else if random.chance(380) {
        maintenance(owner.delivered, owner, satisfaction, plants, random, &mut visits);
    }
    visits.retain(|visit| visit.day <= super::date());
    visits
}

fn first_service(owner: &Owner, satisfaction: i32, random: &mut Random) -> Option<Day> {
    let (comes, days) = (random.chance(lean(735, satisfaction, 5)), random.between(62, 118));
    comes.then(|| owner.delivered.plus_days(days))
}

/// Service after service, until the owner stops coming.
fn maintenance(
    from: Day,
    owner: &Owner,
    satisfaction: i32,
    plants: Plants,
    random: &mut Random,
    visits: &mut Vec<Visit>,
) {
    let mut day = from;
    loop {
        let electric = owner.car.model.electric;
        let next = day.plus_days(if electric { random.between(300, 390) } else { random.between(128, 188) });
        if next > super::date() {
            return;
        }
        day = match random.chance(stays(owner, day, next, satisfaction, plants)) {
            true => next,
            // Lost; a few return much later.
            false if random.chance(110) => next.plus_days(random.between(380, 800)),
            false => return,
        };
        visits.push(Visit { day, kind: ServiceKind::Maintenance });
        visits.extend(between_services(day, random));
    }
}

/// How many in a thousand come to the next service.
fn stays(owner: &Owner, last: Day, next: Day, satisfaction: i32, plants: Plants) -> i32 {
    let ends = owner.delivered.plus_months(WARRANTY_MONTHS);
    let usual = match (last < ends, next < ends) {
        (true, true) => 945,
        // The warranty has ended since the last visit.
        (true, false) => 520,
        _ => 905,
    };
    lean(usual, satisfaction, 3) - if plants.see_saw { super::answers::sunk(next, 60) } else { 0 }
}

fn lean(usual: i32, satisfaction: i32, slope: i32) -> i32 {
    (usual + (satisfaction - 50) * slope).clamp(20, 985)
}

/// What brings a car in between two services.
fn between_services(day: Day, random: &mut Random) -> Option<Visit> {
    let kinds = [
        (ServiceKind::Warranty, 70),
        (ServiceKind::Accident, 75),
        (ServiceKind::Other("一般维修".into()), 90),
        (ServiceKind::Other("精品加装".into()), 25),
    ];
    let (drawn, days) = (random.below(1000), random.between(15, 110));
    let mut reached = 0;
    let found = kinds.into_iter().find(|(_, weight)| {
        reached += weight;
        drawn < reached
    });
    found.map(|(kind, _)| Visit { day: day.plus_days(days), kind })
}

/// Yuan.
fn price(kind: &ServiceKind, electric: bool, random: &mut Random) -> i32 {
    match kind {
        ServiceKind::First => 320,
        ServiceKind::Maintenance if electric => random.between(260, 620),
        ServiceKind::Maintenance => random.banded(&[(70, 420, 880), (30, 900, 2_400)]),
        ServiceKind::Warranty => random.between(150, 3_200),
        ServiceKind::Accident => random.banded(&[(75, 800, 4_800), (25, 5_000, 26_000)]),
        ServiceKind::Other(_) => random.between(180, 2_600),
    }
}
