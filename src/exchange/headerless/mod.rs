//! A sheet without a header row: its kind and columns are told by its values and by the order of dates in its rows. A
//! column that the values leave open gets no meaning; the user gives it one. Sheets with a header: `columns` and
//! `kinds`.

mod column;
pub(super) mod look;
mod order;
mod owners;
mod prospects;
mod words;

use super::cell::RawRow;
use super::kinds::has_minimum;
use crate::model::{fields::Field, rows::Kind};
use crate::order::order;
use column::ValueColumn;
use look::Look;

/// How many rows are examined, spread over the sheet.
const LOOKED_AT: usize = 2_000;
/// With fewer rows, a pattern may be chance.
const FEWEST_ROWS: usize = 3;

/// The kind of these rows, and the meaning of each column; `None` if they could be of several kinds or of none.
pub fn recognise(rows: &[RawRow], width: usize) -> Option<(Kind, Vec<Option<Field>>)> {
    if rows.len() < FEWEST_ROWS {
        return None;
    }
    let step = rows.len().div_ceil(LOOKED_AT);
    let rows: Vec<RawRow> = rows.iter().step_by(step).copied().collect();
    let table = Table { columns: (0..width).map(|at| ValueColumn::new(&rows, at)).collect() };
    let (kind, read) = table.kind()?;
    let fields = read(&table).into_fields(width);
    has_minimum(kind, &fields).then_some((kind, fields))
}

/// How a kind's columns are recognised.
type Reading = fn(&Table) -> Found;

/// The columns of the examined rows.
struct Table {
    columns: Vec<ValueColumn>,
}

impl Table {
    /// What only one kind has, checked in this order; and how that kind's columns are recognised.
    fn kind(&self) -> Option<(Kind, Reading)> {
        let has = |look| self.any(look);
        let dates = self.all(Look::Date).len();
        let person = has(Look::Name) || has(Look::Phone);
        let prospect = !has(Look::Vin) && person;
        if dates == 0 {
            None
        } else if has(Look::PolicyKind) {
            Some((Kind::Insurance, owners::policy))
        } else if has(Look::AnswerKind) && has(Look::Score) {
            Some((Kind::Answers, owners::answer))
        } else if has(Look::ServiceKind) {
            Some((Kind::Services, owners::service))
        } else if has(Look::Vin) && has(Look::Price) && person {
            Some((Kind::Sales, owners::sale))
        } else if has(Look::Vin) && dates >= 2 && has(Look::Distance) {
            Some((Kind::Cards, owners::card))
        } else if prospect && self.follows_up() && (has(Look::Channel) || (has(Look::Code) && has(Look::Level))) {
            Some((Kind::Leads, prospects::lead))
        } else {
            let is_visits = prospect && has(Look::Level) && dates == 1 && !has(Look::Code);
            is_visits.then_some((Kind::Visits, prospects::visit))
        }
    }

    /// A follow-up list has the state of its people, or dates that not all of them have reached; a visitors' book has
    /// neither.
    fn follows_up(&self) -> bool {
        let not_all = |at: &usize| !self.columns[*at].is_dense();
        self.any(Look::State) || self.all(Look::Date).iter().any(not_all)
    }

    fn any(&self, look: Look) -> bool {
        self.columns.iter().any(|column| column.look == look)
    }

    fn all(&self, look: Look) -> Vec<usize> {
        (0..self.columns.len()).filter(|at| self.columns[*at].look == look).collect()
    }

    /// The only column with this look; of several, the one that is filled while the others mostly are not.
    fn one(&self, look: Look) -> Option<usize> {
        let mut all = self.all(look);
        order(&mut all, |at| -(self.columns[*at].filled() as i64));
        match all[..] {
            [] => None,
            [first, second, ..] if self.columns[second].filled() * 2 > self.columns[first].filled() => None,
            [first, ..] => Some(first),
        }
    }
}

/// The results, column by column.
#[derive(Default)]
struct Found(Vec<(usize, Field)>);

impl Found {
    fn put(&mut self, at: Option<usize>, field: Field) {
        self.0.extend(at.map(|at| (at, field)));
    }

    /// Assigns the field to the only column with the look.
    fn look(mut self, table: &Table, pairs: &[(Look, Field)]) -> Self {
        pairs.iter().for_each(|(look, field)| self.put(table.one(*look), *field));
        self
    }

    fn into_fields(self, width: usize) -> Vec<Option<Field>> {
        let mut fields = vec![None; width];
        for (at, field) in self.0 {
            if fields[at].is_none() && !fields.contains(&Some(field)) {
                fields[at] = Some(field);
            }
        }
        fields
    }
}

#[cfg(test)]
mod tests;
