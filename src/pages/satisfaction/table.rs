//! The data of the satisfaction pictures as tables: each point with its interval and number of answers, then the change
//! over the whole period.

use crate::{
    model::values::AnswerKind,
    pages::{
        At,
        blocks::{Cell, Table, of_range},
    },
    protocol::{
        query::{AnswerPart, Scope, Selection},
        view::{Estimate, Line, SatisfactionView},
    },
    terms::touchpoint::SurveyItem,
    text::{columns, names, numbers, satisfaction as words},
    time::Period,
};

pub fn indices(at: At, view: &SatisfactionView) -> Table {
    let numbers = [words::HEAD_INDEX, words::HEAD_INTERVAL, words::HEAD_N];
    let mut table = Table::new(at.lang, &[words::QUESTIONNAIRE, words::HEAD_PERIOD], &numbers);
    for one in &view.questionnaires {
        let name = vec![Cell::plain(names::answer_kind(one.kind).get(at.lang))];
        let lines = Lines { at, view, name, kind: one.kind, item: None, part: AnswerPart::All };
        table.rows.extend(lines.rows(&one.index, |_| Vec::new()));
    }
    table
}

/// With the promoters, passives and detractors of each point.
pub fn nps(at: At, view: &SatisfactionView) -> Table {
    let numbers = [
        words::NPS,
        words::HEAD_INTERVAL,
        words::HEAD_N,
        words::HEAD_PROMOTERS,
        words::HEAD_PASSIVES,
        words::HEAD_DETRACTORS,
    ];
    let mut table = Table::new(at.lang, &[words::QUESTIONNAIRE, words::HEAD_PERIOD], &numbers);
    for one in &view.questionnaires {
        let name = vec![Cell::plain(names::answer_kind(one.kind).get(at.lang))];
        let lines = Lines { at, view, name, kind: one.kind, item: None, part: AnswerPart::Recommending };
        let parts = [AnswerPart::Promoters, AnswerPart::Passives, AnswerPart::Detractors];
        let counts = |column: usize| {
            let cell = |(part, n)| lines.list(numbers::count(n), part, view.periods[column]);
            parts.into_iter().zip(one.recommends[column]).map(cell).collect()
        };
        table.rows.extend(lines.rows(&one.nps, counts));
    }
    table
}

pub fn factors(at: At, view: &SatisfactionView, kind: AnswerKind) -> Table {
    let numbers = [words::FACTORS, words::HEAD_INTERVAL, words::HEAD_N];
    let mut table = Table::new(at.lang, &[words::HEAD_FACTOR, words::HEAD_WEIGHT, words::HEAD_PERIOD], &numbers);
    for factor in view.questionnaire(kind).into_iter().flat_map(|one| &one.factors) {
        let weight = Cell::plain(numbers::decimal(factor.weight));
        let name = vec![Cell::plain(names::item(factor.item).get(at.lang)), weight];
        let lines = Lines { at, view, name, kind, item: Some(factor.item), part: AnswerPart::All };
        table.rows.extend(lines.rows(&factor.line, |_| Vec::new()));
    }
    table
}

/// The rows of one line.
struct Lines<'a> {
    at: At<'a>,
    view: &'a SatisfactionView,
    /// The cells before the period.
    name: Vec<Cell>,
    kind: AnswerKind,
    item: Option<SurveyItem>,
    part: AnswerPart,
}

impl Lines<'_> {
    /// `more`: the cells after the number of answers.
    fn rows(&self, line: &Line, more: impl Fn(usize) -> Vec<Cell>) -> Vec<Vec<Cell>> {
        let points = self.view.periods.iter().zip(&line.points).enumerate();
        let known = points.filter_map(|(column, (period, point))| Some((column, *period, (*point)?)));
        let mut rows: Vec<Vec<Cell>> = known
            .map(|(column, period, point)| self.point(period, point).into_iter().chain(more(column)).collect())
            .collect();
        rows.extend(self.change(line));
        rows
    }

    fn point(&self, period: Period, point: Estimate) -> Vec<Cell> {
        let mut row = self.name.clone();
        row.extend([
            Cell::plain(numbers::period(self.at.lang, period))
                .filed(vec![(columns::FIRST, period.first.to_string()), (columns::LAST, period.last.to_string())]),
            Cell::plain(words::score(point.mean)).filed(vec![(columns::WHOLE, numbers::decimal(point.mean))]),
            Cell::plain(words::interval(point)).filed(of_range(point.interval)),
            self.list(numbers::count(point.n), self.part, period),
        ]);
        row
    }

    fn change(&self, line: &Line) -> Option<Vec<Cell>> {
        let trend = line.trend?;
        let mut row = self.name.clone();
        row.extend([
            Cell::plain(words::change(trend.beyond).get(self.at.lang)),
            Cell::plain(words::signed(trend.change)).filed(vec![(columns::WHOLE, numbers::decimal(trend.change))]),
            Cell::plain(words::between(trend.low, trend.high)).filed(of_range(Some((trend.low, trend.high)))),
            self.list(numbers::count(line.answers()), self.part, self.view.period),
        ]);
        // The last cell of a short row would span the rest.
        let wide = if self.part == AnswerPart::Recommending { 3 } else { 0 };
        row.extend(vec![Cell::default(); wide]);
        Some(row)
    }

    fn list(&self, shown: String, part: AnswerPart, period: Period) -> Cell {
        let scope = Scope { period: Some(period), ..self.at.scope.clone() };
        let selection = Selection::Answers { kind: Some(self.kind), item: self.item, part };
        Cell::list(shown, selection, &scope).opened_from(self.at.scope)
    }
}
