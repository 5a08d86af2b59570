//! A row as it is kept: with its names and its place, in columns before those of its values. What it says is in its kind's table
//! (`schema::kinds`).

use super::ids::{FileId, Origin, RowId, Serial};
use crate::columnar::{PageWriter, Row as Cursor, Tag};
pub use crate::schema::{kinds::*, row::At};

const DEVICE: Tag = Tag(0);
const SEQUENCE: Tag = Tag(1);
const FILE: Tag = Tag(2);
const SHEET: Tag = Tag(3);
const LINE: Tag = Tag(4);
const ID: Tag = Tag(5);

pub fn put_serial(page: &mut PageWriter, serial: Serial) {
    page.int(DEVICE, serial.device.into());
    page.int(SEQUENCE, serial.sequence.into());
}

pub fn put_id(page: &mut PageWriter, id: RowId) {
    page.int(ID, id.0 as i64);
}

pub fn put_file(page: &mut PageWriter, file: FileId) {
    page.int(FILE, file.0.into());
}

pub fn put_origin(page: &mut PageWriter, origin: Origin) {
    put_file(page, origin.file);
    put_place(page, origin.sheet, origin.row);
}

/// Of a row that is read and not imported yet: the sheet, and the row's number there.
pub fn put_place(page: &mut PageWriter, sheet: u16, line: u32) {
    page.int(SHEET, sheet.into());
    page.int(LINE, line.into());
}

/// Whether a column says where a row is from.
pub fn is_place(column: Tag) -> bool {
    [FILE, SHEET, LINE].contains(&column)
}

fn number<T: TryFrom<i64> + Default>(row: Cursor, tag: Tag) -> T {
    row.int(tag).and_then(|number| number.try_into().ok()).unwrap_or_default()
}

pub fn serial_of(row: Cursor) -> Serial {
    Serial { device: number(row, DEVICE), sequence: number(row, SEQUENCE) }
}

/// Whether the row has an id of its own.
pub fn has_id(row: Cursor) -> bool {
    row.int(ID).is_some()
}

pub fn id_of(row: Cursor) -> RowId {
    row.int(ID).map_or_else(|| serial_of(row).into(), |id| RowId(id as u64))
}

pub fn origin_of(row: Cursor) -> Origin {
    Origin { file: FileId(number(row, FILE)), sheet: number(row, SHEET), row: number(row, LINE) }
}
