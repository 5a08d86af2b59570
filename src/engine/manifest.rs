//! The manifest: which pages are in force, which files they came from, what an undo goes back to. Flipped as a whole.

use super::pages::{PageEntry, TABLES, Table};
use crate::model::fields::Field;
use crate::{
    exchange::plan::Mapping,
    lifecycle::{clocks::Clocks, evidence::Columns},
    model::{
        ids::{FileId, StoreId},
        rows::Kind,
    },
    protocol::command::Trouble,
    time::Day,
};
use serde::{Deserialize, Serialize};

const FORMAT: u8 = 1;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Manifest {
    pub id: StoreId,
    pub name: String,
    /// This device's part of row ids.
    pub device: u32,
    pub next_sequence: u32,
    pub next_page: u32,
    pub next_journal: u32,
    pub next_file: u32,
    pub revision: u32,
    pub clocks: Clocks,
    /// Mappings users settled on, the latest last.
    pub mappings: Vec<Mapping>,
    pub contents: Contents,
    /// What was in force before the last import: its undo.
    pub before: Option<Before>,
}

/// What a store holds.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Contents {
    /// One list of pages per table.
    pub tables: [Vec<PageEntry>; TABLES.len()],
    pub files: Vec<FileEntry>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Before {
    pub contents: Contents,
    /// When the import was made.
    pub day: Day,
    pub files: Vec<String>,
    pub added: u32,
    pub updated: u32,
}

/// A file that brought something.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FileEntry {
    pub id: FileId,
    pub name: String,
    pub imported: Day,
    pub sheets: Vec<SheetEntry>,
    /// Rows accepted with a note, and refused.
    pub noted: u32,
    pub refused: u32,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SheetEntry {
    pub name: String,
    pub kind: Option<Kind>,
    pub fields: Vec<Field>,
    /// Rows it brought: added and updated.
    pub rows: u32,
}

impl Manifest {
    pub fn new(id: StoreId, name: String, device: u32) -> Self {
        Self {
            id,
            name,
            device,
            next_sequence: 0,
            next_page: 0,
            next_journal: 0,
            next_file: 0,
            revision: 0,
            clocks: Clocks::default(),
            mappings: Vec::new(),
            contents: Contents::default(),
            before: None,
        }
    }

    pub fn encode(&self) -> Result<Vec<u8>, Trouble> {
        postcard::to_extend(self, vec![FORMAT]).map_err(|_| not_encoded("manifest"))
    }

    pub fn decode(bytes: &[u8]) -> Result<Self, Trouble> {
        let unreadable = || Trouble::Storage { name: "manifest".into(), detail: String::new() };
        let (format, body) = bytes.split_first().ok_or_else(unreadable)?;
        if *format > FORMAT {
            return Err(Trouble::TooNew);
        }
        postcard::from_bytes(body).map_err(|_| unreadable())
    }

    /// Every page that must be kept: in force, or needed by the undo.
    pub fn pages(&self) -> Vec<u32> {
        let before = self.before.iter().map(|before| &before.contents);
        let mut pages: Vec<u32> = std::iter::once(&self.contents)
            .chain(before)
            .flat_map(|contents| contents.tables.iter().flatten())
            .map(|entry| entry.number)
            .collect();
        pages.sort_unstable();
        pages.dedup();
        pages
    }

    /// The columns the files gave, for what the store can observe.
    pub fn columns(&self) -> Columns {
        let mut columns = Columns::default();
        for sheet in self.contents.files.iter().flat_map(|file| &file.sheets) {
            if let Some(kind) = sheet.kind {
                columns.add(kind, sheet.fields.iter().copied());
            }
        }
        columns
    }
}

impl Contents {
    pub fn table(&self, table: Table) -> &[PageEntry] {
        &self.tables[table as usize]
    }

    pub fn rows(&self) -> u32 {
        TABLES.iter().filter(|table| **table != Table::Notes).flat_map(|table| self.table(*table)).map(|e| e.rows).sum()
    }
}

/// What cannot be written down is not written, instead of half or empty.
pub(super) fn not_encoded(what: &str) -> Trouble {
    Trouble::Storage { name: "EncodeError".into(), detail: what.into() }
}

/// One user action, kept in the journal.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct JournalEntry {
    pub day: Day,
    pub action: Action,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Action {
    Created {
        name: String,
    },
    Renamed {
        from: String,
        to: String,
    },
    Imported {
        files: Vec<String>,
        added: u32,
        updated: u32,
    },
    ImportUndone {
        files: Vec<String>,
    },
    ClocksChanged {
        from: Clocks,
        to: Clocks,
    },
    /// What could still be read was taken for the store's records again.
    Recovered,
    /// The records were written anew after the browser had removed them.
    WrittenAnew,
}

impl JournalEntry {
    pub fn encode(&self) -> Result<Vec<u8>, Trouble> {
        postcard::to_stdvec(self).map_err(|_| not_encoded("journal"))
    }
}
