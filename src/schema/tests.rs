//! Tables as they are stored and read back.

use super::{
    cell::Cell,
    fields::Field,
    kinds::{AnswerRow, ITEM_FIELDS, KINDS, PolicyRow, fields_of, headers_of, is_native, required_in, template_of},
    row::{At, Columns, Stored, alone},
    values::{Fen, Phone, ServiceKind, Vin},
    view::ValueView,
};
use crate::{
    columnar::{Page, PageWriter, Tag},
    terms::{stage::Level, touchpoint::SurveyItem},
    time::{Day, Moment},
};
use serde::de::DeserializeSeed;

#[test]
fn each_item_of_a_survey_has_its_field() {
    for item in SurveyItem::ALL {
        let mut answer = AnswerRow::default();
        answer.items[item as usize] = Some(7);
        let page = alone(&answer);
        let answer: At<AnswerRow> = At::new(page.row(0).unwrap());
        assert_eq!(answer.values(), [(ITEM_FIELDS[item as usize], ValueView::Count(7))]);
        assert_eq!(
            (answer.item(item), answer.items()),
            (Some(7), SurveyItem::ALL.map(|one| (one == item).then_some(7)))
        );
    }
}

/// A row of the first format is its values in the order of their numbers; what an earlier version had not is absent.
#[test]
fn a_row_of_an_earlier_version_is_read_as_far_as_it_goes() {
    let read = |values: usize| {
        let bytes = [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 1, 4];
        Stored::<PolicyRow>::of(values).deserialize(&mut postcard::Deserializer::from_bytes(&bytes)).unwrap()
    };
    let day = |day| Some(Day::from_epoch_days(day));
    let now = PolicyRow { expires: day(1), signed: day(2), ..PolicyRow::default() };
    assert_eq!((read(11), read(10)), (now.clone(), PolicyRow { signed: None, ..now }));
    let fields: Vec<&Field> = PolicyRow::FIELDS.iter().rev().take(2).collect();
    assert_eq!(fields, [&Field::ExpiresOn, &Field::SignedOn]);
}

/// Every sort of value comes back from a page as it was put there.
#[test]
fn values_come_back_from_a_page() {
    fn check<C: Cell + PartialEq + std::fmt::Debug>(value: C) -> ValueView
    where
        for<'a> C::At<'a>: std::fmt::Debug,
    {
        let mut page = PageWriter::new();
        page.begin_row();
        value.put(&mut page, Tag(16));
        let page = Page::open(page.finish()).unwrap();
        let row = page.row(0).unwrap();
        C::shown(C::get(row, Tag(16))).unwrap()
    }
    let text = |text: &str| ValueView::Text(text.to_owned());
    let day = Day::from_epoch_days(-3);
    let minute = Moment::at(day, 23, 59).unwrap();
    assert_eq!(check("王一".to_owned()), text("王一"));
    assert_eq!(check(Some(String::new())), text(""));
    assert_eq!(check(Some(minute)), ValueView::Moment(minute));
    assert_eq!(check(Some(day.moment())), ValueView::Moment(day.moment()));
    assert_eq!(check(Some(day)), ValueView::Day(day));
    assert_eq!(check(Some(u32::MAX)), ValueView::Count(u32::MAX));
    assert_eq!(check(Some(Fen(i64::MIN))), ValueView::Fen(i64::MIN));
    assert_eq!(check(Some(false)), ValueView::Flag(false));
    assert_eq!(check(Some(Level::C)), ValueView::Level(Level::C));
    assert_eq!(check(Some(Vin("LX9".to_owned()))), text("LX9"));
    assert_eq!(check(Some(ServiceKind::Accident)), ValueView::Service(ServiceKind::Accident));
    for word in ["返修", "4", ""] {
        let other = ServiceKind::Other(word.to_owned());
        assert_eq!(check(Some(other.clone())), ValueView::Service(other));
    }
    assert_eq!(check(Phone::Full("13800005678".to_owned())), text("138****5678"));
    for unusual in ["*12345678901", "", "1.38E+10"] {
        assert_eq!(check(Phone::Damaged(unusual.to_owned())), text(unusual));
        assert_eq!(check(Phone::Full(format!("*{unusual}"))), text(&Phone::Full(format!("*{unusual}")).masked()));
    }
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
        let of_files = kinds.into_iter().filter(|kind| !is_native(*kind));
        assert!(!field.headers().is_empty() || of_files.into_iter().all(of), "{field:?}");
    }
}
