//! The notice of a newer version: stays until it is taken or put away, and says what holds it up.

use crate::ui::{
    components::icon::{Glyph, Icon},
    state::{
        version::{Newer, is_held_up},
        *,
    },
};
use benyuan::text::{shell, version};
use leptos::prelude::*;

#[component]
pub fn NewerNotice() -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let is_put_away = RwSignal::new(false);
    let is_shown = move || app.version.newer.get() != Newer::None && !is_put_away.get();
    view! {
        <Show when=is_shown>
            <div class="toast" data-role="newer">
                <p class="toast__words">{move || words(app).get(lang)}</p>
                <UpdateButton class="toast__action" />
                <button class="toast__close" aria-label=shell::CLOSE.get(lang) on:click=move |_| is_put_away.set(true)>
                    <Icon glyph=Glyph::Close />
                </button>
            </div>
        </Show>
    }
}

/// Changes to the newer version; there only while that is possible.
#[component]
pub fn UpdateButton(class: &'static str) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let is_possible = move || app.version.newer.get() == Newer::Ready && !is_held_up(app);
    let update = move |_| app.version.newer.set(Newer::Wanted);
    view! {
        <Show when=is_possible>
            <button class=class data-role="update" on:click=update>{version::UPDATE.get(lang)}</button>
        </Show>
    }
}

fn words(app: App) -> benyuan::text::Text {
    match app.version.newer.get() {
        _ if is_held_up(app) => version::NEWER_HELD_UP,
        Newer::None | Newer::Ready => version::NEWER,
        Newer::Wanted | Newer::TakenOver => version::UPDATING,
    }
}
