//! The demo store on the page: opening it, the line that marks it, and the way to a store of one's own.

use super::{store_menu::open_stores, tour};
use crate::ui::components::{popover::Popover, show::show};
use crate::ui::live::Live;
use crate::ui::state::*;
use benyuan::{
    protocol::{command::Command, query::Query},
    route::Route,
    text::{data, demo},
};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Opens the demo store and starts the tour.
pub fn open(app: App) {
    app.command(Command::OpenDemo, move |_| tour::start(app));
}

/// Leaves the demo for the first real store, or a new one if there is none, and goes to its import page.
pub fn leave(app: App) {
    tour::stop(app);
    spawn_local(async move {
        let stores = once(app, Query::Stores, open_stores).await.unwrap_or_default();
        let own = stores.into_iter().find(|store| !store.demo);
        let command = own.map_or(Command::CreateStore { name: String::new() }, |own| Command::OpenStore(Some(own.id)));
        app.command(command, move |_| app.go(&Route::Import));
    });
}

#[component]
pub fn OpenDemo() -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let label = move || if app.busy.get() { demo::OPENING } else { demo::OPEN };
    view! {
        <div class="welcome__demo">
            <p class="hint">{demo::OPEN_HINT.get(lang)}</p>
            <button class="button" disabled=move || app.busy.get() on:click=move |_| open(app)>{move || label().get(lang)}</button>
            <a class="button" href="./?backup">{data::FROM_BACKUP.get(lang)}</a>
        </div>
    }
}

/// Beside the demo store's name, on every page: what it is, its tour, and the way to a store of one's own.
#[component]
pub fn DemoTag() -> impl IntoView {
    let app = use_app();
    show(move || app.is_demo(), || view! { <Tag /> }.into_any())
}

#[component]
fn Tag() -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let open = Live::new(false);
    let act = move |act: fn(App)| {
        open.set(false);
        act(app);
    };
    view! {
        <Popover
            open
            label=demo::BANNER.get(lang)
            face=move || view! { <span class="pill__text">{demo::TAG.get(lang)}</span> }.into_any()
            class="popover--demo"
        >
            <p class="menu__words">{demo::BANNER.get(lang)}</p>
            <button class="menu__item" on:click=move |_| act(tour::start)>{demo::TOUR.get(lang)}</button>
            <button class="menu__item menu__item--last" on:click=move |_| act(leave)>{demo::OWN.get(lang)}</button>
        </Popover>
    }
}

/// Replaces the import page.
#[component]
pub fn NoImport() -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    view! {
        <section class="card">
            <p>{demo::NO_IMPORT.get(lang)}</p>
            <div class="actions">
                <button class="button button--primary" on:click=move |_| leave(app)>{demo::OWN.get(lang)}</button>
            </div>
        </section>
    }
}

/// The address `#/demo`: opens the demo and goes to the map.
#[component]
pub fn Door() -> impl IntoView {
    let app = use_app();
    open(app);
    address::replace(&Route::Map(Default::default()));
}
