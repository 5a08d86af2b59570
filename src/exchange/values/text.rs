//! Text as exports write it: full-width characters, stray spaces and marks, words that mean "nothing".

use super::{
    super::cell::Cell,
    Read,
    date::{moment, time_of_day},
    plain,
};
use crate::{
    diag::Matter,
    model::{
        notation::scientific,
        visible::{is_invisible, is_plain, visible},
    },
};
use std::borrow::Cow;

/// The cell as the user sees it, trimmed. Whole numbers have no decimals, serials show as dates.
pub fn text_of<'a>(cell: &Cell<'a>) -> Cow<'a, str> {
    match cell {
        Cell::Empty | Cell::Uncalculated => Cow::Borrowed(""),
        Cell::Text(text) => seen(text),
        Cell::Number(number) => Cow::Owned(number.to_string()),
        Cell::DateSerial(serial) => Cow::Owned(serial_text(cell, *serial)),
        Cell::Bool(true) => Cow::Borrowed("TRUE"),
        Cell::Bool(false) => Cow::Borrowed("FALSE"),
    }
}

/// A text as the user sees it, trimmed; invisible marks are removed, also inside it.
pub fn seen(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(trim_plain(text));
    }
    match visible(text) {
        Cow::Borrowed(text) => Cow::Borrowed(trim(text)),
        Cow::Owned(text) => Cow::Owned(trim(&text).to_owned()),
    }
}

/// The form from which dates and numbers are read: as seen, and half-width.
pub fn legible(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(trim_plain(text));
    }
    match seen(text) {
        Cow::Borrowed(text) => fold(text),
        Cow::Owned(text) => Cow::Owned(fold(&text).into_owned()),
    }
}

fn serial_text(cell: &Cell, serial: f64) -> String {
    if (0.0..1.0).contains(&serial) {
        let minute = time_of_day(cell).0.unwrap_or_default();
        return format!("{:02}:{:02}", minute / 60, minute % 60);
    }
    moment(cell).0.map_or_else(|| serial.to_string(), |moment| moment.to_string())
}

/// A text field: absent if the cell holds only a filler (`-`, 无, NULL).
pub fn words(cell: &Cell) -> Option<String> {
    let text = text_of(cell);
    (!is_filler(&text)).then(|| text.into_owned())
}

/// A person's or firm's name: half-width, without spaces between Chinese characters.
pub fn name(cell: &Cell) -> String {
    let text = text_of(cell);
    if is_filler(&text) || matches!(&*text, "未知" | "不详" | "匿名" | "未命名") {
        return String::new();
    }
    let is_closed = is_plain(&text) && !text.contains(' ');
    let opens = || text.contains(is_foldable) || text.contains(char::is_whitespace);
    if !is_closed && opens() { close_up(&fold(&text)) } else { text.into() }
}

/// From here on, a spreadsheet's number loses digits.
const LARGEST_EXACT: f64 = 1e16;

/// A code (线索ID, 工单号): half-width, no spaces, a number as its digits. A code damaged by a spreadsheet stays as read and
/// is never a key.
pub fn code(cell: &Cell) -> Read<Option<String>> {
    let text = match cell {
        Cell::Number(number) if number.abs() >= LARGEST_EXACT => Cow::Owned(format!("{number:E}")),
        _ => text_of(cell),
    };
    if is_filler(&text) {
        return plain(None);
    }
    let digits = text.strip_suffix(".0").filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    let bare: String = fold(digits.unwrap_or(&text)).chars().filter(|letter| !letter.is_whitespace()).collect();
    match scientific(&bare) {
        Some(Ok(digits)) => plain(Some(digits)),
        Some(Err(())) => (Some(bare), vec![Matter::CodeDamaged]),
        None => plain(Some(bare)),
    }
}

/// A number plate: 皖A·Y4W5Q and 皖a y4w5q are 皖AY4W5Q.
pub fn plate(cell: &Cell) -> Option<String> {
    let text = text_of(cell);
    let plate: String =
        fold(&text).chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_uppercase).collect();
    let none = ["未上牌", "无牌", "临牌", "新车", "暂无", "待上牌"].contains(&plate.as_str());
    (!plate.is_empty() && !none && !is_filler(&text)).then_some(plate)
}

/// Without surrounding spaces of any width, invisible marks, a text-forcing apostrophe or `="…"`.
pub fn trim(text: &str) -> &str {
    let text = text.trim_matches(is_margin);
    let text = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).unwrap_or(text);
    text.strip_prefix('\'').unwrap_or(text).trim_matches(is_margin)
}

/// The same for plain text, whose only margins are spaces.
fn trim_plain(text: &str) -> &str {
    match (text.as_bytes().first(), text.as_bytes().last()) {
        (Some(b' ' | b'=' | b'\''), _) | (_, Some(b' ')) => trim(text),
        _ => text,
    }
}

/// Full-width forms (Ａ１（：) as their half-width ones.
pub fn fold(text: &str) -> Cow<'_, str> {
    if is_plain(text) || !text.contains(is_foldable) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(half_width).collect())
}

