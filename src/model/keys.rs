//! Row keys: what makes a row of a later file the same row (再次导入不重复). Rules: DOMAIN §10.

use super::{rows::*, values::Phone};
use std::fmt::Write;

/// The key of a row within its kind. Rows of one file that share a key are told apart by their order (see `engine::merge`).
pub fn row_key(row: &Row) -> String {
    let mut key = String::with_capacity(32);
    match row {
        Row::Lead(row) => match &row.code {
            Some(code) => key.push_str(code),
            None => {
                person(&mut key, &row.phone, &row.name);
                part(&mut key, row.created.map(|at| at.day()));
            }
        },
        Row::Visit(row) => {
            person(&mut key, &row.phone, &row.name);
            part(&mut key, row.at);
        }
        Row::Sale(row) => {
            vehicle_or_person(&mut key, row.vin.as_ref().map(|vin| vin.0.as_str()), &row.phone, &row.name);
            part(&mut key, row.start());
        }
        Row::Service(row) => match &row.order {
            Some(order) => key.push_str(order),
            None => {
                vehicle_or_person(&mut key, row.vin.as_ref().map(|vin| vin.0.as_str()), &row.phone, &row.name);
                part(&mut key, row.at.map(|at| at.day()));
                part(&mut key, row.total.or(row.payable).map(|fen| fen.0));
            }
        },
        Row::Policy(row) => {
            vehicle_or_person(&mut key, row.vin.as_ref().map(|vin| vin.0.as_str()), &row.phone, &row.name);
            let _ = write!(key, "|{:?}", row.kind);
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
            vehicle_or_person(&mut key, row.vin.as_ref().map(|vin| vin.0.as_str()), &row.phone, &row.name);
        }
    }
    key
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
