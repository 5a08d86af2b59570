//! The files, and what importing them will do.

use super::{ChooseFiles, file_row::FileRow};
use crate::ui::live::Live;
use crate::ui::state::{desk::DeskFile, staging, *};
use benyuan::text::{Text, import, numbers::count, shell};
use leptos::prelude::*;

const TEXTS: [Text; 3] = [import::HEAD_FILE, import::HEAD_KIND, import::HEAD_FORM];
const NUMBERS: [Text; 5] =
    [import::HEAD_ADDED, import::HEAD_UPDATED, import::HEAD_UNCHANGED, import::HEAD_NOTED, import::HEAD_REFUSED];

/// How many files are listed at first: a year of daily exports would slow the page.
const LISTED: usize = 50;

#[component]
pub fn Preview() -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let all = Live::new(false);
    let files = move || {
        let listed = if all.get() { usize::MAX } else { LISTED };
        app.desk.files.with(|files| files.iter().take(listed).cloned().collect::<Vec<_>>())
    };
    let more = move || app.desk.files.with(Vec::len).saturating_sub(if all.get() { usize::MAX } else { LISTED });
    let title = move || {
        let sums = app.desk.sums.get();
        import::finding(lang, app.desk.tally.get().read, sums.accepted, sums.noted, sums.refused)
    };
    let texts = TEXTS.map(|head| view! { <th scope="col">{head.get(lang)}</th> });
    let numbers = NUMBERS.map(|head| view! { <th scope="col" class="table__number">{head.get(lang)}</th> });
    view! {
        <section class="card">
            <header class="card__head">
                <div class="card__words">
                    <h2 class="card__title">{title}</h2>
                    <p class="card__caption">{import::UNDOABLE.get(lang)}</p>
                </div>
            </header>
            <div class="table-scroll">
                <table class="table table--import">
                    <thead><tr>
                        {texts.into_iter().collect_view()}
                        {numbers.into_iter().collect_view()}
                        <th scope="col">{import::HEAD_COLUMNS.get(lang)}</th>
                    </tr></thead>
                    <For each=files key=|file: &DeskFile| file.number let:file>
                        <FileRow file />
                    </For>
                </table>
            </div>
            {move || (more() > 0).then(|| view! {
                <p class="actions actions--start">
                    <button class="link" on:click=move |_| all.set(true)>{import::more_files(lang, more())}</button>
                </p>
            })}
            <Actions />
        </section>
    }
}

#[component]
fn Actions() -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let new = move || app.desk.sums.get().new;
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

pub fn accepted(app: App) -> u32 {
    app.desk.sums.get().accepted
}

pub fn number(n: u32) -> String {
    if n == 0 { "0".to_owned() } else { count(n) }
}
