//! The OLE container (MS-CFB): its streams by name. Every chain is walked with a bound, so that a cycle ends.

/// A container whose directory has been read.
pub(super) struct Ole<'a> {
    bytes: &'a [u8],
    sector_shift: u32,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    mini_stream: Vec<u8>,
    entries: Vec<Entry>,
}

/// What is wrong with a container, for the log.
pub(super) type Damage = &'static str;

struct Entry {
    name: String,
    kind: u8,
    /// Its siblings in the storage, and its first child.
    beside: [u32; 2],
    child: u32,
    start: u32,
    length: u64,
    place: Place,
}

/// Where an entry lies. Entries that nothing refers to count as the document's: some writers link none.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Root,
    Unlinked,
    /// Inside a storage: it belongs to an object embedded in the document.
    Inner,
}

const STORAGE: u8 = 1;
const STREAM: u8 = 2;

const HEADER_BYTES: usize = 512;
const LAST_SECTOR: u32 = 0xFFFF_FFF9;
const MINI_SHIFT: u32 = 6;
const MINI_CUTOFF: u64 = 4_096;
const ENTRY_BYTES: usize = 128;

impl<'a> Ole<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Self, Damage> {
        let header = bytes.get(..HEADER_BYTES).ok_or("header is cut off")?;
        let sector_shift = u32::from(u16_at(header, 30).unwrap_or(0));
        if !matches!(sector_shift, 9 | 12) {
            return Err("sector size is neither 512 nor 4096");
        }
        let (fat, mini_fat, mini_stream, entries) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut ole = Self { bytes, sector_shift, fat, mini_fat, mini_stream, entries };
        ole.read_fat(header)?;
        let directory = ole.chain(u32_at(header, 48).unwrap_or(u32::MAX), u64::MAX)?;
        ole.entries = directory.chunks_exact(ENTRY_BYTES).filter_map(|raw| entry(raw, sector_shift)).collect();
        place(&mut ole.entries);
        ole.read_mini(header)?;
        Ok(ole)
    }

    /// Whether there is a stream or storage of this name, in any case and at any depth.
    pub fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// Whether the document itself has a stream of this name.
    pub fn has_own(&self, name: &str) -> bool {
        self.own(name).is_some()
    }

    /// A stream of the document itself, never of an object inside it.
    pub fn stream(&self, name: &str) -> Result<Vec<u8>, Damage> {
        let entry = self.own(name).ok_or("no such stream")?;
        let stream = if entry.length < MINI_CUTOFF {
            self.mini_chain(entry.start, entry.length)?
        } else {
            self.chain(entry.start, entry.length)?
        };
        if (stream.len() as u64) < entry.length { Err("stream is cut off") } else { Ok(stream) }
    }

    fn own(&self, name: &str) -> Option<&Entry> {
        let named = |entry: &&Entry| entry.kind == STREAM && entry.name.eq_ignore_ascii_case(name);
        let at = |place| self.entries.iter().filter(move |entry| entry.place == place).find(named);
        at(Place::Root).or_else(|| at(Place::Unlinked))
    }

    /// Reads the sector table: the header names its first 109 sectors, a chain names the others.
    fn read_fat(&mut self, header: &[u8]) -> Result<(), Damage> {
        let mut places: Vec<u32> = header.get(76..).map(words).unwrap_or_default();
        let mut next = u32_at(header, 68).unwrap_or(u32::MAX);
        let mut left = self.sectors_in_file();
        while next <= LAST_SECTOR {
            left = left.checked_sub(1).ok_or("sector table loops")?;
            let mut more = words(self.sector(next).ok_or("sector table is cut off")?);
            next = more.pop().unwrap_or(u32::MAX);
            places.extend(more);
        }
        for place in places.into_iter().filter(|place| *place <= LAST_SECTOR).take(self.sectors_in_file()) {
            self.fat.extend(words(self.sector(place).ok_or("sector table is cut off")?));
        }
        Ok(())
    }

    /// Short streams are kept in sectors of 64 bytes inside one long stream, the root entry's.
    fn read_mini(&mut self, header: &[u8]) -> Result<(), Damage> {
        let root = self.entries.first().ok_or("directory is empty")?;
        let (start, length) = (root.start, root.length);
        if u32_at(header, 64).unwrap_or(0) > 0 {
            self.mini_stream = self.chain(start, length)?;
            self.mini_fat = words(&self.chain(u32_at(header, 60).unwrap_or(u32::MAX), u64::MAX)?);
        }
        Ok(())
    }

    fn chain(&self, start: u32, length: u64) -> Result<Vec<u8>, Damage> {
        let most = self.sectors_in_file();
        gather(start, length, most, &self.fat, |sector| self.sector(sector))
    }

    fn mini_chain(&self, start: u32, length: u64) -> Result<Vec<u8>, Damage> {
        let most = (self.mini_stream.len() >> MINI_SHIFT) + 1;
        gather(start, length, most, &self.mini_fat, |sector| piece(&self.mini_stream, u64::from(sector), MINI_SHIFT))
    }

    /// A sector by number; the header comes before sector 0. The last sector may be short.
    fn sector(&self, number: u32) -> Option<&[u8]> {
        piece(self.bytes, u64::from(number) + 1, self.sector_shift)
    }

    fn sectors_in_file(&self) -> usize {
        (self.bytes.len() >> self.sector_shift) + 1
    }
}

