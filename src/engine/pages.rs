//! Packed pages: up to 1024 rows of one table, with a format version and a hash. A page is written once.
//! Why packed: storing and reading rows one by one is about a hundred times slower in IndexedDB.

use super::manifest::not_encoded;
use crate::{
    model::{
        ids::{Origin, RowId},
        rows::{KINDS, Kind, Record},
    },
    protocol::command::Trouble,
    schema::{
        import::Import,
        row::{Columns, Stored},
    },
};
use serde::{
    Deserialize, Serialize,
    de::{DeserializeOwned, DeserializeSeed},
};
use xxhash_rust::xxh3::xxh3_64;

pub const ROWS_PER_PAGE: usize = 1024;

/// Version of what the rows of a table's pages look like. An older one had fewer values a row, a newer one is refused.
fn format(table: Table) -> u8 {
    formats(table).map_or(1, |formats| formats.len() as u8)
}

/// How many values a row has in each format.
fn formats(table: Table) -> Option<&'static [usize]> {
    Some(of_kind!(table.kind()?, Row => Row::FORMATS))
}

const MAGIC: [u8; 2] = *b"BY";
const FORMAT_AT: usize = 2;
const HASH_AT: usize = 8;
const HEADER: usize = 16;
/// Bytes, as a first guess of a page's size.
const USUAL_ROW: usize = 160;

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

/// The bytes of a page, and its hash for the manifest.
pub fn encode<T: Serialize>(table: Table, rows: &[T]) -> Result<(Vec<u8>, u64), Trouble> {
    let mut bytes = Vec::with_capacity(HEADER + rows.len() * USUAL_ROW);
    bytes.extend(MAGIC);
    bytes.push(format(table));
    bytes.push(table.number() as u8);
    bytes.extend((rows.len() as u32).to_le_bytes());
    // The hash comes here, once the rows that it is of stand behind it.
    bytes.extend([0; size_of::<u64>()]);
    let mut bytes = postcard::to_extend(rows, bytes).map_err(|_| not_encoded("page"))?;
    let hash = xxh3_64(&bytes[HEADER..]);
    bytes[HASH_AT..HEADER].copy_from_slice(&hash.to_le_bytes());
    Ok((bytes, hash))
}

/// The rows of a page, if it is the one the manifest means and whole.
pub fn decode<T: DeserializeOwned>(table: Table, bytes: &[u8], entry: &PageEntry) -> Result<Vec<T>, PageFault> {
    let rows: Vec<T> = postcard::from_bytes(payload(table, bytes, entry)?).map_err(|_| PageFault::Damaged)?;
    if rows.len() == entry.rows as usize { Ok(rows) } else { Err(PageFault::Damaged) }
}

/// The records of a page, of whatever format.
pub fn records<T: Columns>(table: Table, bytes: &[u8], entry: &PageEntry) -> Result<Vec<Record<T>>, PageFault> {
    let mut reader = postcard::Deserializer::from_bytes(payload(table, bytes, entry)?);
    let format = usize::from(bytes[FORMAT_AT]).checked_sub(1);
    let values = formats(table).and_then(|formats| formats.get(format?)).ok_or(PageFault::Damaged)?;
    let mut read = || -> postcard::Result<Vec<Record<T>>> {
        let count = usize::deserialize(&mut reader)?;
        let mut rows = Vec::with_capacity(count.min(entry.rows as usize));
        for _ in 0..count {
            let (id, origin) = <(RowId, Origin)>::deserialize(&mut reader)?;
            rows.push(Record { id, origin, data: Stored::of(*values).deserialize(&mut reader)? });
        }
        Ok(rows)
    };
    let rows = read().map_err(|_| PageFault::Damaged)?;
    if rows.len() == entry.rows as usize { Ok(rows) } else { Err(PageFault::Damaged) }
}

fn payload<'a>(table: Table, bytes: &'a [u8], entry: &PageEntry) -> Result<&'a [u8], PageFault> {
    let (header, payload) = bytes.split_at_checked(HEADER).ok_or(PageFault::Damaged)?;
    if header[..2] != MAGIC || usize::from(header[3]) != table.number() {
        return Err(PageFault::Damaged);
    }
    if header[FORMAT_AT] > format(table) {
        return Err(PageFault::TooNew);
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

/// What tells a page's place in its table: the first numbers of its first row, which are the row's id, or of a note its place
/// in the files. A page that is written anew keeps its place.
pub fn place(bytes: &[u8]) -> Option<[u32; 3]> {
    let (_, rest) = postcard::take_from_bytes::<u32>(bytes.get(HEADER..)?).ok()?;
    let (first, _) = postcard::take_from_bytes::<[u32; 3]>(rest).ok()?;
    Some(first)
}

/// Whether the bytes are what the page's own hash says.
pub fn is_whole(bytes: &[u8], entry: &PageEntry) -> bool {
    let is_known = |table: &Table| (1..=format(*table)).contains(&bytes[2]);
    bytes.get(HEADER..).is_some_and(|rows| xxh3_64(rows) == entry.hash)
        && bytes[..2] == MAGIC
        && TABLES.get(usize::from(bytes[3])).is_some_and(is_known)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> (Vec<u8>, PageEntry) {
        let rows: Vec<String> = ["一", "二", "三"].map(str::to_owned).to_vec();
        let (bytes, hash) = encode(Table::Rows(Kind::Leads), &rows).unwrap();
        (bytes, PageEntry { number: 0, rows: 3, hash })
    }

    /// Pages and manifests hold these numbers; none changes, and a new table has a new one.
    #[test]
    fn numbers_of_tables_are_frozen() {
        let numbers = TABLES.map(|table| format!("{} {table:?}", table.number())).join(", ");
        assert_eq!(
            numbers,
            "0 Rows(Leads), 1 Rows(Visits), 2 Rows(Sales), 3 Rows(Services), 4 Rows(Insurance), 5 Rows(Answers), 6 Rows(Cards), 7 Notes, 8 Rows(Drives)"
        );
    }

    #[test]
    fn a_page_comes_back() {
        let (bytes, entry) = page();
        assert_eq!(
            decode::<String>(Table::Rows(Kind::Leads), &bytes, &entry),
            Ok(vec!["一".into(), "二".into(), "三".into()])
        );
    }

    #[test]
    fn any_changed_byte_is_noticed() {
        let (bytes, entry) = page();
        for place in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[place] ^= 1;
            if place == 2 {
                continue; // The format: checked below.
            }
            // The count in the header is a convenience; the manifest's is the one that binds.
            if (4..8).contains(&place) {
                continue;
            }
            assert_eq!(
                decode::<String>(Table::Rows(Kind::Leads), &changed, &entry),
                Err(PageFault::Damaged),
                "byte {place}"
            );
        }
    }

    #[test]
    fn newer_cut_or_foreign_pages_are_refused() {
        let (mut bytes, entry) = page();
        assert_eq!(decode::<String>(Table::Rows(Kind::Leads), &bytes[..9], &entry), Err(PageFault::Damaged));
        assert_eq!(decode::<String>(Table::Rows(Kind::Cards), &bytes, &entry), Err(PageFault::Damaged));
        bytes[2] = format(Table::Rows(Kind::Leads)) + 1;
        assert_eq!(decode::<String>(Table::Rows(Kind::Leads), &bytes, &entry), Err(PageFault::TooNew));
    }
}
