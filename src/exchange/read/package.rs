//! The zip around a workbook: what is in it, that it is not a bomb, and the merged regions, in one pass.
//! Not the cells: those are in `xlsx`.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read, Seek, SeekFrom};

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;
use zip::result::ZipError;

use super::error::{Measure, OtherForm, ReadError, Seems};
use super::intake::Merge;
use super::limits::{Limits, Progress};

/// What the pass over a workbook's archive found.
pub(super) struct Package {
    /// Merged regions by the name of their sheet.
    pub merges: BTreeMap<String, Vec<Merge>>,
}

impl Package {
    /// Unpacks every entry into a counter and refuses what is too large, damaged, or no .xlsx.
    pub fn inspect(bytes: &[u8], limits: &Limits, progress: &Progress) -> Result<Self, ReadError> {
        check_entry_count(bytes, limits)?;
        let source = Tracked::new(bytes, progress);
        let mut archive = ZipArchive::new(source).map_err(|error| damaged(progress, None, &error))?;
        Limits::hold(Measure::ZipEntries, archive.len() as u64, limits.zip_entries)?;
        let names: Vec<String> = archive.file_names().map(|name| name.map(normal).unwrap_or_default()).collect();
        check_form(&names)?;
        let mut survey = Survey::new(bytes.len() as u64, limits, progress);
        for (index, name) in names.iter().enumerate() {
            survey.entry(&mut archive, index, name)?;
        }
        survey.merges_by_sheet().map(|merges| Self { merges })
    }
}

/// A reader that tells how far it is, so that a reading inside a library can be stopped.
pub(super) struct Tracked<'a> {
    cursor: Cursor<&'a [u8]>,
    progress: &'a Progress<'a>,
}

impl<'a> Tracked<'a> {
    pub fn new(bytes: &'a [u8], progress: &'a Progress<'a>) -> Self {
        Self { cursor: Cursor::new(bytes), progress }
    }
}

impl Read for Tracked<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.cursor.read(buffer)?;
        self.progress.advance(read as u64).map_err(|_| io::Error::other("cancelled"))?;
        Ok(read)
    }
}

impl Seek for Tracked<'_> {
    fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        self.cursor.seek(position)
    }
}

/// The directory is held in memory, so its length is asked of its end record before it is read.
fn check_entry_count(bytes: &[u8], limits: &Limits) -> Result<(), ReadError> {
    const LONGEST_TAIL: usize = 22 + 65_535;
    let tail = bytes.get(bytes.len().saturating_sub(LONGEST_TAIL)..).unwrap_or_default();
    let counts = tail.windows(12).filter(|window| window.starts_with(b"PK\x05\x06"));
    let most = counts.map(|window| u64::from(u16::from_le_bytes([window[10], window[11]]))).max();
    Limits::hold(Measure::ZipEntries, most.unwrap_or(0), limits.zip_entries)
}

fn check_form(names: &[String]) -> Result<(), ReadError> {
    let has = |end: &str| names.iter().any(|name| name.ends_with(end));
    if has("workbook.xml") {
        return Ok(());
    }
    let other = |form| Err(ReadError::SaveAsXlsx { form });
    let foreign = |seems| Err(ReadError::NotASpreadsheet { seems });
    match () {
        () if has("workbook.bin") => other(OtherForm::Xlsb),
        () if has("word/document.xml") => foreign(Seems::Word),
        () if has("ppt/presentation.xml") => foreign(Seems::PowerPoint),
        () if has("content.xml") => other(OtherForm::Ods),
        () if has(".iwa") => other(OtherForm::Numbers),
        () if names.iter().any(|name| name == "encryptedpackage") => Err(ReadError::PasswordProtected),
        () => foreign(Seems::Zip),
    }
}

/// What has been counted, and the small parts that are kept.
struct Survey<'a> {
    limits: &'a Limits,
    progress: &'a Progress<'a>,
    file_bytes: u64,
    inflated: u64,
    /// The workbook and its relations, by their normal names.
    parts: BTreeMap<String, Vec<u8>>,
    /// Merged regions by the entry of their sheet.
    merges: BTreeMap<String, Vec<Merge>>,
}

/// What is done with the bytes of an entry besides counting them.
enum Use {
    Count,
    /// Held in memory by us or by calamine.
    Keep,
    Strings(Matches),
    /// Kept from the end of the cells on: merged regions stand there.
    Sheet {
        tail: Vec<u8>,
        cells_end: Matches,
    },
}

impl<'a> Survey<'a> {
    fn new(file_bytes: u64, limits: &'a Limits, progress: &'a Progress<'a>) -> Self {
        Self { limits, progress, file_bytes, inflated: 0, parts: BTreeMap::new(), merges: BTreeMap::new() }
    }

