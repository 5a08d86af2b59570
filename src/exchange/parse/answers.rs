//! Rows of satisfaction surveys (满意度). A row without a kind is told by the items it fills.

use super::{
    super::values::{number::score, word},
    Refusal,
    reader::{RowReader, dated, somebody},
};
use crate::model::fields::{Field, ITEM_FIELDS};
use crate::{
    diag::Matter,
    lifecycle::touchpoint::SurveyItem,
    model::{
        rows::{AnswerRow, ITEMS},
        values::AnswerKind,
    },
};

pub fn answer(r: &mut RowReader) -> Result<AnswerRow, Refusal> {
    let mut answer = AnswerRow {
        at: r.day(Field::AnsweredOn),
        kind: r.take(Field::AnswerKind, word::answer_kind),
        name: r.name(),
        phone: r.phone(),
        vin: r.vin(),
        items: ITEM_FIELDS.map(|field| r.take(field, |cell| score(cell, 1))),
        recommend: r.take(Field::Recommend, |cell| score(cell, 0)),
        verbatim: r.words(Field::Verbatim),
    };
    somebody(&answer.name, &answer.phone, answer.vin.is_some())?;
    dated(answer.at.is_some(), Field::AnsweredOn)?;
    answer.kind = answer.kind.or_else(|| told_by(&answer.items.map(|item| item.is_some())));
    answer.kind = answer.kind.or_else(|| told_by(&ITEM_FIELDS.map(|field| r.has(field))));
    answer.kind.ok_or((Some(Field::AnswerKind), Matter::KeyKindMissing))?;
    Ok(answer)
}

/// The questionnaire with these items; `None` where they are common to two, or of two.
fn told_by(items: &[bool; ITEMS]) -> Option<AnswerKind> {
    use SurveyItem::*;
    let any = |wanted: &[SurveyItem]| wanted.iter().any(|item| items[*item as usize]);
    let service = any(&[ServiceQuality, Facility, ServiceHandover, ServiceAdviser, ServiceStart]);
    let buyer = any(&[Deal, Delivery]);
    let defeated = any(&[Bargaining]);
    let prospect = any(&[Online, BeforeVisit, Reception, Showroom, TestDrive]);
    match (service, buyer, defeated) {
        (true, false, false) if !prospect => Some(AnswerKind::Service),
        (false, true, false) => Some(AnswerKind::Buyer),
        (false, false, true) => Some(AnswerKind::Defeated),
        _ => None,
    }
}
