//! Figures in words: counts, shares, money, days, periods. No locale tables; ranges with en dashes.

use super::Lang;
use crate::{
    protocol::view::Proportion,
    time::{Day, Period},
};

/// Between groups of three digits, in both languages.
const GROUPS: char = ',';
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// 12,345
pub fn count(n: impl Into<u64>) -> String {
    let digits = n.into().to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 * GROUPS.len_utf8());
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(GROUPS);
        }
        text.push(digit);
    }
    text
}

/// The same words with numbers for machines: 12345 for 12,345.
pub fn ungrouped(words: &str) -> String {
    let is_digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    let parts: Vec<&str> = words.split(GROUPS).collect();
    let mut plain = String::with_capacity(words.len());
    for (at, part) in parts.iter().enumerate() {
        let digits = part.chars().take_while(char::is_ascii_digit).count();
        if at > 0 && !(digits == 3 && is_digit(plain.chars().last())) {
            plain.push(GROUPS);
        }
        plain.push_str(part);
    }
    plain
}

/// A share from 0 to 1 in whole hundredths: 34.
pub fn hundredths(share: f64) -> u32 {
    (share.clamp(0.0, 1.0) * 100.0).round() as u32
}

/// 34%; "<1%" for a share that rounds to nothing, ">99%" for one that rounds to all.
pub fn percent(share: f64) -> String {
    match share {
        share if share > 0.0 && share < 0.005 => "<1%".to_owned(),
        share if (0.995..1.0).contains(&share) => ">99%".to_owned(),
        share => format!("{}%", hundredths(share)),
    }
}

/// 29–39%
pub fn interval(proportion: Proportion) -> String {
    format!("{}–{}%", hundredths(proportion.low), hundredths(proportion.high))
}

/// With at most one decimal: 4, 4.5.
pub fn decimal(value: f64) -> String {
    // In whole numbers: code that prints floats would add some kilobytes to the page program.
    let tenths = (value * 10.0).round() as i64;
    let (sign, tenths) = (if tenths < 0 { "-" } else { "" }, tenths.abs());
    match tenths % 10 {
        0 => format!("{sign}{}", tenths / 10),
        tenth => format!("{sign}{}.{tenth}", tenths / 10),
    }
}

/// ¥1 234.50; whole yuan without decimals.
pub fn yuan(fen: i64) -> String {
    let (sign, fen) = (if fen < 0 { "−" } else { "" }, fen.unsigned_abs());
    let whole = count(fen / 100);
    match fen % 100 {
        0 => format!("{sign}¥{whole}"),
        cents => format!("{sign}¥{whole}.{cents:02}"),
    }
}

/// 2026-05-01 至 2026-10-31, or by months if they are full months.
pub fn period(lang: Lang, period: Period) -> String {
    let (first, last) = (period.first.month(), period.last.month());
    if period.first == period.last {
        return match lang {
            Lang::Zh => format!("{}（当天）", period.first),
            Lang::En => format!("{} (one day)", period.first),
        };
    }
    if first.first_day() != period.first || last.last_day() != period.last {
        return match lang {
            Lang::Zh => format!("{} 至 {}", period.first, period.last),
            Lang::En => format!("{} – {}", period.first, period.last),
        };
    }
    let ((from_year, from, _), (to_year, to, _)) = (period.first.ymd(), period.last.ymd());
    match (lang, from_year == to_year, from == to) {
        (Lang::Zh, true, true) => format!("{to_year} 年 {to} 月"),
        (Lang::Zh, true, false) => format!("{to_year} 年 {from}–{to} 月"),
        (Lang::Zh, false, _) => format!("{from_year} 年 {from} 月–{to_year} 年 {to} 月"),
        (Lang::En, true, true) => format!("{} {to_year}", month_name(to)),
        (Lang::En, true, false) => format!("{}–{} {to_year}", month_name(from), month_name(to)),
        (Lang::En, false, _) => format!("{} {from_year} – {} {to_year}", month_name(from), month_name(to)),
    }
}

/// Between digits and a Chinese word stands a space.
pub fn spaced(words: String) -> String {
    if words.ends_with(|last: char| last.is_ascii_digit()) { words + " " } else { words }
}

/// Two days as a range: 2024-01-03–2026-10-31.
pub fn span(first: Day, last: Day) -> String {
    if first == last { first.to_string() } else { format!("{first} – {last}") }
}

fn month_name(month: u32) -> &'static str {
    MONTHS.get(month as usize - 1).copied().unwrap_or("")
}

/// English separates one from many: `one(n, "row", "rows")`.
pub fn one(n: u32, singular: &'static str, plural: &'static str) -> &'static str {
    if n == 1 { singular } else { plural }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(first: &str, last: &str) -> Period {
        Period { first: first.parse().unwrap(), last: last.parse().unwrap() }
    }

    #[test]
    fn counts_are_grouped_by_thin_spaces() {
        assert_eq!(count(7u32), "7");
        assert_eq!(count(1800u32), "1,800");
        assert_eq!(count(1234567u32), "1,234,567");
        assert_eq!(ungrouped("1,234,567 人 (1,938，12,34)"), "1234567 人 (1938，12,34)");
        assert_eq!(ungrouped("何俊, 12"), "何俊, 12");
    }

    #[test]
    fn money_drops_empty_decimals() {
        assert_eq!(yuan(123_400), "¥1,234");
        assert_eq!(yuan(-5), "−¥0.05");
    }

    #[test]
    fn full_months_are_named() {
        assert_eq!(period(Lang::Zh, days("2026-05-01", "2026-10-31")), "2026 年 5–10 月");
        assert_eq!(period(Lang::En, days("2025-11-01", "2026-04-30")), "Nov 2025 – Apr 2026");
        assert_eq!(period(Lang::Zh, days("2026-05-02", "2026-10-31")), "2026-05-02 至 2026-10-31");
        assert_eq!(period(Lang::En, days("2026-05-01", "2026-05-31")), "May 2026");
    }

    #[test]
    fn decimals_are_few() {
        assert_eq!(decimal(4.0), "4");
        assert_eq!(decimal(4.46), "4.5");
    }
}
