//! Text with separators → one sheet of text cells. Numbers and dates stay as written. Where a field ends is decided in
//! `records`.

use std::borrow::Cow;

use super::error::ReadError;
use super::intake::Intake;
use super::limits::{Limits, Progress};
use super::records::{Records, Unclosed};
use crate::exchange::cell::{Cell, Separator};

/// Reads the text into the intake; returns the separator of its columns.
pub(super) fn read(
    text: &str,
    limits: &Limits,
    progress: &Progress,
    intake: &mut Intake,
) -> Result<Separator, ReadError> {
    let (declared, start) = declared_separator(text);
    let sample = sample(text);
    let separator = declared.unwrap_or_else(|| separator(&sample));
    intake.begin("");
    Table { text, limits, progress, usual: usual_width(&sample, separator) }.read(separator, start, intake)?;
    intake.finish(&[])?;
    Ok(separator)
}

/// The separator whose column count agrees best from row to row; a comma if there is only one column.
fn separator(sample: &[[usize; 3]]) -> Separator {
    let agreement = |separator| (agreement(counts(sample, separator)), separator);
    let all = [Separator::Tab, Separator::Semicolon, Separator::Comma].map(agreement);
    all.into_iter().max_by(|a, b| a.0.total_cmp(&b.0)).map_or(Separator::Comma, |(_, separator)| separator)
}

/// How many fields most records have.
fn usual_width(sample: &[[usize; 3]], separator: Separator) -> usize {
    let mut counts: Vec<usize> = counts(sample, separator).collect();
    counts.sort_unstable();
    let commonest = counts.chunk_by(|a, b| a == b).max_by_key(|run| run.len());
    commonest.and_then(|run| run.first()).copied().unwrap_or_default() + 1
}

fn counts(sample: &[[usize; 3]], separator: Separator) -> impl Iterator<Item = usize> {
    sample.iter().map(move |counts| match separator {
        Separator::Tab => counts[0],
        Separator::Semicolon => counts[1],
        Separator::Comma => counts[2],
    })
}

/// Excel's first line `sep=;`, and where the table after it begins.
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
    usual: usize,
}

impl<'a> Table<'a> {
    fn read(&self, separator: Separator, start: usize, intake: &mut Intake) -> Result<(), ReadError> {
        let mut records = Records::new(self.text, start, byte(separator));
        let mut fields = Vec::new();
        while let Some(line) =
            records.next_into(&mut fields).map_err(|Unclosed { line }| ReadError::UnclosedQuote { line })?
        {
            self.put(&mut fields, line, intake)?;
            if line.is_multiple_of(1_024) {
                self.progress.reach(records.position() as u64)?;
            }
        }
        Ok(())
    }

    fn put(&self, fields: &mut Vec<Cow<'a, str>>, line: u64, intake: &mut Intake) -> Result<(), ReadError> {
        self.keep_width(fields);
        for (column, field) in fields.drain(..).enumerate() {
            if field.is_empty() {
                continue;
            }
            if field.len() as u64 > self.limits.cell_chars && field.contains('\n') && too_long(&field, self.limits) {
                return Err(ReadError::UnclosedQuote { line });
            }
            intake.put(line, column as u64, Cell::Text(&field))?;
        }
        Ok(())
    }

    /// Empty fields at a row's end are dropped. If a row has more fields than the others, a comma within a value may
    /// have moved them, so a blank keeps the row's width.
    fn keep_width(&self, fields: &mut [Cow<'a, str>]) {
        let wide = fields.len() > self.usual;
        if let Some(last) = fields.last_mut().filter(|last| wide && last.is_empty()) {
            *last = Cow::Borrowed(" ");
        }
    }
}

/// How many records at the start are examined.
const SAMPLE_RECORDS: usize = 200;
const SAMPLE_BYTES: usize = 256 << 10;

/// How many tabs, semicolons and commas each of the first records has outside quotes. Records without any do not count:
/// they are titles and blank lines.
fn sample(text: &str) -> Vec<[usize; 3]> {
    let mut records = Vec::new();
    let (mut counts, mut quoted, mut at_start) = ([0; 3], false, true);
    for byte in text.bytes().take(SAMPLE_BYTES) {
        match byte {
            // A doubled quote closes and reopens.
            b'"' if quoted || at_start => quoted = !quoted,
            _ if quoted => (),
            b'\n' | b'\r' if records.len() == SAMPLE_RECORDS => break,
            b'\n' | b'\r' => records.push(std::mem::take(&mut counts)),
            b'\t' => counts[0] += 1,
            b';' => counts[1] += 1,
            b',' => counts[2] += 1,
            _ => (),
        }
        let is_edge = matches!(byte, b'"' | b'\t' | b';' | b',' | b'\n' | b'\r');
        at_start = quoted || is_edge || (at_start && byte == b' ');
    }
    if text.len() <= SAMPLE_BYTES {
        records.push(counts);
    }
    records.retain(|counts| *counts != [0; 3]);
    records
}

/// How well the counts agree: the share of records with the most common count above zero, squared, times that count.
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

fn byte(separator: Separator) -> u8 {
    match separator {
        Separator::Comma => b',',
        Separator::Semicolon => b';',
        Separator::Tab => b'\t',
    }
}

fn too_long(field: &str, limits: &Limits) -> bool {
    field.chars().count() as u64 > limits.cell_chars
}
