//! Bytes into a page: what is checked so that no access has to.

use super::{
    Fault, Kind, Page,
    entry::{Encoding, Entry},
    layout::{ENTRY, FORMAT, HEAD, MAGIC, SLACK, number},
    page::Column,
    places::Places,
};

impl Page {
    /// Any bytes give an error or a page whose every cell can be asked for.
    pub fn open(mut bytes: Vec<u8>) -> Result<Self, Fault> {
        let (rows, entries, texts_at) = directory(&bytes)?;
        let texts = String::from_utf8(bytes.split_off(texts_at)).map_err(|_| Fault::Damaged)?.into_boxed_str();
        bytes.extend([0; SLACK]);
        let mut places = Places::default();
        for (at, entry) in entries.iter().enumerate() {
            places.add(entry.tag, at as u16);
        }
        let columns = entries.iter().map(|entry| Column::of(entry, rows as usize)).collect();
        let page = Self { rows, bytes: bytes.into_boxed_slice(), texts, columns, places };
        let is_whole = entries.iter().zip(&page.columns).all(|(entry, column)| page.is_whole(entry, column));
        if is_whole { Ok(page) } else { Err(Fault::Damaged) }
    }

    fn is_whole(&self, entry: &Entry, column: &Column) -> bool {
        (!entry.has_gaps || self.is_counted(entry, column))
            && (entry.encoding == Encoding::Ints || self.are_texts(entry, column))
            && (entry.encoding != Encoding::Words || self.are_words(entry, column))
    }

    /// As many bits as there are values, and none beyond the last row.
    fn is_counted(&self, entry: &Entry, column: &Column) -> bool {
        let presence = self.bytes.get(entry.at..entry.offsets_at(self.rows as usize)).unwrap_or_default();
        let beyond = (self.rows..self.rows.next_multiple_of(8)).any(|row| self.bit(column, row));
        !beyond && presence.iter().map(|byte| byte.count_ones()).sum::<u32>() == u32::from(entry.count)
    }

    /// Offsets go up from the beginning of the column's part to its end, from letter to letter.
    fn are_texts(&self, entry: &Entry, column: &Column) -> bool {
        let mut before = entry.text_at();
        for text in 0..entry.texts(self.rows as usize) {
            match self.span(column, text) {
                Some((from, to)) if from == before && from <= to && self.texts.is_char_boundary(to) => before = to,
                _ => return false,
            }
        }
        before == entry.text_at() + entry.text_length()
    }

    fn are_words(&self, entry: &Entry, column: &Column) -> bool {
        let is_word = |word: u64| word < entry.words.into();
        (0..self.rows).all(|row| self.number(column, row).is_some_and(is_word))
    }
}

/// Rows, columns, and where the texts begin: each part where the one before it ends, to the end of the page.
fn directory(bytes: &[u8]) -> Result<(u32, Vec<Entry>, usize), Fault> {
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
    let entries: Result<Vec<_>, _> = (0..columns).map(|at| Entry::read(bytes, HEAD + at * ENTRY)).collect();
    let entries = entries?;
    let is_whole = texts_at <= bytes.len() && bytes.len() - texts_at == texts;
    if is_whole && follow(&entries, rows, texts_at, texts) {
        Ok((rows as u32, entries, texts_at))
    } else {
        Err(Fault::Damaged)
    }
}

/// Whether tags ascend and bodies and texts follow each other to their ends.
fn follow(entries: &[Entry], rows: usize, bodies_end: usize, texts_end: usize) -> bool {
    let (mut next_tag, mut body, mut text) = (0, HEAD + entries.len() * ENTRY, 0);
    for entry in entries {
        if entry.tag.0 < next_tag || entry.tag.0 == u16::MAX || entry.at != body || !entry.is_sound(rows) {
            return false;
        }
        next_tag = entry.tag.0 + 1;
        body = entry.end(rows);
        if entry.encoding.kind() == Kind::Text {
            if entry.text_at() != text || entry.text_length() > texts_end - text {
                return false;
            }
            text += entry.text_length();
        }
        if body > bodies_end {
            return false;
        }
    }
    body == bodies_end && text == texts_end
}
