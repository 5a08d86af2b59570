//! Policies that expire, and whether they were renewed at the store.

use super::{
    leads::Cast,
    random::{Lane, Random},
    sales::Owner,
    staff::RENEWALS,
};
use crate::{
    model::rows::ServiceRow,
    model::{
        rows::PolicyRow,
        values::{PolicyKind, ServiceKind},
    },
    time::Day,
};

/// The file covers two years of expiries, and those due in the next three months.
const BACK_MONTHS: i32 = 24;
const AHEAD_MONTHS: i32 = 3;

const INSURERS: [&str; 4] = ["安远财险", "泰和财险", "华信车险", "鼎盛保险"];

/// An owner's policies, in order of expiry.
pub fn policies(index: usize, owner: &Owner, services: &[ServiceRow], cast: &Cast) -> Vec<PolicyRow> {
    let mut random = Random::of(Lane::Insurance, index);
    let (first, last) = (super::date().plus_months(-BACK_MONTHS), super::date().plus_months(AHEAD_MONTHS));
    let mut rows = Vec::new();
    let mut insurer = *random.pick(&INSURERS);
    let mut here = true;
    for year in 1..=8 {
        let expires = owner.delivered.plus_months(year * 12).plus_days(-1);
        let renewed = here && random.chance(chance(owner, services, expires, cast));
        let next = if renewed || random.chance(300) { insurer } else { *random.pick(&INSURERS) };
        if expires > first && expires <= last {
            for kind in [PolicyKind::Compulsory, PolicyKind::Commercial] {
                rows.push(policy(owner, cast, kind, expires, (insurer, next, renewed), &mut random));
            }
        }
        // Those who renewed elsewhere seldom return.
        here = renewed || random.chance(160);
        insurer = next;
    }
    rows
}

/// How many in a thousand renew here: more of the satisfied, and of those who still visit the workshop.
fn chance(owner: &Owner, services: &[ServiceRow], expires: Day, cast: &Cast) -> i32 {
    let seen = |row: &ServiceRow| {
        row.kind != Some(ServiceKind::First)
            && row.at.is_some_and(|at| (0..366).contains(&expires.days_since(at.day())))
    };
    let usual = if services.iter().any(seen) { 830 } else { 520 };
    (usual + (cast.people[owner.person].satisfaction - 50) * 6).clamp(50, 960)
}

fn policy(
    owner: &Owner,
    cast: &Cast,
    kind: PolicyKind,
    expires: Day,
    (before, after, renewed): (&str, &str, bool),
    random: &mut Random,
) -> PolicyRow {
    let person = &cast.people[owner.person];
    let known = expires <= super::date();
    PolicyRow {
        vin: Some(owner.car.vin.clone()),
        name: person.name.clone(),
        phone: person.phone(),
        plate: Some(owner.car.plate.clone()),
        kind: Some(kind),
        last_insurer: Some(before.into()),
        insurer: known.then(|| after.into()),
        here: known.then_some(renewed),
        specialist: Some((*random.pick(&RENEWALS)).into()),
        expires: Some(expires),
        signed: None,
    }
}
