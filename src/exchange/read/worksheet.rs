//! The cells of an .xlsx worksheet, as tolerant as Excel: rows and cells without a place, unknown types and wrong
//! dimensions are accepted. The rest of the workbook is in `workbook`.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::error::{Measure, ReadError};
use super::intake::{Intake, Merge};
use super::limits::{Limits, Progress};
use super::spreadsheet_xml::serial;
use super::workbook::Workbook;
use super::xml::{Pieces, attribute, is_on};
use crate::exchange::cell::{Cell, serial_1900};

/// The position in a sheet: row and column of the open or next cell, 1-based and 0-based.
pub(super) struct SheetReader<'a> {
    name: &'a str,
    book: &'a Workbook,
    limits: &'a Limits,
    progress: &'a Progress<'a>,
    stage: Stage,
    row: u64,
    column: u64,
    cell: OpenCell,
    pieces: Pieces,
    merges: Vec<Merge>,
}

#[derive(Clone, Copy, PartialEq)]
enum Stage {
    Before,
    Cells,
    After,
}

/// What is known of the current cell.
#[derive(Clone, Copy, Default)]
struct OpenCell {
    kind: CellKind,
    style: usize,
    has_formula: bool,
    has_value: bool,
}

/// The type a cell declares for its value.
#[derive(Clone, Copy, Default, PartialEq)]
enum CellKind {
    #[default]
    Number,
    Shared,
    Text,
    Bool,
    Error,
    Date,
}

impl<'a> SheetReader<'a> {
    pub fn new(name: &'a str, book: &'a Workbook, limits: &'a Limits, progress: &'a Progress<'a>) -> Self {
        let (cell, pieces, merges) = (OpenCell::default(), Pieces::default(), Vec::new());
        Self { name, book, limits, progress, stage: Stage::Before, row: 1, column: 0, cell, pieces, merges }
    }

