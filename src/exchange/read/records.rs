//! Text → records of fields, by a separator and quotes. A quote that opens a field but does not end it at a separator
//! or a line end is a letter: it must not pull the following rows into its cell. The fields themselves are in
//! `delimited`.

use memchr::{memchr, memchr_iter, memchr2, memchr3};
use std::borrow::Cow;

/// At most this many bytes are searched for the end of a quoted field; a longer cell is refused anyway.
const LONGEST_QUOTED: usize = 256 << 10;
/// This many lines within a quoted field are checked for being rows.
const LINES_ASKED: usize = 50;
/// With fewer cells, a line of a remark may look like a row.
const FEWEST_CELLS: usize = 3;

/// Reads one record after another.
pub(super) struct Records<'a> {
    text: &'a str,
    separator: u8,
    at: usize,
    line: u64,
    feed: u8,
}

/// A quoted field of this line is never closed and would swallow the rest.
#[derive(Debug, PartialEq)]
pub(super) struct Unclosed {
    pub line: u64,
}

/// A field, and the place of its end: a separator, a line end or the end of the text.
struct Field<'a> {
    text: Cow<'a, str>,
    end: usize,
}

/// How a field with an opening quote continues.
enum Quoted {
    /// Up to the quote here, after which the field ends.
    Closed(usize),
    /// The quote is a letter.
    Letter,
    /// No other quote is near.
    Unclosed,
}

impl<'a> Records<'a> {
    pub fn new(text: &'a str, start: usize, separator: u8) -> Self {
        let feed = if text.contains('\n') { b'\n' } else { b'\r' };
        let line = 1 + text.as_bytes().iter().take(start).filter(|byte| **byte == feed).count() as u64;
        Self { text, separator, at: start, line, feed }
    }

    /// Where the next record begins.
    pub fn position(&self) -> usize {
        self.at
    }

    /// Puts the fields of the next record into `fields` and returns its first line; `None` at the end. Blank lines are
    /// no records.
    pub fn next_into(&mut self, fields: &mut Vec<Cow<'a, str>>) -> Result<Option<u64>, Unclosed> {
        fields.clear();
        self.skip_line_ends();
        if self.at >= self.text.len() {
            return Ok(None);
        }
        let (start, line) = (self.at, self.line);
        let end = self.line_end(start);
        let bytes = self.text.as_bytes();
        if memchr(b'"', &bytes[start..end]).is_none() {
            // A line without quotes is simply split.
            let mut from = start;
            for at in memchr_iter(self.separator, &bytes[start..end]).map(|at| start + at).chain([end]) {
                fields.push(Cow::Borrowed(&self.text[from..at]));
                from = at + 1;
            }
            self.at = end;
            return Ok(Some(line));
        }
        let mut at = start;
        loop {
            let field = self.field(start, at).ok_or(Unclosed { line })?;
            at = field.end;
            fields.push(field.text);
            if self.byte(at) != Some(self.separator) {
                break;
            }
            at += 1;
        }
        self.move_to(at);
        Ok(Some(line))
    }

