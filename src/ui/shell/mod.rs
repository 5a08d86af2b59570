//! The frame of every page: the rail, the toasts, and what is shown while no store is open.

pub mod as_of;
mod clock;
pub mod demo;
mod lost;
mod newer;
mod partial;
mod rail;
mod store_menu;
pub mod take_out;
mod toasts;
mod top_bar;
pub mod tour;
mod waiting;

pub use store_menu::open_stores;
pub use top_bar::{BAR, named};
pub use waiting::ask_before_leaving;

use super::{components::skeleton::Skeleton, pages::import::DropLayer, sheet, state::*};
use crate::ui::live::Derived;
use benyuan::{route::Route, text::shell};
use leptos::prelude::*;

#[component]
pub fn Shell(children: ChildrenFn) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let children = StoredValue::new(children);
    // Set again after every change; the page is rebuilt only if it differs.
    let session = Derived::new(move || app.session.get());
    view! {
        <a class="shell__skip" href="#main" on:click=focus_main>{shell::SKIP.get(lang)}</a>
        <div class="shell" data-tour=move || app.tour.get().map(|stop| stop.to_string())>
            <rail::Rail />
            <main
                class="shell__main"
                id="main"
                tabindex="-1"
                data-page=move || page_word(&app.route.get())
                on:click=move |event| sheet::clicked(app, &event)
                on:change=move |event| sheet::changed(app, &event)
                on:input=move |event| sheet::typed(app, &event)
                on:reset=move |event| sheet::given_up(app, &event)
                on:submit=move |event| sheet::submitted(app, &event)
                on:keydown=move |event| sheet::pressed(app, &event)
            >
                <backup-problem></backup-problem>
                <partial::Partial />
                <clock::Clock />
                <waiting::Waiting />
                {move || match session.get() {
                    Session::Open => view! { <top_bar::TopBar /> {children.with_value(|children| children())} }.into_any(),
                    Session::Opening => view! { <Skeleton tall=true /> }.into_any(),
                    Session::Lost(trouble) => view! { <lost::Lost trouble /> }.into_any(),
                }}
            </main>
            <toasts::ToastList />
            <DropLayer />
            <tour::Tour />
        </div>
    }
}

/// Does not change the address, which holds the route.
fn focus_main(event: leptos::ev::MouseEvent) {
    event.prevent_default();
    address::focus_main();
}

/// The page's name, for styles and tests.
fn page_word(route: &Route) -> String {
    let href = route.href();
    let word = href.trim_start_matches("#/").split(['/', '?']).next();
    word.unwrap_or_default().to_owned()
}
