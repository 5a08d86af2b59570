//! Why a file could not be read: places and figures. The wording is in `text`.

use serde::{Deserialize, Serialize};

/// The refusal of a whole file. Sheets are named as the file names them (empty for text); rows and columns are 1-based.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum ReadError {
    /// No bytes, or nothing but blank cells.
    Empty,
    /// Only hidden sheets hold anything; these are their names.
    OnlyHiddenSheets {
        sheets: Vec<String>,
    },
    /// The watcher asked to stop.
    Cancelled,
    /// A measure of the whole file is over its limit.
    TooLarge {
        what: Measure,
        found: u64,
        limit: u64,
    },
    TooManyRows {
        sheet: String,
        row: u64,
        limit: u64,
    },
    TooManyColumns {
        sheet: String,
        row: u64,
        column: u64,
        limit: u64,
    },
    /// The cells of all sheets together, gaps included; `row` is where the limit was exceeded.
    TooManyCells {
        sheet: String,
        row: u64,
        limit: u64,
    },
    CellTooLong {
        sheet: String,
        row: u64,
        column: u64,
        length: u64,
        limit: u64,
    },
    /// A quote opened near this line of a text file is never closed and swallows the rest.
    UnclosedQuote {
        line: u64,
    },
    PasswordProtected,
    NotASpreadsheet {
        seems: Seems,
    },
    /// A table in a form that is not supported: the user is asked to save it as .xlsx.
    SaveAsXlsx {
        form: OtherForm,
    },
    /// The archive (or one entry of it) cannot be unpacked: damaged or cut off.
    DamagedZip {
        entry: Option<String>,
        detail: String,
    },
    /// The container is whole but its contents are damaged. `detail` is for the log, in the library's words.
    DamagedWorkbook {
        sheet: Option<String>,
        detail: String,
    },
    /// Neither UTF-8 nor GB18030; the line of the first byte that fits neither.
    UnknownEncoding {
        line: u64,
    },
    /// A web page without a table that has a row.
    NoTable,
}

/// The measures of a file as a whole.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Measure {
    FileBytes,
    /// Bytes of an .xls, which is held in memory at once.
    XlsBytes,
    ZipEntries,
    /// Unpacked bytes of one entry.
    EntryBytes,
    /// Unpacked bytes of all entries.
    InflatedBytes,
    /// Unpacked bytes to packed bytes.
    InflationRatio,
    SharedStrings,
    /// Bytes of the text of all cells, repetitions counted.
    TextBytes,
    /// Cells that merged regions would fill with a repeated value.
    MergedCells,
}

/// What the bytes seem to be if they are not a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Seems {
    Pdf,
    Image,
    Rar,
    SevenZip,
    Gzip,
    /// A zip without a known document.
    Zip,
    Executable,
    Word,
    PowerPoint,
    Outlook,
    Database,
    Xml,
    Json,
    /// Something with NUL bytes.
    Binary,
}

/// Table forms that are not supported.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum OtherForm {
    /// WPS table.
    Et,
    /// WPS document.
    Wps,
    Ods,
    Xlsb,
    /// Excel 2–4, and workbooks of before 1993.
    OldXls,
    /// A web archive.
    Mht,
    /// Apple Numbers.
    Numbers,
}
