//! The horizontal track: seven circles on the upper run, left to right, six on the lower, right to left. Streams leave
//! it upward and downward; names and the finding are inside.

use super::{
    middle::middle,
    plan::{Circle, Plan, Spot, circles, name_lines},
    scale::{Limits, Scale},
};
use crate::{
    figure::{
        list::{Anchor, Label, Point, Segment, point},
        metrics,
    },
    protocol::view::MapView,
    terms::stage::STEPS,
    text::Lang,
};

const PAD: f64 = 14.0;
const BAND: f64 = 24.0;
const NAME_SIZE: f64 = 16.0;
const NAME_LINE: f64 = 20.0;
const NUMBER_SIZES: (f64, f64) = (19.0, 26.0);
const SHARE_SIZE: f64 = 13.0;
/// Between the widest circle and the names, and between the names and the finding.
const NAME_GAP: f64 = 8.0;
const MIDDLE_GAP: f64 = 18.0;
/// How far a stream drifts sideways.
const SHIFT: f64 = 9.0;
/// Room for the share between two circles.
const SHARE_ROOM: f64 = 46.0;
/// Half axis of the round ends, as a share of the width.
const END: f64 = 0.125;
/// How far around the end the share is, in radians.
const TURN: f64 = 0.7;
const LARGEST_RADIUS: f64 = 33.0;
const STREAM: (f64, f64) = (46.0, 54.0);
const QUIET_SIZE: f64 = 15.0;
const LARGEST_SIZE: f64 = 30.0;

struct Track {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    end: f64,
}

/// Heights follow from the contents, from the top down: streams, circles, names, the finding, and the same in reverse.
pub fn plan(view: &MapView, lang: Lang, width: f64) -> Plan<'_> {
    let end = width * END;
    let inset = PAD + BAND / 2.0 + end;
    let step = (width - 2.0 * inset) / (STEPS.len() - 1) as f64;
    let radius = LARGEST_RADIUS.min((step - SHARE_ROOM) / 2.0);
    let limits = Limits { radius, stream_width: STREAM.0.min(step * 0.45), stream_length: STREAM.1 };
    let scale = Scale::new(view, limits);
    let circles = circles(view, &scale, lang);
    let of_run = |upper: bool| circles.iter().filter(move |circle| is_upper(circle) == upper);
    let names = |upper: bool| {
        let room = run_step(width - 2.0 * inset, upper) - 8.0;
        let lines = of_run(upper).map(|circle| name_lines(circle.name, NAME_SIZE, room).len()).max().unwrap_or(1);
        largest(of_run(upper)) + NAME_GAP + lines as f64 * NAME_LINE
    };
    let outside = |upper: bool| {
        let reach = |circle: &Circle<'_>| {
            let size = if circle.is_named { NUMBER_SIZES.1 } else { NUMBER_SIZES.0 };
            circle.radius.max(BAND / 2.0) + STREAM.1 + size + 8.0
        };
        of_run(upper).map(reach).fold(0.0, f64::max)
    };
    let mut middle = middle(view, lang, width - 2.0 * inset, 2, LARGEST_SIZE, QUIET_SIZE);
    let top = outside(true);
    middle.center = width / 2.0;
    middle.top = top + names(true) + MIDDLE_GAP;
    let bottom = middle.top + middle.height.max(80.0) + MIDDLE_GAP + names(false);
    let track = Track { left: inset, right: width - inset, top, bottom, end };
    let height = bottom + outside(false);
    let depth = (largest(of_run(true)), largest(of_run(false)));
    let placed: Vec<(Point, f64)> = circles.iter().map(|circle| (track.center(circle), circle.radius)).collect();
    let spots = circles.into_iter().map(|circle| track.spot(circle, &placed, depth)).collect();
    let (outline, chevrons) = (track.outline(), track.chevrons());
    Plan { height, band: BAND, track: outline, chevrons, spots, middle, scale, names_are_apart: false }
}

fn is_upper(circle: &Circle<'_>) -> bool {
    circle.index() < STEPS.len()
}

