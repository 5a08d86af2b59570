//! The blank import files: one workbook per kind, with the columns the product knows and a sheet that explains them.
//!
//! Written before Trunk runs, into a folder of build products that `index.html` copies; for `serve` and `dist` alike.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use benyuan::model::fields::{Field, required_in, template_of};
use benyuan::model::rows::{FILE_KINDS, Kind};
use benyuan::text::{fields, import, names, templates as words};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet};

use crate::project;

const COLUMN_WIDTH: f64 = 18.0;
const TEXT_WIDTH: f64 = 44.0;

pub fn write() -> Result<()> {
    let folder = folder();
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    for kind in FILE_KINDS {
        let path = folder.join(import::template_file(kind));
        fs::write(&path, bytes(kind)?).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// Where `index.html` expects it, wherever other build products go.
fn folder() -> PathBuf {
    project::root().join("target").join("templates")
}

/// The same bytes in every build: a changed file means a changed template.
fn bytes(kind: Kind) -> Result<Vec<u8>> {
    let mut workbook = Workbook::new();
    let written = ExcelDateTime::from_ymd(2024, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title(names::kind(kind).zh).set_creation_datetime(&written));
    rows(workbook.add_worksheet(), kind)?;
    explanation(workbook.add_worksheet(), kind)?;
    Ok(workbook.save_to_buffer()?)
}

/// The sheet to fill in.
fn rows(sheet: &mut Worksheet, kind: Kind) -> Result<()> {
    sheet.set_name(names::kind(kind).zh)?.set_freeze_panes(1, 0)?;
    for (column, field) in (0..).zip(template_of(kind)) {
        sheet.set_column_width(column, COLUMN_WIDTH)?.set_column_format(column, &format_of(*field))?;
        sheet.write_with_format(0, column, fields::field(*field).zh, &Format::new().set_bold())?;
    }
    Ok(())
}

fn explanation(sheet: &mut Worksheet, kind: Kind) -> Result<()> {
    sheet.set_name(words::SHEET)?;
    for (column, (head, width)) in
        (0..).zip(words::HEADS.iter().zip([COLUMN_WIDTH, COLUMN_WIDTH, TEXT_WIDTH, TEXT_WIDTH, COLUMN_WIDTH]))
    {
        sheet.set_column_width(column, width)?;
        sheet.write_with_format(0, column, *head, &Format::new().set_bold())?;
    }
    for (at, field) in template_of(kind).iter().enumerate() {
        let (meaning, example) = words::column(*field);
        let line = [fields::field(*field).zh, need(kind, at, *field), meaning.zh, meaning.en, example];
        sheet.write_row(u32::try_from(at)? + 1, 0, line)?;
    }
    Ok(())
}

/// A row needs a person or a car, not every way of naming them; a card needs its VIN.
fn need(kind: Kind, at: usize, field: Field) -> &'static str {
    let names = matches!(field, Field::Name | Field::Phone | Field::Vin | Field::Plate);
    match at < required_in(kind) {
        true if names && kind != Kind::Cards => words::ONE_NEEDED,
        true => words::NEEDED,
        false => words::OPTIONAL,
    }
}

/// Telephone numbers, VINs and codes stay text as typed; a spreadsheet would turn them into numbers.
fn format_of(field: Field) -> Format {
    match field {
        Field::LeadCreated | Field::LeadAssigned | Field::FirstContact | Field::VisitAt | Field::ServiceAt => {
            Format::new().set_num_format("yyyy-mm-dd hh:mm")
        }
        date if date.is_date() => Format::new().set_num_format("yyyy-mm-dd"),
        Field::Phone | Field::Vin | Field::Plate | Field::LeadCode | Field::OrderNo | Field::Budget => {
            Format::new().set_num_format("@")
        }
        _ => Format::new(),
    }
}

#[cfg(test)]
mod tests {
    use benyuan::exchange::parse::parse;
    use benyuan::exchange::plan::FilePlan;
    use benyuan::exchange::read::{Limits, Unwatched, read};
    use benyuan::exchange::recognise::recognise;

    use super::*;

    /// As on the import page: every template and all its columns are recognised, and it adds no rows.
    #[test]
    fn a_blank_template_is_known_and_empty() {
        for kind in FILE_KINDS {
            let (plan, rows) = imported(kind, &bytes(kind).unwrap());
            let (sheet, explanation) = (&plan.sheets[0], &plan.sheets[1]);
            assert_eq!((sheet.kind, sheet.data_rows), (Some(kind), 0));
            let fields: Vec<_> = sheet.columns.iter().filter_map(|column| column.field).collect();
            assert_eq!(fields, template_of(kind), "{kind:?}");
            assert!(explanation.is_explanation() && explanation.columns.is_empty(), "{kind:?}: {explanation:?}");
            assert_eq!(rows, 0);
        }
    }

    /// The examples of the second sheet, typed into the first, make a row without notes.
    #[test]
    fn a_filled_row_is_read() {
        for kind in FILE_KINDS {
            let mut workbook = Workbook::new();
            let sheet = workbook.add_worksheet();
            rows(sheet, kind).unwrap();
            let examples = template_of(kind).iter().map(|field| words::column(*field).1);
            sheet.write_row(1, 0, examples).unwrap();
            let (_, rows) = imported(kind, &workbook.save_to_buffer().unwrap());
            assert_eq!(rows, 1);
        }
    }

    /// Columns that the explanation calls required: without one of them the sheet or the row is refused.
    #[test]
    fn what_is_needed_stands_first() {
        for kind in FILE_KINDS {
            let needed =
                template_of(kind).iter().enumerate().map(|(at, field)| need(kind, at, *field) != words::OPTIONAL);
            assert!(needed.clone().any(|needed| needed) && needed.is_sorted_by(|a, b| a >= b), "{kind:?}");
        }
    }

    #[test]
    fn a_template_is_the_same_at_every_build() {
        assert_eq!(bytes(Kind::Leads).unwrap(), bytes(Kind::Leads).unwrap());
    }

    /// The plan, and the number of rows read; none may have a note.
    fn imported(kind: Kind, bytes: &[u8]) -> (FilePlan, usize) {
        let raw = read(import::template_file(kind), bytes, &Limits::default(), &mut Unwatched).unwrap();
        let plan = recognise(&raw, &[]);
        let rows: Vec<_> = parse(&raw, &plan).collect();
        rows.iter().for_each(|row| assert!(row.row.is_some() && row.notes.is_empty(), "{kind:?}: {row:?}"));
        (plan, rows.len())
    }
}
