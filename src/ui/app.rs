//! The root: starts the engine, chooses the page by the address. Not the frame (`shell`) and not the pages.

use super::{
    pages,
    sheet::{SheetPage, is_sheet},
    shell::{Shell, ask_before_leaving, demo::Door},
    state::*,
};
use crate::ui::live::Derived;
use benyuan::route::Route;
use js_sys::Reflect;
use leptos::prelude::*;

/// Replaces the static shell by the living one. Inside another page `boot.js` starts nothing, and neither does this.
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
    preferences::keep_document_in_step(app);
    // A refinement asks a new question on the same page.
    let page = Derived::new(move || app.route.with(|route| (!is_sheet(route)).then(|| route.clone().page())));
    move || {
        // Texts are plain values: a new language builds the interface anew.
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
        | Route::Catalogue => ().into_any(),
        Route::Demo => view! { <Door /> }.into_any(),
        Route::Import => view! { <pages::import::ImportPage /> }.into_any(),
        Route::Data => view! { <pages::data::DataPage /> }.into_any(),
    }
}
