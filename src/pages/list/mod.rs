//! 名单: the people behind a number, or their answers. This is only the frame, with the number of rows; the rows come in
//! windows as they scroll into sight.

pub mod columns;
mod head;

use super::{
    At, Page,
    blocks::{Choice, Glyph, Markup, dropdown, file_name, form, html, icon, tag},
};
use crate::{
    forms::follow_up::{self, MOST_AT_ONCE},
    protocol::{
        column::{Column, Sort},
        query::Selection,
        sheet::Sheet,
        view::{ListView, PersonRow, PersonState},
    },
    route::Route,
    text::{Lang, columns as words, follow_ups, lists, people, shell, slices, states},
};
use columns::{Subject, is_day, is_number};

pub fn page(at: At, selection: &Selection, view: &ListView) -> Page {
    let sheet = Sheet {
        title: title(at.lang, view),
        is_inner: true,
        // A list with a day of its own already states it.
        is_dated: at.route.looks_at().is_none_or(|own| own.as_of == at.scope.as_of),
        body: body(at, selection, view).into_string(),
        ..Sheet::default()
    };
    sheet.into()
}

/// The list's title.
pub fn title(lang: Lang, view: &ListView) -> String {
    let [zh, en] = &view.title;
    if lang == Lang::Zh { zh.clone() } else { en.clone() }
}

/// The name of its CSV, without the ending.
pub fn named(at: At, selection: &Selection, view: &ListView) -> String {
    let period = lists::is_of_period(selection).then_some(view.period);
    let narrowed = slices::values(at.lang, at.route.looks_at().unwrap_or(at.scope));
    let title = [title(at.lang, view)].into_iter().chain(narrowed).collect::<Vec<_>>().join(" ");
    file_name(at, &title, period, view.as_of)
}

fn sort(at: At) -> Option<Sort> {
    match at.route {
        Route::List { sort, .. } => *sort,
        _ => None,
    }
}

/// The same list in another order.
fn in_order(route: &Route, sort: Option<Sort>) -> Route {
    match route.clone() {
        Route::List { selection, scope, own, .. } => Route::List { selection, scope, own, sort },
        other => other,
    }
}

/// The first press orders numbers and days from the largest, words from the first; the second reverses it; the third
/// restores the given order.
fn next(column: Column, sort: Option<Sort>) -> Option<Sort> {
    let first = is_number(column) || is_day(column);
    match sort.filter(|sort| sort.column == column) {
        None => Some(Sort { column, is_descending: first }),
        Some(sort) if sort.is_descending == first => Some(Sort { column, is_descending: !first }),
        Some(_) => None,
    }
}

fn body(at: At, selection: &Selection, view: &ListView) -> Markup {
    let (lang, total) = (at.lang, view.total);
    let subject = Subject::of(selection, view.kind);
    let frame = if matches!(subject, Subject::Answers(_)) { "people people--answers" } else { "people" };
    html! {
        div.list {
            div.list-head {
                (head::head(at, selection, view))
                (head::whose(at, selection, view))
                @if total > 0 {
                    div.list-head__tools.screen-only data-foot="list" {
                        div.list-head__order { (order(at, selection, view)) }
                        label.check {
                            input #full type="checkbox" data-full;
                            span { (people::EXPORT_PHONES.get(lang)) }
                        }
                        button.link data-unfolds aria-controls="picking" aria-expanded="false" {
                            (follow_ups::SEVERAL.get(lang))
                        }
                        button.link data-save="csv" { (icon(Glyph::Download)) (people::EXPORT.get(lang)) }
                        button.link data-print { (shell::PRINT.get(lang)) }
                    }
                    p.print-only.hint.list-head__part { (people::PRINTED_ROWS.get(lang)) }
                }
            }
            @if total > 0 { (picking(at, view)) }
            @if total == 0 {
                p.card.hint { (people::EMPTY.get(lang)) }
            } @else {
                div class=(frame) role="table" aria-label=(title(lang, view)) aria-rowcount=(total + 1) {
                    div.people__head.people__grid role="row" aria-rowindex="1" {
                        @for place in places(subject, view) { (column_head(at, subject, place, view)) }
                    }
                    div #people role="rowgroup" data-rows=(total) data-live {
                        div.people__all {}
                    }
                }
            }
        }
    }
}

/// While it is open, rows can be chosen; what is filled in is written of all that are.
fn picking(at: At, view: &ListView) -> Markup {
    let form = form(at.lang, &follow_up::form(at.lang, &view.follow, at.who), &at.status.id.0);
    html! {
        section.card.follow.picking.screen-only #picking data-panel data-live hidden {
            div.toolbar {
                b { (follow_ups::PICKED.get(at.lang)) " " span data-picked=(view.total.min(MOST_AT_ONCE)) { "0" } }
                button.button.button--small data-picks="all" { (follow_ups::pick_first(at.lang, view.total.min(MOST_AT_ONCE))) }
                button.button.button--small data-picks="none" { (follow_ups::PICK_NONE.get(at.lang)) }
            }
            (form)
        }
    }
}

/// The page's columns; columns that no row fills are left out.
fn places(subject: Subject, view: &ListView) -> impl Iterator<Item = columns::Place> {
    subject.shown().filter(|(column, _)| *column == Column::Name || view.filled.contains(column))
}

