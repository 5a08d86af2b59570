//! Raw file + plan → typed rows, each with its notes. A row is refused only if it names nobody or no time. Never fails,
//! whatever the cells and however badly the plan fits. Repeated rows are matched by the
//! engine, and links between rows by `book`.

mod policies;
mod reader;

use super::{
    cell::{RawFile, RawRow, RawSheet},
    plan::{FilePlan, SheetPlan},
    skip::is_blank,
    values::{
        text::{is_filler, text_of},
        vin::{fits_check_digit, vin},
    },
};
use crate::model::fields::Field;
use crate::{
    diag::Note,
    model::{
        extras::Values,
        rows::{Kind, Listed, Row},
    },
    schema::{cell::Source, import::Refusal},
};
use reader::{Columns, RowReader};

/// One row of a file, read.
#[derive(Clone, PartialEq, Debug)]
pub struct ParsedRow {
    /// Index of the sheet in the file.
    pub sheet: u16,
    /// Row or line number as the file counts.
    pub number: u32,
    /// `None`: refused; one of the notes says why.
    pub row: Option<Row>,
    pub notes: Vec<Note>,
    /// What it says in columns that no field needs, by their order in the plan.
    pub extras: Values,
}

/// The data rows of every sheet that has a kind, in the order of the file.
pub fn parse<'a>(raw: &'a RawFile, plan: &'a FilePlan) -> impl Iterator<Item = ParsedRow> + 'a {
    let check_digits = uses_check_digits(raw, plan);
    sheets(raw, plan).flat_map(move |(index, sheet, plan, kind)| {
        let rows: Vec<RawRow> = data_rows(sheet, plan).collect();
        let extras: Vec<usize> = plan.extras().map(|(at, _)| at).collect();
        let readings = readings(plan, kind, &|columns| {
            columns.with_check_digits(check_digits).of_1904(sheet.is_1904).of_file(raw.form, &rows)
        });
        rows.into_iter().flat_map(move |row| {
            let mut rows = readings.iter().map(|columns| parse_row(index, row, kind, columns, &extras));
            policies::kept(rows.next(), rows.next()).into_iter().flatten()
        })
    })
}

/// What is read from each row: the kind's row, or the two policies that have columns of their own. `learn`: what the
/// file and its rows as a whole add to the columns.
fn readings<'a>(plan: &'a SheetPlan, kind: Kind, learn: &dyn Fn(Columns<'a>) -> Columns<'a>) -> Vec<Columns<'a>> {
    let policies = if kind == Kind::Insurance { policies::of(plan) } else { Vec::new() };
    if policies.is_empty() {
        return vec![learn(Columns::new(plan, kind, |_| true))];
    }
    let columns = |policy| Columns::new(plan, kind, |column| policies::belongs(column, policy)).of_policy(policy);
    policies.into_iter().map(|policy| learn(columns(policy))).collect()
}

fn sheets<'a>(
    raw: &'a RawFile,
    plan: &'a FilePlan,
) -> impl Iterator<Item = (u16, &'a RawSheet, &'a SheetPlan, Kind)> + 'a {
    let indexed = (0..=u16::MAX).zip(raw.sheets.iter().zip(&plan.sheets));
    indexed.filter_map(|(index, (sheet, plan))| Some((index, sheet, plan, plan.kind?)))
}

fn data_rows<'a>(sheet: &'a RawSheet, plan: &SheetPlan) -> impl Iterator<Item = RawRow<'a>> + use<'a> {
    let mut skipped: Vec<u32> = plan.skipped.iter().map(|skipped| skipped.row).collect();
    skipped.sort_unstable();
    let rows = sheet.rows().from(first_data_row(sheet, plan));
    rows.iter().filter(move |row| skipped.binary_search(&row.number).is_err() && !is_blank(*row))
}

/// Index of the first row below the header. If the sheet lacks the header row that the plan names: of the first row
/// beyond it.
fn first_data_row(sheet: &RawSheet, plan: &SheetPlan) -> usize {
    let header = plan.header_row;
    let rows = sheet.rows();
    let below = rows.iter().position(|row| header > 0 && row.number == header).map(|at| at + 1);
    below.or_else(|| rows.iter().position(|row| row.number > header)).unwrap_or(rows.len())
}

/// Whether this file's check digits mean something. If fewer than half of its full VINs fit (of the first thousand),
/// the maker does not use the digit, and a note on every row would hide all other notes.
fn uses_check_digits(raw: &RawFile, plan: &FilePlan) -> bool {
    const LOOKED_AT: usize = 1000;
    let vins = sheets(raw, plan).flat_map(|(_, sheet, plan, _)| {
        let column = plan.columns.iter().position(|column| column.field == Some(Field::Vin));
        let cells = data_rows(sheet, plan).filter_map(move |row| row.cells.get(column?));
        cells.filter_map(|cell| vin(&cell).0.filter(|vin| vin.is_full()))
    });
    let (mut full, mut fitting) = (0, 0);
    for vin in vins.take(LOOKED_AT) {
        full += 1;
        fitting += usize::from(fits_check_digit(&vin));
    }
    fitting * 2 >= full
}

fn parse_row(sheet: u16, raw: RawRow, kind: Kind, columns: &Columns, extras: &[usize]) -> ParsedRow {
    fn one<T: Listed>(source: &mut dyn Source) -> Result<Row, Refusal> {
        let mut row = T::read(source);
        row.settle(source)?;
        Ok(row.into_row())
    }
    let mut reader = RowReader::new(columns, raw.cells);
    let row = of_kind!(kind, Row => one::<Row>(&mut reader));
    if let Err(refusal) = row {
        reader.note(refusal.0, refusal.1);
    }
    let extras = if row.is_ok() { said(raw, extras) } else { Values::default() };
    ParsedRow { sheet, number: raw.number, row: row.ok(), notes: reader.into_notes(), extras }
}

/// What the row says in these columns, words for "nothing" left out.
fn said(raw: RawRow, columns: &[usize]) -> Values {
    let mut values = Values::default();
    for (place, at) in columns.iter().enumerate() {
        let text = raw.cells.get(*at).map(|cell| text_of(&cell)).unwrap_or_default();
        if !text.is_empty() && !is_filler(&text) {
            values.push(place, &text);
        }
    }
    values
}

#[cfg(test)]
mod tests;
