//! An entry of the directory: how a column is written, and where its parts stand.

use super::{
    Fault, Tag,
    layout::{number, put},
};

/// What a column holds, seen from outside.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Int,
    Text,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Encoding {
    Ints = 1,
    Texts = 2,
    Words = 3,
}

impl Encoding {
    pub(super) fn kind(self) -> Kind {
        if self == Self::Ints { Kind::Int } else { Kind::Text }
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub tag: Tag,
    pub encoding: Encoding,
    /// Some rows have no value.
    pub has_gaps: bool,
    pub width: u8,
    pub offset_width: u8,
    /// Rows with a value.
    pub count: u16,
    /// Place of the body.
    pub at: usize,
    pub words: u16,
    /// Bytes that every text has at least: offsets are told without them.
    pub step: u16,
    /// The smallest integer; of texts, place and length.
    pub base: u64,
}

impl Entry {
    /// The entry at a place of the directory. An encoding of a newer program is told before anything else is.
    pub(super) fn read(bytes: &[u8], entry: usize) -> Result<Self, Fault> {
        let part = |at: usize, width: u8| number(bytes, entry + at, width).ok_or(Fault::Damaged);
        let encoding = match part(2, 1)? {
            1 => Encoding::Ints,
            2 => Encoding::Texts,
            3 => Encoding::Words,
            _ => return Err(Fault::TooNew),
        };
        if part(3, 1)? > 1 {
            return Err(Fault::TooNew);
        }
        Ok(Self {
            tag: Tag(part(0, 2)? as u16),
            encoding,
            has_gaps: part(3, 1)? == 1,
            width: part(4, 1)? as u8,
            offset_width: part(5, 1)? as u8,
            count: part(6, 2)? as u16,
            at: part(8, 4)? as usize,
            words: part(12, 2)? as u16,
            step: part(14, 2)? as u16,
            base: part(16, 8)?,
        })
    }

    pub(super) fn write(&self, bytes: &mut [u8], entry: usize) {
        put(bytes, entry, 2, self.tag.0.into());
        put(bytes, entry + 2, 1, self.encoding as u64);
        put(bytes, entry + 3, 1, self.has_gaps.into());
        put(bytes, entry + 4, 1, self.width.into());
        put(bytes, entry + 5, 1, self.offset_width.into());
        put(bytes, entry + 6, 2, self.count.into());
        put(bytes, entry + 8, 4, self.at as u64);
        put(bytes, entry + 12, 2, self.words.into());
        put(bytes, entry + 14, 2, self.step.into());
        put(bytes, entry + 16, 8, self.base);
    }

    /// Place among the texts.
    pub(super) fn text_at(&self) -> usize {
        self.base as u32 as usize
    }

    pub(super) fn text_length(&self) -> usize {
        (self.base >> 32) as usize
    }

    pub(super) fn offsets_at(&self, rows: usize) -> usize {
        self.at + if self.has_gaps { rows.div_ceil(8) } else { 0 }
    }

    /// How many texts there are offsets of.
    pub(super) fn texts(&self, rows: usize) -> usize {
        match self.encoding {
            Encoding::Ints => 0,
            Encoding::Texts => rows,
            Encoding::Words => self.words.into(),
        }
    }

    pub(super) fn numbers_at(&self, rows: usize) -> usize {
        let offsets = (self.texts(rows) + 1) * usize::from(self.offset_width);
        self.offsets_at(rows) + offsets
    }

    pub(super) fn end(&self, rows: usize) -> usize {
        self.numbers_at(rows) + rows * usize::from(self.width)
    }

    /// Whether widths and counts are such as are written.
    pub(super) fn is_sound(&self, rows: usize) -> bool {
        let count = usize::from(self.count);
        let widths = match self.encoding {
            Encoding::Ints => {
                matches!(self.width, 0 | 1 | 2 | 4 | 8) && (self.offset_width, self.words, self.step) == (0, 0, 0)
            }
            Encoding::Texts => self.width == 0 && self.words == 0,
            Encoding::Words => matches!(self.width, 0..=2),
        };
        let is_counted = if self.has_gaps { 0 < count && count < rows } else { 0 < count && count == rows };
        widths && matches!(self.offset_width, 0 | 1 | 2 | 4) && is_counted
    }
}
