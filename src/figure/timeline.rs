//! The lifecycle distribution over two years: owners by activity above, prospects below, a stacked bar for every month
//! end. The as-of day is marked. Every bar opens its people on its own day. Only every few bars are links, so that the
//! keyboard does not have to pass hundreds of stops.

mod panel;

use super::{
    list::{Anchor, Figure, Frame, Item, Label, Paint, Role, TOUCH, Weight, point},
    metrics, stand, words,
};
use crate::{
    protocol::{
        query::Selection,
        view::{DistributionView, PROSPECT_PARTS, StandView},
    },
    terms::activity::ACTIVITIES,
    text::{Lang, distribution as text, names, shell},
    time::Day,
};
use panel::{Band, Panel};

const SIZE: f64 = 12.0;
const AXIS_SIZE: f64 = 11.5;
const NARROW_PX: f64 = 520.0;
/// The height of the as-of date's line, and of the months' line.
const LINE: f64 = 20.0;
/// Room above a panel for its name.
const NAME: f64 = 26.0;
/// At most every third bar is a link.
const EVERY: usize = 3;
const MONTH_GAP: f64 = 14.0;

/// The timeline of a view, `width` px wide.
pub fn timeline(view: &DistributionView, lang: Lang, width: f64) -> Figure {
    let panels = panels(view, lang);
    let narrow = width < NARROW_PX;
    let across = Across::new(view, &panels, lang, width);
    let mut figure = Figure { width, label: spoken(view, lang), ..Figure::default() };
    let heights = panels.iter().map(|panel| panel.height(narrow));
    let bottom = LINE + heights.clone().map(|height| NAME + height).sum::<f64>();
    figure.height = bottom + LINE + 6.0;
    mark(&mut figure, view, &across, bottom, lang);
    let mut top = LINE;
    for (panel, height) in panels.iter().zip(heights) {
        panel.draw(&mut figure, &across, top + NAME, height, lang);
        top += NAME + height;
    }
    months(&mut figure, view, &across, bottom);
    figure.order_hits();
    figure
}

/// The bars' positions from left to right.
pub struct Across {
    left: f64,
    right: f64,
    pitch: f64,
    /// The bars that are links.
    links: Vec<usize>,
}

impl Across {
    fn new(view: &DistributionView, panels: &[Panel], lang: Lang, width: f64) -> Self {
        let left = panels.iter().map(Panel::ticks_width).fold(0.0, f64::max) + 6.0;
        let right = width - panels.iter().map(|panel| panel.labels_width(lang)).fold(TOUCH, f64::max);
        let (bars, last) = (view.points.len().max(1), view.points.len().saturating_sub(1));
        let pitch = (right - left) / bars as f64;
        let every = EVERY.max((TOUCH / pitch).ceil() as usize);
        let marked = view.points.iter().position(|point| point.day == view.as_of).unwrap_or(last);
        let links = (0..bars).filter(|bar| (last - bar).is_multiple_of(every) || *bar == marked).collect();
        Self { left, right, pitch, links }
    }

    /// The column of a bar, from edge to edge.
    fn column(&self, bar: usize) -> (f64, f64) {
        (self.left + bar as f64 * self.pitch, self.pitch)
    }
}

fn panels(view: &DistributionView, lang: Lang) -> Vec<Panel> {
    let band = |look, word, target, counts: Vec<u32>| Band { look, word, target, counts };
    let over = |count: &dyn Fn(&StandView) -> u32| view.points.iter().map(count).collect::<Vec<u32>>();
    let owners = ACTIVITIES.map(|activity| {
        let target = Selection::Owners { stage: None, activity: Some(activity) };
        let counts = over(&|point| point.activities()[activity as usize]);
        band(stand::activity(activity), names::activity(activity), target, counts)
    });
    let prospects = PROSPECT_PARTS.into_iter().enumerate().map(|(place, part)| {
        let target = Selection::Prospects { level: None, part };
        band(stand::prospect(part), text::part(part), target, over(&|point| point.parts()[place]))
    });
    let days: Vec<Day> = view.points.iter().map(|point| point.day).collect();
    let panel = |name, bands, tall| Panel { name, bands, tall, days: days.clone() };
    let both = [
        panel(text::OWNERS.get(lang), owners.to_vec(), true),
        panel(text::PROSPECTS.get(lang), prospects.collect(), false),
    ];
    both.into_iter().filter(|panel| panel.most() > 0.0).collect()
}

/// The as-of day: a pale column behind its bars, its date above.
fn mark(figure: &mut Figure, view: &DistributionView, across: &Across, bottom: f64, lang: Lang) {
    let Some(bar) = view.points.iter().position(|point| point.day == view.as_of) else { return };
    let (x, width) = across.column(bar);
    let frame = Frame::between(x - 1.0, LINE, x + width + 1.0, bottom);
    figure.push(Item::Rect { frame, radius: 3.0, paint: Paint::fill(Role::Line) });
    let text = format!("{} {}", shell::AS_OF.get(lang), view.as_of);
    let half = metrics::width(&text, SIZE, Weight::Bold) / 2.0;
    let x = frame.center().x.min(figure.width - half).max(half);
    figure.push(Label::new(point(x, LINE - 6.0), text, Role::Ink, SIZE).bold().anchor(Anchor::Middle).into());
}

/// As many months as fit, counted back from the last.
fn months(figure: &mut Figure, view: &DistributionView, across: &Across, bottom: f64) {
    let room = metrics::width("0000-00", AXIS_SIZE, Weight::Regular) + MONTH_GAP;
    let every = (room / across.pitch).ceil().max(1.0) as usize;
    for (bar, point_at) in view.points.iter().enumerate().rev().step_by(every) {
        let (x, width) = across.column(bar);
        let middle = (x + width / 2.0).max((room - MONTH_GAP) / 2.0);
        let at = point(middle, bottom + LINE - 4.0);
        let month = point_at.day.month().to_string();
        figure.push(Label::new(at, month, Role::Ink3, AXIS_SIZE).anchor(Anchor::Middle).into());
    }
}

fn spoken(view: &DistributionView, lang: Lang) -> String {
    let said = |stand: &StandView| {
        let owners = words::with_count(lang, text::OWNERS, stand.all_owners());
        let lost = words::with_count(lang, text::LOST, stand.lost());
        let prospects = words::with_count(lang, text::PROSPECTS, stand.all_prospects());
        format!("{} {}", stand.day, words::joined(lang, &[owners, lost, prospects]))
    };
    let ends: Vec<String> = view.points.first().into_iter().chain(view.points.last()).map(said).collect();
    words::titled(lang, text::TIMELINE, &ends)
}
