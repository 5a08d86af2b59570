//! Collects cells into sheets under the limits: gaps, blank rows, merged regions. Not where the cells come from.

use super::error::{Measure, ReadError};
use super::limits::{Limits, Progress};
use crate::exchange::cell::{Cell, RawRow, RawSheet};

/// How many rows pass between two questions to the watcher.
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
    sheet: RawSheet,
    row: RawRow,
    polls: u64,
}

impl<'a> Intake<'a> {
    pub fn new(limits: &'a Limits, progress: &'a Progress<'a>) -> Self {
        let row = RawRow { number: 0, cells: Vec::new() };
        let sheet = RawSheet::default();
        Self { limits, progress, cells: 0, text_bytes: 0, done: Vec::new(), hidden: Vec::new(), sheet, row, polls: 0 }
    }

    pub fn begin(&mut self, name: &str) {
        self.sheet = RawSheet { name: name.to_owned(), rows: Vec::new() };
        self.row = RawRow { number: 0, cells: Vec::new() };
    }

    /// Sets a cell by its 1-based row and 0-based column. An empty cell takes no room.
    pub fn put(&mut self, row: u64, column: u64, cell: Cell) -> Result<(), ReadError> {
        if matches!(&cell, Cell::Empty) || matches!(&cell, Cell::Text(text) if text.is_empty()) {
            return Ok(());
        }
        let row = row.max(1);
        self.check_place(row, column)?;
        self.check_length(row, column, &cell)?;
        self.count_text(&cell)?;
        if u64::from(self.row.number) != row {
            self.close_row()?;
            self.row.number = row as u32;
        }
        self.set(column as usize, cell)
    }

    /// Ends the sheet, repeating the values of merged regions down their rows.
    pub fn finish(&mut self, merges: &[Merge]) -> Result<(), ReadError> {
        self.close_row()?;
        let mut sheet = std::mem::take(&mut self.sheet);
        put_rows_in_order(&mut sheet.rows);
        self.repeat_down(&mut sheet, merges)?;
        give_back_room(&mut sheet.rows);
        if !sheet.rows.is_empty() {
            self.done.push(sheet);
        }
        Ok(())
    }

    /// Drops the sheet being filled: it turned out to be hidden.
    pub fn discard(&mut self) {
        self.begin("");
    }

    pub fn pass_over(&mut self, name: &str) {
        self.hidden.push(name.to_owned());
    }

    /// The sheets that hold anything, and the names of the hidden ones.
    pub fn into_sheets(self) -> Result<(Vec<RawSheet>, Vec<String>), ReadError> {
        match (self.done.is_empty(), self.hidden.is_empty()) {
            (false, _) => Ok((self.done, self.hidden)),
            (true, true) => Err(ReadError::Empty),
            (true, false) => Err(ReadError::OnlyHiddenSheets { sheets: self.hidden }),
        }
    }

    fn set(&mut self, column: usize, cell: Cell) -> Result<(), ReadError> {
        let length = self.row.cells.len();
        if column >= length {
            self.count((column + 1 - length) as u64, u64::from(self.row.number))?;
            self.row.cells.resize(column, Cell::Empty);
            self.row.cells.push(cell);
        } else if let Some(place) = self.row.cells.get_mut(column) {
            *place = cell;
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

    /// Adds to the text of the whole file: a small file may point at one long string millions of times.
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

    /// Keeps the row unless it is blank, and leaves room of the same width for the next.
    fn close_row(&mut self) -> Result<(), ReadError> {
        let number = self.row.number;
        if !self.row.cells.iter().all(Cell::is_blank) {
            let next = Vec::with_capacity(self.row.cells.len());
            let cells = std::mem::replace(&mut self.row.cells, next);
            self.sheet.rows.push(RawRow { number, cells });
        } else {
            self.row.cells.clear();
        }
        self.row.number = 0;
        self.polls += 1;
        if self.polls.is_multiple_of(ROWS_BETWEEN_POLLS) { self.progress.advance(0) } else { Ok(()) }
    }

    /// Fills the first column of each merged region downwards, in the rows that hold anything.
    fn repeat_down(&mut self, sheet: &mut RawSheet, merges: &[Merge]) -> Result<(), ReadError> {
        let mut filled = 0;
        for merge in merges.iter().filter(|merge| merge.last_row > merge.first_row) {
            let first = sheet.rows.partition_point(|row| row.number < merge.first_row);
            let end = sheet.rows.partition_point(|row| row.number <= merge.last_row);
            filled += end.saturating_sub(first) as u64 + 1;
            Limits::hold(Measure::MergedCells, filled, self.limits.cells)?;
            if let Some(rows) = sheet.rows.get_mut(first..end) {
                self.repeat_in(rows, merge)?;
            }
        }
        Ok(())
    }

    fn repeat_in(&mut self, rows: &mut [RawRow], merge: &Merge) -> Result<(), ReadError> {
        let column = merge.column as usize;
        let Some((head, below)) = rows.split_first_mut() else { return Ok(()) };
        let value = match head.cells.get(column) {
            Some(value) if head.number == merge.first_row && !value.is_blank() => value,
            _ => return Ok(()),
        };
        for row in below {
            if column >= row.cells.len() {
                self.count((column + 1 - row.cells.len()) as u64, u64::from(row.number))?;
                row.cells.resize(column + 1, Cell::Empty);
            }
            if let Some(place) = row.cells.get_mut(column).filter(|place| place.is_blank()) {
                *place = value.clone();
                self.count_text(value)?;
            }
        }
        Ok(())
    }
}

/// Rows may come in any order and in pieces; later pieces win where both hold a value.
fn put_rows_in_order(rows: &mut Vec<RawRow>) {
    if rows.is_sorted_by(|a, b| a.number < b.number) {
        return;
    }
    rows.sort_by_key(|row| row.number);
    rows.dedup_by(|later, earlier| {
        let same = later.number == earlier.number;
        if same {
            lay_over(earlier, std::mem::take(&mut later.cells));
        }
        same
    });
}

fn lay_over(row: &mut RawRow, cells: Vec<Cell>) {
    if row.cells.len() < cells.len() {
        row.cells.resize(cells.len(), Cell::Empty);
    }
    for (place, cell) in row.cells.iter_mut().zip(cells) {
        if cell != Cell::Empty {
            *place = cell;
        }
    }
}

/// The room left for a wide row is not kept for the narrow ones after it.
fn give_back_room(rows: &mut [RawRow]) {
    rows.iter_mut().filter(|row| row.cells.capacity() > 2 * row.cells.len()).for_each(|row| row.cells.shrink_to_fit());
}
