//! A plot over periods: columns of equal width, one per period, and a value axis that states its start. Lines, whiskers
//! and points go through plotters; labels and touch regions are placed by `x` and `y`.

use super::{
    backend::{Backend, Dot, Shape, grid},
    list::{Anchor, Figure, Frame, Label, Paint, Point, Role, point},
    metrics,
};
use crate::order::{fine, order};
use crate::protocol::{
    query::Selection,
    view::{Estimate, Shift},
};
use plotters::{
    coord::{cartesian::Cartesian2d, types::RangedCoordf64},
    drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea},
    element::PathElement,
    style::Color,
};
use std::convert::Infallible;

pub const TICK_SIZE: f64 = 11.5;
const POINT: f64 = 3.75;
/// Opacity of points with too few answers.
const PALE: f64 = 0.4;

type Chart<'a> = DrawingArea<Backend<'a>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;
type Drawn = Result<(), DrawingAreaErrorKind<Infallible>>;

pub struct Plot {
    pub frame: Frame,
    pub axis: Axis,
    /// The number of periods.
    pub columns: usize,
    /// Whether the last period is incomplete: its point is hollow.
    pub is_cut: bool,
}

/// The values an axis shows, and its ticks.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Axis {
    pub low: f64,
    pub high: f64,
    pub step: f64,
}

/// A line and how it is drawn.
pub struct Series<'a> {
    pub points: &'a [Option<Estimate>],
    pub role: Role,
    pub shape: Shape,
    pub width: f64,
    /// Distance from the middle of the column, in px, so that neighbours' whiskers stay apart.
    pub aside: f64,
}

/// A point that can be touched.
pub struct Spot {
    pub at: Point,
    pub target: Selection,
    pub label: String,
}

impl Axis {
    /// The part of `scale` that these estimates need, in whole ticks. Estimates from a handful of answers count without
    /// their interval, which may be as wide as the scale.
    pub fn around<'a>(estimates: impl Iterator<Item = &'a Estimate>, scale: (f64, f64)) -> Self {
        const TICK: f64 = 50.0;
        const LEAST: f64 = 200.0;
        const HANDFUL: u32 = 10;
        let (mut low, mut high) = (f64::MAX, f64::MIN);
        for estimate in estimates {
            let whole = estimate.interval.filter(|_| estimate.n >= HANDFUL);
            let (from, to) = whole.unwrap_or((estimate.mean, estimate.mean));
            (low, high) = (low.min(from), high.max(to));
        }
        if low > high {
            (low, high) = scale;
        }
        low = ((low / TICK).floor() * TICK).max(scale.0);
        high = ((high / TICK).ceil() * TICK).min(scale.1);
        while high - low < LEAST && (high < scale.1 || low > scale.0) {
            low = (low - TICK).max(scale.0);
            high = if high - low < LEAST { (high + TICK).min(scale.1) } else { high };
        }
        // Begins and ends with a tick.
        let step = Self::of(low, high).step;
        Self::of((low / step).floor() * step, (high / step).ceil() * step)
    }

    pub fn of(low: f64, high: f64) -> Self {
        let step = match high - low {
            span if span <= 250.0 => 50.0,
            span if span <= 600.0 => 100.0,
            _ => 200.0,
        };
        Self { low, high, step }
    }

    /// Every `step`, counted from zero.
    pub fn ticks(self) -> impl Iterator<Item = f64> {
        let first = (self.low / self.step).ceil();
        let count = ((self.high / self.step).floor() - first) as usize;
        (0..=count).map(move |tick| (first + tick as f64) * self.step)
    }

    fn clamp(self, value: f64) -> f64 {
        value.clamp(self.low, self.high)
    }
}

impl Plot {
    pub fn column(&self) -> f64 {
        self.frame.width / self.columns.max(1) as f64
    }

    /// The middle of a column.
    pub fn x(&self, column: usize) -> f64 {
        self.frame.x + (column as f64 + 0.5) * self.column()
    }

    pub fn y(&self, value: f64) -> f64 {
        let share = (self.axis.clamp(value) - self.axis.low) / (self.axis.high - self.axis.low);
        self.frame.bottom() - share * self.frame.height
    }

    pub fn at(&self, series: &Series<'_>, column: usize) -> Option<Point> {
        let estimate = (*series.points.get(column)?)?;
        Some(point(self.x(column) + series.aside, self.y(estimate.mean)))
    }

