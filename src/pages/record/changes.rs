//! The history of what people wrote of somebody: who, when, before, after. It is fetched when it is unfolded.

use crate::{
    pages::blocks::{Markup, folded, html, tag},
    protocol::view::{ChangeView, EffectView, RecordView},
    text::{Lang, actions as words, fields, numbers::count, people, states},
};

/// The name of the part.
pub const CHANGES: &str = "changes";

/// The head; the list arrives when it is unfolded.
pub(super) fn head(lang: Lang, record: &RecordView) -> Markup {
    html! {
        @if record.written > 0 {
            details.card.fold #history {
                summary {
                    h2.card__title { (words::HISTORY.get(lang)) }
                    span.card__caption { (count(record.written)) }
                }
                (folded(CHANGES))
            }
        }
    }
}

pub fn changes(lang: Lang, record: &RecordView) -> Markup {
    html! {
        p.hint { (words::HISTORY_CAPTION.get(lang)) }
        ol.acts { @for change in &record.changes { (one(lang, change)) } }
    }
}

fn one(lang: Lang, change: &ChangeView) -> Markup {
    let class = if change.effect == EffectView::InForce { "acts__one" } else { "acts__one acts__one--undone" };
    let said = |value: &Option<_>| value.as_ref().map(|value| states::value(lang, value)).unwrap_or_default();
    let (before, after) = (said(&change.before), said(&change.after));
    let name = match change.field {
        Some(field) => fields::field(field).get(lang),
        None if change.is_undo => words::UNDO.get(lang),
        None => words::REDO.get(lang),
    };
    html! {
        li class=(class) {
            time datetime=(change.at) { (people::short_day(change.at.day())) " " (words::time(change.at)) }
            span.acts__words {
                b { (name) }
                @if change.field.is_some() { span { @if !before.is_empty() { (before) " → " } (after) } }
                @if let Some((tone, effect)) = words::effect(change.effect).filter(|_| change.field.is_some()) {
                    (tag(tone, effect.get(lang)))
                }
            }
            span.acts__who { (change.who) }
        }
    }
}
