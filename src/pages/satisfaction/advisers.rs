//! The service advisers side by side: what their customers answer, and how many return to them.

use crate::{
    model::values::AnswerKind,
    pages::{
        At,
        blocks::{Cell, Data, Markup, Table, card, file_name, foot_of_shown, html, of_range},
    },
    protocol::{
        query::{AnswerPart, Measure, MeasurePart, Scope, Selection},
        view::{AdviserFinding, AdviserView, AdvisersView, Estimate, SatisfactionView},
    },
    terms::touchpoint::SurveyItem,
    text::{
        Lang, advisers, columns, consultants, lacks,
        numbers::{count, decimal},
        satisfaction as words, slices,
    },
};

/// In the order of [`AdviserView::returns`].
const RETURNS: [Measure; 3] = [Measure::FirstService, Measure::SecondService, Measure::Churn12];

/// The card and its data, if service orders name advisers.
pub fn section(at: At, view: &SatisfactionView) -> (Markup, Option<Data>) {
    let (lang, day, view) = (at.lang, view.as_of, &view.advisers);
    if !view.lacks.is_empty() {
        let why = lacks::capitalised(&lacks::lacks(lang, &view.lacks));
        return (card(advisers::TITLE.get(lang), "", &html! { p.hint { (why) } }), None);
    }
    if view.advisers.is_empty() {
        return (Markup::default(), None);
    }
    // It compares all advisers, whatever the slice.
    let scope = Scope { adviser: None, period: Some(view.period), ..at.scope.clone() };
    let data = Data {
        place: "advisers",
        title: advisers::finding(lang, &view.finding),
        caption: slices::named(lang, advisers::caption(lang, view.period), &scope),
        picture: None,
        table: table(at, view, &scope),
        file_name: file_name(at, advisers::TITLE.get(lang), Some(view.period), day),
    };
    let content = html! { (data.table.markup("advisers-rows")) (foot_of_shown(lang, &data, advisers::METHOD)) };
    (card(&data.title, &data.caption, &content), Some(data))
}

/// Whose score sinks, for the caption of the factors.
pub fn whose(lang: Lang, view: &SatisfactionView, kind: AnswerKind) -> Option<String> {
    let factors = &view.questionnaire(kind).filter(|_| kind == AnswerKind::Service)?.factors;
    let score = factors.iter().find(|factor| factor.item == SurveyItem::ServiceAdviser)?;
    match &view.advisers.finding {
        AdviserFinding::Sinks { name, .. } => Some(advisers::whose(lang, name)),
        AdviserFinding::NoDifference { .. } if score.line.moved()? < 0.0 => {
            Some(advisers::NOBODYS.get(lang).to_owned())
        }
        _ => None,
    }
}

fn table(at: At, view: &AdvisersView, scope: &Scope) -> Table {
    let lang = at.lang;
    // A measure without anybody's name would be a column of dashes.
    let told: Vec<usize> =
        (0..RETURNS.len()).filter(|at| view.advisers.iter().any(|one| one.returns[*at].is_some())).collect();
    let mut heads = vec![advisers::HEAD_OWNERS, advisers::HEAD_ORDERS, advisers::HEAD_INDEX, advisers::HEAD_FACTOR];
    heads.extend(told.iter().map(|at| advisers::HEAD_RETURNS[*at]));
    let mut table = Table::new(lang, &[slices::ADVISER], &heads);
    let named = view.finding.name();
    let found = found(&view.finding);
    let of = |one: &AdviserView| {
        let theirs = Scope { adviser: Some(one.name.clone()), ..scope.clone() };
        let found = found.filter(|_| named == Some(one.name.as_str()));
        let row = row(lang, one, &slices::word(lang, &one.name), &told, found, &theirs);
        row.into_iter().map(|cell| cell.opened_from(at.scope)).collect()
    };
    table.rows = view.advisers.iter().chain(&view.unassigned).map(of).collect();
    table.marked = view.advisers.iter().position(|one| named == Some(one.name.as_str()));
    let team = row(lang, &view.team, consultants::TEAM.get(lang), &told, None, scope);
    table.total = Some(team.into_iter().map(|cell| cell.opened_from(at.scope)).collect());
    table
}

/// The column of the title's finding: the score (inner `None`), or a measure.
fn found(finding: &AdviserFinding) -> Option<Option<Measure>> {
    match finding {
        AdviserFinding::Sinks { .. } | AdviserFinding::Lower { .. } => Some(None),
        AdviserFinding::Returns { measure, .. } => Some(Some(*measure)),
        AdviserFinding::NoDifference { .. } | AdviserFinding::TooFew => None,
    }
}

fn row(
    lang: Lang,
    one: &AdviserView,
    name: &str,
    told: &[usize],
    found: Option<Option<Measure>>,
    scope: &Scope,
) -> Vec<Cell> {
    let owners = Selection::Owners { stage: None, activity: None };
    let adviser = Some(SurveyItem::ServiceAdviser);
    let mut row = vec![
        Cell::plain(name).strong(found.is_some()),
        Cell::list(count(one.owners), owners, scope),
        Cell::list(count(one.orders), Selection::Serviced, scope),
        mean(lang, one.index, None, scope),
        mean(lang, one.factor, adviser, scope).strong(found == Some(None)),
    ];
    row.extend(told.iter().map(|at| {
        let measure = RETURNS[*at];
        let selection = Selection::Measure { measure, part: MeasurePart::Numerator, group: None };
        let share = one.returns[*at].map_or_else(none, |share| Cell::share(share, selection, scope));
        share.strong(found == Some(Some(measure)))
    }));
    row
}

fn mean(lang: Lang, estimate: Option<Estimate>, item: Option<SurveyItem>, scope: &Scope) -> Cell {
    let Some(estimate) = estimate else { return none() };
    let selection = Selection::Answers { kind: Some(AnswerKind::Service), item, part: AnswerPart::All };
    let cell = Cell::list(words::score(estimate.mean), selection, scope).keyed(estimate.mean);
    let mut filed = vec![(columns::WHOLE, decimal(estimate.mean))];
    filed.extend(of_range(estimate.interval));
    filed.push((columns::ANSWERS, estimate.n.to_string()));
    cell.beside(advisers::aside(lang, estimate)).small(estimate.is_small()).filed(filed)
}

fn none() -> Cell {
    Cell::plain("–")
}
