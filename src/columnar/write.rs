//! Rows into a page. A value goes into its column's list, a text once into a common one; how a column is written is settled at the end.

use super::{
    Kind, Row, Tag,
    entry::{Encoding, Entry},
    layout::{ENTRY, FORMAT, HEAD, MAGIC, SLACK, put, put_wide, width_of},
    places::Places,
    texts::Texts,
};

/// The rows that a page can have.
pub const MOST_ROWS: u32 = u16::MAX as u32;
/// Bytes of texts after which no row is begun: places among texts have four bytes.
const MOST_TEXT: usize = 1 << 30;
const NO_CODE: u32 = u32::MAX;

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
struct Draft {
    tag: Tag,
    kind: Kind,
    cells: Vec<(u32, i64)>,
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
    pub fn copy_row(&mut self, row: Row, except: &[Tag]) {
        let page = row.page();
        for (tag, _, column) in page.columns().filter(|(tag, ..)| !except.contains(tag)) {
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

/// Bytes of some texts.
struct Lengths {
    all: usize,
    shortest: usize,
}

impl Lengths {
    fn of(numbers: impl Iterator<Item = u32>, texts: &Texts) -> Self {
        let mut lengths = Self { all: 0, shortest: usize::MAX };
        for number in numbers {
            let length = texts.get(number).len();
            lengths.all += length;
            lengths.shortest = lengths.shortest.min(length);
        }
        lengths
    }

    fn step(&self) -> u16 {
        self.shortest.try_into().unwrap_or(u16::MAX)
    }

    /// Of the offsets of so many texts.
    fn width(&self, texts: usize, step: u16) -> u8 {
        width_of((self.all - texts * usize::from(step)) as u64)
    }
}

/// A page as far as it is written: head, directory and bodies, with slack behind; and the texts, which come behind them.
struct Paper {
    bytes: Vec<u8>,
    letters: Vec<u8>,
    /// Which word a text is in the column at hand.
    codes: Vec<u32>,
}

impl Paper {
    fn of(columns: usize, texts: usize) -> Self {
        Self { bytes: vec![0; HEAD + columns * ENTRY + SLACK], letters: Vec::new(), codes: vec![NO_CODE; texts] }
    }

    fn close(mut self, rows: u32, columns: usize) -> Vec<u8> {
        let texts_at = self.end();
        self.bytes.truncate(texts_at);
        put(&mut self.bytes, 0, 2, u16::from_le_bytes(MAGIC).into());
        put(&mut self.bytes, 2, 1, FORMAT.into());
        put(&mut self.bytes, 4, 2, rows.into());
        put(&mut self.bytes, 6, 2, columns as u64);
        put(&mut self.bytes, 8, 4, texts_at as u64);
        put(&mut self.bytes, 12, 4, self.letters.len() as u64);
        self.bytes.extend_from_slice(&self.letters);
        self.bytes
    }

    fn column(&mut self, draft: &Draft, texts: &Texts, rows: usize) -> Entry {
        let mut column = Entry {
            tag: draft.tag,
            encoding: Encoding::Ints,
            has_gaps: draft.cells.len() < rows,
            width: 0,
            offset_width: 0,
            count: draft.cells.len() as u16,
            at: self.end(),
            words: 0,
            step: 0,
            base: 0,
        };
        match draft.kind {
            Kind::Int => self.ints(&mut column, draft, rows),
            Kind::Text => self.texts(&mut column, draft, texts, rows),
        }
        column
    }

    fn ints(&mut self, column: &mut Entry, draft: &Draft, rows: usize) {
        let (mut smallest, mut largest) = (i64::MAX, i64::MIN);
        for (_, value) in &draft.cells {
            smallest = smallest.min(*value);
            largest = largest.max(*value);
        }
        column.base = smallest as u64;
        column.width = width_of(largest.wrapping_sub(smallest) as u64);
        self.body(column, draft, rows);
        let at = column.numbers_at(rows);
        for (row, value) in &draft.cells {
            self.put(at, *row as usize, column.width, value.wrapping_sub(smallest) as u64);
        }
    }

    fn texts(&mut self, column: &mut Entry, draft: &Draft, texts: &Texts, rows: usize) {
        let words = self.words(draft);
        let each = Lengths::of(draft.cells.iter().map(|cell| cell.1 as u32), texts);
        let once = Lengths::of(words.iter().copied(), texts);
        column.base = self.letters.len() as u64;
        // Where there is no text, its length is 0.
        let step = if column.has_gaps { 0 } else { each.step() };
        let plain = Entry { encoding: Encoding::Texts, step, offset_width: each.width(rows, step), ..*column };
        let coded = Entry {
            encoding: Encoding::Words,
            step: once.step(),
            offset_width: once.width(words.len(), once.step()),
            words: words.len() as u16,
            width: width_of(words.len() as u64 - 1),
            ..*column
        };
        if coded.end(rows) + once.all < plain.end(rows) + each.all {
            *column = coded;
            self.coded(column, draft, texts, &words, rows);
        } else {
            *column = plain;
            self.plain(column, draft, texts, rows);
        }
        let length = self.letters.len() as u64 - column.base;
        column.base |= length << 32;
        for word in words {
            self.codes[word as usize] = NO_CODE;
        }
    }

    /// The column's texts, each once, in the order of their first rows. Their codes are noted.
    fn words(&mut self, draft: &Draft) -> Vec<u32> {
        let mut words = Vec::new();
        for (_, number) in &draft.cells {
            let code = &mut self.codes[*number as usize];
            if *code == NO_CODE {
                *code = words.len() as u32;
                words.push(*number as u32);
            }
        }
        words
    }

    fn plain(&mut self, column: &Entry, draft: &Draft, texts: &Texts, rows: usize) {
        self.body(column, draft, rows);
        let at = column.offsets_at(rows);
        let mut cells = draft.cells.iter().peekable();
        for row in 0..rows {
            if let Some((_, number)) = cells.next_if(|cell| cell.0 as usize == row) {
                self.letters.extend_from_slice(texts.get(*number as u32));
            }
            self.offset(column, at, row + 1);
        }
    }

    fn coded(&mut self, column: &Entry, draft: &Draft, texts: &Texts, words: &[u32], rows: usize) {
        self.body(column, draft, rows);
        let at = column.offsets_at(rows);
        for (word, number) in words.iter().enumerate() {
            self.letters.extend_from_slice(texts.get(*number));
            self.offset(column, at, word + 1);
        }
        let at = column.numbers_at(rows);
        for (row, number) in &draft.cells {
            self.put(at, *row as usize, column.width, self.codes[*number as usize].into());
        }
    }

    /// Room for the body, and in it which rows have a value.
    fn body(&mut self, column: &Entry, draft: &Draft, rows: usize) {
        self.bytes.resize(column.end(rows) + SLACK, 0);
        if column.has_gaps {
            for (row, _) in &draft.cells {
                self.bytes[column.at + (row / 8) as usize] |= 1 << (row % 8);
            }
        }
    }

    /// Where the next text begins.
    fn offset(&mut self, column: &Entry, at: usize, text: usize) {
        let offset = self.letters.len() - column.text_at() - text * usize::from(column.step);
        self.put(at, text, column.offset_width, offset as u64);
    }

    /// Numbers go in by ascending places.
    fn put(&mut self, at: usize, place: usize, width: u8, number: u64) {
        put_wide(&mut self.bytes, at + place * usize::from(width), number);
    }

    /// Where the next body begins.
    fn end(&self) -> usize {
        self.bytes.len() - SLACK
    }
}
