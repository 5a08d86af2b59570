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
fn separator(text: &str) -> Separator {
    let records = sample(text);
    let agreement = |(index, separator)| (agreement(records.iter().map(|counts| counts[index])), separator);
    let all = [(0, Separator::Tab), (1, Separator::Semicolon), (2, Separator::Comma)].map(agreement);
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

/// How many tabs, semicolons and commas each of the first records holds outside quotes. Records without any of them
/// have no say: they are titles and blank lines.
fn sample(text: &str) -> Vec<[usize; 3]> {
    let mut records = Vec::new();
    let (mut counts, mut quoted, mut at_start) = ([0; 3], false, true);
    for byte in text.bytes().take(SAMPLE_BYTES) {
        match byte {
            // A doubled quote closes and opens again.
            b'"' if quoted || at_start => quoted = !quoted,
            _ if quoted => (),
            b'\n' | b'\r' if records.len() == SAMPLE_RECORDS => break,
            b'\n' | b'\r' => records.push(std::mem::take(&mut counts)),
            b'\t' => counts[0] += 1,
            b';' => counts[1] += 1,
            b',' => counts[2] += 1,
            _ => (),
        }
        at_start = quoted || matches!(byte, b'"' | b'\t' | b';' | b',' | b'\n' | b'\r');
    }
    if text.len() <= SAMPLE_BYTES {
        records.push(counts);
    }
    records.retain(|counts| *counts != [0; 3]);
    records
}

/// The records that share the commonest count above none, as a share squared, times that count.
fn agreement(counts: impl Iterator<Item = usize>) -> f64 {
    let mut counts: Vec<usize> = counts.collect();
    let total = counts.len() as f64;
    counts.retain(|count| *count > 0);
    counts.sort_unstable();
    let commonest = counts.chunk_by(|a, b| a == b).max_by_key(|run| (run.len(), run.first().copied()));
    let Some(commonest) = commonest else { return 0.0 };
    let share = commonest.len() as f64 / total;
    share * share * commonest.first().copied().unwrap_or(0) as f64
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
