//! Dates with the month's name, as programs write them: Mon Mar 04 09:05:00 CST 2024 (Java), Mon Mar 04 2024 09:05:00
//! GMT+0800 (JavaScript), Mon, 04 Mar 2024 01:05:00 GMT (mail), Mar 4, 2024, 04-Mar-2024. The name tells month from
//! day; a two-digit year is not guessed.

use super::{
    scan::Scan,
    spelled::{Civil, clock},
    zone::zone,
};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const CHINESE_MONTHS: [&str; 12] =
    ["一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月"];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

pub fn named(text: &str) -> Option<Civil> {
    let mut scan = Scan { rest: text };
    weekday(&mut scan);
    let first = scan.year();
    skip_between(&mut scan);
    let (month, day) = month_and_day(&mut scan)?;
    skip_between(&mut scan);
    let second = first.or_else(|| scan.year());
    skip_between(&mut scan);
    let minute = minute(&mut scan)?;
    let zone = zone(&mut scan)?;
    scan.skip(char::is_whitespace);
    let year = second.or_else(|| scan.year())?;
    scan.is_at_end().then_some(Civil { minute, zone, ..Civil::of_day(year, month, day) })
}

fn skip_between(scan: &mut Scan) {
    scan.skip(|letter| letter.is_whitespace() || ",-/.年日号".contains(letter));
}

/// Adds nothing to the date.
fn weekday(scan: &mut Scan) {
    scan.weekday();
    let start = scan.rest;
    if position(scan.letters(), &WEEKDAYS).is_none() {
        scan.rest = start;
    }
    scan.skip(|letter| letter.is_whitespace() || ",.".contains(letter));
}

fn month_and_day(scan: &mut Scan) -> Option<(u32, u32)> {
    if let Some(month) = month(scan) {
        skip_between(scan);
        return Some((month, scan.digits(2)?.parse().ok()?));
    }
    let day = scan.digits(2)?.parse().ok()?;
    skip_between(scan);
    Some((month(scan)?, day))
}

/// Mar, March, 三月, 3月.
fn month(scan: &mut Scan) -> Option<u32> {
    let start = scan.rest;
    let chinese = CHINESE_MONTHS.iter().position(|name| scan.word(name)).map(|at| at as u32 + 1);
    let found = chinese.or_else(|| position(scan.letters(), &MONTHS)).or_else(|| numbered(scan));
    if found.is_none() {
        scan.rest = start;
    }
    found
}

fn numbered(scan: &mut Scan) -> Option<u32> {
    let month = scan.digits(2)?.parse().ok()?;
    scan.word("月").then_some(month)
}

/// The 1-based place of a name of which at least three letters are written.
fn position(word: &str, names: &[&str]) -> Option<u32> {
    let word = word.to_ascii_lowercase();
    let at = names.iter().position(|name| word.len() >= 3 && name.starts_with(&word))?;
    Some(at as u32 + 1)
}

/// 0 if no time of day follows.
fn minute(scan: &mut Scan) -> Option<u32> {
    let follows = scan.rest.starts_with(|letter: char| letter.is_ascii_digit() || "上下凌早中晚".contains(letter));
    if follows { clock(scan) } else { Some(0) }
}
