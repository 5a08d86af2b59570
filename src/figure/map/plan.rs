//! What the two layouts of the map share: the circles with their numbers, and the spots where their marks stand.

use super::{NOTE_SIZE, SHARE_SIZE, SMALL_SAMPLE, emphasis};
use crate::{
    figure::{
        list::{Anchor, Frame, Label, Point, Role, Segment, Weight, point},
        metrics, words,
    },
    lifecycle::stage::Node,
    protocol::{
        query::NodePart,
        view::{MapView, NodeView},
    },
    text::{Lang, names},
};

pub const SMALLEST_RADIUS: f64 = 15.0;
pub const LARGEST_RADIUS: f64 = 24.0;
const NUMBER_SIZE: f64 = 13.0;
/// A share below this is drawn, but not lettered, beside the leak.
const LABELLED_SHARE: f64 = 0.01;

/// A node and its numbers, without a place.
pub struct Circle<'a> {
    pub view: &'a NodeView,
    pub name: &'static str,
    pub radius: f64,
    pub shares: Option<(f64, f64, f64)>,
    emphasis: Option<NodePart>,
    note: Option<String>,
    /// 满意度 826
    said: Option<String>,
}

/// A layout of the whole track.
pub struct Plan {
    /// Without the legend.
    pub height: f64,
    /// Width of the track.
    pub band: f64,
    pub track: Vec<Segment>,
    /// Place and direction.
    pub chevrons: Vec<(Point, Point)>,
    /// One for each circle.
    pub spots: Vec<Spot>,
}

/// The place of one circle's marks. Its own coordinates run inward, into the cycle, and across.
pub struct Spot {
    pub center: Point,
    pub inward: Point,
    pub across: Point,
    pub names: Vec<Label>,
    pub note: Option<Label>,
    /// What customers say of it.
    pub said: Option<Label>,
    pub pass: Option<Label>,
    pub leak: Option<Leak>,
    pub pool: Option<Pool>,
}

/// Where a label stands.
pub struct Place {
    pub at: Point,
    pub anchor: Anchor,
}

pub struct Leak {
    pub share: f64,
    pub width: f64,
    /// Inward, across.
    pub end: (f64, f64),
    /// Where the curve from the circle to the end is drawn to.
    pub bend: [(f64, f64); 2],
    pub label: Place,
}

pub struct Pool {
    pub share: f64,
    /// Of the circle of the same area.
    pub radius: f64,
    pub at: (f64, f64),
    /// Where the curve from the circle is drawn to.
    pub bend: [(f64, f64); 2],
    pub label: Place,
}

pub fn circles(view: &MapView, lang: Lang) -> Vec<Circle<'_>> {
    let most = view.nodes.iter().map(|node| node.standing).max().unwrap_or(0);
    let emphasized = emphasis(&view.finding);
    let emphasis = |node: Node| emphasized.iter().find(|(named, _)| *named == node).map(|(_, part)| *part);
    view.nodes.iter().map(|node| Circle::new(node, lang, most, emphasis(node.node))).collect()
}

impl<'a> Circle<'a> {
    fn new(view: &'a NodeView, lang: Lang, most: u32, emphasis: Option<NodePart>) -> Self {
        let observed = view.lacks.is_empty();
        let note = match view.exits.in_time {
            _ if !observed => Some(words::UNOBSERVED.get(lang).to_owned()),
            0 => None,
            in_time => Some(words::with_count(lang, words::IN_TIME, in_time)),
        };
        let shares = if observed { view.exits.shares() } else { None };
        let said = view.satisfaction.map(|(_, estimate)| words::satisfaction(lang, estimate));
        Self { view, name: names::node(view.node).get(lang), radius: radius(view, most), shares, emphasis, note, said }
    }

    /// Position in the cycle.
    pub fn index(&self) -> usize {
        self.view.node as usize
    }

    pub fn is_observed(&self) -> bool {
        self.view.lacks.is_empty()
    }

    /// Something came due, but too little for an opinion.
    pub fn is_small(&self) -> bool {
        self.shares.is_some() && self.view.exits.due() < SMALL_SAMPLE
    }

    pub fn emphasis_on(&self, part: NodePart) -> bool {
        self.emphasis == Some(part)
    }

    /// Whether it can be told who stands here: also where the exits are not observed.
    pub fn is_populated(&self) -> bool {
        self.is_observed() || self.view.standing > 0
    }

    /// The number in the circle.
    pub fn number(&self, center: Point) -> Label {
        let (text, role) = match self.is_populated() {
            true => (words::count(self.view.standing), Role::Ink),
            false => (words::NO_NUMBER.to_owned(), Role::Ink2),
        };
        let at = point(center.x, center.y + metrics::MIDDLE * NUMBER_SIZE);
        Label::new(at, text, role, NUMBER_SIZE).bold().anchor(Anchor::Middle)
    }

    /// "通过 93%", or the share alone.
    pub fn pass(&self, lang: Lang, with_word: bool) -> Option<String> {
        let share = words::percent(self.shares?.0);
        Some(if with_word { format!("{} {share}", words::PASSED.get(lang)) } else { share })
    }

    /// The line beside the name: what is in time, or that nothing is known.
    pub fn note(&self, place: Place) -> Option<Label> {
        Some(Label::new(place.at, self.note.clone()?, Role::Ink2, NOTE_SIZE).anchor(place.anchor))
    }

    pub fn is_rated(&self) -> bool {
        self.said.is_some()
    }

