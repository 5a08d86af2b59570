//! Collects cells into sheets under the limits: gaps, blank rows, merged regions. Where the cells come from is the
//! readers'.

use super::error::{Measure, ReadError};
use super::limits::{Limits, Progress};
use crate::exchange::cell::{Cell, Packed, PackedRow, RawSheet};
use crate::order::order;
use std::ops::Range;

/// How many rows are read between two polls of the watcher.
const ROWS_BETWEEN_POLLS: u64 = 2_048;

/// A merged region, 1-based rows and 0-based columns, ends included.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Merge {
    pub first_row: u32,
    pub last_row: u32,
    pub column: u32,
}

/// The sheets read so far and the one being filled.
pub(super) struct Intake<'a> {
    limits: &'a Limits,
    progress: &'a Progress<'a>,
    cells: u64,
    text_bytes: u64,
    done: Vec<RawSheet>,
    hidden: Vec<String>,
    /// Why some sheets could not be read, if others could.
    unread: Vec<ReadError>,
    is_1904: bool,
    sheet: RawSheet,
    /// What is wrong with the sheet being filled.
    trouble: Option<ReadError>,
    /// The row being filled: its number and cells, in room that is used again.
    number: u32,
    row: Vec<Packed>,
    polls: u64,
}

/// What was read of a file, and what was not.
pub(super) struct Taken {
    pub sheets: Vec<RawSheet>,
    pub hidden: Vec<String>,
    pub unread: Vec<ReadError>,
}

impl<'a> Intake<'a> {
    pub fn new(limits: &'a Limits, progress: &'a Progress<'a>) -> Self {
        Self {
            limits,
            progress,
            cells: 0,
            text_bytes: 0,
            done: Vec::new(),
            hidden: Vec::new(),
            unread: Vec::new(),
            is_1904: false,
            sheet: RawSheet::default(),
            trouble: None,
            number: 0,
            row: Vec::new(),
            polls: 0,
        }
    }

    /// Sets the date system of the sheets that follow.
    pub fn use_1904(&mut self, is_1904: bool) {
        self.is_1904 = is_1904;
    }

    pub fn begin(&mut self, name: &str) {
        self.sheet = RawSheet::default();
        self.sheet.name = name.to_owned();
        self.sheet.is_1904 = self.is_1904;
        self.trouble = None;
        self.number = 0;
        self.row.clear();
    }

    /// Sets a cell by its 1-based row and 0-based column. An empty cell takes no room. A cell out of bounds costs its
    /// sheet, not the file.
    pub fn put(&mut self, row: u64, column: u64, cell: Cell) -> Result<(), ReadError> {
        let is_empty = matches!(&cell, Cell::Empty) || matches!(&cell, Cell::Text(text) if text.is_empty());
        if is_empty || self.trouble.is_some() {
            return Ok(());
        }
        let row = row.max(1);
        if let Err(trouble) = self.check_place(row, column).and_then(|()| self.check_length(row, column, &cell)) {
            self.trouble = Some(trouble).filter(|_| !cell.is_blank());
            return Ok(());
        }
        self.count_text(&cell)?;
        if u64::from(self.number) != row {
            self.close_row()?;
            self.number = row as u32;
        }
        self.set(column as usize, cell)
    }

    /// Notes that the file does not show a row (1-based).
    pub fn hide(&mut self, row: u64) {
        self.sheet.hidden_rows.extend(u32::try_from(row).ok());
    }

    /// Ends the sheet, repeating the values of merged regions down their rows.
    pub fn finish(&mut self, merges: &[Merge]) -> Result<(), ReadError> {
        self.close_row()?;
        let mut sheet = std::mem::take(&mut self.sheet);
        if let Some(trouble) = self.trouble.take() {
            self.unread.push(trouble);
            return Ok(());
        }
        put_rows_in_order(sheet.packed_rows());
        self.repeat_down(&mut sheet, merges)?;
        keep_hidden_rows(&mut sheet);
        if !sheet.rows().is_empty() {
            self.done.push(sheet);
        }
        Ok(())
    }

    /// Drops the sheet being filled, because it turned out to be hidden.
    pub fn discard(&mut self) {
        self.begin("");
    }

    pub fn pass_over(&mut self, name: &str) {
        self.hidden.push(name.to_owned());
    }

    /// The sheets that hold anything, the names of the hidden ones, and why others could not be read.
    pub fn into_sheets(mut self) -> Result<Taken, ReadError> {
        match (self.done.is_empty(), self.hidden.is_empty()) {
            (false, _) => Ok(Taken { sheets: self.done, hidden: self.hidden, unread: self.unread }),
            (true, _) if !self.unread.is_empty() => Err(self.unread.swap_remove(0)),
            (true, true) => Err(ReadError::Empty),
            (true, false) => Err(ReadError::OnlyHiddenSheets { sheets: self.hidden }),
        }
    }

    fn set(&mut self, column: usize, cell: Cell) -> Result<(), ReadError> {
        let packed = self.sheet.pack(cell);
        let length = self.row.len();
        if column >= length {
            self.count((column + 1 - length) as u64, u64::from(self.number))?;
            self.row.resize(column, Packed::EMPTY);
            self.row.push(packed);
        } else if let Some(place) = self.row.get_mut(column) {
            *place = packed;
        }
        Ok(())
    }

    /// Adds to the cells of the whole file.
    fn count(&mut self, cells: u64, row: u64) -> Result<(), ReadError> {
        self.cells += cells;
        if self.cells > self.limits.cells {
            return Err(ReadError::TooManyCells { sheet: self.sheet.name.clone(), row, limit: self.limits.cells });
        }
        Ok(())
    }

