//! Tables as they are stored and read back.

use super::{
    fields::Field,
    kinds::{AnswerRow, ITEM_FIELDS, KINDS, PolicyRow, fields_of, headers_of, required_in, template_of},
    row::{Columns, Stored},
    view::ValueView,
};
use crate::{lifecycle::touchpoint::SurveyItem, time::Day};
use serde::de::DeserializeSeed;

#[test]
fn each_item_of_a_survey_has_its_field() {
    for item in SurveyItem::ALL {
        let mut answer = AnswerRow::default();
        answer.items[item as usize] = Some(7);
        assert_eq!(answer.values(), [(ITEM_FIELDS[item as usize], ValueView::Count(7))]);
    }
}

/// What an earlier format had not is absent, and what it had is where it was.
#[test]
fn a_row_of_an_earlier_format_is_read_as_far_as_it_goes() {
    let day = Some(Day::from_epoch_days(20_000));
    let now = PolicyRow { name: "甲一".into(), expires: day, signed: day, ..PolicyRow::default() };
    let bytes = postcard::to_stdvec(&now).unwrap();
    assert_eq!(postcard::from_bytes::<PolicyRow>(&bytes).unwrap(), now);
    let before = Stored::<PolicyRow>::of(10).deserialize(&mut postcard::Deserializer::from_bytes(&bytes)).unwrap();
    assert_eq!(before, PolicyRow { signed: None, ..now });
}

/// The stored order is that of the numbers, whatever the order of the table.
#[test]
fn values_are_stored_by_their_numbers() {
    let policy = PolicyRow {
        expires: Some(Day::from_epoch_days(1)),
        signed: Some(Day::from_epoch_days(2)),
        ..PolicyRow::default()
    };
    let bytes = postcard::to_stdvec(&policy).unwrap();
    assert_eq!(bytes, [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 1, 4]);
    let fields: Vec<&Field> = PolicyRow::FIELDS.iter().rev().take(2).collect();
    assert_eq!(fields, [&Field::ExpiresOn, &Field::SignedOn]);
}

#[test]
fn kinds_speak_of_their_own_fields_only() {
    for kind in KINDS {
        let fields = fields_of(kind);
        assert!(template_of(kind).iter().all(|field| fields.contains(field)), "{kind:?}");
        assert!(headers_of(kind).iter().all(|(field, _)| fields.contains(field)), "{kind:?}");
        assert!(required_in(kind) <= template_of(kind).len(), "{kind:?}");
        assert!(fields.iter().enumerate().all(|(at, field)| !fields[..at].contains(field)), "{kind:?}");
    }
}

#[test]
fn every_field_belongs_to_a_kind_and_has_a_header() {
    for field in Field::ALL {
        let of = |kind| headers_of(kind).iter().any(|(of, headers)| *of == field && !headers.is_empty());
        let kinds: Vec<_> = KINDS.into_iter().filter(|kind| fields_of(*kind).contains(&field)).collect();
        assert!(!kinds.is_empty(), "{field:?}");
        assert!(!field.headers().is_empty() || kinds.into_iter().all(of), "{field:?}");
    }
}
