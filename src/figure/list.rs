//! The display list: the contents of a figure, in CSS pixels from its upper left corner, and where it can be touched.
//! It names roles; the page (by classes) or an exporter (`svg`) sets colours.

use super::metrics;
use crate::order::{fine, order};
use crate::protocol::{query::Selection, view::Shift};

/// The smallest side of a hit region.
pub const TOUCH: f64 = 44.0;

#[derive(Clone, PartialEq, Debug, Default)]
pub struct Figure {
    pub width: f64,
    pub height: f64,
    /// The figure in words, for people who cannot see it.
    pub label: String,
    /// Painted in this order.
    pub items: Vec<Item>,
    /// Later ones lie above earlier ones and win where they overlap.
    pub hits: Vec<Hit>,
    /// The bars themselves, above all regions that grew over them, so that a pointer on a bar opens that bar. Each
    /// repeats a hit, or a cell of the data table if there are too many bars to step through.
    pub exact: Vec<Hit>,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Item {
    Path { segments: Vec<Segment>, paint: Paint },
    Polyline { points: Vec<Point>, closed: bool, paint: Paint },
    Line { from: Point, to: Point, paint: Paint },
    Rect { frame: Frame, radius: f64, paint: Paint },
    Circle { center: Point, radius: f64, paint: Paint },
    Text(Label),
}

/// Where a figure can be touched, and what that opens.
#[derive(Clone, PartialEq, Debug)]
pub struct Hit {
    pub region: Region,
    pub target: Selection,
    /// The list's own scope, if it differs from the figure's.
    pub at: Shift,
    /// Read aloud, and shown as the tooltip.
    pub label: String,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Region {
    Rect(Frame),
    Circle { center: Point, radius: f64 },
}

/// What a colour is for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Role {
    Pass,
    PassSoft,
    Leak,
    LeakSoft,
    Still,
    StillSoft,
    /// Amber dark enough to read: for text in the role `Still`.
    StillText,
    Ink,
    Ink2,
    Ink3,
    Line,
    Line2,
    Surface,
    Paper,
    /// The dashed outline of an unobserved part.
    Outline,
    /// Blue for words.
    Link,
}

pub const ROLES: [Role; 16] = [
    Role::Pass,
    Role::PassSoft,
    Role::Leak,
    Role::LeakSoft,
    Role::Still,
    Role::StillSoft,
    Role::StillText,
    Role::Ink,
    Role::Ink2,
    Role::Ink3,
    Role::Line,
    Role::Line2,
    Role::Surface,
    Role::Paper,
    Role::Outline,
    Role::Link,
];

#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Frame {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Segment {
    Move(Point),
    Line(Point),
    Cubic(Point, Point, Point),
    /// The shorter way round an upright ellipse.
    Arc {
        radii: (f64, f64),
        clockwise: bool,
        to: Point,
    },
    Close,
}

/// How an outline or area is painted.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Paint {
    pub fill: Option<Role>,
    pub stroke: Option<Stroke>,
    /// Of the whole item, 0–1.
    pub opacity: f64,
    /// The fill fades from the first point to the second.
    pub fade: Option<(Point, Point)>,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Stroke {
    pub role: Role,
    pub width: f64,
    pub dashed: bool,
}

