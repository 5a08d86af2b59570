//! The XML inside an .xlsx: its encoding, attributes and texts. What a part says is in `workbook` and `worksheet`.

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::text::utf16;

/// A part in UTF-16 is held as a whole, so it may have only so many bytes.
const UTF16_BYTES: u64 = 64 << 20;

/// A part being read.
pub(super) type Part<R> = Reader<InUtf8<R>>;

/// A part's bytes as UTF-8: Excel accepts UTF-16 too, which is converted as a whole, since nobody writes large ones.
pub(super) enum InUtf8<R> {
    Fresh(BufReader<R>),
    AsItIs(BufReader<R>),
    Converted(Cursor<Vec<u8>>),
}

impl<R: Read> InUtf8<R> {
    /// At the first bytes: drops a mark of UTF-8, converts UTF-16.
    fn settle(&mut self) -> io::Result<()> {
        let Self::Fresh(source) = self else { return Ok(()) };
        let first = source.fill_buf()?;
        let is_big = match first {
            [0xFE, 0xFF, ..] => Some(true),
            [0xFF, 0xFE, ..] => Some(false),
            _ => None,
        };
        let mark = if first.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
        source.consume(mark);
        *self = match (is_big, std::mem::replace(self, Self::Converted(Cursor::default()))) {
            (Some(is_big), Self::Fresh(source)) => {
                let mut bytes = Vec::new();
                if source.take(UTF16_BYTES + 1).read_to_end(&mut bytes)? as u64 > UTF16_BYTES {
                    return Err(io::Error::other("a part in UTF-16 is too large"));
                }
                Self::Converted(Cursor::new(utf16(&bytes[2..], is_big).into_bytes()))
            }
            (_, Self::Fresh(source)) => Self::AsItIs(source),
            (_, settled) => settled,
        };
        Ok(())
    }
}

impl<R: Read> Read for InUtf8<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let mut from = self.fill_buf()?;
        let read = from.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: Read> BufRead for InUtf8<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.settle()?;
        match self {
            Self::Fresh(source) | Self::AsItIs(source) => source.fill_buf(),
            Self::Converted(bytes) => bytes.fill_buf(),
        }
    }

    fn consume(&mut self, bytes: usize) {
        match self {
            Self::Fresh(source) | Self::AsItIs(source) => source.consume(bytes),
            Self::Converted(rest) => rest.consume(bytes),
        }
    }
}

pub(super) fn open<R: Read>(source: R) -> Part<R> {
    let mut reader = Reader::from_reader(InUtf8::Fresh(BufReader::new(source)));
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    config.expand_empty_elements = true;
    reader
}

/// What is wrong with a part, in the library's words.
pub(super) type Damage = String;

/// The wanted attributes of every element with one of these names, by local name; absent ones are empty.
pub(super) fn elements<const N: usize>(
    xml: &[u8],
    names: &[&str],
    wanted: [&str; N],
) -> Result<Vec<[String; N]>, Damage> {
    let mut found = Vec::new();
    each_element(&mut open(xml), |element| {
        if names.contains(&element.local_name().as_ref()) {
            found.push(wanted.map(|name| attribute(element, name).map(Cow::into_owned).unwrap_or_default()));
        }
    })?;
    Ok(found)
}

/// Shows the start of every element; a part that ends inside one was cut off.
pub(super) fn each_element<R: BufRead>(reader: &mut Reader<R>, mut see: impl FnMut(&BytesStart)) -> Result<(), Damage> {
    let (mut buffer, mut depth) = (Vec::new(), 0_i64);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|error| error.to_string())? {
            Event::Start(element) => {
                depth += 1;
                see(&element);
            }
            Event::End(_) => depth -= 1,
            Event::Eof if depth > 0 => return Err("an element is not ended".to_owned()),
            Event::Eof => return Ok(()),
            _ => (),
        }
    }
}

/// An attribute by its local name, with its entities resolved.
pub(super) fn attribute<'e>(element: &'e BytesStart, name: &str) -> Option<Cow<'e, str>> {
    let mut attributes = element.attributes();
    let found = attributes.with_checks(false).flatten().find(|found| found.key.local_name().as_ref() == name)?;
    if !found.value.contains('&') {
        return Some(found.value);
    }
    Some(Cow::Owned(unescape(&found.value).map_or_else(|_| found.value.to_string(), Cow::into_owned)))
}

