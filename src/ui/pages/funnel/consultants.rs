//! The funnel by consultant: who follows up, whom to guard, whom somebody left behind.

use crate::ui::{
    components::{
        answered::answered,
        card::Card,
        chart::Below,
        table::{Cell, DataTable, Table},
        trouble::Caution,
    },
    state::*,
};
use benyuan::{
    lifecycle::stage::Step,
    protocol::{
        query::{Measure, MeasurePart, Query, Scope, Selection, StepPart},
        view::{ConsultantView, ConsultantsView, Proportion, View},
    },
    route::Route,
    text::{Lang, consultants, lacks, measures, numbers::count, shell, slices},
};
use leptos::prelude::*;

#[component]
pub fn ByConsultant() -> impl IntoView {
    let app = use_app();
    let answer = ask(move || Some(Query::Consultants(app.scope.get())), open);
    answered(answer, |view: ConsultantsView| view! { <Body view /> }.into_any())
}

fn open(view: View) -> Option<ConsultantsView> {
    match view {
        View::Consultants(view) => Some(view),
        _ => None,
    }
}

#[component]
fn Body(view: ConsultantsView) -> impl IntoView {
    let lang = use_lang();
    let scope = Scope { consultant: None, ..use_app().scope.get_untracked() };
    if !view.lacks.is_empty() {
        let why = lacks::capitalised(&lacks::lacks(lang, &view.lacks));
        return view! { <Card title=consultants::TITLE.get(lang)><p class="hint">{why}</p></Card> }.into_any();
    }
    let table = table(lang, &view, &scope);
    let caption = consultants::caption(lang, view.period, view.by_day_30, view.by_day_60);
    let file_name = format!("{} {}", consultants::TITLE.get(lang), view.as_of);
    view! {
        <Card title=consultants::finding(lang, &view.finding) caption=slices::named(lang, caption, &scope)>
            {(!view.has_follow_ups).then(|| view! { <Caution words=consultants::NO_FOLLOW_UPS.get(lang) /> })}
            <DataTable table=table.clone() />
            <Below place="consultants" method=consultants::METHOD table file_name shown=true />
        </Card>
        <div class="grid grid--2">
            <Guard guard=view.team.guard scope=scope.clone() />
            <Unattended view scope />
        </div>
    }
    .into_any()
}

fn table(lang: Lang, view: &ConsultantsView, scope: &Scope) -> Table {
    let numbers = [
        consultants::HEAD_OPPORTUNITIES,
        consultants::HEAD_ORDERED,
        consultants::HEAD_STAGNANT,
        consultants::HEAD_SILENT,
        consultants::HEAD_ABANDONED,
        consultants::HEAD_DEFEATED,
        consultants::HEAD_GUARD,
        consultants::HEAD_RESPONSE,
    ];
    let mut table = Table::new(lang, &[consultants::HEAD_NAME], &numbers);
    let of = |one: &ConsultantView| {
        let scope = Scope { consultant: Some(one.name.clone()), ..scope.clone() };
        row(lang, one, &slices::word(lang, &one.name), &scope)
    };
    table.rows = view.consultants.iter().map(of).collect();
    table.rows.push(row(lang, &view.team, consultants::TEAM.get(lang), scope));
    table
}

fn row(lang: Lang, one: &ConsultantView, name: &str, scope: &Scope) -> Vec<Cell> {
    let of = |value: Option<Proportion>, measure| {
        share(value, Selection::Measure { measure, part: MeasurePart::Numerator, group: None }, scope)
    };
    let response = one.response_minutes.map_or_else(
        || Cell::plain(dash()),
        |(minutes, _)| Cell::list(consultants::response(lang, minutes), Selection::Responded, scope),
    );
    vec![
        Cell::plain(name),
        Cell::list(count(one.opportunities), Selection::Step(Step::Lead, StepPart::Reached), scope),
        share(one.ordered, Selection::Step(Step::Order, StepPart::Reached), scope),
        of(one.stagnant, Measure::Stagnant),
        of(one.silent_after_day_30, Measure::SilentAfterDay30),
        of(one.abandoned_at_day_60, Measure::AbandonedAtDay60),
        of(one.defeated_by_day_30, Measure::DefeatedByDay30),
        Cell::list(count(one.guard), Selection::Guard, scope),
        response,
    ]
}

fn share(value: Option<Proportion>, selection: Selection, scope: &Scope) -> Cell {
    value.map_or_else(|| Cell::plain(dash()), |value| Cell::list(measures::share(value), selection, scope))
}

fn dash() -> String {
    "–".to_owned()
}

#[component]
fn Guard(guard: u32, scope: Scope) -> impl IntoView {
    let lang = use_lang();
    let href = Route::List { selection: Selection::Guard, scope }.href();
    view! {
        <Card title=consultants::GUARD.get(lang)>
            <ul class="figures">
                <li>
                    <a class="figures__one" href=href title=shell::OPENS_LIST.get(lang)>
                        <b>{count(guard)}</b>
                        <span>{consultants::guarded(lang, guard)}</span>
                    </a>
                </li>
            </ul>
            <p class="hint">{consultants::PERSISTENCE.get(lang)}</p>
        </Card>
    }
}

#[component]
fn Unattended(view: ConsultantsView, scope: Scope) -> impl IntoView {
    let lang = use_lang();
    let rows = view.left.iter().map(|left| {
        let scope = Scope { consultant: Some(left.name.clone()), ..scope.clone() };
        let href = Route::List { selection: Selection::Unattended, scope }.href();
        view! {
            <li>
                <a class="figures__one" href=href title=shell::OPENS_LIST.get(lang)>
                    <b>{count(left.leads + left.owners)}</b>
                    <span>{consultants::left(lang, left)}<br />{consultants::left_behind(lang, left)}</span>
                </a>
            </li>
        }
    });
    let rows = rows.collect_view();
    let nobody = view.left.is_empty().then(|| view! { <p class="hint">{consultants::NOBODY_LEFT.get(lang)}</p> });
    view! {
        <Card title=consultants::UNATTENDED.get(lang)>
            {nobody}
            <ul class="figures">{rows}</ul>
        </Card>
    }
}
