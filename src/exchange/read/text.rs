//! Bytes → text: by the mark; else UTF-8 if nearly everything is; else GB18030. A character cut in half becomes a
//! replacement mark. A text with many of them is in neither encoding and is refused, with the place. Finding the table
//! in the text is for `sniff` and the readers.

mod unmarked;

use std::borrow::Cow;

use super::error::{ReadError, Seems};
use super::limits::Progress;
use crate::exchange::cell::TextEncoding;

/// One character may be broken for each of so many whole ones beyond ASCII.
const WHOLE_TO_BROKEN: usize = 10;
/// The host decodes about so many bytes at once, so that it never holds a second copy of a file.
const PIECE_BYTES: usize = 64 << 10;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Charset {
    Utf8,
    Utf16 { is_big: bool },
    Gb18030,
}

/// Decodes a text file without its byte order mark. The encoding that a page or an XML declaration states is ignored.
pub(super) fn decode<'a>(bytes: &'a [u8], progress: &Progress) -> Result<(Cow<'a, str>, TextEncoding), ReadError> {
    let (charset, text) = match marked(bytes) {
        Some((charset, rest)) => (charset, rest),
        None => (unmarked_charset(bytes)?, bytes),
    };
    let text = forgiving(charset, text, progress)?;
    Ok((without_padding(text), charset.named()))
}

/// The encoding that a byte order mark states, and what follows the mark.
fn marked(bytes: &[u8]) -> Option<(Charset, &[u8])> {
    let marks: [(&[u8], Charset); 3] = [
        (b"\xEF\xBB\xBF", Charset::Utf8),
        (b"\xFF\xFE", Charset::Utf16 { is_big: false }),
        (b"\xFE\xFF", Charset::Utf16 { is_big: true }),
    ];
    marks.into_iter().find_map(|(mark, charset)| Some((charset, bytes.strip_prefix(mark)?)))
}

fn unmarked_charset(bytes: &[u8]) -> Result<Charset, ReadError> {
    let padded = bytes.contains(&0);
    if let Some(is_big) = padded.then(|| unmarked::utf16(bytes)).flatten() {
        return Ok(Charset::Utf16 { is_big });
    }
    if padded && !unmarked::is_padded_text(bytes) {
        return Err(ReadError::NotASpreadsheet { seems: Seems::Binary });
    }
    Ok(if unmarked::is_utf8(bytes) { Charset::Utf8 } else { Charset::Gb18030 })
}

impl Charset {
    fn named(self) -> TextEncoding {
        match self {
            Self::Utf8 => TextEncoding::Utf8,
            Self::Utf16 { .. } => TextEncoding::Utf16,
            Self::Gb18030 => TextEncoding::Gb18030,
        }
    }

    fn decode<'a>(self, bytes: &'a [u8], progress: &Progress) -> Cow<'a, str> {
        match self {
            Self::Utf8 => String::from_utf8_lossy(bytes),
            Self::Utf16 { is_big } => Cow::Owned(utf16(bytes, is_big)),
            Self::Gb18030 => Cow::Owned(in_pieces(bytes, &|piece| progress.decode("gb18030", piece))),
        }
    }
}

/// UTF-16 of either order; what is half a character becomes a replacement mark.
pub(super) fn utf16(bytes: &[u8], is_big: bool) -> String {
    let unit = |pair: &[u8]| {
        let pair = [pair[0], pair[1]];
        if is_big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }
    };
    let pairs = bytes.chunks_exact(2);
    let odd = (!pairs.remainder().is_empty()).then_some(char::REPLACEMENT_CHARACTER);
    let letters = char::decode_utf16(pairs.map(unit)).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER));
    letters.chain(odd).collect()
}

/// A piece ends behind a line end, which is never a part of a longer character.
fn in_pieces(bytes: &[u8], decode: &dyn Fn(&[u8]) -> String) -> String {
    let mut text = String::with_capacity(bytes.len());
    let mut rest = bytes;
    while !rest.is_empty() {
        let least = rest.len().min(PIECE_BYTES);
        let end = memchr::memchr(b'\n', &rest[least..]).map_or(rest.len(), |at| least + at + 1);
        let (piece, behind) = rest.split_at(end);
        text.push_str(&decode(piece));
        rest = behind;
    }
    text
}

/// Systems cut long texts after a number of bytes, in the middle of a character. The separator or line end after the
/// cut is kept, since neither can be the second half of a character.
fn forgiving<'a>(charset: Charset, bytes: &'a [u8], progress: &Progress) -> Result<Cow<'a, str>, ReadError> {
    let text = charset.decode(bytes, progress);
    if let Some(first) = text.find(char::REPLACEMENT_CHARACTER)
        && !is_mostly_whole(&text, charset)
    {
        let lines = text[..first].bytes().filter(|byte| *byte == b'\n').count();
        return Err(ReadError::UnknownEncoding { line: 1 + lines as u64 });
    }
    Ok(text)
}

fn is_mostly_whole(text: &str, charset: Charset) -> bool {
    let broken = text.chars().filter(|letter| *letter == char::REPLACEMENT_CHARACTER).count();
    let told = |letter: &char| matches!(charset, Charset::Utf16 { .. }) || !letter.is_ascii();
    let whole = text.chars().filter(told).count() - broken;
    whole >= broken * WHOLE_TO_BROKEN
}

/// Fields of a fixed width are padded with NUL, and DOS ends a file with 0x1A; neither is part of a value.
fn without_padding(text: Cow<'_, str>) -> Cow<'_, str> {
    let ends = |letter: char| matches!(letter, '\0' | '\u{1a}');
    match text {
        Cow::Borrowed(text) if !text.contains('\0') => Cow::Borrowed(text.trim_end_matches(ends)),
        text if text.contains('\0') || text.ends_with(ends) => {
            Cow::Owned(text.trim_end_matches(ends).replace('\0', ""))
        }
        text => text,
    }
}
