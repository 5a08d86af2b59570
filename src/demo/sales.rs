//! Who bought a car: the buyers of the years before the leads begin, and the leads that became buyers.

use super::{
    calendar,
    leads::{Cast, Lead},
    models::{self, Car},
    names::{Person, person},
    random::{Lane, Random},
    staff::Staff,
};
use crate::{
    model::rows::SaleRow,
    order::order,
    time::{Day, Month},
};

/// Buyers whose lead is in no file.
const EARLY: usize = 1_400;
/// From the first of the eight years until the first leads are delivered.
const EARLY_MONTHS: i32 = 61;
const EIGHT_YEARS: i32 = 96;

/// A person with a car.
pub struct Owner {
    pub person: usize,
    pub car: Car,
    pub ordered: Day,
    pub delivered: Day,
    pub consultant: String,
}

/// Buyers of the early years, by delivery day.
pub fn early(staff: &Staff, people: &mut Vec<Person>) -> Vec<Owner> {
    let first: Month = super::date().month().plus(1 - EIGHT_YEARS);
    let days = calendar::days(0, first, EARLY_MONTHS, EARLY, (55, 145));
    let owner = |(index, delivered): (usize, Day)| {
        let mut random = Random::of(Lane::EarlySale, index);
        people.push(person(people.len()));
        let model = models::asked_for(delivered, &mut random);
        Owner {
            person: people.len() - 1,
            car: models::car(index, model, delivered),
            ordered: delivered.plus_days(-random.between(4, 30)),
            delivered,
            consultant: staff.consultant(delivered, &mut random).into(),
        }
    };
    days.into_iter().enumerate().map(owner).collect()
}

/// All buyers, by delivery day.
pub fn owners(early: Vec<Owner>, leads: &[Lead]) -> Vec<Owner> {
    let mut owners = early;
    for lead in leads {
        if let (Some(order), Some(delivered)) = (lead.row.order, lead.row.delivered) {
            let delivered = delivered.day();
            owners.push(Owner {
                person: lead.person,
                car: models::car(owners.len(), lead.model, delivered),
                ordered: order.day(),
                delivered,
                consultant: lead.row.consultant.clone().unwrap_or_default(),
            });
        }
    }
    order(&mut owners, |owner| i64::from(owner.delivered.epoch_days()));
    owners
}

impl Owner {
    pub fn row(&self, cast: &Cast) -> SaleRow {
        let person = &cast.people[self.person];
        SaleRow {
            name: person.name.clone(),
            phone: person.phone(),
            address: Some(person.address.clone()),
            vin: Some(self.car.vin.clone()),
            engine: Some(self.car.engine.clone()),
            model: Some(self.car.model.name.into()),
            plate: Some(self.car.plate.clone()),
            delivered: Some(self.delivered),
            bought: Some(self.ordered),
            invoiced: Some(self.delivered.plus_days(-1).max(self.ordered)),
            filed: Some(self.delivered),
            price: Some(self.car.price),
            first_service: Some(self.delivered.plus_months(3)),
            consultant: Some(self.consultant.clone()),
        }
    }
}
