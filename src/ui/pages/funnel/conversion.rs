//! Conversion from step to step with its interval, and how long it takes.

use crate::ui::{
    components::{
        card::Card,
        table::{Cell, DataTable, Table},
    },
    state::use_lang,
};
use benyuan::{
    protocol::{
        query::{Scope, Selection, StepPart},
        view::StepView,
    },
    text::{
        Lang, funnel, lacks, names,
        numbers::{count, interval, percent},
    },
};
use leptos::prelude::*;

#[component]
pub fn Conversion(steps: Vec<StepView>, scope: Scope) -> impl IntoView {
    let lang = use_lang();
    let numbers =
        [funnel::HEAD_REACHED, funnel::HEAD_NEXT, funnel::HEAD_CONVERSION, funnel::HEAD_INTERVAL, funnel::HEAD_MEDIAN];
    let mut table = Table::new(lang, &[funnel::HEAD_STEP], &numbers);
    let onward = steps.iter().filter_map(|step| step.step.next().map(|next| (step, next)));
    table.rows = onward.map(|(step, next)| row(lang, step, names::step(next).get(lang), &scope)).collect();
    view! {
        <Card title=funnel::CONVERSION.get(lang) caption=funnel::CONVERSION_CAPTION.get(lang)>
            <DataTable table />
        </Card>
    }
}

fn row(lang: Lang, step: &StepView, next: &str, scope: &Scope) -> Vec<Cell> {
    let name = Cell::plain(funnel::from_to(lang, names::step(step.step).get(lang), next));
    if !step.lacks.is_empty() {
        return vec![name, Cell::plain(lacks::lacks(lang, &step.lacks))];
    }
    let dash = || "–".to_owned();
    let timed = Selection::Step(step.step, StepPart::Timed);
    let median = step
        .median_days
        .map_or_else(|| Cell::plain(dash()), |(days, n)| Cell::list(funnel::median(lang, days, n), timed, scope));
    vec![
        name,
        Cell::list(count(step.reached), Selection::Step(step.step, StepPart::Reached), scope),
        Cell::list(count(step.next), Selection::Step(step.step, StepPart::Next), scope),
        Cell::plain(step.conversion.map_or_else(dash, |proportion| percent(proportion.share()))),
        Cell::plain(step.conversion.map_or_else(dash, interval)),
        median,
    ]
}
