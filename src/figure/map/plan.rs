//! Shared by the map's two layouts: the circles with their numbers, and the places of their marks.

use super::{middle::Middle, scale::Scale};
use crate::{
    figure::{
        list::{Anchor, Frame, Label, Point, Role, Segment, Weight, point},
        metrics, words,
    },
    protocol::view::{MapFinding, MapView, NodeView},
    text::{Lang, names},
};

/// A node with its sizes, not yet placed.
pub struct Circle<'a> {
    pub view: &'a NodeView,
    pub name: &'static str,
    pub radius: f64,
    /// The share of its area that is amber.
    pub still: f64,
    pub stream_width: f64,
    /// Whether the finding names it.
    pub is_named: bool,
    lang: Lang,
}

/// A layout of the whole map.
pub struct Plan<'a> {
    /// Height without the legend.
    pub height: f64,
    /// Width of the track.
    pub band: f64,
    pub track: Vec<Segment>,
    /// Position and direction.
    pub chevrons: Vec<(Point, Point)>,
    pub spots: Vec<Spot<'a>>,
    pub middle: Middle,
    pub scale: Scale,
    /// Names are with the numbers, away from the circles.
    pub names_are_apart: bool,
}

/// The place of one circle's marks. Its coordinates run outward, away from the track, and across.
pub struct Spot<'a> {
    pub circle: Circle<'a>,
    pub center: Point,
    pub outward: Point,
    pub names: Vec<Label>,
    /// How many were lost, or that it is unknown.
    pub number: Option<Label>,
    pub pass: Option<Label>,
    pub stream: Stream,
}

/// Start and end, outward from the circle's middle; the end is `shift` to the side.
#[derive(Clone, Copy)]
pub struct Stream {
    pub from: f64,
    pub to: f64,
    pub shift: f64,
    pub width: f64,
}

/// People waiting at a node; if its exits are not observed, the people standing there.
pub fn people(node: &NodeView) -> u32 {
    if node.lacks.is_empty() { node.exits.open() } else { node.standing }
}

pub fn circles<'a>(view: &'a MapView, scale: &Scale, lang: Lang) -> Vec<Circle<'a>> {
    let named = match view.finding {
        MapFinding::MostLost { node, .. } => Some(node),
        _ => None,
    };
    let circle = |node: &'a NodeView| {
        let people = people(node);
        let still = if node.lacks.is_empty() { node.exits.stagnant } else { 0 };
        Circle {
            view: node,
            name: names::node(node.node).get(lang),
            radius: scale.radius(people),
            still: f64::from(still) / f64::from(people.max(1)),
            stream_width: scale.stream_width(node.exits.leaked),
            is_named: named == Some(node.node),
            lang,
        }
    };
    view.nodes.iter().map(circle).collect()
}

impl Circle<'_> {
    /// Position in the cycle.
    pub fn index(&self) -> usize {
        self.view.node as usize
    }

    /// Whether its exits are observed.
    pub fn is_known(&self) -> bool {
        self.view.lacks.is_empty()
    }

    pub fn is_small(&self) -> bool {
        self.view.is_small()
    }

    pub fn people(&self) -> u32 {
        people(self.view)
    }

    pub fn lost(&self) -> u32 {
        self.view.exits.leaked
    }

    /// Its stream, reaching `length` px beyond the circle or the edge of the track.
    pub fn stream(&self, band: f64, length: f64, shift: f64) -> Stream {
        let half = self.stream_width / 2.0;
        // It starts where its corners meet the rim; one wider than the circle starts at the edge of the track.
        let from = if half < self.radius { (self.radius.powi(2) - half.powi(2)).sqrt() } else { band / 2.0 };
        Stream { from: from - 1.0, to: self.radius.max(band / 2.0) + length, shift, width: self.stream_width }
    }

    pub fn name_label(&self, text: &str, at: Point, anchor: Anchor, size: f64) -> Label {
        let role = match (self.is_known(), self.is_small()) {
            (true, false) => Role::Ink,
            (true, true) => Role::Ink3,
            (false, _) => Role::Ink2,
        };
        Label::new(at, text, role, size).anchor(anchor)
    }

    /// How many were lost.
    pub fn number_label(&self, at: Point, anchor: Anchor, (size, named): (f64, f64)) -> Label {
        let size = if self.is_named { named } else { size };
        let label = |text: String, role| Label::new(at, text, role, size).anchor(anchor);
        match self.lost() {
            _ if !self.is_known() => Label::new(at, words::UNOBSERVED.get(self.lang), Role::Ink2, 13.0).anchor(anchor),
            0 => label("0".to_owned(), Role::Ink3),
            lost if self.is_small() => label(words::count(lost), Role::Ink3),
            lost => label(words::count(lost), Role::Leak).bold(),
        }
    }

    /// The share that passes, centred on a point.
    pub fn pass_label(&self, middle: Point, size: f64) -> Option<Label> {
        let (passed, ..) = self.view.exits.shares().filter(|_| self.is_known())?;
        let at = point(middle.x, middle.y + metrics::MIDDLE * size);
        let role = if self.is_small() { Role::Ink3 } else { Role::Pass };
        Some(Label::new(at, words::percent(passed), role, size).anchor(Anchor::Middle))
    }
}

impl Spot<'_> {
    pub fn at(&self, outward: f64, across: f64) -> Point {
        let Point { x, y } = self.outward;
        point(self.center.x + x * outward - y * across, self.center.y + y * outward + x * across)
    }

    pub fn outline(&self, stream: &Stream) -> Vec<Segment> {
        let Stream { from, to, shift, width } = *stream;
        let (half, bend) = (width / 2.0, (to - from) / 2.0);
        vec![
            Segment::Move(self.at(from, -half)),
            Segment::Cubic(self.at(from + bend, -half), self.at(to - bend, shift - half), self.at(to, shift - half)),
            Segment::Line(self.at(to, shift + half)),
            Segment::Cubic(self.at(to - bend, shift + half), self.at(from + bend, half), self.at(from, half)),
            Segment::Close,
        ]
    }

    pub fn middle_line(&self, stream: &Stream) -> Vec<Segment> {
        let Stream { from, to, shift, .. } = *stream;
        let bend = (to - from) / 2.0;
        let curve = Segment::Cubic(self.at(from + bend, 0.0), self.at(to - bend, shift), self.at(to, shift));
        vec![Segment::Move(self.at(from, 0.0)), curve]
    }

    /// The visible part of a stream.
    pub fn frame(&self, stream: &Stream) -> Frame {
        let half = stream.width / 2.0;
        let (a, b) = (self.at(self.circle.radius, -half), self.at(stream.to, stream.shift + half));
        Frame::between(a.x.min(b.x), a.y.min(b.y), a.x.max(b.x), a.y.max(b.y))
    }
}

/// A name in one or two lines.
pub fn name_lines(name: &'static str, size: f64, room: f64) -> Vec<&'static str> {
    metrics::wrap(name, size, Weight::Regular, room)
}
