//! A display list as SVG text: with class names for the page, or with the values of a theme for export and tests.
//! The markup has no `style` attribute, so that a strict content policy admits it.

use super::list::{Anchor, Figure, Frame, Item, Label, Paint, Point, ROLES, Role, Segment, Weight};
use std::fmt::Write;

/// The values of the roles, in the order of [`ROLES`].
pub struct Theme([&'static str; ROLES.len()]);

/// The light colours of `style/tokens.css`: pictures handed over are for paper and slides, whatever the page's theme.
pub const LIGHT: Theme = Theme([
    "#0f6b63", "#d8ebe7", "#bd3f2b", "#f8e1dc", "#b97a12", "#f7ead0", "#8a5906", "#1c2530", "#505a66", "#616a74",
    "#e3e0d6", "#efede6", "#ffffff", "#f6f5f1", "#616a74", "#2a568f",
]);

const FONTS: &str =
    "PingFang SC, HarmonyOS Sans SC, MiSans, Noto Sans SC, Noto Sans CJK SC, Microsoft YaHei, sans-serif";

/// How roles are written.
#[derive(Clone, Copy)]
pub enum Skin<'a> {
    /// `class="fill-pass stroke-ink-2"`; a fading fill's stops have `stop-leak`.
    Classes,
    Theme(&'a Theme),
}

/// A whole document of its own.
pub fn document(figure: &Figure, theme: &Theme) -> String {
    let mut out = start(figure.width, figure.height, &figure.label);
    out.push_str(&marks(figure, Skin::Theme(theme), "f"));
    out.push_str("</svg>\n");
    out
}

/// The start of a document with the theme's surface behind it. It is to be closed with `</svg>`.
pub fn opening(width: f64, height: f64, title: &str, theme: &Theme) -> String {
    let surface = theme.0[Role::Surface as usize];
    start(width, height, title) + &format!("<rect width=\"100%\" height=\"100%\" fill=\"{surface}\"/>\n")
}

fn start(width: f64, height: f64, title: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" role=\"img\" \
         font-family=\"{FONTS}\">\n<title>{2}</title>\n",
        number(width),
        number(height),
        escape(title)
    )
}

/// The items alone, one per line, for an existing `svg` element. `id` separates the gradients of several figures in one
/// page.
pub fn marks(figure: &Figure, skin: Skin<'_>, id: &str) -> String {
    let mut writer = Writer { out: String::new(), skin, id, fades: 0 };
    for item in &figure.items {
        writer.item(item);
    }
    writer.out
}

/// The `d` attribute of a path.
pub fn path_data(segments: &[Segment]) -> String {
    let parts: Vec<String> = segments.iter().map(|&segment| path_step(segment)).collect();
    parts.join(" ")
}

struct Writer<'a> {
    out: String,
    skin: Skin<'a>,
    id: &'a str,
    fades: usize,
}

impl Writer<'_> {
    fn item(&mut self, item: &Item) {
        match item {
            Item::Path { segments, paint } => self.shape("path", &format!("d=\"{}\"", path_data(segments)), paint),
            Item::Polyline { points, closed, paint } => {
                let name = if *closed { "polygon" } else { "polyline" };
                let points: Vec<String> = points.iter().map(|&point| pair(point, ",")).collect();
                self.shape(name, &format!("points=\"{}\"", points.join(" ")), paint);
            }
            Item::Line { from, to, paint } => {
                let ends = [("x1", from.x), ("y1", from.y), ("x2", to.x), ("y2", to.y)];
                self.shape("line", &numbers(&ends), paint);
            }
            Item::Rect { frame, radius, paint } => self.shape("rect", &rect(*frame, *radius), paint),
            Item::Circle { center, radius, paint } => {
                self.shape("circle", &numbers(&[("cx", center.x), ("cy", center.y), ("r", *radius)]), paint);
            }
            Item::Text(label) => self.text(label),
        }
    }

    fn shape(&mut self, name: &str, geometry: &str, paint: &Paint) {
        let fade = paint.fill.zip(paint.fade).map(|(role, (from, to))| self.gradient(role, from, to));
        let paint = self.paint(paint, fade);
        let _ = writeln!(self.out, "<{name} {geometry}{paint}/>");
    }

    /// Full at the start, then paler.
    fn gradient(&mut self, role: Role, from: Point, to: Point) -> String {
        let id = format!("{}-fade-{}", self.id, self.fades);
        self.fades += 1;
        let ends = numbers(&[("x1", from.x), ("y1", from.y), ("x2", to.x), ("y2", to.y)]);
        let color = self.attribute("stop", "stop-color", role);
        let stop =
            |offset: &str, opacity: &str| format!("<stop offset=\"{offset}\" stop-opacity=\"{opacity}\"{color}/>");
        let stops = [stop("0.2", "1"), stop("1", "0.5")].concat();
        let _ = writeln!(
            self.out,
            "<linearGradient id=\"{id}\" gradientUnits=\"userSpaceOnUse\" {ends}>{stops}</linearGradient>"
        );
        id
    }

    fn paint(&self, paint: &Paint, fade: Option<String>) -> String {
        let mut classes = Vec::new();
        let mut out = String::new();
        match (fade, paint.fill) {
            (Some(id), _) => out.push_str(&format!(" fill=\"url(#{id})\"")),
            (None, Some(role)) => self.color("fill", role, &mut classes, &mut out),
            (None, None) => out.push_str(" fill=\"none\""),
        }
        if let Some(stroke) = paint.stroke {
            self.color("stroke", stroke.role, &mut classes, &mut out);
            let _ = write!(out, " stroke-width=\"{}\" stroke-linecap=\"round\"", number(stroke.width));
            out.push_str(" stroke-linejoin=\"round\"");
            out.push_str(if stroke.dashed { " stroke-dasharray=\"3.5 4\"" } else { "" });
        }
        if paint.opacity < 1.0 {
            let _ = write!(out, " opacity=\"{}\"", number(paint.opacity));
        }
        if !classes.is_empty() {
            let _ = write!(out, " class=\"{}\"", classes.join(" "));
        }
        out
    }

    fn color(&self, property: &str, role: Role, classes: &mut Vec<String>, out: &mut String) {
        match self.skin {
            Skin::Classes => classes.push(format!("{property}-{}", role.name())),
            Skin::Theme(theme) => out.push_str(&format!(" {property}=\"{}\"", theme.0[role as usize])),
        }
    }

    fn attribute(&self, class: &str, property: &str, role: Role) -> String {
        match self.skin {
            Skin::Classes => format!(" class=\"{class}-{}\"", role.name()),
            Skin::Theme(theme) => format!(" {property}=\"{}\"", theme.0[role as usize]),
        }
    }

    fn text(&mut self, label: &Label) {
        let place = numbers(&[("x", label.at.x), ("y", label.at.y), ("font-size", label.size)]);
        let anchor = match label.anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let weight = match label.weight {
            Weight::Regular => "",
            Weight::Bold => " font-weight=\"600\"",
        };
        // The amber of surfaces is too light for text.
        let role = if label.role == Role::Still { Role::StillText } else { label.role };
        let color = self.attribute("fill", "fill", role);
        let words = if label.runs.is_empty() { escape(&label.text) } else { self.runs(label) };
        let _ = writeln!(self.out, "<text {place}{anchor}{weight}{color}>{words}</text>");
    }

    fn runs(&self, label: &Label) -> String {
        let mut from = 0;
        let run = |&(to, role): &(usize, Role)| {
            let words = escape(label.text.get(from..to).unwrap_or_default());
            from = to;
            match role == label.role {
                true => words,
                false => format!("<tspan font-weight=\"600\"{}>{words}</tspan>", self.attribute("fill", "fill", role)),
            }
        };
        label.runs.iter().map(run).collect()
    }
}