    fn entry(&mut self, archive: &mut ZipArchive<Tracked>, index: usize, name: &str) -> Result<(), ReadError> {
        let mut entry = archive.by_index(index).map_err(|error| damaged(self.progress, Some(name), &error))?;
        let packed = entry.compressed_size().clamp(1, self.file_bytes.max(1));
        let mut purpose = purpose(name);
        let mut kept = Vec::new();
        let mut buffer = vec![0; 64 << 10];
        let mut inflated = 0;
        loop {
            let read = match entry.read(&mut buffer) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) => return Err(damaged(self.progress, Some(name), &error.into())),
            };
            inflated += read as u64;
            self.inflated += read as u64;
            self.check_sizes(inflated, packed)?;
            self.use_bytes(&mut purpose, &mut kept, buffer.get(..read).unwrap_or_default(), inflated)?;
        }
        match purpose {
            Use::Keep => drop(self.parts.insert(name.to_owned(), kept)),
            Use::Sheet { tail, .. } => drop(self.merges.insert(name.to_owned(), merges(&tail))),
            Use::Count | Use::Strings(_) => (),
        }
        Ok(())
    }

    fn check_sizes(&self, inflated: u64, packed: u64) -> Result<(), ReadError> {
        let limits = self.limits;
        Limits::hold(Measure::EntryBytes, inflated, limits.entry_bytes)?;
        Limits::hold(Measure::InflatedBytes, self.inflated, limits.inflated_bytes)?;
        if inflated > limits.ratio_from_bytes {
            Limits::hold(Measure::InflationRatio, inflated / packed, limits.inflation_ratio)?;
        }
        if self.inflated > limits.ratio_from_bytes {
            // Entries may share their packed bytes.
            let ratio = self.inflated / self.file_bytes.max(1);
            Limits::hold(Measure::InflationRatio, ratio, limits.inflation_ratio)?;
        }
        Ok(())
    }

    fn use_bytes(&self, to: &mut Use, kept: &mut Vec<u8>, bytes: &[u8], inflated: u64) -> Result<(), ReadError> {
        let limits = self.limits;
        match to {
            Use::Count => Ok(()),
            Use::Keep => {
                kept.extend_from_slice(bytes);
                Limits::hold(Measure::EntryBytes, inflated, limits.part_bytes)
            }
            Use::Strings(ends) => {
                if kept.len() < 4_096 {
                    kept.extend(bytes.iter().take(4_096 - kept.len()));
                    let declared = declared_strings(kept);
                    Limits::hold(Measure::SharedStrings, declared, limits.shared_strings)?;
                }
                ends.see(bytes);
                Limits::hold(Measure::SharedStrings, ends.count, limits.shared_strings)
            }
            Use::Sheet { tail, cells_end } => {
                let after = if cells_end.count > 0 { Some(0) } else { cells_end.see(bytes) };
                tail.extend_from_slice(after.and_then(|after| bytes.get(after..)).unwrap_or_default());
                Limits::hold(Measure::EntryBytes, tail.len() as u64, limits.part_bytes)
            }
        }
    }

    /// Finds the entry of each sheet through the workbook and its relations.
    fn merges_by_sheet(mut self) -> Result<BTreeMap<String, Vec<Merge>>, ReadError> {
        let workbook = self.parts.iter().find(|(name, _)| name.ends_with("workbook.xml"));
        let Some((path, workbook)) = workbook else { return Ok(BTreeMap::new()) };
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
        let relations = self.parts.get(normal(format!("{folder}/_rels/{file}.rels")).as_str());
        let targets: BTreeMap<String, String> =
            elements(relations.map_or(&[], Vec::as_slice), "Relationship", ["Id", "Target"])
                .map(|[id, target]| (id, absolute(folder, &target)))
                .collect();
        let sheets: Vec<[String; 2]> = elements(workbook, "sheet", ["name", "id"]).collect();
        let mut merges = BTreeMap::new();
        for [name, id] in sheets {
            if let Some(found) = targets.get(&id).and_then(|path| self.merges.remove(path)) {
                merges.entry(name).or_insert(found);
            }
        }
        Ok(merges)
    }
}

fn purpose(name: &str) -> Use {
    if name.ends_with("sharedstrings.xml") {
        Use::Strings(Matches::new(b"si>", b"si/>"))
    } else if name.contains("worksheets/") && name.ends_with(".xml") {
        Use::Sheet { tail: Vec::new(), cells_end: Matches::new(b"/sheetData>", b":sheetData>") }
    } else if name.ends_with(".rels") || name.ends_with("workbook.xml") || name.ends_with("styles.xml") {
        Use::Keep
    } else {
        Use::Count
    }
}

/// Counts two patterns in bytes that come in pieces.
struct Matches {
    patterns: [&'static [u8]; 2],
    seam: Vec<u8>,
    count: u64,
}

impl Matches {
    fn new(one: &'static [u8], other: &'static [u8]) -> Self {
        Self { patterns: [one, other], seam: Vec::new(), count: 0 }
    }

