//! The standing track, for tablets held upright and for phones: seven circles down the left, six up the right. Names stand
//! outside where there is room (`Room::Outside`), else inside, above the exits.

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

const BAND: f64 = 18.0;
/// From this width on the names stand outside.
const OUTSIDE_PX: f64 = 560.0;
/// A wider figure keeps the track together and centres it.
const WIDEST: f64 = 760.0;
const CORNER: f64 = 46.0;
/// Of the widest share, emphasised, and a little air.
const SHARE_ROOM: f64 = 50.0;
const NAME_LINE: f64 = 17.0;
const NOTE_LINE: f64 = 15.0;
const PAD: f64 = 6.0;
/// From the corner to the first circle, in stretches.
const LEAD: f64 = 0.25;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Room {
    Outside,
    Inside,
}

/// Measures that differ with the room. Lengths inward from the track, or down from the circle's centre.
struct Gauge {
    row: f64,
    /// From the edge to the track.
    margin: f64,
    stream_at_full: f64,
    pool_at_full: f64,
    /// End of the shortest stream, and what a whole share adds.
    stream: (f64, f64),
    stream_drop: f64,
    pool: (f64, f64),
}

struct Track {
    room: Room,
    gauge: Gauge,
    left: f64,
    right: f64,
    top: f64,
}

/// The left run goes down, the right one up.
struct Run {
    x: f64,
    start: f64,
    step: f64,
    /// 1 to the right, −1 to the left.
    inward: f64,
    flow: f64,
}

