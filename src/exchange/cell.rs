//! What a reader hands on: sheets of typed cells with their place. What they mean is in `recognise`.

mod sheet;

pub use sheet::{Cells, Packed, PackedRow, RawRow, RawSheet, Rows};

use super::read::ReadError;
use crate::model::visible::is_invisible;
use serde::{Deserialize, Serialize};

/// One cell as the file holds it, its text in whatever form a reader has it: not trimmed, numbers as stored.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum CellOf<T> {
    Empty,
    Text(T),
    /// A number without a date format. Always finite.
    Number(f64),
    /// A number that the sheet formats as a date or time: an Excel serial in the 1900 system.
    DateSerial(f64),
    Bool(bool),
    /// A formula without a result in the file, because the program that wrote it does not calculate.
    Uncalculated,
}

/// A cell with its text in its sheet.
pub type Cell<'a> = CellOf<&'a str>;

/// A serial of either date system, converted to the 1900 system. A time without a date is not shifted.
pub fn serial_1900(value: f64, is_1904: bool) -> f64 {
    const DAYS_BETWEEN: f64 = 1_462.0;
    if is_1904 && value >= 1.0 { value + DAYS_BETWEEN } else { value }
}

impl<T: AsRef<str>> CellOf<T> {
    /// The same cell with its text where it is.
    pub fn as_ref(&self) -> Cell<'_> {
        match self {
            Self::Empty => Cell::Empty,
            Self::Text(text) => Cell::Text(text.as_ref()),
            Self::Number(number) => Cell::Number(*number),
            Self::DateSerial(serial) => Cell::DateSerial(*serial),
            Self::Bool(value) => Cell::Bool(*value),
            Self::Uncalculated => Cell::Uncalculated,
        }
    }
}

impl Cell<'_> {
    /// Whether the user sees an empty cell.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty | Self::Uncalculated => true,
            Self::Text(text) => text.chars().all(|letter| letter.is_whitespace() || is_invisible(letter)),
            _ => false,
        }
    }

    /// Blank, and not merely missing a formula's result.
    pub fn says_nothing(&self) -> bool {
        self.is_blank() && *self != Self::Uncalculated
    }
}

/// The file's form by its first bytes; the name is never trusted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum FileForm {
    /// Text with this separator.
    Delimited(Separator),
    Xlsx,
    /// BIFF in an OLE container.
    Xls,
    /// An HTML table, whatever the name says.
    Html,
    /// SpreadsheetML 2003.
    SpreadsheetXml,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Separator {
    Comma,
    Semicolon,
    Tab,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum TextEncoding {
    Utf8,
    Gb18030,
    /// In either byte order, told by its mark.
    Utf16,
}

/// A whole file, read.
#[derive(PartialEq, Debug)]
pub struct RawFile {
    pub form: FileForm,
    /// For text forms; `None` for binary workbooks.
    pub encoding: Option<TextEncoding>,
    pub sheets: Vec<RawSheet>,
    /// Names of hidden sheets, which were not read.
    pub hidden_sheets: Vec<String>,
    /// Why the other sheets could not be read.
    pub unread_sheets: Vec<ReadError>,
}
