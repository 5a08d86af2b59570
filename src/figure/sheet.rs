//! A picture to hand over, for paper rather than a page: its finding at the top, then its subject, and its source at
//! the bottom.

use super::{
    list::{Figure, Item, Label, Role, point},
    metrics,
    svg::{self, Skin, Theme},
};
use crate::{figure::list::Weight, protocol::query::Words};
use std::fmt::Write;

const MARGIN: f64 = 24.0;
const TITLE: f64 = 18.0;
const NOTE: f64 = 12.5;
const LEADING: f64 = 1.45;

/// A whole SVG document.
pub fn sheet(figure: &Figure, words: &Words, theme: &Theme) -> String {
    let mut head = Column::new(figure.width);
    head.paragraph(&words.title, TITLE, Weight::Bold, Role::Ink);
    head.paragraph(&words.caption, NOTE, Weight::Regular, Role::Ink2);
    let top = head.bottom + MARGIN / 2.0;
    let mut foot = Column { bottom: top + figure.height, ..Column::new(figure.width) };
    foot.paragraph(&words.source, NOTE, Weight::Regular, Role::Ink3);
    let (width, height) = (figure.width + 2.0 * MARGIN, foot.bottom + MARGIN);
    let mut out = svg::opening(width, height, &words.title, theme);
    for column in [head, foot] {
        out.push_str(&svg::marks(&column.figure(), Skin::Theme(theme), "words"));
    }
    let _ = writeln!(out, "<g transform=\"translate({MARGIN} {top})\">");
    out.push_str(&svg::marks(figure, Skin::Theme(theme), "f"));
    out.push_str("</g>\n</svg>\n");
    out
}

/// Lines of text from the top down.
struct Column {
    items: Vec<Item>,
    room: f64,
    bottom: f64,
}

impl Column {
    fn new(room: f64) -> Self {
        Self { items: Vec::new(), room, bottom: MARGIN / 2.0 }
    }

    fn paragraph(&mut self, text: &str, size: f64, weight: Weight, role: Role) {
        for line in metrics::lines(text, size, weight, self.room) {
            self.bottom += size * LEADING;
            let label = Label::new(point(MARGIN, self.bottom), line, role, size).weight(weight);
            self.items.push(label.into());
        }
    }

    fn figure(self) -> Figure {
        Figure { items: self.items, ..Figure::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_holds_its_words_and_its_figure() {
        let figure = Figure { width: 200.0, height: 100.0, ..Figure::default() };
        let long = "试驾到报价掉了 48 位，其中 31 位没有收到书面报价".to_owned();
        let words = Words { title: long, caption: "n < 30".into(), source: "本源".into() };
        let sheet = sheet(&figure, &words, &svg::LIGHT);
        assert!(sheet.starts_with("<svg ") && sheet.ends_with("</svg>\n"));
        assert!(sheet.contains("n &lt; 30") && sheet.contains("本源"));
        assert!(sheet.matches("font-weight").count() > 1, "a long title is broken: {sheet}");
    }
}