    /// Pale where few answered.
    pub fn said(&self, place: Place) -> Option<Label> {
        let is_small = self.view.satisfaction.is_some_and(|(_, estimate)| estimate.is_small());
        let role = if is_small { Role::Ink3 } else { Role::Ink2 };
        Some(Label::new(place.at, self.said.clone()?, role, NOTE_SIZE).anchor(place.anchor))
    }

    pub fn name_label(&self, text: &str, place: Place) -> Label {
        let role = if self.is_observed() { Role::Ink } else { Role::Ink2 };
        let weight = if self.is_observed() { Weight::Bold } else { Weight::Regular };
        Label::new(place.at, text, role, super::NAME_SIZE).weight(weight).anchor(place.anchor)
    }

    /// Drawn at nought too: every node has two exits.
    pub fn leaked(&self) -> Option<f64> {
        self.shares.map(|(_, leaked, _)| leaked)
    }

    pub fn stagnant(&self) -> Option<f64> {
        self.shares.map(|(_, _, stagnant)| stagnant).filter(|&stagnant| stagnant > 0.0)
    }

    pub fn spoken(&self, lang: Lang, part: NodePart) -> String {
        let exits = self.view.exits;
        let (passed, leaked, stagnant) =
            self.shares.map_or((None, None, None), |(p, l, s)| (Some(p), Some(l), Some(s)));
        let (number, share) = match part {
            NodePart::Passed => (exits.passed, passed),
            NodePart::Leaked => (exits.leaked, leaked),
            NodePart::Stagnant => (exits.stagnant, stagnant),
            NodePart::InTime => (exits.in_time, None),
            NodePart::Bypassed => (exits.bypassed, None),
            NodePart::Due => (exits.due(), None),
            NodePart::Off => (self.view.off, None),
            NodePart::Standing => (self.view.standing, None),
        };
        let said = words::spoken(lang, self.name, words::node_part(part), number, share);
        match self.view.off {
            off if off > 0 && part == NodePart::Standing => {
                words::joined(lang, &[said, words::with_count(lang, words::OFF, off)])
            }
            _ => said,
        }
    }
}

/// The area grows with the number standing there; the number always has room.
fn radius(view: &NodeView, most: u32) -> f64 {
    if !view.lacks.is_empty() || most == 0 {
        return SMALLEST_RADIUS;
    }
    let share = f64::from(view.standing) / f64::from(most);
    let (least, full) = (SMALLEST_RADIUS.powi(2), LARGEST_RADIUS.powi(2));
    let by_count = (least + (full - least) * share).sqrt();
    let text = metrics::width(&words::count(view.standing), NUMBER_SIZE, Weight::Bold);
    by_count.max(text / 2.0 + 4.0)
}

impl Spot {
    pub fn at(&self, inward: f64, across: f64) -> Point {
        let along = |center: f64, i: f64, a: f64| center + inward * i + across * a;
        point(along(self.center.x, self.inward.x, self.across.x), along(self.center.y, self.inward.y, self.across.y))
    }

    /// A cubic curve in the spot's own coordinates.
    pub fn curve(&self, [from, first, second, to]: &[(f64, f64); 4]) -> Vec<Segment> {
        let at = |&(inward, across): &(f64, f64)| self.at(inward, across);
        vec![Segment::Move(at(from)), Segment::Cubic(at(first), at(second), at(to))]
    }

    /// A place for a share, `gap` px further inward than the given one.
    pub fn beyond(&self, (inward, across): (f64, f64), gap: f64) -> Place {
        let end = self.at(inward + gap, across);
        let middle = metrics::MIDDLE * SHARE_SIZE;
        match (self.inward.x, self.inward.y) {
            (x, _) if x > 0.0 => Place { at: point(end.x, end.y + middle), anchor: Anchor::Start },
            (x, _) if x < 0.0 => Place { at: point(end.x, end.y + middle), anchor: Anchor::End },
            (_, y) if y > 0.0 => Place { at: point(end.x, end.y + 2.0 * middle), anchor: Anchor::Middle },
            _ => Place { at: end, anchor: Anchor::Middle },
        }
    }
}

impl Leak {
    /// How far the rounded tip of a stream reaches beyond its end.
    pub fn tip(width: f64) -> f64 {
        width * 0.28
    }

    /// The visible part of the stream with its share.
    pub fn frame(&self, spot: &Spot, radius: f64) -> Frame {
        let corner = spot.at(radius, self.end.1 - self.width / 2.0);
        let other = spot.at(self.end.0, self.end.1 + self.width / 2.0);
        spanned(corner, other).union(share_frame(&self.label, self.share))
    }
}

impl Pool {
    /// Half axes of an ellipse with the pool's area.
    pub fn radii(&self) -> (f64, f64) {
        (self.radius * 1.2, self.radius / 1.2)
    }

    pub fn is_labelled(&self) -> bool {
        self.share >= LABELLED_SHARE
    }

    pub fn frame(&self, spot: &Spot) -> Frame {
        let (rx, ry) = self.radii();
        let center = spot.at(self.at.0, self.at.1);
        let water = Frame { x: center.x - rx, y: center.y - ry, width: 2.0 * rx, height: 2.0 * ry };
        if self.is_labelled() { water.union(share_frame(&self.label, self.share)) } else { water }
    }
}

fn share_frame(place: &Place, share: f64) -> Frame {
    Label::new(place.at, words::percent(share), Role::Ink, SHARE_SIZE).anchor(place.anchor).frame()
}

fn spanned(a: Point, b: Point) -> Frame {
    Frame::between(a.x.min(b.x), a.y.min(b.y), a.x.max(b.x), a.y.max(b.y))
}