    /// Counts on; says where in `bytes` the first match of them ended.
    fn see(&mut self, bytes: &[u8]) -> Option<usize> {
        let longest = self.patterns.iter().map(|pattern| pattern.len()).max().unwrap_or(1);
        let carried = self.seam.len();
        self.seam.extend(bytes.iter().take(longest - 1));
        // In the seam only what begins in the earlier piece: the rest is found below.
        let seam = ends(&self.seam, self.patterns).find(|end| *end > carried && end - carried < longest);
        let seam = seam.filter(|end| self.begins_before(*end, carried)).map(|end| end - carried);
        let mut first = seam;
        self.count += u64::from(seam.is_some());
        for end in ends(bytes, self.patterns) {
            self.count += 1;
            first = first.or(Some(end));
        }
        self.seam.clear();
        self.seam.extend_from_slice(bytes.get(bytes.len().saturating_sub(longest - 1)..).unwrap_or(bytes));
        first
    }

    fn begins_before(&self, end: usize, carried: usize) -> bool {
        let text = self.seam.get(..end).unwrap_or_default();
        self.patterns.iter().any(|pattern| text.ends_with(pattern) && end - pattern.len() < carried)
    }
}

/// Where the patterns end in the bytes; both end in `>`.
fn ends<'b>(bytes: &'b [u8], patterns: [&'static [u8]; 2]) -> impl Iterator<Item = usize> + 'b {
    let closing = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'>').map(|(at, _)| at + 1);
    closing.filter(move |end| {
        let text = bytes.get(..*end).unwrap_or_default();
        patterns.iter().any(|pattern| text.ends_with(pattern))
    })
}

/// `uniqueCount`, for which calamine makes room before it has seen a string.
fn declared_strings(head: &[u8]) -> u64 {
    let head = String::from_utf8_lossy(head);
    let value = head.split_once("uniqueCount").and_then(|(_, rest)| rest.split(['"', '\'']).nth(1));
    value.and_then(|digits| digits.trim_start_matches('+').parse().ok()).unwrap_or(0)
}

fn merges(tail: &[u8]) -> Vec<Merge> {
    elements(tail, "mergeCell", ["ref"]).filter_map(|[region]| merge(&region)).collect()
}

/// `B2:B5`; a region within one row is none of ours.
fn merge(region: &str) -> Option<Merge> {
    let (first, last) = region.split_once(':')?;
    let ((first_row, column), (last_row, _)) = (place(first)?, place(last)?);
    (last_row > first_row).then_some(Merge { first_row, last_row, column })
}

/// A1-style place: 1-based row, 0-based column.
fn place(reference: &str) -> Option<(u32, u32)> {
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (column, row) = reference.split_at_checked(letters).filter(|_| (1..=3).contains(&letters))?;
    let digit = |letter: u8| u32::from(letter.to_ascii_uppercase() - b'A') + 1;
    let column = column.bytes().fold(0, |column, letter| column * 26 + digit(letter));
    Some((row.parse().ok()?, column - 1))
}

/// The wanted attributes of every element of a name, by local names; what comes after damage is left to calamine to report.
fn elements<'b, const N: usize>(
    xml: &'b [u8],
    name: &'static str,
    wanted: [&'static str; N],
) -> impl Iterator<Item = [String; N]> + 'b {
    let mut reader = Reader::from_reader(xml);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut buffer = Vec::new();
    std::iter::from_fn(move || {
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer).ok()? {
                Event::Start(element) | Event::Empty(element) if element.local_name().as_ref() == name => {
                    return Some(wanted.map(|attribute| attribute_of(&element, attribute)));
                }
                Event::Eof => return None,
                _ => (),
            }
        }
    })
}

fn attribute_of(element: &BytesStart, name: &str) -> String {
    let mut attributes = element.attributes();
    let found = attributes.with_checks(false).flatten().find(|found| found.key.local_name().as_ref() == name);
    found.map(|found| unescape(&found.value).unwrap_or(found.value.clone()).into_owned()).unwrap_or_default()
}

fn absolute(folder: &str, target: &str) -> String {
    if target.starts_with('/') { normal(target) } else { normal(format!("{folder}/{target}")) }
}

/// Entry names as calamine compares them: lower case, forward slashes, no leading one.
fn normal(name: impl AsRef<str>) -> String {
    name.as_ref().replace('\\', "/").trim_start_matches('/').to_lowercase()
}

fn damaged(progress: &Progress, entry: Option<&str>, error: &ZipError) -> ReadError {
    let encrypted = matches!(error, ZipError::UnsupportedArchive(text) if text.contains("assword"));
    match () {
        () if progress.is_cancelled() => ReadError::Cancelled,
        () if encrypted => ReadError::PasswordProtected,
        () => ReadError::DamagedZip { entry: entry.map(str::to_owned), detail: error.to_string() },
    }
}
