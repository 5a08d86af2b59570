//! What a file is, by its first bytes. Its name is never used.

use super::error::{OtherForm, ReadError, Seems};

/// The family of a file, before its text is decoded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Family {
    Zip,
    Ole,
    /// A BIFF stream of Excel 5–97 without a container around it.
    BareBiff,
    Text,
}

/// The form of a text, after it is decoded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum TextForm {
    Html,
    SpreadsheetXml,
    Delimited,
}

pub(super) fn family(bytes: &[u8]) -> Result<Family, ReadError> {
    let known = FAMILIES.iter().find(|(magic, _)| bytes.starts_with(magic));
    if let Some((_, family)) = known {
        return Ok(*family);
    }
    if OLD_EXCEL.iter().any(|magic| bytes.starts_with(magic)) {
        return Err(ReadError::SaveAsXlsx { form: OtherForm::OldXls });
    }
    match FOREIGN.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        Some((_, seems)) => Err(ReadError::NotASpreadsheet { seems: *seems }),
        None => Ok(Family::Text),
    }
}

/// Looks at the first element, after marks, declarations and comments.
pub(super) fn text_form(text: &str) -> Result<TextForm, ReadError> {
    let head = head(text, 64 << 10);
    if head.trim_start().starts_with("MIME-Version:") {
        return Err(ReadError::SaveAsXlsx { form: OtherForm::Mht });
    }
    match first_element(head).as_deref() {
        Some("workbook") => Ok(TextForm::SpreadsheetXml),
        Some("document" | "document-content") => Err(ReadError::SaveAsXlsx { form: OtherForm::Ods }),
        Some(name) if HTML_ELEMENTS.contains(&name) => Ok(TextForm::Html),
        _ if holds_table(head) => Ok(TextForm::Html),
        Some(_) if head.trim_start().starts_with("<?xml") => Err(ReadError::NotASpreadsheet { seems: Seems::Xml }),
        _ if seems_json(head) => Err(ReadError::NotASpreadsheet { seems: Seems::Json }),
        _ => Ok(TextForm::Delimited),
    }
}

const FAMILIES: &[(&[u8], Family)] = &[
    (b"PK\x03\x04", Family::Zip),
    (b"PK\x05\x06", Family::Zip),
    (b"PK\x07\x08", Family::Zip),
    (b"\xD0\xCF\x11\xE0", Family::Ole),
    (b"\x09\x08\x08\x00\x00\x05", Family::BareBiff),
    (b"\x09\x08\x10\x00\x00\x06", Family::BareBiff),
];

/// The first record of BIFF 2, 3 and 4.
const OLD_EXCEL: &[&[u8]] =
    &[b"\x09\x00\x04\x00", b"\x09\x00\x06\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x04\x08\x00"];

const FOREIGN: &[(&[u8], Seems)] = &[
    (b"%PDF", Seems::Pdf),
    (b"\x89PNG", Seems::Image),
    (b"\xFF\xD8\xFF", Seems::Image),
    (b"GIF8", Seems::Image),
    (b"II*\x00", Seems::Image),
    (b"MM\x00*", Seems::Image),
    (b"RIFF", Seems::Image),
    (b"Rar!\x1A\x07", Seems::Rar),
    (b"7z\xBC\xAF\x27\x1C", Seems::SevenZip),
    (b"\x1F\x8B", Seems::Gzip),
    (b"MZ\x90", Seems::Executable),
    (b"\x7FELF", Seems::Executable),
    (b"SQLite format 3", Seems::Database),
    (b"\x00\x01\x00\x00Standard ", Seems::Database),
    (b"{\\rtf", Seems::Word),
];

const HTML_ELEMENTS: &[&str] = &[
    "html", "head", "meta", "title", "link", "style", "script", "base", "body", "table", "caption", "thead", "tbody",
    "tr", "td", "th", "div", "span", "form", "center", "font", "p", "br", "h1", "h2", "h3", "h4", "b", "pre",
];

/// The local name of the first element in lower case, if the text begins with one.
fn first_element(text: &str) -> Option<String> {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let after = rest.strip_prefix('<')?;
        rest = if after.starts_with("!--") {
            after.split_once("-->")?.1.trim_start()
        } else if after.starts_with(['?', '!']) {
            after.split_once('>')?.1.trim_start()
        } else {
            let name: String = after.chars().take_while(|c| c.is_ascii_alphanumeric() || ":-_.".contains(*c)).collect();
            let local = name.rsplit(':').next()?;
            return (!local.is_empty()).then(|| local.to_ascii_lowercase());
        };
    }
}

/// A page after some lines of plain text (such as a server's warnings), but not a text table with a page in a cell.
fn holds_table(head: &str) -> bool {
    let lower = head.to_ascii_lowercase();
    lower.contains("<table") && lower.contains("<tr") && lower.contains("<td") && !opens_within_cell(head)
}

/// Whether the first element is inside a cell: after an open quote, after other cells of its line, or in a line with as
/// many cells as the first one.
fn opens_within_cell(head: &str) -> bool {
    let (before, after) = head.split_at(head.find('<').unwrap_or(head.len()));
    let quoted = !before.bytes().filter(|byte| *byte == b'"').count().is_multiple_of(2);
    let start = before.rsplit(['\n', '\r']).next().unwrap_or(before);
    let line = after.split(['\n', '\r']).next().unwrap_or(after);
    let first = head.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let is_row = |separator: char| {
        let count = |text: &str| text.matches(separator).count();
        count(start) > 0 || (count(first) > 1 && count(first) == count(line))
    };
    quoted || [',', ';', '\t'].into_iter().any(is_row)
}

fn seems_json(head: &str) -> bool {
    let head = head.trim_start();
    head.starts_with("{\"") || head.starts_with("[{") || head.starts_with("[\"")
}

/// The first bytes of the text, at most `bytes`, cut between characters.
fn head(text: &str, bytes: usize) -> &str {
    match (0..=bytes.min(text.len())).rev().find(|end| text.is_char_boundary(*end)) {
        Some(end) => text.get(..end).unwrap_or(text),
        None => text,
    }
}
