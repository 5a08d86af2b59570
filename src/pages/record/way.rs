//! A customer's way as a strip of nodes: passed, lost, where they stand, what is ahead.

use crate::{
    pages::blocks::{Markup, html},
    protocol::view::{Pace, WayNode},
    text::{Lang, names, people, states},
};

pub(super) fn way(lang: Lang, way: &[WayNode]) -> Markup {
    html! {
        @if way.is_empty() {
            p.hint { (people::WAY_UNKNOWN.get(lang)) }
        } @else {
            ol.way aria-label=(people::WAY.get(lang)) { @for one in way { (node(lang, one)) } }
        }
    }
}

fn node(lang: Lang, one: &WayNode) -> Markup {
    let class = match one.pace {
        Pace::Passed => "way__node way__node--passed",
        Pace::Leaked => "way__node way__node--leaked",
        Pace::InTime => "way__node way__node--standing",
        Pace::Late(_) => "way__node way__node--late",
        Pace::Bypassed | Pace::Unknown => "way__node way__node--unseen",
        Pace::Ahead => "way__node way__node--ahead",
    };
    html! {
        li class=(class) aria-current=[one.is_here.then_some("step")] {
            b.way__name { (names::node(one.node).get(lang)) }
            span.way__said { (said(lang, one)) }
        }
    }
}

/// How late they are, or else the day; for a loss both.
fn said(lang: Lang, one: &WayNode) -> Markup {
    if let Pace::Late(days) = one.pace {
        return html! { (states::late(lang, days)) };
    }
    html! {
        @if let Some(day) = one.at { span { (people::short_day(day)) } " " }
        @if let Some(word) = people::pace(lang, one.node, one.pace) { span { (word) } }
    }
}
