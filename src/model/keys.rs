//! Row keys: what makes a row of a later file the same row (再次导入不重复). Rules: DOMAIN §10.

use super::{notation::is_damaged, rows::*, values::Phone};
use std::fmt::Write;

/// The key of a row within its kind. Rows of one file that share a key are told apart by their order (see `engine::merge`).
pub fn row_key(row: &Row) -> String {
    let mut key = String::with_capacity(32);
    if let Some(number) = number_of(row) {
        key.push_str(number);
        return key;
    }
    match row {
        Row::Lead(row) => {
            person(&mut key, &row.phone, &row.name);
            part(&mut key, row.created.map(|at| at.day()));
        }
        Row::Visit(row) => {
            person(&mut key, &row.phone, &row.name);
            part(&mut key, row.at);
        }
        Row::Sale(row) => {
            vehicle_or_person(&mut key, row.vin.as_ref().map(|vin| vin.0.as_str()), &row.phone, &row.name);
            part(&mut key, row.start());
        }
        Row::Service(row) => {
            vehicle_or_person(&mut key, row.vin.as_ref().map(|vin| vin.0.as_str()), &row.phone, &row.name);
            part(&mut key, row.at.map(|at| at.day()));
            part(&mut key, row.total.or(row.payable).map(|fen| fen.0));
        }
        Row::Policy(row) => {
            vehicle_or_person(&mut key, row.vin.as_ref().map(|vin| vin.0.as_str()), &row.phone, &row.name);
            part(&mut key, row.expires);
        }
        Row::Answer(row) => {
            match (row.phone.key(), &row.vin) {
                (None, Some(vin)) => key.push_str(&vin.0),
                _ => person(&mut key, &row.phone, &row.name),
            }
            part(&mut key, row.at);
            let _ = write!(key, "|{:?}", row.kind);
        }
        Row::Card(row) => {
            let car = row.vin.as_ref().map(|vin| vin.0.as_str()).or(row.plate.as_deref());
            vehicle_or_person(&mut key, car, &row.phone, &row.name);
        }
    }
    key
}

/// The number that names a row by itself. One that lost digits names none: several may be damaged alike.
pub fn number_of(row: &Row) -> Option<&str> {
    let number = match row {
        Row::Lead(row) => row.code.as_deref(),
        Row::Service(row) => row.order.as_deref(),
        _ => None,
    };
    number.filter(|number| !is_damaged(number))
}

/// Orders of one number that lie further apart than this are two, also of one car: an order's day may be the one it was opened or
/// settled, but numbers start anew each month at the earliest.
const ONE_ORDER_DAYS: i32 = 20;

/// Whether two orders of one number are one. Small workshops start their numbers anew each month or year: another car on another
/// day is another order.
pub fn is_one_order(a: &ServiceRow, b: &ServiceRow) -> bool {
    let Some((a_day, b_day)) = a.at.zip(b.at).map(|(a, b)| (a.day(), b.day())) else { return true };
    let is_other_car = match (&a.vin, &b.vin) {
        (Some(a), Some(b)) => !a.0.ends_with(&b.0) && !b.0.ends_with(&a.0),
        _ => a.plate.as_ref().zip(b.plate.as_ref()).is_some_and(|(a, b)| a != b),
    };
    (a_day == b_day || !is_other_car) && a_day.days_since(b_day).abs() <= ONE_ORDER_DAYS
}

/// Whether two leads of one number are one: not where both telephone number and name are another's.
pub fn is_one_lead(a: &LeadRow, b: &LeadRow) -> bool {
    let differ = |a: &str, b: &str| !a.is_empty() && !b.is_empty() && a != b;
    !(differ(&a.name, &b.name) && differ(&a.phone.masked(), &b.phone.masked()))
}

/// Whether two policies of one car and one expiry are one: a list without the kind may mean either, until another file says which.
pub fn is_one_policy(a: &PolicyRow, b: &PolicyRow) -> bool {
    a.kind.is_none() || b.kind.is_none() || a.kind == b.kind
}

fn part<T: std::fmt::Display>(key: &mut String, value: Option<T>) {
    key.push('|');
    if let Some(value) = value {
        let _ = write!(key, "{value}");
    }
}

/// A full number alone; otherwise what there is of a number, with the name.
fn person(key: &mut String, phone: &Phone, name: &str) {
    match phone {
        Phone::Full(digits) => key.push_str(digits),
        Phone::Masked(text) | Phone::Damaged(text) | Phone::Unusable(text) => {
            let _ = write!(key, "{text}/{name}");
        }
        Phone::Absent => {
            let _ = write!(key, "/{name}");
        }
    }
}

fn vehicle_or_person(key: &mut String, vin: Option<&str>, phone: &Phone, name: &str) {
    match vin {
        Some(vin) => key.push_str(vin),
        None => person(key, phone, name),
    }
}

impl std::fmt::Display for super::values::Fen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}
