//! Text with separators → one sheet of text cells. Not the meaning of the text: numbers and dates stay as written.

use csv::{ByteRecord, ReaderBuilder};

use super::error::ReadError;
use super::intake::Intake;
use super::limits::{Limits, Progress};
use crate::exchange::cell::{Cell, Separator};

/// Reads the text into the intake and says what separates its columns.
pub(super) fn read(
    text: &str,
    limits: &Limits,
    progress: &Progress,
    intake: &mut Intake,
) -> Result<Separator, ReadError> {
    let (declared, start) = declared_separator(text);
    let separator = declared.unwrap_or_else(|| separator(text));
    intake.begin("");
    Table { text, limits, progress, lines: Lines::new(text) }.read(separator, start, intake)?;
    intake.finish(&[])?;
    Ok(separator)
}

/// The separator whose column count agrees best from row to row; a comma where there is but one column.
pub(super) fn separator(text: &str) -> Separator {
    let agreement = |separator| (agreement(text, separator), separator);
    let all = [Separator::Tab, Separator::Semicolon, Separator::Comma].map(agreement);
    all.into_iter().max_by(|a, b| a.0.total_cmp(&b.0)).map_or(Separator::Comma, |(_, separator)| separator)
}

/// Excel's first line `sep=;`, and where the table begins after it.
fn declared_separator(text: &str) -> (Option<Separator>, usize) {
    let line = text.split(['\r', '\n']).next().unwrap_or_default();
    let separator = match line.trim().strip_prefix("sep=") {
        Some(",") => Separator::Comma,
        Some(";") => Separator::Semicolon,
        Some("\t") | Some("") => Separator::Tab,
        _ => return (None, 0),
    };
    (Some(separator), line.len())
}

struct Table<'a> {
    text: &'a str,
    limits: &'a Limits,
    progress: &'a Progress<'a>,
    lines: Lines<'a>,
}

impl Table<'_> {
    fn read(&mut self, separator: Separator, start: usize, intake: &mut Intake) -> Result<(), ReadError> {
        let mut reader = records(&self.text.as_bytes()[start..], separator);
        let mut record = ByteRecord::new();
        let mut at = start;
        while reader.read_byte_record(&mut record).map_err(damaged)? {
            let line = self.lines.line_of_record(at);
            self.put(&record, line, intake)?;
            let end = start + reader.position().byte() as usize;
            if end >= self.text.len() {
                self.check_last_quote(at, line, &record)?;
            }
            at = end;
            if line.is_multiple_of(1_024) {
                self.progress.reach(at as u64)?;
            }
        }
        Ok(())
    }

    fn put(&self, record: &ByteRecord, line: u64, intake: &mut Intake) -> Result<(), ReadError> {
        for (column, field) in record.iter().enumerate() {
            if field.is_empty() {
                continue;
            }
            if field.len() as u64 > self.limits.cell_chars && field.contains(&b'\n') && too_long(field, self.limits) {
                return Err(ReadError::UnclosedQuote { line });
            }
            let text = std::str::from_utf8(field).map_err(damaged)?;
            intake.put(line, column as u64, Cell::Text(text.to_owned()))?;
        }
        Ok(())
    }

    /// The last record holds an odd number of quotes and several lines: its quote was never closed.
    fn check_last_quote(&self, at: usize, line: u64, record: &ByteRecord) -> Result<(), ReadError> {
        let swallows = record.iter().next_back().is_some_and(|field| field.contains(&b'\n'));
        let quotes = || self.text.as_bytes().iter().skip(at).filter(|byte| **byte == b'"').count();
        if swallows && !quotes().is_multiple_of(2) { Err(ReadError::UnclosedQuote { line }) } else { Ok(()) }
    }
}

/// Counts lines along the text; offsets are asked in rising order.
struct Lines<'a> {
    bytes: &'a [u8],
    feed: u8,
    at: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        let feed = if text.contains('\n') { b'\n' } else { b'\r' };
        Self { bytes: text.as_bytes(), feed, at: 0, line: 1 }
    }

    /// The line on which the record found at `offset` starts, past the line ends and blank lines before it.
    fn line_of_record(&mut self, offset: usize) -> u64 {
        let rest = self.bytes.get(offset..).unwrap_or_default();
        let start = offset + rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let passed = self.bytes.get(self.at..start).unwrap_or_default();
        self.line += passed.iter().filter(|byte| **byte == self.feed).count() as u64;
        self.at = start;
        self.line
    }
}

/// How many records of the head are looked at.
const SAMPLE_RECORDS: usize = 200;
const SAMPLE_BYTES: usize = 256 << 10;

/// Records with the commonest column count, as a share squared, times the columns gained.
fn agreement(text: &str, separator: Separator) -> f64 {
    let bytes = text.as_bytes();
    let mut reader = records(bytes.get(..SAMPLE_BYTES).unwrap_or(bytes), separator);
    let mut record = ByteRecord::new();
    let mut counts = Vec::with_capacity(SAMPLE_RECORDS);
    while counts.len() < SAMPLE_RECORDS && reader.read_byte_record(&mut record).unwrap_or(false) {
        counts.push(record.len());
    }
    counts.sort_unstable();
    let commonest = counts.chunk_by(|a, b| a == b).max_by_key(|run| (run.len(), run.first().copied()));
    let Some(commonest) = commonest else { return 0.0 };
    let share = commonest.len() as f64 / counts.len() as f64;
    let columns = commonest.first().copied().unwrap_or(1) as f64;
    share * share * (columns - 1.0)
}

fn records(bytes: &[u8], separator: Separator) -> csv::Reader<&[u8]> {
    let delimiter = match separator {
        Separator::Comma => b',',
        Separator::Semicolon => b';',
        Separator::Tab => b'\t',
    };
    ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(bytes)
}

fn too_long(field: &[u8], limits: &Limits) -> bool {
    std::str::from_utf8(field).is_ok_and(|text| text.chars().count() as u64 > limits.cell_chars)
}

fn damaged(error: impl ToString) -> ReadError {
    ReadError::DamagedWorkbook { sheet: None, detail: error.to_string() }
}
