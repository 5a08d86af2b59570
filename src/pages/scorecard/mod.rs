//! 指标: one line per measure with its value, change and trend; unfolded, its formula, lists and staff.

mod unfolded;

use super::{
    At, Page,
    blocks::{Cell, Data, Markup, Table, Told, file_name, filter, folded, foot, html, spark, tag},
    data_age,
};
use crate::{
    protocol::{
        query::{Measure, MeasurePart, PERSPECTIVES, Perspective, Scope, Selection},
        sheet::Sheet,
        view::{BeforeView, MeasureView, MeasuresView, Proportion},
    },
    route::Route,
    text::{
        Lang, columns, lacks, map, measures,
        numbers::{self, count, interval, percent},
        slices,
        states::Tone,
    },
};

/// The number of columns after the group; the unfolded part spans them.
const COLUMNS: usize = 5;

pub fn page(at: At, view: &MeasuresView) -> Page {
    let data = Data {
        place: "measures",
        title: String::new(),
        caption: String::new(),
        picture: None,
        table: table(at, view),
        file_name: file_name(at, measures::TITLE.get(at.lang), Some(view.period), view.as_of),
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
    let caption = slices::named(at.lang, "", at.scope);
    html! {
        (data_age(at))
        section.card {
            @if !caption.is_empty() { p.card__caption { (caption) } }
            table.score {
                (head(at.lang, has_running(view)))
                @for perspective in PERSPECTIVES { (of_perspective(at, view, perspective)) }
            }
            @if view.measures.iter().any(|one| one.unripe_from.is_some()) { p.hint.score__hint { (measures::HOLLOW.get(at.lang)) } }
            (foot(at.lang, data, measures::METHOD))
        }
    }
}

/// Whether a last point belongs to a month that is not over.
fn has_running(view: &MeasuresView) -> bool {
    let last = view.measures.iter().filter_map(|one| one.trend.last());
    last.max_by_key(|(month, _)| *month).is_some_and(|(month, _)| month.month().last_day() > view.as_of)
}

fn head(lang: Lang, has_running: bool) -> Markup {
    html! {
        thead { tr.score__head {
            td.score__group {}
            th scope="col" { (measures::HEAD_MEASURE.get(lang)) }
            th.score__value scope="col" { (measures::HEAD_VALUE.get(lang)) small { (measures::HEAD_INTERVAL.get(lang)) } }
            th.score__change scope="col" { (measures::HEAD_CHANGE.get(lang)) }
            th.score__trend scope="col" {
                (measures::TREND_MONTHS.get(lang))
                @if has_running { small { (measures::TREND_RUNNING.get(lang)) } }
            }
            th.score__parts scope="col" { (measures::HEAD_PEOPLE.get(lang)) }
        } }
    }
}

/// On a narrow page, the group's name is a line of its own.
fn of_perspective(at: At, view: &MeasuresView, perspective: Perspective) -> Markup {
    let of_it: Vec<_> = view.measures.iter().filter(|one| one.measure.about().perspective == perspective).collect();
    let words = measures::perspective(perspective).get(at.lang);
    html! {
        tbody.score__body {
            tr.score__title { th scope="rowgroup" colspan=(COLUMNS + 1) { (words) } }
            @for (place, one) in of_it.iter().enumerate() {
                tr.score__row.score__row--dark[!one.lacks.is_empty()] data-measure=(format!("{:?}", one.measure)) {
                    @if place == 0 { th.score__group scope="rowgroup" rowspan=(2 * of_it.len()) { (words) } }
                    (name(at, view, one))
                    @match one.value {
                        Some(value) => (self::value(at, one, value)),
                        None => td.score__lack colspan=(COLUMNS - 1) { (lack(at.lang, at.scope, one)) },
                    }
                }
                tr.score__open #(panel(one)) data-panel hidden {
                    td colspan=(COLUMNS) { (folded(&panel(one))) }
                }
            }
        }
    }
}

/// The unfolded part of a measure, by its panel's name.
pub fn measure(at: At, view: &MeasuresView, name: &str) -> Option<Markup> {
    let one = view.measures.iter().find(|one| panel(one) == name)?;
    Some(unfolded::unfolded(at, view, one))
}

/// The panel's name. Without a dash, so that it does not stay open on other pages.
fn panel(view: &MeasureView) -> String {
    format!("measure{:?}", view.measure)
}

fn name(at: At, of: &MeasuresView, view: &MeasureView) -> Markup {
    let (lang, measure) = (at.lang, view.measure);
    let is_dark = !view.lacks.is_empty();
    html! {
        th.score__name scope="row" {
            button.score__unfold aria-expanded="false" aria-controls=(panel(view)) data-unfolds { (measures::name(measure).get(lang)) }
            span.score__base {
                (tag(Tone::Plain, measures::kind(measure).get(lang)))
                @if let Some(months) = measures::months(lang, measure, view.base, of.period).filter(|_| !is_dark) { " " span { (months) } }
                @if let Some(range) = measures::reference_range(measure).filter(|_| !is_dark) { " " span.score__reference { (range.get(lang)) } }
                @if is_young(view) { " " span { (measures::YOUNG.get(lang)) } }
                @if view.value.is_some_and(Proportion::is_small) { " " span { (map::SMALL.get(lang)) } }
                @if let Some(words) = outliers(lang, view) {
                    " " span.score__outlier.score__outlier--other[measure.higher_is_better().is_none()] { (words) }
                }
            }
        }
    }
}

