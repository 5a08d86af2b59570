//! Row keys: what makes a row of a later file the same row (再次导入不重复). Rules: DOMAIN §10, each with its kind.

use super::{notation::is_damaged, rows::*};
use crate::{
    columnar::Row as Cursor,
    schema::import::{Import, Key},
};

/// The key of a row within its kind, in the room of another one. Rows of one file that share a key are told apart by their order (see
/// `engine::merge`).
pub fn row_key(kind: Kind, row: Cursor, key: Key) -> Key {
    let key = key.anew();
    match number_of(kind, row) {
        Some(number) => key.text(number),
        None => of_kind!(kind, Row => Row::key(At::new(row), key)),
    }
}

/// The number that names a row by itself. One that lost digits names none: several may be damaged alike.
pub fn number_of(kind: Kind, row: Cursor<'_>) -> Option<&str> {
    of_kind!(kind, Row => Row::number(At::new(row))).filter(|number| !is_damaged(number))
}

/// Whether two rows of one key are one.
pub fn is_one(kind: Kind, row: Cursor, other: Cursor) -> bool {
    of_kind!(kind, Row => Row::is_one(At::new(row), At::new(other)))
}