/// One line of text.
#[derive(Clone, PartialEq, Debug)]
pub struct Label {
    /// Baseline position of the anchor.
    pub at: Point,
    pub text: String,
    pub role: Role,
    /// Font size.
    pub size: f64,
    pub weight: Weight,
    pub anchor: Anchor,
    /// Colour changes within a sentence: the end byte of each run; a run in another role than the label's is bold.
    /// Empty: one colour.
    pub runs: Vec<(usize, Role)>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Weight {
    #[default]
    Regular,
    Bold,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Anchor {
    #[default]
    Start,
    Middle,
    End,
}

impl Figure {
    pub fn push(&mut self, item: Item) {
        self.items.push(item);
    }

    /// Makes a mark touchable. A region smaller than a finger grows to both sides and downward, and lies below the next
    /// lower mark's (`order_hits`). So each mark opens itself, however close the marks are.
    pub fn touch(&mut self, mark: Frame, target: Selection, label: String) {
        self.touch_at(mark, target, Shift::default(), label);
    }

    /// Touchable, and with a date or period of its own for its list.
    pub fn touch_at(&mut self, mark: Frame, target: Selection, at: Shift, label: String) {
        let region = Region::grown(mark).within(self.bounds());
        self.hits.push(Hit { region, target, at, label });
    }

    /// A bar as narrow as its neighbours: touchable `around` it, and exactly on it.
    pub fn touch_bar(&mut self, bar: Frame, around: Frame, target: Selection, at: Shift, label: String) {
        self.touch_exactly(bar, target.clone(), at, label.clone());
        self.touch_at(around, target, at, label);
    }

    /// A bar for the pointer only.
    pub fn touch_exactly(&mut self, bar: Frame, target: Selection, at: Shift, label: String) {
        let region = Region::Rect(bar).within(self.bounds());
        self.exact.push(Hit { region, target, at, label });
    }

    /// A point among others: touchable around it, and exactly in `own`, its part of the plot.
    pub fn touch_point(&mut self, mark: Frame, own: Frame, target: Selection, at: Shift, label: String) {
        let region = Region::Rect(own).within(self.bounds());
        self.exact.push(Hit { region, target: target.clone(), at, label: label.clone() });
        self.touch_at(mark, target, at, label);
    }

    /// Lower marks lie above higher ones; at equal height, later ones.
    pub fn order_hits(&mut self) {
        order(&mut self.hits, |hit| fine(hit.region.frame().y));
    }

    pub fn bounds(&self) -> Frame {
        Frame { x: 0.0, y: 0.0, width: self.width, height: self.height }
    }

    /// The texts, in the order they are painted.
    pub fn labels(&self) -> impl Iterator<Item = &Label> {
        self.items.iter().filter_map(|item| match item {
            Item::Text(label) => Some(label),
            _ => None,
        })
    }

    /// What a touch at `point` opens.
    pub fn hit_at(&self, point: Point) -> Option<&Hit> {
        self.hits.iter().chain(&self.exact).rev().find(|hit| hit.region.contains(point))
    }
}

impl Region {
    /// A rectangle of at least [`TOUCH`] × [`TOUCH`] from the top of `frame`.
    pub fn grown(frame: Frame) -> Self {
        let (width, height) = (frame.width.max(TOUCH), frame.height.max(TOUCH));
        Self::Rect(Frame { x: frame.center().x - width / 2.0, y: frame.y, width, height })
    }

    pub fn frame(self) -> Frame {
        match self {
            Self::Rect(frame) => frame,
            Self::Circle { center, radius } => {
                Frame { x: center.x - radius, y: center.y - radius, width: 2.0 * radius, height: 2.0 * radius }
            }
        }
    }

    pub fn contains(self, point: Point) -> bool {
        match self {
            Self::Rect(frame) => frame.contains(point),
            Self::Circle { center, radius } => (point.x - center.x).hypot(point.y - center.y) <= radius,
        }
    }

    /// Moved, not shrunk, into `bounds`; if it is larger, its far end is cut off.
    pub fn within(self, bounds: Frame) -> Self {
        let frame = self.frame();
        let x = frame.x.min(bounds.right() - frame.width).max(bounds.x);
        let y = frame.y.min(bounds.bottom() - frame.height).max(bounds.y);
        match self {
            Self::Rect(_) => Self::Rect(Frame {
                x,
                y,
                width: frame.width.min(bounds.width),
                height: frame.height.min(bounds.height),
            }),
            Self::Circle { radius, .. } => Self::Circle { center: Point { x: x + radius, y: y + radius }, radius },
        }
    }
}

impl Role {
    /// The last part of the page's class names, and the token's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::PassSoft => "pass-soft",
            Self::Leak => "leak",
            Self::LeakSoft => "leak-soft",
            Self::Still => "still",
            Self::StillSoft => "still-soft",
            Self::StillText => "still-text",
            Self::Ink => "ink",
            Self::Ink2 => "ink-2",
            Self::Ink3 => "ink-3",
            Self::Line => "line",
            Self::Line2 => "line-2",
            Self::Surface => "surface",
            Self::Paper => "paper",
            Self::Outline => "outline",
            Self::Link => "link",
        }
    }
}