/// Whether all of its base is too young to judge.
fn is_young(view: &MeasureView) -> bool {
    let from = view.unripe_from.filter(|_| view.value.is_some());
    from.is_some_and(|from| from <= view.base.first.month().first_day())
}

/// Who stands out, shown before anything is unfolded.
fn outliers(lang: Lang, view: &MeasureView) -> Option<String> {
    match view.outliers.as_slice() {
        [] => None,
        [(name, _)] => Some(slices::word(lang, name).into_owned()),
        several => Some(measures::several(lang, view.measure, several.len())),
    }
}

/// Why a measure has no value.
fn lack(lang: Lang, scope: &Scope, view: &MeasureView) -> String {
    let is_assigned = view.measure != Measure::FirstService || scope.adviser.is_none();
    let nobody = if is_assigned { measures::NOBODY } else { measures::NOT_ASSIGNED };
    if view.lacks.is_empty() { nobody.get(lang).to_owned() } else { lacks::lacks(lang, &view.lacks) }
}

fn value(at: At, view: &MeasureView, value: Proportion) -> Markup {
    let lang = at.lang;
    let link = |part, n: u32| html! { a href=(list(at, at.scope, view, part, None)) { (count(n)) } };
    html! {
        td.score__value.score__value--small[value.is_small() || is_young(view)] { b { (percent(value.share())) } small { (interval(value)) } }
        td.score__change { (change(lang, view, value)) }
        td.score__trend { (spark(lang, &view.trend, view.unripe_from)) }
        td.score__parts { (link(MeasurePart::Numerator, value.k)) span { "/" } (link(MeasurePart::Denominator, value.n)) }
    }
}

fn change(lang: Lang, view: &MeasureView, value: Proportion) -> Markup {
    let Some(BeforeView { value: before, beyond, .. }) = &view.before else {
        return html! { small { (measures::NO_BEFORE.get(lang)) } };
    };
    let (words, tone) = measures::judged(view.measure, *beyond, value.share() > before.share());
    let class = match tone {
        Tone::Pass => "score__judged score__judged--pass",
        Tone::Leak => "score__judged score__judged--leak",
        Tone::Still | Tone::Plain => "score__judged",
    };
    let is_beyond = *beyond == Some(true);
    html! {
        span class=(class) {
            @if is_beyond { b { (measures::change(lang, value, *before)) } } @else { span { (measures::change(lang, value, *before)) } }
            small { (words.get(lang)) }
        }
    }
}

fn list(at: At, own: &Scope, view: &MeasureView, part: MeasurePart, group: Option<&String>) -> Route {
    let selection = Selection::Measure { measure: view.measure, part, group: group.cloned() };
    Route::list_of(selection, at.scope, own.clone())
}

/// All measures with their data.
fn table(at: At, view: &MeasuresView) -> Table {
    let lang = at.lang;
    let texts = [measures::HEAD_MEASURE, measures::HEAD_BASE];
    let numbers = [
        measures::HEAD_VALUE,
        measures::HEAD_INTERVAL,
        measures::NUMERATOR,
        measures::DENOMINATOR,
        measures::BEFORE,
        measures::HEAD_CHANGE,
    ];
    let mut table = Table::new(lang, &texts, &numbers);
    let row = |one: &MeasureView| {
        let name = Cell::plain(measures::name(one.measure).get(lang));
        match one.value {
            Some(value) => {
                let base = Cell::plain(measures::base(lang, one.measure, one.base));
                [vec![name, base], numbers_of(at, one, value)].concat()
            }
            None => vec![name, Cell::plain(lack(lang, at.scope, one))],
        }
    };
    table.rows = view.measures.iter().map(row).collect();
    table
}

fn numbers_of(at: At, view: &MeasureView, value: Proportion) -> Vec<Cell> {
    let part = |n: u32, part| {
        let selection = Selection::Measure { measure: view.measure, part, group: None };
        Cell::list(count(n), selection, at.scope)
    };
    let before = view.before.as_ref().map(|before| before.value);
    let of_before = |cell: &dyn Fn(Proportion) -> Cell| before.map_or_else(|| Cell::plain("–"), cell);
    let change = |before: Proportion| {
        let points = (numbers::hundredths(value.share()) as i32) - (numbers::hundredths(before.share()) as i32);
        Cell::plain(measures::change(at.lang, value, before))
            .keyed(value.share() - before.share())
            .filed(vec![(columns::POINTS, points.to_string())])
    };
    vec![
        Cell::percent(value.share()),
        Cell::interval(value),
        part(value.k, MeasurePart::Numerator),
        part(value.n, MeasurePart::Denominator),
        of_before(&|before| Cell::percent(before.share())),
        of_before(&change),
    ]
}
