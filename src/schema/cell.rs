//! The values that rows are made of: how each is read from a file, by its type, and how it is shown.

use super::{
    fields::Field,
    values::{AnswerKind, Fen, Gender, Phone, PolicyKind, ServiceKind, Vin},
    view::ValueView,
};
use crate::{
    columnar::{PageWriter, Row, Tag},
    diag::Matter,
    terms::{
        follow_up::{Outcome, Way},
        stage::{Level, Step},
    },
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

/// A value of a row: how it is read from a file, how it stands in a column, how it is shown.
pub trait Cell: Sized {
    /// The value as a page gives it: its texts stay where they are.
    type At<'a>: Copy;

    fn read(source: &mut dyn Source, field: Field) -> Self;

    fn put(&self, page: &mut PageWriter, tag: Tag);

    fn get<'a>(row: Row<'a>, tag: Tag) -> Self::At<'a>;

    /// `None` where there is nothing to show.
    fn shown(value: Self::At<'_>) -> Option<ValueView>;
}

impl Cell for String {
    type At<'a> = &'a str;

    fn read(source: &mut dyn Source, _: Field) -> Self {
        source.name()
    }

    fn put(&self, page: &mut PageWriter, tag: Tag) {
        if !self.is_empty() {
            page.text(tag, self);
        }
    }

    fn get<'a>(row: Row<'a>, tag: Tag) -> &'a str {
        row.text(tag).unwrap_or_default()
    }

    fn shown(value: &str) -> Option<ValueView> {
        (!value.is_empty()).then(|| ValueView::Text(value.to_owned()))
    }
}

/// A whole number stands as its digits; any other text has a sign of what it is before it.
impl Cell for Phone {
    type At<'a> = Phone<&'a str>;

    fn read(source: &mut dyn Source, _: Field) -> Self {
        source.phone()
    }

    fn put(&self, page: &mut PageWriter, tag: Tag) {
        let signed = match self {
            Self::Absent => return,
            Self::Full(digits) if digits.starts_with(|first: char| first.is_ascii_digit()) => {
                return page.text(tag, digits);
            }
            Self::Full(text) => ["=", text],
            Self::Masked(text) => ["*", text],
            Self::Damaged(text) => ["!", text],
            Self::Unusable(text) => ["?", text],
        };
        page.text(tag, &signed.concat());
    }

    fn get<'a>(row: Row<'a>, tag: Tag) -> Phone<&'a str> {
        let Some(text) = row.text(tag) else { return Phone::Absent };
        match (text.as_bytes().first(), text.get(1..)) {
            (Some(b'*'), Some(text)) => Phone::Masked(text),
            (Some(b'!'), Some(text)) => Phone::Damaged(text),
            (Some(b'?'), Some(text)) => Phone::Unusable(text),
            (Some(b'='), Some(text)) => Phone::Full(text),
            _ => Phone::Full(text),
        }
    }

    /// Telephone numbers come masked.
    fn shown(value: Phone<&str>) -> Option<ValueView> {
        match value {
            Phone::Absent => None,
            Phone::Damaged(text) | Phone::Unusable(text) => Some(ValueView::Text(text.to_owned())),
            _ => Some(ValueView::Text(value.masked())),
        }
    }
}

/// The kinds that are known stand as a digit, what a file calls otherwise with a sign before it.
impl Cell for Option<ServiceKind> {
    type At<'a> = Option<ServiceKind<&'a str>>;

    fn read(source: &mut dyn Source, field: Field) -> Self {
        source.service_kind(field)
    }

    fn put(&self, page: &mut PageWriter, tag: Tag) {
        match self {
            None => {}
            Some(ServiceKind::First) => page.text(tag, "1"),
            Some(ServiceKind::Maintenance) => page.text(tag, "2"),
            Some(ServiceKind::Warranty) => page.text(tag, "3"),
            Some(ServiceKind::Accident) => page.text(tag, "4"),
            Some(ServiceKind::Other(word)) => page.text(tag, &["=", word].concat()),
        }
    }

