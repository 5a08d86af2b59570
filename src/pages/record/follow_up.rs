//! The follow-up of a record: a form that needs two taps.

use super::At;
use crate::{
    forms::{follow_up, mark, note},
    pages::blocks::{Markup, form, html},
    protocol::view::RecordView,
    text::follow_ups as words,
};

pub(super) fn follow_up(at: At, record: &RecordView) -> Markup {
    let owner = format!("{}.{}", at.status.id.0, record.customer);
    let form = self::form(at.lang, &follow_up::form(at.lang, &record.follow, at.who), &owner);
    let note = self::form(at.lang, &note::form(&record.follow, at.who), &owner);
    let mark = self::form(at.lang, &mark::form(at.lang, &record.follow, at.who), &owner);
    html! {
        section.card.follow #follow {
            h2.card__title { (words::TITLE.get(at.lang)) }
            (form)
            details.follow__note #note-part {
                summary { (words::NOTE_TITLE.get(at.lang)) }
                (note)
            }
            details.follow__note #mark-part {
                summary { (words::MARK_TITLE.get(at.lang)) }
                (mark)
            }
        }
    }
}
