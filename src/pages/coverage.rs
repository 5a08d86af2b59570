//! 数据覆盖: what the imported files make possible, and what they lack.

use super::{
    At, Page,
    blocks::{Markup, card, html, tag},
};
use crate::{
    protocol::{
        sheet::Sheet,
        view::{CoverageView, KindCoverage, Lack},
    },
    route::Route,
    text::{Lang, data, fields, lacks, map, names, numbers, states::Tone},
};

pub fn page(at: At, view: &CoverageView) -> Page {
    let lang = at.lang;
    let sheet = Sheet {
        title: data::COVERAGE.get(lang).to_owned(),
        subtitle: data::derived(lang, view.customers, view.vehicles),
        is_inner: true,
        body: body(lang, view).into_string(),
        ..Sheet::default()
    };
    sheet.into()
}

fn body(lang: Lang, view: &CoverageView) -> Markup {
    let steps = view.steps.iter().map(|(step, missing)| (names::step(*step).get(lang), missing.as_slice()));
    let nodes = view.nodes.iter().map(|(node, missing)| (names::node(*node).get(lang), missing.as_slice()));
    let of_kinds = html! {
        (kinds(lang, &view.kinds))
        footer.foot {
            a.foot__link href=(Route::Import) { (data::IMPORT_MORE.get(lang)) }
            a.foot__link href=(Route::Catalogue) { (data::SEE_CATALOGUE.get(lang)) }
        }
    };
    html! {
        (card(data::COVERAGE_KINDS.get(lang), data::COVERAGE_KINDS_CAPTION.get(lang), &of_kinds))
        (card(data::COVERAGE_STEPS.get(lang), "", &places(lang, steps)))
        (card(data::COVERAGE_NODES.get(lang), "", &places(lang, nodes)))
    }
}

fn kinds(lang: Lang, kinds: &[KindCoverage]) -> Markup {
    let heads = [data::KIND, data::ROWS, data::FILE_COUNT, data::SPAN, data::MISSING];
    html! {
        div.table-scroll {
            table.table.table--coverage {
                thead { tr { @for head in heads { th scope="col" { (head.get(lang)) } } } }
                tbody { @for kind in kinds { (kind_row(lang, kind)) } }
            }
        }
    }
}

fn kind_row(lang: Lang, kind: &KindCoverage) -> Markup {
    html! {
        tr {
            th scope="row" { (names::kind(kind.kind).get(lang)) }
            @if kind.rows == 0 {
                td colspan="4" { (tag(Tone::Plain, data::NOT_IMPORTED.get(lang))) }
            } @else {
                td.nowrap { (map::rows(lang, kind.rows)) }
                td { (kind.files) }
                td.nowrap { @if let Some((first, last)) = kind.span { (numbers::span(first, last)) } }
                td { (missing(lang, kind)) }
            }
        }
    }
}

fn missing(lang: Lang, kind: &KindCoverage) -> String {
    let mut names: Vec<_> = kind.missing.iter().map(|field| fields::field(*field).get(lang)).collect();
    names.extend(kind.unseen.iter().map(|never| lacks::unseen(*never).get(lang)));
    match (names.is_empty(), lang) {
        (true, _) => data::COMPLETE.get(lang).to_owned(),
        (false, Lang::Zh) => names.join("、"),
        (false, Lang::En) => names.join(", "),
    }
}

/// Steps or nodes, each with "shown" or with what is missing.
fn places<'a>(lang: Lang, places: impl Iterator<Item = (&'a str, &'a [Lack])>) -> Markup {
    html! {
        ul.places {
            @for (name, missing) in places {
                li.places__one {
                    b { (name) }
                    @if missing.is_empty() {
                        (tag(Tone::Pass, data::VISIBLE.get(lang)))
                    } @else {
                        span.places__lack { (lacks::cannot_show(lang, missing)) }
                    }
                }
            }
        }
    }
}