pub fn plan(circles: &[Circle<'_>], lang: Lang, width: f64) -> Plan {
    let room = if width >= OUTSIDE_PX { Room::Outside } else { Room::Inside };
    let (gauge, spare) = (room.gauge(), (width - WIDEST).max(0.0) / 2.0);
    let (left, right) = (gauge.margin + spare, width - gauge.margin - spare);
    let track = Track { room, left, right, top: PAD + BAND / 2.0 + CORNER, gauge };
    let spots = circles.iter().map(|circle| track.spot(circle, lang)).collect();
    let chevrons = track.chevrons(circles);
    Plan { height: track.bottom() + CORNER + BAND / 2.0 + PAD, band: BAND, track: track.outline(), chevrons, spots }
}

impl Room {
    fn gauge(self) -> Gauge {
        match self {
            Self::Outside => Gauge {
                row: 84.0,
                margin: 138.0,
                stream_at_full: 46.0,
                pool_at_full: 22.0,
                stream: (64.0, 90.0),
                stream_drop: -7.0,
                pool: (33.0, 27.0),
            },
            Self::Inside => Gauge {
                row: 112.0,
                margin: 31.0,
                stream_at_full: 38.0,
                pool_at_full: 15.0,
                stream: (58.0, 30.0),
                stream_drop: 28.0,
                pool: (32.0, 51.0),
            },
        }
    }
}

impl Track {
    fn bottom(&self) -> f64 {
        self.top + self.gauge.row * STEPS.len() as f64
    }

    fn run(&self, circle: &Circle<'_>) -> Run {
        let length = self.bottom() - self.top;
        let (left_step, right_step) = (length / STEPS.len() as f64, length / (STEPS.len() - 1) as f64);
        match circle.index() < STEPS.len() {
            true => Run { x: self.left, start: self.top, step: left_step, inward: 1.0, flow: 1.0 },
            false => Run { x: self.right, start: self.bottom(), step: right_step, inward: -1.0, flow: -1.0 },
        }
    }

    fn center(&self, circle: &Circle<'_>) -> Point {
        let run = self.run(circle);
        point(run.x, run.start + run.flow * run.step * ((circle.index() % STEPS.len()) as f64 + LEAD))
    }

    fn outline(&self) -> Vec<Segment> {
        let round = |x: f64, y: f64| Segment::Arc { radii: (CORNER, CORNER), clockwise: false, to: point(x, y) };
        let (left, right, top, bottom) = (self.left, self.right, self.top, self.bottom());
        vec![
            Segment::Move(point(left, top)),
            Segment::Line(point(left, bottom)),
            round(left + CORNER, bottom + CORNER),
            Segment::Line(point(right - CORNER, bottom + CORNER)),
            round(right, bottom),
            Segment::Line(point(right, top)),
            round(right - CORNER, top - CORNER),
            Segment::Line(point(left + CORNER, top - CORNER)),
            round(left, top),
            Segment::Close,
        ]
    }

    fn chevrons(&self, circles: &[Circle<'_>]) -> Vec<(Point, Point)> {
        let after = |circle: &Circle<'_>| {
            let run = self.run(circle);
            (point(run.x, self.stretch(&run, self.center(circle))), point(0.0, run.flow))
        };
        let middle = (self.left + self.right) / 2.0;
        let ends = [
            (point(middle, self.bottom() + CORNER), point(1.0, 0.0)),
            (point(middle, self.top - CORNER), point(-1.0, 0.0)),
        ];
        circles.iter().map(after).chain(ends).collect()
    }

    fn spot(&self, circle: &Circle<'_>, lang: Lang) -> Spot {
        let (run, center) = (self.run(circle), self.center(circle));
        let mut spot = Spot {
            center,
            inward: point(run.inward, 0.0),
            across: point(0.0, 1.0),
            names: self.names(circle, &run, center),
            note: circle.note(self.note_place(&run, center)),
            said: None,
            pass: None,
            leak: None,
            pool: None,
        };
        let taken = (spot.names.len(), spot.note.is_some());
        spot.said = self.said_place(&run, center, taken).and_then(|place| circle.said(place));
        spot.pass = circle.pass(lang, true).map(|text| {
            let place = self.pass_place(&run, center);
            Label::new(place.at, text, Role::Pass, SHARE_SIZE).anchor(place.anchor)
        });
        spot.leak = circle.leaked().map(|share| self.leak(&spot, share));
        spot.pool = circle.stagnant().map(|share| self.pool(&spot, share));
        spot
    }

    /// Beside the circle: outside it, or inside.
    fn beside(&self, run: &Run, distance: f64, y: f64) -> Place {
        let side = if self.room == Room::Outside { -run.inward } else { run.inward };
        let anchor = if side > 0.0 { Anchor::Start } else { Anchor::End };
        Place { at: point(run.x + side * distance, y), anchor }
    }

    fn names(&self, circle: &Circle<'_>, run: &Run, center: Point) -> Vec<Label> {
        let inside = (self.right - self.left) / 2.0;
        let room = if self.room == Room::Outside { self.gauge.margin } else { inside } - LARGEST_RADIUS - 8.0;
        let lines = metrics::wrap(circle.name, NAME_SIZE, Weight::Bold, room);
        let last = center.y - 4.0;
        let lift = |line: usize| (lines.len() - 1 - line) as f64 * NAME_LINE;
        let label = |(line, text): (usize, &&str)| {
            circle.name_label(text, self.beside(run, LARGEST_RADIUS + 7.0, last - lift(line)))
        };
        lines.iter().enumerate().map(label).collect()
    }

    fn note_place(&self, run: &Run, center: Point) -> Place {
        self.beside(run, LARGEST_RADIUS + 7.0, center.y + metrics::ASCENT * NOTE_SIZE + 1.0)
    }

    /// Outside, below the note; inside, where the exits are, above a name of one line.
    fn said_place(&self, run: &Run, center: Point, (names, has_note): (usize, bool)) -> Option<Place> {
        let note = self.note_place(run, center);
        match self.room {
            Room::Outside if has_note => Some(Place { at: point(note.at.x, note.at.y + NOTE_LINE), ..note }),
            Room::Outside => Some(note),
            Room::Inside if names == 1 => Some(Place { at: point(note.at.x, center.y - 4.0 - NAME_LINE), ..note }),
            Room::Inside => None,
        }
    }

    /// The height of the arrow after a circle, clear of the exits above it.
    fn stretch(&self, run: &Run, center: Point) -> f64 {
        let lower = if self.room == Room::Outside { 0.0 } else { 15.0 };
        center.y + run.flow * run.step / 2.0 + lower
    }

    /// Beside the stretch of track after the circle.
    fn pass_place(&self, run: &Run, center: Point) -> Place {
        let y = self.stretch(run, center) + metrics::MIDDLE * SHARE_SIZE;
        self.beside(run, BAND / 2.0 + 8.0, y)
    }

    fn leak(&self, spot: &Spot, share: f64) -> Leak {
        let gauge = &self.gauge;
        let width = (share * gauge.stream_at_full).max(1.6);
        // The share has to fit between the tip and the middle.
        let most = (self.right - self.left) / 2.0 - Leak::tip(width) - SHARE_ROOM;
        let length = (gauge.stream.0 + gauge.stream.1 * share).min(most);
        let end = (length, gauge.stream_drop);
        let bend = match self.room {
            Room::Outside => [(length * 0.5, 0.0), (length * 0.5, end.1)],
            Room::Inside => [(6.0, end.1 * 0.8), (length * 0.45, end.1)],
        };
        Leak { share, width, end, bend, label: spot.beyond(end, Leak::tip(width) + 6.0) }
    }

    fn pool(&self, spot: &Spot, share: f64) -> Pool {
        let at = self.gauge.pool;
        let radius = self.gauge.pool_at_full * share.sqrt();
        let bend = match self.room {
            Room::Outside => [at; 2],
            Room::Inside => [(0.0, at.1 * 0.85), (at.0 * 0.4, at.1)],
        };
        let mut pool = Pool { share, radius, at, bend, label: spot.beyond(at, 0.0) };
        pool.label = spot.beyond((at.0 + pool.radii().0, at.1), 6.0);
        pool
    }
}
