//! 漏斗: where leads of the period are lost on the way to delivery, by channel, model and consultant.

mod beside;
mod consultants;
mod conversion;
mod reasons;
mod table;

use crate::ui::components::data_age::DataAge;
use crate::ui::{
    components::{answered::pictured, chart::ChartCard, empty::EmptyStore, slices::Slices, trouble::Caution},
    shell::TopBar,
    state::*,
};
use benyuan::{
    protocol::{
        query::{Picture, Query},
        view::{FunnelView, View},
    },
    text::{findings, funnel, shell},
};
use leptos::prelude::*;

#[component]
pub fn FunnelPage() -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let answer = ask(move || Some(Query::Funnel(app.scope.get())), open);
    let empty = Memo::new(move |_| app.status.with(|status| status.as_ref().is_some_and(shell::is_empty)));
    let subtitle = Signal::derive(move || {
        let view = answer.value().filter(|_| !empty.get());
        view.map_or(String::new(), |view| funnel::subtitle(lang, view.period, view.opportunities))
    });
    move || {
        let body = if empty.get() {
            view! { <EmptyStore /> }.into_any()
        } else {
            pictured(answer, |view: FunnelView| view! { <Body view /> }.into_any())
        };
        view! {
            <TopBar title=funnel::TITLE.get(lang) subtitle dated=!empty.get() />
            {body}
        }
    }
}

fn open(view: View) -> Option<FunnelView> {
    match view {
        View::Funnel(funnel) => Some(funnel),
        _ => None,
    }
}

#[component]
fn Body(view: FunnelView) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let scope = app.scope.get_untracked();
    let table = table::table(lang, &view, &scope);
    view! {
        <DataAge />
        {(!view.has_follow_ups).then(|| view! { <Caution words=funnel::NO_FOLLOW_UPS.get(lang) /> })}
        <Slices choices=view.choices.clone() present=view.period as_of=view.as_of />
        <div class="grid grid--wide">
            <div>
                <ChartCard
                    title=findings::funnel(lang, &view.finding)
                    caption=funnel::CAPTION.get(lang).to_owned()
                    method=funnel::METHOD
                    table
                    file_name=format!("{} {}", funnel::TITLE.get(lang), view.as_of)
                    picture=Picture::Funnel(scope.clone())
                />
                <conversion::Conversion steps=view.steps.clone() scope=scope.clone() />
            </div>
            <div>
                <reasons::Reasons steps=view.steps.clone() scope=scope.clone() />
                <beside::Beside view scope />
            </div>
        </div>
        <consultants::ByConsultant />
    }
}