/// Whether the text is a filler: a typist's dash or word, or a program's or database's word for nothing (`\N` is a
/// dump's).
pub fn is_filler(text: &str) -> bool {
    const FILLERS: [&str; 15] = [
        "无",
        "暂无",
        "空",
        "(空)",
        "null",
        "(null)",
        "<null>",
        "[null]",
        "\\n",
        "none",
        "nil",
        "undefined",
        "n/a",
        "#n/a",
        "nan",
    ];
    const LONGEST: usize = "undefined".len();
    // Most texts begin with a letter that no filler begins with.
    if text.starts_with(|first| ('\u{4e00}'..='\u{9fff}').contains(&first) && !"无暂空".contains(first)) {
        return false;
    }
    if text.len() > LONGEST && text.bytes().next().is_some_and(|first| first.is_ascii_alphanumeric()) && is_plain(text)
    {
        return false;
    }
    let text = &*fold(text);
    text.chars().all(|letter| "-—–/\\._*".contains(letter)) || FILLERS.iter().any(|f| f.eq_ignore_ascii_case(text))
}

fn is_margin(letter: char) -> bool {
    letter.is_whitespace() || is_invisible(letter)
}

fn is_foldable(letter: char) -> bool {
    matches!(letter, '\u{ff01}'..='\u{ff5e}' | '\u{3000}' | '\u{a0}')
}

fn half_width(letter: char) -> char {
    match letter {
        '\u{3000}' | '\u{a0}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(letter as u32 - 0xfee0).unwrap_or(letter),
        _ => letter,
    }
}

/// Drops the spaces that do not stand between two Latin letters or digits.
fn close_up(text: &str) -> String {
    let words = text.split_whitespace();
    words.fold(String::with_capacity(text.len()), |mut joined, word| {
        let latin = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii());
        if latin(joined.chars().next_back()) && latin(word.chars().next()) {
            joined.push(' ');
        }
        joined + word
    })
}

#[cfg(test)]
mod tests {
    use super::{super::super::cell::CellOf, *};

    fn text(text: &str) -> Cell<'_> {
        Cell::Text(text)
    }

    #[test]
    fn names() {
        let check = |read: &str, expected: &str| assert_eq!(name(&text(read)), expected);
        check(" 　张 三\u{feff}", "张三");
        check("张　三", "张三");
        check("Ｌｉ  Ming", "Li Ming");
        check("无", "");
        check("--", "");
        check("䶮文浩", "䶮文浩");
    }

    #[test]
    fn codes() {
        let check = |read: Cell, expected: Option<&str>| assert_eq!(code(&read).0.as_deref(), expected);
        check(text("ＸＳ２３"), Some("XS23"));
        check(text("'00123"), Some("00123"));
        check(text("=\"00123\""), Some("00123"));
        check(Cell::Number(9_007_199_254_740_991.0), Some("9007199254740991"));
        check(text("123.0"), Some("123"));
        check(text("/"), None);
        check(text("2.02403150001E+11"), Some("202403150001"));
        for damaged in [text("1.20E+11"), text("１．７８Ｅ＋１８"), Cell::Number(1.78e18)] {
            assert_eq!(code(&damaged).1, [Matter::CodeDamaged], "{damaged:?}");
        }
        assert_eq!(code(&text("219E01")).1, []);
    }

    #[test]
    fn words_for_nothing() {
        for nothing in [
            "",
            "-",
            "－－",
            "/",
            "无",
            "（空）",
            "null",
            "NULL",
            "ＮＵＬＬ",
            "(null)",
            "\\N",
            "\u{200b}null\u{200b}",
            "None",
        ] {
            assert_eq!(words(&text(nothing)), None, "{nothing}");
            assert_eq!((name(&text(nothing)), plate(&text(nothing))), (String::new(), None), "{nothing}");
            assert_eq!(code(&text(nothing)), plain(None), "{nothing}");
        }
        for something in ["N", "\\X", "Nullmeier", "空调"] {
            assert_eq!(words(&text(something)).as_deref(), Some(something));
        }
    }

    #[test]
    fn invisible_marks_never_count() {
        let within = |mark: char, read: &str| {
            let letters: Vec<String> = read.chars().map(String::from).collect();
            CellOf::Text(format!("{mark}{}{mark}", letters.join(&mark.to_string())))
        };
        for mark in ['\u{200b}', '\u{202d}', '\u{2069}', '\u{fe0d}', '\u{feff}', '\u{ad}', '\0'] {
            assert_eq!(name(&within(mark, "张三").as_ref()), "张三");
            assert_eq!(plate(&within(mark, "皖A·Y4W5Q").as_ref()).as_deref(), Some("皖AY4W5Q"));
            assert_eq!(code(&within(mark, "'00123").as_ref()).0.as_deref(), Some("00123"));
            assert!(text(&mark.to_string()).is_blank());
        }
    }

    #[test]
    fn plates() {
        let check = |read: &str, expected: Option<&str>| assert_eq!(plate(&text(read)).as_deref(), expected);
        check("皖A·Y4W5Q", Some("皖AY4W5Q"));
        check("皖a y4w5q ", Some("皖AY4W5Q"));
        check("苏Ｂ•ＧＤ５８Ｚ", Some("苏BGD58Z"));
        check("未上牌", None);
        check("无", None);
    }

    #[test]
    fn cells_as_text() {
        let check = |cell: Cell, expected: &str| assert_eq!(text_of(&cell), expected);
        check(Cell::Number(239_800.0), "239800");
        check(Cell::Number(0.5), "0.5");
        check(Cell::DateSerial(43405.0), "2018-11-01");
        check(Cell::DateSerial(43405.4375), "2018-11-01 10:30");
        check(Cell::DateSerial(0.4375), "10:30");
        check(Cell::DateSerial(-3.0), "-3");
    }
}
