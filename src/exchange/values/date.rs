//! Dates and times of day as dealer systems spell them. Dates with a two-digit year or a leading day are never guessed.
//! This converts cells to moments; the text grammars are in `spelled` (numbers) and `named` (month names, English and
//! Chinese).

mod named;
mod scan;
mod spelled;
mod zone;

use super::{
    super::cell::Cell,
    Read, absent, plain,
    text::{is_filler, legible, seen},
};
use crate::{
    diag::Matter,
    time::{Day, Moment, day_from_excel_serial},
};
use scan::Scan;
use spelled::{Civil, spelled, spelled_time, usual};
use zone::Zone;

/// The years a dealership's record can have; a fixed range, since the reader has no clock.
pub const PLAUSIBLE_YEARS: std::ops::RangeInclusive<i32> = 1990..=2050;
/// Bare numbers in this range count as date serials: 1990-01-01 to 2050-12-31.
const PLAUSIBLE_SERIALS: std::ops::Range<f64> = 32_874.0..55_154.0;
const MINUTES_PER_DAY: f64 = 24.0 * 60.0;

/// A date, with the minute if a time other than midnight is given.
pub fn moment(cell: &Cell) -> Read<Option<Moment>> {
    match cell {
        Cell::Empty | Cell::Uncalculated => plain(None),
        Cell::Bool(_) => absent(Matter::DateUnreadable),
        Cell::DateSerial(serial) => from_serial(*serial),
        Cell::Number(number) => from_number(*number),
        Cell::Text(text) => from_text(&legible(text)),
    }
}

/// Minutes into the day of a column that holds only the time of day.
pub fn time_of_day(cell: &Cell) -> Read<Option<u32>> {
    match cell {
        Cell::Empty | Cell::Uncalculated => plain(None),
        Cell::DateSerial(serial) if *serial >= 0.0 => plain(Some(split_serial(*serial).1)),
        Cell::Number(number) if (0.0..1.0).contains(number) => plain(Some(split_serial(*number).1)),
        Cell::Text(text) if is_filler(&seen(text)) => plain(None),
        Cell::Text(text) => match spelled_time(&mut Scan { rest: &legible(text) }) {
            Some(time) if time.minute.is_some() => plain(time.minute),
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
    spelled_time(&mut Scan { rest: &legible(text) }).is_some_and(|time| time.minute.is_some())
}

fn from_text(text: &str) -> Read<Option<Moment>> {
    if let Some(civil) = usual(text) {
        return judge(civil);
    }
    if is_filler(text) {
        return plain(None);
    }
    if let Ok(number) = text.parse::<f64>()
        && number.is_finite()
    {
        return from_number(number);
    }
    let civil = spelled(text).or_else(|| named::named(text));
    civil.map_or_else(|| absent(Matter::DateUnreadable), judge)
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
    // In a date format, a zero or a lone time of day looks like a day before March 1900.
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

/// Whole days and the minute of the day; a time just below midnight is midnight.
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
    let Some(day) = Day::from_ymd(year, month, day) else { return absent(Matter::DateUnreadable) };
    let (moment, mut matters) = plausible(day, civil.minute, civil.zone.shift());
    if moment.is_some() && civil.zone == Zone::ChinaAssumed {
        matters.push(Matter::DateZoneAssumed);
    }
    (moment, matters)
}

/// A system that knows only the day writes midnight, even if it writes it in UTC.
fn plausible(day: Day, minute: u32, shift: i32) -> Read<Option<Moment>> {
    if !PLAUSIBLE_YEARS.contains(&day.ymd().0) {
        return absent(Matter::DateImplausible);
    }
    let moved = Moment::at(day, minute / 60, minute % 60).map(|moment| moment.plus_minutes(shift));
    plain(moved.map(|moment| if moment.minute_of_day() == 0 { moment.day().moment() } else { moment }))
}

#[cfg(test)]
mod tests;
