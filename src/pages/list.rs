//! 名单: the people behind a number, or their answers. Only the frame is here with the number of its rows; the rows come by windows as
//! they come into sight.

use super::{
    At, Page,
    blocks::{Glyph, Markup, html, icon, tag},
};
use crate::{
    lifecycle::touchpoint::SurveyItem,
    protocol::{
        query::Selection,
        sheet::Sheet,
        view::{AnswerNote, ListView, PersonRow},
    },
    route::Route,
    text::{Lang, Text, lists, names, people, satisfaction, selections, states},
    time::Moment,
};

const HEADS: [Text; 8] = [
    people::HEAD_CUSTOMER,
    people::HEAD_LEVEL,
    people::HEAD_MODEL,
    people::HEAD_CONSULTANT,
    people::HEAD_ENTERED,
    people::HEAD_STATE,
    people::HEAD_LAST,
    people::HEAD_SILENT,
];

/// What the rows tell: people, or what they answered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Columns {
    People,
    Answers,
    /// With the score of one item.
    Scores(SurveyItem),
}

impl Columns {
    fn of(selection: &Selection) -> Self {
        match selection {
            Selection::Answers { item: Some(item), .. } => Self::Scores(*item),
            Selection::Answers { .. } => Self::Answers,
            _ => Self::People,
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Answers => "people people--answers",
            Self::Scores(_) => "people people--answers people--scores",
        }
    }

    fn heads(self) -> Vec<Text> {
        let item = match self {
            Self::People => return HEADS.to_vec(),
            Self::Answers => None,
            Self::Scores(item) => Some(names::item(item)),
        };
        let first = [people::HEAD_CUSTOMER, satisfaction::HEAD_ANSWERED, satisfaction::QUESTIONNAIRE];
        let last = [satisfaction::HEAD_INDEX, satisfaction::HEAD_RECOMMEND, satisfaction::HEAD_VERBATIM];
        first.into_iter().chain(item).chain(last).collect()
    }
}

pub fn page(at: At, selection: &Selection, view: &ListView) -> Page {
    let lang = at.lang;
    let sheet = Sheet {
        title: title(lang, view),
        is_inner: true,
        is_dated: true,
        body: body(at, selection, view).into_string(),
        ..Sheet::default()
    };
    sheet.into()
}

/// What is listed, in words.
pub fn title(lang: Lang, view: &ListView) -> String {
    let [zh, en] = &view.title;
    if lang == Lang::Zh { zh.clone() } else { en.clone() }
}

/// What is counted and the way to a file in one quiet line; then the rows, in the page itself.
fn body(at: At, selection: &Selection, view: &ListView) -> Markup {
    let (lang, total) = (at.lang, view.total);
    let columns = Columns::of(selection);
    let (said, as_of) = (lists::definition(lang, selection, at.scope, view), view.as_of.to_string());
    let (before, after) = said.split_once(&as_of).unwrap_or((&said, ""));
    html! {
        div.list-head {
            p.list-head__says { b.list-head__size { (selections::size(lang, view.total, view.customers)) } " " (before) span.nowrap { (as_of) } (after) }
            @if total > 0 {
                div.list-head__tools.screen-only data-foot="list" {
                    label.check {
                        input #full type="checkbox" data-full;
                        span { (people::EXPORT_PHONES.get(lang)) }
                    }
                    button.link data-save="csv" { (icon(Glyph::Download)) (people::EXPORT.get(lang)) }
                }
                p.print-only.hint { (people::PRINTED_ROWS.get(lang)) }
            }
        }
        @if total == 0 {
            p.card.hint { (people::EMPTY.get(lang)) }
        } @else {
            div class=(columns.class()) {
                div.people__head.people__grid aria-hidden="true" {
                    @for head in columns.heads() { span { (head.get(lang)) } }
                }
                div #people role="list" data-rows=(total) data-live {
                    div.people__all {}
                }
            }
        }
    }
}

/// The rows of a window, each by itself.
pub fn rows(at: At, selection: &Selection, view: &ListView) -> Vec<String> {
    let columns = Columns::of(selection);
    let to = |row: &PersonRow| Route::Person { subject: row.subject, scope: at.scope.clone() };
    let row = |row: &PersonRow| {
        html! { a.people__row.people__grid href=(to(row)) { (who(at.lang, row)) (cells(at.lang, columns, row)) } }
    };
    view.rows.iter().map(|one| row(one).into_string()).collect()
}

/// The name, and what is shown of the number.
fn who(lang: Lang, row: &PersonRow) -> Markup {
    let name = if row.name.is_empty() { people::UNNAMED.get(lang) } else { &row.name };
    html! { span.people__who { b { (name) } " " small { (row.phone_masked) } } }
}

fn cells(lang: Lang, columns: Columns, row: &PersonRow) -> Markup {
    match (columns, &row.answer) {
        (Columns::People, _) => of_person(lang, row),
        (_, Some(answer)) => of_answer(lang, answer, columns != Columns::Answers),
        (_, None) => Markup::default(),
    }
}

fn of_person(lang: Lang, row: &PersonRow) -> Markup {
    let (tone, state) = states::person(lang, &row.state);
    let day = |moment: Option<Moment>| moment.map(|moment| moment.day().to_string()).unwrap_or_default();
    let silent = row.silent_days.filter(|days| *days >= 0).map(|days| states::days(lang, days));
    html! {
        span.people__level { (row.level.map(names::level).unwrap_or_default()) }
        span.people__model { (row.model.as_deref().unwrap_or_default()) }
        span.people__consultant { (row.consultant.as_deref().unwrap_or_default()) }
        span.people__entered { (day(row.entered)) }
        span.people__state title=(state) { (tag(tone, &state)) }
        span.people__last title=[row.last_activity.zip(row.last_sign).map(|(at, sign)| states::last(lang, at.day(), sign))] {
            (day(row.last_activity)) @if let Some(sign) = row.last_sign { small { " " (states::sign(sign).get(lang)) } }
        }
        span.people__silent { (silent.unwrap_or_default()) }
    }
}

fn of_answer(lang: Lang, answer: &AnswerNote, is_scored: bool) -> Markup {
    let score = |score: Option<u8>| score.map_or("–".to_owned(), |score| score.to_string());
    html! {
        span.people__entered { (answer.at) }
        span.people__kind { (names::answer_kind(answer.kind).get(lang)) }
        @if is_scored { span.people__number.people__item { (score(answer.item)) } }
        span.people__number.people__index { (answer.index.map_or("–".to_owned(), satisfaction::score)) }
        span.people__number.people__recommend { (score(answer.recommend)) }
        span.people__said title=(answer.verbatim) { (answer.verbatim) }
    }
}
