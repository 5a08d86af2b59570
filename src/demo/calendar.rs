//! When things happen: busy seasons, opening hours, and days spread over months.

use super::random::{Lane, Random};
use crate::order::order;
use crate::time::{Day, Moment, Month};

/// How busy each month of a year is, in percent.
const SEASON: [u32; 12] = [112, 84, 98, 95, 100, 100, 90, 94, 108, 106, 104, 115];

/// From half past eight to half past eight.
const OPENS: i32 = 8 * 60 + 30;
const CLOSES: i32 = 20 * 60 + 30;

/// `count` days in order over `months` from `first`; the trade grows from `growth.0` to `growth.1`.
pub fn days(stream: usize, first: Month, months: i32, count: usize, growth: (u32, u32)) -> Vec<Day> {
    let mut random = Random::of(Lane::Calendar, stream);
    let weight = |month: i32| {
        let passed = (growth.0 * (months - month) as u32 + growth.1 * month as u32) / months as u32;
        passed * SEASON[first.plus(month).first_day().ymd().1 as usize - 1]
    };
    let weights: Vec<u64> = (0..months).map(|month| u64::from(weight(month))).collect();
    let total: u64 = weights.iter().sum();
    let mut days = Vec::with_capacity(count);
    let mut reached = 0;
    for (month, weight) in (0..months).zip(weights) {
        reached += weight;
        let month = first.plus(month);
        let length = month.last_day().ymd().2;
        while days.len() < (count as u64 * reached / total) as usize {
            days.push(month.first_day().plus_days(random.below(length) as i32));
        }
    }
    order(&mut days, |day| i64::from(day.epoch_days()));
    days
}

/// A minute of the day.
pub fn at(day: Day, minute: i32) -> Moment {
    Moment::at(day, (minute / 60) as u32, (minute % 60) as u32).unwrap_or_else(|| day.moment())
}

/// Some minute at which the showroom is open.
pub fn in_hours(day: Day, random: &mut Random) -> Moment {
    at(day, random.between(9 * 60, 18 * 60 + 20))
}

/// The moment itself during opening hours, else soon after the next opening.
pub fn when_open(moment: Moment, random: &mut Random) -> Moment {
    match moment.minute_of_day() {
        ..OPENS => at(moment.day(), OPENS + random.between(0, 50)),
        OPENS..=CLOSES => moment,
        _ => at(moment.day().plus_days(1), OPENS + random.between(0, 50)),
    }
}
