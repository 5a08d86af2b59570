//! What every kind's row can do, and the macro that makes it from the kind's table. A row is read from a file as a struct and put into
//! a page; from then on it is read where it stands in the page ([`At`]).

use super::{
    cell::{Cell, Source},
    fields::Field,
    view::ValueView,
};
use crate::columnar::{PageWriter, Row, Tag};
use serde::{
    Deserializer,
    de::{DeserializeSeed, SeqAccess, Visitor},
};
use std::{fmt, marker::PhantomData};

/// Columns before this one are the row's own name and place (`model::rows`).
const FIRST_VALUE: u16 = 16;

/// The column of a value, by its number in the kind's table.
pub const fn column(number: u16) -> Tag {
    Tag(FIRST_VALUE + number)
}

/// Whether a column holds a value, known here or not.
pub const fn is_value(tag: Tag) -> bool {
    tag.0 >= FIRST_VALUE
}

/// A row of a kind where it stands in its page. Each of its places is a method.
pub struct At<'a, T> {
    row: Row<'a>,
    kind: PhantomData<fn() -> T>,
}

impl<T> Clone for At<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for At<'_, T> {}

impl<'a, T> At<'a, T> {
    #[inline]
    pub fn new(row: Row<'a>) -> Self {
        Self { row, kind: PhantomData }
    }

    #[inline]
    pub fn row(self) -> Row<'a> {
        self.row
    }
}

impl<T: Columns> At<'_, T> {
    pub fn value(self, field: Field) -> Option<ValueView> {
        T::value(self, field)
    }

    /// What the row says, in the order of its fields; absent values left out. Telephone numbers come masked.
    pub fn values(self) -> Vec<(Field, ValueView)> {
        T::FIELDS.iter().filter_map(|field| Some((*field, self.value(*field)?))).collect()
    }
}

/// A page of one row.
#[cfg(test)]
pub fn alone<T: Columns>(row: &T) -> crate::columnar::Page {
    let mut page = PageWriter::new();
    page.begin_row();
    row.put(&mut page);
    crate::columnar::Page::open(page.finish()).unwrap()
}

/// A row whose values answer to [`Field`].
pub trait Columns: Clone + PartialEq + Default {
    /// In the order they are shown.
    const FIELDS: &'static [Field];
    /// What fields are called in this kind, beside what they are called in any: separated by `|`.
    const HEADERS: &'static [(Field, &'static str)];
    /// The column of each field; a time of day is kept with its date.
    const COLUMNS: &'static [(Field, Tag)];

    /// Every field as the file has it.
    fn read(source: &mut dyn Source) -> Self;

    /// Puts every value into the page's present row.
    fn put(&self, page: &mut PageWriter);

    /// What the row says of a field; a telephone number comes masked.
    fn value(row: At<'_, Self>, field: Field) -> Option<ValueView>;

    /// Takes the value of that number from a row of the first page format; `false` where there are no more.
    fn take<'de, A: SeqAccess<'de>>(&mut self, number: usize, from: &mut A) -> Result<bool, A::Error>;
}

/// One value of a row, or several of one type side by side.
pub trait Place {
    type One: Cell;
    type At<'a>;

    fn at<'a>(row: Row<'a>, columns: &[Tag]) -> Self::At<'a>;
}

impl<C: Cell> Place for C {
    type One = C;
    type At<'a> = C::At<'a>;

    #[inline]
    fn at<'a>(row: Row<'a>, columns: &[Tag]) -> C::At<'a> {
        C::get(row, columns[0])
    }
}

impl<const N: usize> Place for [Option<u8>; N] {
    type One = Option<u8>;
    type At<'a> = Self;

    fn at(row: Row, columns: &[Tag]) -> Self {
        std::array::from_fn(|at| Option::<u8>::get(row, columns[at]))
    }
}

/// A row of the first page format, which had so many values; the rest stays absent.
pub struct Stored<T> {
    values: usize,
    row: PhantomData<T>,
}

