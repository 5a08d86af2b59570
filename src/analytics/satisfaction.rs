//! Satisfaction (满意度): indices, NPS and factors by period.

use super::members::{Frame, Member};
use crate::{
    lifecycle::touchpoint::SurveyItem,
    model::values::AnswerKind,
    protocol::{query::AnswerPart, view::SatisfactionView},
};

pub fn satisfaction(frame: &Frame) -> SatisfactionView {
    SatisfactionView { as_of: frame.picture.as_of, period: frame.period }
}

/// The answers behind a number.
pub fn members(_frame: &Frame, _kind: AnswerKind, _item: Option<SurveyItem>, _part: AnswerPart) -> Vec<Member> {
    Vec::new()
}
