//! The stores on this device: create, switch, rename, delete.

use super::store_row::StoreRow;
use crate::ui::{components::card::Card, shell::open_stores, state::*};
use benyuan::{
    protocol::{command::Command, query::Query},
    text::data,
};
use leptos::prelude::*;

#[component]
pub fn Stores() -> impl IntoView {
    let lang = use_lang();
    let stores = ask_device(Query::Stores, open_stores);
    view! {
        <Card title=data::STORES.get(lang) caption=data::STORES_CAPTION.get(lang)>
            <ul class="stores">
                {move || {
                    let stores = stores.value().unwrap_or_default();
                    stores.into_iter().map(|store| view! { <StoreRow store /> }).collect_view()
                }}
            </ul>
            <NewStore />
        </Card>
    }
}

const DRAFT: &str = "new-store";

#[component]
fn NewStore() -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let name = drafts::draft(app, DRAFT, String::new());
    let ready = move || name.with(|name| !name.trim().is_empty()) && !app.busy.get();
    let create = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if ready() {
            let command = Command::CreateStore { name: name.get_untracked().trim().to_owned() };
            app.command(command, move |_| {
                name.set(String::new());
                drafts::forget(app, DRAFT);
            });
        }
    };
    view! {
        <form class="inline-form" on:submit=create>
            <input
                class="input"
                type="text"
                maxlength="60"
                placeholder=data::STORE_NAME.get(lang)
                aria-label=data::STORE_NAME.get(lang)
                prop:value=move || name.get()
                on:input=move |event| name.set(event_target_value(&event))
            />
            <button class="button" disabled=move || !ready()>{data::NEW_STORE.get(lang)}</button>
        </form>
    }
}
