//! The upright track: seven circles down the left side, six up the right. Streams leave it to both sides, with names
//! and numbers beside them. The finding is inside, or above if there is no room.

use super::{
    middle::{Middle, middle},
    plan::{Circle, Plan, Spot, circles, name_lines},
    scale::{Limits, Scale},
};
use crate::{
    figure::{
        list::{Anchor, Label, Point, Segment, Weight, point},
        metrics,
    },
    protocol::view::MapView,
    terms::stage::STEPS,
    text::Lang,
};

const PAD: f64 = 2.0;
const SHARE_SIZE: f64 = 13.0;
/// Between a stream and its name.
const GAP: f64 = 7.0;
/// The least room for a finding beside the circles.
const INSIDE: f64 = 170.0;
/// From the first and last circles to the ends of the track.
const LEAD: f64 = 52.0;
/// Room for the share between two circles.
const SHARE_ROOM: f64 = 30.0;
const LARGEST_SIZE: f64 = 24.0;
const QUIET_SIZE: f64 = 14.0;

/// Sizes that grow with the width.
struct Gauge {
    band: f64,
    name: f64,
    name_line: f64,
    number: (f64, f64),
    name_room: f64,
    limits: Limits,
}

fn gauge(width: f64) -> Gauge {
    let is_narrow = width < 520.0;
    Gauge {
        band: if is_narrow { 34.0 } else { 32.0 },
        name: if is_narrow { 14.0 } else { 16.0 },
        name_line: if is_narrow { 17.0 } else { 19.0 },
        number: if is_narrow { (16.0, 20.0) } else { (19.0, 26.0) },
        name_room: if is_narrow { 78.0 } else { 100.0 },
        limits: Limits {
            radius: (width * 0.05).clamp(17.0, 33.0),
            stream_width: (width * 0.066).clamp(24.0, 44.0),
            stream_length: (width * 0.078).clamp(24.0, 50.0),
        },
    }
}

struct Track {
    left: f64,
    right: f64,
    /// The middle of the first and the last circle.
    top: f64,
    bottom: f64,
    corner: f64,
}

pub fn plan(view: &MapView, lang: Lang, width: f64) -> Plan<'_> {
    let Gauge { band, limits, .. } = gauge(width);
    let gauge = gauge(width);
    let (radius, length) = (limits.radius.max(band / 2.0), limits.stream_length);
    let scale = Scale::new(view, limits);
    let circles = circles(view, &scale, lang);
    let margin = |left: bool| PAD + gauge.widest(of_run(&circles, left)) + GAP + length + radius;
    let (left, right) = (margin(true), width - margin(false));
    let room = right - left - 2.0 * radius - 20.0;
    let is_inside = room >= INSIDE;
    let mut middle = match is_inside {
        true => middle(view, lang, room, 6, LARGEST_SIZE, QUIET_SIZE),
        false => middle(view, lang, width - 8.0, 4, LARGEST_SIZE, QUIET_SIZE),
    };
    middle.center = if is_inside { (left + right) / 2.0 } else { width / 2.0 };
    let top = band / 2.0 + LEAD + if is_inside { 4.0 } else { middle.height + 20.0 };
    let run = |left: bool| {
        let circles: Vec<&Circle<'_>> = of_run(&circles, left).collect();
        gauge.step(&circles) * (circles.len().saturating_sub(1)) as f64
    };
    let run = run(true).max(run(false)).max(if is_inside { middle.height + 24.0 } else { 0.0 });
    let track = Track { left, right, top, bottom: top + run, corner: ((right - left) / 3.0).min(48.0) };
    middle.top = if is_inside { top + (run - middle.height) / 2.0 } else { 4.0 };
    track.laid(circles, &gauge, scale, middle)
}

fn is_left(circle: &Circle<'_>) -> bool {
    circle.index() < STEPS.len()
}

fn of_run<'a, 'v>(circles: &'a [Circle<'v>], left: bool) -> impl Iterator<Item = &'a Circle<'v>> {
    circles.iter().filter(move |circle| is_left(circle) == left)
}

impl Gauge {
    fn names(&self, circle: &Circle<'_>) -> Vec<&'static str> {
        name_lines(circle.name, self.name, self.name_room)
    }

    fn widest<'a, 'v: 'a>(&self, circles: impl Iterator<Item = &'a Circle<'v>>) -> f64 {
        let width = |circle: &Circle<'_>| {
            let lines = self.names(circle);
            let names = lines.iter().map(|line| metrics::width(line, self.name, Weight::Regular));
            let number = circle.number_label(Point::default(), Anchor::Start, self.number).width();
            names.fold(number, f64::max)
        };
        circles.map(width).fold(0.0, f64::max)
    }

    /// A name with its number.
    fn block(&self, circle: &Circle<'_>) -> f64 {
        let number = if circle.is_named { self.number.1 } else { self.number.0 };
        self.names(circle).len() as f64 * self.name_line + number * 1.1
    }

    /// From circle to circle, so that the circles, the share between them, and the blocks all have room.
    fn step(&self, circles: &[&Circle<'_>]) -> f64 {
        let between = |pair: &[&Circle<'_>]| {
            let circles = pair[0].radius + pair[1].radius + SHARE_ROOM;
            let blocks = (self.block(pair[0]) + self.block(pair[1])) / 2.0 + 8.0;
            let streams = (pair[0].stream_width + pair[1].stream_width) / 2.0 + 6.0;
            circles.max(blocks).max(streams)
        };
        circles.windows(2).map(between).fold(56.0, f64::max)
    }
}

