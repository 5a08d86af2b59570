//! 地图, the home page: the lifecycle map, where people leave, where they stand still, and what the picture rests on.

mod coverage_card;
mod ranking;
mod table;

use crate::ui::{
    components::{
        answered::pictured, chart::ChartCard, empty::EmptyStore, replay::Replay, slices::Slices, trouble::Caution,
    },
    shell::TopBar,
    state::*,
};
use benyuan::{
    protocol::{
        query::{Picture, Query, Selection},
        view::{MapView, View},
    },
    route::Route,
    text::{findings, map, shell},
};
use leptos::prelude::*;

#[component]
pub fn MapPage() -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let answer = ask(move || Some(Query::Map(app.scope.get())), open);
    let empty = Memo::new(move |_| app.status.with(|status| status.as_ref().is_some_and(shell::is_empty)));
    let subtitle = Signal::derive(move || {
        let view = answer.value().filter(|_| !empty.get());
        view.map_or(String::new(), |view| map::subtitle(lang, view.customers, view.period))
    });
    move || {
        let body = if empty.get() {
            view! { <EmptyStore /> }.into_any()
        } else {
            view! {
                <Replay waiting=Signal::derive(move || answer.waiting()) />
                {pictured(answer, |view: MapView| view! { <Body view /> }.into_any())}
            }
            .into_any()
        };
        let people = Route::List { selection: Selection::Everybody, scope: app.scope.get_untracked() }.href();
        view! {
            <TopBar title=map::TITLE.get(lang) subtitle people dated=!empty.get() />
            {body}
        }
    }
}

fn open(view: View) -> Option<MapView> {
    match view {
        View::Map(map) => Some(map),
        _ => None,
    }
}

#[component]
fn Body(view: MapView) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let scope = app.scope.get_untracked();
    let table = table::table(lang, &view, &scope);
    view! {
        <DataAge />
        {(!view.has_follow_ups).then(|| view! { <Caution words=map::NO_FOLLOW_UPS.get(lang) /> })}
        <Slices choices=view.choices.clone() present=view.period as_of=view.as_of />
        <ChartCard
            title=findings::map(lang, &view.finding)
            caption=map::caption(lang, view.period)
            method=map::METHOD
            table
            file_name=format!("{} {}", map::TITLE.get(lang), view.as_of)
            picture=Picture::Map(scope.clone())
        />
        <div class="grid grid--3">
            <ranking::Leaks nodes=view.nodes.clone() scope=scope.clone() />
            <ranking::Reservoir nodes=view.nodes scope />
            <coverage_card::CoverageCard />
        </div>
    }
}

/// How old the data are, and a date that was left out: said only where it matters.
#[component]
pub fn DataAge() -> impl IntoView {
    const FRESH_DAYS: i32 = 7;
    let app = use_app();
    let lang = use_lang();
    let (reporting, outlier) = app.status.with_untracked(|status| {
        status.as_ref().map_or((None, None), |status| (status.reporting_date, status.ignored_outlier))
    });
    let age = reporting.zip(device::today()).map(|(reporting, today)| (reporting, today.days_since(reporting)));
    // The demo's date is fixed. What follows from a doubtful date is said above the page.
    let in_doubt = app.status.with_untracked(|status| status.as_ref().is_some_and(|status| status.clock.is_some()));
    let age = age.filter(|(_, days)| *days > FRESH_DAYS && !in_doubt && !untrack(|| app.is_demo()));
    view! {
        {age.map(|(reporting, days)| view! { <Caution words=shell::data_until(lang, reporting, days) /> })}
        {outlier.map(|day| view! { <Caution words=shell::outlier(lang, day) /> })}
    }
}
