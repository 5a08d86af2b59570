//! A reminder above other pages while files are on the desk, so that a visit elsewhere does not make them forgotten.

use crate::ui::live::Derived;
use crate::ui::state::*;
use benyuan::{
    route::Route,
    text::{import, shell},
};
use leptos::prelude::*;

#[component]
pub fn Waiting() -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let files = Derived::new(move || app.desk.files.with(Vec::len));
    let is_elsewhere = Derived::new(move || {
        app.session.get() == Session::Open
            && app.route.with(|route| !matches!(route, Route::Import | Route::Notes { .. }))
    });
    move || {
        (files.get() > 0 && is_elsewhere.get() && !app.is_demo()).then(|| {
            view! {
                <p class="card notice notice--row" role="status">
                    <span>{import::waiting(lang, files.get())}</span>
                    <a class="button button--small" href=Route::Import.href()>{import::GO_ON.get(lang)}</a>
                </p>
            }
        })
    }
}

/// Makes the browser ask before the page is closed, while that would lose something: waiting files, for this or another
/// store, or a change in progress.
pub fn ask_before_leaving(app: App) {
    let ask = move |event: web_sys::BeforeUnloadEvent| {
        if app.busy.get_untracked() || untrack(|| app.desk.holds_files()) {
            event.prevent_default();
            event.set_return_value(shell::STAY.get(app.lang.get_untracked()));
        }
    };
    let _ = window_event_listener(leptos::ev::beforeunload, ask);
}
