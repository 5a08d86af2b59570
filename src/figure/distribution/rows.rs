//! The rows of a section: a bar in parts, with numbers inside if they fit and the others beside it.

use super::{
    axis,
    sections::{Part, Row, Section},
};
use crate::{
    figure::{
        list::{Anchor, Figure, Frame, Label, Role, TOUCH, Weight, point},
        metrics, words,
    },
    protocol::{query::Selection, view::Shift},
};

/// From this width on, names are left of the bars; below it, above them.
const BESIDE_PX: f64 = 390.0;
const NAME_SIZE: f64 = 13.0;
const COUNT_SIZE: f64 = 12.5;
const NOTE_SIZE: f64 = 12.0;
/// Between bar and numbers, and between two numbers.
const SPACE: f64 = 10.0;
/// Margin beside a number inside its bar.
const INSIDE: f64 = 5.0;
const GAP: f64 = 1.5;
const RADIUS: f64 = 3.0;
/// Keeps clear of the last row's touch regions.
const BELOW: f64 = 10.0;

pub struct Rows<'a> {
    section: &'a Section,
    beside: bool,
    /// Left edge of the bars.
    left: f64,
    right: f64,
    /// Width of the bar for `most`.
    full: f64,
    most: f64,
    pitch: f64,
    /// From a row's top to its bar.
    header: f64,
    bar: f64,
}

impl<'a> Rows<'a> {
    pub fn new(section: &'a Section, left: f64, right: f64) -> Self {
        let most = f64::from(section.rows.iter().map(|row| row.people).max().unwrap_or(0).max(1));
        if right - left < BESIDE_PX {
            let (left, full) = (left + 1.0, right - left - 2.0);
            return Self { section, beside: false, left, right, full, most, pitch: 58.0, header: 23.0, bar: 24.0 };
        }
        let name = |row: &Row| metrics::width(row.name, NAME_SIZE, Weight::Bold);
        let left = left + section.rows.iter().map(name).fold(TOUCH, f64::max) + 12.0;
        let mut rows =
            Self { section, beside: true, left, right, full: right - left, most, pitch: 46.0, header: 8.0, bar: 28.0 };
        // A shorter bar has more of its numbers beside it, which shortens the bar again; a few rounds settle it.
        for _ in 0..3 {
            let room = section
                .rows
                .iter()
                .filter(|row| row.people > 0)
                .map(|row| (right - left - SPACE - rows.notes_width(row)) * most / f64::from(row.people));
            rows.full = room.fold(rows.full, f64::min).max(1.0);
        }
        rows
    }

    pub fn height(&self) -> f64 {
        self.pitch * self.section.rows.len() as f64 + BELOW
    }

    pub fn draw(&self, figure: &mut Figure, top: f64) {
        for (index, row) in self.section.rows.iter().enumerate() {
            let y = top + index as f64 * self.pitch + self.header;
            let bar = Frame { x: self.left, y, width: self.width(row.people), height: self.bar };
            self.name(figure, row, bar);
            axis(figure, bar);
            self.parts(figure, row, bar);
            self.notes(figure, row, bar);
        }
    }

    fn width(&self, people: u32) -> f64 {
        self.full * f64::from(people) / self.most
    }

    fn is_inside(&self, part: &Part) -> bool {
        let text = metrics::width(&words::count(part.people), NOTE_SIZE, Weight::Bold);
        text + 2.0 * INSIDE + GAP <= self.width(part.people)
    }

    fn name(&self, figure: &mut Figure, row: &Row, bar: Frame) {
        let (at, anchor) = match self.beside {
            true => (point(self.left - 12.0, bar.center().y + metrics::MIDDLE * NAME_SIZE), Anchor::End),
            false => (point(self.left, bar.y - 7.0), Anchor::Start),
        };
        figure.push(Label::new(at, row.name, Role::Ink, NAME_SIZE).bold().anchor(anchor).into());
    }

    fn parts(&self, figure: &mut Figure, row: &Row, bar: Frame) {
        let mut x = bar.x;
        let mut touches = Vec::new();
        for part in &row.parts {
            let whole = Frame { x, width: self.width(part.people), ..bar };
            x = whole.right();
            // One person among thousands still gets a visible line.
            let frame = Frame { width: (whole.width - GAP).max(1.0), ..whole };
            part.look.bar(figure, frame, RADIUS);
            if self.is_inside(part) {
                let at = point(frame.center().x, frame.center().y + metrics::MIDDLE * NOTE_SIZE);
                let label = Label::new(at, words::count(part.people), part.look.ink, NOTE_SIZE);
                figure.push(label.bold().anchor(Anchor::Middle).into());
            }
            touches.push((frame, part));
        }
        // A narrow part takes room from the part before it, so later regions go below earlier ones.
        for (frame, part) in touches.into_iter().rev() {
            let missing = (TOUCH - frame.width).max(0.0);
            let around = Frame { x: frame.x - missing, width: frame.width + missing, ..frame };
            figure.touch_bar(frame, around, part.target.clone(), Shift::default(), part.said.clone());
        }
    }

    /// The whole, then the parts whose number does not fit inside.
    fn labels<'b>(&self, row: &'b Row) -> Vec<(Label, &'b Selection, &'b str)> {
        let at = point(0.0, 0.0);
        let all = Label::new(at, words::count(row.people), Role::Ink, COUNT_SIZE).bold();
        let outside = row.parts.iter().filter(|part| row.parts.len() > 1 && !self.is_inside(part));
        let parts = outside.map(|part| {
            let text = format!("{} {}", part.word.get(self.section.lang), words::count(part.people));
            (Label::new(at, text, Role::Ink2, NOTE_SIZE), &part.target, part.said.as_str())
        });
        [(all, &row.all, row.said.as_str())].into_iter().chain(parts).collect()
    }

    fn notes_width(&self, row: &Row) -> f64 {
        self.labels(row).iter().map(|(label, ..)| label.width() + SPACE).sum()
    }

    /// Beside the bar, or above it after the name; numbers that do not fit are left to the parts and the table.
    fn notes(&self, figure: &mut Figure, row: &Row, bar: Frame) {
        let name = metrics::width(row.name, NAME_SIZE, Weight::Bold);
        let mut x = if self.beside { bar.right() } else { bar.x + name } + SPACE;
        for (label, target, said) in self.labels(row) {
            if x + label.width() > self.right {
                break;
            }
            let y = if self.beside { bar.center().y + metrics::MIDDLE * label.size } else { bar.y - 7.0 };
            let label = Label { at: point(x, y), ..label };
            x = label.frame().right() + SPACE;
            if row.people > 0 {
                figure.touch(label.frame(), target.clone(), said.to_owned());
            }
            figure.push(label.into());
        }
    }
}
