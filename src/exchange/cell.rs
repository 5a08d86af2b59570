//! What a reader hands on: sheets of typed cells with their place. Not what they mean: that is `mapping`.

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
}

impl Cell {
    /// Whether the user sees nothing in it.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.chars().all(|letter| letter.is_whitespace() || is_invisible(letter)),
            _ => false,
        }
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
}
