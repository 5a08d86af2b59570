//! 触点目录: every touchpoint of the cycle by stage, with its owner, its clock, and the files that show it.

use super::{
    At, Page,
    blocks::{Markup, card, html, tag},
};
use crate::{
    order::ordered,
    protocol::{
        query::{NodePart, Selection},
        sheet::Sheet,
        view::{CatalogueView, Lack, TouchpointView},
    },
    route::Route,
    text::{clocks, data, lacks, map, names, numbers::count, states::Tone},
};

/// Marks the rows that "observed only" hides.
const DARK: &str = "dark";

pub fn page(at: At, view: &CatalogueView) -> Page {
    let observed = view.touchpoints.iter().filter(|one| is_observed(one)).count();
    let sheet = Sheet {
        title: data::CATALOGUE.get(at.lang).to_owned(),
        subtitle: data::observed(at.lang, observed as u32, view.touchpoints.len() as u32),
        is_inner: true,
        body: body(at, view).into_string(),
        ..Sheet::default()
    };
    sheet.into()
}

fn is_observed(one: &TouchpointView) -> bool {
    one.lacks.is_empty()
}

fn body(at: At, view: &CatalogueView) -> Markup {
    let all = ordered(view.touchpoints.clone(), |one| one.name.stage as i64);
    html! {
        div.toolbar {
            label.check {
                input type="checkbox" data-hides=(DARK);
                span { (data::ONLY_OBSERVED.get(at.lang)) }
            }
        }
        @for group in all.chunk_by(|a, b| a.name.stage == b.name.stage) { (of_stage(at, group)) }
    }
}

/// A card, hidden with the last of its rows.
fn of_stage(at: At, lines: &[TouchpointView]) -> Markup {
    let lang = at.lang;
    let stage = lines.first().map(|one| names::stage(one.name.stage).get(lang)).unwrap_or_default();
    let texts = [data::HEAD_TOUCHPOINT, data::HEAD_OWNER, data::HEAD_CLOCK, data::HEAD_EVIDENCE];
    let numbers = [map::HEAD_PASSED, map::HEAD_LEAKED, map::HEAD_STAGNANT, map::HEAD_IN_TIME];
    let table = html! {
        div.table-scroll {
            table.table.table--catalogue {
                thead { tr {
                    @for head in texts { th.wide-only[head == data::HEAD_OWNER] scope="col" { (head.get(lang)) } }
                    @for head in numbers { th.table__number scope="col" { (head.get(lang)) } }
                } }
                tbody {
                    @for one in lines.iter().filter(|one| !is_apart(one)) { (row(at, one)) }
                    (apart(at, lines))
                }
            }
        }
    };
    let of_it = card(stage, "", &table);
    html! {
        @if lines.iter().any(is_observed) { (of_it) } @else { div data-mark=(DARK) { (of_it) } }
    }
}

/// Whether only a form, a survey of its own or an audit would show it.
fn is_apart(one: &TouchpointView) -> bool {
    one.lacks == [Lack::FormOrAudit]
}

/// Touchpoints that no export shows, in one line that unfolds.
fn apart(at: At, lines: &[TouchpointView]) -> Markup {
    let apart: Vec<&TouchpointView> = lines.iter().filter(|one| is_apart(one)).collect();
    let Some(first) = apart.first() else { return html! {} };
    html! {
        tr.table__row--dark data-mark=(DARK) {
            td colspan="8" {
                details id={ "apart-" (first.name.key) } {
                    summary.more__head { (data::apart(at.lang, apart.len())) }
                    ul.apart {
                        @for one in &apart {
                            li {
                                (one.name.get(at.lang)) " "
                                span.hint { (names::role(one.owner).get(at.lang)) " · " (clocks::clock(at.lang, one.clock)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// An unobserved touchpoint has no counts; the reason takes their place.
fn row(at: At, one: &TouchpointView) -> Markup {
    let lang = at.lang;
    let is_dark = !is_observed(one);
    html! {
        tr.table__row--dark[is_dark] data-mark=[is_dark.then_some(DARK)] {
            th scope="row" { (one.name.get(lang)) }
            td.wide-only { (names::role(one.owner).get(lang)) }
            td.nowrap { (clocks::clock(lang, one.clock)) }
            @if is_dark {
                td colspan="5" { span.hint { (lacks::capitalised(&lacks::lacks(lang, &one.lacks))) } }
            } @else {
                td colspan="1" { (tag(Tone::Pass, data::OBSERVED.get(lang))) }
                (counts(at, one))
            }
        }
    }
}

fn counts(at: At, one: &TouchpointView) -> Markup {
    let parts = [
        (one.exits.passed, NodePart::Passed),
        (one.exits.leaked, NodePart::Leaked),
        (one.exits.stagnant, NodePart::Stagnant),
        (one.exits.in_time, NodePart::InTime),
    ];
    let to = |part| {
        let selection = Selection::Touchpoint(one.name.key.clone(), part);
        Route::list(selection, at.scope)
    };
    html! {
        @for (n, part) in parts {
            td.table__number { @if n == 0 { span.table__none { "0" } } @else { a.table__link href=(to(part)) { (count(n)) } } }
        }
    }
}
