//! The values that rows are made of: how each is read from a file, by its type, and how it is shown.

use super::{
    fields::Field,
    values::{AnswerKind, Fen, Gender, Phone, PolicyKind, ServiceKind, Vin},
    view::ValueView,
};
use crate::{
    diag::Matter,
    lifecycle::stage::Level,
    time::{Day, Moment},
};

/// Where a row is read from: the cells of one row of a file.
pub trait Source {
    /// Whether the file has a column of this meaning.
    fn has(&self, field: Field) -> bool;

    /// Says something about a field, or about the row.
    fn note(&mut self, field: Option<Field>, matter: Matter);

    fn name(&mut self) -> String;
    fn phone(&mut self) -> Phone;
    fn vin(&mut self, field: Field) -> Option<Vin>;
    /// Words, a code or a plate, by the field's shape.
    fn text(&mut self, field: Field) -> Option<String>;
    fn moment(&mut self, field: Field) -> Option<Moment>;
    fn day(&mut self, field: Field) -> Option<Day>;
    fn money(&mut self, field: Field) -> Option<Fen>;
    /// A number of things or of kilometres, by the field's shape.
    fn count(&mut self, field: Field) -> Option<u32>;
    /// Points, from 1 or from 0 by the field's shape.
    fn score(&mut self, field: Field) -> Option<u8>;
    fn yes_or_no(&mut self, field: Field) -> Option<bool>;
    fn gender(&mut self, field: Field) -> Option<Gender>;
    fn level(&mut self, field: Field) -> Option<Level>;
    fn service_kind(&mut self, field: Field) -> Option<ServiceKind>;
    fn policy_kind(&mut self, field: Field) -> Option<PolicyKind>;
    fn answer_kind(&mut self, field: Field) -> Option<AnswerKind>;
}

/// A value of a row.
pub trait Cell {
    fn read(source: &mut dyn Source, field: Field) -> Self;

    /// `None` where there is nothing to show.
    fn shown(&self) -> Option<ValueView>;
}

impl Cell for String {
    fn read(source: &mut dyn Source, _: Field) -> Self {
        source.name()
    }

    fn shown(&self) -> Option<ValueView> {
        (!self.is_empty()).then(|| ValueView::Text(self.clone()))
    }
}

/// Telephone numbers come masked.
impl Cell for Phone {
    fn read(source: &mut dyn Source, _: Field) -> Self {
        source.phone()
    }

    fn shown(&self) -> Option<ValueView> {
        match self {
            Self::Absent => None,
            Self::Damaged(text) | Self::Unusable(text) => Some(ValueView::Text(text.clone())),
            _ => Some(ValueView::Text(self.masked())),
        }
    }
}

/// Values that may be absent: by which reading, and as what they are shown.
macro_rules! cells {
    ($($type:ty: $read:ident, $variant:ident($shown:expr);)*) => {$(
        impl Cell for Option<$type> {
            fn read(source: &mut dyn Source, field: Field) -> Self {
                source.$read(field)
            }

            fn shown(&self) -> Option<ValueView> {
                let shown: fn(&$type) -> _ = $shown;
                self.as_ref().map(|value| ValueView::$variant(shown(value)))
            }
        }
    )*};
}

cells! {
    String: text, Text(String::clone);
    Vin: vin, Text(|vin| vin.0.clone());
    Moment: moment, Moment(|at| *at);
    Day: day, Day(|day| *day);
    u32: count, Count(|count| *count);
    u8: score, Count(|score| u32::from(*score));
    bool: yes_or_no, Flag(|flag| *flag);
    Fen: money, Fen(|fen| fen.0);
    Level: level, Level(|level| *level);
    Gender: gender, Gender(|gender| *gender);
    ServiceKind: service_kind, Service(Clone::clone);
    PolicyKind: policy_kind, Policy(|kind| *kind);
    AnswerKind: answer_kind, Answer(|kind| *kind);
}
