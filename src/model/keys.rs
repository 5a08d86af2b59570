//! Row keys: what makes a row of a later file the same row (再次导入不重复). Rules: DOMAIN §10, each with its kind.

use super::{fields::Field, ids::RowId, notation::is_damaged, rows::*};
use crate::{
    columnar::Row as Cursor,
    schema::import::{Import, Key},
    time::Moment,
};
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// The key of a row within its kind, in the room of another one. Rows of one file that share a key are told apart by their order (see
/// `engine::merge`).
pub fn row_key(kind: Kind, row: Cursor, key: Key) -> Key {
    let key = key.anew();
    match number_of(kind, row) {
        Some(number) => key.text(number),
        None => of_kind!(kind, Row => Row::key(At::new(row), key)),
    }
}

/// The id of a new row: its key, its car, its person and its day as they now are, in the room of another key.
/// `key`: the row's. `before`: how many rows of that key there are already.
pub fn row_id(kind: Kind, row: Cursor, key: Key, before: u32) -> (RowId, Key) {
    let columns = columns_of(kind);
    let text = |field| columns.iter().find(|(of, _)| *of == field).and_then(|(_, column)| row.text(*column));
    let key = key.and(text(Field::Vin)).and(text(Field::Plate)).text("|");
    let key = of_kind!(kind, Row => {
        let day = Row::at(At::new(row)).map(Moment::day);
        key.person(Row::phone(At::new(row)), text(Field::Name).unwrap_or_default()).and(day)
    });
    let key = key.and(Some(before));
    (RowId(xxh3_64_with_seed(key.as_str().as_bytes(), kind as u64)), key)
}

/// The number that names a row by itself. One that lost digits names none: several may be damaged alike.
pub fn number_of(kind: Kind, row: Cursor<'_>) -> Option<&str> {
    of_kind!(kind, Row => Row::number(At::new(row))).filter(|number| !is_damaged(number))
}

/// Whether two rows of one key are one.
pub fn is_one(kind: Kind, row: Cursor, other: Cursor) -> bool {
    of_kind!(kind, Row => Row::is_one(At::new(row), At::new(other)))
}
