//! Satisfaction by period: indices, net promoter scores, factor lines, each with its interval.

use super::list::Figure;
use crate::{model::values::AnswerKind, protocol::view::SatisfactionView, text::Lang};

pub fn indices(_view: &SatisfactionView, _lang: Lang, width: f64) -> Figure {
    Figure { width, ..Figure::default() }
}

pub fn nps(_view: &SatisfactionView, _lang: Lang, width: f64) -> Figure {
    Figure { width, ..Figure::default() }
}

pub fn factors(_view: &SatisfactionView, _kind: AnswerKind, _lang: Lang, width: f64) -> Figure {
    Figure { width, ..Figure::default() }
}
