//! Amounts, mileages, counts and scores, as numbers or as text with a unit.

use super::{
    super::cell::Cell,
    Read, absent,
    decimal::DecimalSign,
    plain,
    text::{is_filler, legible, seen},
};
use crate::{diag::Matter, model::values::Fen};

const MONEY: [&str; 3] = ["元整", "元", "圆"];
/// Units of money and distance, removed if only the number matters.
const UNITS: [&str; 9] = ["元整", "元", "圆", "公里", "千米", "km", "KM", "Km", "里"];
const DISTANCE: [&str; 6] = ["公里", "千米", "km", "KM", "Km", "里"];

/// Money: ¥1,234.00, 12.98万, (500); in a column with decimal commas ¥1.234,00 and 12,98万.
pub fn fen(cell: &Cell, sign: DecimalSign) -> Read<Option<Fen>> {
    bounded(cell, (&MONEY, sign), -1e13..=1e13, |yuan| Fen((yuan * 100.0).round() as i64))
}

/// Kilometres: 12,345 km, 1.2万公里.
pub fn kilometres(cell: &Cell, sign: DecimalSign) -> Read<Option<u32>> {
    bounded(cell, (&DISTANCE, sign), 0.0..=1e8, |km| km.round() as u32)
}

/// A count: 3, 3次.
pub fn count(cell: &Cell) -> Read<Option<u32>> {
    bounded(cell, (&["次", "回"], DecimalSign::Point), 0.0..=1e8, |count| count.round() as u32)
}

/// A survey score from `lowest` to 10, never rounded.
pub fn score(cell: &Cell, lowest: u8) -> Read<Option<u8>> {
    let (number, matters) = bounded(cell, (&["分"], DecimalSign::Point), -1e8..=1e8, |score| score);
    match number {
        Some(score) if score.fract() != 0.0 => absent(Matter::NumberUnreadable),
        Some(score) if (f64::from(lowest)..=10.0).contains(&score) => plain(Some(score as u8)),
        Some(_) => absent(Matter::ScoreOutOfRange),
        None => (None, matters),
    }
}

/// The decimal sign in a column of amounts or distances. Stops at the first value that settles it.
pub fn decimal_sign<'a>(cells: impl Iterator<Item = Cell<'a>>) -> DecimalSign {
    let marked = |cell: Cell<'a>| match cell {
        Cell::Text(text) if text.contains([',', '.', '，', '．']) => Some(legible(text)),
        _ => None,
    };
    DecimalSign::of(cells.filter_map(marked).map(|text| Spelled::new(&text, &UNITS).digits))
}