fn column_head(at: At, subject: Subject, place: columns::Place, view: &ListView) -> Markup {
    let (column, sort) = (place.0, sort(at));
    let is_sorted = match sort.filter(|sort| sort.column == column) {
        Some(sort) if sort.is_descending => "descending",
        Some(_) => "ascending",
        None => "none",
    };
    html! {
        span class=(class(place, beside(subject, sort, view))) role="columnheader" aria-sort=(is_sorted) {
            a.people__sort href=(in_order(at.route, next(column, sort))) { (subject.head(at.lang, column, view.is_past())) }
        }
    }
}

fn beside(subject: Subject, sort: Option<Sort>, view: &ListView) -> Column {
    subject.beside(sort, view.filled.contains(&Column::Now))
}

/// If there is no room for column heads: the order as a drop-down choice.
fn order(at: At, selection: &Selection, view: &ListView) -> Markup {
    let (lang, sort, subject) = (at.lang, sort(at), Subject::of(selection, view.kind));
    let one = |sort_by: Option<Sort>, label: String| Choice {
        label,
        to: in_order(at.route, sort_by),
        is_chosen: sort_by == sort,
    };
    let mut choices = vec![one(None, lists::given_choice(lang, selection))];
    for (column, _) in places(subject, view) {
        let first = next(column, None);
        let other = first.map(|sort| Sort { is_descending: !sort.is_descending, ..sort });
        // The reverse order is only listed while it is chosen, to keep the choice short.
        let of_column = [first, other.filter(|_| other == sort)];
        choices.extend(of_column.into_iter().flatten().map(|sort_by| {
            one(Some(sort_by), lists::order(lang, subject.head(lang, column, view.is_past()), sort_by.is_descending))
        }));
    }
    dropdown(words::ORDER.get(lang), &choices)
}

/// A column's width, the list width from which it is shown, and whether it goes below the state in a narrow list.
fn class((column, from): columns::Place, beside: Column) -> String {
    let kind = match column {
        Column::Name => "who",
        Column::State | Column::Now => "state",
        Column::Verbatim => "said",
        Column::Level => "level",
        Column::LastActivity => "last",
        Column::Plate => "plate",
        Column::Step | Column::Consultant | Column::Adviser => "short",
        column if is_day(column) => "day",
        column if is_number(column) => "number",
        _ => "words",
    };
    let beside = if beside == column { " people__beside" } else { "" };
    format!("people__{kind} people__from-{from}{beside}")
}

/// The rows of a window, each as its own markup.
pub fn rows(at: At, selection: &Selection, view: &ListView) -> Vec<String> {
    let subject = Subject::of(selection, view.kind);
    let beside = beside(subject, sort(at), view);
    let places: Vec<(Column, String)> = places(subject, view).map(|place| (place.0, class(place, beside))).collect();
    let cell = |row: &PersonRow, column: Column| match column {
        Column::Name => who(at, row),
        Column::State => stated(at.lang, &row.state),
        Column::Now => row.now.as_ref().map_or_else(Markup::default, |now| stated(at.lang, now)),
        column => {
            let shown = columns::shown(at.lang, column, row);
            html! {
                @if column == beside { small.people__label aria-hidden="true" { (subject.head(at.lang, column, view.is_past())) } " " }
                (shown)
            }
        }
    };
    let row = |row: &PersonRow| {
        html! {
            div.people__row.people__grid title=[in_full(at.lang, subject, row)] {
                @for (column, class) in &places { span class=(class) role="cell" { (cell(row, *column)) } }
            }
        }
    };
    view.rows.iter().map(|one| row(one).into_string()).collect()
}

fn stated(lang: Lang, state: &PersonState) -> Markup {
    let (tone, state) = states::person(lang, state);
    tag(tone, &state)
}

/// The full text of what a row may cut short.
fn in_full(lang: Lang, subject: Subject, row: &PersonRow) -> Option<String> {
    match &row.answer {
        Some(answer) => Some(answer.verbatim.clone()).filter(|words| !words.is_empty()),
        None => Some(states::person(lang, &row.state).1).filter(|_| !matches!(subject, Subject::Answers(_))),
    }
}

/// The name, which opens the record, and the masked number.
fn who(at: At, row: &PersonRow) -> Markup {
    let to = Route::Person { subject: row.subject, scope: at.scope.clone() };
    let name = if row.name.is_empty() { people::UNNAMED.get(at.lang) } else { &row.name };
    html! {
        input.people__pick type="checkbox" data-pick=(row.subject) aria-label=(name);
        a.people__open href=(to) { b { (name) } " " small { (row.phone_masked) } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_third_tap_gives_the_order_back() {
        let mut sort = None;
        let mut taps = |column| {
            [0; 3].map(|_| {
                sort = next(column, sort);
                sort.map(|sort| sort.is_descending)
            })
        };
        assert_eq!(taps(Column::Mileage), [Some(true), Some(false), None]);
        assert_eq!(taps(Column::NextService), [Some(true), Some(false), None]);
        assert_eq!(taps(Column::Model), [Some(false), Some(true), None]);
        let other = next(Column::Model, Some(Sort { column: Column::Mileage, is_descending: true }));
        assert_eq!(other, Some(Sort { column: Column::Model, is_descending: false }));
    }
}
