//! Dates in numbers, year first: 2024-1-5, 2024年1月5日, 20240105; and times of day. Month names are in `named`.

use super::{
    scan::{Half, Scan},
    zone::{Zone, zone},
};
use std::ops::RangeInclusive;

/// A date as written, not yet checked against the calendar.
pub struct Civil {
    pub year: i32,
    pub month: u32,
    pub day: u32,
    /// The minute of the day; 0 if none is given.
    pub minute: u32,
    pub zone: Zone,
}

/// A time of day as written; no minute if the text ended before it.
pub struct Time {
    pub minute: Option<u32>,
    zone: Zone,
}

impl Civil {
    pub fn of_day(year: i32, month: u32, day: u32) -> Self {
        Self { year, month, day, minute: 0, zone: Zone::Local }
    }

    /// From 8 (day), 12 (minute) or 14 (second) digits.
    pub fn compact(digits: &str) -> Option<Self> {
        let part = |from: usize, to: usize| digits.get(from..to)?.parse::<u32>().ok();
        let minute = match digits.len() {
            8 => 0,
            12 | 14 => minute_of(part(8, 10)?, part(10, 12)?)?,
            _ => return None,
        };
        Some(Self { minute, ..Self::of_day(part(0, 4)? as i32, part(4, 6)?, part(6, 8)?) })
    }
}

/// 2024-01-05, 2024/1/5, 2024-01-05 13:20, 2024-01-05 13:20:00: what [`spelled`] reads too, many times quicker. Nearly
/// every date of an export is one of these.
pub fn usual(text: &str) -> Option<Civil> {
    let mut rest = text.as_bytes();
    let year = number(&mut rest, 4..=4)?;
    let separator = *rest.first().filter(|byte| matches!(byte, b'-' | b'/'))?;
    rest = &rest[1..];
    let month = number(&mut rest, 1..=2)?;
    rest = rest.strip_prefix(&[separator])?;
    let day = number(&mut rest, 1..=2)?;
    let date = Civil::of_day(year as i32, month, day);
    if rest.is_empty() {
        return Some(date);
    }
    rest = rest.strip_prefix(b" ")?;
    let hour = number(&mut rest, 1..=2)?;
    rest = rest.strip_prefix(b":")?;
    let minute = minute_of(hour, number(&mut rest, 2..=2)?)?;
    if !rest.is_empty() {
        rest = rest.strip_prefix(b":")?;
        number(&mut rest, 2..=2).filter(|second| *second < 60)?;
    }
    rest.is_empty().then_some(Civil { minute, ..date })
}

/// The number at the start, of so many digits, and none behind them.
fn number(rest: &mut &[u8], digits: RangeInclusive<usize>) -> Option<u32> {
    let count = rest.iter().take(5).take_while(|byte| byte.is_ascii_digit()).count();
    if !digits.contains(&count) {
        return None;
    }
    let (number, behind) = rest.split_at(count);
    *rest = behind;
    Some(number.iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0')))
}

pub fn spelled(text: &str) -> Option<Civil> {
    let mut scan = Scan { rest: text };
    let civil = spelled_date(&mut scan)?;
    scan.skip(|letter| letter.is_whitespace() || ",T".contains(letter));
    scan.weekday();
    let time = spelled_time(&mut scan)?;
    Some(Civil { minute: time.minute.unwrap_or_default(), zone: time.zone, ..civil })
}

/// 2024-1-5, 2024/01/05, 2024.1.5, 2024年1月5日, 20240105.
fn spelled_date(scan: &mut Scan) -> Option<Civil> {
    let year = scan.digits(8)?;
    if year.len() == 8 {
        return Civil::compact(year);
    }
    let year = (year.len() == 4).then(|| year.parse().ok())??;
    scan.one_of("-/.年\\")?;
    let month = scan.digits(2)?.parse().ok()?;
    scan.one_of("-/.月\\")?;
    let day = scan.digits(2)?.parse().ok()?;
    let _ = scan.one_of("日号");
    Some(Civil::of_day(year, month, day))
}

/// A time of day with its zone, to the end of the text.
pub fn spelled_time(scan: &mut Scan) -> Option<Time> {
    if scan.is_at_end() {
        return Some(Time { minute: None, zone: Zone::Local });
    }
    let minute = clock(scan)?;
    let zone = zone(scan)?;
    scan.is_at_end().then_some(Time { minute: Some(minute), zone })
}

/// 13:20, 13:20:30.5, 1:20 PM, 下午1:20, 13时20分: the minute of the day.
pub fn clock(scan: &mut Scan) -> Option<u32> {
    let before = scan.half_of_day();
    let hour = scan.digits(2)?.parse().ok()?;
    let minute = match scan.one_of(":时点")? {
        ':' => scan.digits(2)?.parse().ok()?,
        _ => scan.digits(2).map_or(Ok(0), str::parse).ok()?,
    };
    scan.seconds();
    minute_of(in_half(hour, before.or_else(|| scan.half_of_day())), minute)
}

fn in_half(hour: u32, half: Option<Half>) -> u32 {
    match half {
        Some(Half::Morning) if hour == 12 => 0,
        Some(Half::Afternoon) if hour < 12 => hour + 12,
        _ => hour,
    }
}

fn minute_of(hour: u32, minute: u32) -> Option<u32> {
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}
