//! Satisfaction by period: three indices, and three net promoter scores. Each is a line with intervals, and its name at
//! the right end. The factors of one questionnaire are in `factors`.

mod factors;
mod periods;

use super::{
    backend::Shape,
    list::{Figure, Frame, Item, Label, Paint, Role, point},
    metrics,
    plot::{Axis, Plot, Series, Spot, TICK_SIZE},
    words,
};
use crate::{
    model::values::AnswerKind,
    order::{fine, order},
    protocol::{
        query::{AnswerPart, Selection},
        view::{Estimate, Line, QuestionnaireView, SatisfactionView, Shift},
    },
    text::{
        Lang, Text, names,
        satisfaction::{self as said, score},
        text,
    },
};

pub use factors::factors;

const NOTE_SIZE: f64 = 12.0;
const NOTE_LINE: f64 = 17.0;
const NAME_SIZE: f64 = 13.0;
/// Between two names at the right end.
const NAME_LINE: f64 = 18.0;
const NARROW_PX: f64 = 520.0;
/// Room for the widest tick: "1000".
const TICKS: f64 = 36.0;
const PAD: f64 = 4.0;

const SCALE: (f64, f64) = (0.0, 1000.0);
const INTERVAL: Text = text("竖线：95% 区间", "bars: 95% intervals");
const HOLLOW: Text = text("空心：不足 30 份", "hollow: fewer than 30 answers");
const CUT: Text = text("空心：最后一期未满", "hollow: the last, not over");
const BOTH: Text = text("空心：不足 30 份，或最后一期未满", "hollow: fewer than 30 answers, or not over");

/// The satisfaction indices of a view, `width` px wide.
pub fn indices(view: &SatisfactionView, lang: Lang, width: f64) -> Figure {
    let all = view.questionnaires.iter().flat_map(|one| one.index.points.iter().flatten());
    let axis = Axis::around(all, SCALE);
    let measure = measure(lang, said::INDEX, axis);
    let lines = Lines { view, lang, line: |one| &one.index, part: AnswerPart::All, axis, measure, title: said::INDEX };
    lines.figure(width)
}

/// The net promoter scores of a view, on the full scale.
pub fn nps(view: &SatisfactionView, lang: Lang, width: f64) -> Figure {
    let measure = text("净推荐值，−100 至 100", "Net promoter score, −100 to 100").get(lang).to_owned();
    let (axis, part) = (Axis::of(-100.0, 100.0), AnswerPart::Recommending);
    Lines { view, lang, line: |one| &one.nps, part, axis, measure, title: said::NPS }.figure(width)
}

/// What the axis measures, and a remark if it does not begin at zero.
fn measure(lang: Lang, of: Text, axis: Axis) -> String {
    let (name, from) = (of.get(lang), score(axis.low));
    match lang {
        _ if axis.low == 0.0 => format!("{name}（0–1000）"),
        Lang::Zh => format!("{name}（0–1000，纵轴从 {from} 起）"),
        Lang::En => format!("{name} (0–1000; the axis begins at {from})"),
    }
}

/// Three lines of one measure.
struct Lines<'a> {
    view: &'a SatisfactionView,
    lang: Lang,
    line: fn(&QuestionnaireView) -> &Line,
    /// The answers behind a point.
    part: AnswerPart,
    axis: Axis,
    measure: String,
    title: Text,
}

