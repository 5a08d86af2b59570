//! All rows of a store, by kind, in the order they were added. Rows stay in the pages they were read from.

use super::{
    extras,
    fields::Field,
    ids::{Origin, RowId, Serial},
    rows::*,
    values::Phone,
    view::ValueView,
};
use crate::{
    columnar::{Page, PageWriter, Row as Cursor, Table},
    schema::row::Columns as _,
};
use std::{marker::PhantomData, sync::Arc};

/// A page takes as many rows.
pub const ROWS_PER_PAGE: u32 = 1024;

#[derive(Clone, PartialEq, Debug, Default)]
pub struct Tables {
    tables: [Table; KINDS.len()],
}

/// The rows of one kind.
pub struct Rows<'a, T> {
    table: &'a Table,
    kind: PhantomData<fn() -> T>,
}

impl<T> Clone for Rows<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Rows<'_, T> {}

impl<'a, T> Rows<'a, T> {
    pub fn len(self) -> usize {
        self.table.len()
    }

    pub fn is_empty(self) -> bool {
        self.table.is_empty()
    }

    /// Of a place that there is not, a row that says nothing.
    #[inline]
    pub fn at(self, index: usize) -> At<'a, T> {
        At::new(self.table.row(index).unwrap_or_else(Cursor::blank))
    }

    pub fn iter(self) -> impl Iterator<Item = At<'a, T>> {
        self.table.rows().map(At::new)
    }
}

macro_rules! tables {
    (() $($(#[$about:meta])* $kind:ident = $number:literal: $one:ident($row:ident), $table:ident;)*) => {
        impl Tables {
            $($(#[$about])* pub fn $table(&self) -> Rows<'_, $row> {
                self.of()
            })*
        }
    };
}

all_kinds!([tables]);

impl Tables {
    pub fn of<T: Listed>(&self) -> Rows<'_, T> {
        Rows { table: self.table(T::KIND), kind: PhantomData }
    }

    pub fn table(&self, kind: Kind) -> &Table {
        &self.tables[kind as usize]
    }

    pub fn table_mut(&mut self, kind: Kind) -> &mut Table {
        &mut self.tables[kind as usize]
    }

    pub fn count(&self, kind: Kind) -> usize {
        self.table(kind).len()
    }

    pub fn is_empty(&self) -> bool {
        self.tables.iter().all(Table::is_empty)
    }

    /// Of a place that there is not, a row that says nothing.
    pub fn row(&self, kind: Kind, index: usize) -> Cursor<'_> {
        self.table(kind).row(index).unwrap_or_else(Cursor::blank)
    }

    pub fn id(&self, kind: Kind, index: usize) -> RowId {
        id_of(self.row(kind, index))
    }

    pub fn serial(&self, kind: Kind, index: usize) -> Serial {
        serial_of(self.row(kind, index))
    }

    /// Whether rows of files have ids of their own. The latest have them first.
    pub fn has_ids(&self) -> bool {
        FILE_KINDS
            .into_iter()
            .any(|kind| self.table(kind).len().checked_sub(1).is_some_and(|at| has_id(self.row(kind, at))))
    }

    /// Where the first row is of which this holds.
    pub fn find(&self, holds: impl Fn(Cursor) -> bool) -> Option<(Kind, usize)> {
        KINDS.into_iter().find_map(|kind| Some((kind, self.table(kind).rows().position(&holds)?)))
    }

    pub fn origin(&self, kind: Kind, index: usize) -> Origin {
        origin_of(self.row(kind, index))
    }

    /// What a row says, in the order of its fields; absent values left out. Telephone numbers come masked.
    pub fn values(&self, kind: Kind, index: usize) -> Vec<(Field, ValueView)> {
        of_kind!(kind, Row => self.of::<Row>().at(index).values())
    }

    /// What a row says in columns that no field needs, under the file's own headers.
    pub fn extras(&self, kind: Kind, index: usize) -> Vec<(String, String)> {
        extras::of(self.row(kind, index)).map(|(header, value)| (header.to_owned(), value.to_owned())).collect()
    }

    pub fn phone(&self, kind: Kind, index: usize) -> Phone<&str> {
        of_kind!(kind, Row => Row::phone(self.of::<Row>().at(index)))
    }
}

/// Rows into pages, kind by kind.
#[derive(Default)]
pub struct TablesWriter {
    tables: Tables,
    writers: [PageWriter; KINDS.len()],
}

impl TablesWriter {
    pub fn push(&mut self, serial: Serial, origin: Origin, row: &Row) {
        let kind = row.kind();
        let page = &mut self.writers[kind as usize];
        page.begin_row();
        put_serial(page, serial);
        put_origin(page, origin);
        of_row!(row, data => data.put(page));
        if page.len() == ROWS_PER_PAGE {
            self.finish_page(kind);
        }
    }

    pub fn finish(mut self) -> Tables {
        KINDS.into_iter().for_each(|kind| self.finish_page(kind));
        self.tables
    }

    fn finish_page(&mut self, kind: Kind) {
        let page = &mut self.writers[kind as usize];
        if let Some(page) = finished(page) {
            self.tables.table_mut(kind).push(page);
        }
    }
}

/// The page of the rows so far; `None` of none.
pub fn finished(page: &mut PageWriter) -> Option<Arc<Page>> {
    if page.is_empty() {
        return None;
    }
    // What was just written is sound; were it not, its rows would be missing and counted as such by whoever wrote them.
    Page::open(page.finish()).ok().map(Arc::new)
}
