//! Text is readable: the contrast of text and background colours, in both themes and on paper, by WCAG 2.2 (1.4.3,
//! 1.4.11).

use std::{collections::BTreeMap, fs, path::Path};

const TEXT: f64 = 4.5;
/// Bars, lines and points.
const GRAPHIC: f64 = 3.0;

const GROUNDS: [&str; 3] = ["surface", "paper", "sunken"];
const INKS: [&str; 8] = ["ink", "ink-2", "ink-3", "link", "pass", "leak", "leak-strong", "still-text"];
/// Texts on special backgrounds: tags, rows under the pointer, buttons, numbers in bars, the bubble of a mark.
const PAIRS: [(&str, &str); 17] = [
    ("ink", "line-2"),
    ("ink-2", "line-2"),
    ("ink-3", "line-2"),
    ("link", "line-2"),
    ("pass", "pass-soft"),
    ("leak-strong", "leak-soft"),
    ("still-text", "still-soft"),
    ("ink", "pass-soft"),
    ("ink", "leak-soft"),
    ("ink", "still-soft"),
    ("ink-2", "still-soft"),
    ("ink", "select"),
    ("on-pass", "pass"),
    ("on-pass", "pass-strong"),
    ("surface", "pass"),
    ("surface", "leak"),
    ("surface", "ink"),
];

type Colours = BTreeMap<String, String>;

/// The colours of one block of the tokens by name; colours it does not name are those of the block before.
fn colours(block: &str, before: &Colours) -> Colours {
    let named = block.lines().filter_map(|line| line.trim().strip_prefix("--")?.strip_suffix(';')?.split_once(": "));
    let named = named.filter(|(_, value)| value.starts_with('#'));
    before.clone().into_iter().chain(named.map(|(name, value)| (name.to_owned(), value.to_owned()))).collect()
}

fn themes() -> [(&'static str, Colours); 3] {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("style/tokens.css");
    let tokens = fs::read_to_string(path).unwrap();
    let (screen, print) = tokens.split_once("@media print").unwrap();
    let (light, dark) = screen.split_once("[data-theme=\"dark\"]").unwrap();
    let light = colours(light, &Colours::new());
    let (dark, paper) = (colours(dark, &light), colours(print, &light));
    [("light", light), ("dark", dark), ("paper", paper)]
}

/// Relative luminance of `#rrggbb`.
fn luminance(colour: &str) -> f64 {
    let part = |at: usize| {
        let share = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}

fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    one.max(other) / one.min(other)
}

#[test]
fn contrast_is_as_defined() {
    assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 1e-9);
    // The grey known as the lightest readable one on white.
    assert!((contrast("#767676", "#ffffff") - 4.54).abs() < 0.005);
}

#[test]
fn texts_can_be_read_on_their_grounds() {
    let on_grounds = GROUNDS.into_iter().flat_map(|ground| INKS.map(|ink| (ink, ground)));
    let pairs: Vec<_> = on_grounds.chain(PAIRS).map(|pair| (pair, TEXT)).collect();
    let graphics = ["pass", "leak", "still", "focus"].map(|mark| ((mark, "surface"), GRAPHIC));
    let mut faint = Vec::new();
    for (theme, colours) in themes() {
        for ((ink, ground), least) in pairs.iter().chain(&graphics) {
            let found = contrast(&colours[*ink], &colours[*ground]);
            if found < *least {
                faint.push(format!("{theme}: {ink} on {ground} {found:.2}, not {least}"));
            }
        }
    }
    assert!(faint.is_empty(), "\n{}", faint.join("\n"));
}