impl<T: Columns> Stored<T> {
    pub fn of(values: usize) -> Self {
        Self { values, row: PhantomData }
    }
}

impl<'de, T: Columns> DeserializeSeed<'de> for Stored<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_tuple(self.values, self)
    }
}

impl<'de, T: Columns> Visitor<'de> for Stored<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a row")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<T, A::Error> {
        let mut row = T::default();
        for number in 0..self.values {
            if !row.take(number, &mut values)? {
                break;
            }
        }
        Ok(row)
    }
}

/// Whether the numbers are those from 0 on, each once, in whatever order.
pub const fn is_whole(numbers: &[usize]) -> bool {
    let (mut seen, mut at) = (0u128, 0);
    while at < numbers.len() {
        seen |= 1 << numbers[at];
        at += 1;
    }
    seen.count_ones() as usize == numbers.len() && seen.trailing_ones() as usize == numbers.len()
}

/// A row as its table: `place: type = number field "headers"`. Fields stand in the order in which they are shown; the number is
/// where the value is stored, and is never given to another. A place may hold several fields, each with its index. A date may have its
/// time of day in a column of its own (`+`), which is stored with it.
macro_rules! row {
    (
        $(#[$about:meta])*
        pub struct $row:ident {$(
            $(#[$place_about:meta])*
            $place:ident: $type:ty =
                $($number:literal $([$index:ident])? $field:ident $($headers:literal)? $(+ $time:ident $times:literal)?),+;
        )*}
    ) => {
        $(#[$about])*
        #[derive(Clone, PartialEq, Debug, Default)]
        pub struct $row {
            $($(#[$place_about])* pub $place: $type,)*
        }

        const _: () = assert!($crate::schema::row::is_whole(&[$($($number),+),*]));

        impl $crate::schema::row::Columns for $row {
            const FIELDS: &'static [Field] = &[$($(Field::$field, $(Field::$time,)?)+)*];
            const HEADERS: &'static [(Field, &'static str)] =
                &[$($($((Field::$field, $headers),)? $((Field::$time, $times),)?)+)*];
            const COLUMNS: &'static [(Field, $crate::columnar::Tag)] =
                &[$($((Field::$field, $crate::schema::row::column($number)),)+)*];

            fn read(source: &mut dyn $crate::schema::cell::Source) -> Self {
                let mut row = Self::default();
                $($(row.$place $([SurveyItem::$index as usize])? =
                    $crate::schema::cell::Cell::read(source, Field::$field);)+)*
                row
            }

            fn put(&self, page: &mut $crate::columnar::PageWriter) {
                use $crate::schema::{cell::Cell, row::column};
                $($(self.$place $([SurveyItem::$index as usize])?.put(page, column($number));)+)*
            }

            fn value(row: $crate::schema::row::At<'_, Self>, field: Field) -> Option<$crate::schema::view::ValueView> {
                use $crate::schema::{cell::Cell, row::{Place, column}};
                match field {
                    $($(Field::$field => {
                        type One = <$type as Place>::One;
                        One::shown(One::get(row.row(), column($number)))
                    })+)*
                    _ => None,
                }
            }

            fn take<'de, A: serde::de::SeqAccess<'de>>(&mut self, number: usize, from: &mut A) -> Result<bool, A::Error> {
                match number {
                    $($($number => match from.next_element()? {
                        Some(value) => self.$place $([SurveyItem::$index as usize])? = value,
                        None => return Ok(false),
                    },)+)*
                    _ => return Ok(false),
                }
                Ok(true)
            }
        }

        impl<'a> $crate::schema::row::At<'a, $row> {
            $($(#[$place_about])* #[inline] pub fn $place(self) -> <$type as $crate::schema::row::Place>::At<'a> {
                use $crate::schema::row::{Place, column};
                <$type as Place>::at(self.row(), const { &[$(column($number)),+] })
            })*
        }
    };
}

pub(crate) use row;
