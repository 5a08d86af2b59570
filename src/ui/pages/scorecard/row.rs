//! One measure: what it is, what it says, and the lists it is made of.

use crate::ui::{
    components::{
        spark::Spark,
        table::{Cell, DataTable, Table},
        tag::Tag,
    },
    state::use_lang,
};
use benyuan::{
    protocol::{
        query::{Measure, MeasurePart, Scope, Selection},
        view::{MeasureView, Proportion},
    },
    route::Route,
    text::{
        Lang, consultants, lacks, map, measures,
        numbers::{count, interval, percent},
        slices,
        states::Tone,
    },
};
use leptos::prelude::*;

/// Below this a share is no opinion.
const ENOUGH: u32 = 30;

#[component]
pub fn Row(view: MeasureView, scope: Scope) -> impl IntoView {
    let lang = use_lang();
    let measure = view.measure;
    let dark = !view.lacks.is_empty();
    let few = view.value.is_some_and(|value| value.n < ENOUGH);
    let small = few.then(|| view! { <Tag tone=Tone::Plain words=map::SMALL.get(lang) /> });
    let reference = measures::reference(measure).filter(|_| !dark);
    view! {
        <li class="measure" class:measure--dark=dark data-measure=format!("{measure:?}")>
            <div class="measure__words">
                <h3 class="measure__name">{measures::name(measure).get(lang)}" "{small}</h3>
                <p>{measures::formula(measure).get(lang)}</p>
                {reference.map(|words| view! { <p class="measure__reference">{words.get(lang)}</p> })}
            </div>
            {match view.value {
                Some(value) => view! { <Value view value scope /> }.into_any(),
                None if dark => view! { <p class="measure__lack">{lacks::lacks(lang, &view.lacks)}</p> }.into_any(),
                None => view! { <p class="measure__lack">{measures::NOBODY.get(lang)}</p> }.into_any(),
            }}
        </li>
    }
}

#[component]
fn Value(view: MeasureView, value: Proportion, scope: Scope) -> impl IntoView {
    let lang = use_lang();
    let measure = view.measure;
    let part = |part, n: u32| {
        let href = Route::List { selection: Selection::Measure { measure, part, group: None }, scope: scope.clone() };
        view! { <a href=href.href()>{measures::part_name(part).get(lang)}" "<b>{count(n)}</b></a> }
    };
    let groups = (view.groups.len() > 1).then(|| {
        let table = groups(lang, &view, &scope);
        view! {
            <details class="measure__groups">
                <summary>{measures::BY_CONSULTANT.get(lang)}</summary>
                <DataTable table />
            </details>
        }
    });
    view! {
        <p class="measure__value"><b>{percent(value.share())}</b>" "<small>{interval(value)}</small></p>
        <div class="measure__trend"><Spark lang points=view.trend.clone() /></div>
        <div class="measure__base">
            <p>{measures::base(lang, measure, view.base)}</p>
            <p class="measure__parts">
                {part(MeasurePart::Numerator, value.k)}
                {part(MeasurePart::Denominator, value.n)}
                {part(MeasurePart::Rest, value.n - value.k)}
            </p>
        </div>
        {groups}
    }
}

fn groups(lang: Lang, view: &MeasureView, scope: &Scope) -> Table {
    let heads = [measures::HEAD_VALUE, measures::HEAD_INTERVAL, measures::NUMERATOR, measures::DENOMINATOR];
    let mut table = Table::new(lang, &[consultants::HEAD_NAME], &heads);
    table.rows = view.groups.iter().map(|(name, value)| group(lang, view.measure, name, *value, scope)).collect();
    table
}

fn group(lang: Lang, measure: Measure, name: &str, value: Proportion, scope: &Scope) -> Vec<Cell> {
    let part =
        |n: u32, part| Cell::list(count(n), Selection::Measure { measure, part, group: Some(name.to_owned()) }, scope);
    vec![
        Cell::plain(slices::word(lang, name)),
        Cell::plain(percent(value.share())),
        Cell::plain(interval(value)),
        part(value.k, MeasurePart::Numerator),
        part(value.n, MeasurePart::Denominator),
    ]
}
