//! The lead funnel (漏斗): one bar per step, split into those who went on, are in time, stand still, or leaked. Between
//! two bars is the share that went on, with its interval. Bars, axis and hit regions go through plotters; `texts` puts
//! words on the list, beside their bars.

mod texts;

use super::{
    backend::{Backend, Bar, Grows, Touch, grid},
    list::{Figure, Item, Paint, Role, TOUCH, point},
    words,
};
use crate::{
    protocol::{
        query::{Selection, StepPart},
        view::{FunnelFinding, FunnelView, Proportion, StepView},
    },
    terms::stage::Step,
    text::{Lang, names},
};
use plotters::{
    coord::{Shift, cartesian::Cartesian2d, types::RangedCoordf64},
    drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea},
    element::PathElement,
    style::Color,
};
use std::convert::Infallible;
use texts::Texts;

/// From this width on, names are left of the bars; below it, above them.
const BESIDE_PX: f64 = 520.0;
const NAME_SIZE: f64 = 13.5;
const NOTE_SIZE: f64 = 12.0;
const PAD: f64 = 4.0;
/// Between bar and numbers, and between two numbers.
const SPACE: f64 = 9.0;
const RADIUS: f64 = 3.0;
const GAP: f64 = 1.5;

type Chart<'a> = DrawingArea<Backend<'a>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;
type Drawn = Result<(), DrawingAreaErrorKind<Infallible>>;

/// The funnel of a view, `width` px wide and as high as needed.
pub fn funnel(view: &FunnelView, lang: Lang, width: f64) -> Figure {
    let layout = Layout::new(view, lang, width);
    let last = layout.bar_bottom(view.steps.len().saturating_sub(1));
    let height = last + PAD.max(TOUCH - layout.bar);
    let mut figure = Figure { width, height, label: spoken(view, lang), ..Figure::default() };
    for (row, pair) in view.steps.windows(2).enumerate() {
        connect(&mut figure, &layout, row, &pair[0], &pair[1]);
    }
    chart(&mut figure, view, &layout, lang);
    for (row, step) in view.steps.iter().enumerate() {
        let texts = Texts { layout: &layout, lang, row, step, strong: is_worst(view, step.step) };
        texts.draw(&mut figure, row + 1 == view.steps.len());
    }
    figure.order_hits();
    figure
}

/// The positions of rows and bars.
struct Layout {
    beside: bool,
    /// Left edge of the bars.
    left: f64,
    /// Width of the bar for `most`.
    full: f64,
    most: f64,
    /// From one row to the next: header, bar, and the gap after it.
    pitch: f64,
    header: f64,
    bar: f64,
    after: f64,
}

impl Layout {
    fn new(view: &FunnelView, lang: Lang, width: f64) -> Self {
        let most = view.steps.iter().map(|step| step.reached).max().unwrap_or(0).max(1);
        let most = f64::from(most);
        if width < BESIDE_PX {
            let (header, bar, after) = (23.0, 20.0, 31.0);
            let pitch = header + bar + after;
            return Self { beside: false, left: 1.0, full: width - 2.0, most, pitch, header, bar, after };
        }
        let left = PAD + texts::column_width(view, lang) + 12.0;
        let full = view.steps.iter().filter(|step| step.reached > 0).map(|step| {
            let room = width - PAD - left - SPACE - texts::runs_width(&texts::runs(step, lang, false));
            room * most / f64::from(step.reached)
        });
        let full = full.fold(width - PAD - left, f64::min);
        let (bar, after) = (34.0, 27.0);
        Self { beside: true, left, full, most, pitch: bar + after, header: 0.0, bar, after }
    }

    /// The right end of a count's bar.
    fn end(&self, count: u32) -> f64 {
        self.left + self.full * f64::from(count) / self.most
    }

    fn bar_top(&self, row: usize) -> f64 {
        PAD + self.pitch * row as f64 + self.header
    }

    fn bar_bottom(&self, row: usize) -> f64 {
        self.bar_top(row) + self.bar
    }
}

/// The people who went on, as a pale band to the next bar.
fn connect(figure: &mut Figure, layout: &Layout, row: usize, step: &StepView, next: &StepView) {
    if !step.lacks.is_empty() || !next.lacks.is_empty() || step.next == 0 {
        return;
    }
    let (top, bottom) = (layout.bar_bottom(row) + 1.5, layout.bar_top(row + 1) - layout.header - 1.5);
    let (upper, lower) = (layout.end(step.next) - GAP, layout.end(step.next.min(next.reached)) - GAP);
    let points = vec![point(layout.left, top), point(upper, top), point(lower, bottom), point(layout.left, bottom)];
    figure.push(Item::Polyline { points, closed: true, paint: Paint::fill(Role::PassSoft).opacity(0.5) });
}

