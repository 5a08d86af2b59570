//! Raw file → plan: each sheet's header and kind, the meaning of each column, and the rows that are not data. Never a
//! silent guess: a sheet without the minimum of any kind has no kind. `parse` follows the plan.

use super::{
    cell::{Cell, Cells, RawFile, RawRow, RawSheet},
    columns::{match_columns, normal},
    header::{self, Header},
    headerless,
    kinds::kind_of,
    offers::{could_hold, offer},
    plan::{Column, FilePlan, Mapping, SheetPlan},
    skip::{is_blank, sort_rows},
    synonyms::synonyms,
    values::text::text_of,
};
use crate::model::fields::{Field, fields_of};
use crate::model::rows::Kind;
use std::collections::BTreeSet;
use xxhash_rust::xxh3::xxh3_64;

/// How many distinct values of a column are shown, from how many rows, and how many letters of each.
const SAMPLES: usize = 5;
const SAMPLED_ROWS: usize = 2_000;
const SAMPLE_LETTERS: usize = 40;

/// The plan of a file. A remembered mapping for a sheet's shape wins over the headers.
pub fn recognise(raw: &RawFile, remembered: &[Mapping]) -> FilePlan {
    FilePlan {
        form: raw.form,
        encoding: raw.encoding,
        sheets: raw.sheets.iter().map(|sheet| recognise_sheet(sheet, remembered)).collect(),
        hidden_sheets: raw.hidden_sheets.clone(),
        unread_sheets: raw.unread_sheets.clone(),
    }
}

/// Applies the user's mapping to every sheet of its shape. Fields the kind does not have are dropped.
pub fn remap(plan: &mut FilePlan, mapping: &Mapping) {
    for sheet in plan.sheets.iter_mut().filter(|sheet| sheet.shape == mapping.shape) {
        apply(sheet, mapping);
        offer(sheet);
    }
}

/// What the headers of a sheet mean if it is of this kind.
pub fn suggest(sheet: &SheetPlan, kind: Kind) -> Mapping {
    let left_out = (0..).zip(&sheet.columns).filter(|(_, column)| counts_rows(column)).map(|(at, _)| at).collect();
    Mapping { shape: sheet.shape, kind: Some(kind), fields: match_columns(kind, &sheet.columns), left_out }
}

/// The headers by which a field of a kind is recognised, the usual one first.
pub fn spellings(kind: Kind, field: Field) -> impl Iterator<Item = &'static str> {
    synonyms(kind).filter(move |(of, _)| *of == field).flat_map(|(_, spellings)| spellings)
}

/// A mapping remembered for the shape comes first; then the words of the header or, without a header, the values.
/// Without a header the shape is only the number of columns, so a remembered mapping must fit the values too.
fn recognise_sheet(sheet: &RawSheet, remembered: &[Mapping]) -> SheetPlan {
    let header = header::find(sheet);
    let (skipped, data_rows) = sort_rows(sheet, header.as_ref());
    let mut plan = SheetPlan {
        name: sheet.name.clone(),
        kind: None,
        columns: columns(sheet, header.as_ref()),
        shape: 0,
        remembered: false,
        header_row: header.as_ref().and_then(|header| sheet.rows().get(header.at)).map_or(0, |row| row.number),
        data_rows,
        hidden_rows: 0,
        skipped,
    };
    plan.hidden_rows = hidden_rows(sheet, &plan);
    plan.shape = shape(&plan, header.as_ref());
    let known = remembered.iter().rev().find(|mapping| mapping.shape == plan.shape);
    plan.columns.iter_mut().for_each(|column| column.is_left_out = counts_rows(column));
    match known {
        Some(mapping) if header.is_some() || suits(&plan, mapping) => apply(&mut plan, mapping),
        _ if header.is_some() => apply_evidence(&mut plan),
        _ => apply_values(&mut plan, sheet),
    }
    if plan.is_explanation() {
        return SheetPlan { columns: Vec::new(), data_rows: 0, skipped: Vec::new(), hidden_rows: 0, ..plan };
    }
    offer(&mut plan);
    plan
}

