//! 漏斗: where leads of the period are lost on the way to delivery, by channel, model and consultant.

mod consultants;
mod reasons;

use super::{
    At, Page,
    blocks::{Cell, Data, Markup, Table, Told, card, caution, chart, file_name, filter, html, on_paper},
    data_age,
};
use crate::{
    protocol::{
        query::{Picture, Scope, Selection, StepPart},
        sheet::Sheet,
        view::{ConsultantsView, FunnelView, StepView},
    },
    route::Route,
    terms::stage::Step,
    text::{
        findings, funnel, lacks, map, names,
        numbers::{self, count, interval, percent},
        shell, slices,
    },
};

pub fn page(at: At, view: &FunnelView, by_consultant: &ConsultantsView) -> Page {
    let lang = at.lang;
    let data = Data {
        place: "funnel",
        title: findings::funnel(lang, &view.finding),
        caption: slices::named(lang, funnel::CAPTION.get(lang), at.scope),
        picture: Some(Picture::Funnel(at.scope.clone())),
        table: table(at, view),
        file_name: file_name(at, funnel::TITLE.get(lang), Some(view.period), view.as_of),
    };
    let bar = filter(at, &view.choices, Some(&Told::by_months(view.period, view.as_of)), &Markup::default());
    let sheet = Sheet {
        title: funnel::TITLE.get(lang).to_owned(),
        subtitle: funnel::subtitle(lang, view.period, view.opportunities),
        people: Some(Route::list(Selection::Step(Step::Lead, StepPart::Reached), at.scope).href()),
        is_dated: true,
        bar: bar.into_string(),
        ..Sheet::default()
    };
    if at.scope.adviser.is_some() {
        let whole = at.to(|scope| scope.adviser = None);
        let body = html! {
            section.card {
                p.hint { (slices::NO_ADVISER.get(lang)) }
                p.actions { button.button data-go=(whole) { (slices::WITHOUT_ADVISER.get(lang)) } }
            }
        }
        .into_string();
        return Sheet { subtitle: numbers::period(lang, view.period), body, ..sheet }.into();
    }
    let (consultants, data_by_consultant) = consultants::section(at, by_consultant);
    let body = html! { (body(at, view, &data)) (consultants) (on_paper(at)) };
    let sheet = Sheet { body: body.into_string(), ..sheet };
    Page { sheet, data: [data].into_iter().chain(data_by_consultant).collect() }
}

fn body(at: At, view: &FunnelView, data: &Data) -> Markup {
    html! {
        (data_age(at))
        @if !view.has_follow_ups { (caution(funnel::NO_FOLLOW_UPS.get(at.lang))) }
        @if !view.has_defeats { (caution(map::NO_DEFEATS.get(at.lang))) }
        div.grid.grid--wide {
            (chart(at, data, funnel::METHOD, None, &Markup::default()))
            (reasons::card_of(at, &view.steps))
        }
        (conversion(at, view))
    }
}

/// Conversion from step to step, with its interval and the days it takes; below it, the people the funnel leaves out.
fn conversion(at: At, view: &FunnelView) -> Markup {
    let numbers =
        [funnel::HEAD_REACHED, funnel::HEAD_NEXT, funnel::HEAD_CONVERSION, funnel::HEAD_INTERVAL, funnel::HEAD_MEDIAN];
    let mut table = Table::new(at.lang, &[funnel::HEAD_STEP], &numbers);
    let onward = view.steps.iter().filter_map(|step| step.step.next().map(|next| (step, next)));
    table.rows = onward.map(|(step, next)| onward_row(at, step, names::step(next).get(at.lang))).collect();
    let content = html! { (table.markup("conversion")) (beside(at, view)) };
    card(funnel::CONVERSION.get(at.lang), funnel::CONVERSION_CAPTION.get(at.lang), &content)
}

fn onward_row(at: At, step: &StepView, next: &str) -> Vec<Cell> {
    let lang = at.lang;
    let name = Cell::plain(funnel::from_to(lang, names::step(step.step).get(lang), next));
    if !step.lacks.is_empty() {
        return vec![name, Cell::plain(lacks::lacks(lang, &step.lacks))];
    }
    let part = |words: String, part| Cell::list(words, Selection::Step(step.step, part), at.scope);
    let of_conversion = |words: fn(_) -> String| Cell::plain(step.conversion.map_or_else(dash, words));
    vec![
        name,
        part(count(step.reached), StepPart::Reached),
        part(count(step.next), StepPart::Next),
        step.conversion
            .map_or_else(|| Cell::plain(dash()), |proportion| compared(at, step, percent(proportion.share()))),
        of_conversion(interval),
        match step.median_days {
            Some((days, n)) => part(funnel::median(lang, days, n), StepPart::Timed).keyed(days),
            None => Cell::plain(dash()),
        },
    ]
}

/// A conversion opens the other figures of its place.
fn compared(at: At, step: &StepView, words: String) -> Cell {
    Cell::leading(words, Route::Figures { node: step.step.node(), scope: at.scope.clone() })
}

/// People the funnel leaves out: sales after a defeat, deliveries without a lead.
fn beside(at: At, view: &FunnelView) -> Markup {
    let facts = [
        (funnel::BOUGHT_AFTER_DEFEAT, view.bought_after_defeat, Selection::BoughtAfterDefeat),
        (funnel::WITHOUT_LEAD, view.deliveries_without_lead, Selection::DeliveriesWithoutLead),
    ];
    html! {
        div.beside {
            h3.beside__title { (funnel::BESIDE.get(at.lang)) }
            ul.figures.figures--line {
                @for (label, n, selection) in facts { (figure(at, n, &html! { (label.get(at.lang)) }, selection, at.scope)) }
            }
        }
    }
}

/// A number with its words; it opens its people.
fn figure(at: At, n: u32, words: &Markup, selection: Selection, scope: &Scope) -> Markup {
    let to = Route::list_of(selection, at.scope, scope.clone());
    html! {
        li {
            a.figures__one href=(to) title=(shell::OPENS_LIST.get(at.lang)) { b { (count(n)) } span { (words) } }
        }
    }
}

fn table(at: At, view: &FunnelView) -> Table {
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
    let mut table = Table::new(at.lang, &[funnel::HEAD_STEP], &numbers);
    table.rows = view.steps.iter().map(|step| row(at, step)).collect();
    table
}

fn row(at: At, step: &StepView) -> Vec<Cell> {
    let name = Cell::plain(names::step(step.step).get(at.lang));
    if !step.lacks.is_empty() {
        return vec![name, Cell::plain(lacks::lacks(at.lang, &step.lacks))];
    }
    let part = |n: u32, part| Cell::list(count(n), Selection::Step(step.step, part), at.scope);
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

fn dash() -> String {
    "–".to_owned()
}