impl Lines<'_> {
    fn figure(&self, width: f64) -> Figure {
        let notes = self.notes(width);
        let names: Vec<String> = self.view.questionnaires.iter().map(|one| self.name(one)).collect();
        let widest =
            names.iter().map(|name| metrics::width(name, NAME_SIZE, super::list::Weight::Bold)).fold(0.0, f64::max);
        let top = PAD + notes.len() as f64 * NOTE_LINE + 10.0;
        let tall = if width < NARROW_PX { 220.0 } else { 264.0 };
        let frame = Frame::between(TICKS, top, width - widest - 14.0, top + tall);
        let plot = Plot { frame, axis: self.axis, columns: self.view.periods.len(), is_cut: self.view.is_cut() };
        let mut figure = Figure { width, height: frame.bottom() + periods::HEIGHT, ..Figure::default() };
        draw_notes(&mut figure, &notes);
        plot.tick_labels(&mut figure, score);
        periods::labels(&mut figure, &plot, self.view, self.lang);
        let series: Vec<Series<'_>> = self.view.questionnaires.iter().map(|one| self.series(one, &plot)).collect();
        plot.draw(&mut figure, &series);
        self.names(&mut figure, &plot, &series, names);
        for column in 0..plot.columns {
            self.touch(&mut figure, &plot, &series, column);
        }
        figure.order_hits();
        figure.label = self.spoken();
        figure
    }

    /// The meaning of the axis, points and bars; of hollow points only if there are any.
    fn notes(&self, width: f64) -> Vec<String> {
        let points = || self.view.questionnaires.iter().flat_map(|one| (self.line)(one).points.iter().flatten());
        notes(self.lang, self.view, self.measure.clone(), points().any(|point| point.is_small()), width)
    }

    /// 购车 822
    fn name(&self, one: &QuestionnaireView) -> String {
        let name = names::answer_kind(one.kind).get(self.lang);
        let latest = (self.line)(one).latest().map_or("–".to_owned(), |latest| score(latest.mean));
        format!("{name} {latest}")
    }

    fn series<'b>(&self, one: &'b QuestionnaireView, plot: &Plot) -> Series<'b> {
        let (role, shape, side) = match one.kind {
            AnswerKind::Buyer => (Role::Pass, Shape::Disc, -1.0),
            AnswerKind::Defeated => (Role::Leak, Shape::Diamond, 0.0),
            AnswerKind::Service => (Role::Ink2, Shape::Square, 1.0),
        };
        let line = (self.line)(one);
        let width = if line.moved().is_some() { 2.75 } else { 1.75 };
        Series { points: &line.points, role, shape, width, aside: side * (plot.column() * 0.12).min(6.0) }
    }

    /// Beside the last point; if two would overlap, the lower one moves down.
    fn names(&self, figure: &mut Figure, plot: &Plot, series: &[Series<'_>], names: Vec<String>) {
        let last = |one: &Series<'_>| (0..plot.columns).rev().find_map(|column| plot.at(one, column));
        let mut ends: Vec<_> =
            series.iter().zip(names).filter_map(|(one, name)| Some((last(one)?, one, name))).collect();
        order(&mut ends, |(end, ..)| fine(end.y));
        let ys = apart(ends.iter().map(|(end, ..)| end.y), plot.frame);
        for ((end, one, name), y) in ends.into_iter().zip(ys) {
            let at = point(plot.frame.right() + 10.0, y + metrics::MIDDLE * NAME_SIZE);
            let (from, to) = (point(end.x + 7.0, end.y), point(at.x - 4.0, y));
            figure.push(Item::Line { from, to, paint: Paint::stroke(one.role, 0.75).opacity(0.5) });
            figure.push(Label::new(at, name, one.role, NAME_SIZE).bold().into());
        }
    }

    fn touch(&self, figure: &mut Figure, plot: &Plot, series: &[Series<'_>], column: usize) {
        let period = self.view.periods[column];
        let spot = |(one, series): (&QuestionnaireView, &Series<'_>)| {
            let estimate = series.points[column]?;
            let target = Selection::Answers { kind: Some(one.kind), item: None, part: self.part };
            let label = said::point(self.lang, names::answer_kind(one.kind).get(self.lang), period, estimate);
            Some(Spot { at: plot.at(series, column)?, target, label })
        };
        let spots = self.view.questionnaires.iter().zip(series).filter_map(spot).collect();
        plot.touch(figure, column, Shift { as_of: None, period: Some(period) }, spots);
    }

    fn spoken(&self) -> String {
        let line = |one: &QuestionnaireView| {
            let latest: Estimate = (self.line)(one).latest()?;
            let name = names::answer_kind(one.kind).get(self.lang);
            Some(format!("{name} {}", said::valued(self.lang, latest)))
        };
        let lines: Vec<String> = self.view.questionnaires.iter().filter_map(line).collect();
        words::titled(self.lang, self.title, &lines)
    }
}

/// Heights at least one line apart, in the same order, within the plot.
fn apart(wanted: impl Iterator<Item = f64>, frame: Frame) -> Vec<f64> {
    let mut ys: Vec<f64> = Vec::new();
    for y in wanted {
        let least = ys.last().map_or(frame.y, |before| before + NAME_LINE);
        ys.push(y.max(least));
    }
    let mut most = frame.bottom();
    for y in ys.iter_mut().rev() {
        *y = y.min(most);
        most = *y - NAME_LINE;
    }
    ys
}

/// Clauses in as few lines as possible.
fn notes(lang: Lang, view: &SatisfactionView, measure: String, hollow: bool, width: f64) -> Vec<String> {
    let clauses = vec![measure, said::each_point(view.grain).get(lang).to_owned(), INTERVAL.get(lang).to_owned()];
    let hollow = match (hollow, view.is_cut()) {
        (true, true) => Some(BOTH),
        (true, false) => Some(HOLLOW),
        (false, true) => Some(CUT),
        (false, false) => None,
    };
    let mut lines: Vec<String> = Vec::new();
    for clause in clauses {
        let joined = lines.last().map(|line| format!("{line} · {clause}"));
        match joined.filter(|line| metrics::width(line, NOTE_SIZE, super::list::Weight::Regular) <= width - 2.0 * PAD) {
            Some(joined) => lines.last_mut().into_iter().for_each(|line| line.clone_from(&joined)),
            None => lines.push(clause),
        }
    }
    // The meaning of a hollow point is a line of its own.
    lines.extend(hollow.map(|words| words.get(lang).to_owned()));
    lines
}

fn draw_notes(figure: &mut Figure, notes: &[String]) {
    for (line, note) in notes.iter().enumerate() {
        let at = point(PAD, PAD + line as f64 * NOTE_LINE + metrics::ASCENT * NOTE_SIZE);
        figure.push(Label::new(at, note, Role::Ink2, NOTE_SIZE).into());
    }
}

/// Size and position of a tick label below a plot.
const fn tick_line(line: usize) -> f64 {
    6.0 + metrics::ASCENT * TICK_SIZE + line as f64 * 15.0
}
