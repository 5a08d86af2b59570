//! Columns of values into bytes: which encoding and widths are the shortest, and where everything stands.

use super::{
    Kind,
    entry::{Encoding, Entry},
    layout::{ENTRY, FORMAT, HEAD, MAGIC, SLACK, put, put_wide, width_of},
    texts::Texts,
    write::Draft,
};

const NO_CODE: u32 = u32::MAX;

/// A page as far as it is written: head, directory and bodies, with slack behind; and the texts, which come behind them.
pub(super) struct Paper {
    pub bytes: Vec<u8>,
    letters: Vec<u8>,
    /// Which word a text is in the column at hand.
    codes: Vec<u32>,
}

impl Paper {
    pub(super) fn of(columns: usize, texts: usize) -> Self {
        Self { bytes: vec![0; HEAD + columns * ENTRY + SLACK], letters: Vec::new(), codes: vec![NO_CODE; texts] }
    }

    pub(super) fn close(mut self, rows: u32, columns: usize) -> Vec<u8> {
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

    pub(super) fn column(&mut self, draft: &Draft, texts: &Texts, rows: usize) -> Entry {
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
