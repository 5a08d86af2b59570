//! The map's legend: its scale of people, and the meaning of its marks.

use super::{filled, scale::Scale};
use crate::{
    figure::{
        list::{Anchor, Figure, Frame, Item, Label, Paint, Role, Weight, point},
        metrics, words,
    },
    text::Lang,
};

const SIZE: f64 = 13.0;
const LINE: f64 = 30.0;
const BETWEEN: f64 = 20.0;
/// Between a swatch and its word.
const GAP: f64 = 7.0;
/// Keeps clear of the touch regions above.
const ABOVE: f64 = 12.0;
const CHIP: f64 = 38.0;

#[derive(Clone, Copy)]
enum Mark {
    Words,
    Stream,
    Circle,
    Still,
    Next,
}

type Entry = (Mark, String);

/// The entries, wrapped into rows.
pub struct Rows {
    rows: Vec<Vec<Entry>>,
    radius: f64,
    stream: (f64, f64),
}

/// `small`: whether any node is pale.
pub fn rows(lang: Lang, width: f64, scale: &Scale, small: bool) -> Rows {
    let unit = scale.unit();
    let stream = (scale.limits.stream_length, scale.stream_width(unit));
    let mut legend = Rows { rows: vec![Vec::new()], radius: scale.radius(unit), stream };
    let entry = |mark, text: crate::text::Text| (mark, text.get(lang).to_owned());
    let mut entries = vec![
        (Mark::Words, words::each(lang, unit)),
        entry(Mark::Stream, words::LEGEND_LOST),
        entry(Mark::Circle, words::OPEN),
        entry(Mark::Still, words::LEGEND_STILL),
        entry(Mark::Next, words::LEGEND_NEXT),
    ];
    entries.extend(small.then(|| entry(Mark::Words, words::LEGEND_SMALL)));
    for entry in entries {
        let room = |row: &[Entry]| legend.row_width(row) + BETWEEN + legend.entry_width(&entry) <= width;
        let fits = legend.rows.last().is_some_and(|row| row.is_empty() || room(row));
        if !fits {
            legend.rows.push(Vec::new());
        }
        legend.rows.last_mut().into_iter().for_each(|row| row.push(entry.clone()));
    }
    legend
}

impl Rows {
    pub fn height(&self) -> f64 {
        ABOVE + self.rows.len() as f64 * LINE
    }

    pub fn draw(&self, figure: &mut Figure, top: f64) {
        for (index, row) in self.rows.iter().enumerate() {
            let mut x = (figure.width - self.row_width(row)) / 2.0;
            let y = top + ABOVE + (index as f64 + 0.5) * LINE;
            for entry in row {
                self.swatch(figure, entry.0, x, y);
                let at = point(x + self.swatch_width(entry.0), y + metrics::MIDDLE * SIZE);
                figure.push(Label::new(at, entry.1.clone(), Role::Ink2, SIZE).anchor(Anchor::Start).into());
                x += self.entry_width(entry) + BETWEEN;
            }
        }
    }

    fn swatch(&self, figure: &mut Figure, mark: Mark, x: f64, y: f64) {
        let center = point(x + self.radius, y);
        let bar = |(width, height): (f64, f64), radius, paint| Item::Rect {
            frame: Frame { x, y: y - height / 2.0, width, height },
            radius,
            paint,
        };
        match mark {
            Mark::Words => {}
            Mark::Stream => figure.push(bar(self.stream, 1.0, Paint::fill(Role::Leak).opacity(0.85))),
            Mark::Circle => {
                let paint = Paint::fill(Role::Surface).outlined(Role::Pass, 2.0);
                figure.push(Item::Circle { center, radius: self.radius, paint });
            }
            Mark::Still => {
                let paint = Paint::fill(Role::Still).opacity(0.8);
                figure.push(Item::Path { segments: filled(center, self.radius, 1.0), paint });
            }
            Mark::Next => {
                figure.push(bar((CHIP, 18.0), 2.0, Paint::fill(Role::PassSoft)));
                let at = point(x + CHIP / 2.0, y + metrics::MIDDLE * SIZE);
                figure.push(Label::new(at, "%", Role::Pass, SIZE).anchor(Anchor::Middle).into());
            }
        }
    }

    /// With the gap after it.
    fn swatch_width(&self, mark: Mark) -> f64 {
        match mark {
            Mark::Words => 0.0,
            Mark::Stream => self.stream.0 + GAP,
            Mark::Circle | Mark::Still => 2.0 * self.radius + GAP,
            Mark::Next => CHIP + GAP,
        }
    }

    fn entry_width(&self, (mark, text): &Entry) -> f64 {
        self.swatch_width(*mark) + metrics::width(text, SIZE, Weight::Regular)
    }

    fn row_width(&self, row: &[Entry]) -> f64 {
        let gaps = row.len().saturating_sub(1) as f64 * BETWEEN;
        row.iter().map(|entry| self.entry_width(entry)).sum::<f64>() + gaps
    }
}
