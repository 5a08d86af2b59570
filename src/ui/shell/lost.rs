//! What stands in the place of every page when no store can be shown.

use crate::ui::{components::trouble::TroubleCard, pages::data::stores::Stores, state::*};
use benyuan::{protocol::command::Trouble, text::shell};
use leptos::prelude::*;

#[component]
pub fn Lost(trouble: Trouble) -> impl IntoView {
    let lang = use_lang();
    let reload = move |_| drop(window().location().reload());
    // Where the engine lives, another store can be opened, or an empty one begun.
    let others = !matches!(trouble, Trouble::EngineStopped | Trouble::NotUnderstood);
    view! {
        <header class="top">
            <h1 class="top__title">{shell::PRODUCT.get(lang)}</h1>
        </header>
        <TroubleCard trouble />
        <p class="actions actions--start">
            <button class="button button--primary" on:click=reload>{shell::RELOAD.get(lang)}</button>
        </p>
        {others.then(|| view! { <Stores /> })}
    }
}
