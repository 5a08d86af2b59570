//! The open store's rows as files, one per kind: readable data can always be exported.

use crate::ui::state::*;
use benyuan::{
    protocol::{query::Query, view::View},
    text::{data, names},
};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn TakeOut() -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let kinds = app.status.with_untracked(|status| {
        let Some(status) = status else { return Vec::new() };
        let files = status.rows.iter().filter(|(_, rows)| *rows > 0).map(|(kind, rows)| (*kind, Some(*rows)));
        files.chain(status.written.iter().map(|kind| (*kind, None))).collect::<Vec<_>>()
    });
    let buttons = kinds.into_iter().map(|(kind, rows)| {
        let name = names::kind(kind).get(lang);
        let save = move |_| {
            spawn_local(async move {
                match once(app, Query::RowsCsv(kind), open_csv).await {
                    Ok(csv) => file::save_csv(&format!("{name}.csv"), &csv),
                    Err(trouble) => app.complain(&trouble),
                }
            });
        };
        view! { <button class="button button--small" data-role="take-out" on:click=save>{data::take_out(lang, name, rows)}</button> }
    });
    view! {
        <p class="hint">{data::TAKE_OUT_HINT.get(lang)}</p>
        <p class="actions actions--start">{buttons.collect_view()}</p>
    }
}

pub fn open_csv(view: View) -> Option<String> {
    match view {
        View::Csv(csv) => Some(csv),
        _ => None,
    }
}
