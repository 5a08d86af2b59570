//! 档案: one customer with everything known, read-only: who, which cars, which opportunities, what happened and where it is
//! written.

mod episodes;
mod holdings;
mod identity;
mod timeline;

use crate::ui::{
    components::{answered::answered, card::Card},
    shell::TopBar,
    state::*,
};
use benyuan::{
    model::ids::SubjectRef,
    protocol::{
        query::Query,
        view::{RecordView, View},
    },
    text::people,
};
use leptos::prelude::*;

#[component]
pub fn RecordPage(subject: SubjectRef) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let answer = ask(move || Some(Query::Record { subject, scope: app.scope.get() }), open);
    let title = Signal::derive(move || {
        let name = answer.value().flatten().map(|record| record.name).filter(|name| !name.is_empty());
        name.unwrap_or_else(|| people::RECORD.get(lang).to_owned())
    });
    let subtitle = Signal::derive(move || {
        answer.value().flatten().map_or(String::new(), |record| people::record_size(lang, record.facts.len() as u32))
    });
    view! {
        <TopBar title subtitle back=true dated=true personal=true />
        {answered(answer, body)}
    }
}

fn body(record: Option<RecordView>) -> AnyView {
    match record {
        Some(record) => view! { <Body record /> }.into_any(),
        None => view! { <p class="card hint">{people::RECORD_GONE.get(use_lang())}</p> }.into_any(),
    }
}

fn open(view: View) -> Option<Option<RecordView>> {
    match view {
        View::Record(record) => Some(record),
        _ => None,
    }
}

#[component]
fn Body(record: RecordView) -> impl IntoView {
    let lang = use_lang();
    view! {
        <div class="record">
            <div class="record__side">
                <identity::Identity record=record.clone() />
                <holdings::Vehicles vehicles=record.vehicles />
                <holdings::Leads leads=record.leads />
            </div>
            <div class="record__main">
                <Card title=people::FACTS.get(lang) caption=people::FACTS_CAPTION.get(lang)>
                    <timeline::Timeline facts=record.facts />
                </Card>
                <Card title=people::EPISODES.get(lang) caption=people::EPISODES_CAPTION.get(lang)>
                    <episodes::Episodes episodes=record.episodes />
                </Card>
            </div>
        </div>
    }
}