/// How many data rows the file hides.
fn hidden_rows(sheet: &RawSheet, plan: &SheetPlan) -> u32 {
    let skipped: BTreeSet<u32> = plan.skipped.iter().map(|skipped| skipped.row).collect();
    let is_data = |row: &&u32| **row > plan.header_row && !skipped.contains(row);
    sheet.hidden_rows.iter().filter(is_data).count() as u32
}

fn apply(plan: &mut SheetPlan, mapping: &Mapping) {
    plan.kind = mapping.kind;
    plan.remembered = true;
    let suggested = mapping.kind.filter(|_| mapping.fields.is_empty()).map(|kind| suggest(plan, kind));
    let Mapping { fields, left_out, .. } = suggested.as_ref().unwrap_or(mapping);
    for (at, column) in plan.columns.iter_mut().enumerate() {
        let field = fields.get(at).copied().flatten();
        let belongs = |field: &Field| mapping.kind.is_some_and(|kind| fields_of(kind).contains(field));
        column.field = field.filter(belongs);
        column.is_left_out = left_out.iter().any(|place| usize::from(*place) == at);
        column.offer = None;
    }
}

/// Whether a column only numbers the rows of its file: kept, it would change every row with every export.
fn counts_rows(column: &Column) -> bool {
    ["序号", "序", "行号", "no", "行次"].contains(&normal(&column.header).as_str())
}

fn apply_evidence(plan: &mut SheetPlan) {
    if let Some((kind, fields)) = kind_of(&plan.columns) {
        plan.kind = Some(kind);
        plan.columns.iter_mut().zip(fields).for_each(|(column, field)| column.field = field);
    }
}

/// Takes kind and columns from the values, for a sheet without a header.
fn apply_values(plan: &mut SheetPlan, sheet: &RawSheet) {
    let is_data = |row: &RawRow| !is_blank(*row) && plan.skipped.iter().all(|skipped| skipped.row != row.number);
    let rows: Vec<RawRow> = sheet.rows().iter().filter(is_data).collect();
    if let Some((kind, fields)) = headerless::recognise(&rows, plan.columns.len()) {
        plan.kind = Some(kind);
        plan.columns.iter_mut().zip(fields).for_each(|(column, field)| column.field = field);
    }
}

/// A hash of the normalised headers; without a header, of the number of columns.
fn shape(plan: &SheetPlan, header: Option<&Header>) -> u64 {
    let headers = match header {
        Some(header) => header.names.iter().map(|name| normal(name)).collect::<Vec<_>>().join("\u{1f}"),
        None => format!("headerless {}", plan.columns.len()),
    };
    xxh3_64(headers.as_bytes())
}

/// Whether a sheet without a header holds the values that a remembered mapping expects. Its shape is only the number of
/// columns, so nothing else distinguishes it from other sheets with as many.
fn suits(plan: &SheetPlan, mapping: &Mapping) -> bool {
    plan.columns.iter().zip(&mapping.fields).all(|(column, field)| field.is_none_or(|field| could_hold(field, column)))
}

/// The named columns, and unnamed ones that hold something.
fn columns(sheet: &RawSheet, header: Option<&Header>) -> Vec<Column> {
    let names = header.map_or(&[][..], |header| &header.names);
    let data = sheet.rows().from(header.map_or(0, |header| header.at + 1));
    let filled = |cells: Cells| cells.iter().rposition(|cell| !cell.is_blank()).map_or(0, |last| last + 1);
    let width = data.iter().map(|row| filled(row.cells)).max().unwrap_or_default().max(names.len());
    let mut columns = vec![Column::default(); width];
    columns.iter_mut().zip(names).for_each(|(column, name)| column.header.clone_from(name));
    for row in data.iter().take(SAMPLED_ROWS) {
        columns.iter_mut().zip(row.cells.iter()).for_each(|(column, cell)| sample(column, cell));
    }
    columns
}

fn sample(column: &mut Column, cell: Cell) {
    if column.samples.len() == SAMPLES || cell.is_blank() {
        return;
    }
    let text = text_of(&cell);
    let short: String = text.chars().take(SAMPLE_LETTERS).collect();
    if !short.is_empty() && !column.samples.contains(&short) {
        column.samples.push(short);
    }
}
