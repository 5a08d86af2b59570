//! A page as it was read. No access fails, panics or allocates: [`open`](super::open) has checked everything once.

use super::{
    Kind, Tag,
    entry::{Encoding, Entry},
    layout::{SLACK, mask_of, wide},
    places::Places,
};
use std::sync::LazyLock;

/// Rows as columns. The texts are apart from the other bytes, so that they are checked to be UTF-8 once for all accesses: left where
/// they were and checked at each, opening and visiting every cell took two fifths longer.
#[derive(Debug, Default)]
pub struct Page {
    pub(super) rows: u32,
    /// Head, directory and bodies, and some slack.
    pub(super) bytes: Box<[u8]>,
    pub(super) texts: Box<str>,
    pub(super) columns: Box<[Column]>,
    pub(super) places: Places,
}

/// A column of a page: what [`Page::column`] gives, for that page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ColumnAt(u16);

/// What an access needs of a column's entry, worked out once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    tag: Tag,
    encoding: Encoding,
    has_gaps: bool,
    presence: usize,
    offsets: usize,
    offset_width: usize,
    offset_mask: u64,
    step: usize,
    numbers: usize,
    width: usize,
    mask: u64,
    smallest: i64,
    /// Where its texts begin among those of the page.
    texts: usize,
}

impl Column {
    pub(super) fn of(entry: &Entry, rows: usize) -> Self {
        Self {
            tag: entry.tag,
            encoding: entry.encoding,
            has_gaps: entry.has_gaps,
            presence: entry.at,
            offsets: entry.offsets_at(rows),
            offset_width: entry.offset_width.into(),
            offset_mask: mask_of(entry.offset_width),
            step: entry.step.into(),
            numbers: entry.numbers_at(rows),
            width: entry.width.into(),
            mask: mask_of(entry.width),
            smallest: entry.base as i64,
            texts: entry.text_at(),
        }
    }
}

impl Page {
    pub fn len(&self) -> u32 {
        self.rows
    }

    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// The columns in the order of their tags, also such as this program does not know.
    pub fn columns(&self) -> impl Iterator<Item = (Tag, Kind, ColumnAt)> {
        let told = |(at, column): (usize, &Column)| (column.tag, column.encoding.kind(), ColumnAt(at as u16));
        self.columns.iter().enumerate().map(told)
    }

    #[inline]
    pub fn column(&self, tag: Tag) -> Option<ColumnAt> {
        self.places.find(tag).map(ColumnAt)
    }

    /// `None`: no value, or the column holds texts.
    #[inline]
    pub fn int(&self, column: ColumnAt, row: u32) -> Option<i64> {
        let column = self.columns.get(usize::from(column.0))?;
        if column.encoding != Encoding::Ints || !self.has_value(column, row) {
            return None;
        }
        Some(column.smallest.wrapping_add(self.number(column, row)? as i64))
    }

    /// `None`: no value, or the column holds integers. An empty text is a value.
    #[inline]
    pub fn text(&self, column: ColumnAt, row: u32) -> Option<&str> {
        let column = self.columns.get(usize::from(column.0))?;
        if column.encoding == Encoding::Ints || !self.has_value(column, row) {
            return None;
        }
        let text = if column.encoding == Encoding::Texts { row as usize } else { self.number(column, row)? as usize };
        let (from, to) = self.span(column, text)?;
        self.texts.get(from..to)
    }

    /// Appends the page's bytes, as they were read.
    pub fn write(&self, to: &mut Vec<u8>) {
        to.extend_from_slice(self.bytes.get(..self.bytes.len().saturating_sub(SLACK)).unwrap_or_default());
        to.extend_from_slice(self.texts.as_bytes());
    }

    pub fn row(&self, row: u32) -> Option<Row<'_>> {
        (row < self.rows).then_some(Row { page: self, row })
    }

    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.rows).map(|row| Row { page: self, row })
    }

    /// Bytes held.
    pub fn size(&self) -> usize {
        self.bytes.len() + self.texts.len() + size_of_val(&*self.columns) + self.places.size()
    }

    #[inline]
    fn has_value(&self, column: &Column, row: u32) -> bool {
        row < self.rows && (!column.has_gaps || self.bit(column, row))
    }

    #[inline]
    pub(super) fn bit(&self, column: &Column, row: u32) -> bool {
        self.bytes.get(column.presence + (row / 8) as usize).is_some_and(|byte| byte >> (row % 8) & 1 == 1)
    }

    /// Of a row of an integer column what it is above the smallest, of one of words which word it is.
    #[inline]
    pub(super) fn number(&self, column: &Column, row: u32) -> Option<u64> {
        Some(wide(&self.bytes, column.numbers + row as usize * column.width)? & column.mask)
    }

    /// Where a text stands among those of the page. Its two offsets have eight bytes together at most.
    #[inline]
    pub(super) fn span(&self, column: &Column, text: usize) -> Option<(usize, usize)> {
        let both = wide(&self.bytes, column.offsets + text * column.offset_width)?;
        let (from, to) = (both & column.offset_mask, both >> (8 * column.offset_width) & column.offset_mask);
        let start = column.texts.saturating_add(text * column.step);
        Some((start.saturating_add(from as usize), start.saturating_add(column.step).saturating_add(to as usize)))
    }
}

/// One row of a page: a cursor.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    page: &'a Page,
    row: u32,
}

impl PartialEq for Row<'_> {
    /// Whether both have the same values in the same columns.
    fn eq(&self, other: &Self) -> bool {
        let mut tags = self.page.columns().chain(other.page.columns()).map(|(tag, ..)| tag);
        tags.all(|tag| self.has_same(*other, tag))
    }
}

impl<'a> Row<'a> {
    /// A row that says nothing.
    pub fn blank() -> Self {
        static BLANK: LazyLock<Page> = LazyLock::new(Page::default);
        Row { page: &BLANK, row: 0 }
    }

    /// Whether both have the same value, or none, in a column.
    pub fn has_same(self, other: Row, tag: Tag) -> bool {
        self.int(tag) == other.int(tag) && self.text(tag) == other.text(tag)
    }

    #[inline]
    pub fn int(self, tag: Tag) -> Option<i64> {
        self.page.int(self.page.column(tag)?, self.row)
    }

    #[inline]
    pub fn text(self, tag: Tag) -> Option<&'a str> {
        self.page.text(self.page.column(tag)?, self.row)
    }

    pub fn page(self) -> &'a Page {
        self.page
    }

    /// Its place in the page.
    pub fn place(self) -> u32 {
        self.row
    }
}
