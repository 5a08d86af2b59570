//! A sheet's cells, packed: eight bytes each, their texts side by side. A cell that owned its text would take twice as
//! much, and memory of its own; a large export has ten million.

use super::{Cell, CellOf};
use std::fmt;

/// One visible sheet (a text file is one sheet without a name).
#[derive(Default)]
pub struct RawSheet {
    pub name: String,
    rows: Vec<PackedRow>,
    values: Values,
    /// The numbers of rows that the file does not show (hidden by hand or by a filter), in order.
    pub hidden_rows: Vec<u32>,
    /// Whether its bare numbers, if they are dates, are serials of the 1904 system.
    pub is_1904: bool,
}

/// Some of a sheet's rows.
#[derive(Clone, Copy)]
pub struct Rows<'a> {
    rows: &'a [PackedRow],
    values: &'a Values,
}

/// One row, with its 1-based number in the sheet or, for text files, the line it starts on.
#[derive(Clone, Copy, Debug)]
pub struct RawRow<'a> {
    pub number: u32,
    pub cells: Cells<'a>,
}

/// The cells of a row, up to the last that holds something.
#[derive(Clone, Copy)]
pub struct Cells<'a> {
    cells: &'a [Packed],
    values: &'a Values,
}

/// A row as a reader puts it together.
pub struct PackedRow {
    pub number: u32,
    pub cells: Box<[Packed]>,
}

/// A cell in eight bytes: its form, and where in [`Values`] it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Packed(u64);

/// The texts and numbers of a sheet.
#[derive(Default)]
struct Values {
    /// No text is in two of them.
    texts: Vec<String>,
    numbers: Vec<f64>,
}

/// Texts are kept in blocks, because a single one would be copied whenever it outgrows its room.
const BLOCK: usize = 1 << START_BITS;
/// The form stands in the lowest bits; of a text then its block, its start there, and its length.
const FORM_BITS: u32 = 3;
const START_BITS: u32 = 20;
const LENGTH_BITS: u32 = 24;
const TEXT: u64 = 1;
const NUMBER: u64 = 2;
const SERIAL: u64 = 3;
const NO: u64 = 4;
const YES: u64 = 5;
const UNCALCULATED: u64 = 6;

impl Packed {
    pub const EMPTY: Self = Self(0);

    fn new(form: u64, value: u64) -> Self {
        Self(value << FORM_BITS | form)
    }
}

impl Values {
    /// A text of more than sixteen million bytes is cut; the limits allow none near it.
    fn text(&mut self, text: &str) -> Packed {
        const LONGEST: usize = (1 << LENGTH_BITS) - 1;
        let text = &text[..text.floor_char_boundary(LONGEST)];
        let is_full = |block: &String| !block.is_empty() && block.len() + text.len() > BLOCK;
        match self.texts.last() {
            None => self.texts.push(String::new()),
            Some(block) if is_full(block) => self.texts.push(String::with_capacity(BLOCK)),
            Some(_) => (),
        }
        let at = self.texts.len() - 1;
        let block = &mut self.texts[at];
        let start = block.len();
        block.push_str(text);
        let place = ((at as u64) << START_BITS | start as u64) << LENGTH_BITS | text.len() as u64;
        Packed::new(TEXT, place)
    }

    fn number(&mut self, form: u64, number: f64) -> Packed {
        self.numbers.push(number);
        Packed::new(form, self.numbers.len() as u64 - 1)
    }

    fn cell(&self, packed: Packed) -> Cell<'_> {
        let value = packed.0 >> FORM_BITS;
        match packed.0 & ((1 << FORM_BITS) - 1) {
            TEXT => Cell::Text(self.text_at(value).unwrap_or_default()),
            NUMBER => Cell::Number(self.number_at(value)),
            SERIAL => Cell::DateSerial(self.number_at(value)),
            NO => Cell::Bool(false),
            YES => Cell::Bool(true),
            UNCALCULATED => Cell::Uncalculated,
            _ => Cell::Empty,
        }
    }

    fn number_at(&self, place: u64) -> f64 {
        self.numbers.get(place as usize).copied().unwrap_or_default()
    }

    fn text_at(&self, place: u64) -> Option<&str> {
        let length = (place & ((1 << LENGTH_BITS) - 1)) as usize;
        let start = (place >> LENGTH_BITS) as usize & (BLOCK - 1);
        self.texts.get((place >> (LENGTH_BITS + START_BITS)) as usize)?.get(start..start + length)
    }
}

