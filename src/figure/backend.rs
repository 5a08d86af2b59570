//! The plotters backend that records a display list. Rendering is done by `svg` and the page.
//!
//! Plotters counts whole pixels, so it gets a grid of sixteenths: every length passes through [`grid`] on the way in
//! and [`px`] on the way out. A role is passed as a reserved colour. All drawing methods are overridden, because the
//! default ones rasterise.

use super::{
    list::{Anchor, Figure, Frame, Item, Label, Paint, Point, ROLES, Role, TOUCH, Weight, point},
    metrics,
};
use crate::protocol::{query::Selection, view::Shift};
use plotters::{
    element::{Drawable, PointCollection},
    style::Color,
};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
    text_anchor::{HPos, VPos},
};
use std::convert::Infallible;

const STEPS_PER_PX: f64 = 16.0;
/// Marks a colour as a role; the blue part is its index.
const RESERVED: (u8, u8) = (0xB0, 0x0B);

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// Draws into a figure. Plotters keeps its backend, so the figure itself stays outside.
pub struct Backend<'a> {
    figure: &'a mut Figure,
}

/// A rounded bar between two corners.
pub struct Bar<X, Y> {
    pub corners: [(X, Y); 2],
    pub radius: f64,
    /// Cut off at the right end, so that neighbouring bars are separate.
    pub gap: f64,
    pub paint: Paint,
}

/// A hit region over a bar, at least 44 px wide and high.
pub struct Touch<X, Y> {
    pub corners: [(X, Y); 2],
    pub grows: Grows,
    pub target: Selection,
    pub label: String,
}

/// A point of a line.
pub struct Dot<X, Y> {
    pub at: (X, Y),
    pub shape: Shape,
    /// Half the dot's width.
    pub size: f64,
    pub paint: Paint,
}

/// Lines differ by the shape of their points too.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    Disc,
    Diamond,
    Square,
}

/// Where a bar narrower than a finger gets the room for its touch region.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Grows {
    Left,
    Right,
}

/// Pixels to grid steps.
pub fn grid(px: f64) -> i32 {
    (px * STEPS_PER_PX).round() as i32
}

/// Grid steps to pixels.
pub fn px(steps: i32) -> f64 {
    f64::from(steps) / STEPS_PER_PX
}

impl<'a> Backend<'a> {
    pub fn new(figure: &'a mut Figure) -> Self {
        Self { figure }
    }

    fn draw(&mut self, item: Item) -> Drawn {
        self.figure.push(item);
        Ok(())
    }
}

impl Color for Role {
    fn to_backend_color(&self) -> BackendColor {
        BackendColor { rgb: (RESERVED.0, RESERVED.1, *self as u8), alpha: 1.0 }
    }
}

impl DrawingBackend for Backend<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (grid(self.figure.width).unsigned_abs(), grid(self.figure.height).unsigned_abs())
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, color: BackendColor) -> Drawn {
        self.draw_rect(at, (at.0 + 1, at.1 + 1), &color, true)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw(Item::Line { from: place(from), to: place(to), paint: stroked(style) })
    }

    fn draw_rect<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, style: &S, fill: bool) -> Drawn {
        self.draw(Item::Rect { frame: spanned(place(a), place(b)), radius: 0.0, paint: painted(style, fill) })
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let points = path.into_iter().map(place).collect();
        self.draw(Item::Polyline { points, closed: false, paint: stroked(style) })
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        let radius = px(radius as i32);
        self.draw(Item::Circle { center: place(center), radius, paint: painted(style, fill) })
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, outline: I, style: &S) -> Drawn {
        let points = outline.into_iter().map(place).collect();
        self.draw(Item::Polyline { points, closed: true, paint: painted(style, true) })
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        let size = style.size() / STEPS_PER_PX;
        let drop = match style.anchor().v_pos {
            VPos::Top => metrics::ASCENT,
            VPos::Center => metrics::MIDDLE,
            VPos::Bottom => -metrics::DESCENT,
        };
        let at = place(at);
        let label = Label::new(point(at.x, at.y + drop * size), text, role(style.color()), size);
        self.draw(label.weight(weight(style.style())).anchor(anchor(style.anchor().h_pos)).into())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let width = metrics::width(text, style.size(), weight(style.style()));
        let height = style.size() * (metrics::ASCENT + metrics::DESCENT);
        Ok((width.ceil() as u32, height.ceil() as u32))
    }

    /// Figures hold no bitmaps.
    fn blit_bitmap(&mut self, _: BackendCoord, _: (u32, u32), _: &[u8]) -> Drawn {
        Ok(())
    }
}

