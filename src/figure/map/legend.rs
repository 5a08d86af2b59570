//! The map's legend: only what a label beside its mark cannot say.

use crate::{
    figure::{
        list::{Anchor, Figure, Frame, Item, Label, Paint, Role, Weight, ellipse, point},
        metrics, words,
    },
    text::{Lang, Text},
};

const SIZE: f64 = 12.0;
const LINE: f64 = 22.0;
const SWATCH: f64 = 22.0;
const BETWEEN: f64 = 18.0;
/// Clear of the touch regions above.
const ABOVE: f64 = 20.0;

#[derive(Clone, Copy)]
enum Mark {
    Circle,
    Pass,
    Leak,
    Pool,
    Small,
}

type Entry = (Mark, &'static str);

/// The entries, broken into rows.
pub struct Rows {
    rows: Vec<Vec<Entry>>,
}

/// `small`: some node is pale.
pub fn rows(lang: Lang, width: f64, small: bool) -> Rows {
    let entry = |mark, text: Text| (mark, text.get(lang));
    let mut entries = vec![
        entry(Mark::Circle, words::STANDING),
        entry(Mark::Pass, words::PASSED),
        entry(Mark::Leak, words::LEAKED),
        entry(Mark::Pool, words::LEGEND_STAGNANT),
    ];
    entries.extend(small.then(|| entry(Mark::Small, words::LEGEND_SMALL)));
    let mut rows: Vec<Vec<Entry>> = vec![Vec::new()];
    for entry in entries {
        let full =
            rows.last().is_some_and(|row| !row.is_empty() && row_width(row) + BETWEEN + entry_width(entry) > width);
        if full {
            rows.push(Vec::new());
        }
        rows.last_mut().into_iter().for_each(|row| row.push(entry));
    }
    Rows { rows }
}

impl Rows {
    pub fn height(&self) -> f64 {
        ABOVE + self.rows.len() as f64 * LINE
    }

    pub fn draw(&self, figure: &mut Figure, top: f64) {
        for (index, row) in self.rows.iter().enumerate() {
            let mut x = (figure.width - row_width(row)) / 2.0;
            let y = top + ABOVE + (index as f64 + 0.5) * LINE;
            for &entry in row {
                draw_entry(figure, entry, x, y);
                x += entry_width(entry) + BETWEEN;
            }
        }
    }
}

fn draw_entry(figure: &mut Figure, (mark, text): Entry, x: f64, y: f64) {
    figure.push(swatch(mark, x + 8.0, y));
    let at = point(x + SWATCH, y + metrics::MIDDLE * SIZE);
    figure.push(Label::new(at, text, Role::Ink2, SIZE).anchor(Anchor::Start).into());
}

fn swatch(mark: Mark, x: f64, y: f64) -> Item {
    let bar = |height: f64, paint| Item::Rect {
        frame: Frame { x: x - 8.0, y: y - height / 2.0, width: 16.0, height },
        radius: height / 2.0,
        paint,
    };
    match mark {
        Mark::Circle => {
            let paint = Paint::fill(Role::Surface).outlined(Role::Pass, 2.0);
            Item::Circle { center: point(x, y), radius: 6.0, paint }
        }
        Mark::Pass => bar(10.0, Paint::fill(Role::PassSoft)),
        Mark::Leak => bar(6.0, Paint::fill(Role::Leak)),
        Mark::Pool => Item::Path { segments: ellipse(point(x, y), 7.0, 4.8), paint: Paint::fill(Role::Still) },
        Mark::Small => bar(7.0, Paint::fill(Role::LeakSoft).outlined(Role::Leak, 0.75)),
    }
}

fn entry_width((_, text): Entry) -> f64 {
    SWATCH + metrics::width(text, SIZE, Weight::Regular)
}

fn row_width(row: &[Entry]) -> f64 {
    let gaps = row.len().saturating_sub(1) as f64 * BETWEEN;
    row.iter().map(|&entry| entry_width(entry)).sum::<f64>() + gaps
}