fn path_step(segment: Segment) -> String {
    match segment {
        Segment::Move(to) => format!("M{}", pair(to, " ")),
        Segment::Line(to) => format!("L{}", pair(to, " ")),
        Segment::Cubic(a, b, to) => format!("C{} {} {}", pair(a, " "), pair(b, " "), pair(to, " ")),
        Segment::Arc { radii: (rx, ry), clockwise, to } => {
            format!("A{} {} 0 0 {} {}", number(rx), number(ry), u8::from(clockwise), pair(to, " "))
        }
        Segment::Close => "Z".to_owned(),
    }
}

fn rect(frame: Frame, radius: f64) -> String {
    let mut parts = vec![("x", frame.x), ("y", frame.y), ("width", frame.width), ("height", frame.height)];
    if radius > 0.0 {
        parts.push(("rx", radius));
    }
    numbers(&parts)
}

fn numbers(parts: &[(&str, f64)]) -> String {
    let parts: Vec<String> = parts.iter().map(|(name, value)| format!("{name}=\"{}\"", number(*value))).collect();
    parts.join(" ")
}

fn pair(point: Point, between: &str) -> String {
    format!("{}{between}{}", number(point.x), number(point.y))
}

/// At most two decimals, and never "-0".
fn number(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0 + 0.0;
    rounded.to_string()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::list::point;

    fn one(item: Item, skin: Skin<'_>) -> String {
        marks(&Figure { items: vec![item], ..Figure::default() }, skin, "a")
    }

    #[test]
    fn the_page_gets_classes() {
        let paint = Paint::fill(Role::PassSoft).outlined(Role::Pass, 2.0);
        let circle = Item::Circle { center: point(1.0, 2.0), radius: 3.0, paint };
        assert_eq!(
            one(circle, Skin::Classes),
            "<circle cx=\"1\" cy=\"2\" r=\"3\" stroke-width=\"2\" stroke-linecap=\"round\" stroke-linejoin=\"round\" \
             class=\"fill-pass-soft stroke-pass\"/>\n"
        );
    }

    #[test]
    fn text_is_escaped() {
        let label = Label::new(point(0.0, 0.0), "<1% & \"x\"", Role::Ink, 12.0);
        let text = one(label.into(), Skin::Theme(&LIGHT));
        assert!(text.ends_with(">&lt;1% &amp; &quot;x&quot;</text>\n"), "{text}");
    }

    #[test]
    fn colours_are_those_of_the_page() {
        let tokens = include_str!("../../style/tokens.css");
        let value = |name: &str| tokens.split_once(&format!("--{name}: "))?.1.split_once(';').map(|(value, _)| value);
        for (role, colour) in ROLES.into_iter().zip(LIGHT.0) {
            let token = if role == Role::Outline { "ink-3" } else { role.name() };
            assert_eq!(value(token), Some(colour), "{token}: the first of its name is the light one");
        }
    }

    #[test]
    fn zero_has_no_sign() {
        assert_eq!(number(-0.001), "0");
        assert_eq!(number(1.0 / 3.0), "0.33");
    }
}
