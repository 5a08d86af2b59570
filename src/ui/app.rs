//! The root: starts the engine, and chooses the page by the address. The frame is in `shell`, the pages in `pages`.

use super::{
    pages,
    sheet::{SheetPage, is_sheet, shortcut},
    shell::{Shell, ask_before_leaving, demo::Door},
    state::*,
};
use crate::ui::live::Derived;
use benyuan::route::Route;
use js_sys::Reflect;
use leptos::{ev, prelude::*};

/// Replaces the static shell by the running one. Inside another page's frame `boot.js` starts nothing, and neither does
/// this.
pub fn start() {
    if Reflect::get(&window(), &"benyuan".into()).map_or(true, |boot| boot.is_undefined()) {
        return;
    }
    mount_to_body(Root);
    if let Some(boot) = document().get_element_by_id("boot") {
        boot.remove();
    }
}

#[component]
fn Root() -> impl IntoView {
    let app = App::start();
    ask_before_leaving(app);
    provide_context(app);
    std::mem::forget(window_event_listener(ev::keydown, move |event| shortcut(app, &event)));
    preferences::keep_document_in_step(app);
    // A refinement of a sheet is a new question on the same page.
    let page = Derived::new(move || app.route.with(|route| (!is_sheet(route)).then(|| route.clone().page())));
    move || {
        // Texts are plain values, so a new language rebuilds the interface.
        app.lang.track();
        view! { <Shell>{move || page.get().map_or_else(|| view! { <SheetPage /> }.into_any(), view_of)}</Shell> }
    }
}

fn view_of(page: Route) -> AnyView {
    match page {
        Route::Map(_)
        | Route::Funnel(_)
        | Route::Distribution { .. }
        | Route::Satisfaction { .. }
        | Route::List { .. }
        | Route::Scorecard(_)
        | Route::Person { .. }
        | Route::Coverage
        | Route::Figures { .. }
        | Route::Unknown
        | Route::Notes { .. }
        | Route::Settings
        | Route::Actions
        | Route::Catalogue => ().into_any(),
        Route::Demo => view! { <Door /> }.into_any(),
        Route::Import => view! { <pages::import::ImportPage /> }.into_any(),
        Route::Data => view! { <pages::data::DataPage /> }.into_any(),
    }
}
