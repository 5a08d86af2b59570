//! Why people left at a step: the worst one first, any other by choice.

use crate::ui::{
    components::{
        card::Card,
        choice::{Choice, dropdown},
    },
    state::use_lang,
};
use benyuan::{
    lifecycle::stage::Step,
    protocol::{
        query::{Scope, Selection, StepPart},
        view::StepView,
    },
    route::Route,
    text::{
        funnel, names,
        numbers::{count, percent},
        reasons,
    },
};
use leptos::prelude::*;

#[component]
pub fn Reasons(steps: Vec<StepView>, scope: Scope) -> impl IntoView {
    let lang = use_lang();
    let worst = steps.iter().max_by_key(|step| step.leaked).map_or(Step::Lead, |step| step.step);
    let chosen = RwSignal::new(worst);
    let choices = steps.iter().filter(|step| step.leaked > 0);
    let choices: Vec<_> = choices
        .map(|step| Choice {
            value: step.step,
            label: format!("{} {}", names::step(step.step).get(lang), count(step.leaked)),
        })
        .collect();
    let tools = (choices.len() > 1).then(|| {
        dropdown(funnel::REASONS_STEP.get(lang), choices, move || Some(chosen.get()), move |step| chosen.set(step))
    });
    view! {
        <Card title=funnel::REASONS.get(lang) tools=tools.unwrap_or_else(|| ().into_any())>
            {move || {
                let step = steps.iter().find(|step| step.step == chosen.get()).cloned();
                step.map(|step| view! { <ReasonList step scope=scope.clone() /> })
            }}
        </Card>
    }
}

#[component]
fn ReasonList(step: StepView, scope: Scope) -> impl IntoView {
    let lang = use_lang();
    if step.leaked == 0 {
        return view! { <p class="hint">{funnel::NO_REASONS.get(lang)}</p> }.into_any();
    }
    let most = step.reasons.first().map_or(1, |(_, n)| (*n).max(1));
    let rows = step.reasons.into_iter().map(|(reason, n)| {
        let selection = Selection::Step(step.step, StepPart::LeakedFor(reason.clone()));
        let href = Route::List { selection, scope: scope.clone() }.href();
        let share = percent(f64::from(n) / f64::from(step.leaked));
        view! {
            <li>
                <a class="bars__row" href=href>
                    <span class="bars__name">{reasons::reason(lang, &reason).to_owned()}</span>
                    <span class="bars__value"><b>{count(n)}</b>" "<small>{share}</small></span>
                    <progress class="bars__bar" max=most value=n aria-hidden="true"></progress>
                </a>
            </li>
        }
    });
    let caption = funnel::reasons_caption(lang, names::step(step.step).get(lang), step.leaked);
    view! {
        <p class="card__caption card__caption--low">{caption}</p>
        <ul class="bars">{rows.collect_view()}</ul>
    }
    .into_any()
}
