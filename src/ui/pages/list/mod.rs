//! 名单: the people behind a number. Windows of rows are asked for as they come into sight, so that 50 000 scroll as 50 do.

mod answers;
mod rows;
mod windows;

use crate::ui::{shell::TopBar, state::*};
use benyuan::{
    protocol::{
        query::{Query, Selection},
        view::View,
    },
    route::Route,
    text::{numbers, people, selections},
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use windows::Windows;

#[component]
pub fn ListPage(selection: Selection) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let windows = Windows::new(app, selection.clone());
    let columns = rows::Columns::of(&selection);
    let subtitle = Signal::derive(move || {
        let size = windows.size().map(|(rows, customers)| selections::size(lang, rows, customers));
        let period = app.scope.with(|scope| scope.period).filter(|_| columns != rows::Columns::People);
        let parts = period.map(|period| numbers::period(lang, period)).into_iter().chain(size);
        parts.collect::<Vec<_>>().join(" · ")
    });
    let title = Signal::derive(move || windows.title(lang));
    view! {
        <div class="page page--fill">
            <TopBar title subtitle back=true dated=true />
            <Export selection title />
            <rows::Rows windows columns />
        </div>
    }
}

/// The whole list as CSV; phones stay masked unless asked for.
#[component]
fn Export(selection: Selection, title: Signal<String>) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let phones = RwSignal::new(false);
    let save = move |_| {
        let query = Query::ListCsv {
            selection: selection.clone(),
            scope: app.scope.get_untracked(),
            phones: phones.get_untracked(),
        };
        let name = format!("{}.csv", title.get_untracked());
        spawn_local(async move {
            match once(app, query, open_csv).await {
                Ok(csv) => file::save_csv(&name, &csv),
                Err(trouble) => app.complain(&trouble),
            }
        });
    };
    view! {
        <div class="toolbar">
            <label class="check">
                <input type="checkbox" prop:checked=phones on:change=move |event| phones.set(event_target_checked(&event)) />
                <span>{people::EXPORT_PHONES.get(lang)}</span>
            </label>
            <button class="button" on:click=save>{people::EXPORT.get(lang)}</button>
        </div>
    }
}

pub fn open_csv(view: View) -> Option<String> {
    match view {
        View::Csv(csv) => Some(csv),
        _ => None,
    }
}

/// Where a row leads.
fn record_of(app: App, subject: benyuan::model::ids::SubjectRef) -> String {
    Route::Person { subject, scope: app.scope.get_untracked() }.href()
}
