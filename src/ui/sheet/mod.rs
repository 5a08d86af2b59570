//! Pages that the engine hands over as sheets: asked by their address, laid into the page, changed only where they changed.

mod acts;
mod figures;
mod hand_over;
mod kept;
mod morph;
mod panels;
mod rows;
mod sort;

pub use kept::Kept;
pub use rows::Rows;

use crate::ui::{
    components::{empty::EmptyStore, replay::Replay, show::show, skeleton::Skeleton, trouble::TroubleCard},
    shell::TopBar,
    state::*,
};
use benyuan::{
    protocol::{command::Trouble, query::Query, sheet::Sheet, view::View},
    route::Route,
    text::shell,
};
use leptos::{html::Div, prelude::*};

/// Whether the engine knows a page as a sheet.
pub fn is_sheet(route: &Route) -> bool {
    matches!(
        route,
        Route::Map(_)
            | Route::Funnel(_)
            | Route::Distribution { .. }
            | Route::Satisfaction { .. }
            | Route::List { .. }
            | Route::Person { .. }
            | Route::Scorecard(_)
            | Route::Coverage
            | Route::Catalogue
    )
}

/// Pages that say something also of an empty store.
fn is_of_any_store(route: &Route) -> bool {
    matches!(route, Route::List { .. } | Route::Person { .. } | Route::Coverage | Route::Catalogue)
}

#[component]
pub fn SheetPage() -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let address = Memo::new(move |_| app.route.with(|route| is_sheet(route).then(|| route.href())));
    let answer = ask(move || address.get().map(|address| Query::Show { address, lang }), open);
    let is_empty = Memo::new(move |_| {
        let nothing = app.status.with(|status| status.as_ref().is_some_and(shell::is_empty));
        nothing && app.route.with(|route| !is_of_any_store(route))
    });
    let trouble = RwSignal::new(None::<Trouble>);
    let place = NodeRef::<Div>::new();
    Effect::new(move |_| {
        place.get().inspect(|place| {
            figures::follow(app, place);
            rows::follow(app, place);
        })
    });
    // The last sheet stands until the next one comes, also when the interface is built anew for another language.
    Effect::new(move |_| {
        let Some(place) = place.get() else { return };
        match answer.get() {
            Some(Ok(sheet)) => {
                let page = app.route.get_untracked().page();
                let is_same = app.sheet.with_untracked(|last| last.as_ref().is_some_and(|(of, _)| *of == page));
                kept::restore(app, &place, &sheet.body, is_same);
                app.sheet.set(Some((page, sheet)));
                trouble.set(None);
                figures::draw(app, &place);
                // A list is as high as the window only once the page is told that it fills it.
                request_animation_frame(move || rows::begin(app, &place));
            }
            Some(Err(why)) => trouble.set(Some(why)),
            None => app.sheet.with_untracked(|last| {
                if let Some((_, sheet)) = last {
                    kept::restore(app, &place, &sheet.body, true);
                }
            }),
        }
    });
    let head = Memo::new(move |_| app.sheet.with(|sheet| sheet.as_ref().map(|(_, sheet)| head_of(sheet))));
    let top = move || {
        let (title, subtitle, people, [back, dated, personal]) = head.get().unwrap_or_default();
        let subtitle = if is_empty.get() { String::new() } else { subtitle };
        view! { <TopBar title subtitle people back personal dated=dated && !is_empty.get() /> }
    };
    let is_replayed =
        move || !is_empty.get() && app.sheet.with(|sheet| sheet.as_ref().is_some_and(|(_, sheet)| sheet.is_replayed));
    let waiting = Signal::derive(move || answer.waiting());
    let is_shown = move || !is_empty.get() && trouble.with(Option::is_none);
    let is_filling = move || app.sheet.with(|sheet| sheet.as_ref().is_some_and(|(_, sheet)| sheet.is_filling));
    view! {
        <div class="page" class:page--fill=is_filling>
        {top}
        {show(move || is_empty.get(), || view! { <EmptyStore /> }.into_any())}
        {show(is_replayed, move || view! { <Replay waiting /> }.into_any())}
        {move || trouble.get().filter(|_| !is_empty.get()).map(|trouble| view! { <TroubleCard trouble /> })}
        {show(move || is_shown() && app.sheet.with(Option::is_none), || view! { <Skeleton tall=true /> }.into_any())}
        <div
            class="answered"
            class:answered--waiting=move || answer.waiting()
            hidden=move || !is_shown()
            node_ref=place
            on:click=move |event| acts::clicked(app, &event)
            on:change=move |event| acts::changed(app, &event)
            on:input=move |event| acts::typed(&event)
            on:submit=move |event| acts::submitted(app, &event)
        ></div>
        </div>
    }
}

/// What the top bar shows of a sheet: title, subtitle, whom that counts, and whether it leads back, is dated, and is about somebody.
fn head_of(sheet: &Sheet) -> (String, String, Option<String>, [bool; 3]) {
    let Sheet { title, subtitle, people, is_inner, is_dated, is_personal, .. } = sheet;
    (title.clone(), subtitle.clone(), people.clone(), [*is_inner, *is_dated, *is_personal])
}

fn open(view: View) -> Option<Sheet> {
    match view {
        View::Sheet(sheet) => Some(sheet),
        _ => None,
    }
}