impl RawSheet {
    /// A sheet of rows that are at hand.
    pub fn of<'c>(rows: impl IntoIterator<Item = (u32, Vec<Cell<'c>>)>) -> Self {
        let mut sheet = Self::default();
        for (number, cells) in rows {
            let cells = cells.into_iter().map(|cell| sheet.pack(cell)).collect();
            sheet.rows.push(PackedRow { number, cells });
        }
        sheet
    }

    /// One row per line, cells split by `|`; `#1` is a number, `@1` a date serial.
    #[cfg(test)]
    pub fn drawn(text: &str) -> Self {
        fn cell(text: &str) -> Cell<'_> {
            match (text.strip_prefix('#'), text.strip_prefix('@')) {
                (Some(number), _) => Cell::Number(number.parse().unwrap()),
                (_, Some(serial)) => Cell::DateSerial(serial.parse().unwrap()),
                _ if text.is_empty() => Cell::Empty,
                _ => Cell::Text(text),
            }
        }
        let lines = text.lines().map(|line| line.trim().split('|').map(|text| cell(text.trim())).collect());
        Self::of((1..).zip(lines))
    }

    pub fn rows(&self) -> Rows<'_> {
        Rows { rows: &self.rows, values: &self.values }
    }

    /// The rows as a reader puts them together.
    pub(in crate::exchange) fn packed_rows(&mut self) -> &mut Vec<PackedRow> {
        &mut self.rows
    }

    pub(in crate::exchange) fn pack(&mut self, cell: Cell) -> Packed {
        match cell {
            CellOf::Empty => Packed::EMPTY,
            CellOf::Text(text) => self.values.text(text),
            CellOf::Number(number) => self.values.number(NUMBER, number),
            CellOf::DateSerial(serial) => self.values.number(SERIAL, serial),
            CellOf::Bool(value) => Packed::new(if value { YES } else { NO }, 0),
            CellOf::Uncalculated => Packed::new(UNCALCULATED, 0),
        }
    }

    pub(in crate::exchange) fn cell(&self, packed: Packed) -> Cell<'_> {
        self.values.cell(packed)
    }
}

impl PartialEq for RawSheet {
    fn eq(&self, other: &Self) -> bool {
        let about = |sheet: &Self| (sheet.name.clone(), sheet.hidden_rows.clone(), sheet.is_1904);
        about(self) == about(other) && self.rows().iter().eq(other.rows().iter())
    }
}

impl fmt::Debug for RawSheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.name)?;
        f.debug_list().entries(self.rows().iter()).finish()
    }
}

impl<'a> Rows<'a> {
    pub fn len(self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(self) -> bool {
        self.rows.is_empty()
    }

    pub fn get(self, at: usize) -> Option<RawRow<'a>> {
        self.rows.get(at).map(|row| self.row(row))
    }

    pub fn iter(self) -> impl DoubleEndedIterator<Item = RawRow<'a>> + ExactSizeIterator + Clone {
        self.rows.iter().map(move |row| self.row(row))
    }

    /// The first rows, so many or all.
    pub fn first(self, count: usize) -> Self {
        Self { rows: &self.rows[..count.min(self.rows.len())], ..self }
    }

    /// The rows from this one on.
    pub fn from(self, at: usize) -> Self {
        Self { rows: self.rows.get(at..).unwrap_or_default(), ..self }
    }

    fn row(self, row: &'a PackedRow) -> RawRow<'a> {
        RawRow { number: row.number, cells: Cells { cells: &row.cells, values: self.values } }
    }
}

impl<'a> Cells<'a> {
    pub fn len(self) -> usize {
        self.cells.len()
    }

    pub fn is_empty(self) -> bool {
        self.cells.is_empty()
    }

    #[inline]
    pub fn get(self, at: usize) -> Option<Cell<'a>> {
        self.cells.get(at).map(|packed| self.values.cell(*packed))
    }

    pub fn iter(self) -> impl DoubleEndedIterator<Item = Cell<'a>> + ExactSizeIterator + Clone {
        self.cells.iter().map(move |packed| self.values.cell(*packed))
    }

    /// The cells from this one on.
    pub fn from(self, at: usize) -> Self {
        Self { cells: self.cells.get(at..).unwrap_or_default(), ..self }
    }
}

impl PartialEq for RawRow<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number && self.cells.iter().eq(other.cells.iter())
    }
}

impl fmt::Debug for Cells<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_come_back_as_they_were_put() {
        let long = "甲".repeat(BLOCK / 4);
        let mut cells: Vec<Cell> = vec![
            Cell::Empty,
            Cell::Text("王一"),
            Cell::Number(-0.5),
            Cell::DateSerial(45_000.25),
            Cell::Bool(true),
            Cell::Bool(false),
            Cell::Uncalculated,
        ];
        // Beyond a block, and longer than one.
        let longer = long.repeat(3);
        cells.extend([&long, &long, &longer, &long].map(|text| Cell::Text(text)));
        cells.push(Cell::Text("z"));
        let sheet = RawSheet::of([(7, cells.clone()), (9, Vec::new()), (11, cells.clone())]);
        assert!(sheet.rows().iter().map(|row| row.number).eq([7, 9, 11]));
        for at in [0, 2] {
            let row = sheet.rows().get(at).unwrap();
            assert!(row.cells.iter().eq(cells.iter().copied()));
            assert_eq!(row.cells.get(cells.len()), None);
            assert!(row.cells.from(3).iter().eq(cells[3..].iter().copied()));
        }
        assert!(sheet.rows().get(1).unwrap().cells.is_empty());
        assert_eq!((sheet.rows().first(9).len(), sheet.rows().from(2).len(), sheet.rows().from(9).len()), (3, 1, 0));
    }

    #[test]
    fn a_cell_is_eight_bytes() {
        assert_eq!(size_of::<Packed>(), 8);
    }
}
