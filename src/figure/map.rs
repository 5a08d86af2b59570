//! The lifecycle map (生命周期地图): one closed track, thirteen circles, and at each circle both exits. What passes follows
//! the track; what leaks runs inward in red, as wide as its share; what stands still is an amber pool of its share's area.
//! Curves go into the list directly; plotters has none. Where things stand: `wide` and `tall`.

mod legend;
mod plan;
mod tall;
mod wide;

use super::{
    list::{Figure, Frame, Item, Label, Paint, Point, Region, Role, Segment, Weight, ellipse, point},
    words,
};
use crate::{
    lifecycle::stage::Node,
    protocol::{
        query::{AnswerPart, NodePart, Selection},
        view::{MapFinding, MapView, NodeView},
    },
    text::{Lang, names},
};
use plan::{Circle, Leak, Place, Plan, Spot};

/// From this width on the track lies; below, it stands.
const WIDE_PX: f64 = 880.0;
/// Fewer episodes than this are drawn pale: no ground for an opinion yet.
const SMALL_SAMPLE: u32 = 30;

const NAME_SIZE: f64 = 13.0;
const NOTE_SIZE: f64 = 11.5;
const SHARE_SIZE: f64 = 12.0;

/// The map of a view, `width` px wide and as high as it needs.
pub fn map(view: &MapView, lang: Lang, width: f64) -> Figure {
    let circles: Vec<Circle<'_>> = plan::circles(view, lang);
    let plan = if width >= WIDE_PX { wide::plan(&circles, lang, width) } else { tall::plan(&circles, lang, width) };
    let legend = legend::rows(lang, width, circles.iter().any(Circle::is_small));
    let height = plan.height + legend.height();
    let mut drawing = Drawing { figure: Figure { width, height, ..Figure::default() }, lang, plan: &plan };
    drawing.track();
    for (circle, spot) in circles.iter().zip(&plan.spots) {
        drawing.exits(circle, spot);
    }
    for (circle, spot) in circles.iter().zip(&plan.spots) {
        drawing.circle(circle, spot);
    }
    legend.draw(&mut drawing.figure, plan.height);
    drawing.hits(&circles);
    drawing.figure.order_hits();
    drawing.figure.label = spoken(view, lang);
    drawing.figure
}

struct Drawing<'a> {
    figure: Figure,
    lang: Lang,
    plan: &'a Plan,
}

impl Drawing<'_> {
    fn track(&mut self) {
        let segments = self.plan.track.clone();
        self.figure.push(Item::Path { segments, paint: Paint::stroke(Role::PassSoft, self.plan.band) });
        for &(at, flow) in &self.plan.chevrons {
            self.figure.push(chevron(at, flow));
        }
    }

    fn exits(&mut self, circle: &Circle<'_>, spot: &Spot) {
        if let Some(leak) = &spot.leak {
            let emphasis = circle.emphasis_on(NodePart::Leaked);
            let (from, to) = (spot.at(0.0, 0.0), spot.at(leak.end.0, leak.end.1));
            let nobody = leak.share == 0.0;
            let paint = match circle.is_small() {
                _ if nobody => Paint::fill(Role::Leak).opacity(0.4),
                true => Paint::fill(Role::LeakSoft).outlined(Role::Leak, 0.75),
                false => Paint::fill(Role::Leak).opacity(if emphasis { 1.0 } else { 0.78 }).fading(from, to),
            };
            self.figure.push(Item::Path { segments: stream(spot, leak, self.plan.band), paint });
            self.share(&leak.label, leak.share, if nobody { Role::Ink3 } else { Role::Leak }, emphasis);
        }
        if let Some(pool) = &spot.pool {
            let paint = match circle.is_small() {
                true => Paint::fill(Role::StillSoft).outlined(Role::Still, 0.75),
                false => Paint::fill(Role::Still),
            };
            let (center, (rx, ry)) = (spot.at(pool.at.0, pool.at.1), pool.radii());
            let neck = spot.curve(&[(0.0, 0.0), pool.bend[0], pool.bend[1], pool.at]);
            self.figure.push(Item::Path { segments: neck, paint: Paint::stroke(Role::Still, 1.5) });
            self.figure.push(Item::Path { segments: ellipse(center, rx, ry), paint });
            if pool.is_labelled() {
                self.share(&pool.label, pool.share, Role::Still, circle.emphasis_on(NodePart::Stagnant));
            }
        }
    }

    fn share(&mut self, place: &Place, share: f64, role: Role, emphasis: bool) {
        let (size, weight) = if emphasis { (SHARE_SIZE + 2.0, Weight::Bold) } else { (SHARE_SIZE, Weight::Regular) };
        let label = Label::new(place.at, words::percent(share), role, size);
        self.figure.push(label.weight(weight).anchor(place.anchor).into());
    }

    fn circle(&mut self, circle: &Circle<'_>, spot: &Spot) {
        let observed = circle.is_observed();
        let paint = Paint::fill(Role::Surface);
        let paint = if observed { paint.outlined(Role::Pass, 2.5) } else { paint.dashed(Role::Outline, 1.5) };
        self.figure.push(Item::Circle { center: spot.center, radius: circle.radius, paint });
        self.figure.push(circle.number(spot.center).into());
        let texts = spot.names.iter().chain(&spot.note).chain(&spot.said).chain(&spot.pass);
        self.figure.items.extend(texts.cloned().map(Item::Text));
    }

    fn hits(&mut self, circles: &[Circle<'_>]) {
        let plan = self.plan;
        for (circle, spot) in circles.iter().zip(&plan.spots) {
            self.said_hit(circle, spot);
        }
        for (circle, spot) in circles.iter().zip(&plan.spots).filter(|(circle, _)| circle.is_populated()) {
            let names = spot.names.iter().map(Label::frame);
            let frame = names.fold(Region::Circle { center: spot.center, radius: circle.radius }.frame(), Frame::union);
            self.hit(circle, NodePart::Standing, frame);
            if !circle.is_observed() {
                continue;
            }
            self.label_hit(circle, NodePart::InTime, spot.note.as_ref());
            self.label_hit(circle, NodePart::Passed, spot.pass.as_ref());
            if let Some(pool) = &spot.pool {
                self.hit(circle, NodePart::Stagnant, pool.frame(spot));
            }
            // Nobody is behind an exit that nobody took.
            if let Some(leak) = spot.leak.as_ref().filter(|leak| leak.share > 0.0) {
                self.hit(circle, NodePart::Leaked, leak.frame(spot, circle.radius));
            }
        }
    }

    /// The answers that score the node's item, the worst first.
    fn said_hit(&mut self, circle: &Circle<'_>, spot: &Spot) {
        let Some(((item, estimate), label)) = circle.view.satisfaction.zip(spot.said.as_ref()) else { return };
        let target = Selection::Answers { kind: None, item: Some(item), part: AnswerPart::All };
        let name = words::satisfaction_of(self.lang, names::item(item).get(self.lang), estimate);
        self.figure.touch(label.frame(), target, name);
    }

    fn label_hit(&mut self, circle: &Circle<'_>, part: NodePart, label: Option<&Label>) {
        if let Some(label) = label {
            self.hit(circle, part, label.frame());
        }
    }

    fn hit(&mut self, circle: &Circle<'_>, part: NodePart, frame: Frame) {
        let label = circle.spoken(self.lang, part);
        self.figure.touch(frame, Selection::Node(circle.view.node, part), label);
    }
}

