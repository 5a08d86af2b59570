//! 触点目录: every touchpoint of the cycle, by stage, with its owner, its clock, and what shows it.

use crate::ui::{
    components::{answered::answered, card::Card, tag::Tag},
    shell::TopBar,
    state::*,
};
use benyuan::{
    lifecycle::stage::Stage,
    order::ordered,
    protocol::{
        query::{NodePart, Query, Selection},
        view::{CatalogueView, TouchpointView, View},
    },
    route::Route,
    text::{Text, clocks, data, lacks, map, names, numbers::count, states::Tone},
};
use leptos::prelude::*;

#[component]
pub fn CataloguePage() -> impl IntoView {
    let lang = use_lang();
    let answer = ask(|| Some(Query::Catalogue), open);
    let only_observed = RwSignal::new(false);
    let subtitle = Signal::derive(move || {
        let counts = answer.value().map(|view| {
            let observed = view.touchpoints.iter().filter(|one| one.lacks.is_empty()).count();
            data::observed(lang, observed as u32, view.touchpoints.len() as u32)
        });
        counts.unwrap_or_default()
    });
    view! {
        <TopBar title=data::CATALOGUE.get(lang) subtitle back=true />
        <div class="toolbar">
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=only_observed
                    on:change=move |event| only_observed.set(event_target_checked(&event))
                />
                <span>{data::ONLY_OBSERVED.get(lang)}</span>
            </label>
        </div>
        {answered(answer, move |view: CatalogueView| view! { <Body view only_observed /> }.into_any())}
    }
}

fn open(view: View) -> Option<CatalogueView> {
    match view {
        View::Catalogue(catalogue) => Some(catalogue),
        _ => None,
    }
}

#[component]
fn Body(view: CatalogueView, only_observed: RwSignal<bool>) -> impl IntoView {
    let all = ordered(view.touchpoints, |one| one.name.stage as i64);
    move || {
        let shown: Vec<TouchpointView> =
            all.iter().filter(|one| !only_observed.get() || one.lacks.is_empty()).cloned().collect();
        let groups = shown.chunk_by(|a, b| a.name.stage == b.name.stage);
        groups.map(|group| view! { <Group stage=group[0].name.stage lines=group.to_vec() /> }).collect_view()
    }
}

#[component]
fn Group(stage: Stage, lines: Vec<TouchpointView>) -> impl IntoView {
    let lang = use_lang();
    let texts = [data::HEAD_TOUCHPOINT, data::HEAD_OWNER, data::HEAD_CLOCK, data::HEAD_EVIDENCE];
    let numbers: [Text; 4] = [map::HEAD_PASSED, map::HEAD_LEAKED, map::HEAD_STAGNANT, map::HEAD_IN_TIME];
    let texts =
        texts.map(|head| view! { <th scope="col" class:wide-only=head == data::HEAD_OWNER>{head.get(lang)}</th> });
    let numbers = numbers.map(|head| view! { <th scope="col" class="table__number">{head.get(lang)}</th> });
    let rows = lines.into_iter().map(|one| view! { <Row one /> });
    view! {
        <Card title=names::stage(stage).get(lang)>
            <div class="table-scroll">
                <table class="table table--catalogue">
                    <thead><tr>{texts.into_iter().collect_view()}{numbers.into_iter().collect_view()}</tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </Card>
    }
}

#[component]
fn Row(one: TouchpointView) -> impl IntoView {
    let lang = use_lang();
    let name = one.name.get(lang).to_owned();
    let (owner, clock) = (one.owner, one.clock);
    let observed = one.lacks.is_empty();
    let evidence = if observed {
        view! { <Tag tone=Tone::Pass words=data::OBSERVED.get(lang) /> }.into_any()
    } else {
        view! { <span class="hint">{lacks::capitalised(&lacks::lacks(lang, &one.lacks))}</span> }.into_any()
    };
    let counts = observed.then(|| view! { <Counts one /> });
    // What is not observed has no counts; its reason takes their place.
    let columns = if observed { "1" } else { "5" };
    view! {
        <tr class:table__row--dark=!observed>
            <th scope="row">{name}</th>
            <td class="wide-only">{names::role(owner).get(lang)}</td>
            <td class="nowrap">{clocks::clock(lang, clock)}</td>
            <td colspan=columns>{evidence}</td>
            {counts}
        </tr>
    }
}

#[component]
fn Counts(one: TouchpointView) -> impl IntoView {
    let app = use_app();
    let parts = [
        (one.exits.passed, NodePart::Passed),
        (one.exits.leaked, NodePart::Leaked),
        (one.exits.stagnant, NodePart::Stagnant),
        (one.exits.in_time, NodePart::InTime),
    ];
    let cells = parts.map(|(n, part)| {
        let selection = Selection::Touchpoint(one.name.key.clone(), part);
        let href = Route::List { selection, scope: app.scope.get_untracked() }.href();
        let face = match n {
            0 => "0".into_any(),
            n => view! { <a class="table__link" href=href>{count(n)}</a> }.into_any(),
        };
        view! { <td class="table__number">{face}</td> }
    });
    cells.into_iter().collect_view()
}
