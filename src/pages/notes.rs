//! 备注与不收的行: notes on the rows of files, stored or still in the preview.

use super::{
    At, Page,
    blocks::{Choice, Markup, html, refinements, tag, with_tools},
};
use crate::{
    diag::{Matter, Weight},
    protocol::{
        query::NotesOf,
        sheet::Sheet,
        view::{NoteRow, NotesView},
    },
    route::Route,
    text::{Lang, data, import, notes, people, shell, states::Tone},
};

/// How many notes are shown at first, and added with each press. The CSV has all of them.
pub const STEP: u32 = 200;

pub fn page(at: At, view: &NotesView) -> Page {
    let Route::Notes { of, refused_only, rows } = at.route else { return super::unknown::page(at.lang) };
    let (of, refused_only, rows) = (*of, *refused_only, rows.unwrap_or(STEP));
    let sheet = Sheet {
        title: data::NOTES.get(at.lang).to_owned(),
        subtitle: data::notes_size(at.lang, view.total),
        is_inner: true,
        body: body(at.lang, view, of, refused_only, rows).into_string(),
        ..Sheet::default()
    };
    sheet.into()
}

fn body(lang: Lang, view: &NotesView, of: NotesOf, refused_only: bool, rows: u32) -> Markup {
    let choice = |is_refused: bool, label: &str| Choice {
        label: label.to_owned(),
        to: Route::Notes { of, refused_only: is_refused, rows: None },
        is_chosen: is_refused == refused_only,
    };
    let choices = [choice(false, data::NOTES_ALL.get(lang)), choice(true, data::NOTES_REFUSED.get(lang))];
    let left = view.total.saturating_sub(view.rows.len() as u32);
    let more = Route::Notes { of, refused_only, rows: Some(rows.saturating_add(STEP)) };
    html! {
        div.toolbar data-foot="notes" {
            (refinements(data::NOTES.get(lang), &choices))
            button.button data-save="csv" { (shell::CSV.get(lang)) }
        }
        @if view.total == 0 { p.card.hint { (data::NO_NOTES.get(lang)) } }
        @for (matter, count) in &view.groups {
            @let rows: Vec<&NoteRow> = view.rows.iter().filter(|row| row.note.matter == *matter).collect();
            @if !rows.is_empty() { (group(lang, *matter, *count, &rows)) }
        }
        @if left > 0 { button.button data-go=(more) { (people::more(lang, STEP.min(left) as usize)) } }
    }
}

/// All notes of one matter.
fn group(lang: Lang, matter: Matter, count: u32, rows: &[&NoteRow]) -> Markup {
    let tone = match matter.weight() {
        Weight::Refused => Tone::Leak,
        Weight::Check => Tone::Still,
        Weight::Hint => Tone::Pass,
    };
    let weight = tag(tone, notes::weight(matter.weight()).get(lang));
    let heads = [import::HEAD_FILE, data::HEAD_ROW, data::HEAD_COLUMN, data::HEAD_VALUE];
    let content = html! {
        div.table-scroll {
            table.table.table--notes {
                thead { tr { @for head in heads { th.table__number[head == data::HEAD_ROW] scope="col" { (head.get(lang)) } } } }
                tbody { @for row in rows { (line(row)) } }
            }
        }
    };
    let tools = html! { span.notes__size { (weight) " " (data::notes_size(lang, count)) } };
    with_tools(notes::matter(matter).get(lang), "", &tools, &content)
}

fn line(row: &NoteRow) -> Markup {
    html! {
        tr {
            td { (row.file) @if !row.sheet.is_empty() && row.sheet != row.file { " · " (row.sheet) } }
            td.table__number { (row.row) }
            td { (row.note.column) }
            td.table__value { (row.note.value) }
        }
    }
}
