//! A workbook of one sheet, written as Excel writes it: a table of shared texts, numbers, dates as numbers with a style.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write};

use anyhow::Result;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::When;

pub enum Cell {
    Text(String),
    Number(f64),
    When(When),
    Empty,
}

impl Cell {
    /// The text file, with quotes where needed.
    pub fn csv(&self) -> String {
        match self {
            Self::Text(text) if text.contains(',') => format!("\"{text}\""),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::When(when) => when.text(),
            Self::Empty => String::new(),
        }
    }
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const PARTS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

pub fn of(rows: impl Iterator<Item = Vec<Cell>>) -> Result<Vec<u8>> {
    let mut sheet = Sheet::default();
    (1..).zip(rows).for_each(|(number, row)| sheet.row(number, &row));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in sheet.parts() {
        zip.start_file(name, SimpleFileOptions::default())?;
        zip.write_all(format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>{content}").as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

#[derive(Default)]
struct Sheet {
    rows: String,
    texts: String,
    places: HashMap<String, usize>,
}

impl Sheet {
    fn row(&mut self, number: usize, cells: &[Cell]) {
        let _ = write!(self.rows, "<row r=\"{number}\">");
        for (column, cell) in (b'A'..).zip(cells) {
            let place = format!("r=\"{}{number}\"", char::from(column));
            let _ = match cell {
                Cell::Text(text) if text.is_empty() => Ok(()),
                Cell::Text(text) => {
                    let shared = self.shared(text);
                    write!(self.rows, "<c {place} t=\"s\"><v>{shared}</v></c>")
                }
                Cell::Number(number) => write!(self.rows, "<c {place}><v>{number}</v></c>"),
                Cell::When(when) => write!(self.rows, "<c {place} s=\"1\"><v>{}</v></c>", when.serial()),
                Cell::Empty => Ok(()),
            };
        }
        self.rows += "</row>";
    }

    /// The data contain nothing that XML would have to escape.
    fn shared(&mut self, text: &str) -> usize {
        if let Some(place) = self.places.get(text) {
            return *place;
        }
        let place = self.places.len();
        self.places.insert(text.to_owned(), place);
        let _ = write!(self.texts, "<si><t>{text}</t></si>");
        place
    }

    fn parts(&self) -> [(&'static str, String); 7] {
        let count = self.places.len();
        [
            ("[Content_Types].xml", content_types()),
            ("_rels/.rels", relations(&[("officeDocument", "xl/workbook.xml")])),
            ("xl/workbook.xml", workbook()),
            (
                "xl/_rels/workbook.xml.rels",
                relations(&[
                    ("worksheet", "worksheets/sheet1.xml"),
                    ("sharedStrings", "sharedStrings.xml"),
                    ("styles", "styles.xml"),
                ]),
            ),
            ("xl/styles.xml", styles()),
            ("xl/sharedStrings.xml", format!("<sst xmlns=\"{MAIN}\" uniqueCount=\"{count}\">{}</sst>", self.texts)),
            (
                "xl/worksheets/sheet1.xml",
                format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{}</sheetData></worksheet>", self.rows),
            ),
        ]
    }
}

fn content_types() -> String {
    let part =
        |name: &str, kind: &str| format!("<Override PartName=\"/xl/{name}.xml\" ContentType=\"{TYPES}.{kind}+xml\"/>");
    format!(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{}{}{}{}</Types>",
        part("workbook", "sheet.main"),
        part("worksheets/sheet1", "worksheet"),
        part("sharedStrings", "sharedStrings"),
        part("styles", "styles"),
    )
}

/// Numbered rId1, rId2 and so on.
fn relations(targets: &[(&str, &str)]) -> String {
    let one = |(number, (kind, target)): (usize, &(&str, &str))| {
        format!("<Relationship Id=\"rId{}\" Type=\"{KINDS}/{kind}\" Target=\"{target}\"/>", number + 1)
    };
    let all: String = targets.iter().enumerate().map(one).collect();
    format!("<Relationships xmlns=\"{PARTS}\">{all}</Relationships>")
}

fn workbook() -> String {
    format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{KINDS}\"><sheets><sheet name=\"线索\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    )
}

/// Style 1 is a date with its time.
fn styles() -> String {
    format!(
        "<styleSheet xmlns=\"{MAIN}\"><fonts count=\"1\"><font/></fonts><fills count=\"1\"><fill/></fills>\
         <borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>\
         <cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"22\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>"
    )
}