    /// Grid lines, then every line; the last line is on top.
    pub fn draw(&self, figure: &mut Figure, series: &[Series<'_>]) {
        let frame = self.frame;
        let area = Backend::new(figure).into_drawing_area();
        let (x, y) = (grid(frame.x)..grid(frame.right()), grid(frame.bottom())..grid(frame.y));
        let values = self.axis.low..self.axis.high;
        let chart = area.apply_coord_spec(Cartesian2d::new(0.0..frame.width, values, (x, y)));
        // Our backend cannot fail (`Infallible`), and no other borrow of it is alive.
        let drawn = self.grid(&chart).and_then(|()| series.iter().try_for_each(|one| self.line(&chart, one)));
        debug_assert!(drawn.is_ok());
    }

    fn grid(&self, chart: &Chart<'_>) -> Drawn {
        self.axis.ticks().try_for_each(|tick| {
            let role = if tick == 0.0 { Role::Line } else { Role::Line2 };
            let ends = vec![(0.0, tick), (self.frame.width, tick)];
            chart.draw(&PathElement::new(ends, role.stroke_width(grid(1.0).unsigned_abs())))
        })
    }

    fn line(&self, chart: &Chart<'_>, series: &Series<'_>) -> Drawn {
        let x = |column: usize| (column as f64 + 0.5) * self.column() + series.aside;
        let known = || series.points.iter().enumerate().filter_map(|(column, point)| Some((column, (*point)?)));
        let stroke = |width: f64, pale: bool| {
            series.role.mix(if pale { PALE } else { 1.0 }).stroke_width(grid(width).unsigned_abs())
        };
        for (column, estimate) in known() {
            let Some((low, high)) = estimate.interval else { continue };
            let ends = vec![(x(column), self.axis.clamp(low)), (x(column), self.axis.clamp(high))];
            chart.draw(&PathElement::new(ends, stroke(1.25, true)))?;
        }
        let is_hollow =
            |(column, estimate): (usize, Estimate)| estimate.is_small() || self.is_cut && column + 1 == self.columns;
        for (before, after) in known().zip(known().skip(1)) {
            // A period without answers leaves a gap.
            if before.0 + 1 == after.0 {
                let ends = vec![(x(before.0), before.1.mean), (x(after.0), after.1.mean)];
                chart.draw(&PathElement::new(ends, stroke(series.width, is_hollow(before) || is_hollow(after))))?;
            }
        }
        known().try_for_each(|(column, estimate)| {
            let paint = match is_hollow((column, estimate)) {
                true => Paint::fill(Role::Surface).outlined(series.role, 1.5),
                false => Paint::fill(series.role).outlined(Role::Surface, 1.0),
            };
            let at = (x(column), self.axis.clamp(estimate.mean));
            chart.draw(&Dot { at, shape: series.shape, size: POINT, paint })
        })
    }

    /// The tick values, left of the plot.
    pub fn tick_labels(&self, figure: &mut Figure, word: impl Fn(f64) -> String) {
        for tick in self.axis.ticks() {
            let at = point(self.frame.x - 6.0, self.y(tick) + metrics::MIDDLE * TICK_SIZE);
            figure.push(Label::new(at, word(tick), Role::Ink3, TICK_SIZE).anchor(Anchor::End).into());
        }
    }

    /// The points of one column: a region around each, and an exact one halfway to its neighbours.
    pub fn touch(&self, figure: &mut Figure, column: usize, at: Shift, mut spots: Vec<Spot>) {
        order(&mut spots, |spot| fine(spot.at.y));
        let ys: Vec<f64> = spots.iter().map(|spot| spot.at.y).collect();
        let half = |a: usize| (ys[a] + ys[a + 1]) / 2.0;
        for (place, spot) in spots.into_iter().enumerate() {
            let top = if place == 0 { self.frame.y } else { half(place - 1) };
            let bottom = if place + 1 == ys.len() { self.frame.bottom() } else { half(place) };
            let left = self.x(column) - self.column() / 2.0;
            let own = Frame::between(left, top, left + self.column(), bottom);
            let mark = Frame { x: spot.at.x - 5.0, y: spot.at.y - 5.0, width: 10.0, height: 10.0 };
            figure.touch_point(mark, own, spot.target, at, spot.label);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_takes_what_it_needs_in_whole_ticks() {
        let of = |mean: f64, n| Estimate { mean, n, interval: Some((mean - 30.0, mean + 30.0)) };
        let check = |estimates: &[Estimate], low, high, step| {
            let axis = Axis::around(estimates.iter(), (0.0, 1000.0));
            assert_eq!(axis, Axis { low, high, step });
        };
        check(&[of(822.0, 90), of(694.0, 90)], 650.0, 900.0, 50.0);
        check(&[of(822.0, 90)], 700.0, 900.0, 50.0);
        check(&[of(990.0, 90)], 800.0, 1000.0, 50.0);
        // The interval of two answers does not stretch the axis.
        check(&[of(822.0, 90), Estimate { interval: Some((0.0, 1000.0)), ..of(800.0, 2) }], 700.0, 900.0, 50.0);
        check(&[], 0.0, 1000.0, 200.0);
    }

    #[test]
    fn ticks_are_round() {
        let ticks = |low, high| Axis::of(low, high).ticks().collect::<Vec<_>>();
        assert_eq!(ticks(650.0, 900.0), [650.0, 700.0, 750.0, 800.0, 850.0, 900.0]);
        assert_eq!(ticks(-100.0, 100.0), [-100.0, -50.0, 0.0, 50.0, 100.0]);
        assert_eq!(ticks(450.0, 900.0), [500.0, 600.0, 700.0, 800.0, 900.0]);
    }
}
