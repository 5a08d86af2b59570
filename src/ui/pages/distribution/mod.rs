//! 分布: where everybody stands, over time, and what moved.

mod moved;
mod tables;

use crate::ui::components::data_age::DataAge;
use crate::ui::{
    components::{
        answered::pictured, chart::ChartCard, empty::EmptyStore, replay::Replay, slices::Slices, trouble::Caution,
    },
    shell::TopBar,
    state::*,
};
use benyuan::{
    protocol::{
        query::{Picture, Query},
        view::{DistributionView, View},
    },
    route::Route,
    text::{distribution, findings, shell},
    time::Day,
};
use leptos::prelude::*;

#[component]
pub fn DistributionPage() -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    // Of this page's address alone: another page's leaves it as it was.
    let since = Memo::new(move |last: Option<&Option<Day>>| match app.route.get() {
        Route::Distribution { since, .. } => since,
        _ => last.copied().flatten(),
    });
    let question = move || Some(Query::Distribution { scope: app.scope.get(), since: since.get() });
    let answer = ask(question, open);
    let empty = Memo::new(move |_| app.status.with(|status| status.as_ref().is_some_and(shell::is_empty)));
    let subtitle = Signal::derive(move || {
        let view = answer.value().filter(|_| !empty.get());
        view.map_or(String::new(), |view| distribution::subtitle(lang, &view))
    });
    move || {
        let body = if empty.get() {
            view! { <EmptyStore /> }.into_any()
        } else {
            view! {
                <Replay waiting=Signal::derive(move || answer.waiting()) />
                {pictured(answer, |view: DistributionView| view! { <Body view /> }.into_any())}
            }
            .into_any()
        };
        view! {
            <TopBar title=distribution::TITLE.get(lang) subtitle dated=!empty.get() />
            {body}
        }
    }
}

fn open(view: View) -> Option<DistributionView> {
    match view {
        View::Distribution(distribution) => Some(distribution),
        _ => None,
    }
}

#[component]
fn Body(view: DistributionView) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let scope = app.scope.get_untracked();
    let file_name = |title: &str| format!("{title} {}", view.as_of);
    view! {
        <DataAge />
        <Slices choices=view.choices.clone() present=view.period as_of=view.as_of timeless=true />
        {(!view.has_services).then(|| view! { <Caution words=distribution::NO_SERVICES.get(lang) /> })}
        {(!view.has_follow_ups).then(|| view! { <Caution words=distribution::NO_FOLLOW_UPS.get(lang) /> })}
        <ChartCard
            title=distribution::standing(lang, &view)
            caption=distribution::CAPTION.get(lang).to_owned()
            hint=distribution::HINT
            method=distribution::METHOD
            table=tables::now(lang, &view.now, &scope)
            file_name=file_name(distribution::TITLE.get(lang))
            picture=Picture::Distribution(scope.clone())
        />
        <ChartCard
            title=findings::distribution(lang, &view.finding, view.movement.since, view.as_of)
            caption=distribution::TIMELINE_CAPTION.get(lang).to_owned()
            hint=distribution::TIMELINE_HINT
            method=distribution::METHOD
            table=tables::over_time(lang, &view.points, &scope)
            file_name=file_name(distribution::TIMELINE.get(lang))
            picture=Picture::Timeline(scope.clone())
        />
        <moved::Moved movement=view.movement as_of=view.as_of scope />
    }
}
