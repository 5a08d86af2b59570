//! Bytes → text: by the mark; else UTF-8 if nearly everything is; else GB18030. A character cut in half becomes a
//! replacement mark. A text with many of them is in neither encoding and is refused, with the place. Finding the table
//! in the text is for `sniff` and the readers.

mod unmarked;

use std::borrow::Cow;

use encoding_rs::{DecoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::error::{ReadError, Seems};
use crate::exchange::cell::TextEncoding;

/// One character may be broken for each of so many whole ones beyond ASCII.
const WHOLE_TO_BROKEN: usize = 10;

/// Decodes a text file without its byte order mark. The encoding that a page or an XML declaration states is ignored.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, TextEncoding), ReadError> {
    let (text, encoding) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (forgiving(encoding, &bytes[mark..])?, named(encoding)),
        None => decode_unmarked(bytes)?,
    };
    Ok((without_padding(text), encoding))
}

fn decode_unmarked(bytes: &[u8]) -> Result<(Cow<'_, str>, TextEncoding), ReadError> {
    let padded = bytes.contains(&0);
    if let Some(encoding) = padded.then(|| unmarked::utf16(bytes)).flatten() {
        return Ok((forgiving(encoding, bytes)?, TextEncoding::Utf16));
    }
    if padded && !unmarked::is_padded_text(bytes) {
        return Err(ReadError::NotASpreadsheet { seems: Seems::Binary });
    }
    let encoding = if unmarked::is_utf8(bytes) { UTF_8 } else { GB18030 };
    Ok((forgiving(encoding, bytes)?, named(encoding)))
}

fn named(encoding: &Encoding) -> TextEncoding {
    if encoding == UTF_16LE || encoding == UTF_16BE {
        TextEncoding::Utf16
    } else if encoding == UTF_8 {
        TextEncoding::Utf8
    } else {
        TextEncoding::Gb18030
    }
}

/// Systems cut long texts after a number of bytes, in the middle of a character. The separator or line end after the
/// cut is kept, since neither can be the second half of a character.
fn forgiving<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Result<Cow<'a, str>, ReadError> {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    if broken && !is_mostly_whole(&text, named(encoding)) {
        let offset = failure(encoding, bytes);
        let lines = bytes.iter().take(offset).filter(|byte| **byte == b'\n').count();
        return Err(ReadError::UnknownEncoding { offset: offset as u64, line: 1 + lines as u64 });
    }
    Ok(text)
}

fn is_mostly_whole(text: &str, encoding: TextEncoding) -> bool {
    let broken = text.chars().filter(|letter| *letter == char::REPLACEMENT_CHARACTER).count();
    let told = |letter: &char| encoding == TextEncoding::Utf16 || !letter.is_ascii();
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

/// Where decoding stops: the offset after the first malformed sequence.
fn failure(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut piece = String::with_capacity(8 << 10);
    let mut offset = 0;
    while let Some(rest) = bytes.get(offset..) {
        piece.clear();
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut piece, true);
        offset += read;
        match result {
            DecoderResult::OutputFull => continue,
            DecoderResult::Malformed(..) | DecoderResult::InputEmpty => break,
        }
    }
    offset.saturating_sub(1)
}
