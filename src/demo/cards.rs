//! The cards of the cars (保养档案): last and next service, mileage, end of the warranty.

use super::{
    leads::Cast,
    random::{Lane, Random},
    sales::Owner,
};
use crate::{
    model::rows::{CardRow, ServiceRow},
    time::Day,
};

pub fn card(index: usize, owner: &Owner, services: &[ServiceRow], cast: &Cast) -> CardRow {
    let mut random = Random::of(Lane::Card, index);
    let person = &cast.people[owner.person];
    let last = services.last();
    let last_service = last.and_then(|row| row.at).map(|at| at.day());
    let interval = if owner.car.model.electric { 12 } else { 5 };
    CardRow {
        vin: Some(owner.car.vin.clone()),
        phone: person.phone(),
        name: person.name.clone(),
        plate: Some(owner.car.plate.clone()),
        model: Some(owner.car.model.name.into()),
        filed: Some(owner.delivered.plus_days(random.between(0, 3)).min(super::date())),
        last_service,
        adviser: last.and_then(|row| row.adviser.clone()),
        next_service: Some(last_service.map_or(owner.delivered.plus_months(3), |day| day.plus_months(interval))),
        next_service_km: None,
        bought: Some(owner.delivered),
        tag: tag(services, last_service).map(str::to_owned),
        mileage_km: last.and_then(|row| row.mileage_km),
        warranty_until: Some(owner.delivered.plus_months(36)),
    }
}

fn tag(services: &[ServiceRow], last: Option<Day>) -> Option<&'static str> {
    let silent = super::date().days_since(last?);
    Some(match (services.len(), silent) {
        (_, 366..) => "久未回厂",
        (8.., _) => "老客户",
        (4.., _) => "常客",
        _ => return None,
    })
}
