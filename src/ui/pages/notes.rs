//! 备注与不收的行: what was said about rows of the files, of stored ones or of those still in the preview.

use crate::ui::{
    components::{
        answered::answered,
        choice::{Choice, choices},
        tag::Tag,
    },
    shell::named,
    shell::take_out::open_csv,
    state::*,
};
use benyuan::{
    diag::{Matter, Weight},
    protocol::{
        query::{NotesOf, Query},
        view::{NoteRow, NotesView, View},
    },
    route::Route,
    text::{Lang, data, import, notes, shell, states::Tone},
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// Notes shown at first, and more with each press. All of them are in the CSV.
const STEP: u32 = 200;

#[component]
pub fn NotesPage(of: NotesOf, refused_only: bool) -> impl IntoView {
    let lang = use_lang();
    let limit = RwSignal::new(STEP);
    let answer = ask(move || Some(Query::Notes { of, refused_only, offset: 0, limit: limit.get() }), open);
    let subtitle = move || answer.value().map_or(String::new(), |view| data::notes_size(lang, view.total));
    named(data::NOTES, subtitle, true);
    view! {
        <Filter of refused_only />
        {answered(answer, move |view: NotesView| view! { <Body view limit /> }.into_any())}
    }
}

fn open(view: View) -> Option<NotesView> {
    match view {
        View::Notes(notes) => Some(notes),
        _ => None,
    }
}

#[component]
fn Filter(of: NotesOf, refused_only: bool) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let all = [(false, data::NOTES_ALL), (true, data::NOTES_REFUSED)]
        .map(|(value, label)| Choice { value, label: label.get(lang).to_owned() });
    let save = move |_| {
        spawn_local(async move {
            match once(app, Query::NotesCsv { of }, open_csv).await {
                Ok(csv) => file::save_csv(&format!("{}.csv", data::NOTES.get(lang)), &csv),
                Err(trouble) => app.complain(&trouble),
            }
        });
    };
    view! {
        <div class="toolbar">
            {choices(
                data::NOTES.get(lang),
                all.to_vec(),
                move || Some(refused_only),
                move |refused_only| address::replace(&Route::Notes { of, refused_only }),
            )}
            <button class="button" on:click=save>{shell::CSV.get(lang)}</button>
        </div>
    }
}

#[component]
fn Body(view: NotesView, limit: RwSignal<u32>) -> impl IntoView {
    let lang = use_lang();
    if view.total == 0 {
        return view! { <p class="card hint">{data::NO_NOTES.get(lang)}</p> }.into_any();
    }
    let left = view.total.saturating_sub(view.rows.len() as u32);
    let mut rows = view.rows;
    let groups: Vec<_> = view
        .groups
        .into_iter()
        .map(|(matter, count)| {
            let after = rows.iter().position(|row| row.note.matter != matter).unwrap_or(rows.len());
            (matter, count, rows.drain(..after).collect::<Vec<_>>())
        })
        .filter(|(.., rows)| !rows.is_empty())
        .map(|(matter, count, rows)| group(lang, matter, count, rows))
        .collect();
    let more = (left > 0).then(|| {
        let words = benyuan::text::people::more(lang, STEP.min(left) as usize);
        view! { <button class="button" on:click=move |_| limit.update(|limit| *limit += STEP)>{words}</button> }
    });
    view! { {groups}{more} }.into_any()
}

/// All that is said of one matter.
fn group(lang: Lang, matter: Matter, count: u32, rows: Vec<NoteRow>) -> AnyView {
    let heads = [import::HEAD_FILE, data::HEAD_ROW, data::HEAD_COLUMN, data::HEAD_VALUE].map(|head| {
        view! { <th scope="col" class:table__number=head == data::HEAD_ROW>{head.get(lang)}</th> }
    });
    let tone = match matter.weight() {
        Weight::Refused => Tone::Leak,
        Weight::Check => Tone::Still,
        Weight::Hint => Tone::Pass,
    };
    let weight = notes::weight(matter.weight()).get(lang).to_owned();
    view! {
        <section class="card">
            <header class="card__head">
                <div class="card__words">
                    <h2 class="card__title">{notes::matter(matter).get(lang)}</h2>
                    <p class="card__caption"><Tag tone words=weight />" "{data::notes_size(lang, count)}</p>
                </div>
            </header>
            <div class="table-scroll">
                <table class="table table--notes">
                    <thead><tr>{heads.into_iter().collect_view()}</tr></thead>
                    <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn row(row: NoteRow) -> impl IntoView {
    let place = if row.sheet.is_empty() { row.file } else { format!("{} · {}", row.file, row.sheet) };
    view! {
        <tr>
            <td>{place}</td>
            <td class="table__number">{row.row}</td>
            <td>{row.note.column}</td>
            <td class="table__value">{row.note.value}</td>
        </tr>
    }
}
