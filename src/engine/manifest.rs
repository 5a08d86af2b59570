//! The manifest: which pages are in force, which files they came from, what an undo goes back to. Flipped as a whole.

use super::pages::{PageEntry, TABLES, Table};
use crate::model::fields::Field;
use crate::{
    exchange::plan::Mapping,
    lifecycle::{clocks::Clocks, evidence::Columns},
    model::{
        ids::{FileId, StoreId},
        rows::{KINDS, Kind},
        secret::Secret,
    },
    protocol::command::Trouble,
    time::Day,
};
use serde::{Deserialize, Serialize};

/// The first format knows so many tables, kinds and fields. A manifest that needs no more is written in it, so that earlier versions
/// read it; any other begins with how many it needs, and ends with the pages of the later tables. The third is the second with pages
/// of columns, which versions before it cannot read, and with what the store changed of its clocks behind the rest: there it is read, and
/// the clocks as a whole are what they came to when they were written. Behind those stand the columns that mappings leave out,
/// and then the secret, which versions before them do not read. The fourth is the third of a store in which people have written: its
/// journal has entries that a version before it would not read, so that one refuses the store. It ends with how much of the
/// journal the pages hold.
const ENTRIES: u8 = 4;
const COLUMNS: u8 = 3;
const SECOND: u8 = 2;
const FIRST: u8 = 1;
const FIRST_TABLES: usize = 8;
const FIRST_KINDS: u32 = 7;
const FIRST_FIELDS: u32 = 84;

/// Pages of tables that the first format does not know, by the table's number: of what is in force, and of what was before.
type Later = [Vec<(u32, Vec<PageEntry>)>; 2];

/// The columns that mappings leave out, by the shape of their files.
type LeftOut = Vec<(u64, Vec<u16>)>;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Manifest {
    pub id: StoreId,
    pub name: String,
    /// This device's part of serial numbers.
    pub device: u32,
    pub next_sequence: u32,
    pub next_page: u32,
    pub next_journal: u32,
    pub next_file: u32,
    pub revision: u32,
    pub clocks: Clocks,
    /// Mappings users settled on, the latest last.
    #[serde(with = "first_mappings")]
    pub mappings: Vec<Mapping>,
    pub contents: Contents,
    /// What was in force before the last import: its undo.
    pub before: Option<Before>,
    /// Whether pages of columns may be among those it names: told by its format.
    #[serde(skip)]
    pub has_columns: bool,
    /// Under which addresses name rows; drawn with the first import that gives rows their ids.
    #[serde(skip)]
    pub secret: Option<Secret>,
    /// The first number of the journal whose entry is not in the pages yet; `None` until somebody writes something: told
    /// by the format.
    #[serde(skip)]
    pub unfolded: Option<u32>,
}

