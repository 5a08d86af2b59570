//! Pages of rows as columns. A page stays as it was read: checked once, then asked cell by cell, with nothing taken out of it.
//! What a tag means is not known here, nor are hashes and the store's own header.
//!
//! # Layout
//!
//! All numbers are little-endian. The parts follow each other without gaps: head, directory, bodies in the order of the directory,
//! texts. A number of width 0 takes no bytes and is 0.
//!
//! | head | bytes | |
//! |---|---|---|
//! | 0 | 2 | `BC` |
//! | 2 | 1 | format, 1 |
//! | 3 | 1 | reserved, 0 |
//! | 4 | 2 | rows |
//! | 6 | 2 | columns |
//! | 8 | 4 | place of the texts: the end of the bodies |
//! | 12 | 4 | length of the texts: they end with the page |
//!
//! | entry of the directory | bytes | |
//! |---|---|---|
//! | 0 | 2 | tag; entries stand in ascending order of it, 65 535 is none |
//! | 2 | 1 | encoding: 1 integers, 2 texts, 3 words; another is a newer program's |
//! | 3 | 1 | 1 where some rows have no value, else 0 |
//! | 4 | 1 | width of a number: 0, 1, 2, 4 or 8 for integers; 0, 1 or 2 for words; 0 for texts |
//! | 5 | 1 | width of an offset: 0, 1, 2 or 4; 0 for integers |
//! | 6 | 2 | rows with a value, at least 1 |
//! | 8 | 4 | place of the body |
//! | 12 | 2 | number of words; 0 for others |
//! | 14 | 2 | step: bytes that every text has at least; 0 for integers |
//! | 16 | 8 | integers: the smallest, signed; others: place among the texts and length there, of 4 bytes each |
//!
//! | body, in this order | of | |
//! |---|---|---|
//! | presence | columns with gaps | a bit a row, the lowest first, 1 where there is a value; the last byte is filled with 0 |
//! | offsets | texts, words | where each text begins in the column's own part, less its number times the step; and the same of the end: rows + 1 or words + 1 |
//! | numbers | integers, words | one a row: what the value is above the smallest, or which word it is |
//!
//! A row without a value has 0 or an empty text in its place. A column without any value is not written. The texts are UTF-8, one
//! column's after another's. Words stand in the order in which the rows name them first. Of texts and words a writer takes what is
//! shorter, of equals texts; of widths the
//! smallest that holds the largest number; of steps the longest up to 65 535, which for texts of one length leaves no offsets. So the same rows give the same bytes.

mod entry;
mod fault;
mod layout;
mod open;
mod page;
mod paper;
mod places;
mod table;
#[cfg(test)]
mod tests;
mod texts;
mod write;

pub use entry::Kind;
pub use fault::Fault;
pub use page::{ColumnAt, Page, Row};
pub use table::Table;
pub use write::{MOST_ROWS, PageWriter};

/// What a column means, as a number that is never given to another meaning. 65 535 is none: its values are left out.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Tag(pub u16);
