//! The store switcher of the top bar.

use crate::ui::components::show::show;
use crate::ui::live::Live;
use crate::ui::{
    components::{
        icon::{Glyph, Icon},
        popover::Popover,
    },
    state::*,
};
use benyuan::{
    protocol::{
        command::Command,
        query::Query,
        view::{StoreEntry, View},
    },
    route::Route,
    text::{demo, map, shell},
};
use leptos::prelude::*;

#[component]
pub fn StoreMenu() -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let name = move || app.status.with(|status| status.as_ref().map(|status| shell::store_name(lang, &status.name)));
    let open = Live::new(false);
    view! {
        <Popover
            open
            label=shell::SWITCH_STORE.get(lang)
            face=move || view! { <span class="pill__text">{name}</span> <Icon glyph=Glyph::Down /> }.into_any()
        >
            <StoreList open />
            {show(move || !app.is_demo(), move || view! {
                <button
                    class="menu__item"
                    on:click=move |_| {
                        open.set(false);
                        super::demo::open(app);
                    }
                >
                    {demo::OPEN.get(lang)}
                </button>
            }.into_any())}
            <a class="menu__item menu__item--last" href=Route::Data.href() on:click=move |_| open.set(false)>
                {shell::MANAGE_STORES.get(lang)}
            </a>
        </Popover>
    }
}

#[component]
fn StoreList(open: Live<bool>) -> impl IntoView {
    let stores = ask(|| Some(Query::Stores), open_stores);
    view! {
        <ul class="menu">
            {move || {
                let stores = stores.value().unwrap_or_default();
                stores.into_iter().map(|store| view! { <StoreChoice store open /> }).collect_view()
            }}
        </ul>
    }
}

#[component]
fn StoreChoice(store: StoreEntry, open: Live<bool>) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let (id, current) = (store.id.clone(), store.open);
    let choose = move |_| {
        open.set(false);
        if !current {
            app.command(Command::OpenStore(Some(id.clone())), |_| ());
        }
    };
    view! {
        <li>
            <button class="menu__item" aria-current=current.then_some("true") on:click=choose>
                <span class="menu__name">{shell::store_name(lang, &store.name)}</span>
                <span class="menu__detail">{map::rows(lang, store.rows)}</span>
            </button>
        </li>
    }
}

pub fn open_stores(view: View) -> Option<Vec<StoreEntry>> {
    match view {
        View::Stores(stores) => Some(stores),
        _ => None,
    }
}
