//! The parts of the data, by name, and how the small ones are encoded. Pages stand as the database holds them.

use std::fmt;

/// A part of a backup.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Part {
    /// `backup.txt`
    Header,
    /// `key.age`
    Key,
    /// `data.age` or `data.zip` as a whole.
    Data,
    /// `hashes.txt`
    Hashes,
    /// The end of the file, which lists its entries: a file that was cut short has none.
    End,
    /// The list of the parts of the data.
    List,
    Manifest,
    /// The seal of the manifest, and the manifest before: only where a damaged store is taken out as it is.
    Guard,
    Previous,
    Page(u32),
    /// Entries of the journal from this number on.
    Journal(u32),
    Drafts,
    Settings,
}

/// Entries in one part of the journal.
pub const ENTRIES: u32 = 1024;

pub const HEADER: &str = "backup.txt";
pub const KEY: &str = "key.age";
pub const SEALED_DATA: &str = "data.age";
pub const PLAIN_DATA: &str = "data.zip";
pub const HASHES: &str = "hashes.txt";
pub const LIST: &str = "parts.txt";
const PAGES: &str = "pages/";
const JOURNAL: &str = "journal/";

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header => f.write_str(HEADER),
            Self::Key => f.write_str(KEY),
            Self::Data => f.write_str("data"),
            Self::Hashes => f.write_str(HASHES),
            Self::End => f.write_str("the end of the file"),
            Self::List => f.write_str(LIST),
            Self::Manifest => f.write_str("manifest"),
            Self::Guard => f.write_str("guard"),
            Self::Previous => f.write_str("previous"),
            Self::Page(number) => write!(f, "{PAGES}{number:010}"),
            Self::Journal(first) => write!(f, "{JOURNAL}{first:010}"),
            Self::Drafts => f.write_str("drafts"),
            Self::Settings => f.write_str("settings"),
        }
    }
}

impl Part {
    /// A part of the data by its name; `None` for one that only a newer program knows.
    pub fn of_data(name: &str) -> Option<Self> {
        let number = |prefix: &str| name.strip_prefix(prefix)?.parse().ok();
        Some(match name {
            LIST => Self::List,
            "manifest" => Self::Manifest,
            "guard" => Self::Guard,
            "previous" => Self::Previous,
            "drafts" => Self::Drafts,
            "settings" => Self::Settings,
            _ => number(PAGES).map(Self::Page).or_else(|| number(JOURNAL).map(Self::Journal))?,
        })
    }
}
