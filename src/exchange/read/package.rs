//! The zip around a workbook: its contents, the check that it is not a bomb, and its parts by name. What a part says is
//! in `workbook` and `worksheet`.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read, Seek, SeekFrom};

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::error::{Measure, OtherForm, ReadError, Seems};
use super::limits::{Limits, Progress};

/// An archive that has been inspected, to be read part by part.
pub(super) struct Package<'a> {
    pub limits: &'a Limits,
    pub progress: &'a Progress<'a>,
    archive: ZipArchive<Tracked<'a>>,
    /// Entries by their normal names.
    entries: BTreeMap<String, usize>,
    /// The damage of each entry; a damaged picture does not matter.
    damage: BTreeMap<String, ReadError>,
}

impl<'a> Package<'a> {
    /// Unpacks every entry into a counter; refuses what is too large or not an .xlsx.
    pub fn inspect(bytes: &'a [u8], limits: &'a Limits, progress: &'a Progress<'a>) -> Result<Self, ReadError> {
        check_entry_count(bytes, limits)?;
        let source = Tracked::new(bytes, progress);
        let mut archive = ZipArchive::new(source).map_err(|error| damaged(progress, None, &error))?;
        Limits::hold(Measure::ZipEntries, archive.len() as u64, limits.zip_entries)?;
        let names: Vec<String> = archive.file_names().map(|name| name.map(normal).unwrap_or_default()).collect();
        check_form(&names)?;
        let mut survey = Survey { limits, file_bytes: bytes.len() as u64, inflated: 0 };
        let mut damage = BTreeMap::new();
        for (index, name) in names.iter().enumerate() {
            if let Err(error) = survey.entry(&mut archive, index)? {
                match damaged(progress, Some(name), &error) {
                    ReadError::Cancelled => return Err(ReadError::Cancelled),
                    error => drop(damage.insert(name.clone(), error)),
                }
            }
        }
        let entries = names.into_iter().enumerate().map(|(index, name)| (name, index)).collect();
        Ok(Self { limits, progress, archive, entries, damage })
    }

    pub fn has(&self, name: &str) -> bool {
        self.entries.contains_key(name)
    }

    /// The workbook part, by its usual name.
    pub fn workbook(&self) -> Option<String> {
        self.entries.keys().find(|name| name.ends_with("workbook.xml")).cloned()
    }

    /// Opens a part; `None` if no part has this name.
    pub fn entry(&mut self, name: &str) -> Result<Option<ZipFile<'_, Tracked<'a>>>, ReadError> {
        if let Some(damage) = self.damage.get(name) {
            return Err(damage.clone());
        }
        let Some(index) = self.entries.get(name) else { return Ok(None) };
        let progress = self.progress;
        self.archive.by_index(*index).map(Some).map_err(|error| damaged(progress, Some(name), &error))
    }

    /// A part that is small enough to be held in memory.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let (limit, progress) = (self.limits.part_bytes, self.progress);
        let Some(entry) = self.entry(name)? else { return Ok(None) };
        let mut bytes = Vec::new();
        let read = entry.take(limit + 1).read_to_end(&mut bytes);
        read.map_err(|error| damaged(progress, Some(name), &error.into()))?;
        Limits::hold(Measure::EntryBytes, bytes.len() as u64, limit)?;
        Ok(Some(bytes))
    }
}

/// A reader that reports its progress, so that a reading inside a library can be stopped.
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

/// The directory is held in memory, so its length is checked in its end record before it is read.
fn check_entry_count(bytes: &[u8], limits: &Limits) -> Result<(), ReadError> {
    const LONGEST_TAIL: usize = 22 + 65_535;
    let tail = bytes.get(bytes.len().saturating_sub(LONGEST_TAIL)..).unwrap_or_default();
    let counts = tail.windows(12).filter(|window| window.starts_with(b"PK\x05\x06"));
    let most = counts.map(|window| u64::from(u16::from_le_bytes([window[10], window[11]]))).max();
    Limits::hold(Measure::ZipEntries, most.unwrap_or(0), limits.zip_entries)
}

fn check_form(names: &[String]) -> Result<(), ReadError> {
    let has = |end: &str| names.iter().any(|name| name.ends_with(end));
    if has("workbook.xml") || names.iter().any(|name| name.starts_with("xl/workbook") && name.ends_with(".xml")) {
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

/// The counts of an archive so far.
struct Survey<'a> {
    limits: &'a Limits,
    file_bytes: u64,
    inflated: u64,
}

impl Survey<'_> {
    /// Unpacks an entry into the counter. Damage is returned apart from refusals: it matters only if the entry is
    /// needed.
    fn entry(&mut self, archive: &mut ZipArchive<Tracked>, index: usize) -> Result<Result<(), ZipError>, ReadError> {
        let mut entry = match archive.by_index(index) {
            Ok(entry) => entry,
            Err(error) => return Ok(Err(error)),
        };
        let packed = entry.compressed_size().clamp(1, self.file_bytes.max(1));
        let mut buffer = vec![0; 64 << 10];
        let mut inflated = 0;
        loop {
            let read = match entry.read(&mut buffer) {
                Ok(0) => return Ok(Ok(())),
                Ok(read) => read as u64,
                Err(error) => return Ok(Err(error.into())),
            };
            inflated += read;
            self.inflated += read;
            self.check_sizes(inflated, packed)?;
        }
    }

    fn check_sizes(&self, inflated: u64, packed: u64) -> Result<(), ReadError> {
        let limits = self.limits;
        Limits::hold(Measure::EntryBytes, inflated, limits.entry_bytes)?;
        Limits::hold(Measure::InflatedBytes, self.inflated, limits.inflated_bytes)?;
        if inflated > limits.ratio_from_bytes {
            Limits::hold(Measure::InflationRatio, inflated / packed, limits.inflation_ratio)?;
        }
        if self.inflated > limits.ratio_from_bytes {
            // Entries may share packed bytes.
            let ratio = self.inflated / self.file_bytes.max(1);
            Limits::hold(Measure::InflationRatio, ratio, limits.inflation_ratio)?;
        }
        Ok(())
    }
}

/// Entry names as they are compared: lower case, forward slashes, no leading one.
pub(super) fn normal(name: impl AsRef<str>) -> String {
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
