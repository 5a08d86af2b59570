//! Packed pages: up to 1024 rows of one table, with a format version and a hash. A page is written once.
//! Why packed: storing and reading rows one by one is about a hundred times slower in IndexedDB.
//!
//! Rows stand in columns ([`crate::columnar`]). Before, they stood one after another in postcard (`row_pages`), as notes still do.

use super::{manifest::not_encoded, notes::StoredNote, row_pages};
use crate::{
    columnar::{self, Page},
    model::rows::{KINDS, Kind, serial_of},
    protocol::command::Trouble,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use xxhash_rust::xxh3::xxh3_64;

/// The format of a page of columns, which versions itself. Lower numbers are of pages of rows.
const COLUMNS: u8 = 64;
const NOTES_FORMAT: u8 = 1;

const MAGIC: [u8; 2] = *b"BY";
const FORMAT_AT: usize = 2;
const HASH_AT: usize = 8;
const HEADER: usize = 16;

/// The tables of a store: the rows of each kind, and the notes of the reader, which are no records.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Table {
    Rows(Kind),
    Notes,
}

/// Where the notes stand among the tables: behind the first seven kinds, before whatever kind came later.
const NOTES: usize = 7;

/// In the order of their numbers.
pub const TABLES: [Table; KINDS.len() + 1] = {
    let mut tables = [Table::Notes; KINDS.len() + 1];
    let mut at = 0;
    while at < KINDS.len() {
        tables[Table::Rows(KINDS[at]).number()] = Table::Rows(KINDS[at]);
        at += 1;
    }
    tables
};

impl Table {
    /// Its number in pages and manifests. None is ever given to another table.
    pub const fn number(self) -> usize {
        match self {
            Self::Rows(kind) if (kind as usize) < NOTES => kind as usize,
            Self::Rows(kind) => kind as usize + 1,
            Self::Notes => NOTES,
        }
    }

    /// `None`: notes of the reader, not records.
    pub fn kind(self) -> Option<Kind> {
        match self {
            Self::Rows(kind) => Some(kind),
            Self::Notes => None,
        }
    }
}

/// What the manifest knows of a page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PageEntry {
    pub number: u32,
    pub rows: u32,
    pub hash: u64,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PageFault {
    /// Not there, cut short, of another table, or its hash is wrong.
    Damaged,
    /// Written by a newer version.
    TooNew,
}

/// The bytes of a page of rows, and their hash for the manifest.
pub fn of_rows(kind: Kind, page: &Page) -> (Vec<u8>, u64) {
    let mut bytes = begun(Table::Rows(kind), COLUMNS, page.len());
    page.write(&mut bytes);
    sealed(bytes)
}

/// The bytes of a page of notes, and their hash for the manifest.
pub fn of_notes(notes: &[StoredNote]) -> Result<(Vec<u8>, u64), Trouble> {
    let bytes = begun(Table::Notes, NOTES_FORMAT, notes.len() as u32);
    postcard::to_extend(notes, bytes).map(sealed).map_err(|_| not_encoded("page"))
}

fn begun(table: Table, format: u8, rows: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    bytes.extend(MAGIC);
    bytes.push(format);
    bytes.push(table.number() as u8);
    bytes.extend(rows.to_le_bytes());
    // The hash comes here, once the rows that it is of stand behind it.
    bytes.extend([0; size_of::<u64>()]);
    bytes
}

fn sealed(mut bytes: Vec<u8>) -> (Vec<u8>, u64) {
    let hash = xxh3_64(&bytes[HEADER..]);
    bytes[HASH_AT..HEADER].copy_from_slice(&hash.to_le_bytes());
    (bytes, hash)
}

/// A page of rows, and whether it is in the present format on disk.
pub struct Rows {
    pub page: Arc<Page>,
    pub is_current: bool,
}

/// The rows of a page of whatever format, if it is the one the manifest means and whole.
pub fn rows(kind: Kind, mut bytes: Vec<u8>, entry: &PageEntry) -> Result<Rows, PageFault> {
    let payload = payload(Table::Rows(kind), &bytes, entry)?;
    let is_current = bytes[FORMAT_AT] == COLUMNS;
    let page = if is_current {
        Page::open(bytes.split_off(HEADER)).map_err(|fault| match fault {
            columnar::Fault::Damaged => PageFault::Damaged,
            columnar::Fault::TooNew => PageFault::TooNew,
        })?
    } else {
        row_pages::read(kind, bytes[FORMAT_AT], payload).ok_or(PageFault::Damaged)?
    };
    let page = Arc::new(page);
    if page.len() == entry.rows { Ok(Rows { page, is_current }) } else { Err(PageFault::Damaged) }
}

/// The notes of a page, if it is the one the manifest means and whole.
pub fn notes(bytes: &[u8], entry: &PageEntry) -> Result<Vec<StoredNote>, PageFault> {
    let notes: Vec<StoredNote> =
        postcard::from_bytes(payload(Table::Notes, bytes, entry)?).map_err(|_| PageFault::Damaged)?;
    if notes.len() == entry.rows as usize { Ok(notes) } else { Err(PageFault::Damaged) }
}