    fn skip_line_ends(&mut self) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let blank = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        self.move_to(self.at + blank);
    }

    fn move_to(&mut self, at: usize) {
        let passed = self.text.as_bytes().get(self.at..at).unwrap_or_default();
        self.line += passed.iter().filter(|byte| **byte == self.feed).count() as u64;
        self.at = at;
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// The field at `at` of the record that begins at `start`; `None` if it is never closed. A closing quote counts
    /// only if the field does not swallow rows: exports contain stray quotes, and one of them must not cost the rows
    /// after it.
    fn field(&self, start: usize, at: usize) -> Option<Field<'a>> {
        let opening = self.past_blanks(at);
        if self.byte(opening) != Some(b'"') {
            return Some(self.bare(at));
        }
        let length = self.text.len();
        match self.quoted(opening) {
            Quoted::Closed(end) if !self.spans_lines(opening, end) || !self.holds_rows(start, opening, end) => {
                Some(self.unquoted(opening, end))
            }
            Quoted::Unclosed if self.is_followed(opening) && !self.holds_rows(start, opening, length) => None,
            _ => Some(self.with_letters(opening)),
        }
    }

    fn spans_lines(&self, from: usize, to: usize) -> bool {
        self.text.as_bytes().get(from..to).is_some_and(|inside| memchr2(b'\r', b'\n', inside).is_some())
    }

    /// Whether anything stands on the lines below.
    fn is_followed(&self, at: usize) -> bool {
        self.past_line_end(self.line_end(at)) < self.text.len()
    }

    /// A field without quotes.
    fn bare(&self, at: usize) -> Field<'a> {
        let end = self.field_end(at);
        Field { text: Cow::Borrowed(&self.text[at..end]), end }
    }

    /// The text between two quotes.
    fn unquoted(&self, opening: usize, closing: usize) -> Field<'a> {
        let inside = &self.text[opening + 1..closing];
        let text =
            if inside.contains("\"\"") { Cow::Owned(inside.replace("\"\"", "\"")) } else { Cow::Borrowed(inside) };
        Field { text, end: self.past_blanks(closing + 1) }
    }

    /// A field whose first quote is a letter. That quote is dropped, and the field's next quote with it: 「"贵宾"客户」 is
    /// 贵宾客户.
    fn with_letters(&self, opening: usize) -> Field<'a> {
        let Field { end, .. } = self.bare(opening);
        let inside = &self.text[opening + 1..end];
        let text = match inside.split_once('"') {
            Some((before, after)) => Cow::Owned(format!("{before}{after}")),
            None => Cow::Borrowed(inside),
        };
        Field { text, end }
    }

    /// Looks for the closing quote: the one followed by the end of the field. An earlier quote that seems to open a
    /// field shows that this one opened none. A quote in the middle of words is a letter; then the field must close on
    /// that line.
    fn quoted(&self, opening: usize) -> Quoted {
        let mut at = opening + 1;
        let mut last = self.text.len();
        loop {
            let stop = last.min(opening.saturating_add(LONGEST_QUOTED));
            let searched = self.text.as_bytes().get(at..stop).unwrap_or_default();
            let Some(quote) = memchr(b'"', searched).map(|found| at + found) else {
                return if last == self.text.len() { Quoted::Unclosed } else { Quoted::Letter };
            };
            if self.byte(quote + 1) == Some(b'"') {
                at = quote + 2;
            } else if self.is_field_end(self.past_blanks(quote + 1)) {
                return Quoted::Closed(quote);
            } else if self.opens_field(quote) {
                return Quoted::Letter;
            } else {
                at = quote + 1;
                last = self.line_end(at);
            }
        }
    }

    /// Whether the lines after the opening quote's line are rows of the table, which the field would swallow.
    fn holds_rows(&self, start: usize, opening: usize, closing: usize) -> bool {
        let first_end = self.line_end(opening);
        let first = self.cells_with_digits(start, first_end);
        let mut at = first_end;
        for _ in 0..LINES_ASKED {
            let begin = self.past_line_end(at);
            if begin >= closing {
                return false;
            }
            at = self.line_end(begin);
            if is_alike(&first, &self.cells_with_digits(begin, at)) {
                return true;
            }
        }
        false
    }

    /// For each cell of a line, whether it holds a digit. A quote counts only if it is closed on the same line.
    fn cells_with_digits(&self, begin: usize, end: usize) -> Vec<bool> {
        let mut cells = Vec::new();
        let mut at = begin;
        loop {
            let opening = self.past_blanks(at);
            let closed = match (self.byte(opening) == Some(b'"')).then(|| self.quoted(opening)) {
                Some(Quoted::Closed(closing)) if closing < end => Some(closing),
                _ => None,
            };
            let field = closed.map_or_else(|| self.bare(at), |closing| self.unquoted(opening, closing));
            cells.push(field.text.bytes().any(|byte| byte.is_ascii_digit()));
            at = field.end + 1;
            if field.end >= end || self.byte(field.end) != Some(self.separator) {
                return cells;
            }
        }
    }

    /// Quotes ignore spaces beside a separator.
    fn past_blanks(&self, at: usize) -> usize {
        let is_blank = |byte: &u8| *byte == b' ' || (*byte == b'\t' && self.separator != b'\t');
        at + self.text.as_bytes().get(at..).unwrap_or_default().iter().take_while(|byte| is_blank(byte)).count()
    }

    fn is_field_end(&self, at: usize) -> bool {
        self.byte(at).is_none_or(|byte| byte == self.separator || matches!(byte, b'\r' | b'\n'))
    }

    /// Whether the quote follows a separator or a line end.
    fn opens_field(&self, quote: usize) -> bool {
        let before = self.text.as_bytes().get(..quote).unwrap_or_default();
        let last = before.iter().rev().find(|byte| **byte != b' ');
        last.is_none_or(|byte| *byte == self.separator || matches!(byte, b'\r' | b'\n'))
    }

    fn field_end(&self, at: usize) -> usize {
        let rest = self.text.as_bytes().get(at..).unwrap_or_default();
        memchr3(self.separator, b'\n', b'\r', rest).map_or(self.text.len(), |length| at + length)
    }

    fn line_end(&self, at: usize) -> usize {
        let rest = self.text.as_bytes().get(at..).unwrap_or_default();
        memchr2(b'\r', b'\n', rest).map_or(self.text.len(), |length| at + length)
    }

    fn past_line_end(&self, at: usize) -> usize {
        let rest = self.text.as_bytes().get(at..).unwrap_or_default();
        at + rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count()
    }
}

/// Whether two lines are rows of one table: equally many cells, with digits in the same cells except a few.
fn is_alike(row: &[bool], other: &[bool]) -> bool {
    let both = row.iter().zip(other).filter(|(ours, theirs)| **ours && **theirs).count();
    let either = row.iter().zip(other).filter(|(ours, theirs)| **ours || **theirs).count();
    let fits = if both == 1 { either == 1 } else { both * 2 >= either };
    row.len() == other.len() && row.len() >= FEWEST_CELLS && both > 0 && fits
}