/// Everything plotters draws: axis, bars, hit regions.
fn chart(figure: &mut Figure, view: &FunnelView, layout: &Layout, lang: Lang) {
    let area = Backend::new(figure).into_drawing_area();
    let chart = coordinates(&area, view, layout);
    // Our backend cannot fail (`Infallible`), and no other borrow of it is alive.
    let drawn = view.steps.iter().enumerate().try_for_each(|(row, step)| draw_step(&chart, layout, row, step, lang));
    debug_assert!(drawn.is_ok());
}

/// Across: people. Down: rows, in units of the pitch.
fn coordinates<'a>(area: &DrawingArea<Backend<'a>, Shift>, view: &FunnelView, layout: &Layout) -> Chart<'a> {
    let rows = view.steps.len() as f64;
    let x = grid(layout.left)..grid(layout.left + layout.full);
    let y = grid(PAD)..grid(PAD + layout.pitch * rows);
    area.apply_coord_spec(Cartesian2d::new(0.0..layout.most, 0.0..rows.max(1.0), (x, y)))
}

struct Part {
    paint: Paint,
    people: u32,
    selection: StepPart,
}

/// From left to right. People outside the four parts count as reached only.
fn parts(step: &StepView) -> [Part; 5] {
    let part = |role, people, selection| Part { paint: Paint::fill(role), people, selection };
    let rest = step.reached.saturating_sub(step.next + step.in_time + step.stagnant + step.leaked);
    [
        part(Role::Pass, step.next, StepPart::Next),
        part(Role::Pass, rest, StepPart::Reached),
        part(Role::PassSoft, step.in_time, StepPart::InTime),
        part(Role::Still, step.stagnant, StepPart::Stagnant),
        part(Role::Leak, step.leaked, StepPart::Leaked),
    ]
}

fn draw_step(chart: &Chart<'_>, layout: &Layout, row: usize, step: &StepView, lang: Lang) -> Drawn {
    let top = row as f64 + layout.header / layout.pitch;
    let bottom = top + layout.bar / layout.pitch;
    let over = 4.0 / layout.pitch;
    let axis = vec![(0.0, top - over), (0.0, bottom + over)];
    chart.draw(&PathElement::new(axis, Role::Line.stroke_width(grid(1.0).unsigned_abs())))?;
    if !step.lacks.is_empty() {
        return Ok(());
    }
    let mut touches = Vec::new();
    let mut from = 0.0;
    for part in parts(step).into_iter().filter(|part| part.people > 0) {
        let corners = [(from, top), (from + f64::from(part.people), bottom)];
        from = corners[1].0;
        chart.draw(&Bar { corners, radius: RADIUS, gap: GAP, paint: part.paint })?;
        touches.push(touch(corners, part, step, lang));
    }
    // A narrow part takes room from the part before it, so later regions go below earlier ones.
    touches.iter().rev().try_for_each(|touch| chart.draw(touch))
}

fn touch(corners: [(f64, f64); 2], part: Part, step: &StepView, lang: Lang) -> Touch<f64, f64> {
    let grows = if part.selection == StepPart::Leaked { Grows::Right } else { Grows::Left };
    let label = said(step, &part.selection, part.people, lang);
    Touch { corners, grows, target: Selection::Step(step.step, part.selection), label }
}

fn said(step: &StepView, part: &StepPart, people: u32, lang: Lang) -> String {
    let of_reached = f64::from(people) / f64::from(step.reached.max(1));
    let share = match part {
        StepPart::Reached | StepPart::Bypassed => None,
        // The conversion leaves out those still in time.
        StepPart::Next => step.conversion.map(Proportion::share),
        _ => Some(of_reached),
    };
    words::spoken(lang, names::step(step.step).get(lang), words::step_part(part), people, share)
}

fn is_worst(view: &FunnelView, step: Step) -> bool {
    matches!(view.finding, FunnelFinding::WorstStep { from, .. } if from == step)
}

fn spoken(view: &FunnelView, lang: Lang) -> String {
    let steps: Vec<String> = view.steps.iter().map(|step| spoken_step(step, lang)).collect();
    words::titled(lang, words::FUNNEL, &steps)
}

fn spoken_step(step: &StepView, lang: Lang) -> String {
    let name = names::step(step.step).get(lang);
    if !step.lacks.is_empty() {
        return format!("{name} {}", words::UNOBSERVED.get(lang));
    }
    let parts = [(words::LEAKED, step.leaked), (words::STAGNANT, step.stagnant), (words::IN_TIME, step.in_time)];
    let mut said = vec![format!("{name} {}", words::count(step.reached))];
    said.extend(parts.map(|(word, people)| words::with_count(lang, word, people)));
    words::joined(lang, &said)
}