/// Whether pages of a table may have this format; one in between is of no version, and one beyond of a newer one.
fn is_known(table: Table, format: u8) -> bool {
    match table.kind() {
        Some(kind) => format == COLUMNS || (1..=row_pages::formats(kind).len()).contains(&format.into()),
        None => format == NOTES_FORMAT,
    }
}

fn payload<'a>(table: Table, bytes: &'a [u8], entry: &PageEntry) -> Result<&'a [u8], PageFault> {
    let (header, payload) = bytes.split_at_checked(HEADER).ok_or(PageFault::Damaged)?;
    if header[..2] != MAGIC || usize::from(header[3]) != table.number() {
        return Err(PageFault::Damaged);
    }
    if !is_known(table, header[FORMAT_AT]) {
        return Err(if header[FORMAT_AT] == 0 { PageFault::Damaged } else { PageFault::TooNew });
    }
    let hash = u64::from_le_bytes(header[HASH_AT..].try_into().map_err(|_| PageFault::Damaged)?);
    if hash != entry.hash || xxh3_64(payload) != hash { Err(PageFault::Damaged) } else { Ok(payload) }
}

/// What a page says of itself, where no manifest tells: its table, and the entry a manifest would have.
pub fn described(number: u32, bytes: &[u8]) -> Option<(Table, PageEntry)> {
    let header = bytes.get(..HEADER)?;
    let table = *TABLES.get(usize::from(header[3]))?;
    let rows = u32::from_le_bytes(header[4..HASH_AT].try_into().ok()?);
    let hash = u64::from_le_bytes(header[HASH_AT..].try_into().ok()?);
    Some((table, PageEntry { number, rows, hash }))
}

/// What tells a page's place in its table: the first row's serial number, or of a note its place in the files. A page that is written anew keeps
/// its place.
pub fn place(bytes: &[u8]) -> Option<[u32; 3]> {
    if bytes.get(FORMAT_AT) == Some(&COLUMNS) {
        let page = Page::open(bytes.get(HEADER..)?.to_vec()).ok()?;
        let serial = serial_of(page.row(0)?);
        return Some([serial.device, serial.sequence, 0]);
    }
    let (_, rest) = postcard::take_from_bytes::<u32>(bytes.get(HEADER..)?).ok()?;
    let (first, _) = postcard::take_from_bytes::<[u32; 3]>(rest).ok()?;
    Some(first)
}

/// Whether the bytes are what the page's own hash says.
pub fn is_whole(bytes: &[u8], entry: &PageEntry) -> bool {
    bytes.get(HEADER..).is_some_and(|rows| xxh3_64(rows) == entry.hash)
        && bytes[..2] == MAGIC
        && TABLES.get(usize::from(bytes[3])).is_some_and(|table| is_known(*table, bytes[FORMAT_AT]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::columnar::{PageWriter, Tag};

    fn page() -> (Vec<u8>, PageEntry) {
        let mut page = PageWriter::new();
        for name in ["一", "二", "三"] {
            page.begin_row();
            page.text(Tag(20), name);
        }
        let page = Page::open(page.finish()).unwrap();
        let (bytes, hash) = of_rows(Kind::Leads, &page);
        (bytes, PageEntry { number: 0, rows: 3, hash })
    }

    fn read(kind: Kind, bytes: &[u8], entry: &PageEntry) -> Result<Vec<String>, PageFault> {
        let rows = rows(kind, bytes.to_vec(), entry)?;
        Ok(rows.page.rows().map(|row| row.text(Tag(20)).unwrap().to_owned()).collect())
    }

    /// Pages and manifests hold these numbers; none changes, and a new table has a new one.
    #[test]
    fn numbers_of_tables_are_frozen() {
        let numbers = TABLES.map(|table| format!("{} {table:?}", table.number())).join(", ");
        assert_eq!(
            numbers,
            "0 Rows(Leads), 1 Rows(Visits), 2 Rows(Sales), 3 Rows(Services), 4 Rows(Insurance), 5 Rows(Answers), 6 Rows(Cards), 7 Notes, 8 Rows(Drives), 9 Rows(FollowUps), 10 Rows(Notes), 11 Rows(Marks)"
        );
    }

    #[test]
    fn a_page_comes_back() {
        let (bytes, entry) = page();
        assert_eq!(read(Kind::Leads, &bytes, &entry), Ok(vec!["一".into(), "二".into(), "三".into()]));
    }

    #[test]
    fn any_changed_byte_is_noticed() {
        let (bytes, entry) = page();
        for place in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[place] ^= 1;
            // The format is checked below; the count in the header is a convenience, and the manifest's binds.
            if place == FORMAT_AT || (4..8).contains(&place) {
                continue;
            }
            assert_eq!(read(Kind::Leads, &changed, &entry), Err(PageFault::Damaged), "byte {place}");
        }
    }

    #[test]
    fn newer_cut_or_foreign_pages_are_refused() {
        let (mut bytes, entry) = page();
        assert_eq!(read(Kind::Leads, &bytes[..9], &entry), Err(PageFault::Damaged));
        assert_eq!(read(Kind::Cards, &bytes, &entry), Err(PageFault::Damaged));
        bytes[FORMAT_AT] = COLUMNS + 1;
        assert_eq!(read(Kind::Leads, &bytes, &entry), Err(PageFault::TooNew));
    }
}