/// The units a number may have, and its decimal sign.
type Form<'a> = (&'a [&'a str], DecimalSign);

fn bounded<T>(
    cell: &Cell,
    form: Form,
    bounds: std::ops::RangeInclusive<f64>,
    make: impl Fn(f64) -> T,
) -> Read<Option<T>> {
    let number = match cell {
        Cell::Empty | Cell::Uncalculated => return plain(None),
        Cell::Number(number) | Cell::DateSerial(number) => Ok(*number),
        Cell::Text(text) if is_filler(&seen(text)) => return plain(None),
        Cell::Text(text) => decimal(&legible(text), form),
        Cell::Bool(_) => Err(Matter::NumberUnreadable),
    };
    match number {
        Ok(number) if bounds.contains(&number) => plain(Some(make(number))),
        Ok(_) => (None, vec![Matter::NumberUnreadable]),
        Err(matter) => (None, vec![matter]),
    }
}

fn decimal(text: &str, (units, sign): Form) -> Result<f64, Matter> {
    let spelled = Spelled::new(text, units);
    let digits = spelled.digits.as_str();
    let number = sign.number(digits).filter(|_| sign == DecimalSign::Comma || !spelled.is_open());
    match number {
        Some(number) => Ok(spelled.scale * number),
        None if DecimalSign::Comma.number(digits).is_some() || is_misgrouped(digits) => Err(Matter::CommaUnclear),
        None => Err(Matter::NumberUnreadable),
    }
}

/// 1,58,800: digits and commas that do not group thousands.
fn is_misgrouped(digits: &str) -> bool {
    digits.contains(',') && digits.bytes().all(|byte| byte.is_ascii_digit() || b"+-.,".contains(&byte))
}

/// A number's text in parts: 负 and 万 as a factor, and the digits with their points and commas.
struct Spelled {
    scale: f64,
    digits: String,
}

impl Spelled {
    fn new(text: &str, units: &[&str]) -> Self {
        let (text, sign) = match text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            Some(inner) => (inner, -1.0),
            None => (text, 1.0),
        };
        let text = units.iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(text).trim_end();
        let (text, scale) = text.strip_suffix(['万', 'w', 'W']).map_or((text, 1.0), |rest| (rest, 10_000.0));
        let digits: String = text.chars().filter(|letter| !is_decoration(*letter)).collect();
        let bare = digits.strip_prefix("RMB").or_else(|| digits.strip_prefix("CNY")).unwrap_or(&digits);
        Self { scale: sign * scale, digits: bare.trim_end_matches(',').to_owned() }
    }

    /// 12,980万: nobody groups thousands before 万, so these may be decimals.
    fn is_open(&self) -> bool {
        self.scale.abs() > 1.0 && self.digits.matches(',').count() == 1 && !self.digits.contains('.')
    }
}

fn is_decoration(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '¥' | '￥' | '\'')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Cell<'_> {
        Cell::Text(text)
    }

    #[test]
    fn money() {
        let fen = |cell: &Cell| fen(cell, DecimalSign::Point);
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

    /// A comma never makes a number a hundred or a thousand times too large.
    #[test]
    fn commas() {
        let check = |read: &str, point: Option<i64>, comma: Option<i64>| {
            let (point_fen, said) = fen(&text(read), DecimalSign::Point);
            assert_eq!(point_fen.map(|fen| fen.0), point, "{read}");
            assert_eq!(said, if point.is_none() { vec![Matter::CommaUnclear] } else { vec![] }, "{read}");
            assert_eq!(fen(&text(read), DecimalSign::Comma).0.map(|fen| fen.0), comma, "{read}");
        };
        check("158,800", Some(15_880_000), Some(15_880));
        check("￥158,800.00", Some(15_880_000), None);
        check("￥158.800,00元", None, Some(15_880_000));
        check("12,98万", None, Some(12_980_000));
        check("12，98万元", None, Some(12_980_000));
        check("12,980万", None, Some(12_980_000));
        check("1,200.5万", Some(1_200_500_000), None);
        check("(9,99)", None, Some(-999));
        check("15,8800", None, Some(1_588));
        check("1,58,800", None, None);
        check("500,", Some(50_000), Some(50_000));
    }

    #[test]
    fn columns_tell_the_sign_of_decimals() {
        let check = |column: &[&str], sign| {
            let cells: Vec<Cell> = column.iter().map(|read| text(read)).collect();
            assert_eq!(decimal_sign(cells.iter().copied()), sign, "{column:?}");
        };
        check(&["12,98万", "9,99 元", "￥1.158.800,00", "无", "500"], DecimalSign::Comma);
        check(&["1,2万公里", "12.345,5 km"], DecimalSign::Comma);
        check(&["12,98万", "￥158,800.00"], DecimalSign::Point);
        check(&["12,98万", "12,980万"], DecimalSign::Point);
    }

    #[test]
    fn mileages() {
        let check =
            |read: &str, expected| assert_eq!(kilometres(&text(read), DecimalSign::Point).0, expected, "{read}");
        check("12,345 km", Some(12_345));
        check("12345KM", Some(12_345));
        check("1.2万公里", Some(12_000));
        check("１２３４５公里", Some(12_345));
        check("12345.6", Some(12_346));
        check("-5", None);
        check("里程未知", None);
        check("1,2万公里", None);
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