/// A stream narrowing to three quarters of its mouth. One that leaves the track straight starts at its edge, for it may
/// be wider than the circle; one that bends starts under the circle.
fn stream(spot: &Spot, leak: &Leak, band: f64) -> Vec<Segment> {
    let ([first, second], (length, shift)) = (leak.bend, leak.end);
    let (mouth, tip) = (leak.width / 2.0, leak.width * 0.375);
    let from = if first.1 == 0.0 { (band / 2.0 - 1.0, 0.0) } else { (0.0, 0.0) };
    let turned = first.0.hypot(first.1).max(1.0);
    // Across the stream where it leaves the circle.
    let side = (-first.1 / turned * mouth, first.0 / turned * mouth);
    let mouth_at = |at: (f64, f64), sign: f64| spot.at(at.0 + sign * side.0, at.1 + sign * side.1);
    let tip_at = |at: (f64, f64), sign: f64| spot.at(at.0, at.1 + sign * tip);
    vec![
        Segment::Move(mouth_at(from, -1.0)),
        Segment::Cubic(mouth_at(first, -1.0), tip_at(second, -1.0), tip_at((length, shift), -1.0)),
        Segment::Cubic(
            tip_at((length + tip, shift), -1.0),
            tip_at((length + tip, shift), 1.0),
            tip_at((length, shift), 1.0),
        ),
        Segment::Cubic(tip_at(second, 1.0), mouth_at(first, 1.0), mouth_at(from, 1.0)),
        Segment::Close,
    ]
}

/// A small arrow head on the track, pointing along `flow`.
fn chevron(at: Point, flow: Point) -> Item {
    let (long, wide) = (3.0, 4.0);
    let corner =
        |side: f64| point(at.x - flow.x * long - flow.y * wide * side, at.y - flow.y * long + flow.x * wide * side);
    let tip = point(at.x + flow.x * long, at.y + flow.y * long);
    Item::Polyline {
        points: vec![corner(-1.0), tip, corner(1.0)],
        closed: false,
        paint: Paint::stroke(Role::Pass, 1.8),
    }
}

/// The nodes the finding names, with the exit it speaks of.
fn emphasis(finding: &MapFinding) -> Vec<(Node, NodePart)> {
    match finding {
        MapFinding::TwoLeaks { first, second } => vec![(first.0, NodePart::Leaked), (second.0, NodePart::Leaked)],
        MapFinding::OneLeak { node, .. } => vec![(*node, NodePart::Leaked)],
        MapFinding::Reservoir { node, .. } => vec![(*node, NodePart::Stagnant)],
        MapFinding::StandingOnly | MapFinding::TooFew => Vec::new(),
    }
}

fn spoken(view: &MapView, lang: Lang) -> String {
    let nodes: Vec<String> = view.nodes.iter().map(|node| spoken_node(node, lang)).collect();
    words::titled(lang, words::MAP, &nodes)
}

fn spoken_node(view: &NodeView, lang: Lang) -> String {
    let name = names::node(view.node).get(lang);
    if !view.lacks.is_empty() {
        return format!("{name} {}", words::UNOBSERVED.get(lang));
    }
    let mut said = vec![format!("{name} {}", words::count(view.standing))];
    if let Some((passed, leaked, stagnant)) = view.exits.shares() {
        let exits = [(words::PASSED, passed), (words::LEAKED, leaked), (words::STAGNANT, stagnant)];
        said.extend(exits.map(|(word, share)| format!("{} {}", word.get(lang), words::percent(share))));
    }
    words::joined(lang, &said)
}
