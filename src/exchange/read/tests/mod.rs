//! Tests of the readers: small files in, a drawing of the sheets out.

mod delimited;
mod exports;
mod fixtures;
mod hostile;
mod html;
mod oddities;
mod properties;
mod sniffing;
mod speed;
mod spreadsheet_xml;
mod xls;
mod xlsx;

use super::{Limits, ReadError, Unwatched, Watch, read};
use crate::exchange::cell::{Cell, RawFile, RawSheet};

fn file(bytes: &[u8]) -> RawFile {
    read("file", bytes, &Limits::default(), &mut Unwatched).unwrap()
}

fn refusal(bytes: &[u8]) -> ReadError {
    read("file", bytes, &Limits::default(), &mut Unwatched).unwrap_err()
}

fn refusal_under(limits: Limits, bytes: &[u8]) -> ReadError {
    read("file", bytes, &limits, &mut Unwatched).unwrap_err()
}

/// Asserts how the only sheet of a file draws.
#[track_caller]
fn check(bytes: &[u8], drawing: &str) {
    let file = file(bytes);
    assert_eq!(file.sheets.len(), 1, "{:?}", file.sheets.iter().map(|sheet| &sheet.name).collect::<Vec<_>>());
    assert_eq!(draw(&file.sheets[0]), drawing);
}

/// `1: text|#3|@45000|?true|` … one row per line, empty cells blank.
fn draw(sheet: &RawSheet) -> String {
    let row = |row: crate::exchange::cell::RawRow| {
        let cells: Vec<String> = row.cells.iter().map(draw_cell).collect();
        format!("{}: {}", row.number, cells.join("|"))
    };
    sheet.rows().iter().map(row).collect::<Vec<_>>().join("\n")
}

fn draw_cell(cell: Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.replace('\n', "⏎"),
        Cell::Number(number) => format!("#{number}"),
        Cell::DateSerial(serial) => format!("@{serial}"),
        Cell::Bool(value) => format!("?{value}"),
        Cell::Uncalculated => "=".to_owned(),
    }
}
