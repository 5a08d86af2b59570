//! What happened, one line per event: future events on top, then the latest first, under their months. A line unfolds
//! into the file rows that record it. The styles alone choose which kind is shown.

use crate::{
    model::rows::is_native,
    pages::blocks::{Markup, html, pairs, tag},
    protocol::view::{EventView, FactView, RecordView},
    text::{
        Lang, events, fields, names, people,
        states::{self, Tone},
    },
};

/// How many events are shown at first, and added with each press.
const AT_A_TIME: usize = 30;

pub(super) fn history(lang: Lang, record: &RecordView) -> Markup {
    let (ahead, past): (Vec<_>, Vec<_>) = record.events.iter().enumerate().partition(|(_, event)| event.is_ahead);
    let rest = past.len().saturating_sub(AT_A_TIME);
    html! {
        section.card.history {
            header.card__head {
                div.card__words { h2.card__title { (people::FACTS.get(lang)) } }
                p.card__caption { (people::events_size(lang, record.events.len())) }
            }
            (kinds(lang, &record.events))
            @if !ahead.is_empty() {
                ol.events.events--ahead { @for line in lines(&ahead) { (line.markup(lang, &record.facts, false)) } }
            }
            ol.events #events {
                @for (place, line) in lines(&past).iter().enumerate() {
                    (line.markup(lang, &record.facts, place >= AT_A_TIME))
                }
            }
            @if rest > 0 {
                button.button.history__more aria-controls="events" data-more=(AT_A_TIME) { (people::earlier(lang, rest)) }
            }
        }
    }
}

/// Shows one kind at a time, if there are several.
fn kinds(lang: Lang, all: &[EventView]) -> Markup {
    let many = |group: &str| all.iter().filter(|event| events::group(event.kind) == group).count();
    let there: Vec<_> = events::GROUPS.iter().map(|(group, words)| (*group, *words, many(group))).collect();
    let there: Vec<_> = there.into_iter().filter(|(.., many)| *many > 0).collect();
    let kind = |value: &str, words: &str, many: Option<usize>| {
        html! {
            label.event-kinds__one {
                input.hidden-text type="radio" name="kind" value=(value) checked[many.is_none()];
                span { (words) @if let Some(many) = many { " " (many) } }
            }
        }
    };
    html! {
        @if there.len() > 1 {
            div.event-kinds role="radiogroup" aria-label=(people::EVENT_KINDS.get(lang)) {
                (kind("all", people::ALL_EVENTS.get(lang), None))
                @for (group, words, many) in there { (kind(group, words.get(lang), Some(many))) }
            }
        }
    }
}

/// An event and its month. The first event of a month names the month, once among all events and once among its own
/// kind.
struct Line<'a> {
    place: usize,
    event: &'a EventView,
    is_first: bool,
    is_first_of_kind: bool,
}

fn lines<'a>(events: &[(usize, &'a EventView)]) -> Vec<Line<'a>> {
    let of = |event: &EventView| if event.is_ahead { None } else { Some(event.at.day().month()) };
    let group = |event: &EventView| events::group(event.kind);
    let line = |(at, (place, event)): (usize, &(usize, &'a EventView))| {
        let before = &events[..at];
        let is_same = |(_, other): &&(usize, &EventView)| of(other) == of(event);
        Line {
            place: *place,
            event,
            is_first: before.last().is_none_or(|last| !is_same(&last)),
            is_first_of_kind: !before.iter().rev().take_while(is_same).any(|(_, other)| group(other) == group(event)),
        }
    };
    events.iter().enumerate().map(line).collect()
}

impl Line<'_> {
    fn markup(&self, lang: Lang, facts: &[FactView], is_folded: bool) -> Markup {
        let rows: Vec<&FactView> = self.event.facts.iter().filter_map(|place| facts.get(*place as usize)).collect();
        let Some(fact) = rows.first() else { return Markup::default() };
        let month = match self.event.is_ahead {
            true => people::AHEAD.get(lang).to_owned(),
            false => self.event.at.day().month().to_string(),
        };
        let time = match self.event.is_ahead {
            true => people::short_day(self.event.at.day()),
            false => people::day_of_month(lang, self.event.at),
        };
        let class = if self.is_first { "event event--first" } else { "event" };
        let what = match events::tone(&self.event.dates, fact) {
            Tone::Leak => "event__what event__what--leak",
            _ => "event__what",
        };
        html! {
            li class=(class) data-kind=(events::group(self.event.kind)) data-first[self.is_first_of_kind]
                hidden[is_folded] data-folded[is_folded] {
                span.event__month { (month) }
                details.event__line #(format!("event.{}", self.place)) {
                    summary {
                        time datetime=(self.event.at) { (time) }
                        span.event__words {
                            b class=(what) { (events::what(lang, &self.event.dates, fact)) }
                            @for detail in events::details(lang, &self.event.dates, fact) { " " span { (detail) } }
                            @if fact.inferred {
                                " " span title=(people::INFERRED_HINT.get(lang)) { (tag(Tone::Still, people::INFERRED.get(lang))) }
                            }
                        }
                        span.event__who { (events::who(fact).unwrap_or_default()) }
                    }
                    @for row in rows { (raw(lang, row)) }
                }
            }
        }
    }
}

/// The row as imported, with its file and row number.
fn raw(lang: Lang, fact: &FactView) -> Markup {
    let values =
        fact.values.iter().map(|(field, value)| (fields::field(*field).get(lang), Some(states::value(lang, value))));
    let said = values.chain(fact.extras.iter().map(|(header, value)| (header.as_str(), Some(value.clone()))));
    html! {
        div.event__row {
            p.event__origin {
                (names::kind(fact.kind).get(lang)) " · "
                @if is_native(fact.kind) {
                    (events::WRITTEN_HERE.get(lang))
                } @else {
                    (people::origin(lang, &fact.file, fact.sheet, fact.row))
                }
            }
            (pairs(said))
        }
    }
}