    fn get<'a>(row: Row<'a>, tag: Tag) -> Option<ServiceKind<&'a str>> {
        match row.text(tag)? {
            "1" => Some(ServiceKind::First),
            "2" => Some(ServiceKind::Maintenance),
            "3" => Some(ServiceKind::Warranty),
            "4" => Some(ServiceKind::Accident),
            text => text.strip_prefix('=').map(ServiceKind::Other),
        }
    }

    fn shown(value: Option<ServiceKind<&str>>) -> Option<ValueView> {
        value.map(|kind| ValueView::Service(kind.to_owned()))
    }
}

/// Values that may be absent and stand as numbers: by which reading, as which number, as what they are shown.
macro_rules! numbers {
    ($($type:ty: $read:expr, $number:expr, $of:expr, $variant:ident($shown:expr);)*) => {$(
        impl Cell for Option<$type> {
            type At<'a> = Self;

            fn read(source: &mut dyn Source, field: Field) -> Self {
                let read: fn(&mut dyn Source, Field) -> Self = $read;
                read(source, field)
            }

            fn put(&self, page: &mut PageWriter, tag: Tag) {
                let number: fn($type) -> i64 = $number;
                if let Some(value) = self {
                    page.int(tag, number(*value));
                }
            }

            #[inline]
            fn get(row: Row, tag: Tag) -> Self {
                let of: fn(i64) -> Self = $of;
                row.int(tag).and_then(of)
            }

            fn shown(value: Self) -> Option<ValueView> {
                let shown: fn($type) -> _ = $shown;
                value.map(|value| ValueView::$variant(shown(value)))
            }
        }
    )*};
}

numbers! {
    Moment: |from, field| from.moment(field), Moment::number, Moment::of_number, Moment(|at| at);
    Day: |from, field| from.day(field), |day| day.epoch_days().into(),
        |days| days.try_into().ok().map(Day::from_epoch_days), Day(|day| day);
    u32: |from, field| from.count(field), i64::from, |count| count.try_into().ok(), Count(|count| count);
    u8: |from, field| from.score(field), i64::from, |score| score.try_into().ok(), Count(u32::from);
    bool: |from, field| from.yes_or_no(field), i64::from, |flag| Some(flag != 0), Flag(|flag| flag);
    Fen: |from, field| from.money(field), |fen| fen.0, |fen| Some(Fen(fen)), Fen(|fen| fen.0);
    Level: |from, field| from.level(field), |level| level as i64, Level::of_number, Level(|level| level);
    Gender: |from, field| from.gender(field), |gender| gender as i64, Gender::of_number, Gender(|gender| gender);
    PolicyKind: |from, field| from.policy_kind(field), |kind| kind as i64, PolicyKind::of_number, Policy(|kind| kind);
    AnswerKind: |from, field| from.answer_kind(field), |kind| kind as i64, AnswerKind::of_number, Answer(|kind| kind);
    // Only people say these; no file does.
    Way: |_, _| None, |way| way as i64, Way::of_number, Way(|way| way);
    Outcome: |_, _| None, |outcome| outcome as i64, Outcome::of_number, Outcome(|outcome| outcome);
    Step: |_, _| None, |step| step as i64, Step::of_number, Step(|step| step);
}

impl Cell for Option<String> {
    type At<'a> = Option<&'a str>;

    fn read(source: &mut dyn Source, field: Field) -> Self {
        source.text(field)
    }

    fn put(&self, page: &mut PageWriter, tag: Tag) {
        if let Some(text) = self {
            page.text(tag, text);
        }
    }

    fn get<'a>(row: Row<'a>, tag: Tag) -> Option<&'a str> {
        row.text(tag)
    }

    fn shown(value: Option<&str>) -> Option<ValueView> {
        value.map(|text| ValueView::Text(text.to_owned()))
    }
}

impl Cell for Option<Vin> {
    type At<'a> = Option<Vin<&'a str>>;

    fn read(source: &mut dyn Source, field: Field) -> Self {
        source.vin(field)
    }

    fn put(&self, page: &mut PageWriter, tag: Tag) {
        if let Some(vin) = self {
            page.text(tag, &vin.0);
        }
    }

    fn get<'a>(row: Row<'a>, tag: Tag) -> Option<Vin<&'a str>> {
        row.text(tag).map(Vin)
    }

    fn shown(value: Option<Vin<&str>>) -> Option<ValueView> {
        value.map(|vin| ValueView::Text(vin.0.to_owned()))
    }
}
