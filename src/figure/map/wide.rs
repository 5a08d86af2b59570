//! The lying track: seven circles on the upper run, left to right, six on the lower, right to left. After each circle
//! there is one stretch of track, which carries what passed.

use super::{
    NAME_SIZE, NOTE_SIZE, SHARE_SIZE,
    plan::{Circle, LARGEST_RADIUS, Leak, Place, Plan, Pool, Spot},
};
use crate::{
    figure::{
        list::{Anchor, Label, Point, Role, Segment, Weight, point},
        metrics,
    },
    lifecycle::stage::STEPS,
    text::Lang,
};

const PAD: f64 = 14.0;
const BAND: f64 = 24.0;
/// Between the two runs.
const INNER: f64 = 230.0;
/// Half axis of the round ends, in shares of the width.
const END: f64 = 0.088;
/// Between the largest circle and its name; between name and note.
const NAME_GAP: f64 = 7.0;
const NAME_LINE: f64 = 17.0;
const NOTE_LINE: f64 = 15.0;
/// Room around the share on the track: its distance to the chevron and the chevron.
const CHEVRON: f64 = 11.0;

const STREAM_AT_FULL: f64 = 60.0;
/// From the corner to the first circle, in stretches.
const LEAD: f64 = 0.22;
const POOL_AT_FULL: f64 = 24.0;

struct Run {
    /// Of the first circle.
    start: Point,
    /// 1 to the right, −1 to the left.
    flow: f64,
    step: f64,
    inward: f64,
}

struct Track {
    left: f64,
    right: f64,
    top: f64,
    end: f64,
}

pub fn plan(circles: &[Circle<'_>], lang: Lang, width: f64) -> Plan {
    let end = width * END;
    let inset = PAD + BAND / 2.0 + end;
    let mut track = Track { left: inset, right: width - inset, top: 0.0, end };
    let lines = |upper: bool| {
        let run = track.run(upper);
        let of_run = circles.iter().filter(|circle| is_upper(circle) == upper);
        of_run.map(|circle| run.names(circle).len()).max().unwrap_or(1) as f64
    };
    let outside = |upper: bool| {
        let is_rated = circles.iter().any(|circle| is_upper(circle) == upper && circle.is_rated());
        let notes = if is_rated { 2.0 } else { 1.0 };
        LARGEST_RADIUS + NAME_GAP + lines(upper) * NAME_LINE + notes * NOTE_LINE + 4.0
    };
    let (above, below) = (outside(true), outside(false));
    track.top = above;
    let with_word = circles.windows(2).all(|pair| track.has_room(&pair[0], &pair[1], lang));
    let spots: Vec<Spot> = circles.iter().map(|circle| track.spot(circle, circles, lang, with_word)).collect();
    let chevrons = track.chevrons(circles, lang, with_word);
    Plan { height: above + INNER + below, band: BAND, track: track.outline(), chevrons, spots }
}

fn is_upper(circle: &Circle<'_>) -> bool {
    circle.index() < STEPS.len()
}

impl Track {
    fn run(&self, upper: bool) -> Run {
        let length = self.right - self.left;
        let (upper_step, lower_step) = (length / STEPS.len() as f64, length / (STEPS.len() - 1) as f64);
        match upper {
            true => Run { start: point(self.left, self.top), flow: 1.0, step: upper_step, inward: 1.0 },
            false => Run { start: point(self.right, self.top + INNER), flow: -1.0, step: lower_step, inward: -1.0 },
        }
    }

    fn place(&self, circle: &Circle<'_>) -> (Run, Point) {
        let run = self.run(is_upper(circle));
        let steps = circle.index() % STEPS.len();
        let center = point(run.start.x + run.flow * run.step * (steps as f64 + LEAD), run.start.y);
        (run, center)
    }

    fn outline(&self) -> Vec<Segment> {
        let bottom = self.top + INNER;
        let round = |x: f64, y: f64| Segment::Arc { radii: (self.end, INNER / 2.0), clockwise: true, to: point(x, y) };
        let middle = self.top + INNER / 2.0;
        vec![
            Segment::Move(point(self.left, self.top)),
            Segment::Line(point(self.right, self.top)),
            round(self.right + self.end, middle),
            round(self.right, bottom),
            Segment::Line(point(self.left, bottom)),
            round(self.left - self.end, middle),
            round(self.left, self.top),
            Segment::Close,
        ]
    }

    /// Whether the share with its word fits between two neighbours.
    fn has_room(&self, circle: &Circle<'_>, next: &Circle<'_>, lang: Lang) -> bool {
        let room = self.place(circle).0.step - circle.radius - next.radius - 8.0;
        circle.pass(lang, true).is_none_or(|text| text_width(&text) + CHEVRON <= room)
    }

    /// The middle of the stretch of track after a circle.
    fn stretch(&self, circle: &Circle<'_>, circles: &[Circle<'_>]) -> Point {
        let (run, center) = self.place(circle);
        let next = circles.iter().find(|next| next.index() == circle.index() + 1 && is_upper(next) == is_upper(circle));
        // The last stretch ends where the track turns.
        let (length, next_radius) = next.map_or((run.step * (1.0 - LEAD), -6.0), |next| (run.step, next.radius));
        point(center.x + run.flow * (length + circle.radius - next_radius) / 2.0, center.y)
    }

    fn chevrons(&self, circles: &[Circle<'_>], lang: Lang, with_word: bool) -> Vec<(Point, Point)> {
        let after = |circle: &Circle<'_>| {
            let (flow, middle) = (self.place(circle).0.flow, self.stretch(circle, circles));
            let text = circle.pass(lang, with_word).map_or(0.0, |text| text_width(&text) + CHEVRON);
            (point(middle.x + flow * (text / 2.0 - 3.0).max(0.0), middle.y), point(flow, 0.0))
        };
        let middle = self.top + INNER / 2.0;
        let ends = [
            (point(self.right + self.end, middle), point(0.0, 1.0)),
            (point(self.left - self.end, middle), point(0.0, -1.0)),
        ];
        circles.iter().map(after).chain(ends).collect()
    }

    fn spot(&self, circle: &Circle<'_>, circles: &[Circle<'_>], lang: Lang, with_word: bool) -> Spot {
        let (run, center) = self.place(circle);
        let mut spot = Spot {
            center,
            inward: point(0.0, run.inward),
            across: point(run.flow, 0.0),
            names: run.names(circle),
            note: None,
            said: None,
            pass: None,
            leak: None,
            pool: None,
        };
        spot.note = circle.note(run.note_place(center, spot.names.len(), 0));
        let notes = usize::from(spot.note.is_some());
        spot.said = circle.said(run.note_place(center, spot.names.len(), notes));
        spot.pass = circle.pass(lang, with_word).map(|text| {
            let middle = self.stretch(circle, circles);
            let at = point(middle.x - run.flow * CHEVRON / 2.0, middle.y + metrics::MIDDLE * SHARE_SIZE);
            Label::new(at, text, Role::Pass, SHARE_SIZE).anchor(Anchor::Middle)
        });
        for name in &mut spot.names {
            name.at = point(center.x, center.y + name.at.y);
        }
        spot.leak = circle.leaked().map(|share| leak(&spot, share));
        spot.pool = circle.stagnant().map(|share| pool(&spot, circle, share));
        spot
    }
}

