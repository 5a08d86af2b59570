//! Writes everything that leaves as CSV: lists, notes, the data of pages. With a BOM for Excel; cells that could run as
//! formulas are neutralised. A store's rows, which can be imported again, are in `csv_rows`.

use super::people::{everyone, kind_of};
use crate::{
    analytics::viewpoint::Viewpoint,
    pages::list::columns::{Subject, value},
    protocol::{
        column::{Column, Sort},
        query::Selection,
        view::NotesView,
    },
    text::{
        Lang,
        notes::{FILE_HEADS, REFUSED, matter},
    },
};

use std::borrow::Cow;

const BOM: &str = "\u{feff}";

/// The people behind a number, with all columns. Telephone numbers are masked unless they are asked for in full.
pub(super) fn people(
    viewpoint: &Viewpoint,
    selection: &Selection,
    sort: Option<Sort>,
    phones: bool,
    lang: Lang,
) -> String {
    let subject = Subject::of(selection, kind_of(selection));
    let is_past = viewpoint.read_to(selection) < viewpoint.standings.as_of;
    let columns: Vec<Column> = subject.columns(is_past).map(|(column, _)| column).collect();
    let heads = columns.iter().map(|column| subject.head(lang, *column, is_past).to_owned()).collect();
    let rows = everyone(viewpoint, selection, sort).into_iter().map(|(row, phone)| {
        let phone = phone.filter(|_| phones);
        let cell = |column: &Column| match (column, &phone) {
            (Column::Phone, Some(phone)) => phone.clone(),
            _ => value(lang, *column, &row).cell(),
        };
        columns.iter().map(cell).collect()
    });
    write(heads, rows)
}

/// Notes and refusals.
pub(super) fn notes(lang: Lang, view: &NotesView) -> String {
    let heads = FILE_HEADS.iter().map(|head| head.get(lang).to_owned()).collect();
    let rows = view.rows.iter().map(|row| {
        let refused = if row.note.refuses() { REFUSED.get(lang) } else { "" };
        let matter = matter(row.note.matter).get(lang).to_owned();
        let (file, sheet, line) = (row.file.clone(), row.sheet.clone(), row.row.to_string());
        vec![file, sheet, line, row.note.column.clone(), row.note.value.clone(), matter, refused.to_owned()]
    });
    write(heads, rows)
}

pub(super) fn write(head: Vec<String>, rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut sheet = Sheet::new();
    std::iter::once(head).chain(rows).for_each(|row| sheet.row(row.iter().map(String::as_str)));
    sheet.finish()
}

/// Where a table's cells are written to, row by row.
pub trait Cells {
    fn cell(&mut self, cell: &str);

    fn end_row(&mut self);
}

/// A CSV text, row by row.
pub(super) struct Sheet(csv::Writer<Vec<u8>>);

impl Sheet {
    pub fn new() -> Self {
        let mut writer = csv::WriterBuilder::new();
        Self(writer.terminator(csv::Terminator::CRLF).from_writer(BOM.as_bytes().to_vec()))
    }

    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        cells.into_iter().for_each(|cell| self.cell(cell));
        self.end_row();
    }

    pub fn finish(self) -> String {
        String::from_utf8(self.0.into_inner().unwrap_or_default()).unwrap_or_default()
    }
}

// Writing to memory cannot fail.
impl Cells for Sheet {
    fn cell(&mut self, cell: &str) {
        let _ = self.0.write_field(neutral(cell).as_bytes());
    }

    fn end_row(&mut self) {
        let _ = self.0.write_record(None::<&[u8]>);
    }
}

/// Puts an apostrophe before text that a spreadsheet would run as a formula. A spreadsheet may use or guess another
/// separator than the comma; then a cell ends inside this one, and the rest begins a cell of its own. So the start of
/// every such part is checked too, where a plus or minus counts only before a letter or a bracket: numbers and
/// telephone numbers stay as they are. A cell that is a number cannot run, and must stay a number for calculations.
fn neutral(cell: &str) -> Cow<'_, str> {
    if !cell.contains(can_run) || is_number(cell) {
        return Cow::Borrowed(cell);
    }
    let mut written = String::with_capacity(cell.len() + 1);
    let (mut is_start, mut is_first) = (true, true);
    for (at, one) in cell.char_indices() {
        if is_start && runs(one, cell[at + one.len_utf8()..].chars().next(), is_first) {
            written.push('\'');
        }
        written.push(one);
        is_first = false;
        // A spreadsheet runs a formula even after spaces and quotation marks.
        is_start = is_separator(one) || is_start && matches!(one, ' ' | '"');
    }
    Cow::Owned(written)
}

/// The signs that begin a formula or, at the start of a cell, hide one.
fn can_run(one: char) -> bool {
    matches!(one, '=' | '@' | '＝' | '＠' | '+' | '-' | '＋' | '－' | '\t' | '\r')
}

/// -12.5
fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    digits.starts_with(|one: char| one.is_ascii_digit())
        && digits.chars().all(|one| one.is_ascii_digit() || one == '.')
        && digits.matches('.').count() < 2
}

fn runs(one: char, next: Option<char>, is_first: bool) -> bool {
    match one {
        '=' | '@' | '＝' | '＠' => true,
        '+' | '-' | '＋' | '－' => is_first || next.is_some_and(|next| next.is_alphabetic() || "(@=".contains(next)),
        '\t' | '\r' => is_first,
        _ => false,
    }
}

fn is_separator(one: char) -> bool {
    matches!(one, ';' | ',' | '\t' | '|' | '\n' | '\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_neutralised_and_quotes_doubled() {
        let written = write(vec!["a".into()], [vec!["=1+1".to_owned()], vec!["say \"hi\", 你".to_owned()]].into_iter());
        assert_eq!(written, "\u{feff}a\r\n'=1+1\r\n\"say \"\"hi\"\", 你\"\r\n");
    }

    #[test]
    fn formulas_are_neutralised_whatever_the_separator() {
        for (cell, expected) in [
            ("甲;=HYPERLINK(1)", "甲;'=HYPERLINK(1)"),
            ("甲|@SUM(A1)", "甲|'@SUM(A1)"),
            ("甲\t=1", "甲\t'=1"),
            ("甲\n=1", "甲\n'=1"),
            ("甲,  =1", "甲,  '=1"),
            ("甲;\"=cmd|'/c calc'!A1\"", "甲;\"'=cmd|'/c calc'!A1\""),
            ("甲;-cmd", "甲;'-cmd"),
            ("-5", "-5"),
            ("-12.5", "-12.5"),
            ("-5+1", "'-5+1"),
            ("-5.1.2", "'-5.1.2"),
            ("-", "'-"),
            ("+5", "'+5"),
            ("约 -5;-3, +8613812345678", "约 -5;-3, +8613812345678"),
            ("价格=面议；见面谈", "价格=面议；见面谈"),
        ] {
            assert_eq!(neutral(cell), expected);
        }
    }
}
