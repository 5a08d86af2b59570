//! Builders of small workbooks: an .xlsx from its parts, an .xls from its records.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// An archive of these entries.
pub fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// An .xlsx workbook under construction.
pub struct Book {
    pub workbook_attributes: &'static str,
    /// Name, state, and the XML from `<sheetData>` on.
    pub sheets: Vec<(&'static str, &'static str, String)>,
    pub strings: String,
    pub styles: String,
}

impl Book {
    /// One visible sheet with these rows (the inside of `<sheetData>`).
    pub fn of(rows: &str) -> Self {
        Self::of_sheet(&format!("<sheetData>{rows}</sheetData>"))
    }

    pub fn of_sheet(xml: &str) -> Self {
        let sheets = vec![("表", "visible", xml.to_owned())];
        Self { workbook_attributes: "", sheets, strings: String::new(), styles: String::new() }
    }

    pub fn parts(&self) -> Vec<(String, String)> {
        const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
        let numbered = || self.sheets.iter().enumerate().map(|(index, sheet)| (index + 1, sheet));
        let sheets: String = numbered()
            .map(|(id, (name, state, _))| {
                format!(r#"<sheet name="{name}" sheetId="{id}" state="{state}" r:id="rId{id}"/>"#)
            })
            .collect();
        let relations: String = numbered()
            .map(|(id, _)| {
                format!(r#"<Relationship Id="rId{id}" Type="{REL}/worksheet" Target="worksheets/sheet{id}.xml"/>"#)
            })
            .collect();
        let attributes = self.workbook_attributes;
        let mut parts = vec![
            (
                "_rels/.rels".to_owned(),
                format!(
                    r#"<Relationships xmlns="{PACKAGE}"><Relationship Id="r" Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
                ),
            ),
            (
                "xl/workbook.xml".to_owned(),
                format!(
                    r#"<workbook xmlns="{MAIN}" xmlns:r="{REL}"><workbookPr {attributes}/><sheets>{sheets}</sheets></workbook>"#
                ),
            ),
            (
                "xl/_rels/workbook.xml.rels".to_owned(),
                format!(r#"<Relationships xmlns="{PACKAGE}">{relations}</Relationships>"#),
            ),
            ("xl/sharedStrings.xml".to_owned(), format!(r#"<sst xmlns="{MAIN}">{}</sst>"#, self.strings)),
            ("xl/styles.xml".to_owned(), format!(r#"<styleSheet xmlns="{MAIN}">{}</styleSheet>"#, self.styles)),
        ];
        parts.extend(numbered().map(|(id, (_, _, xml))| {
            (format!("xl/worksheets/sheet{id}.xml"), format!(r#"<worksheet xmlns="{MAIN}">{xml}</worksheet>"#))
        }));
        parts
    }

    pub fn bytes(&self) -> Vec<u8> {
        let parts = self.parts();
        let entries: Vec<(&str, &[u8])> = parts.iter().map(|(name, xml)| (name.as_str(), xml.as_bytes())).collect();
        zipped(&entries)
    }
}

/// One BIFF record.
pub fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut bytes = kind.to_le_bytes().to_vec();
    bytes.extend((data.len() as u16).to_le_bytes());
    bytes.extend(data);
    bytes
}

/// Little-endian words of a record.
pub fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// Row, column, style, then whatever the cell's record holds.
pub fn cell(kind: u16, row: u16, column: u16, style: u16, value: &[u8]) -> Vec<u8> {
    record(kind, &[words(&[row, column, style]), value.to_vec()].concat())
}

pub fn number(row: u16, column: u16, style: u16, value: f64) -> Vec<u8> {
    cell(0x0203, row, column, style, &value.to_le_bytes())
}

/// A BIFF8 label with wide characters.
pub fn label(row: u16, column: u16, text: &str) -> Vec<u8> {
    cell(0x0204, row, column, 0, &wide(text))
}

/// A BIFF8 string with its 16-bit length.
pub fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    [words(&[units.len() as u16]), vec![1], words(&units)].concat()
}

/// A BIFF8 workbook stream: records of the globals, then of each sheet (name, state, records).
pub fn biff8(globals: &[u8], sheets: &[(&str, u8, Vec<u8>)]) -> Vec<u8> {
    let bof = |kind: u16| record(0x0809, &words(&[0x0600, kind, 0, 0, 0, 0, 0, 0]));
    let bound = |at: usize, name: &str, state: u8| {
        let units: Vec<u16> = name.encode_utf16().collect();
        record(0x0085, &[&(at as u32).to_le_bytes()[..], &[state, 0, units.len() as u8, 1], &words(&units)].concat())
    };
    let end = record(0x000A, &[]);
    let bounds: usize = sheets.iter().map(|(name, state, _)| bound(0, name, *state).len()).sum();
    let mut at = bof(5).len() + globals.len() + bounds + end.len();
    let mut stream = [bof(5), globals.to_vec()].concat();
    for (name, state, records) in sheets {
        stream.extend(bound(at, name, *state));
        at += bof(0x10).len() + records.len() + end.len();
    }
    stream.extend(&end);
    for (_, _, records) in sheets {
        stream.extend([bof(0x10), records.clone(), end.clone()].concat());
    }
    stream
}

/// An OLE container with one stream, which nothing links.
pub fn ole(name: &str, stream: &[u8]) -> Vec<u8> {
    container(&[stream], |starts| vec![entry(name, 2, starts[0], stream.len(), [u32::MAX; 3])])
}

/// A container in which an object lies before the document's own stream: a workbook, or else a text.
pub fn ole_with_object(name: &str, inner: &[u8], outer: Option<&[u8]>) -> Vec<u8> {
    const NONE: u32 = u32::MAX;
    let own = if outer.is_some() { name } else { "WordDocument" };
    let outer = outer.unwrap_or(b"text");
    container(&[inner, outer], |starts| {
        vec![
            entry("MBD00000001", 1, 0, 0, [NONE, 3, 2]),
            entry(name, 2, starts[0], inner.len(), [NONE; 3]),
            entry(own, 2, starts[1], outer.len(), [NONE; 3]),
        ]
    })
}

/// A container in sectors of 512 bytes: directory (root and three entries at most), streams, table. The root links the first entry.
fn container(streams: &[&[u8]], entries: impl Fn(&[u32]) -> Vec<Vec<u8>>) -> Vec<u8> {
    const END: u32 = 0xFFFF_FFFE;
    let (mut body, mut table, mut starts) = (Vec::new(), vec![END], Vec::new());
    for stream in streams {
        starts.push(table.len() as u32);
        body.extend_from_slice(stream);
        body.resize(body.len() + stream.len().next_multiple_of(512).max(4_096) - stream.len(), 0);
        let sectors = 1 + (body.len() / 512) as u32;
        table.extend((table.len() as u32 + 1..sectors).chain([END]));
    }
    let sectors = (body.len() / 512) as u32;
    let table_sectors = (sectors + 2).div_ceil(127);
    table.extend((0..table_sectors).map(|_| 0xFFFF_FFFD_u32));
    table.resize(table_sectors as usize * 128, u32::MAX);
    let mut header = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    header.resize(24, 0);
    header.extend(words(&[0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0]));
    let places: Vec<u32> =
        (0..109).map(|index| if index < table_sectors { 1 + sectors + index } else { u32::MAX }).collect();
    for word in [0, table_sectors, 0, 0, 4_096, END, 0, END, 0].into_iter().chain(places) {
        header.extend(word.to_le_bytes());
    }
    let entries = entries(&starts);
    let child = if entries.len() > 1 { 1 } else { u32::MAX };
    let mut directory = [entry("Root Entry", 5, END, 0, [u32::MAX, u32::MAX, child]), entries.concat()].concat();
    directory.resize(512, 0);
    let table: Vec<u8> = table.iter().flat_map(|word| word.to_le_bytes()).collect();
    [header, directory, body, table].concat()
}

/// A directory entry with its links: left, right, child. A stream is as long as its sectors, so that none counts as short.
fn entry(name: &str, kind: u8, start: u32, length: usize, links: [u32; 3]) -> Vec<u8> {
    let mut bytes = words(&name.encode_utf16().collect::<Vec<_>>());
    let name_bytes = bytes.len() as u16 + 2;
    bytes.resize(64, 0);
    bytes.extend(name_bytes.to_le_bytes());
    bytes.extend([kind, 1]);
    links.into_iter().for_each(|link| bytes.extend(link.to_le_bytes()));
    bytes.resize(116, 0xFF);
    bytes.extend(start.to_le_bytes());
    let length = if kind == 2 { length.next_multiple_of(512).max(4_096) } else { 0 };
    bytes.extend((length as u32).to_le_bytes());
    bytes.extend([0; 4]);
    bytes
}