/// Whether an attribute is one of the spellings of "yes".
pub(super) fn is_on(value: &str) -> bool {
    matches!(value, "1" | "true" | "on")
}

/// The text of a string or cell, collected from its pieces: rich text has several; phonetic guides do not count.
#[derive(Default)]
pub(super) struct Pieces {
    pub text: String,
    from: usize,
    is_preserved: bool,
    is_open: bool,
    is_phonetic: bool,
}

impl Pieces {
    pub fn clear(&mut self) {
        self.text.clear();
        (self.is_open, self.is_phonetic) = (false, false);
    }

    pub fn start(&mut self, element: &BytesStart) {
        match element.local_name().as_ref() {
            "rPh" => self.is_phonetic = true,
            "t" if !self.is_phonetic => {
                let space = attribute(element, "space");
                self.open(space.is_some_and(|space| space == "preserve"));
            }
            "v" => self.open(true),
            _ => (),
        }
    }

    pub fn end(&mut self, name: &str) {
        match name {
            "rPh" => self.is_phonetic = false,
            "t" | "v" if self.is_open => self.close(),
            _ => (),
        }
    }

    pub fn add(&mut self, text: &str) {
        if self.is_open {
            self.text.push_str(text);
        }
    }

    /// An unknown entity stays as written.
    pub fn reference(&mut self, reference: &BytesRef) {
        match reference.resolve_char_ref() {
            Ok(Some(letter)) => self.add(letter.encode_utf8(&mut [0; 4])),
            _ => match resolve_xml_entity(reference) {
                Some(text) => self.add(text),
                None => self.add(&format!("&{};", &**reference)),
            },
        }
    }

    fn open(&mut self, is_preserved: bool) {
        (self.is_open, self.is_preserved, self.from) = (true, is_preserved, self.text.len());
    }

    /// Spaces around a piece count only if the piece says so.
    fn close(&mut self) {
        self.is_open = false;
        let piece = self.text.get(self.from..).unwrap_or_default();
        let kept = if self.is_preserved { piece } else { piece.trim_matches([' ', '\t', '\r', '\n']) };
        if kept.len() < piece.len() || kept.contains("_x") {
            let kept = unescaped(kept);
            self.text.truncate(self.from);
            self.text.push_str(&kept);
        }
    }
}

/// Replaces `_x000D_` and the like with the characters they stand for.
fn unescaped(text: &str) -> String {
    let mut units: Vec<u16> = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        if let Some(unit) = escape(rest) {
            units.push(unit);
            rest = rest.get(ESCAPE_BYTES..).unwrap_or_default();
        } else {
            units.extend(letter.encode_utf16(&mut [0; 2]).iter());
            rest = rest.get(letter.len_utf8()..).unwrap_or_default();
        }
    }
    String::from_utf16_lossy(&units)
}

const ESCAPE_BYTES: usize = 7;

/// The unit that an escape at the start of the text stands for.
fn escape(text: &str) -> Option<u16> {
    let digits = text.get(..ESCAPE_BYTES)?.strip_prefix("_x")?.strip_suffix('_')?;
    digits.bytes().all(|digit| digit.is_ascii_hexdigit()).then(|| u16::from_str_radix(digits, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_stand_for_characters() {
        assert_eq!(unescaped("a_x000D_b_x005F_x000D_"), "a\rb_x000D_");
        assert_eq!(unescaped("_xD83D__xDE00_ _x12_ _xZZZZ_ 型_x"), "😀 _x12_ _xZZZZ_ 型_x");
    }

    #[test]
    fn a_part_cut_off_is_damage() {
        assert_eq!(elements(b"<a><b id='1'/><b/></a>", &["b"], ["id"]).unwrap(), [["1".to_owned()], [String::new()]]);
        assert!(elements(b"<a><b id='1'/>", &["b"], ["id"]).is_err());
        assert!(elements(b"<a><b id='1'/><", &["b"], ["id"]).is_err());
    }
}
