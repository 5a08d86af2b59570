//! All rows of a store, by kind, in the order they were added.

use super::{
    fields::Field,
    ids::{Origin, RowId},
    rows::*,
    values::Phone,
    view::ValueView,
};
use crate::schema::row::Columns;

macro_rules! tables {
    (() $($(#[$about:meta])* $kind:ident = $number:literal: $one:ident($row:ident), $table:ident;)*) => {
        #[derive(Clone, PartialEq, Debug, Default)]
        pub struct Tables {
            $(pub $table: Vec<Record<$row>>,)*
        }

        $(impl Kept for $row {
            fn of(tables: &Tables) -> &Vec<Record<Self>> {
                &tables.$table
            }

            fn of_mut(tables: &mut Tables) -> &mut Vec<Record<Self>> {
                &mut tables.$table
            }
        })*
    };
}

/// A row that has a table.
pub trait Kept: Listed + Sized {
    fn of(tables: &Tables) -> &Vec<Record<Self>>;
    fn of_mut(tables: &mut Tables) -> &mut Vec<Record<Self>>;
}

all_kinds!([tables]);

impl Tables {
    pub fn count(&self, kind: Kind) -> usize {
        of_kind!(kind, Row => Row::of(self).len())
    }

    pub fn is_empty(&self) -> bool {
        KINDS.iter().all(|&kind| self.count(kind) == 0)
    }

    /// Name and place of a row, by its position in its table.
    pub fn origin(&self, kind: Kind, index: usize) -> (RowId, Origin) {
        of_kind!(kind, Row => {
            let record = &Row::of(self)[index];
            (record.id, record.origin)
        })
    }

    /// What a row says, in the order of its fields; absent values left out. Telephone numbers come masked.
    pub fn values(&self, kind: Kind, index: usize) -> Vec<(Field, ValueView)> {
        of_kind!(kind, Row => Row::of(self)[index].data.values())
    }

    pub fn phone(&self, kind: Kind, index: usize) -> &Phone {
        of_kind!(kind, Row => Row::of(self)[index].data.phone())
    }

    /// Appends a row of any kind; its position in its table.
    pub fn push(&mut self, id: RowId, origin: Origin, row: Row) -> usize {
        fn add<T: Kept>(tables: &mut Tables, id: RowId, origin: Origin, data: T) -> usize {
            let table = T::of_mut(tables);
            table.push(Record { id, origin, data });
            table.len() - 1
        }
        of_row!(row, data => add(self, id, origin, data))
    }
}
