//! Pages that the engine delivers as sheets: asked for by address, laid into the page, changed only where they differ.

mod acts;
pub mod figures;
mod forms;
mod hand_over;
mod kept;
mod keys;
mod morph;
mod own;
mod panels;
mod picks;
pub mod rows;
mod sort;

pub use acts::{changed, clicked, given_up, pressed, shortcut, submitted, typed};
pub use kept::Kept;
pub use rows::Rows;

use crate::ui::live::{Derived, Live, react};
use crate::ui::{
    components::{empty::EmptyStore, show::show, skeleton::Skeleton, trouble::TroubleCard},
    shell::BAR,
    state::*,
};
use benyuan::{
    protocol::{command::Trouble, query::Query, sheet::Sheet, view::View},
    route::Route,
    text::shell,
};
use leptos::{html::Div, prelude::*};

/// Whether a page is a sheet.
pub fn is_sheet(route: &Route) -> bool {
    !matches!(route, Route::Demo | Route::Import | Route::Data)
}

/// Pages that also make sense for an empty store.
fn is_of_any_store(route: &Route) -> bool {
    matches!(
        route,
        Route::List { .. }
            | Route::Person { .. }
            | Route::Coverage
            | Route::Catalogue
            | Route::Actions
            | Route::Notes { .. }
            | Route::Settings
            | Route::Unknown
    )
}

/// Effects, not a view, lay the body in, because the body must be changed in place: a rebuilt view would lose focus,
/// scroll position and typed text.
#[component]
pub fn SheetPage() -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let address = Derived::new(move || app.route.with(|route| is_sheet(route).then(|| route.href())));
    let answer = ask(move || address.get().map(|address| Query::Show { address, lang }), open);
    let is_empty = Derived::new(move || {
        let nothing = app.status.with(|status| status.as_ref().is_some_and(shell::is_empty));
        nothing && app.route.with(|route| !is_of_any_store(route))
    });
    let trouble = Live::new(None::<Trouble>);
    let place = NodeRef::<Div>::new();
    react(move || {
        place.get().inspect(|place| {
            figures::follow(app, place);
            keys::follow(place);
            rows::follow(app, place);
        });
    });
    react(move || app.waiting.set(answer.waiting()));
    // The last sheet stays until the next one arrives, also when a new language rebuilds the interface.
    react(move || {
        let Some(place) = place.get() else { return };
        match answer.get() {
            Some(Ok(sheet)) => {
                let page = app.route.get_untracked().page();
                let is_same = app.sheet.with_untracked(|last| last.as_ref().is_some_and(|(of, _)| *of == page));
                if !is_same {
                    kept::turn(app);
                }
                lay(app, &place, &sheet, is_same);
                app.sheet.set(Some((page, sheet)));
                trouble.set(None);
                figures::draw(app, &place);
                address::find_again(app, &place);
                rows::begin(app, &place);
            }
            Some(Err(why)) => trouble.set(Some(why)),
            None => app.sheet.with_untracked(|last| {
                last.iter().for_each(|(_, sheet)| lay(app, &place, sheet, true));
            }),
        }
    });
    react(move || {
        app.sheet.track();
        place.get().inspect(|place| own::fill(app, place));
    });
    // One store's page must never show under another store, not even for a moment.
    let is_forgotten = Derived::new(move || app.sheet.with(Option::is_none));
    react(move || {
        if let Some(place) = place.get().filter(|_| is_forgotten.get()) {
            lay(app, &place, &Sheet::default(), false);
        }
    });
    let is_blank = move || app.sheet.with(|sheet| sheet.as_ref().is_none_or(|(_, sheet)| sheet.body.is_empty()));
    let is_shown = move || !is_empty.get() && trouble.with(Option::is_none);
    view! {
        <div class="page">
        {show(move || is_empty.get(), || view! { <EmptyStore /> }.into_any())}
        {move || trouble.get().filter(|_| !is_empty.get()).map(|trouble| view! { <TroubleCard trouble /> })}
        {show(move || is_shown() && is_blank(), || view! { <Skeleton tall=true /> }.into_any())}
        <div
            class="answered"
            class:answered--waiting=move || answer.waiting()
            hidden=move || !is_shown()
            node_ref=place
        ></div>
        </div>
    }
}

/// Lays in the body and the page's part of the top bar.
fn lay(app: App, place: &web_sys::Element, sheet: &Sheet, is_same: bool) {
    kept::restore(app, place, &sheet.body, is_same);
    if let Some(bar) = document().get_element_by_id(BAR) {
        kept::restore(app, &bar, &sheet.bar, is_same);
    }
}

fn open(view: View) -> Option<Sheet> {
    match view {
        View::Sheet(sheet) => Some(sheet),
        _ => None,
    }
}
