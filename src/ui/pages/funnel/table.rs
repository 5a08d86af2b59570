//! The funnel's data as a table.

use crate::ui::components::table::{Cell, Table};
use benyuan::{
    protocol::{
        query::{Scope, Selection, StepPart},
        view::{FunnelView, StepView},
    },
    text::{Lang, funnel, lacks, names, numbers::count},
};

pub fn table(lang: Lang, view: &FunnelView, scope: &Scope) -> Table {
    let numbers = [
        funnel::HEAD_REACHED,
        funnel::HEAD_RECORDED,
        funnel::HEAD_NEXT,
        funnel::HEAD_LEAKED,
        funnel::HEAD_STAGNANT,
        funnel::HEAD_DORMANT,
        funnel::HEAD_IN_TIME,
        funnel::HEAD_BYPASSED,
    ];
    let mut table = Table::new(lang, &[funnel::HEAD_STEP], &numbers);
    table.rows = view.steps.iter().map(|step| row(lang, step, scope)).collect();
    table
}

fn row(lang: Lang, step: &StepView, scope: &Scope) -> Vec<Cell> {
    let name = Cell::plain(names::step(step.step).get(lang));
    if !step.lacks.is_empty() {
        return vec![name, Cell::plain(lacks::lacks(lang, &step.lacks))];
    }
    let part = |n: u32, part| Cell::list(count(n), Selection::Step(step.step, part), scope);
    vec![
        name,
        part(step.reached, StepPart::Reached),
        part(step.recorded, StepPart::Recorded),
        part(step.next, StepPart::Next),
        part(step.leaked, StepPart::Leaked),
        part(step.stagnant, StepPart::Stagnant),
        part(step.dormant, StepPart::Dormant),
        part(step.in_time, StepPart::InTime),
        part(step.bypassed, StepPart::Bypassed),
    ]
}
