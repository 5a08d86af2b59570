//! What moved between two dates: the moves that have a name, and every way from place to place.

use super::tables;
use crate::ui::components::show::show;
use crate::ui::{
    components::{card::Card, table::DataTable},
    state::*,
};
use benyuan::{
    protocol::{
        query::{Scope, Selection},
        view::{MoveView, MovementView},
    },
    route::Route,
    text::{distribution, numbers::count, shell},
    time::Day,
};
use leptos::prelude::*;

/// Names the tables among what is unfolded.
const MOVED: &str = "moved";

#[component]
pub fn Moved(movement: MovementView, as_of: Day, scope: Scope) -> impl IntoView {
    let lang = use_lang();
    let app = use_app();
    let since = movement.since;
    let unfold = move |event: leptos::ev::Event| {
        let open = event_target::<web_sys::Element>(&event).has_attribute("open");
        app.unfold(MOVED, open.then_some(Panel::Table));
    };
    let moves = movement.moves.into_iter().map(|one| view! { <Move one since scope=scope.clone() /> });
    let moves = moves.collect_view();
    let tables = movement.tables.iter().map(|table| tables::moves(lang, table, since, &scope));
    let tables: Vec<_> = tables.collect();
    let tables = tables.into_iter().map(|table| view! { <DataTable table /> }).collect_view();
    view! {
        <Card
            title=distribution::MOVED.get(lang)
            caption=distribution::MOVED_CAPTION.get(lang)
            tools=view! { <Since since as_of /> }.into_any()
        >
            <ul class="figures figures--many">{moves}</ul>
            <details class="more" prop:open=app.panel(MOVED).is_some() on:toggle=unfold>
                <summary class="more__head">{distribution::MOVE_TABLES.get(lang)}</summary>
                {tables}
            </details>
        </Card>
    }
}

#[component]
fn Move(one: MoveView, since: Day, scope: Scope) -> impl IntoView {
    let lang = use_lang();
    let MoveView { from, to, people } = one;
    let href = Route::List { selection: Selection::Moved { from, to, since }, scope }.href();
    view! {
        <li>
            <a class="figures__one" href=href title=shell::OPENS_LIST.get(lang)>
                <b>{count(people)}</b>
                <span>{distribution::way(lang, from, to)}</span>
            </a>
        </li>
    }
}

/// The earlier of the two dates; the later one is the page's.
#[component]
fn Since(since: Day, as_of: Day) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let choose = move |since: Option<Day>| {
        let since = since.filter(|since| *since <= as_of);
        address::replace(&Route::Distribution { scope: app.scope.get_untracked(), since });
    };
    let chosen = move || matches!(app.route.get(), Route::Distribution { since: Some(_), .. });
    view! {
        <div class="since">
            <label class="since__day">
                <span>{distribution::SINCE.get(lang)}</span>
                <input
                    class="input"
                    type="date"
                    max=as_of.to_string()
                    prop:value=since.to_string()
                    on:change=move |event| choose(event_target_value(&event).parse().ok())
                />
            </label>
            <span class="since__end">{"– "}{as_of.to_string()}</span>
            {show(chosen, move || view! {
                <button class="link" on:click=move |_| choose(None)>{distribution::YEAR_BEFORE.get(lang)}</button>
            }.into_any())}
        </div>
    }
}
