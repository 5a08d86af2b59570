//! The lifecycle map (生命周期地图): one closed track, thirteen circles, and both exits at each circle. Passed episodes
//! follow the track; losses leave it outward, in red. One scale of people: a circle's area, the amber in it and a
//! stream of equal area are equally many people. The map's finding is in the middle. Positions are in `wide` and
//! `tall`. Curves go directly onto the list, because plotters has none.

mod legend;
mod middle;
mod plan;
mod scale;
mod tall;
mod wide;

use super::{
    list::{Figure, Frame, Item, Label, Paint, Point, Region, Role, Segment, point},
    words,
};
use crate::{
    protocol::{
        query::{NodePart, Selection},
        view::{MapView, NodeView, Shift},
    },
    text::{Lang, headline, names},
};
use plan::{Plan, Spot};

/// From this width on, the track is horizontal; below it, upright.
const WIDE_PX: f64 = 880.0;
/// From this radius on, the amber of a circle can be touched separately.
const LEAST_WITH_LEVEL: f64 = 16.0;
/// Opacity of marks with too small a base.
const PALE: f64 = 0.5;

/// The map of a view, `width` px wide and as high as needed.
pub fn map(view: &MapView, lang: Lang, width: f64) -> Figure {
    let is_wide = width >= WIDE_PX;
    let plan = if is_wide { wide::plan(view, lang, width) } else { tall::plan(view, lang, width) };
    let has_small = view.nodes.iter().any(NodeView::is_small);
    let legend = legend::rows(lang, width, &plan.scale, has_small);
    let height = plan.height + legend.height();
    let mut drawing = Drawing { figure: Figure { width, height, ..Figure::default() }, lang, plan: &plan };
    drawing.track();
    plan.spots.iter().for_each(|spot| drawing.stream(spot));
    plan.spots.iter().for_each(|spot| drawing.circle(spot));
    plan.spots.iter().for_each(|spot| drawing.hits(spot));
    plan.middle.draw(&mut drawing.figure, view, lang);
    legend.draw(&mut drawing.figure, plan.height);
    drawing.figure.order_hits();
    drawing.figure.label = spoken(view, lang);
    drawing.figure
}

struct Drawing<'a> {
    figure: Figure,
    lang: Lang,
    plan: &'a Plan<'a>,
}

impl Drawing<'_> {
    fn track(&mut self) {
        let segments = self.plan.track.clone();
        self.figure.push(Item::Path { segments, paint: Paint::stroke(Role::PassSoft, self.plan.band) });
        for &(at, flow) in &self.plan.chevrons {
            self.figure.push(chevron(at, flow));
        }
    }

    /// The stream of the lost; a thin dotted line if nobody was lost, because every node has two exits.
    fn stream(&mut self, spot: &Spot<'_>) {
        let circle = &spot.circle;
        let Some(stream) = circle.is_known().then_some(&spot.stream) else { return };
        if circle.lost() == 0 {
            let paint = Paint { fill: None, ..Paint::fill(Role::Ink3) }.dashed(Role::Ink3, 1.0).opacity(PALE);
            self.figure.push(Item::Path { segments: spot.middle_line(stream), paint });
            return;
        }
        let opacity = if circle.is_small() { PALE } else { 0.85 };
        let paint = Paint::fill(Role::Leak).opacity(opacity).fading(spot.at(stream.from, 0.0), spot.at(stream.to, 0.0));
        self.figure.push(Item::Path { segments: spot.outline(stream), paint });
    }

    fn circle(&mut self, spot: &Spot<'_>) {
        let (circle, center) = (&spot.circle, spot.center);
        let radius = circle.radius;
        self.figure.push(Item::Circle { center, radius, paint: Paint::fill(Role::Surface) });
        let opacity = if circle.is_small() { PALE } else { 1.0 };
        if circle.still > 0.0 {
            let paint = Paint::fill(Role::Still).opacity(opacity * 0.8);
            self.figure.push(Item::Path { segments: filled(center, radius, circle.still), paint });
        }
        let rim = Paint { fill: None, ..Paint::fill(Role::Pass) };
        let rim = if circle.is_known() { rim.outlined(Role::Pass, 2.0) } else { rim.dashed(Role::Outline, 1.5) };
        self.figure.push(Item::Circle { center, radius, paint: rim.opacity(opacity) });
        let labels = spot.names.iter().chain(&spot.number).chain(&spot.pass);
        self.figure.items.extend(labels.cloned().map(Item::Text));
    }

    /// Only marks that a finger can tell apart get a region of their own; the table below the figure opens the rest.
    fn hits(&mut self, spot: &Spot<'_>) {
        let circle = &spot.circle;
        if circle.people() == 0 && !circle.is_known() {
            return;
        }
        let round = Region::Circle { center: spot.center, radius: circle.radius }.frame();
        let names = spot.names.iter().map(Label::frame).reduce(Frame::union);
        let part = if circle.is_known() { NodePart::Open } else { NodePart::Standing };
        let with_names = |frame: Frame| names.map_or(frame, |names| frame.union(names));
        self.hit(spot, part, round);
        let is_of_stream = self.plan.names_are_apart && circle.is_known() && circle.lost() > 0;
        if let Some(names) = names.filter(|_| !is_of_stream) {
            // Only for the pointer: the circle's label says the same.
            let label = spoken_part(self.lang, circle.view, part).unwrap_or_default();
            self.figure.touch_exactly(names, Selection::Node(circle.view.node, part), Shift::default(), label);
        }
        if !circle.is_known() {
            return;
        }
        if let Some(pass) = &spot.pass {
            self.hit(spot, NodePart::Passed, pass.frame());
        }
        // In a smaller circle a finger could not choose between the two; the label names the amber, and the table below
        // opens it.
        if circle.view.exits.stagnant > 0 && circle.radius >= LEAST_WITH_LEVEL {
            let level = round.bottom() - surface(circle.radius, circle.still);
            let top = level.max(round.y + 16.0);
            self.hit(spot, NodePart::Stagnant, Frame::between(round.x, top, round.right(), round.bottom().max(top)));
        }
        let number = spot.number.as_ref().map(Label::frame);
        // An exit that nobody took opens nothing.
        if circle.lost() > 0 {
            let stream = spot.frame(&spot.stream);
            let frame = number.map_or(stream, |number| stream.union(number));
            self.hit(spot, NodePart::Leaked, if self.plan.names_are_apart { with_names(frame) } else { frame });
        }
    }

    fn hit(&mut self, spot: &Spot<'_>, part: NodePart, frame: Frame) {
        let label = spoken_part(self.lang, spot.circle.view, part).unwrap_or_default();
        self.figure.touch(frame, Selection::Node(spot.circle.view.node, part), label);
    }
}

