//! What happened, latest first, each with the row of the file that says so.

use crate::ui::components::show::show;
use crate::ui::{components::tag::Tag, state::use_lang};
use benyuan::{
    model::rows::Kind,
    protocol::view::FactView,
    text::{fields, names, people, states, states::Tone},
};
use leptos::prelude::*;

/// Facts drawn at first, and with each press.
const STEP: usize = 40;

#[component]
pub fn Timeline(facts: Vec<FactView>) -> impl IntoView {
    let lang = use_lang();
    let shown = RwSignal::new(STEP);
    let all = facts.len();
    let facts = StoredValue::new(facts);
    let sight = move || {
        let facts = facts.with_value(|facts| facts.iter().take(shown.get()).cloned().collect::<Vec<_>>());
        facts.into_iter().map(|fact| view! { <Fact fact /> }).collect_view()
    };
    view! {
        <ol class="timeline">
            {sight}
        </ol>
        {show(move || shown.get() < all, move || view! {
            <button class="button" on:click=move |_| shown.update(|shown| *shown += STEP)>
                {move || people::more(lang, STEP.min(all - shown.get()))}
            </button>
        }.into_any())}
    }
}

const fn mark(kind: Kind) -> &'static str {
    match kind {
        Kind::Leads | Kind::Visits => "timeline__one timeline__one--before",
        Kind::Sales => "timeline__one timeline__one--deal",
        Kind::Services | Kind::Cards | Kind::Insurance => "timeline__one timeline__one--after",
        Kind::Answers => "timeline__one timeline__one--voice",
    }
}

#[component]
fn Fact(fact: FactView) -> impl IntoView {
    let lang = use_lang();
    let values = fact.values.iter().map(|(field, value)| {
        view! {
            <div class="pairs__one">
                <dt>{fields::field(*field).get(lang)}</dt>
                <dd>{states::value(lang, value)}</dd>
            </div>
        }
    });
    let inferred = fact.inferred.then(|| {
        view! {
            <span title=people::INFERRED_HINT.get(lang)>
                <Tag tone=Tone::Still words=people::INFERRED.get(lang) />
            </span>
        }
    });
    view! {
        <li class=mark(fact.kind)>
            <p class="timeline__head">
                <time>{fact.at.to_string()}</time>
                <b>{names::kind(fact.kind).get(lang)}</b>
                {inferred}
            </p>
            <dl class="pairs">{values.collect_view()}</dl>
            <p class="timeline__origin">{people::origin(lang, &fact.file, fact.sheet, fact.row)}</p>
        </li>
    }
}
