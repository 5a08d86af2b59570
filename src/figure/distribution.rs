//! The lifecycle distribution as of a day: owners by stage × activity, prospects by level, one bar per row; side by
//! side if there is room. The words and numbers of a row are in `rows`, the choice of bars in `sections`.

mod rows;
mod sections;

use super::{
    list::{Figure, Frame, Item, Label, Role, Weight, point},
    metrics, words,
};
use crate::{
    protocol::view::DistributionView,
    text::{Lang, distribution as text},
};
use rows::Rows;
use sections::{Section, sections};

/// From this width on, owners and prospects are side by side.
const SIDE_BY_SIDE_PX: f64 = 980.0;
const BETWEEN: f64 = 36.0;
/// The share of the width for the owners.
const OWNERS_SHARE: f64 = 0.58;
/// How far a drawing extends beyond the words above it.
const PAD: f64 = 4.0;
const TITLE_SIZE: f64 = 13.5;
const LEGEND_SIZE: f64 = 12.0;
const LEGEND_LINE: f64 = 22.0;
const SWATCH: f64 = 15.0;
const ENTRY_GAP: f64 = 14.0;

/// The distribution of a view, `width` px wide and as high as needed.
pub fn distribution(view: &DistributionView, lang: Lang, width: f64) -> Figure {
    let sections = sections(&view.now, lang);
    let label = words::titled(lang, text::TITLE, &sections.iter().map(|one| one.spoken(lang)).collect::<Vec<_>>());
    let mut figure = Figure { width, label, ..Figure::default() };
    if width >= SIDE_BY_SIDE_PX && sections.len() == 2 {
        let left = (width - BETWEEN) * OWNERS_SHARE;
        let columns = [(PAD, left), (left + BETWEEN, width)];
        let plans = sections.iter().zip(columns).map(|(section, (from, to))| Plan::new(section, from, to));
        let plans: Vec<Plan> = plans.collect();
        let head = plans.iter().map(Plan::head).fold(0.0, f64::max);
        figure.height = plans.iter().map(|plan| head + plan.rows.height()).fold(0.0, f64::max);
        plans.iter().for_each(|plan| plan.draw(&mut figure, 0.0, head));
    } else {
        let plans: Vec<Plan> = sections.iter().map(|section| Plan::new(section, PAD, width)).collect();
        figure.height = plans.iter().map(|plan| plan.head() + plan.rows.height()).sum();
        let mut top = 0.0;
        for plan in &plans {
            plan.draw(&mut figure, top, plan.head());
            top += plan.head() + plan.rows.height();
        }
    }
    figure.order_hits();
    figure
}

/// A section between its left and right edge.
struct Plan<'a> {
    section: &'a Section,
    left: f64,
    /// Entries of the legend, wrapped into lines.
    legend: Vec<Vec<usize>>,
    rows: Rows<'a>,
}

impl<'a> Plan<'a> {
    fn new(section: &'a Section, left: f64, right: f64) -> Self {
        Self { section, left, legend: legend(section, right - left), rows: Rows::new(section, left, right) }
    }

    fn head(&self) -> f64 {
        self.legend.len() as f64 * LEGEND_LINE + 8.0
    }

    fn draw(&self, figure: &mut Figure, top: f64, head: f64) {
        let title = Label::new(point(self.left, top + 16.0), self.section.title, Role::Ink, TITLE_SIZE).bold();
        let mut x = self.left + title.width() + ENTRY_GAP;
        figure.push(title.into());
        for (line, entries) in self.legend.iter().enumerate() {
            let middle = top + 11.5 + line as f64 * LEGEND_LINE;
            for &entry in entries {
                let (look, word) = &self.section.parts[entry];
                look.swatch(figure, point(x, middle));
                let at = point(x + SWATCH, middle + metrics::MIDDLE * LEGEND_SIZE);
                figure.push(Label::new(at, *word, Role::Ink2, LEGEND_SIZE).into());
                x += entry_width(word) + ENTRY_GAP;
            }
            x = self.left;
        }
        self.rows.draw(figure, top + head);
    }
}

fn legend(section: &Section, width: f64) -> Vec<Vec<usize>> {
    let title = metrics::width(section.title, TITLE_SIZE, Weight::Bold) + ENTRY_GAP;
    let mut lines = vec![Vec::new()];
    let mut x = title;
    for (entry, (_, word)) in section.parts.iter().enumerate() {
        if x + entry_width(word) > width {
            lines.push(Vec::new());
            x = 0.0;
        }
        x += entry_width(word) + ENTRY_GAP;
        lines.last_mut().into_iter().for_each(|line| line.push(entry));
    }
    lines
}

fn entry_width(word: &str) -> f64 {
    SWATCH + metrics::width(word, LEGEND_SIZE, Weight::Regular)
}

/// The line where the bars start.
fn axis(figure: &mut Figure, bar: Frame) {
    let (from, to) = (point(bar.x, bar.y - 4.0), point(bar.x, bar.bottom() + 4.0));
    figure.push(Item::Line { from, to, paint: super::list::Paint::stroke(Role::Line, 1.0) });
}
