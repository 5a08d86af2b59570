//! A trouble in place of what could not be shown: what happened, what to do.

use super::icon::{Glyph, Icon};
use crate::ui::state::use_lang;
use benyuan::{protocol::command::Trouble, text::trouble as words};
use leptos::prelude::*;

#[component]
pub fn TroubleCard(trouble: Trouble) -> impl IntoView {
    let lang = use_lang();
    view! {
        <section class="card notice notice--problem" role="alert">
            <Icon glyph=Glyph::Warning />
            <div>
                <h2 class="card__title">{words::title(&trouble).get(lang)}</h2>
                <p class="notice__text">{words::advice(lang, &trouble)}</p>
            </div>
        </section>
    }
}

/// A caution above a picture.
#[component]
pub fn Caution(#[prop(into)] words: String) -> impl IntoView {
    view! {
        <p class="caution">
            <Icon glyph=Glyph::Info />
            <span>{words}</span>
        </p>
    }
}
