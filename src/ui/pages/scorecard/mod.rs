//! 指标: each measure with its formula and its lists, by perspective.

mod row;
mod table;

use super::map::DataAge;
use crate::ui::{
    components::{answered::pictured, card::Card, chart::Below, empty::EmptyStore, slices::Slices},
    shell::TopBar,
    state::*,
};
use benyuan::{
    protocol::{
        query::{PERSPECTIVES, Query, Scope},
        view::{MeasuresView, View},
    },
    text::{measures, numbers, shell, slices},
};
use leptos::prelude::*;

#[component]
pub fn ScorecardPage() -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let answer = ask(move || Some(Query::Measures(app.scope.get())), open);
    let empty = Memo::new(move |_| app.status.with(|status| status.as_ref().is_some_and(shell::is_empty)));
    let subtitle = Signal::derive(move || {
        let view = answer.value().filter(|_| !empty.get());
        view.map_or(String::new(), |view| numbers::period(lang, view.period))
    });
    move || {
        let body = if empty.get() {
            view! { <EmptyStore /> }.into_any()
        } else {
            pictured(answer, |view: MeasuresView| view! { <Body view /> }.into_any())
        };
        view! {
            <TopBar title=measures::TITLE.get(lang) subtitle dated=!empty.get() />
            {body}
        }
    }
}

fn open(view: View) -> Option<MeasuresView> {
    match view {
        View::Measures(view) => Some(view),
        _ => None,
    }
}

#[component]
fn Body(view: MeasuresView) -> impl IntoView {
    let lang = use_lang();
    let scope: Scope = use_app().scope.get_untracked();
    let table = table::table(lang, &view, &scope);
    let file_name = format!("{} {}", measures::TITLE.get(lang), view.as_of);
    let caption = slices::named(lang, "", &scope);
    let cards = PERSPECTIVES.map(|perspective| {
        let of_it = view.measures.iter().filter(|one| one.measure.perspective() == perspective).cloned();
        let rows = of_it.map(|one| view! { <row::Row view=one scope=scope.clone() /> }).collect_view();
        view! {
            <Card title=measures::perspective(perspective).get(lang) caption=caption.clone()>
                <ul class="measures">{rows}</ul>
            </Card>
        }
    });
    view! {
        <DataAge />
        <Slices choices=view.choices.clone() present=view.period as_of=view.as_of />
        {cards.into_iter().collect_view()}
        <section class="card"><Below place="measures" method=measures::METHOD table file_name /></section>
    }
}
