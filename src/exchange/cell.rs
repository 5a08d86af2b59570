//! What a reader hands on: sheets of typed cells with their place. Not what they mean: that is `mapping`.

use super::read::ReadError;
use crate::model::visible::is_invisible;
use serde::{Deserialize, Serialize};

/// One cell as the file holds it. Text is trimmed of nothing; numbers are as stored.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Cell {
    Empty,
    Text(String),
    /// A number without a date format. Always finite.
    Number(f64),
    /// A number that the sheet formats as a date or time: an Excel serial of the 1900 system.
    DateSerial(f64),
    Bool(bool),
    /// A formula whose result the file does not hold: a program wrote it that does not calculate.
    Uncalculated,
}

/// A serial of either date system in the 1900 one. A time without a date has none to shift.
pub fn serial_1900(value: f64, is_1904: bool) -> f64 {
    const DAYS_BETWEEN: f64 = 1_462.0;
    if is_1904 && value >= 1.0 { value + DAYS_BETWEEN } else { value }
}

impl Cell {
    /// Whether the user sees nothing in it.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty | Self::Uncalculated => true,
            Self::Text(text) => text.chars().all(|letter| letter.is_whitespace() || is_invisible(letter)),
            _ => false,
        }
    }

    /// Blank, and not for want of a result.
    pub fn says_nothing(&self) -> bool {
        self.is_blank() && *self != Self::Uncalculated
    }
}

/// One row, with its 1-based number in the sheet or, for text files, the line it starts on.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct RawRow {
    pub number: u32,
    pub cells: Vec<Cell>,
}

/// One visible sheet (a text file is one sheet without a name).
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct RawSheet {
    pub name: String,
    pub rows: Vec<RawRow>,
    /// The numbers of rows that the file does not show (hidden by hand or by a filter), in order.
    pub hidden_rows: Vec<u32>,
    /// Whether its bare numbers, where they are dates, are serials of the 1904 system.
    pub is_1904: bool,
}

/// What the first bytes say the file is; the name is never trusted.
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
    /// Either byte order, by its mark.
    Utf16,
}

/// A whole file, read.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct RawFile {
    pub form: FileForm,
    /// Of text forms; `None` for binary workbooks.
    pub encoding: Option<TextEncoding>,
    pub sheets: Vec<RawSheet>,
    /// Hidden sheets that were passed over, by name.
    pub hidden_sheets: Vec<String>,
    /// Why other sheets of it could not be read.
    pub unread_sheets: Vec<ReadError>,
}
