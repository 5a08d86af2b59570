//! Dates and times of day in the spellings of dealer systems. A two-digit year or a leading day is never guessed at.

use super::{
    super::cell::Cell,
    Read, absent, plain,
    text::{fold, is_filler, trim},
};
use crate::{
    diag::Matter,
    time::{Day, Moment, day_from_excel_serial},
};

/// Years a dealership's record can carry; a fixed range, since the reader has no clock.
pub const PLAUSIBLE_YEARS: std::ops::RangeInclusive<i32> = 1990..=2050;
/// Serials of the bare numbers taken as dates: 1990-01-01 to 2050-12-31.
const PLAUSIBLE_SERIALS: std::ops::Range<f64> = 32_874.0..55_154.0;
const MINUTES_PER_DAY: f64 = 24.0 * 60.0;
/// China's offset from UTC, for times that say they are UTC.
const CHINA_OFFSET_MINUTES: i32 = 8 * 60;

/// A date, with the minute where a time other than midnight is given.
pub fn moment(cell: &Cell) -> Read<Option<Moment>> {
    match cell {
        Cell::Empty | Cell::Uncalculated => plain(None),
        Cell::Bool(_) => absent(Matter::DateUnreadable),
        Cell::DateSerial(serial) => from_serial(*serial),
        Cell::Number(number) => from_number(*number),
        Cell::Text(text) => from_text(&fold(trim(text))),
    }
}

/// Minutes into the day of a column that holds only the time of day.
pub fn time_of_day(cell: &Cell) -> Read<Option<u32>> {
    match cell {
        Cell::Empty | Cell::Uncalculated => plain(None),
        Cell::DateSerial(serial) if *serial >= 0.0 => plain(Some(split_serial(*serial).1)),
        Cell::Number(number) if (0.0..1.0).contains(number) => plain(Some(split_serial(*number).1)),
        Cell::Text(text) if is_filler(trim(text)) => plain(None),
        Cell::Text(text) => match spelled_time(&mut Scan { rest: &fold(trim(text)) }) {
            Some((Some(minute), _)) => plain(Some(minute)),
            _ => moment(cell).0.map_or_else(
                || absent(Matter::DateUnreadable),
                |moment| plain(Some(moment.minute_of_day().unsigned_abs())),
            ),
        },
        _ => absent(Matter::DateUnreadable),
    }
}

/// Whether the text is a time of day and nothing else.
pub fn is_time_of_day(text: &str) -> bool {
    matches!(spelled_time(&mut Scan { rest: &fold(trim(text)) }), Some((Some(_), _)))
}

fn from_text(text: &str) -> Read<Option<Moment>> {
    if is_filler(text) {
        return plain(None);
    }
    if let Ok(number) = text.parse::<f64>()
        && number.is_finite()
    {
        return from_number(number);
    }
    spelled(text).map_or_else(|| absent(Matter::DateUnreadable), judge)
}

/// 20240105, 20240105132000, or a serial whose cell lost its format.
fn from_number(number: f64) -> Read<Option<Moment>> {
    if number == 0.0 {
        return absent(Matter::DateZero);
    }
    if number.fract() == 0.0 && (1e7..1e15).contains(&number) {
        let compact = Civil::compact(&(number as u64).to_string());
        return compact.map_or_else(|| absent(Matter::DateUnreadable), judge);
    }
    if !PLAUSIBLE_SERIALS.contains(&number) {
        return absent(Matter::DateUnreadable);
    }
    let (moment, mut matters) = from_serial(number);
    matters.push(Matter::DateFromSerial);
    (moment, matters)
}

fn from_serial(serial: f64) -> Read<Option<Moment>> {
    // Days before March 1900 are what a zero or a lone time of day looks like in a date format.
    if (0.0..61.0).contains(&serial) {
        return absent(Matter::DateZero);
    }
    if !(0.0..3e6).contains(&serial) {
        return absent(Matter::DateUnreadable);
    }
    let (days, minute) = split_serial(serial);
    let Some(day) = day_from_excel_serial(days) else { return absent(Matter::DateUnreadable) };
    plausible(day, minute, 0)
}

/// Whole days and the minute of the day; a time a hair below midnight is midnight.
fn split_serial(serial: f64) -> (i32, u32) {
    let seconds = (serial.fract() * MINUTES_PER_DAY * 60.0).round() as u32;
    let days = serial.trunc() as i32;
    if seconds >= 86_400 { (days + 1, 0) } else { (days, seconds / 60) }
}

fn judge(civil: Civil) -> Read<Option<Moment>> {
    let Civil { year, month, day, .. } = civil;
    if year <= 1900 || month == 0 || day == 0 || (year, month, day) == (1970, 1, 1) {
        return absent(Matter::DateZero);
    }
    match Day::from_ymd(year, month, day) {
        Some(day) => plausible(day, civil.minute, civil.shift),
        None => absent(Matter::DateUnreadable),
    }
}

