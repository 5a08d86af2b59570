//! Words of the satisfaction page.

use super::{Lang, Text, names, text};
use crate::{lifecycle::touchpoint::SurveyItem, model::values::AnswerKind, protocol::query::AnswerPart};

pub const TITLE: Text = text("满意度", "Satisfaction");

/// The answers behind a number.
pub fn answers(lang: Lang, kind: AnswerKind, item: Option<SurveyItem>, part: AnswerPart) -> String {
    let mut words = names::answer_kind(kind).get(lang).to_owned();
    if let Some(item) = item {
        words += " · ";
        words += names::item(item).get(lang);
    }
    let part = match part {
        AnswerPart::All => return words,
        AnswerPart::Promoters => text("推荐者（9–10）", "promoters (9–10)"),
        AnswerPart::Passives => text("中立者（7–8）", "passives (7–8)"),
        AnswerPart::Detractors => text("贬损者（0–6）", "detractors (0–6)"),
        AnswerPart::Low => text("6 分及以下", "6 or less"),
    };
    format!("{words} · {}", part.get(lang))
}