impl<'a, X, Y> PointCollection<'a, (X, Y)> for &'a Bar<X, Y> {
    type Point = &'a (X, Y);
    type IntoIter = &'a [(X, Y); 2];

    fn point_iter(self) -> Self::IntoIter {
        &self.corners
    }
}

impl<'a, X, Y> PointCollection<'a, (X, Y)> for &'a Touch<X, Y> {
    type Point = &'a (X, Y);
    type IntoIter = &'a [(X, Y); 2];

    fn point_iter(self) -> Self::IntoIter {
        &self.corners
    }
}

impl<'a, X, Y> PointCollection<'a, (X, Y)> for &'a Dot<X, Y> {
    type Point = &'a (X, Y);
    type IntoIter = std::iter::Once<&'a (X, Y)>;

    fn point_iter(self) -> Self::IntoIter {
        std::iter::once(&self.at)
    }
}

impl<X, Y> Drawable<Backend<'_>> for Dot<X, Y> {
    fn draw<I: Iterator<Item = BackendCoord>>(&self, mut at: I, backend: &mut Backend<'_>, _: (u32, u32)) -> Drawn {
        let Some(center) = at.next().map(place) else { return Ok(()) };
        let (size, paint) = (self.size, self.paint);
        let beside = |x: f64, y: f64| point(center.x + x * size, center.y + y * size);
        let outline = |points: Vec<Point>| Item::Polyline { points, closed: true, paint };
        backend.draw(match self.shape {
            Shape::Disc => Item::Circle { center, radius: size, paint },
            Shape::Diamond => {
                outline(vec![beside(0.0, -1.25), beside(1.25, 0.0), beside(0.0, 1.25), beside(-1.25, 0.0)])
            }
            Shape::Square => outline(vec![beside(-0.9, -0.9), beside(0.9, -0.9), beside(0.9, 0.9), beside(-0.9, 0.9)]),
        })
    }
}

impl<X, Y> Drawable<Backend<'_>> for Bar<X, Y> {
    fn draw<I: Iterator<Item = BackendCoord>>(&self, ends: I, backend: &mut Backend<'_>, _: (u32, u32)) -> Drawn {
        let Some(mut frame) = corners(ends) else { return Ok(()) };
        // One person among thousands still gets a visible line.
        frame.width = (frame.width - self.gap).max(1.0);
        let radius = self.radius.min(frame.width / 2.0);
        backend.draw(Item::Rect { frame, radius, paint: self.paint })
    }
}

impl<X, Y> Drawable<Backend<'_>> for Touch<X, Y> {
    fn draw<I: Iterator<Item = BackendCoord>>(&self, ends: I, backend: &mut Backend<'_>, _: (u32, u32)) -> Drawn {
        let Some(mut frame) = corners(ends) else { return Ok(()) };
        let bar = frame;
        let missing = (TOUCH - frame.width).max(0.0);
        frame.x -= if self.grows == Grows::Left { missing } else { 0.0 };
        frame.width += missing;
        backend.figure.touch_bar(bar, frame, self.target.clone(), Shift::default(), self.label.clone());
        Ok(())
    }
}

fn corners(mut ends: impl Iterator<Item = BackendCoord>) -> Option<Frame> {
    Some(spanned(place(ends.next()?), place(ends.next()?)))
}

