//! The store's files, and taking back the last import.

use crate::ui::live::Derived;
use crate::ui::{
    components::{card::Card, tag::Tag},
    pages::import::ChooseFiles,
    state::*,
};
use benyuan::{
    protocol::{
        query::{NotesOf, Query},
        view::{FileView, UndoView, View},
    },
    route::Route,
    text::{Text, data, import, map, names, numbers::count, shell, states::Tone},
};
use leptos::prelude::*;

#[component]
pub fn Files() -> impl IntoView {
    let lang = use_lang();
    let answer = ask(|| Some(Query::Files), open);
    let all_notes = Route::Notes { of: NotesOf::Store(None), refused_only: false, rows: None }.href();
    view! {
        <Card title=data::FILES.get(lang) tools=view! { <ChooseFiles primary=true label=data::IMPORT_MORE /> }.into_any()>
            {move || match answer.value() {
                None => view! { <p class="hint">{shell::LOADING.get(lang)}</p> }.into_any(),
                Some(files) if files.is_empty() => view! { <p class="hint">{data::NO_FILES.get(lang)}</p> }.into_any(),
                Some(files) => view! { <FileTable files /> }.into_any(),
            }}
            <Undo />
            <footer class="foot">
                <a class="foot__link" href=Route::Coverage.href()>{data::SEE_COVERAGE.get(lang)}</a>
                <a class="foot__link" href=all_notes>{data::SEE_NOTES.get(lang)}</a>
                <a class="foot__link" href=Route::Catalogue.href()>{data::CATALOGUE.get(lang)}</a>
            </footer>
        </Card>
    }
}

fn open(view: View) -> Option<Vec<FileView>> {
    match view {
        View::Files(files) => Some(files),
        _ => None,
    }
}

#[component]
fn FileTable(files: Vec<FileView>) -> impl IntoView {
    let lang = use_lang();
    let texts = [import::HEAD_FILE, data::CONTENT, data::IMPORTED_ON];
    let numbers: [Text; 2] = [import::HEAD_NOTED, import::HEAD_REFUSED];
    let texts = texts.map(|head| view! { <th scope="col">{head.get(lang)}</th> });
    let numbers = numbers.map(|head| view! { <th scope="col" class="table__number">{head.get(lang)}</th> });
    let rows = files.into_iter().rev().map(|file| view! { <FileRow file /> });
    view! {
        <div class="table-scroll">
            <table class="table table--files">
                <thead><tr>{texts.into_iter().collect_view()}{numbers.into_iter().collect_view()}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn FileRow(file: FileView) -> impl IntoView {
    let lang = use_lang();
    let kinds = file.kinds.into_iter().map(|(kind, rows)| {
        let words = format!("{} {}", names::kind(kind).get(lang), map::rows(lang, rows));
        view! { <Tag tone=Tone::Pass words />" " }
    });
    let notes = [(file.noted, false, Tone::Still), (file.refused, true, Tone::Leak)].map(|(n, refused_only, tone)| {
        let href = Route::Notes { of: NotesOf::Store(Some(file.id)), refused_only, rows: None }.href();
        let face = match n {
            0 => "0".into_any(),
            n => {
                view! { <a href=href aria-label=import::read_notes(lang, n)><Tag tone words=count(n) /></a> }.into_any()
            }
        };
        view! { <td class="table__number">{face}</td> }
    });
    view! {
        <tr>
            <th scope="row">{file.name}</th>
            <td>{kinds.collect_view()}</td>
            <td class="nowrap">{file.imported.to_string()}</td>
            {notes.into_iter().collect_view()}
        </tr>
    }
}

/// Says what will be removed before it is removed.
#[component]
fn Undo() -> impl IntoView {
    let app = use_app();
    let undo = Derived::new(move || app.status.with(|status| status.as_ref().and_then(|status| status.undo.clone())));
    move || undo.get().map(|undo| view! { <UndoOffer undo /> })
}

#[component]
fn UndoOffer(undo: UndoView) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    view! {
        <div class="offer">
            <p>{data::undo_takes(lang, &undo)}</p>
            <button class="button" data-role="undo" disabled=move || app.busy.get() on:click=move |_| staging::undo(app)>
                {data::UNDO_LAST.get(lang)}
            </button>
        </div>
    }
}