/// The lower part of a circle, with this share of its area.
fn filled(center: Point, radius: f64, share: f64) -> Vec<Segment> {
    let height = surface(radius, share);
    let y = center.y + radius - height;
    let half = (radius * radius - (radius - height).powi(2)).max(0.0).sqrt();
    let arc = |to| Segment::Arc { radii: (radius, radius), clockwise: false, to };
    let (left, right) = (point(center.x - half, y), point(center.x + half, y));
    vec![Segment::Move(left), arc(point(center.x, center.y + radius)), arc(right), Segment::Close]
}

/// The height of a share of a circle's area. There is no formula for it, so half the angle is found by bisection.
fn surface(radius: f64, share: f64) -> f64 {
    let (mut low, mut high) = (0.0, std::f64::consts::PI);
    for _ in 0..40 {
        let middle: f64 = (low + high) / 2.0;
        let filled = (middle - middle.sin() * middle.cos()) / std::f64::consts::PI;
        if filled < share { low = middle } else { high = middle }
    }
    radius * (1.0 - f64::cos(high))
}

/// A small arrow head on the track, pointing along `flow`.
fn chevron(at: Point, flow: Point) -> Item {
    let (long, wide) = (3.0, 4.5);
    let corner =
        |side: f64| point(at.x - flow.x * long - flow.y * wide * side, at.y - flow.y * long + flow.x * wide * side);
    let tip = point(at.x + flow.x * long, at.y + flow.y * long);
    let points = vec![corner(-1.0), tip, corner(1.0)];
    Item::Polyline { points, closed: false, paint: Paint::stroke(Role::Pass, 2.0) }
}

/// 试驾：流失 528（35%）
/// `None` for a number that the node itself does not have.
fn spoken_part(lang: Lang, view: &NodeView, part: NodePart) -> Option<String> {
    let (exits, name) = (view.exits, names::node(view.node).get(lang));
    let shares = exits.shares().filter(|_| view.lacks.is_empty());
    let (number, share) = match part {
        NodePart::Passed => (exits.passed, shares.map(|shares| shares.0)),
        NodePart::Leaked => (exits.leaked, shares.map(|shares| shares.1)),
        NodePart::Stagnant => (exits.stagnant, shares.map(|shares| shares.2)),
        NodePart::InTime => (exits.in_time, None),
        NodePart::Bypassed => (exits.bypassed, None),
        NodePart::Due => (exits.due(), None),
        NodePart::Open => (exits.open(), None),
        NodePart::Off => (view.off, None),
        NodePart::Standing => (view.standing, None),
        NodePart::Unresolved => return None,
    };
    let said = words::spoken(lang, name, words::node_part(part), number, share);
    let said = match part {
        NodePart::Open if exits.stagnant > 0 => {
            words::joined(lang, &[said, words::with_count(lang, words::STAGNANT, exits.stagnant)])
        }
        NodePart::Standing if view.off > 0 => {
            words::joined(lang, &[said, words::with_count(lang, words::OFF, view.off)])
        }
        _ => said,
    };
    Some(said)
}

fn spoken(view: &MapView, lang: Lang) -> String {
    let said = std::iter::once(headline::title(lang, view));
    let nodes = view.nodes.iter().map(|node| spoken_node(node, lang));
    words::titled(lang, words::MAP, &said.chain(nodes).collect::<Vec<_>>())
}

fn spoken_node(view: &NodeView, lang: Lang) -> String {
    let name = names::node(view.node).get(lang);
    if !view.lacks.is_empty() {
        return format!("{name} {}", words::UNOBSERVED.get(lang));
    }
    let mut said = vec![format!("{name} {}", words::count(view.exits.open()))];
    if let Some((passed, leaked, stagnant)) = view.exits.shares() {
        let exits = [(words::PASSED, passed), (words::LEAKED, leaked), (words::STAGNANT, stagnant)];
        said.extend(exits.map(|(word, share)| format!("{} {}", word.get(lang), words::percent(share))));
    }
    words::joined(lang, &said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_is_filled_by_area() {
        let check = |share: f64, height: f64| assert!((surface(1.0, share) - height).abs() < 1e-6, "{share}");
        check(0.0, 0.0);
        check(0.5, 1.0);
        check(1.0, 2.0);
        // A quarter: θ − sin θ · cos θ = π / 4.
        assert!((surface(1.0, 0.25) - 0.596_027).abs() < 1e-5, "{}", surface(1.0, 0.25));
    }
}