fn spanned(a: Point, b: Point) -> Frame {
    Frame::between(a.x.min(b.x), a.y.min(b.y), a.x.max(b.x), a.y.max(b.y))
}

fn place(at: BackendCoord) -> Point {
    point(px(at.0), px(at.1))
}

/// A colour that is not a role is plotters' own default, black.
fn role(color: BackendColor) -> Role {
    let (red, green, index) = color.rgb;
    let reserved = (red, green) == RESERVED;
    ROLES.get(usize::from(index)).copied().filter(|_| reserved).unwrap_or(Role::Ink)
}

fn stroked<S: BackendStyle>(style: &S) -> Paint {
    Paint::stroke(role(style.color()), px(style.stroke_width() as i32)).opacity(style.color().alpha)
}

fn painted<S: BackendStyle>(style: &S, fill: bool) -> Paint {
    if fill { Paint::fill(role(style.color())).opacity(style.color().alpha) } else { stroked(style) }
}

fn weight(style: FontStyle) -> Weight {
    match style {
        FontStyle::Bold => Weight::Bold,
        FontStyle::Normal | FontStyle::Oblique | FontStyle::Italic => Weight::Regular,
    }
}

fn anchor(position: HPos) -> Anchor {
    match position {
        HPos::Left => Anchor::Start,
        HPos::Center => Anchor::Middle,
        HPos::Right => Anchor::End,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use plotters::{
        drawing::IntoDrawingArea,
        element::{Circle, PathElement, Rectangle, Text},
        style::{BLACK, FontStyle, IntoTextStyle, RGBColor},
    };

    fn recorded(draw: impl FnOnce(&plotters::drawing::DrawingArea<Backend<'_>, plotters::coord::Shift>)) -> Vec<Item> {
        let mut figure = Figure { width: 200.0, height: 100.0, ..Figure::default() };
        draw(&Backend::new(&mut figure).into_drawing_area());
        figure.items
    }

    #[test]
    fn lengths_keep_their_sixteenths() {
        let items = recorded(|area| {
            let path = vec![(grid(1.25), grid(2.5)), (grid(10.0625), grid(2.5))];
            area.draw(&PathElement::new(path, Role::Leak.stroke_width(grid(1.5) as u32))).unwrap();
        });
        let paint = Paint::stroke(Role::Leak, 1.5);
        let points = vec![point(1.25, 2.5), point(10.0625, 2.5)];
        assert_eq!(items, [Item::Polyline { points, closed: false, paint }]);
    }

    #[test]
    fn roles_survive_plotters_and_other_colours_become_ink() {
        for given in ROLES {
            assert_eq!(role(given.to_backend_color()), given);
        }
        assert_eq!(role(BLACK.to_backend_color()), Role::Ink);
        assert_eq!(role(RGBColor(RESERVED.0, RESERVED.1, 200).to_backend_color()), Role::Ink);
    }

    #[test]
    fn shapes_are_recorded_not_rasterised() {
        let items = recorded(|area| {
            area.draw(&Rectangle::new([(0, 0), (grid(8.0), grid(4.0))], Role::Pass.filled())).unwrap();
            area.draw(&Circle::new((grid(5.0), grid(5.0)), grid(2.0), Role::Still.mix(0.5))).unwrap();
        });
        assert_eq!(items.len(), 2);
        assert!(matches!(items[1], Item::Circle { radius: 2.0, paint, .. } if paint.opacity == 0.5));
    }

    #[test]
    fn text_keeps_its_size_weight_and_place() {
        let items = recorded(|area| {
            let style = ("sans-serif", grid(12.0), FontStyle::Bold, &Role::Ink2).into_text_style(area);
            area.draw(&Text::new("试驾", (grid(10.0), grid(20.0)), style)).unwrap();
        });
        let Item::Text(label) = &items[0] else { panic!("{items:?}") };
        assert_eq!((label.size, label.weight, label.role), (12.0, Weight::Bold, Role::Ink2));
        assert!((label.frame().y - 20.0).abs() < 1e-9);
    }
}
