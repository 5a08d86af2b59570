//! The encoding of a text without a byte order mark, by its bytes. Decoding is elsewhere.

/// With this many broken sequences it is another encoding; the whole ones are no longer counted.
const MOST_BROKEN: usize = 2_000;

/// Whether the bytes are UTF-8 except for a few characters. In Chinese text of another encoding few sequences happen to
/// be valid UTF-8.
pub(super) fn is_utf8(bytes: &[u8]) -> bool {
    if std::str::from_utf8(bytes).is_ok() {
        return true;
    }
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks().take(MOST_BROKEN) {
        whole += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > broken * 2
}

/// UTF-16 that lost its mark. The line ends and separators are at even places with their zero on one side, so are the
/// digits, and no character is a control character. The answer is whether it is big-endian.
pub(super) fn utf16(bytes: &[u8]) -> Option<bool> {
    let marks = |zero: usize| pairs(bytes, |pair| pair[zero] == 0 && is_mark(pair[1 - zero]));
    let is_big = match (marks(1), marks(0)) {
        (little, 0) if little > 0 => false,
        (0, big) if big > 0 => true,
        _ => return None,
    };
    let text = super::utf16(bytes, is_big);
    let is_foreign = |letter: char| letter == char::REPLACEMENT_CHARACTER || is_foreign_control(letter);
    (!has_bare_bytes(bytes) && !text.contains(is_foreign)).then_some(is_big)
}

/// Whether the bytes are text in single or multiple bytes with some NULs between: it has lines, and no other control
/// characters.
pub(super) fn is_padded_text(bytes: &[u8]) -> bool {
    let is_foreign = |byte: &u8| is_foreign_control(char::from(*byte)) && byte.is_ascii();
    bytes.iter().any(|byte| matches!(byte, b'\n' | b'\r')) && !bytes.iter().any(is_foreign)
}

/// More marks or digits occur in pairs than alone: these are single bytes, since as UTF-16 each pair would be a
/// character nobody writes.
fn has_bare_bytes(bytes: &[u8]) -> bool {
    let both = |is: fn(u8) -> bool| pairs(bytes, |pair| is(pair[0]) && is(pair[1]));
    let lone = |is: fn(u8) -> bool| pairs(bytes, |pair| (pair[0] == 0 && is(pair[1])) || (pair[1] == 0 && is(pair[0])));
    let marks = bytes.iter().filter(|byte| is_mark(**byte)).count();
    marks > lone(is_mark) * 2 || both(is_digit) * 4 > lone(is_digit) || bytes.windows(2).any(|pair| pair == b"\r\n")
}

fn pairs(bytes: &[u8], is: impl Fn(&[u8]) -> bool) -> usize {
    bytes.chunks_exact(2).filter(|pair| is(pair)).count()
}

fn is_mark(byte: u8) -> bool {
    b"\n\t,;".contains(&byte)
}

fn is_digit(byte: u8) -> bool {
    byte.is_ascii_digit()
}

/// A control character other than line ends, padding and end of text.
fn is_foreign_control(letter: char) -> bool {
    letter.is_control() && !"\r\n\t\u{b}\u{c}\0\u{1a}".contains(letter)
}
