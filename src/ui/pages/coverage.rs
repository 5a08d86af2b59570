//! 资料覆盖: what the files given make possible, and what they lack.

use crate::ui::{
    components::{answered::answered, card::Card, tag::Tag},
    shell::TopBar,
    state::*,
};
use benyuan::{
    protocol::{
        query::Query,
        view::{CoverageView, KindCoverage, Lack, View},
    },
    route::Route,
    text::{Lang, data, fields, lacks, map, names, numbers, states::Tone},
};
use leptos::prelude::*;

pub fn ask_coverage() -> Answer<CoverageView> {
    ask(
        || Some(Query::Coverage),
        |view| match view {
            View::Coverage(coverage) => Some(coverage),
            _ => None,
        },
    )
}

#[component]
pub fn CoveragePage() -> impl IntoView {
    let lang = use_lang();
    let answer = ask_coverage();
    let subtitle = Signal::derive(move || {
        answer.value().map_or(String::new(), |view| data::derived(lang, view.customers, view.vehicles))
    });
    view! {
        <TopBar title=data::COVERAGE.get(lang) subtitle back=true />
        {answered(answer, |view: CoverageView| view! { <Body view /> }.into_any())}
    }
}

#[component]
fn Body(view: CoverageView) -> impl IntoView {
    let lang = use_lang();
    let steps = view.steps.into_iter().map(move |(step, missing)| (names::step(step).get(lang), missing));
    let nodes = view.nodes.into_iter().map(move |(node, missing)| (names::node(node).get(lang), missing));
    view! {
        <Card title=data::COVERAGE_KINDS.get(lang) caption=data::COVERAGE_KINDS_CAPTION.get(lang)>
            <Kinds kinds=view.kinds />
            <footer class="foot">
                <a class="foot__link" href=Route::Import.href()>{data::IMPORT_MORE.get(lang)}</a>
                <a class="foot__link" href=Route::Catalogue.href()>{data::SEE_CATALOGUE.get(lang)}</a>
            </footer>
        </Card>
        <div class="grid grid--2">
            <Card title=data::COVERAGE_STEPS.get(lang)><Places places=steps.collect() /></Card>
            <Card title=data::COVERAGE_NODES.get(lang)><Places places=nodes.collect() /></Card>
        </div>
    }
}

#[component]
fn Kinds(kinds: Vec<KindCoverage>) -> impl IntoView {
    let lang = use_lang();
    let heads = [data::KIND, data::ROWS, data::FILE_COUNT, data::SPAN, data::MISSING];
    let heads = heads.map(|head| view! { <th scope="col">{head.get(lang)}</th> });
    let rows = kinds.into_iter().map(|kind| view! { <KindRow kind /> });
    view! {
        <div class="table-scroll">
            <table class="table table--coverage">
                <thead><tr>{heads.into_iter().collect_view()}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn KindRow(kind: KindCoverage) -> impl IntoView {
    let lang = use_lang();
    let name = names::kind(kind.kind).get(lang);
    if kind.rows == 0 {
        let words = data::NOT_IMPORTED.get(lang);
        return view! { <tr><th scope="row">{name}</th><td colspan="4"><Tag tone=Tone::Plain words /></td></tr> }
            .into_any();
    }
    let span = kind.span.map(|(first, last)| numbers::span(first, last));
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="nowrap">{map::rows(lang, kind.rows)}</td>
            <td>{kind.files}</td>
            <td class="nowrap">{span}</td>
            <td>{missing(lang, &kind)}</td>
        </tr>
    }
    .into_any()
}

fn missing(lang: Lang, kind: &KindCoverage) -> String {
    let names: Vec<_> = kind.missing.iter().map(|field| fields::field(*field).get(lang)).collect();
    match (names.is_empty(), lang) {
        (true, _) => data::COMPLETE.get(lang).to_owned(),
        (false, Lang::Zh) => names.join("、"),
        (false, Lang::En) => names.join(", "),
    }
}

/// Steps or nodes: shown, or what keeps them dark.
#[component]
fn Places(places: Vec<(&'static str, Vec<Lack>)>) -> impl IntoView {
    let lang = use_lang();
    let rows = places.into_iter().map(|(name, missing)| {
        let words = if missing.is_empty() {
            view! { <Tag tone=Tone::Pass words=data::VISIBLE.get(lang) /> }.into_any()
        } else {
            view! { <span class="places__lack">{lacks::cannot_show(lang, &missing)}</span> }.into_any()
        };
        view! { <li class="places__one"><b>{name}</b>{words}</li> }
    });
    view! { <ul class="places">{rows.collect_view()}</ul> }
}
