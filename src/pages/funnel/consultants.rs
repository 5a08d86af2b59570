//! The funnel by consultant: follow-up, the guard list, and the unattended.

use super::{dash, figure};
use crate::{
    pages::{
        At,
        blocks::{Cell, Data, Markup, Table, card, caution, file_name, foot_of_shown, html},
    },
    protocol::{
        query::{Measure, MeasurePart, Scope, Selection, StepPart},
        view::{ConsultantFinding, ConsultantView, ConsultantsView, Proportion},
    },
    terms::stage::Step,
    text::{
        columns, consultants, lacks,
        numbers::{count, decimal},
        slices,
    },
};

/// The cards and their data, if the files name consultants.
pub fn section(at: At, view: &ConsultantsView) -> (Markup, Option<Data>) {
    let lang = at.lang;
    if !view.lacks.is_empty() {
        let why = lacks::capitalised(&lacks::lacks(lang, &view.lacks));
        return (card(consultants::TITLE.get(lang), "", &html! { p.hint { (why) } }), None);
    }
    // It compares all consultants, whatever the slice.
    let scope = Scope { consultant: None, ..at.scope.clone() };
    let caption = consultants::caption(lang, view.period, view.by_day_30, view.by_day_60);
    let data = Data {
        place: "consultants",
        title: consultants::finding(lang, &view.finding),
        caption: slices::named(lang, caption, &scope),
        picture: None,
        table: table(at, view, &scope),
        file_name: file_name(at, consultants::TITLE.get(lang), Some(view.period), view.as_of),
    };
    let compared = html! {
        @if !view.also.is_empty() {
            ul.also { @for finding in &view.also { li { (consultants::finding(lang, finding)) } } }
        }
        @if !view.has_follow_ups { (caution(consultants::NO_FOLLOW_UPS.get(lang))) }
        (data.table.markup("consultants-rows"))
        (foot_of_shown(lang, &data, consultants::METHOD))
    };
    let section = html! {
        (card(&data.title, &data.caption, &compared))
        div.grid.grid--2 {
            (guard(at, view.team.guard, &scope))
            (unattended(at, view, &scope))
        }
    };
    (section, Some(data))
}

fn table(at: At, view: &ConsultantsView, scope: &Scope) -> Table {
    let lang = at.lang;
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
    let found: Vec<_> = std::iter::once(&view.finding).chain(&view.also).filter_map(found).collect();
    let of = |one: &ConsultantView| {
        let theirs = found.iter().filter(|(name, _)| *name == one.name).map(|(_, column)| *column).collect::<Vec<_>>();
        row(at, one, &slices::word(lang, &one.name), &theirs, &of_one(scope, &one.name))
    };
    table.rows = view.consultants.iter().map(of).collect();
    let named = self::found(&view.finding).map(|(name, _)| name);
    table.marked = view.consultants.iter().position(|one| named == Some(one.name.as_str()));
    table.total = Some(row(at, &view.team, consultants::TEAM.get(lang), &[], scope));
    table
}

/// Whom a finding names, and in which column.
fn found(finding: &ConsultantFinding) -> Option<(&str, Measure)> {
    match finding {
        ConsultantFinding::StopsAfterDay30 { name, .. } => Some((name, Measure::SilentAfterDay30)),
        ConsultantFinding::Stagnant { name, .. } => Some((name, Measure::Stagnant)),
        ConsultantFinding::OrdersLess { name, .. } => Some((name, Measure::Order)),
        ConsultantFinding::NoDifference { .. } | ConsultantFinding::TooFew => None,
    }
}

/// `found`: the columns in which a finding names this consultant.
fn row(at: At, one: &ConsultantView, name: &str, found: &[Measure], scope: &Scope) -> Vec<Cell> {
    let of = |value: Option<Proportion>, measure| {
        let selection = Selection::Measure { measure, part: MeasurePart::Numerator, group: None };
        share(value, selection, scope).strong(found.contains(&measure))
    };
    let response = one.response_minutes.map_or_else(
        || Cell::plain(dash()),
        |(minutes, _)| {
            Cell::list(consultants::response(at.lang, minutes), Selection::Responded, scope)
                .keyed(minutes)
                .filed(vec![(columns::MINUTES, decimal(minutes))])
        },
    );
    let row = [
        Cell::plain(name).strong(!found.is_empty()),
        Cell::list(count(one.opportunities), Selection::Step(Step::Lead, StepPart::Reached), scope),
        share(one.ordered, Selection::Step(Step::Order, StepPart::Reached), scope)
            .strong(found.contains(&Measure::Order)),
        of(one.stagnant, Measure::Stagnant),
        of(one.silent_after_day_30, Measure::SilentAfterDay30),
        of(one.abandoned_at_day_60, Measure::AbandonedAtDay60),
        of(one.defeated_by_day_30, Measure::DefeatedByDay30),
        Cell::list(count(one.guard), Selection::Guard, scope),
        response,
    ];
    row.map(|cell| cell.opened_from(at.scope)).into()
}

fn share(value: Option<Proportion>, selection: Selection, scope: &Scope) -> Cell {
    value.map_or_else(|| Cell::plain(dash()), |value| Cell::share(value, selection, scope))
}

fn of_one(scope: &Scope, name: &str) -> Scope {
    Scope { consultant: Some(name.to_owned()), ..scope.clone() }
}

fn guard(at: At, n: u32, scope: &Scope) -> Markup {
    let words = html! { (consultants::guarded(at.lang, n)) };
    let content = html! {
        ul.figures { (figure(at, n, &words, Selection::Guard, scope)) }
        p.hint { (consultants::PERSISTENCE.get(at.lang)) }
    };
    card(consultants::GUARD.get(at.lang), "", &content)
}

fn unattended(at: At, view: &ConsultantsView, scope: &Scope) -> Markup {
    let lang = at.lang;
    let content = html! {
        @if view.left.is_empty() { p.hint { (consultants::NOBODY_LEFT.get(lang)) } }
        ul.figures {
            @for left in &view.left {
                @let words = html! { (consultants::left(lang, left)) br; (consultants::left_behind(lang, left)) };
                (figure(at, left.leads + left.owners, &words, Selection::Unattended, &of_one(scope, &left.name)))
            }
        }
    };
    card(consultants::UNATTENDED.get(lang), "", &content)
}
