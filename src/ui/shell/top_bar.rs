//! The top bar, one row that stays visible: the page's name, the store, the as-of date, what the page is narrowed to,
//! and whether everything is saved. It is built once; its contents come from the sheet.

use super::{as_of, demo::DemoTag, store_menu::StoreMenu};
use crate::ui::{
    browser,
    components::icon::{Glyph, Icon},
    components::show::show,
    live::{Derived, react},
    state::*,
};
use benyuan::{
    protocol::sheet::Sheet,
    route::Route,
    text::{Text, actions, shell},
};
use leptos::prelude::*;

/// The place of the page's own part of the bar.
pub const BAR: &str = "bar";

/// Names a page that is not a sheet. A plain function that follows `subtitle`.
pub fn named(title: Text, subtitle: impl Fn() -> String + 'static, is_inner: bool) {
    let (app, lang) = (use_app(), use_lang());
    let page = app.route.get_untracked().page();
    react(move || {
        let sheet = Sheet { title: title.get(lang).to_owned(), subtitle: subtitle(), is_inner, ..Sheet::default() };
        browser::empty(BAR);
        app.sheet.set(Some((page.clone(), sheet)));
    });
}

#[component]
pub fn TopBar() -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let of = move |told: fn(&Sheet) -> bool| {
        Derived::new(move || app.sheet.with(|sheet| sheet.as_ref().is_some_and(|(_, sheet)| told(sheet))))
    };
    let words = move |told: fn(&Sheet) -> &str| {
        Derived::new(move || {
            app.sheet.with(|sheet| sheet.as_ref().map_or(String::new(), |(_, sheet)| told(sheet).to_owned()))
        })
    };
    let (title, subtitle, bar) =
        (words(|sheet| &sheet.title), words(|sheet| &sheet.subtitle), of(|sheet| !sheet.bar.is_empty()));
    let people = words(|sheet| sheet.people.as_deref().unwrap_or_default());
    let (is_inner, is_dated, is_personal) =
        (of(|sheet| sheet.is_inner), of(|sheet| sheet.is_dated), of(|sheet| sheet.is_personal));
    let is_replayed = of(|sheet| sheet.is_replayed);
    // An empty store has nothing to count or narrow.
    let is_filled =
        Derived::new(move || app.status.with(|status| status.as_ref().is_none_or(|status| !shell::is_empty(status))));
    // The page about a person is named only by its type, because the browser's history keeps titles.
    react(move || {
        let title = if is_personal.get() { shell::CUSTOMER.get(lang).to_owned() } else { title.get() };
        let named = [title, shell::PRODUCT.get(lang).to_owned()];
        browser::name_document(&named.iter().filter(|name| !name.is_empty()).cloned().collect::<Vec<_>>().join(" · "));
    });
    let said = move || is_filled.get() && subtitle.with(|words| !words.is_empty());
    let is_link = move || people.with(|people| !people.is_empty());
    view! {
        <header class="top" class:top--inner=move || is_inner.get() class:top--narrowed=move || bar.get()>
            <div class="top__row">
                {show(move || is_inner.get(), || view! { <BackButton /> }.into_any())}
                <h1 class="top__title">{move || title.get()}</h1>
                <StoreMenu />
                <DemoTag />
                {show(move || is_dated.get(), || view! { <as_of::DatePill /> }.into_any())}
                <div class="top__bar" id=BAR hidden=move || !is_filled.get()></div>
                <a
                    class="top__subtitle"
                    class:top__subtitle--link=is_link
                    href=move || is_link().then(|| people.get())
                    hidden=move || !said()
                >
                    {move || subtitle.get()}
                </a>
                <Saved />
            </div>
            {show(
                move || is_dated.get() && app.dating.get(),
                move || view! { <as_of::DateRow is_replayed /> }.into_any(),
            )}
        </header>
    }
}

#[component]
fn BackButton() -> impl IntoView {
    let app = use_app();
    let label = shell::BACK.get(use_lang());
    view! {
        <button class="top__back" aria-label=label title=label on:click=move |_| address::back(app)>
            <Icon glyph=Glyph::Back />
        </button>
    }
}

/// Says "saved" only while nothing is being written; the engine answers after the commit. Leads to the last actions.
#[component]
fn Saved() -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let words = move || -> Text { if app.busy.get() { shell::SAVING } else { shell::SAVED } };
    view! {
        <a
            class="pill pill--state"
            class:pill--busy=move || app.busy.get()
            href=Route::Actions.href()
            title=actions::TITLE.get(lang)
        >
            <i class="pill__dot"></i>
            <b class="pill__who">{move || app.who.get()}</b>
            <span class="pill__text" role="status">{move || words().get(lang)}</span>
        </a>
    }
}