fn run_step(length: f64, upper: bool) -> f64 {
    length / if upper { STEPS.len() - 1 } else { STEPS.len() - 2 } as f64
}

fn largest<'a>(circles: impl Iterator<Item = &'a Circle<'a>>) -> f64 {
    circles.map(|circle| circle.radius).fold(BAND / 2.0, f64::max)
}

impl Track {
    fn center(&self, circle: &Circle<'_>) -> Point {
        let step = run_step(self.right - self.left, is_upper(circle));
        let steps = (circle.index() % STEPS.len()) as f64;
        match is_upper(circle) {
            true => point(self.left + steps * step, self.top),
            false => point(self.right - steps * step, self.bottom),
        }
    }

    fn half_height(&self) -> f64 {
        (self.bottom - self.top) / 2.0
    }

    fn outline(&self) -> Vec<Segment> {
        let middle = self.top + self.half_height();
        let round =
            |x: f64, y: f64| Segment::Arc { radii: (self.end, self.half_height()), clockwise: true, to: point(x, y) };
        vec![
            Segment::Move(point(self.left, self.top)),
            Segment::Line(point(self.right, self.top)),
            round(self.right + self.end, middle),
            round(self.right, self.bottom),
            Segment::Line(point(self.left, self.bottom)),
            round(self.left - self.end, middle),
            round(self.left, self.top),
            Segment::Close,
        ]
    }

    fn chevrons(&self) -> Vec<(Point, Point)> {
        let middle = self.top + self.half_height();
        vec![
            (point(self.right + self.end, middle), point(0.0, 1.0)),
            (point(self.left - self.end, middle), point(0.0, -1.0)),
        ]
    }

    /// The position of the share after a circle: between it and the next, or where the track turns.
    fn stretch(&self, circle: &Circle<'_>, placed: &[(Point, f64)]) -> Point {
        // Soon after the straight run, where the track is still nearly horizontal.
        let (sine, cosine) = f64::sin_cos(TURN);
        let (aside, along) = (self.end * sine, self.half_height() * (1.0 - cosine));
        let (center, radius) = placed[circle.index()];
        match placed.get(circle.index() + 1).filter(|(next, _)| next.y == center.y) {
            Some((next, next_radius)) => {
                let flow = (next.x - center.x).signum();
                point((center.x + next.x + flow * (radius - next_radius)) / 2.0, center.y)
            }
            None if is_upper(circle) => point(self.right + aside, self.top + along),
            None => point(self.left - aside, self.bottom - along),
        }
    }

    fn spot<'a>(&self, circle: Circle<'a>, placed: &[(Point, f64)], (above, below): (f64, f64)) -> Spot<'a> {
        let (center, upper) = (self.center(&circle), is_upper(&circle));
        let sign = if upper { -1.0 } else { 1.0 };
        let room = run_step(self.right - self.left, upper) - 8.0;
        let lines = name_lines(circle.name, NAME_SIZE, room);
        let first = match upper {
            true => center.y + above + NAME_GAP + metrics::ASCENT * NAME_SIZE,
            false => center.y - below - NAME_GAP - (lines.len() as f64 - 1.0) * NAME_LINE - 4.0,
        };
        let name = |(line, text): (usize, &&str)| {
            circle.name_label(text, point(center.x, first + line as f64 * NAME_LINE), Anchor::Middle, NAME_SIZE)
        };
        let names: Vec<Label> = lines.iter().enumerate().map(name).collect();
        let stream = circle.stream(BAND, STREAM.1, SHIFT);
        let reach = if circle.is_known() { stream.to } else { circle.radius.max(BAND / 2.0) };
        let aside = if circle.is_known() { -sign * SHIFT } else { 0.0 };
        let mut number = circle.number_label(point(center.x + aside, 0.0), Anchor::Middle, NUMBER_SIZES);
        number.at.y = center.y + sign * (reach + 6.0) + if upper { 0.0 } else { metrics::ASCENT * number.size - 2.0 };
        let pass = circle.pass_label(self.stretch(&circle, placed), SHARE_SIZE);
        Spot { circle, center, outward: point(0.0, sign), names, number: Some(number), pass, stream }
    }
}
