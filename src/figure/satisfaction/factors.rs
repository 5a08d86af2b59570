//! The factors of one questionnaire: a small plot each, with a common axis. Changes beyond noise are coloured, the rest
//! is quiet. If the other end of the see-saw is a factor of another questionnaire, its plot comes last.

use super::{NAME_SIZE, NOTE_LINE, NOTE_SIZE, PAD, SCALE, TICKS, draw_notes, measure, notes, periods, tick_line};
use crate::{
    figure::{
        backend::Shape,
        list::{Anchor, Figure, Frame, Label, Role, Weight, point},
        metrics,
        plot::{Axis, Plot, Series, Spot, TICK_SIZE},
        words,
    },
    model::values::AnswerKind,
    protocol::{
        query::{AnswerPart, Selection},
        view::{FactorView, SatisfactionView, Shift},
    },
    text::{
        Lang, names,
        satisfaction::{self as said, score},
    },
    time::Period,
};

/// The least width of a panel; two fit side by side on a phone.
const PANEL_PX: f64 = 200.0;
const BETWEEN: f64 = 18.0;
const TALL: f64 = 92.0;
const HEAD: f64 = 44.0;
const FOOT: f64 = 30.0;

/// The factors of a questionnaire, `width` px wide.
pub fn factors(view: &SatisfactionView, kind: AnswerKind, lang: Lang, width: f64) -> Figure {
    let panels = panels(view, kind);
    let axis = Axis::around(panels.iter().flat_map(|panel| panel.factor.line.points.iter().flatten()), SCALE);
    let hollow =
        panels.iter().flat_map(|panel| panel.factor.line.points.iter().flatten()).any(|point| point.is_small());
    let notes = notes(lang, view, measure(lang, said::FACTORS, axis), hollow, width);
    let top = PAD + notes.len() as f64 * NOTE_LINE + 8.0;
    let columns = columns(panels.len(), width);
    let rows = panels.len().div_ceil(columns);
    let height = top + rows as f64 * (HEAD + TALL + FOOT);
    let mut figure = Figure { width, height, ..Figure::default() };
    draw_notes(&mut figure, &notes);
    let wide = (width - (columns - 1) as f64 * BETWEEN) / columns as f64;
    for (place, panel) in panels.iter().enumerate() {
        let (column, row) = (place % columns, place / columns);
        let left = column as f64 * (wide + BETWEEN);
        let upper = top + row as f64 * (HEAD + TALL + FOOT);
        let frame = Frame::between(left + TICKS, upper + HEAD, left + wide - PAD, upper + HEAD + TALL);
        let plot = Plot { frame, axis, columns: view.periods.len(), is_cut: view.is_cut() };
        panel.draw(&mut figure, &plot, view, lang, left);
    }
    figure.order_hits();
    let spoken: Vec<String> = panels.iter().filter_map(|panel| panel.spoken(lang)).collect();
    figure.label = words::titled(lang, said::FACTORS, &spoken);
    figure
}

/// The number of columns that makes the rows most even.
fn columns(panels: usize, width: f64) -> usize {
    let most = (((width + BETWEEN) / (PANEL_PX + BETWEEN)) as usize).clamp(2, 4);
    let rows = panels.div_ceil(most).max(1);
    panels.div_ceil(rows).max(1)
}

struct Panel<'a> {
    kind: AnswerKind,
    factor: &'a FactorView,
    /// From another questionnaire, which is named beside it.
    guest: bool,
}

fn panels(view: &SatisfactionView, kind: AnswerKind) -> Vec<Panel<'_>> {
    let own = view.questionnaire(kind).into_iter().flat_map(|one| &one.factors);
    let mut panels: Vec<Panel<'_>> = own.map(|factor| Panel { kind, factor, guest: false }).collect();
    let pair = view.see_saw().filter(|(up, down)| (up.kind == kind) != (down.kind == kind));
    let other = pair.map(|(up, down)| if up.kind == kind { down } else { up });
    let guest = other.and_then(|other| {
        let mut factors = view.questionnaire(other.kind)?.factors.iter();
        let factor = factors.find(|factor| Some(factor.item) == other.item)?;
        Some(Panel { kind: other.kind, factor, guest: true })
    });
    panels.extend(guest);
    panels
}

