//! The top bar: the page's name, what it shows, the store, the as-of date, whether everything is saved.

use super::{as_of::AsOfMenu, store_menu::StoreMenu};
use crate::ui::{
    components::icon::{Glyph, Icon},
    state::*,
};
use benyuan::text::{Text, shell};
use leptos::prelude::*;

#[component]
pub fn TopBar(
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] subtitle: Signal<String>,
    /// The people the subtitle counts.
    #[prop(default = None)]
    people: Option<String>,
    /// Pages that are reached from others lead back.
    #[prop(optional)]
    back: bool,
    /// The title names somebody.
    #[prop(optional)]
    personal: bool,
    /// Pages that look at a date show it.
    #[prop(optional)]
    dated: bool,
) -> impl IntoView {
    let lang = use_lang();
    // A page about somebody is named as what it is: titles stay in the browser's history.
    Effect::new(move |_| {
        let title = if personal { shell::CUSTOMER.get(lang).to_owned() } else { title.get() };
        document().set_title(&format!("{title} · {}", shell::PRODUCT.get(lang)));
    });
    view! {
        <header class="top">
            {back.then(|| view! { <BackButton /> })}
            <div class="top__names">
                <h1 class="top__title">{title}</h1>
                {match people {
                    // Without words yet, a link would be one to nowhere for those who hear it.
                    Some(href) => view! {
                        <a class="top__subtitle top__subtitle--link" href=href hidden=move || subtitle.with(String::is_empty)>
                            {subtitle}
                        </a>
                    }
                    .into_any(),
                    None => view! { <span class="top__subtitle">{subtitle}</span> }.into_any(),
                }}
            </div>
            <div class="top__tools">
                <StoreMenu />
                {dated.then(|| view! { <AsOfMenu /> })}
                <Saved />
            </div>
        </header>
    }
}

#[component]
fn BackButton() -> impl IntoView {
    let label = shell::BACK.get(use_lang());
    view! {
        <button class="top__back" aria-label=label title=label on:click=|_| address::back()>
            <Icon glyph=Glyph::Back />
        </button>
    }
}

/// Says "saved" only while nothing is being written: the engine answers after the commit.
#[component]
fn Saved() -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let words = move || -> Text { if app.busy.get() { shell::SAVING } else { shell::SAVED } };
    view! {
        <span class="pill pill--state" class:pill--busy=move || app.busy.get() role="status">
            <i class="pill__dot"></i>
            <span class="pill__text">{move || words().get(lang)}</span>
        </span>
    }
}
