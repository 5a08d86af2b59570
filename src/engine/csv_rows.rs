//! A store's rows as CSV, in the product's own columns, so that an export can be imported again; behind them the columns that no field
//! needs, under the headers of their files. Lists of people are in `csv`.

use super::csv::{Cells, Sheet};
use crate::{
    columnar::Row as Cursor,
    model::{
        extras,
        fields::{Field, fields_of},
        native::is_dropped,
        rows::{At, Kind, Listed},
        tables::Tables,
        values::Phone,
        view::ValueView,
    },
    text::{Lang, fields, states},
};

/// As CSV.
pub(super) fn rows(tables: &Tables, kind: Kind) -> String {
    let mut sheet = Sheet::new();
    write(tables, kind, &mut sheet);
    sheet.finish()
}

/// Telephone numbers are in full: the dealer keeps this copy of its own data. A time of day has no column of its own;
/// it is written with its date.
pub(super) fn write(tables: &Tables, kind: Kind, sheet: &mut dyn Cells) {
    let is_column = |field: &&Field| !field.is_time();
    let columns: Vec<Field> = fields_of(kind).iter().filter(is_column).copied().collect();
    let mut extra = Extra::of(tables.table(kind).rows());
    let heads = columns.iter().map(|field| fields::field(*field).zh);
    heads.chain(extra.headers.iter().copied()).for_each(|head| sheet.cell(head));
    sheet.end_row();
    of_kind!(kind, Row => for row in tables.of::<Row>().iter().filter(|row| !is_dropped(row.row())) {
        line(sheet, row, &columns, &mut extra);
    });
}

fn line<'a, T: Listed>(sheet: &mut dyn Cells, row: At<'a, T>, columns: &[Field], extra: &mut Extra<'a>) {
    for field in columns {
        match (field, T::phone(row)) {
            (Field::Phone, Phone::Full(digits)) => sheet.cell(digits),
            _ => sheet.cell(&row.value(*field).map(cell).unwrap_or_default()),
        }
    }
    extra.values(row.row()).iter().for_each(|value| sheet.cell(value));
    sheet.end_row();
}

/// As a file would write it: numbers without thousands marks.
fn cell(value: ValueView) -> String {
    match value {
        ValueView::Text(text) => text,
        ValueView::Count(n) => n.to_string(),
        ValueView::Fen(fen) if fen % 100 == 0 => (fen / 100).to_string(),
        ValueView::Fen(fen) => format!("{}{}.{:02}", if fen < 0 { "-" } else { "" }, fen.abs() / 100, fen.abs() % 100),
        value => states::value(Lang::Zh, &value),
    }
}

/// The columns that no field needs: the headers of all rows, and one row's values under them.
struct Extra<'a> {
    headers: Vec<&'a str>,
    values: Vec<&'a str>,
    /// The last list of headers, and where each stands among all.
    last: (&'a str, Vec<usize>),
}

impl<'a> Extra<'a> {
    /// Headers in the order in which rows name them first.
    fn of(rows: impl Iterator<Item = Cursor<'a>>) -> Self {
        let (mut headers, mut last) = (Vec::new(), "");
        for list in rows.filter_map(extras::list_of) {
            if list != last {
                last = list;
                let new: Vec<&str> = extras::headers_in(list).filter(|header| !headers.contains(header)).collect();
                headers.extend(new);
            }
        }
        let values = vec![""; headers.len()];
        Self { headers, values, last: ("", Vec::new()) }
    }

    fn values(&mut self, row: Cursor<'a>) -> &[&'a str] {
        self.values.fill("");
        if let Some(list) = extras::list_of(row) {
            if list != self.last.0 {
                let place = |header| self.headers.iter().position(|one| *one == header).unwrap_or_default();
                self.last = (list, extras::headers_in(list).map(place).collect());
            }
            for (place, value) in extras::values(row, self.last.1.len()) {
                self.values[self.last.1[place]] = value;
            }
        }
        &self.values
    }
}