impl Run {
    /// The name in one or two lines; heights count from the track.
    fn names(&self, circle: &Circle<'_>) -> Vec<Label> {
        let lines = metrics::wrap(circle.name, NAME_SIZE, Weight::Bold, self.step - 8.0);
        let count = lines.len() as f64;
        let first = match self.inward > 0.0 {
            true => -LARGEST_RADIUS - NAME_GAP - (count - 1.0) * NAME_LINE,
            false => LARGEST_RADIUS + NAME_GAP + metrics::ASCENT * NAME_SIZE,
        };
        let label = |(line, text): (usize, &str)| {
            let at = point(0.0, first + line as f64 * NAME_LINE);
            circle.name_label(text, Place { at, anchor: Anchor::Middle })
        };
        lines.into_iter().enumerate().map(label).collect()
    }

    /// Further out than the name, and than the notes before it.
    fn note_place(&self, center: Point, lines: usize, notes: usize) -> Place {
        let names = LARGEST_RADIUS + NAME_GAP + lines as f64 * NAME_LINE + notes as f64 * NOTE_LINE;
        let y = match self.inward > 0.0 {
            true => center.y - names - 1.0,
            false => center.y + names + metrics::ASCENT * NOTE_SIZE - 1.0,
        };
        Place { at: point(center.x, y), anchor: Anchor::Middle }
    }
}

/// Downstream of the circle, then inward.
fn leak(spot: &Spot, share: f64) -> Leak {
    let end = (LARGEST_RADIUS + 34.0 + 40.0 * share.min(0.5), 15.0);
    let (width, bend) = ((share * STREAM_AT_FULL).max(1.6), [(end.0 * 0.55, 0.0), (end.0 * 0.5, end.1)]);
    Leak { share, width, end, bend, label: spot.beyond(end, Leak::tip(width) + 4.0) }
}

/// Upstream of the stream, clear of it.
fn pool(spot: &Spot, circle: &Circle<'_>, share: f64) -> Pool {
    let radius = POOL_AT_FULL * share.sqrt();
    let stream = circle.leaked().unwrap_or(0.0) * STREAM_AT_FULL / 2.0;
    let mut pool =
        Pool { share, radius, at: (0.0, 0.0), bend: Default::default(), label: spot.beyond((0.0, 0.0), 0.0) };
    let (rx, ry) = pool.radii();
    let aside = (circle.radius * 0.62 + rx + 3.0).max(stream + rx.max(14.0) + 4.0);
    pool.at = ((circle.radius * 0.78 + ry).max(BAND / 2.0 + ry) + 5.0, -aside);
    pool.bend = [pool.at; 2];
    pool.label = spot.beyond((pool.at.0 + ry, pool.at.1), 5.0);
    pool
}

fn text_width(text: &str) -> f64 {
    metrics::width(text, SHARE_SIZE, Weight::Regular)
}