/// Sets where each entry lies, by the links from the root and from the storages.
fn place(entries: &mut [Entry]) {
    let root = entries.first().map_or(u32::MAX, |root| root.child);
    reach(entries, root, Place::Root);
    for storage in 1..entries.len() {
        if entries[storage].kind == STORAGE {
            reach(entries, entries[storage].child, Place::Inner);
        }
    }
}

/// Places an entry and its siblings. An entry that already has a place ends the walk, so a cycle ends too.
fn reach(entries: &mut [Entry], first: u32, place: Place) {
    let mut open = vec![first];
    while let Some(next) = open.pop() {
        let Some(entry) = entries.get_mut(next as usize).filter(|entry| entry.place == Place::Unlinked) else {
            continue;
        };
        entry.place = place;
        open.extend(entry.beside);
    }
}

/// Follows a chain of at most `most` sectors to its end or until `length` bytes are there.
fn gather<'b>(
    start: u32,
    length: u64,
    most: usize,
    table: &[u32],
    sector: impl Fn(u32) -> Option<&'b [u8]>,
) -> Result<Vec<u8>, Damage> {
    let mut stream = Vec::new();
    let (mut next, mut left) = (start, most);
    while next <= LAST_SECTOR && (stream.len() as u64) < length {
        left = left.checked_sub(1).ok_or("sector chain loops")?;
        stream.extend_from_slice(sector(next).ok_or("sector lies beyond the end of the file")?);
        next = *table.get(next as usize).ok_or("sector is not in the table")?;
    }
    stream.truncate(usize::try_from(length).unwrap_or(usize::MAX));
    Ok(stream)
}

fn piece(bytes: &[u8], number: u64, shift: u32) -> Option<&[u8]> {
    let start = usize::try_from(number << shift).ok()?;
    let end = start.saturating_add(1 << shift).min(bytes.len());
    bytes.get(start..end).filter(|piece| !piece.is_empty())
}

fn entry(raw: &[u8], sector_shift: u32) -> Option<Entry> {
    let name_bytes = usize::from(u16_at(raw, 64)?).saturating_sub(2).min(64);
    let units: Vec<u16> =
        raw.get(..name_bytes)?.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    let name = String::from_utf16_lossy(&units);
    let long = if sector_shift == 9 { 0 } else { u64::from(u32_at(raw, 124)?) << 32 };
    let length = u64::from(u32_at(raw, 120)?) | long;
    let (beside, child) = ([u32_at(raw, 68)?, u32_at(raw, 72)?], u32_at(raw, 76)?);
    Some(Entry { name, kind: *raw.get(66)?, beside, child, start: u32_at(raw, 116)?, length, place: Place::Unlinked })
}

fn words(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]])).collect()
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}
