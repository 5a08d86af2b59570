//! The as-of date (截至): shown on every dated page, and changed here.

use crate::ui::components::show::show;
use crate::ui::{
    components::{
        icon::{Glyph, Icon},
        popover::Popover,
    },
    state::*,
};
use benyuan::{protocol::query::Scope, route::Route, text::shell, time::Day};
use leptos::prelude::*;

/// The date the pages look at: the chosen one, else the store's reporting date.
pub fn present(app: App) -> Option<Day> {
    let reporting = app.status.with(|status| status.as_ref().and_then(|status| status.reporting_date));
    app.scope.with(|scope| scope.as_of).or(reporting)
}

#[component]
pub fn AsOfMenu() -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let open = RwSignal::new(false);
    let day = move || present(app).map(|day| day.to_string());
    let face = move || {
        view! {
            <span class="pill__text">{shell::AS_OF.get(lang)}" "<b>{day}</b></span>
            <Icon glyph=Glyph::Down />
        }
        .into_any()
    };
    move || day().map(|_| view! { <Popover open label=shell::AS_OF.get(lang) face><DayForm open /></Popover> })
}

#[component]
fn DayForm(open: RwSignal<bool>) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let choose = move |day: Option<Day>| {
        open.set(false);
        set_as_of(app, day);
    };
    let chosen = move || app.scope.with(|scope| scope.as_of.is_some());
    view! {
        <label class="field">
            <span class="field__label">{shell::AS_OF.get(lang)}</span>
            <input
                class="input"
                type="date"
                prop:value=move || present(app).map(|day| day.to_string())
                on:change=move |event| {
                    if let Ok(day) = event_target_value(&event).parse() {
                        choose(Some(day));
                    }
                }
            />
        </label>
        <p class="hint">{shell::AS_OF_HINT.get(lang)}</p>
        {show(chosen, move || view! {
            <button class="button" on:click=move |_| choose(None)>{shell::AS_OF_DEFAULT.get(lang)}</button>
        }.into_any())}
    }
}

fn set_as_of(app: App, day: Option<Day>) {
    app.go(&as_of(app, day));
}

/// The present page on another date. That has other last months: the period falls back to its default.
pub fn as_of(app: App, day: Option<Day>) -> Route {
    let scope = Scope { as_of: day, period: None, ..app.scope.get_untracked() };
    app.route.get_untracked().with_scope(scope)
}
