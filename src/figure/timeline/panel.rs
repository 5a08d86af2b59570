//! One panel of the timeline: an axis with a few round numbers, stacked bars, and the bands' names at the right end.

use super::{AXIS_SIZE, Across, SIZE};
use crate::{
    figure::{
        list::{Anchor, Figure, Frame, Item, Label, Paint, Role, Weight, point},
        metrics,
        stand::Look,
        words,
    },
    protocol::{query::Selection, view::Shift},
    text::{Lang, Text},
    time::Day,
};
use plotters::coord::{ranged1d::Ranged, types::RangedCoordf64};

/// Between two names at the right end.
const LINE: f64 = 17.0;
const SWATCH: f64 = 14.0;
/// From the last bar to the names.
const SPACE: f64 = 8.0;
/// The pointer does not open a bar lower than this.
const LOWEST: f64 = 2.0;
const TICKS: usize = 4;

pub struct Panel {
    pub name: &'static str,
    /// From the axis upwards.
    pub bands: Vec<Band>,
    pub tall: bool,
    pub days: Vec<Day>,
}

#[derive(Clone)]
pub struct Band {
    pub look: Look,
    pub word: Text,
    pub target: Selection,
    /// One for each day.
    pub counts: Vec<u32>,
}

impl Panel {
    pub fn height(&self, narrow: bool) -> f64 {
        match (self.tall, narrow) {
            (true, false) => 200.0,
            (true, true) => 170.0,
            (false, _) => 120.0,
        }
    }

    /// The highest bar.
    pub fn most(&self) -> f64 {
        (0..self.days.len()).map(|bar| f64::from(self.total(bar))).fold(0.0, f64::max)
    }

    fn total(&self, bar: usize) -> u32 {
        self.bands.iter().map(|band| band.counts[bar]).sum()
    }

    /// Round numbers up to the highest bar.
    fn ticks(&self) -> Vec<u32> {
        let found = RangedCoordf64::from(0.0..self.most()).key_points(TICKS);
        // People are not counted in fractions.
        let mut ticks: Vec<u32> =
            found.into_iter().filter(|tick| tick.fract() == 0.0).map(|tick| tick as u32).collect();
        ticks.dedup();
        ticks
    }

    pub fn ticks_width(&self) -> f64 {
        let width = |tick: u32| metrics::width(&words::count(tick), AXIS_SIZE, Weight::Regular);
        self.ticks().into_iter().map(width).fold(0.0, f64::max)
    }

    fn label(&self, band: &Band, lang: Lang) -> String {
        words::with_count(lang, band.word, band.counts.last().copied().unwrap_or(0))
    }

    pub fn labels_width(&self, lang: Lang) -> f64 {
        let width = |band: &Band| metrics::width(&self.label(band, lang), SIZE, Weight::Regular);
        SPACE + SWATCH + self.bands.iter().map(width).fold(0.0, f64::max)
    }

    pub fn draw(&self, figure: &mut Figure, across: &Across, top: f64, height: f64, lang: Lang) {
        let (base, scale) = (top + height, (height - 6.0) / self.most().max(1.0));
        figure.push(Label::new(point(4.0, top - 8.0), self.name, Role::Ink, SIZE + 1.0).bold().into());
        self.axis(figure, across, base, scale);
        for bar in 0..self.days.len() {
            self.bar(figure, across, bar, base, scale, lang);
        }
        self.names(figure, across, top, base, scale, lang);
    }

    fn axis(&self, figure: &mut Figure, across: &Across, base: f64, scale: f64) {
        for tick in self.ticks() {
            let y = base - f64::from(tick) * scale;
            let paint = Paint::stroke(if tick == 0 { Role::Ink3 } else { Role::Line }, 1.0);
            figure.push(Item::Line { from: point(across.left, y), to: point(across.right, y), paint });
            let at = point(across.left - 6.0, y + metrics::MIDDLE * AXIS_SIZE);
            figure.push(Label::new(at, words::count(tick), Role::Ink3, AXIS_SIZE).anchor(Anchor::End).into());
        }
    }

    fn bar(&self, figure: &mut Figure, across: &Across, bar: usize, base: f64, scale: f64, lang: Lang) {
        let (x, pitch) = across.column(bar);
        let gap = (pitch * 0.2).min(3.0);
        let mut bottom = base;
        for band in self.bands.iter().filter(|band| band.counts[bar] > 0) {
            let height = f64::from(band.counts[bar]) * scale;
            let frame = Frame { x: x + gap / 2.0, y: bottom - height, width: pitch - gap, height };
            bottom = frame.y;
            band.look.bar(figure, frame, 0.0);
            self.touch(figure, across, bar, frame, band, lang);
        }
    }

    fn touch(&self, figure: &mut Figure, across: &Across, bar: usize, frame: Frame, band: &Band, lang: Lang) {
        let at = Shift { as_of: Some(self.days[bar]), period: None };
        let said = self.said(band, bar, lang);
        if across.links.contains(&bar) {
            figure.touch_at(frame, band.target.clone(), at, said.clone());
        }
        if frame.height >= LOWEST {
            figure.touch_exactly(frame, band.target.clone(), at, said);
        }
    }

    fn said(&self, band: &Band, bar: usize, lang: Lang) -> String {
        let people = band.counts[bar];
        let share = f64::from(people) / f64::from(self.total(bar).max(1));
        words::spoken(lang, &format!("{} {}", self.days[bar], self.name), band.word, people, Some(share))
    }

    /// Beside the last bar, each at its band's height, or as near as the other names allow.
    fn names(&self, figure: &mut Figure, across: &Across, top: f64, base: f64, scale: f64, lang: Lang) {
        let Some(last) = self.days.len().checked_sub(1) else { return };
        let mut below = 0.0;
        let mut free = base + LINE / 2.0;
        let shown: Vec<&Band> = self.bands.iter().filter(|band| band.counts[last] > 0).collect();
        for (nth, band) in shown.iter().enumerate() {
            let people = f64::from(band.counts[last]);
            let middle = base - (below + people / 2.0) * scale;
            below += people;
            // Leaves room for the names still to be placed above.
            let highest = top + LINE * (shown.len() - 1 - nth) as f64;
            let y = middle.min(free - LINE).max(highest);
            free = y;
            self.name(figure, across, band, y, lang);
        }
    }

    fn name(&self, figure: &mut Figure, across: &Across, band: &Band, y: f64, lang: Lang) {
        let x = across.right + SPACE;
        band.look.swatch(figure, point(x, y));
        let at = point(x + SWATCH, y + metrics::MIDDLE * SIZE);
        figure.push(Label::new(at, self.label(band, lang), Role::Ink, SIZE).into());
    }
}
