//! Bytes → text: mark, else strict UTF-8, else strict GB18030. Not a guess: what is neither is refused with its place.

use std::borrow::Cow;

use encoding_rs::{DecoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::error::{ReadError, Seems};
use crate::exchange::cell::TextEncoding;

/// Decodes a text file without its byte order mark. What a page or an XML declaration says of itself is not asked.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, TextEncoding), ReadError> {
    match Encoding::for_bom(bytes) {
        Some((encoding, mark)) if encoding == UTF_16LE || encoding == UTF_16BE => {
            let text = strictly(encoding, &bytes[mark..])?;
            Ok((text, TextEncoding::Utf16))
        }
        Some((_, mark)) => Ok((strictly(UTF_8, &bytes[mark..])?, TextEncoding::Utf8)),
        None => decode_unmarked(bytes),
    }
}

fn decode_unmarked(bytes: &[u8]) -> Result<(Cow<'_, str>, TextEncoding), ReadError> {
    if bytes.contains(&0) {
        if let Some(text) = unmarked_utf16(bytes) {
            return Ok((text, TextEncoding::Utf16));
        }
        return Err(ReadError::NotASpreadsheet { seems: Seems::Binary });
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok((Cow::Borrowed(text), TextEncoding::Utf8)),
        Err(_) => Ok((strictly(GB18030, bytes)?, TextEncoding::Gb18030)),
    }
}

/// UTF-16 that lost its mark: the line ends and separators of a table stand at even places, their zero on the one side,
/// and nothing in the text is a control character.
fn unmarked_utf16(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let marks = |zero: usize| {
        let is_mark = |pair: &&[u8]| pair[zero] == 0 && b"\n\t,;".contains(&pair[1 - zero]);
        bytes.chunks_exact(2).filter(is_mark).count()
    };
    let encoding = match (marks(1), marks(0)) {
        (little, 0) if little > 0 => UTF_16LE,
        (0, big) if big > 0 => UTF_16BE,
        _ => return None,
    };
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    let is_control = |letter: char| letter.is_control() && !"\r\n\t".contains(letter);
    (!text.contains(is_control)).then_some(text)
}

fn strictly<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Result<Cow<'a, str>, ReadError> {
    encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .ok_or_else(|| ReadError::UnknownEncoding { offset: failure(encoding, bytes) as u64, line: 0 })
        .map_err(|error| with_line(error, bytes))
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

fn with_line(error: ReadError, bytes: &[u8]) -> ReadError {
    match error {
        ReadError::UnknownEncoding { offset, .. } => {
            let before = bytes.iter().take(offset as usize);
            ReadError::UnknownEncoding { offset, line: 1 + before.filter(|byte| **byte == b'\n').count() as u64 }
        }
        other => other,
    }
}
