//! Amounts, mileages, counts and scores, as numbers or as text with their unit.

use super::{
    super::cell::Cell,
    Read, absent, plain,
    text::{is_filler, legible, seen},
};
use crate::{diag::Matter, model::values::Fen};

/// Money: ¥1,234.00, 12.98万, (500).
pub fn fen(cell: &Cell) -> Read<Option<Fen>> {
    bounded(cell, &["元整", "元", "圆"], -1e13, 1e13, |yuan| Fen((yuan * 100.0).round() as i64))
}

/// Kilometres: 12,345 km, 1.2万公里.
pub fn kilometres(cell: &Cell) -> Read<Option<u32>> {
    bounded(cell, &["公里", "千米", "km", "KM", "Km", "里"], 0.0, 1e8, |km| km.round() as u32)
}

/// A count: 3, 3次.
pub fn count(cell: &Cell) -> Read<Option<u32>> {
    bounded(cell, &["次", "回"], 0.0, 1e8, |count| count.round() as u32)
}

/// A survey score from `lowest` to 10, never rounded.
pub fn score(cell: &Cell, lowest: u8) -> Read<Option<u8>> {
    let (number, matters) = bounded(cell, &["分"], -1e8, 1e8, |score| score);
    match number {
        Some(score) if score.fract() != 0.0 => absent(Matter::NumberUnreadable),
        Some(score) if (f64::from(lowest)..=10.0).contains(&score) => plain(Some(score as u8)),
        Some(_) => absent(Matter::ScoreOutOfRange),
        None => (None, matters),
    }
}

fn bounded<T>(cell: &Cell, units: &[&str], least: f64, most: f64, make: impl Fn(f64) -> T) -> Read<Option<T>> {
    let number = match cell {
        Cell::Empty => return plain(None),
        Cell::Number(number) | Cell::DateSerial(number) => Some(*number),
        Cell::Text(text) if is_filler(&seen(text)) => return plain(None),
        Cell::Text(text) => decimal(&legible(text), units),
        Cell::Bool(_) => None,
    };
    match number.filter(|number| (least..=most).contains(number)) {
        Some(number) => plain(Some(make(number))),
        None => (None, vec![Matter::NumberUnreadable]),
    }
}

fn decimal(text: &str, units: &[&str]) -> Option<f64> {
    let (text, sign) = match text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => (inner, -1.0),
        None => (text, 1.0),
    };
    let text = units.iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(text).trim_end();
    let (text, scale) = text.strip_suffix(['万', 'w', 'W']).map_or((text, 1.0), |rest| (rest, 10_000.0));
    let digits: String = text.chars().filter(|letter| !is_decoration(*letter)).collect();
    let digits = digits.strip_prefix("RMB").or_else(|| digits.strip_prefix("CNY")).unwrap_or(&digits);
    let spelled = digits.bytes().all(|byte| byte.is_ascii_digit() || b".+-".contains(&byte));
    digits.parse::<f64>().ok().filter(|_| spelled).map(|number| sign * scale * number)
}

fn is_decoration(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '¥' | '￥' | ',' | '，' | '\'')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Cell {
        Cell::Text(text.into())
    }

    #[test]
    fn money() {
        let check = |read: &str, expected| assert_eq!(fen(&text(read)).0.map(|fen| fen.0), expected, "{read}");
        check("¥1,234.00", Some(123_400));
        check("￥１，２３４．５", Some(123_450));
        check("1234.56元", Some(123_456));
        check("12.98万", Some(12_980_000));
        check("12.98 万元", Some(12_980_000));
        check("(500)", Some(-50_000));
        check("（¥500.00）", Some(-50_000));
        check("-500", Some(-50_000));
        check("RMB 1 234", Some(123_400));
        check("0.29", Some(29));
        check("-", None);
        check("12-15万", None);
        check("1.2E+05", None);
        check("inf", None);
        assert_eq!(fen(&Cell::Number(417.89)).0, Some(Fen(41_789)));
        assert_eq!(fen(&text("约十万")).1, [Matter::NumberUnreadable]);
        assert_eq!(fen(&Cell::Number(1e300)).1, [Matter::NumberUnreadable]);
    }

    #[test]
    fn mileages() {
        let check = |read: &str, expected| assert_eq!(kilometres(&text(read)).0, expected, "{read}");
        check("12,345 km", Some(12_345));
        check("12345KM", Some(12_345));
        check("1.2万公里", Some(12_000));
        check("１２３４５公里", Some(12_345));
        check("12345.6", Some(12_346));
        check("-5", None);
        check("里程未知", None);
    }

    #[test]
    fn scores() {
        let check =
            |cell: Cell, lowest, expected, said: &[Matter]| assert_eq!(score(&cell, lowest), (expected, said.to_vec()));
        check(Cell::Number(8.0), 1, Some(8), &[]);
        check(text("10分"), 1, Some(10), &[]);
        check(text("0"), 1, None, &[Matter::ScoreOutOfRange]);
        check(text("0"), 0, Some(0), &[]);
        check(text("11"), 0, None, &[Matter::ScoreOutOfRange]);
        check(text("8.5"), 1, None, &[Matter::NumberUnreadable]);
        check(text("满意"), 1, None, &[Matter::NumberUnreadable]);
        check(Cell::Empty, 1, None, &[]);
    }
}