/// What a store holds.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Contents {
    /// One list of pages per table.
    #[serde(with = "first_tables")]
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
            has_columns: false,
            secret: None,
            unfolded: None,
        }
    }

    pub fn encode(&self) -> Result<Vec<u8>, Trouble> {
        let encoded = match self.needs() {
            needs if self.unfolded.is_some() => {
                let rest = (self.later(), self.clocks.changes(), self.left_out(), self.secret, self.unfolded);
                postcard::to_extend(&(needs, self, rest), vec![ENTRIES])
            }
            (kinds, fields) if kinds <= FIRST_KINDS && fields <= FIRST_FIELDS && !self.has_columns => {
                postcard::to_extend(self, vec![FIRST])
            }
            needs if self.has_columns => {
                let rest = (self.later(), self.clocks.changes(), self.left_out(), self.secret);
                postcard::to_extend(&(needs, self, rest), vec![COLUMNS])
            }
            needs => postcard::to_extend(&(needs, self, self.later()), vec![SECOND]),
        };
        encoded.map_err(|_| not_encoded("manifest"))
    }

    pub fn decode(bytes: &[u8]) -> Result<Self, Trouble> {
        let unreadable = || Trouble::Storage { name: "manifest".into(), detail: String::new() };
        let (format, body) = bytes.split_first().ok_or_else(unreadable)?;
        if *format == FIRST {
            return postcard::from_bytes(body).map_err(|_| unreadable());
        }
        let ((kinds, fields), body): ((u32, u32), _) = postcard::take_from_bytes(body).map_err(|_| unreadable())?;
        if *format > ENTRIES || kinds as usize > KINDS.len() || fields as usize > Field::COUNT {
            return Err(Trouble::TooNew);
        }
        let ((mut manifest, later), body): ((Self, Later), _) =
            postcard::take_from_bytes(body).map_err(|_| unreadable())?;
        if *format >= COLUMNS {
            manifest.has_columns = true;
            let (changes, body): (Vec<(u32, i32)>, _) = postcard::take_from_bytes(body).map_err(|_| unreadable())?;
            manifest.clocks = Clocks::changed(&changes);
            if !body.is_empty() {
                let (left_out, mut body): (LeftOut, _) = postcard::take_from_bytes(body).map_err(|_| unreadable())?;
                manifest.leave_out(left_out);
                if !body.is_empty() {
                    (manifest.secret, body) = postcard::take_from_bytes(body).map_err(|_| unreadable())?;
                }
                if *format >= ENTRIES {
                    manifest.unfolded = postcard::from_bytes(body).map_err(|_| unreadable())?;
                }
            }
        }
        let before = manifest.before.as_mut().map(|before| &mut before.contents);
        for (contents, later) in std::iter::once(&mut manifest.contents).chain(before).zip(later) {
            for (number, pages) in later {
                *contents.tables.get_mut(number as usize).ok_or(Trouble::TooNew)? = pages;
            }
        }
        Ok(manifest)
    }

    fn contents(&self) -> impl Iterator<Item = &Contents> {
        std::iter::once(&self.contents).chain(self.before.iter().map(|before| &before.contents))
    }

    /// How many kinds and fields a program must know to read what the manifest names.
    fn needs(&self) -> (u32, u32) {
        let sheets = || self.contents().flat_map(|contents| &contents.files).flat_map(|file| &file.sheets);
        let of_sheets = sheets().filter_map(|sheet| sheet.kind);
        let of_tables = self.contents().flat_map(|contents| {
            TABLES.into_iter().filter(|table| !contents.table(*table).is_empty()).filter_map(Table::kind)
        });
        let kinds = of_sheets.chain(of_tables).chain(self.mappings.iter().filter_map(|mapping| mapping.kind));
        let mapped = self.mappings.iter().flat_map(|mapping| mapping.fields.iter().flatten());
        let fields = sheets().flat_map(|sheet| &sheet.fields).chain(mapped);
        let beyond = |number: u32| number + 1;
        let kinds = kinds.map(|kind| beyond(kind as u32)).max().unwrap_or(0);
        (kinds, fields.map(|field| beyond(*field as u32)).max().unwrap_or(0))
    }

    fn left_out(&self) -> LeftOut {
        let left_out = self.mappings.iter().filter(|mapping| !mapping.left_out.is_empty());
        left_out.map(|mapping| (mapping.shape, mapping.left_out.clone())).collect()
    }

    fn leave_out(&mut self, columns: LeftOut) {
        for mapping in &mut self.mappings {
            let of_shape = columns.iter().find(|(shape, _)| *shape == mapping.shape);
            mapping.left_out = of_shape.map(|(_, columns)| columns.clone()).unwrap_or_default();
        }
    }

    fn later(&self) -> Later {
        let of = |contents: &Contents| {
            let numbered = (0..).zip(&contents.tables).skip(FIRST_TABLES);
            numbered.filter(|(_, pages)| !pages.is_empty()).map(|(number, pages)| (number, pages.clone())).collect()
        };
        [of(&self.contents), self.before.as_ref().map(|before| of(&before.contents)).unwrap_or_default()]
    }

    /// Every page that must be kept: in force, or needed by the undo.
    pub fn pages(&self) -> Vec<u32> {
        let mut pages: Vec<u32> =
            self.contents().flat_map(|contents| contents.tables.iter().flatten()).map(|entry| entry.number).collect();
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
        &self.tables[table.number()]
    }

    pub fn rows(&self) -> u32 {
        TABLES.iter().filter(|table| **table != Table::Notes).flat_map(|table| self.table(*table)).map(|e| e.rows).sum()
    }
}

/// Mappings without the columns that they leave out, which stand at the end of the manifest.
mod first_mappings {
    use super::{Field, Kind, Mapping};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    type First = (u64, Option<Kind>, Vec<Option<Field>>);

    pub fn serialize<S: Serializer>(mappings: &[Mapping], serializer: S) -> Result<S::Ok, S::Error> {
        let first = |mapping: &Mapping| (mapping.shape, mapping.kind, mapping.fields.clone());
        mappings.iter().map(first).collect::<Vec<First>>().serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Mapping>, D::Error> {
        let mapping = |(shape, kind, fields): First| Mapping { shape, kind, fields, left_out: Vec::new() };
        Ok(Vec::<First>::deserialize(deserializer)?.into_iter().map(mapping).collect())
    }
}

/// The tables that the first format knows; the others stand at the end of the manifest.
mod first_tables {
    use super::{FIRST_TABLES, PageEntry, TABLES};
    use serde::{Deserialize, Deserializer, Serializer, ser::SerializeTuple};

    type Pages = [Vec<PageEntry>; TABLES.len()];

    pub fn serialize<S: Serializer>(pages: &Pages, serializer: S) -> Result<S::Ok, S::Error> {
        let mut first = serializer.serialize_tuple(FIRST_TABLES)?;
        pages[..FIRST_TABLES].iter().try_for_each(|pages| first.serialize_element(pages))?;
        first.end()
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Pages, D::Error> {
        let first = <[Vec<PageEntry>; FIRST_TABLES]>::deserialize(deserializer)?;
        let mut pages = Pages::default();
        pages.iter_mut().zip(first).for_each(|(pages, first)| *pages = first);
        Ok(pages)
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
    /// Somebody writes in the store for the first time.
    EntriesBegun,
    /// The entries so far were folded into pages.
    Folded,
}

impl JournalEntry {
    /// Whether the bytes are those of a commit.
    pub fn is_one(bytes: &[u8]) -> bool {
        postcard::take_from_bytes::<Self>(bytes).is_ok_and(|(_, rest)| rest.is_empty())
    }

    pub fn encode(&self) -> Result<Vec<u8>, Trouble> {
        postcard::to_stdvec(self).map_err(|_| not_encoded("journal"))
    }
}
