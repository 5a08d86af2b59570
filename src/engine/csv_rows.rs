//! A store's rows as CSV, in the product's own columns, so that an export can be imported again. Lists of people are in
//! `csv`.

use super::csv::write;
use crate::{
    model::{
        fields::{Field, fields_of},
        rows::Kind,
        tables::Tables,
        values::Phone,
        view::ValueView,
    },
    text::{Lang, fields, states},
};

/// Telephone numbers are in full: the dealer keeps this copy of its own data. A time of day has no column of its own;
/// it is written with its date.
pub(super) fn rows(tables: &Tables, kind: Kind) -> String {
    let is_column = |field: &Field| !field.is_time();
    let columns: Vec<Field> = fields_of(kind).iter().copied().filter(is_column).collect();
    let head = columns.iter().map(|field| fields::field(*field).zh.to_owned()).collect();
    write(head, (0..tables.count(kind)).map(|at| line(tables, kind, at, &columns)))
}

fn line(tables: &Tables, kind: Kind, at: usize, columns: &[Field]) -> Vec<String> {
    let said = tables.values(kind, at);
    let value = |column: &Field| match (column, tables.phone(kind, at)) {
        (Field::Phone, Phone::Full(digits)) => digits.to_owned(),
        _ => said.iter().find(|(field, _)| field == column).map(|(_, value)| cell(value)).unwrap_or_default(),
    };
    columns.iter().map(value).collect()
}

/// As a file would write it: numbers without thousands marks.
fn cell(value: &ValueView) -> String {
    match value {
        ValueView::Count(n) => n.to_string(),
        ValueView::Fen(fen) if fen % 100 == 0 => (fen / 100).to_string(),
        ValueView::Fen(fen) => format!("{}{}.{:02}", if *fen < 0 { "-" } else { "" }, fen.abs() / 100, fen.abs() % 100),
        value => states::value(Lang::Zh, value),
    }
}