/// Midnight is what a system writes that knows only the day.
fn plausible(day: Day, minute: u32, shift: i32) -> Read<Option<Moment>> {
    if !PLAUSIBLE_YEARS.contains(&day.ymd().0) {
        return absent(Matter::DateImplausible);
    }
    if minute == 0 && shift == 0 {
        return plain(Some(day.moment()));
    }
    plain(Moment::at(day, minute / 60, minute % 60).map(|moment| moment.plus_minutes(shift)))
}

/// A date as spelled, not yet checked against the calendar.
struct Civil {
    year: i32,
    month: u32,
    day: u32,
    /// Of the day; 0 where none is given.
    minute: u32,
    /// Minutes to add to come to local time.
    shift: i32,
}

impl Civil {
    /// From 8 (day), 12 (minute) or 14 (second) digits.
    fn compact(digits: &str) -> Option<Self> {
        let part = |from: usize, to: usize| digits.get(from..to)?.parse::<u32>().ok();
        let minute = match digits.len() {
            8 => 0,
            12 | 14 => clock(part(8, 10)?, part(10, 12)?)?,
            _ => return None,
        };
        Some(Self { year: part(0, 4)? as i32, month: part(4, 6)?, day: part(6, 8)?, minute, shift: 0 })
    }
}

fn spelled(text: &str) -> Option<Civil> {
    let mut scan = Scan { rest: text };
    let mut civil = spelled_date(&mut scan)?;
    scan.skip(|letter| letter.is_whitespace() || ",T".contains(letter));
    scan.weekday();
    let (minute, shift) = spelled_time(&mut scan)?;
    civil.minute = minute.unwrap_or_default();
    civil.shift = shift;
    Some(civil)
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
    Some(Civil { year, month, day, minute: 0, shift: 0 })
}

/// 13:20, 13:20:30.5, 1:20 PM, 下午1:20, 13时20分, all that is left of the text; and the shift of a time given in UTC.
fn spelled_time(scan: &mut Scan) -> Option<(Option<u32>, i32)> {
    scan.skip(char::is_whitespace);
    if scan.rest.is_empty() {
        return Some((None, 0));
    }
    let before = scan.half_of_day();
    let hour = scan.digits(2)?.parse().ok()?;
    let minute = match scan.one_of(":时点")? {
        ':' => scan.digits(2)?.parse().ok()?,
        _ => scan.digits(2).map_or(Ok(0), str::parse).ok()?,
    };
    scan.seconds();
    let hour = in_half(hour, before.or_else(|| scan.half_of_day()))?;
    let shift = scan.zone()?;
    Some((Some(clock(hour, minute)?), shift))
}

#[derive(Clone, Copy)]
enum Half {
    Morning,
    Afternoon,
}

fn in_half(hour: u32, half: Option<Half>) -> Option<u32> {
    match half {
        Some(Half::Morning) if hour == 12 => Some(0),
        Some(Half::Afternoon) if hour < 12 => Some(hour + 12),
        _ => Some(hour),
    }
}

fn clock(hour: u32, minute: u32) -> Option<u32> {
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

/// What is left to read of a text.
struct Scan<'a> {
    rest: &'a str,
}

impl<'a> Scan<'a> {
    fn skip(&mut self, what: impl Fn(char) -> bool) {
        self.rest = self.rest.trim_start_matches(what);
    }