    /// Adds to the text of the whole file: a small file may refer to one long string millions of times.
    fn count_text(&mut self, cell: &Cell) -> Result<(), ReadError> {
        if let Cell::Text(text) = cell {
            self.text_bytes += text.len() as u64;
        }
        Limits::hold(Measure::TextBytes, self.text_bytes, self.limits.text_bytes)
    }

    fn check_place(&self, row: u64, column: u64) -> Result<(), ReadError> {
        let Limits { rows, columns, .. } = *self.limits;
        if row > rows || row > u64::from(u32::MAX) {
            return Err(ReadError::TooManyRows { sheet: self.sheet.name.clone(), row, limit: rows });
        }
        if column >= columns {
            let (sheet, column) = (self.sheet.name.clone(), column + 1);
            return Err(ReadError::TooManyColumns { sheet, row, column, limit: columns });
        }
        Ok(())
    }

    fn check_length(&self, row: u64, column: u64, cell: &Cell) -> Result<(), ReadError> {
        let limit = self.limits.cell_chars;
        let Cell::Text(text) = cell else { return Ok(()) };
        if text.len() as u64 <= limit {
            return Ok(());
        }
        let length = text.chars().count() as u64;
        if length <= limit {
            return Ok(());
        }
        let (sheet, column) = (self.sheet.name.clone(), column + 1);
        Err(ReadError::CellTooLong { sheet, row, column, length, limit })
    }

    /// Keeps the row unless it is blank.
    fn close_row(&mut self) -> Result<(), ReadError> {
        if !self.row.iter().all(|cell| self.sheet.cell(*cell).says_nothing()) {
            let row = PackedRow { number: self.number, cells: self.row.as_slice().into() };
            self.sheet.packed_rows().push(row);
        }
        self.row.clear();
        self.number = 0;
        self.polls += 1;
        if self.polls.is_multiple_of(ROWS_BETWEEN_POLLS) { self.progress.advance(0) } else { Ok(()) }
    }

    /// Fills the first column of each merged region downwards, in the rows that hold anything.
    fn repeat_down(&mut self, sheet: &mut RawSheet, merges: &[Merge]) -> Result<(), ReadError> {
        let mut filled = 0;
        // From the last column, so that a row becomes longer once.
        let mut merges: Vec<&Merge> = merges.iter().filter(|merge| merge.last_row > merge.first_row).collect();
        order(&mut merges, |merge| -i64::from(merge.column));
        for merge in merges {
            let rows = sheet.packed_rows();
            let first = rows.partition_point(|row| row.number < merge.first_row);
            let end = rows.partition_point(|row| row.number <= merge.last_row);
            filled += end.saturating_sub(first) as u64 + 1;
            Limits::hold(Measure::MergedCells, filled, self.limits.cells)?;
            self.repeat_in(sheet, first..end, merge)?;
        }
        Ok(())
    }

    fn repeat_in(&mut self, sheet: &mut RawSheet, rows: Range<usize>, merge: &Merge) -> Result<(), ReadError> {
        let column = merge.column as usize;
        let head = sheet.packed_rows().get(rows.start).filter(|head| head.number == merge.first_row);
        let value = head.and_then(|head| head.cells.get(column).copied()).unwrap_or(Packed::EMPTY);
        if sheet.cell(value).is_blank() {
            return Ok(());
        }
        for at in rows.skip(1) {
            let here = sheet.packed_rows().get(at).and_then(|row| row.cells.get(column).copied());
            if here.is_some_and(|here| !sheet.cell(here).is_blank()) {
                continue;
            }
            let Some(row) = sheet.packed_rows().get_mut(at) else { return Ok(()) };
            if here.is_none() {
                self.count((column + 1 - row.cells.len()) as u64, u64::from(row.number))?;
            }
            lay_over(row, column, value);
            self.count_text(&sheet.cell(value))?;
        }
        Ok(())
    }
}

/// Rows may come in any order and in pieces; if two pieces hold the same cell, the later wins.
fn put_rows_in_order(rows: &mut Vec<PackedRow>) {
    if rows.is_sorted_by(|a, b| a.number < b.number) {
        return;
    }
    order(rows, |row| i64::from(row.number));
    rows.dedup_by(|later, earlier| {
        let same = later.number == earlier.number;
        if same {
            let filled = later.cells.iter().enumerate().filter(|(_, cell)| **cell != Packed::EMPTY);
            // From the last, so that the row becomes longer once.
            filled.rev().for_each(|(column, cell)| lay_over(earlier, column, *cell));
        }
        same
    });
}

/// Sets a cell, in a longer row if it is beyond the row's end.
fn lay_over(row: &mut PackedRow, column: usize, cell: Packed) {
    if column >= row.cells.len() {
        let mut longer = row.cells.to_vec();
        longer.resize(column + 1, Packed::EMPTY);
        row.cells = longer.into();
    }
    if let Some(place) = row.cells.get_mut(column) {
        *place = cell;
    }
}

/// Hidden rows count only if they hold anything.
fn keep_hidden_rows(sheet: &mut RawSheet) {
    let mut hidden = std::mem::take(&mut sheet.hidden_rows);
    hidden.sort_unstable();
    hidden.dedup();
    hidden.retain(|number| sheet.packed_rows().binary_search_by_key(number, |row| row.number).is_ok());
    sheet.hidden_rows = hidden;
}
