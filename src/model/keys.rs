//! Row keys: what makes a row of a later file the same row (再次导入不重复). Rules: DOMAIN §10, each with its kind.

use super::{notation::is_damaged, rows::*};
use crate::schema::import::Import;

/// The key of a row within its kind. Rows of one file that share a key are told apart by their order (see `engine::merge`).
pub fn row_key(row: &Row) -> String {
    match number_of(row) {
        Some(number) => number.to_owned(),
        None => of_row!(row, data => data.key()).into_text(),
    }
}

/// The number that names a row by itself. One that lost digits names none: several may be damaged alike.
pub fn number_of(row: &Row) -> Option<&str> {
    of_row!(row, data => data.number()).filter(|number| !is_damaged(number))
}
