//! 满意度: indices, net promoter scores and factors by period, with what changed beyond noise as their titles.

mod table;

use crate::ui::components::data_age::DataAge;
use crate::ui::{
    components::{
        answered::pictured,
        chart::ChartCard,
        choice::{Choice, choices},
        empty::EmptyStore,
        period::Presets,
        slices::Slices,
    },
    shell::TopBar,
    state::*,
};
use benyuan::{
    model::values::AnswerKind,
    protocol::{
        query::{GRAINS, Grain, Picture, Query, Scope},
        view::{SatisfactionView, View},
    },
    route::Route,
    text::{
        names,
        satisfaction::{self as words, titles},
        shell,
    },
};
use leptos::prelude::*;

/// Satisfaction moves slowly: two years where no period is asked for.
const PERIODS: Presets = ([6, 12, 24], 24);

#[component]
pub fn SatisfactionPage() -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let grain = Memo::new(move |_| app.route.with(grain_of));
    let question = move || Some(Query::Satisfaction { scope: app.scope.get(), grain: grain.get() });
    let answer = ask(question, open);
    // Chosen once, it stays through other periods and steps.
    let kind = RwSignal::new(None);
    let empty = Memo::new(move |_| app.status.with(|status| status.as_ref().is_some_and(shell::is_empty)));
    let subtitle = Signal::derive(move || {
        let view = answer.value().filter(|_| !empty.get());
        view.map_or(String::new(), |view| words::subtitle(lang, &view))
    });
    move || {
        let body = if empty.get() {
            view! { <EmptyStore /> }.into_any()
        } else {
            let body = move |view: SatisfactionView| {
                let grain = grain.get_untracked();
                view! { <Body view grain kind /> }.into_any()
            };
            pictured(answer, body)
        };
        view! {
            <TopBar title=words::TITLE.get(lang) subtitle dated=!empty.get() />
            {body}
        }
    }
}

fn grain_of(route: &Route) -> Option<Grain> {
    match route {
        Route::Satisfaction { grain, .. } => *grain,
        _ => None,
    }
}

fn open(view: View) -> Option<SatisfactionView> {
    match view {
        View::Satisfaction(view) => Some(view),
        _ => None,
    }
}

#[component]
fn Body(view: SatisfactionView, grain: Option<Grain>, kind: RwSignal<Option<AnswerKind>>) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let scope = app.scope.get_untracked();
    let cards = if view.questionnaires.is_empty() {
        view! { <p class="card hint">{words::NO_ANSWERS.get(lang)}</p> }.into_any()
    } else {
        view! {
            <Whole view=view.clone() grain scope=scope.clone() />
            <Factors view=view.clone() grain scope kind />
        }
        .into_any()
    };
    view! {
        <DataAge />
        <Slices choices=view.choices.clone() present=view.period as_of=view.as_of presets=PERIODS>
            <GrainChoice grain />
        </Slices>
        {cards}
    }
}

/// The step: chosen, or left to the samples.
#[component]
fn GrainChoice(grain: Option<Grain>) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let one =
        |value: Option<Grain>| Choice { value, label: value.map_or(words::AUTOMATIC, words::grain).get(lang).into() };
    let all = std::iter::once(None).chain(GRAINS.map(Some)).map(one).collect();
    let choose = move |grain| address::replace(&Route::Satisfaction { scope: app.scope.get_untracked(), grain });
    choices(words::STEP.get(lang), all, move || Some(grain), choose)
}

/// The indices and the net promoter scores.
#[component]
fn Whole(view: SatisfactionView, grain: Option<Grain>, scope: Scope) -> impl IntoView {
    let lang = use_lang();
    let caption = words::caption(lang, &view, grain.is_some());
    let file = |name: &str| format!("{name} {}", view.as_of);
    view! {
        <div class="grid grid--halves">
            <ChartCard
                title=titles::indices(lang, &view)
                caption=caption.clone()
                hint=words::HINT
                method=words::INDEX_METHOD
                table=table::indices(lang, &view, &scope)
                file_name=file(words::INDEX.get(lang))
                picture=Picture::Indices(scope.clone(), grain)
            />
            <ChartCard
                title=titles::nps(lang, &view)
                caption
                hint=words::HINT
                method=words::NPS_METHOD
                table=table::nps(lang, &view, &scope)
                file_name=file(words::NPS.get(lang))
                picture=Picture::Nps(scope.clone(), grain)
            />
        </div>
    }
}

/// The factors of one questionnaire: that with the largest change first, any other by choice.
#[component]
fn Factors(
    view: SatisfactionView,
    grain: Option<Grain>,
    scope: Scope,
    kind: RwSignal<Option<AnswerKind>>,
) -> impl IntoView {
    let lang = use_lang();
    let kinds: Vec<AnswerKind> = view.questionnaires.iter().map(|one| one.kind).collect();
    let first = view.moved_factors().first().map(|mover| mover.kind).or(kinds.first().copied());
    let all: Vec<_> = kinds
        .iter()
        .map(|kind| Choice { value: *kind, label: names::answer_kind(*kind).get(lang).to_owned() })
        .collect();
    let present = Memo::new(move |_| kind.get().filter(|kind| kinds.contains(kind)).or(first));
    move || {
        let kind_now = present.get()?;
        let choose = move |chosen| kind.set(Some(chosen));
        let tools = choices(words::QUESTIONNAIRE.get(lang), all.clone(), move || present.get(), choose);
        Some(view! {
            <ChartCard
                title=titles::factors(lang, &view, kind_now)
                caption=words::factors_caption(lang, kind_now)
                method=words::FACTOR_METHOD
                table=table::factors(lang, &view, kind_now, &scope)
                file_name=format!("{} {}", words::FACTORS.get(lang), view.as_of)
                picture=Picture::Factors(kind_now, scope.clone(), grain)
                tools
            />
        })
    }
}
