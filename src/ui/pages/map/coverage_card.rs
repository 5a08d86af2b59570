//! Which files are in and which are missing, in brief; the coverage page says more.

use crate::ui::{
    components::{
        card::Card,
        icon::{Glyph, Icon},
    },
    pages::coverage,
    state::*,
};
use benyuan::{
    protocol::view::{CoverageView, KindCoverage},
    route::Route,
    text::{data, map, names},
};
use leptos::prelude::*;

#[component]
pub fn CoverageCard() -> impl IntoView {
    let lang = use_lang();
    let answer = coverage::ask_coverage();
    let caption =
        move || answer.value().map(|view: CoverageView| data::observed(lang, view.observed, view.touchpoints));
    view! {
        <Card title=map::COVERAGE.get(lang)>
            <p class="card__caption card__caption--low">{caption}</p>
            <ul class="files-in">
                {move || {
                    let kinds = answer.value().map(|view| view.kinds).unwrap_or_default();
                    kinds.into_iter().map(|kind| view! { <KindLine kind /> }).collect_view()
                }}
            </ul>
            <footer class="foot">
                <a class="foot__link" href=Route::Coverage.href()>{map::COVERAGE_ALL.get(lang)}</a>
            </footer>
        </Card>
    }
}

#[component]
fn KindLine(kind: KindCoverage) -> impl IntoView {
    let lang = use_lang();
    let here = kind.rows > 0;
    let words = if here { map::rows(lang, kind.rows) } else { data::NOT_IMPORTED.get(lang).to_owned() };
    view! {
        <li class="files-in__one" class:files-in__one--missing=!here>
            <Icon glyph=if here { Glyph::Check } else { Glyph::File } />
            <span>{names::kind(kind.kind).get(lang)}</span>
            <span class="files-in__rows">{words}</span>
        </li>
    }
}
