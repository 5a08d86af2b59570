//! The rows of a store as CSV, in the product's own columns, so that what is taken out can be imported again. Not lists of
//! people: those are `csv`'s.

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

/// Telephone numbers in full: this is the dealer's own data, taken out to be kept. A time of day has no column of its own: it
/// stands with its date.
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

/// As a file would say it: numbers without marks between their digits.
fn cell(value: &ValueView) -> String {
    match value {
        ValueView::Count(n) => n.to_string(),
        ValueView::Fen(fen) if fen % 100 == 0 => (fen / 100).to_string(),
        ValueView::Fen(fen) => format!("{}{}.{:02}", if *fen < 0 { "-" } else { "" }, fen.abs() / 100, fen.abs() % 100),
        value => states::value(Lang::Zh, value),
    }
}
