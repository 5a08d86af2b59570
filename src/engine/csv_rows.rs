//! The rows of a store as CSV, in the product's own columns, so that what is taken out can be imported again. Not lists of
//! people: those are `csv`'s.

use super::csv::write;
use crate::{
    model::{
        columns::{Columns, ValueView},
        fields::{Field, fields_of},
        rows::{Kind, Record},
        tables::Tables,
        values::Phone,
    },
    text::{Lang, fields, states},
};
use std::collections::BTreeMap;

/// Telephone numbers in full: this is the dealer's own data, taken out to be kept.
pub(super) fn rows(tables: &Tables, kind: Kind) -> String {
    macro_rules! of {
        ($rows:ident) => {
            written(kind, &tables.$rows, |row| &row.phone)
        };
    }
    match kind {
        Kind::Leads => of!(leads),
        Kind::Visits => of!(visits),
        Kind::Sales => of!(sales),
        Kind::Services => of!(services),
        Kind::Insurance => of!(policies),
        Kind::Answers => of!(answers),
        Kind::Cards => of!(cards),
    }
}

/// A time of day has no column of its own: it stands with its date.
fn written<T: Columns>(kind: Kind, rows: &[Record<T>], phone: fn(&T) -> &Phone) -> String {
    let columns: Vec<Field> = fields_of(kind)
        .iter()
        .copied()
        .filter(|field| !matches!(field, Field::VisitTime | Field::ServiceTime))
        .collect();
    let head = columns.iter().map(|field| fields::field(*field).zh.to_owned()).collect();
    let line = |record: &Record<T>| {
        let mut said: BTreeMap<Field, String> =
            record.data.values().into_iter().map(|(field, value)| (field, cell(&value))).collect();
        if let Phone::Full(digits) = phone(&record.data) {
            said.insert(Field::Phone, digits.clone());
        }
        columns.iter().map(|field| said.remove(field).unwrap_or_default()).collect()
    };
    write(head, rows.iter().map(line))
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