    /// One to `most` digits.
    fn digits(&mut self, most: usize) -> Option<&'a str> {
        let length = self.rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        (length > 0).then_some(digits)
    }

    /// One of these, with spaces around it.
    fn one_of(&mut self, letters: &str) -> Option<char> {
        let rest = self.rest.trim_start();
        let letter = rest.chars().next().filter(|letter| letters.contains(*letter))?;
        self.rest = rest[letter.len_utf8()..].trim_start();
        Some(letter)
    }

    fn word(&mut self, word: &str) -> bool {
        let starts = self.rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        if starts {
            self.rest = self.rest[word.len()..].trim_start();
        }
        starts
    }

    /// 星期五, 周五, (五): says nothing the date does not.
    fn weekday(&mut self) {
        let bracket = self.word("(");
        if self.word("星期") || self.word("周") || bracket {
            self.skip(|letter| "一二三四五六日天".contains(letter));
            self.word(")");
            self.skip(char::is_whitespace);
        }
    }

    fn half_of_day(&mut self) -> Option<Half> {
        self.skip(char::is_whitespace);
        if ["上午", "凌晨", "早上", "AM", "A.M."].iter().any(|word| self.word(word)) {
            return Some(Half::Morning);
        }
        let after = ["下午", "中午", "晚上", "PM", "P.M."].iter().any(|word| self.word(word));
        after.then_some(Half::Afternoon)
    }

    fn seconds(&mut self) {
        if self.one_of(":分").is_some() && self.digits(2).is_some() {
            let _ = self.one_of("秒");
            if self.word(".") {
                let _ = self.digits(9);
            }
        }
    }

    /// Nothing, +08:00 or Z; `None` for anything else.
    fn zone(&mut self) -> Option<i32> {
        match self.rest.trim_end() {
            "" | "+08:00" | "+0800" | "+08" => Some(0),
            "Z" | "+00:00" => Some(CHINA_OFFSET_MINUTES),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_cell(cell: Cell, expected: &str) {
        let (moment, matters) = moment(&cell);
        let mut read = moment.map_or_else(|| "absent".to_owned(), |moment| moment.to_string());
        matters.iter().for_each(|matter| read += &format!(" {matter:?}"));
        assert_eq!(read, expected, "{cell:?}");
    }

    fn check(text: &str, expected: &str) {
        check_cell(Cell::Text(text.into()), expected);
    }

    #[test]
    fn days() {
        for text in
            ["2024/1/5", "2024-01-05", "2024年1月5日", "2024 年 1 月 5 日", "20240105", "2024.1.5", "2024-1-5号"]
        {
            check(text, "2024-01-05");
        }
        check("２０２４／１／５", "2024-01-05");
        check(" 2024-01-05\u{3000}", "2024-01-05");
        check("2024-01-05 星期五", "2024-01-05");
        check("2024/01/05(五)", "2024-01-05");
    }

    #[test]
    fn minutes() {
        for text in [
            "2024-01-05 13:20",
            "2024/1/5 13:20:30",
            "2024-01-05T13:20:30.123",
            "2024-01-05T13:20:30+08:00",
            "2024-01-05T05:20:30Z",
            "2024年1月5日 13时20分",
            "2024年1月5日13点20分05秒",
            "2024/1/5 1:20 PM",
            "2024/1/5 1:20:30pm",
            "2024/1/5 下午1:20",
            "2024/1/5　下午 1：20",
            "2024/1/5 星期五 13:20",
            "20240105 13:20",
            "20240105132059",
            "202401051320",
        ] {
            check(text, "2024-01-05 13:20");
        }
        check("2024/1/5 12:20 AM", "2024-01-05 00:20");
        check("2024/1/5 13时", "2024-01-05 13:00");
        check("2024-01-05T20:20:30Z", "2024-01-06 04:20");
    }

    #[test]
    fn midnight_is_no_time_of_day() {
        check("2024-01-05 00:00:00", "2024-01-05");
        check("2024/1/5 0:00", "2024-01-05");
        check("2024-01-05T00:00:00+08:00", "2024-01-05");
        check_cell(Cell::DateSerial(45296.0), "2024-01-05");
    }

    #[test]
    fn serials() {
        check_cell(Cell::DateSerial(45296.4375), "2024-01-05 10:30");
        check_cell(Cell::DateSerial(45_296.999_99), "2024-01-05 23:59");
        check_cell(Cell::DateSerial(45_295.999_999_99), "2024-01-05");
        check_cell(Cell::Number(45296.0), "2024-01-05 DateFromSerial");
        check_cell(Cell::Number(45296.4375), "2024-01-05 10:30 DateFromSerial");
        check("45296", "2024-01-05 DateFromSerial");
        check_cell(Cell::Number(20_240_105.0), "2024-01-05");
        check_cell(Cell::DateSerial(0.4375), "absent DateZero");
        check_cell(Cell::DateSerial(1.0), "absent DateZero");
        check_cell(Cell::Number(2024.0), "absent DateUnreadable");
        check_cell(Cell::DateSerial(1e300), "absent DateUnreadable");
        check_cell(Cell::Bool(true), "absent DateUnreadable");
    }

    #[test]
    fn empty_dates() {
        for text in ["0000-00-00", "0000-00-00 00:00:00", "1900-01-00", "1900/1/1", "0001-01-01", "1970-01-01", "0"] {
            check(text, "absent DateZero");
        }
        for text in ["", " ", "-", "/", "无", "NULL"] {
            check(text, "absent");
        }
    }

    #[test]
    fn not_dates() {
        for text in
            ["24-1-5", "1/5/2024", "2024-13-05", "2024-02-30", "2024-01", "2024年1月", "明天", "2024-01-05 25:00"]
        {
            check(text, "absent DateUnreadable");
        }
        check("2024-01-05 x", "absent DateUnreadable");
        check("2024-01-05T13:20:30-05:00", "absent DateUnreadable");
        check("1985-01-05", "absent DateImplausible");
        check("9999-12-31", "absent DateImplausible");
    }

    #[test]
    fn times_of_day() {
        let check = |cell: Cell, expected| assert_eq!(time_of_day(&cell).0, expected, "{cell:?}");
        check(Cell::Text("13:20".into()), Some(800));
        check(Cell::Text("下午1:20:30".into()), Some(800));
        check(Cell::Text("2024-01-05 13:20".into()), Some(800));
        check(Cell::DateSerial(0.4375), Some(630));
        check(Cell::Number(0.4375), Some(630));
        check(Cell::Text("上午".into()), None);
        check(Cell::Text("".into()), None);
        assert!(is_time_of_day("9:05") && !is_time_of_day("2024-01-05") && !is_time_of_day(""));
    }
}
