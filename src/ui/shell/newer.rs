//! The offer of a newer version, until it is accepted or dismissed, and what delays it.

use crate::ui::live::{Derived, Live};
use crate::ui::{
    components::icon::{Glyph, Icon},
    state::{
        version::{Newer, is_held_up},
        *,
    },
};
use benyuan::text::{Text, shell, version};
use leptos::prelude::*;

/// Shown among the toasts.
#[component]
pub fn NewerNotice() -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let is_put_away = Live::new(false);
    let notice = move || {
        view! {
            <div class="toast" data-role="newer">
                <p class="toast__words">{move || words(app).get(lang)}</p>
                {move || update_button(app, "toast__action")}
                <button class="toast__close" aria-label=shell::CLOSE.get(lang) on:click=move |_| is_put_away.set(true)>
                    <Icon glyph=Glyph::Close />
                </button>
            </div>
        }
    };
    let is_there = is_there(app);
    move || (is_there.get() && !is_put_away.get()).then(notice)
}

fn is_there(app: App) -> Derived<bool> {
    Derived::new(move || app.version.newer.get() != Newer::None)
}

/// Changes to the newer version; shown only while that is possible.
fn update_button(app: App, class: &'static str) -> Option<AnyView> {
    let is_possible = app.version.newer.get() == Newer::Ready && !is_held_up(app);
    let update = move |_| app.version.newer.set(Newer::Wanted);
    let label = version::UPDATE.get(use_lang());
    is_possible.then(|| view! { <button class=class data-role="update" on:click=update>{label}</button> }.into_any())
}

fn words(app: App) -> Text {
    match app.version.newer.get() {
        _ if is_held_up(app) => version::NEWER_HELD_UP,
        newer => newer.words(),
    }
}