pub const fn point(x: f64, y: f64) -> Point {
    Point { x, y }
}

impl Frame {
    /// A frame from the left, top, right and bottom edges.
    pub fn between(left: f64, top: f64, right: f64, bottom: f64) -> Self {
        Self { x: left, y: top, width: right - left, height: bottom - top }
    }

    pub fn right(self) -> f64 {
        self.x + self.width
    }

    pub fn bottom(self) -> f64 {
        self.y + self.height
    }

    pub fn center(self) -> Point {
        point(self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    pub fn contains(self, point: Point) -> bool {
        self.x <= point.x && point.x <= self.right() && self.y <= point.y && point.y <= self.bottom()
    }

    pub fn union(self, other: Self) -> Self {
        Self::between(
            self.x.min(other.x),
            self.y.min(other.y),
            self.right().max(other.right()),
            self.bottom().max(other.bottom()),
        )
    }
}

impl Segment {
    /// The pen's position afterwards; `None` at the end of an outline.
    pub fn end(self) -> Option<Point> {
        match self {
            Self::Move(to) | Self::Line(to) | Self::Cubic(_, _, to) | Self::Arc { to, .. } => Some(to),
            Self::Close => None,
        }
    }
}

impl Paint {
    pub const fn fill(role: Role) -> Self {
        Self { fill: Some(role), stroke: None, opacity: 1.0, fade: None }
    }

    pub const fn stroke(role: Role, width: f64) -> Self {
        Self { fill: None, stroke: Some(Stroke { role, width, dashed: false }), opacity: 1.0, fade: None }
    }

    pub const fn outlined(self, role: Role, width: f64) -> Self {
        Self { stroke: Some(Stroke { role, width, dashed: false }), ..self }
    }

    pub const fn dashed(self, role: Role, width: f64) -> Self {
        Self { stroke: Some(Stroke { role, width, dashed: true }), ..self }
    }

    pub const fn opacity(self, opacity: f64) -> Self {
        Self { opacity, ..self }
    }

    pub const fn fading(self, from: Point, to: Point) -> Self {
        Self { fade: Some((from, to)), ..self }
    }
}

impl Label {
    pub fn new(at: Point, text: impl Into<String>, role: Role, size: f64) -> Self {
        Self { at, text: text.into(), role, size, weight: Weight::Regular, anchor: Anchor::Start, runs: Vec::new() }
    }

    pub fn bold(self) -> Self {
        Self { weight: Weight::Bold, ..self }
    }

    pub fn weight(self, weight: Weight) -> Self {
        Self { weight, ..self }
    }

    pub fn anchor(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    pub fn width(&self) -> f64 {
        metrics::width(&self.text, self.size, self.weight)
    }

    /// The box of the letters, from the top of a character to the bottom of its descenders.
    pub fn frame(&self) -> Frame {
        let width = self.width();
        let x = match self.anchor {
            Anchor::Start => self.at.x,
            Anchor::Middle => self.at.x - width / 2.0,
            Anchor::End => self.at.x - width,
        };
        let top = self.at.y - metrics::ASCENT * self.size;
        Frame { x, y: top, width, height: (metrics::ASCENT + metrics::DESCENT) * self.size }
    }
}

impl From<Label> for Item {
    fn from(label: Label) -> Self {
        Self::Text(label)
    }
}
