//! The tour of the demo store: four stops, each a page and a few words. It can be left at any time.

use crate::ui::{
    browser,
    components::icon::{Glyph, Icon},
    live::react,
    state::*,
};
use benyuan::{route::Route, text::demo};
use leptos::{ev, prelude::*};

pub fn start(app: App) {
    go_to(app, 0);
}

pub fn stop(app: App) {
    app.dating.set(false);
    app.tour.set(None);
}

fn go_to(app: App, stop: usize) {
    app.tour.set(Some(stop));
    // The stop about the date opens the row where it is changed.
    app.dating.set(stop == 1);
    app.go(&place(stop));
}

/// The page of a stop, as of the latest date.
fn place(stop: usize) -> Route {
    let scope = Default::default();
    match stop {
        1 => Route::Distribution { scope, since: None },
        2 => Route::Funnel(scope),
        3 => Route::Satisfaction { scope, grain: None, factors: None },
        _ => Route::Map(scope),
    }
}

#[component]
pub fn Tour() -> impl IntoView {
    let app = use_app();
    move || app.tour.get().map(|stop| view! { <StopCard stop /> })
}

#[component]
fn StopCard(stop: usize) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let last = stop + 1 == demo::STOPS.len();
    let words = &demo::STOPS[stop];
    let next = move |_| if last { self::stop(app) } else { go_to(app, stop + 1) };
    react(|| browser::focus(".tour .button--primary"));
    browser::while_here(ev::keydown, move |event| {
        if event.key() == "Escape" {
            self::stop(app);
        }
    });
    view! {
        <section class="tour" role="dialog" aria-label=demo::TOUR.get(lang)>
            <header class="tour__head">
                <span class="tour__count">{format!("{} / {}", stop + 1, demo::STOPS.len())}</span>
                <h2 class="tour__title">{words.title.get(lang)}</h2>
                <button class="tour__close" aria-label=demo::LEAVE.get(lang) on:click=move |_| self::stop(app)>
                    <Icon glyph=Glyph::Close />
                </button>
            </header>
            <p>{words.words.get(lang)}</p>
            <div class="tour__actions">
                <button class="button" on:click=move |_| self::stop(app)>{demo::LEAVE.get(lang)}</button>
                <button class="button button--primary" on:click=next>
                    {if last { demo::DONE } else { demo::NEXT }.get(lang)}
                </button>
            </div>
        </section>
    }
}
