//! 指标: each measure with its formula and its lists, by perspective.

use super::{
    At, Page,
    blocks::{Cell, Data, Markup, Table, Told, card, filter, foot, html, spark, tag},
    data_age,
};
use crate::{
    protocol::{
        query::{MeasurePart, PERSPECTIVES, Perspective, Selection},
        sheet::Sheet,
        view::{MeasureView, MeasuresView, Proportion},
    },
    route::Route,
    text::{
        Lang, consultants, lacks, map, measures,
        numbers::{self, count, interval, percent},
        slices,
        states::Tone,
    },
};

/// Below this a share is no opinion.
const ENOUGH: u32 = 30;

pub fn page(at: At, view: &MeasuresView) -> Page {
    let data = Data {
        place: "measures",
        title: String::new(),
        caption: String::new(),
        picture: None,
        table: table(at, view),
        file_name: format!("{} {}", measures::TITLE.get(at.lang), view.as_of),
    };
    let sheet = Sheet {
        title: measures::TITLE.get(at.lang).to_owned(),
        subtitle: numbers::period(at.lang, view.period),
        is_dated: true,
        bar: filter(at, &view.choices, Some(&Told::by_months(view.period, view.as_of)), &Markup::default())
            .into_string(),
        body: body(at, view, &data).into_string(),
        ..Sheet::default()
    };
    Page { sheet, data: vec![data] }
}

fn body(at: At, view: &MeasuresView, data: &Data) -> Markup {
    html! {
        (data_age(at))
        @for perspective in PERSPECTIVES { (of_perspective(at, view, perspective)) }
        section.card { (foot(at.lang, data, measures::METHOD)) }
    }
}

fn of_perspective(at: At, view: &MeasuresView, perspective: Perspective) -> Markup {
    let of_it = view.measures.iter().filter(|one| one.measure.perspective() == perspective);
    let caption = slices::named(at.lang, "", at.scope);
    let rows = html! { ul.measures { @for one in of_it { (row(at, one)) } } };
    card(measures::perspective(perspective).get(at.lang), &caption, &rows)
}

fn row(at: At, view: &MeasureView) -> Markup {
    let (lang, measure) = (at.lang, view.measure);
    let is_dark = !view.lacks.is_empty();
    let is_few = view.value.is_some_and(|value| value.n < ENOUGH);
    html! {
        li.measure.measure--dark[is_dark] data-measure=(format!("{measure:?}")) {
            div.measure__words {
                h3.measure__name {
                    (measures::name(measure).get(lang)) " "
                    @if is_few { (tag(Tone::Plain, map::SMALL.get(lang))) }
                }
                p { (measures::formula(measure).get(lang)) }
                @if let Some(words) = measures::reference(measure).filter(|_| !is_dark) {
                    p.measure__reference { (words.get(lang)) }
                }
            }
            @match view.value {
                Some(value) => (self::value(at, view, value)),
                None => p.measure__lack { (lack(lang, view)) },
            }
        }
    }
}

/// Why a measure has no value.
fn lack(lang: Lang, view: &MeasureView) -> String {
    if view.lacks.is_empty() { measures::NOBODY.get(lang).to_owned() } else { lacks::lacks(lang, &view.lacks) }
}

fn value(at: At, view: &MeasureView, value: Proportion) -> Markup {
    let lang = at.lang;
    let parts = [
        (MeasurePart::Numerator, value.k),
        (MeasurePart::Denominator, value.n),
        (MeasurePart::Rest, value.n - value.k),
    ];
    let list = |part| {
        let selection = Selection::Measure { measure: view.measure, part, group: None };
        Route::List { selection, scope: at.scope.clone() }
    };
    html! {
        p.measure__value { b { (percent(value.share())) } " " small { (interval(value)) } }
        div.measure__trend { (spark(lang, &view.trend)) }
        div.measure__base {
            p { (measures::base(lang, view.measure, view.base)) }
            p.measure__parts {
                @for (part, n) in parts { a href=(list(part)) { (measures::part_name(part).get(lang)) " " b { (count(n)) } } }
            }
        }
        @if view.groups.len() > 1 {
            details.measure__groups {
                summary { (measures::BY_CONSULTANT.get(lang)) }
                (groups(at, view).markup())
            }
        }
    }
}

fn groups(at: At, view: &MeasureView) -> Table {
    let heads = [measures::HEAD_VALUE, measures::HEAD_INTERVAL, measures::NUMERATOR, measures::DENOMINATOR];
    let mut table = Table::new(at.lang, &[consultants::HEAD_NAME], &heads);
    let row = |(name, value): &(String, Proportion)| {
        let name_of = Cell::plain(slices::word(at.lang, name));
        [vec![name_of], numbers_of(at, view, *value, Some(name))].concat()
    };
    table.rows = view.groups.iter().map(row).collect();
    table
}

/// All measures with their data.
fn table(at: At, view: &MeasuresView) -> Table {
    let lang = at.lang;
    let texts = [measures::HEAD_MEASURE, measures::HEAD_BASE];
    let numbers = [measures::HEAD_VALUE, measures::HEAD_INTERVAL, measures::NUMERATOR, measures::DENOMINATOR];
    let mut table = Table::new(lang, &texts, &numbers);
    let row = |one: &MeasureView| {
        let name = Cell::plain(measures::name(one.measure).get(lang));
        match one.value {
            Some(value) => {
                let base = Cell::plain(measures::base(lang, one.measure, one.base));
                [vec![name, base], numbers_of(at, one, value, None)].concat()
            }
            None => vec![name, Cell::plain(lack(lang, one))],
        }
    };
    table.rows = view.measures.iter().map(row).collect();
    table
}

fn numbers_of(at: At, view: &MeasureView, value: Proportion, group: Option<&String>) -> Vec<Cell> {
    let part = |n: u32, part| {
        let selection = Selection::Measure { measure: view.measure, part, group: group.cloned() };
        Cell::list(count(n), selection, at.scope)
    };
    vec![
        Cell::plain(percent(value.share())),
        Cell::plain(interval(value)),
        part(value.k, MeasurePart::Numerator),
        part(value.n, MeasurePart::Denominator),
    ]
}
