//! What every kind's row can do, and the macro that makes it from the kind's table.

use super::{cell::Source, fields::Field, view::ValueView};
use serde::{
    Deserializer, Serialize,
    de::{DeserializeSeed, SeqAccess, Visitor},
};
use std::{fmt, marker::PhantomData};

/// A row whose values answer to [`Field`].
pub trait Columns: Clone + PartialEq + Default + Serialize {
    /// In the order they are shown.
    const FIELDS: &'static [Field];
    /// What fields are called in this kind, beside what they are called in any: separated by `|`.
    const HEADERS: &'static [(Field, &'static str)];
    /// How many values are stored.
    const STORED: usize;

    /// Every field as the file has it.
    fn read(source: &mut dyn Source) -> Self;

    /// Takes over what `newer` says in the fields for which `given` holds: a column the newer file has, blank or not.
    fn overlay(&mut self, newer: Self, given: &dyn Fn(Field) -> bool);

    /// What the row says of a field; a telephone number comes masked.
    fn value(&self, field: Field) -> Option<ValueView>;

    /// What the row says, in the order of the fields; absent values left out.
    fn values(&self) -> Vec<(Field, ValueView)> {
        Self::FIELDS.iter().filter_map(|field| Some((*field, self.value(*field)?))).collect()
    }

    /// Takes the value of that number from what is stored; `false` where there are no more.
    fn take<'de, A: SeqAccess<'de>>(&mut self, number: usize, from: &mut A) -> Result<bool, A::Error>;
}

/// A row of so many stored values; an earlier format had fewer, and the rest stays absent.
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
            const STORED: usize = [$($($number),+),*].len();

            fn read(source: &mut dyn $crate::schema::cell::Source) -> Self {
                let mut row = Self::default();
                $($(row.$place $([SurveyItem::$index as usize])? =
                    $crate::schema::cell::Cell::read(source, Field::$field);)+)*
                row
            }

            fn overlay(&mut self, newer: Self, given: &dyn Fn(Field) -> bool) {
                $($(if given(Field::$field) {
                    self.$place $([SurveyItem::$index as usize])? =
                        newer.$place $([SurveyItem::$index as usize])?.clone();
                })+)*
            }

            fn value(&self, field: Field) -> Option<$crate::schema::view::ValueView> {
                use $crate::schema::cell::Cell;
                match field {
                    $($(Field::$field => self.$place $([SurveyItem::$index as usize])?.shown(),)+)*
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

        impl serde::Serialize for $row {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeTuple;
                let mut row = serializer.serialize_tuple(<Self as $crate::schema::row::Columns>::STORED)?;
                for number in 0..<Self as $crate::schema::row::Columns>::STORED {
                    match number {
                        $($($number => row.serialize_element(&self.$place $([SurveyItem::$index as usize])?)?,)+)*
                        _ => {}
                    }
                }
                row.end()
            }
        }

        impl<'de> serde::Deserialize<'de> for $row {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                use $crate::schema::row::{Columns, Stored};
                serde::de::DeserializeSeed::deserialize(Stored::<Self>::of(Self::STORED), deserializer)
            }
        }
    };
}

pub(crate) use row;
