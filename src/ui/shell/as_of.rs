//! The as-of date (截至), in the top bar of every dated page. A press opens the row that changes it; on pages that allow
//! it, the row replays dates.

use crate::ui::{
    browser,
    components::{
        icon::{Glyph, Icon},
        replay::Replay,
        show::show,
    },
    live::Derived,
    state::*,
};
use benyuan::{protocol::query::Scope, route::Route, text::shell, time::Day};
use leptos::{ev, prelude::*};

/// The date that pages show: the chosen one, else the store's reporting date.
pub fn present(app: App) -> Option<Day> {
    let reporting = app.status.with(|status| status.as_ref().and_then(|status| status.reporting_date));
    app.scope.with(|scope| scope.as_of).or(reporting)
}

/// The row that the pill opens.
const ROW: &str = "dating";

#[component]
pub fn DatePill() -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let day = move || present(app).map(|day| day.to_string());
    browser::while_here(ev::keydown, move |event| {
        if event.key() == "Escape" && app.dating.get_untracked() && app.tour.get_untracked().is_none() {
            app.dating.set(false);
            browser::focus(".pill--date");
        }
    });
    view! {
        <button
            class="pill pill--button pill--date"
            hidden=move || day().is_none()
            aria-expanded=move || app.dating.get().to_string()
            aria-controls=ROW
            on:click=move |_| app.dating.update(|open| *open = !*open)
        >
            <span class="pill__text"><span class="pill__word">{shell::AS_OF.get(lang)}" "</span><b>{day}</b></span>
            <Icon glyph=Glyph::Down />
        </button>
    }
}

#[component]
pub fn DateRow(is_replayed: Derived<bool>) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let choose = move |day: Option<Day>| app.go(&as_of(app, day));
    let is_chosen = move || app.scope.with(|scope| scope.as_of.is_some());
    let hint = move || app.status.with(|status| shell::as_of_hint(lang, status.as_ref()));
    view! {
        <div class="dating" id=ROW role="group" aria-label=shell::AS_OF.get(lang)>
            <input
                class="input"
                type="date"
                aria-label=shell::AS_OF.get(lang)
                title=shell::AS_OF_HINT.get(lang)
                prop:value=move || present(app).map(|day| day.to_string())
                on:change=move |event| {
                    if let Ok(day) = event_target_value(&event).parse() {
                        choose(Some(day));
                    }
                }
            />
            {show(move || is_replayed.get(), move || view! { <Replay /> }.into_any())}
            {show(is_chosen, move || view! {
                <button class="button" on:click=move |_| choose(None)>{shell::AS_OF_DEFAULT.get(lang)}</button>
            }.into_any())}
            <p class="hint dating__hint">{hint}</p>
        </div>
    }
}

/// The present page as of another date. The period falls back to its default, because the last full months are others
/// then.
pub fn as_of(app: App, day: Option<Day>) -> Route {
    let scope = Scope { as_of: day, period: None, ..app.scope.get_untracked() };
    app.route.get_untracked().with_scope(scope)
}
