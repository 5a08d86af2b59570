//! What the files are and what importing them will do.

use super::{ChooseFiles, file_row::FileRow};
use crate::ui::{
    components::card::Card,
    state::{
        desk::{DeskFile, Reading},
        staging, *,
    },
};
use benyuan::text::{Text, import, numbers::count, shell};
use leptos::prelude::*;

const TEXTS: [Text; 3] = [import::HEAD_FILE, import::HEAD_KIND, import::HEAD_FORM];
const NUMBERS: [Text; 5] =
    [import::HEAD_ADDED, import::HEAD_UPDATED, import::HEAD_UNCHANGED, import::HEAD_NOTED, import::HEAD_REFUSED];

#[component]
pub fn Preview() -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let readable = move || {
        let files = app.desk.files.get();
        files.into_iter().filter(|file| !matches!(file.state, Reading::Failed(_))).collect::<Vec<_>>()
    };
    let title = move || {
        let sums = sums(app);
        import::finding(lang, read(app), sums.accepted, sums.noted, sums.refused)
    };
    view! {
        {move || view! {
            <Card title=title() caption=import::UNDOABLE.get(lang)>
                <div class="table-scroll">
                    <table class="table table--import">
                        <thead><tr>
                            {TEXTS.map(|head| view! { <th scope="col">{head.get(lang)}</th> }).collect_view()}
                            {NUMBERS
                                .map(|head| view! { <th scope="col" class="table__number">{head.get(lang)}</th> })
                                .collect_view()}
                            <th scope="col">{import::HEAD_COLUMNS.get(lang)}</th>
                        </tr></thead>
                        <For each=readable key=|file: &DeskFile| file.number let:file>
                            <FileRow number=file.number name=file.name />
                        </For>
                    </table>
                </div>
                <Actions />
            </Card>
        }}
    }
}

#[component]
fn Actions() -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let new = move || sums(app).new;
    let ready = move || !app.desk.running.get() && !app.busy.get() && accepted(app) > 0;
    let label = move || match (app.busy.get(), app.desk.running.get(), new()) {
        (true, ..) => import::importing(lang, app.progress.get()),
        (_, true, _) => shell::LOADING.get(lang).to_owned(),
        (_, _, 0) => import::NOTHING_NEW.get(lang).to_owned(),
        (_, _, new) => import::import_rows(lang, new),
    };
    view! {
        <div class="actions">
            <ChooseFiles label=import::ADD />
            <button class="button" on:click=move |_| staging::discard(app)>{import::DISCARD.get(lang)}</button>
            <button
                class="button button--primary"
                data-role="import"
                disabled=move || !ready()
                on:click=move |_| staging::import(app)
            >
                {label}
            </button>
        </div>
    }
}

#[derive(Clone, Copy, Default)]
struct Sums {
    accepted: u32,
    new: u32,
    noted: u32,
    refused: u32,
}

fn sums(app: App) -> Sums {
    app.desk.preview.with(|preview| {
        let files = preview.iter().flat_map(|preview| &preview.files);
        files.fold(Sums::default(), |sums, file| Sums {
            accepted: sums.accepted + file.accepted(),
            new: sums.new + file.added + file.updated,
            noted: sums.noted + file.noted,
            refused: sums.refused + file.refused,
        })
    })
}

pub fn accepted(app: App) -> u32 {
    sums(app).accepted
}

fn read(app: App) -> usize {
    app.desk.files.with(|files| files.iter().filter(|file| matches!(file.state, Reading::Read(_))).count())
}

pub fn number(n: u32) -> String {
    if n == 0 { "0".to_owned() } else { count(n) }
}