    /// Hands the cells to the intake; returns the merged regions.
    pub fn read(mut self, xml: &mut Reader<impl BufRead>, intake: &mut Intake) -> Result<Vec<Merge>, ReadError> {
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match xml.read_event_into(&mut buffer) {
                Ok(Event::Start(element)) => self.start(&element, intake)?,
                Ok(Event::End(element)) => self.end(element.local_name().as_ref(), intake)?,
                Ok(Event::Text(text)) => self.pieces.add(&text.xml10_content()),
                Ok(Event::CData(text)) => self.pieces.add(&text.xml10_content()),
                Ok(Event::GeneralRef(reference)) => self.pieces.reference(&reference),
                Ok(Event::Eof) if self.stage == Stage::Cells => return Err(self.damaged("sheetData is not ended")),
                Ok(Event::Eof) => return Ok(self.merges),
                Err(_) if self.stage == Stage::After && !self.progress.is_cancelled() => return Ok(self.merges),
                Err(error) => return Err(self.damaged(&error.to_string())),
                Ok(_) => (),
            }
        }
    }

    fn start(&mut self, element: &BytesStart, intake: &mut Intake) -> Result<(), ReadError> {
        match (self.stage, element.local_name().as_ref()) {
            (Stage::Before, "sheetData") => self.stage = Stage::Cells,
            (Stage::Cells, "row") => self.start_row(element, intake),
            (Stage::Cells, "c") => self.start_cell(element),
            (Stage::Cells, "f") => self.cell.has_formula = true,
            (Stage::Cells, name) => {
                self.cell.has_value |= matches!(name, "v" | "is");
                self.pieces.start(element);
            }
            (Stage::After, "mergeCell") => self.take_merge(element)?,
            _ => (),
        }
        Ok(())
    }

    fn end(&mut self, name: &str, intake: &mut Intake) -> Result<(), ReadError> {
        match (self.stage, name) {
            (Stage::Cells, "sheetData") => self.stage = Stage::After,
            (Stage::Cells, "row") => (self.row, self.column) = (self.row.saturating_add(1), 0),
            (Stage::Cells, "c") => {
                let cell = self.value()?;
                intake.put(self.row, self.column, cell)?;
                self.column += 1;
            }
            (Stage::Cells, name) => self.pieces.end(name),
            _ => (),
        }
        Ok(())
    }

    /// A row without a number, or with 0, follows the one before.
    fn start_row(&mut self, element: &BytesStart, intake: &mut Intake) {
        let number = attribute(element, "r").and_then(|number| number.parse().ok()).filter(|number| *number > 0);
        (self.row, self.column) = (number.unwrap_or(self.row), 0);
        if attribute(element, "hidden").is_some_and(|hidden| is_on(&hidden)) {
            intake.hide(self.row);
        }
    }

    fn start_cell(&mut self, element: &BytesStart) {
        self.cell = OpenCell::default();
        self.pieces.clear();
        for attribute in element.attributes().with_checks(false).flatten() {
            match attribute.key.as_ref() {
                "r" => self.place(&attribute.value),
                "s" => self.cell.style = attribute.value.parse().unwrap_or_default(),
                "t" => self.cell.kind = kind(&attribute.value),
                _ => (),
            }
        }
    }

    /// A place that cannot be read counts as the one after the last cell's.
    fn place(&mut self, reference: &str) {
        if let Some((column, row)) = place(reference) {
            self.column = u64::from(column);
            self.row = if row > 0 { row } else { self.row };
        }
    }

    fn value(&self) -> Result<Cell<'_>, ReadError> {
        let text = self.pieces.text.as_str();
        if self.lacks_result(text.trim()) {
            return Ok(Cell::Uncalculated);
        }
        Ok(match self.cell.kind {
            // Errors say nothing, even ones that this program does not know.
            CellKind::Error => Cell::Empty,
            _ if text.is_empty() => Cell::Empty,
            CellKind::Text => Cell::Text(text),
            CellKind::Shared => Cell::Text(self.shared(text)?),
            CellKind::Bool => boolean(text),
            CellKind::Date => serial(text).map_or(Cell::Text(text), Cell::DateSerial),
            CellKind::Number => self.number(text),
        })
    }

    /// Whether a formula has no result. An empty text may be a result; a missing number is none, and neither is the 0
    /// of a program that leaves the calculation to Excel.
    fn lacks_result(&self, text: &str) -> bool {
        let OpenCell { kind, has_formula, has_value, .. } = self.cell;
        let is_empty = text.is_empty() && !(has_value && kind == CellKind::Text);
        has_formula && (is_empty || self.book.recalculates && kind == CellKind::Number && text == "0")
    }

    fn shared(&self, text: &str) -> Result<&str, ReadError> {
        let index = text.trim().parse::<usize>().ok();
        let found = index.and_then(|index| self.book.strings.get(index));
        found.map(String::as_str).ok_or_else(|| self.damaged("a cell names a string that is not there"))
    }

    /// A value that is not a number stays text, so that it can be seen and judged later.
    fn number<'t>(&self, text: &'t str) -> Cell<'t> {
        let is_date = || self.book.dates.get(self.cell.style).copied().unwrap_or_default();
        match text.trim().parse::<f64>() {
            Ok(number) if !number.is_finite() => Cell::Empty,
            Ok(number) if is_date() => Cell::DateSerial(serial_1900(number, self.book.is_1904)),
            Ok(number) => Cell::Number(number),
            Err(_) => Cell::Text(text),
        }
    }

    fn take_merge(&mut self, element: &BytesStart) -> Result<(), ReadError> {
        self.merges.extend(attribute(element, "ref").and_then(|region| merge(&region)));
        Limits::hold(Measure::MergedCells, self.merges.len() as u64, self.limits.cells)
    }

    fn damaged(&self, detail: &str) -> ReadError {
        let (sheet, detail) = (Some(self.name.to_owned()), detail.to_owned());
        self.progress.cancelled_or(ReadError::DamagedWorkbook { sheet, detail })
    }
}

fn kind(name: &str) -> CellKind {
    match name {
        "n" | "" => CellKind::Number,
        "s" => CellKind::Shared,
        "b" => CellKind::Bool,
        "e" => CellKind::Error,
        "d" => CellKind::Date,
        _ => CellKind::Text,
    }
}

fn boolean(text: &str) -> Cell<'_> {
    match text.trim() {
        "1" | "true" | "TRUE" => Cell::Bool(true),
        "0" | "false" | "FALSE" => Cell::Bool(false),
        _ => Cell::Text(text),
    }
}

/// `B2:B5`; a region within one row is ignored.
fn merge(region: &str) -> Option<Merge> {
    let (first, last) = region.split_once(':')?;
    let ((column, first_row), (_, last_row)) = (place(first)?, place(last)?);
    let (first_row, last_row) = (u32::try_from(first_row).ok()?, u32::try_from(last_row).ok()?);
    (last_row > first_row).then_some(Merge { first_row, last_row, column })
}

/// A place in A1 style: 0-based column, 1-based row (0 if it has none).
fn place(reference: &str) -> Option<(u32, u64)> {
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (column, row) = reference.split_at_checked(letters).filter(|_| (1..=3).contains(&letters))?;
    let digit = |letter: u8| u32::from(letter.to_ascii_uppercase() - b'A') + 1;
    let column = column.bytes().fold(0, |column, letter| column * 26 + digit(letter));
    Some((column - 1, if row.is_empty() { 0 } else { row.parse().ok()? }))
}
