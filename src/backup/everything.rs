//! Everything a store holds in open form: every kind of row and record as CSV and as .xlsx, in one zip file.

use super::container::Parts;
use crate::{
    engine::{
        aside::{Aside, Source},
        csv::Cells,
    },
    model::{
        fields::{Field, fields_of},
        rows::{KINDS, Kind},
    },
    schema::fields::Shape,
    text::{Lang, backup as words, names},
};
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use std::io;

/// A spreadsheet holds little over a million rows, and a workbook is built in memory: more rows go into another one.
const ROWS: u32 = 100_000;

/// The kinds' tables as CSV and .xlsx.
pub fn zip<S: Source>(aside: &Aside<S>, lang: Lang, progress: crate::engine::Progress<'_>) -> io::Result<Vec<u8>> {
    let kinds: Vec<Kind> = KINDS.into_iter().filter(|kind| aside.rows(*kind) > 0).collect();
    let mut bytes = Vec::new();
    let mut zip = Parts::compressed(&mut bytes);
    for (done, kind) in (0u32..).zip(&kinds) {
        progress(done, kinds.len() as u32);
        let name = names::kind(*kind).get(lang);
        let mut books = Books::new(*kind, name);
        aside.write(*kind, &mut books);
        for (part, book) in books.finish()?.into_iter().enumerate() {
            let number = if part == 0 { String::new() } else { format!("-{}", part + 1) };
            zip.put_packed(&format!("excel/{name}{number}.xlsx"), &book)?;
        }
        zip.put(&format!("csv/{name}.csv"), aside.csv(*kind).as_bytes())?;
    }
    zip.finish()?;
    Ok(bytes)
}

/// Tables as CSV alone, for what can be read of a damaged store.
pub fn csvs(tables: Vec<(Kind, u32, String)>, lang: Lang) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut zip = Parts::compressed(&mut bytes);
    for (kind, _, csv) in tables {
        zip.put(&format!("{}.csv", names::kind(kind).get(lang)), csv.as_bytes())?;
    }
    zip.finish()?;
    Ok(bytes)
}

pub fn file_name(lang: Lang, store: &str, stamp: &str) -> String {
    let word = words::EXPORT.get(lang).replace(' ', "-");
    format!("benyuan-{word}-{}-{stamp}.zip", words::safe(lang, store))
}

/// A table's rows in as many workbooks as they need. Every cell is written with its type, so no text is run as a formula.
struct Books {
    sheet: String,
    /// Columns of amounts and counts. Numbers that name something (telephone, order, VIN) are texts: a spreadsheet would
    /// round them.
    numbers: Vec<bool>,
    heads: Vec<String>,
    has_heads: bool,
    book: Workbook,
    row: u32,
    column: u16,
    done: Vec<Vec<u8>>,
    failed: Option<XlsxError>,
}

impl Books {
    fn new(kind: Kind, name: &str) -> Self {
        let columns = fields_of(kind).iter().filter(|field| !field.is_time());
        let is_number = |field: &Field| {
            let shape = field.shape();
            matches!(shape, Shape::Money | Shape::Distance | Shape::Count | Shape::Score | Shape::Recommendation)
        };
        let mut books = Self {
            sheet: sheet_name(name),
            numbers: columns.map(is_number).collect(),
            heads: Vec::new(),
            has_heads: false,
            book: Workbook::new(),
            row: 0,
            column: 0,
            done: Vec::new(),
            failed: None,
        };
        books.begin();
        books
    }

    fn begin(&mut self) {
        self.book = Workbook::new();
        (self.row, self.column) = (0, 0);
        let begun = self.try_to_begin();
        self.note(begun);
    }

    fn try_to_begin(&mut self) -> Result<(), XlsxError> {
        let bold = Format::new().set_bold();
        let page = self.book.add_worksheet();
        page.set_name(&self.sheet)?;
        page.set_freeze_panes(1, 0)?;
        for (column, head) in (0u16..).zip(&self.heads) {
            page.write_string_with_format(0, column, head, &bold)?;
        }
        self.row = u32::from(self.has_heads);
        Ok(())
    }

    fn end(&mut self) {
        match self.book.save_to_buffer() {
            Ok(bytes) => self.done.push(bytes),
            Err(why) => self.note(Err(why)),
        }
    }

    fn note(&mut self, done: Result<(), XlsxError>) {
        if let Err(why) = done {
            self.failed.get_or_insert(why);
        }
    }

    fn try_to_write(&mut self, cell: &str) -> Result<(), XlsxError> {
        let (row, column) = (self.row, self.column);
        let is_number = self.numbers.get(usize::from(column)).copied().unwrap_or_default();
        let page = self.book.worksheet_from_index(0)?;
        match cell.parse::<f64>().ok().filter(|_| is_number) {
            Some(number) => page.write_number(row, column, number)?,
            None => page.write_string(row, column, cell)?,
        };
        Ok(())
    }

    fn finish(mut self) -> io::Result<Vec<Vec<u8>>> {
        self.end();
        match self.failed {
            Some(why) => Err(io::Error::other(why)),
            None => Ok(self.done),
        }
    }
}

impl Cells for Books {
    fn cell(&mut self, cell: &str) {
        if !self.has_heads {
            self.heads.push(cell.to_owned());
        } else if !cell.is_empty() {
            let written = self.try_to_write(cell);
            self.note(written);
        }
        self.column += 1;
    }

    fn end_row(&mut self) {
        if !self.has_heads {
            self.has_heads = true;
            return self.begin();
        }
        (self.row, self.column) = (self.row + 1, 0);
        if self.row > ROWS {
            self.end();
            self.begin();
        }
    }
}

/// A sheet's name has 31 characters at most, and none of a few.
fn sheet_name(name: &str) -> String {
    name.chars().filter(|one| !"[]:*?/\\".contains(*one)).take(31).collect()
}
