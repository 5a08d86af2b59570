//! Collects cells into sheets under the limits: gaps, blank rows, merged regions. Where the cells come from is the
//! readers'.

use super::error::{Measure, ReadError};
use super::limits::{Limits, Progress};
use crate::exchange::cell::{Cell, RawRow, RawSheet};
use crate::order::order;

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
    row: RawRow,
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
        let row = RawRow { number: 0, cells: Vec::new() };
        let sheet = RawSheet::default();
        Self {
            limits,
            progress,
            cells: 0,
            text_bytes: 0,
            done: Vec::new(),
            hidden: Vec::new(),
            unread: Vec::new(),
            is_1904: false,
            sheet,
            trouble: None,
            row,
            polls: 0,
        }
    }

    /// Sets the date system of the sheets that follow.
    pub fn use_1904(&mut self, is_1904: bool) {
        self.is_1904 = is_1904;
    }

    pub fn begin(&mut self, name: &str) {
        self.sheet = RawSheet { name: name.to_owned(), is_1904: self.is_1904, ..RawSheet::default() };
        self.trouble = None;
        self.row = RawRow { number: 0, cells: Vec::new() };
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
        if u64::from(self.row.number) != row {
            self.close_row()?;
            self.row.number = row as u32;
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
        put_rows_in_order(&mut sheet.rows);
        self.repeat_down(&mut sheet, merges)?;
        give_back_room(&mut sheet.rows);
        keep_hidden_rows(&mut sheet);
        if !sheet.rows.is_empty() {
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

    /// Keeps the row unless it is blank, and leaves room of the same width for the next.
    fn close_row(&mut self) -> Result<(), ReadError> {
        let number = self.row.number;
        if !self.row.cells.iter().all(Cell::says_nothing) {
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

/// Rows may come in any order and in pieces; if two pieces hold the same cell, the later wins.
fn put_rows_in_order(rows: &mut Vec<RawRow>) {
    if rows.is_sorted_by(|a, b| a.number < b.number) {
        return;
    }
    order(rows, |row| i64::from(row.number));
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

/// Hidden rows count only if they hold anything.
fn keep_hidden_rows(sheet: &mut RawSheet) {
    let mut hidden = std::mem::take(&mut sheet.hidden_rows);
    hidden.sort_unstable();
    hidden.dedup();
    hidden.retain(|number| sheet.rows.binary_search_by_key(number, |row| row.number).is_ok());
    sheet.hidden_rows = hidden;
}

/// Releases the room that a wide row reserved for the narrow rows after it.
fn give_back_room(rows: &mut [RawRow]) {
    rows.iter_mut().filter(|row| row.cells.capacity() > 2 * row.cells.len()).for_each(|row| row.cells.shrink_to_fit());
}
