//! A page as it was read. Opening checks everything once; afterwards no access fails, panics or allocates.

use super::{
    Fault, Kind, Tag,
    column::{Column, Encoding},
    layout::{ENTRY, FORMAT, HEAD, MAGIC, number},
    places::Places,
};

/// Rows as columns. The texts are split off when a page is opened, so that they are checked to be UTF-8 once for all accesses.
#[derive(Debug)]
pub struct Page {
    rows: u32,
    /// Head, directory and bodies.
    bytes: Box<[u8]>,
    texts: Box<str>,
    columns: Box<[Column]>,
    places: Places,
}

/// A column of a page: what [`Page::column`] gives, for that page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ColumnAt(u16);

impl Page {
    /// Any bytes give an error or a page whose every cell can be asked for.
    pub fn open(mut bytes: Vec<u8>) -> Result<Self, Fault> {
        let (rows, columns, texts_at) = directory(&bytes)?;
        let texts = String::from_utf8(bytes.split_off(texts_at)).map_err(|_| Fault::Damaged)?;
        let mut places = Places::default();
        for (at, column) in columns.iter().enumerate() {
            places.add(column.tag, at as u16);
        }
        let (bytes, columns) = (bytes.into_boxed_slice(), columns.into_boxed_slice());
        let page = Self { rows, bytes, texts: texts.into_boxed_str(), columns, places };
        if page.columns.iter().all(|column| page.is_whole(column)) { Ok(page) } else { Err(Fault::Damaged) }
    }

    pub fn len(&self) -> u32 {
        self.rows
    }

    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// The columns in the order of their tags, also such as this program does not know.
    pub fn columns(&self) -> impl Iterator<Item = (Tag, Kind, ColumnAt)> {
        self.columns.iter().enumerate().map(|(at, column)| (column.tag, column.kind(), ColumnAt(at as u16)))
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
        Some((column.base as i64).wrapping_add(self.number(column, row)? as i64))
    }

    /// `None`: no value, or the column holds integers. An empty text is a value.
    #[inline]
    pub fn text(&self, column: ColumnAt, row: u32) -> Option<&str> {
        let column = self.columns.get(usize::from(column.0))?;
        if column.encoding == Encoding::Ints || !self.has_value(column, row) {
            return None;
        }
        let text = if column.encoding == Encoding::Texts { row as usize } else { self.number(column, row)? as usize };
        self.texts.get(self.offset(column, text)?..self.offset(column, text + 1)?)
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
    fn bit(&self, column: &Column, row: u32) -> bool {
        self.bytes.get(column.at + (row / 8) as usize).is_some_and(|byte| byte >> (row % 8) & 1 == 1)
    }

    #[inline]
    fn number(&self, column: &Column, row: u32) -> Option<u64> {
        let at = column.numbers_at(self.rows as usize) + row as usize * usize::from(column.width);
        number(&self.bytes, at, column.width)
    }

    /// Where a text begins among the texts of the page, which is where the one before it ends.
    #[inline]
    fn offset(&self, column: &Column, text: usize) -> Option<usize> {
        let at = column.offsets_at(self.rows as usize) + text * usize::from(column.offset_width);
        Some(column.text_at() + number(&self.bytes, at, column.offset_width)? as usize)
    }

    fn is_whole(&self, column: &Column) -> bool {
        (!column.has_gaps || self.is_counted(column))
            && (column.encoding == Encoding::Ints || self.are_texts(column))
            && (column.encoding != Encoding::Words || self.are_words(column))
    }

    /// As many bits as there are values, and none beyond the last row.
    fn is_counted(&self, column: &Column) -> bool {
        let presence = self.bytes.get(column.at..column.offsets_at(self.rows as usize)).unwrap_or_default();
        let beyond = (self.rows..self.rows.next_multiple_of(8)).any(|row| self.bit(column, row));
        !beyond && presence.iter().map(|byte| byte.count_ones()).sum::<u32>() == u32::from(column.count)
    }

    /// Offsets go up from the beginning of the column's part to its end, from letter to letter.
    fn are_texts(&self, column: &Column) -> bool {
        let (mut before, end) = (column.text_at(), column.text_at() + column.text_length());
        if self.offset(column, 0) != Some(before) {
            return false;
        }
        for text in 0..column.texts(self.rows as usize) {
            match self.offset(column, text + 1) {
                Some(at) if before <= at && at <= end && self.texts.is_char_boundary(at) => before = at,
                _ => return false,
            }
        }
        before == end
    }

    fn are_words(&self, column: &Column) -> bool {
        let is_word = |word: u64| word < column.words.into();
        (0..self.rows).all(|row| self.number(column, row).is_some_and(is_word))
    }
}

/// Rows, columns, and where the texts begin: each part where the one before it ends, to the end of the page.
fn directory(bytes: &[u8]) -> Result<(u32, Vec<Column>, usize), Fault> {
    let part = |at, width| number(bytes, at, width).map(|number| number as usize).ok_or(Fault::Damaged);
    if !bytes.starts_with(&MAGIC) || part(2, 1)? == 0 {
        return Err(Fault::Damaged);
    }
    if part(2, 1)? > FORMAT.into() || part(3, 1)? > 0 {
        return Err(Fault::TooNew);
    }
    let (rows, columns, texts_at, texts) = (part(4, 2)?, part(6, 2)?, part(8, 4)?, part(12, 4)?);
    if bytes.len() < HEAD + columns * ENTRY {
        return Err(Fault::Damaged);
    }
    let columns: Result<Vec<_>, _> = (0..columns).map(|at| Column::read(bytes, HEAD + at * ENTRY)).collect();
    let columns = columns?;
    let is_whole = texts_at <= bytes.len() && bytes.len() - texts_at == texts;
    if is_whole && follow(&columns, rows, texts_at, texts) {
        Ok((rows as u32, columns, texts_at))
    } else {
        Err(Fault::Damaged)
    }
}

/// Whether tags ascend and bodies and texts follow each other to their ends.
fn follow(columns: &[Column], rows: usize, bodies_end: usize, texts_end: usize) -> bool {
    let (mut next_tag, mut body, mut text) = (0, HEAD + columns.len() * ENTRY, 0);
    for column in columns {
        if column.tag.0 < next_tag || column.tag.0 == u16::MAX || column.at != body || !column.is_sound(rows) {
            return false;
        }
        next_tag = column.tag.0 + 1;
        body = column.end(rows);
        if column.kind() == Kind::Text {
            if column.text_at() != text || column.text_length() > texts_end - text {
                return false;
            }
            text += column.text_length();
        }
        if body > bodies_end {
            return false;
        }
    }
    body == bodies_end && text == texts_end
}

/// One row of a page: a cursor.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    page: &'a Page,
    row: u32,
}

impl<'a> Row<'a> {
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