impl Track {
    fn laid<'a>(self, circles: Vec<Circle<'a>>, gauge: &Gauge, scale: Scale, middle: Middle) -> Plan<'a> {
        let placed: Vec<(Point, f64)> = circles.iter().map(|circle| (self.center(circle), circle.radius)).collect();
        let texts = [true, false].map(|left| self.text_edge(&circles, gauge, scale.limits.stream_length, left));
        let length = scale.limits.stream_length;
        let spot = |circle: Circle<'a>| {
            let edge = texts[usize::from(!is_left(&circle))];
            self.spot(circle, gauge, &placed, edge, length)
        };
        let spots = circles.into_iter().map(spot).collect();
        Plan {
            height: self.bottom + LEAD + gauge.band / 2.0,
            band: gauge.band,
            track: self.outline(),
            chevrons: self.chevrons(),
            spots,
            middle,
            scale,
            names_are_apart: true,
        }
    }

    fn center(&self, circle: &Circle<'_>) -> Point {
        let steps = (circle.index() % STEPS.len()) as f64;
        let length = self.bottom - self.top;
        match is_left(circle) {
            true => point(self.left, self.top + steps * length / (STEPS.len() - 1) as f64),
            false => point(self.right, self.bottom - steps * length / (STEPS.len() - 2) as f64),
        }
    }

    /// The left edge of the names on one side: beyond its longest stream.
    fn text_edge(&self, circles: &[Circle<'_>], gauge: &Gauge, length: f64, left: bool) -> f64 {
        let reach = of_run(circles, left).map(|circle| circle.radius.max(gauge.band / 2.0)).fold(0.0, f64::max);
        let distance = reach + length + GAP;
        if left { self.left - distance } else { self.right + distance }
    }

    fn outline(&self) -> Vec<Segment> {
        let corner = self.corner;
        let round = |x: f64, y: f64| Segment::Arc { radii: (corner, corner), clockwise: false, to: point(x, y) };
        let (left, right, top, bottom) = (self.left, self.right, self.top - LEAD, self.bottom + LEAD);
        vec![
            Segment::Move(point(left, top + corner)),
            Segment::Line(point(left, bottom - corner)),
            round(left + corner, bottom),
            Segment::Line(point(right - corner, bottom)),
            round(right, bottom - corner),
            Segment::Line(point(right, top + corner)),
            round(right - corner, top),
            Segment::Line(point(left + corner, top)),
            round(left, top + corner),
            Segment::Close,
        ]
    }

    fn chevrons(&self) -> Vec<(Point, Point)> {
        let middle = (self.left + self.right) / 2.0;
        vec![
            (point(middle + 22.0, self.bottom + LEAD), point(1.0, 0.0)),
            (point(middle - 22.0, self.top - LEAD), point(-1.0, 0.0)),
        ]
    }

    /// The position of the share after a circle: between it and the next, or where the track turns.
    fn stretch(&self, circle: &Circle<'_>, placed: &[(Point, f64)]) -> Point {
        let (center, radius) = placed[circle.index()];
        let middle = (self.left + self.right) / 2.0;
        match placed.get(circle.index() + 1).filter(|(next, _)| next.x == center.x) {
            Some((next, next_radius)) => {
                let flow = (next.y - center.y).signum();
                point(center.x, (center.y + next.y + flow * (radius - next_radius)) / 2.0)
            }
            None if is_left(circle) => point(middle - 4.0, self.bottom + LEAD),
            None => point(middle + 4.0, self.top - LEAD),
        }
    }

    fn spot<'a>(&self, circle: Circle<'a>, gauge: &Gauge, placed: &[(Point, f64)], edge: f64, length: f64) -> Spot<'a> {
        let (center, left) = (self.center(&circle), is_left(&circle));
        let (anchor, sign) = if left { (Anchor::End, -1.0) } else { (Anchor::Start, 1.0) };
        let lines = gauge.names(&circle);
        let top = center.y - gauge.block(&circle) / 2.0;
        let name = |(line, text): (usize, &&str)| {
            let y = top + line as f64 * gauge.name_line + metrics::ASCENT * gauge.name;
            circle.name_label(text, point(edge, y), anchor, gauge.name)
        };
        let names: Vec<Label> = lines.iter().enumerate().map(name).collect();
        let below = top + lines.len() as f64 * gauge.name_line;
        let mut number = circle.number_label(point(edge, 0.0), anchor, gauge.number);
        number.at.y = below + metrics::ASCENT * number.size;
        let pass = circle.pass_label(self.stretch(&circle, placed), SHARE_SIZE);
        let stream = circle.stream(gauge.band, length, 0.0);
        Spot { circle, center, outward: point(sign, 0.0), names, number: Some(number), pass, stream }
    }
}
