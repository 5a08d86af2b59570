//! The width of a text, without a font: a CJK character is one em, ASCII comes from a table. The table holds the
//! advances of Noto Sans CJK SC, which for most letters is the widest of the fonts the page uses.

use super::list::Weight;

/// Above and below the baseline, in em: the extent of the letters, not the line height.
pub const ASCENT: f64 = 0.88;
pub const DESCENT: f64 = 0.14;
/// From the baseline to the middle of digits and capitals, in em.
pub const MIDDLE: f64 = 0.36;

/// Thousandths of an em, from the space (32) to the tilde (126), weight 400.
const ASCII: [u16; 95] = [
    224, 323, 474, 555, 555, 921, 680, 278, 338, 338, 467, 555, 278, 347, 278, 392, 555, 555, 555, 555, 555, 555, 555,
    555, 555, 555, 278, 278, 555, 555, 555, 474, 946, 608, 657, 638, 688, 589, 552, 689, 728, 293, 535, 646, 543, 812,
    723, 742, 633, 742, 635, 596, 599, 721, 575, 878, 573, 531, 603, 338, 392, 338, 555, 559, 606, 563, 618, 510, 620,
    554, 325, 564, 607, 275, 275, 552, 284, 926, 610, 606, 620, 620, 388, 468, 377, 607, 521, 802, 498, 521, 475, 338,
    270, 338, 555,
];
/// Other fonts of the page are wider by up to this factor.
const MARGIN: f64 = 1.03;
/// Weight 600 against weight 400.
const BOLD: f64 = 1.065;

/// The width of one line of text.
pub fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let ems: f64 = text.chars().map(|character| advance(character, weight)).sum();
    ems * size
}

/// `text`, shortened with an ellipsis if it does not fit into `room`.
pub fn fit(text: &str, size: f64, room: f64) -> String {
    let width = |text: &str| width(text, size, Weight::Regular);
    if width(text) <= room {
        return text.to_owned();
    }
    let mut kept: Vec<char> = text.chars().collect();
    while !kept.is_empty() && width(&kept.iter().collect::<String>()) + size > room {
        kept.pop();
    }
    kept.into_iter().chain(['…']).collect()
}

/// As many lines as needed, broken at spaces and between Chinese characters. A word wider than `room` stays whole.
pub fn lines(text: &str, size: f64, weight: Weight, room: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    for piece in pieces(text) {
        let line = lines.last_mut().expect("never empty");
        if !line.is_empty() && width(&format!("{line}{}", piece.trim_end()), size, weight) > room {
            *line = line.trim_end().to_owned();
            lines.push(piece.to_owned());
        } else {
            line.push_str(piece);
        }
    }
    lines
}

/// Pieces between possible breaks: after a space, and before a Chinese character that is not closing punctuation.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut before) = (0, ' ');
    for (at, character) in text.char_indices() {
        let wide = |character: char| character >= '\u{2e80}';
        let closes = matches!(character, '，' | '。' | '；' | '：' | '、' | '）' | '”' | '》');
        let breaks = before == ' ' || ((wide(character) || wide(before)) && !closes && before != '（');
        if at > start && breaks {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = character;
    }
    pieces.push(&text[start..]);
    pieces
}

/// One line; or two, broken at the space that makes them most even, if one would be wider than `room`.
pub fn wrap(text: &str, size: f64, weight: Weight, room: f64) -> Vec<&str> {
    if width(text, size, weight) <= room {
        return vec![text];
    }
    let longer = |at: usize| width(&text[..at], size, weight).max(width(&text[at + 1..], size, weight));
    let spaces = text.match_indices(' ').map(|(at, _)| at);
    match spaces.min_by(|&a, &b| longer(a).total_cmp(&longer(b))) {
        Some(at) => vec![&text[..at], &text[at + 1..]],
        None => vec![text],
    }
}

fn advance(character: char, weight: Weight) -> f64 {
    let regular = match character {
        ' '..='~' => f64::from(ASCII[character as usize - 32]) / 1000.0 * MARGIN,
        '–' | '−' => 0.57,
        _ => return 1.0,
    };
    match weight {
        Weight::Regular => regular,
        Weight::Bold => regular * BOLD,
    }
}
