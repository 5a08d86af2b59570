//! Rows into a page. A value goes into its column's list, a text once into a common one; how a column is written is settled at the end.

use super::{
    Kind, Row, Tag,
    layout::{ENTRY, HEAD},
    paper::Paper,
    places::Places,
    texts::Texts,
};

/// The rows that a page can have.
pub const MOST_ROWS: u32 = u16::MAX as u32;
/// Bytes of texts after which no row is begun: places among texts have four bytes.
const MOST_TEXT: usize = 1 << 30;

#[derive(Debug, Default)]
pub struct PageWriter {
    rows: u32,
    is_open: bool,
    columns: Vec<Draft>,
    places: Places,
    texts: Texts,
}

/// A column's values with their rows; of texts, their numbers.
#[derive(Debug)]
pub(super) struct Draft {
    pub tag: Tag,
    pub kind: Kind,
    pub cells: Vec<(u32, i64)>,
}

impl PageWriter {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn len(&self) -> u32 {
        self.rows
    }

    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Values go into this row from now on. `false`: the page is full, and values are left out until it is finished.
    pub fn begin_row(&mut self) -> bool {
        self.is_open = self.rows < MOST_ROWS && self.texts.size() < MOST_TEXT;
        self.rows += u32::from(self.is_open);
        self.is_open
    }

    /// A tag's values are of one type: one of the other type than those of the rows before is left out. Of two in one row the later counts.
    pub fn int(&mut self, tag: Tag, value: i64) {
        self.cell(tag, Kind::Int, value);
    }

    /// As [`int`](Self::int). An empty text is a value.
    pub fn text(&mut self, tag: Tag, text: &str) {
        let number = self.texts.number(text);
        self.cell(tag, Kind::Text, number.into());
    }

    /// What another page's row says, in columns that this program knows and such that it does not.
    pub fn copy_row(&mut self, row: Row, wanted: impl Fn(Tag) -> bool) {
        let page = row.page();
        for (tag, _, column) in page.columns().filter(|(tag, ..)| wanted(*tag)) {
            if let Some(value) = page.int(column, row.place()) {
                self.int(tag, value);
            } else if let Some(text) = page.text(column, row.place()) {
                self.text(tag, text);
            }
        }
    }

    /// The page of the rows so far. The writer begins the next one.
    pub fn finish(&mut self) -> Vec<u8> {
        let order = self.order();
        let mut paper = Paper::of(order.len(), self.texts.len());
        for (entry, (_, column)) in order.iter().enumerate() {
            let draft = &self.columns[*column];
            let written = paper.column(draft, &self.texts, self.rows as usize);
            written.write(&mut paper.bytes, HEAD + entry * ENTRY);
        }
        let bytes = paper.close(self.rows, order.len());
        self.clear();
        bytes
    }

    /// The columns with values, by tag.
    fn order(&self) -> Vec<(i64, usize)> {
        let columns = self.columns.iter().enumerate().filter(|(_, draft)| !draft.cells.is_empty());
        let mut order: Vec<(i64, usize)> = columns.map(|(at, draft)| (draft.tag.0.into(), at)).collect();
        order.sort_unstable();
        order
    }

    fn clear(&mut self) {
        (self.rows, self.is_open) = (0, false);
        self.texts.clear();
        for draft in &mut self.columns {
            draft.cells.clear();
        }
    }

    fn cell(&mut self, tag: Tag, kind: Kind, value: i64) {
        if !self.is_open || tag.0 == u16::MAX {
            return;
        }
        let row = self.rows - 1;
        let draft = self.draft(tag);
        if draft.cells.is_empty() {
            draft.kind = kind;
        }
        match draft.cells.last_mut() {
            _ if draft.kind != kind => {}
            Some(last) if last.0 == row => last.1 = value,
            _ => draft.cells.push((row, value)),
        }
    }

    fn draft(&mut self, tag: Tag) -> &mut Draft {
        let at = self.places.find(tag).map_or(self.columns.len(), usize::from);
        if at == self.columns.len() {
            self.places.add(tag, at as u16);
            self.columns.push(Draft { tag, kind: Kind::Int, cells: Vec::new() });
        }
        &mut self.columns[at]
    }
}
