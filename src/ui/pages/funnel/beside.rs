//! What the funnel leaves out: sales after a defeat, deliveries without a lead.

use crate::ui::{components::card::Card, state::use_lang};
use benyuan::{
    protocol::{
        query::{Scope, Selection},
        view::FunnelView,
    },
    route::Route,
    text::{Text, funnel, numbers::count, shell},
};
use leptos::prelude::*;

#[component]
pub fn Beside(view: FunnelView, scope: Scope) -> impl IntoView {
    let lang = use_lang();
    let facts = [
        (funnel::BOUGHT_AFTER_DEFEAT, view.bought_after_defeat, Selection::BoughtAfterDefeat),
        (funnel::WITHOUT_LEAD, view.deliveries_without_lead, Selection::DeliveriesWithoutLead),
    ];
    let facts = facts.map(|(label, n, selection)| view! { <Fact label n selection scope=scope.clone() /> });
    view! {
        <Card title=funnel::BESIDE.get(lang)>
            <ul class="figures">{facts.into_iter().collect_view()}</ul>
        </Card>
    }
}

#[component]
fn Fact(label: Text, n: u32, selection: Selection, scope: Scope) -> impl IntoView {
    let lang = use_lang();
    let href = Route::List { selection, scope }.href();
    view! {
        <li>
            <a class="figures__one" href=href title=shell::OPENS_LIST.get(lang)>
                <b>{count(n)}</b>
                <span>{label.get(lang)}</span>
            </a>
        </li>
    }
}