impl Panel<'_> {
    fn name(&self, lang: Lang) -> String {
        let (item, kind) = (names::item(self.factor.item).get(lang), names::answer_kind(self.kind).get(lang));
        match lang {
            _ if !self.guest => item.to_owned(),
            Lang::Zh => format!("{item}（{kind}）"),
            Lang::En => format!("{item} ({kind})"),
        }
    }

    fn role(&self) -> Role {
        match self.factor.line.moved() {
            Some(change) if change > 0.0 => Role::Pass,
            Some(_) => Role::Leak,
            None => Role::Ink3,
        }
    }

    fn draw(&self, figure: &mut Figure, plot: &Plot, view: &SatisfactionView, lang: Lang, left: f64) {
        let moved = self.factor.line.moved().is_some();
        let top = plot.frame.y - HEAD;
        let weight = if moved { Weight::Bold } else { Weight::Regular };
        let item = names::item(self.factor.item).get(lang);
        // Bold letters are wider by this factor.
        let room = (plot.frame.right() - left - PAD) / 1.07;
        let name = metrics::fit(item, NAME_SIZE, room);
        let name_at = point(left + PAD, top + metrics::ASCENT * NAME_SIZE);
        figure.push(Label::new(name_at, name, Role::Ink, NAME_SIZE).weight(weight).into());
        let stand_at = point(left + PAD, top + 18.0 + metrics::ASCENT * NOTE_SIZE);
        let role = if moved { self.role() } else { Role::Ink2 };
        figure.push(
            Label::new(stand_at, metrics::fit(&self.stand(lang), NOTE_SIZE, room), role, NOTE_SIZE)
                .weight(weight)
                .into(),
        );
        let ends = [plot.axis.low, plot.axis.high];
        for end in ends {
            let at = point(plot.frame.x - 6.0, plot.y(end) + metrics::MIDDLE * TICK_SIZE);
            figure.push(Label::new(at, score(end), Role::Ink3, TICK_SIZE).anchor(Anchor::End).into());
        }
        dates(figure, plot, view, lang);
        let width = if moved { 2.5 } else { 1.5 };
        let points = &self.factor.line.points;
        let series = Series { points, role: self.role(), shape: Shape::Disc, width, aside: 0.0 };
        plot.draw(figure, std::slice::from_ref(&series));
        for (column, period) in view.periods.iter().enumerate() {
            let spot = plot.at(&series, column).and_then(|at| self.spot(lang, *period, column, at));
            let shift = Shift { as_of: None, period: Some(*period) };
            plot.touch(figure, column, shift, spot.into_iter().collect());
        }
    }

    fn spot(&self, lang: Lang, period: Period, column: usize, at: crate::figure::list::Point) -> Option<Spot> {
        let estimate = self.factor.line.points[column]?;
        let (kind, item) = (Some(self.kind), Some(self.factor.item));
        let label = said::point(lang, &self.name(lang), period, estimate);
        Some(Spot { at, target: Selection::Answers { kind, item, part: AnswerPart::All }, label })
    }

    /// 896，升 81; without a change beyond noise only the score. A guest's questionnaire comes first.
    fn stand(&self, lang: Lang) -> String {
        let kind = if self.guest { format!("{} · ", names::answer_kind(self.kind).get(lang)) } else { String::new() };
        let latest = self.factor.line.latest().map_or("–".to_owned(), |latest| score(latest.mean));
        let latest = kind + &latest;
        let Some(change) = self.factor.line.moved() else { return latest };
        match lang {
            Lang::Zh if change > 0.0 => format!("{latest}，升 {}", score(change)),
            Lang::Zh => format!("{latest}，降 {}", score(-change)),
            Lang::En => format!("{latest}, {}", said::signed(change)),
        }
    }

    fn spoken(&self, lang: Lang) -> Option<String> {
        let latest = self.factor.line.latest()?;
        Some(format!("{} {}", self.name(lang), said::valued(lang, latest)))
    }
}

/// The first and the last period below the plot's ends; only the last if there is no room for both.
fn dates(figure: &mut Figure, plot: &Plot, view: &SatisfactionView, lang: Lang) {
    let y = plot.frame.bottom() + tick_line(0);
    let label = |x: f64, period: &Period, anchor| {
        Label::new(point(x, y), periods::dated(lang, view.grain, *period), Role::Ink3, TICK_SIZE).anchor(anchor)
    };
    let last = view.periods.last().map(|last| label(plot.frame.right(), last, Anchor::End));
    let first = view.periods.first().map(|first| label(plot.frame.x, first, Anchor::Start));
    let taken = last.as_ref().map_or(0.0, Label::width) + 4.0;
    let first = first.filter(|first| plot.columns > 1 && first.width() + taken <= plot.frame.width);
    figure.items.extend(first.into_iter().chain(last).map(Into::into));
}
