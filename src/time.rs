//! Store-local civil time: days, moments with their precision, months, periods.
//! Not a clock: whoever runs the core hands "now" in.

use crate::numbered::numbered;
use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A civil day, counted from 1970-01-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Day(i32);

numbered! {
    /// Whether an export gave the minute or only the day (精度).
    pub enum Precision {
        Day = 0,
        Minute = 1,
    }
}

/// A point in store-local civil time, in minutes from 1970-01-01 00:00, with its precision.
/// Day-precise moments hold the first minute of their day.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Moment {
    minutes: i32,
    precision: Precision,
}

/// A calendar month, counted from 0000-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Month(i32);

/// A closed range of days, `first..=last`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Period {
    pub first: Day,
    pub last: Day,
}

const MINUTES_PER_DAY: i32 = 24 * 60;
/// Days from 0001-01-01 (chrono's day 1) to 1970-01-01.
const EPOCH_FROM_CE: i32 = 719_163;

impl Day {
    pub const fn from_epoch_days(days: i32) -> Self {
        Self(days)
    }

    pub const fn epoch_days(self) -> i32 {
        self.0
    }

    /// `None` if the calendar has no such day.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self::from_date)
    }

    fn from_date(date: NaiveDate) -> Self {
        Self(date.num_days_from_ce() - EPOCH_FROM_CE)
    }

    fn date(self) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(self.0 + EPOCH_FROM_CE).unwrap_or(NaiveDate::MIN)
    }

    pub fn ymd(self) -> (i32, u32, u32) {
        let date = self.date();
        (date.year(), date.month(), date.day())
    }

    pub fn plus_days(self, days: i32) -> Self {
        Self(self.0 + days)
    }

    /// The same day of the month `months` later, or that month's last day (31 January + 1 = 28 February).
    pub fn plus_months(self, months: i32) -> Self {
        let (date, span) = (self.date(), Months::new(months.unsigned_abs()));
        let moved = if months >= 0 { date.checked_add_months(span) } else { date.checked_sub_months(span) };
        moved.map_or(self, Self::from_date)
    }

    /// Days from `earlier` to `self`; negative if `self` comes first.
    pub fn days_since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }

    /// Whole calendar months from `earlier`: the largest n with `earlier.plus_months(n) <= self`, at least 0.
    pub fn whole_months_since(self, earlier: Self) -> i32 {
        if self < earlier {
            return 0;
        }
        let months = self.month().0 - earlier.month().0;
        if earlier.plus_months(months) <= self { months } else { months - 1 }
    }

    pub fn month(self) -> Month {
        let (year, month, _) = self.ymd();
        Month(year * 12 + month as i32 - 1)
    }

    /// The last days of the `months` calendar months before this day, then the day itself, in order.
    pub fn with_month_ends(self, months: i32) -> Vec<Self> {
        let before = (1..=months).rev().map(|back| self.month().plus(-back).last_day());
        before.chain([self]).collect()
    }

    /// The moment that stands for the whole day.
    pub fn moment(self) -> Moment {
        Moment { minutes: self.0 * MINUTES_PER_DAY, precision: Precision::Day }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl std::str::FromStr for Day {
    type Err = ();

    /// `YYYY-MM-DD`, the form [`Display`](fmt::Display) writes.
    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.splitn(3, '-').map(str::parse::<u32>);
        let mut next = || parts.next().and_then(Result::ok).ok_or(());
        let (year, month, day) = (next()?, next()?, next()?);
        Self::from_ymd(i32::try_from(year).map_err(|_| ())?, month, day).ok_or(())
    }
}

impl Moment {
    /// `None` unless `hour < 24` and `minute < 60`.
    pub fn at(day: Day, hour: u32, minute: u32) -> Option<Self> {
        (hour < 24 && minute < 60).then(|| Self {
            minutes: day.0 * MINUTES_PER_DAY + (hour * 60 + minute) as i32,
            precision: Precision::Minute,
        })
    }

    pub fn day(self) -> Day {
        Day(self.minutes.div_euclid(MINUTES_PER_DAY))
    }

    pub fn precision(self) -> Precision {
        self.precision
    }

    /// Minutes into the day; 0 for a day-precise moment.
    pub fn minute_of_day(self) -> i32 {
        self.minutes.rem_euclid(MINUTES_PER_DAY)
    }

    pub fn minutes_since(self, earlier: Self) -> i32 {
        self.minutes - earlier.minutes
    }

    pub fn plus_minutes(self, minutes: i32) -> Self {
        Self { minutes: self.minutes + minutes, precision: self.precision }
    }

    pub fn plus_days(self, days: i32) -> Self {
        self.plus_minutes(days * MINUTES_PER_DAY)
    }

    /// Keeps the time of day.
    pub fn plus_months(self, months: i32) -> Self {
        let day = self.day().plus_months(months);
        Self { minutes: day.0 * MINUTES_PER_DAY + self.minute_of_day(), precision: self.precision }
    }

    /// As one number: twice the minutes, and one more where they are known.
    pub const fn number(self) -> i64 {
        self.minutes as i64 * 2 + self.precision as i64
    }

    /// `None` where the number is no moment's.
    pub fn of_number(number: i64) -> Option<Self> {
        let minutes = i32::try_from(number.div_euclid(2)).ok()?;
        Some(Self { minutes, precision: Precision::of_number(number.rem_euclid(2))? })
    }

    /// The order of events in a journey: by day, then by minute; a day-precise moment comes first on its day.
    pub fn order_key(self) -> i32 {
        self.minutes
    }

    /// In time (及时). If either moment is known only to the day, the days are compared.
    pub fn not_after(self, due: Self) -> bool {
        match (self.precision, due.precision) {
            (Precision::Minute, Precision::Minute) => self.minutes <= due.minutes,
            _ => self.day() <= due.day(),
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.precision {
            Precision::Day => write!(f, "{}", self.day()),
            Precision::Minute => {
                let minute = self.minute_of_day();
                write!(f, "{} {:02}:{:02}", self.day(), minute / 60, minute % 60)
            }
        }
    }
}

impl Month {
    pub fn first_day(self) -> Day {
        Day::from_ymd(self.0.div_euclid(12), self.0.rem_euclid(12) as u32 + 1, 1).unwrap_or(Day(0))
    }

    pub fn last_day(self) -> Day {
        self.plus(1).first_day().plus_days(-1)
    }

    pub fn plus(self, months: i32) -> Self {
        Self(self.0 + months)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0.div_euclid(12), self.0.rem_euclid(12) + 1)
    }
}

impl Period {
    /// The last `months` full calendar months that end on or before `as_of`.
    pub fn last_full_months(as_of: Day, months: i32) -> Self {
        let month = as_of.month();
        let last = if month.last_day() == as_of { month } else { month.plus(-1) };
        Self { first: last.plus(1 - months).first_day(), last: last.last_day() }
    }

    /// The running month as far as it has come (本月至今).
    pub fn month_to_date(as_of: Day) -> Self {
        Self { first: as_of.month().first_day(), last: as_of }
    }

    pub fn contains(self, day: Day) -> bool {
        self.first <= day && day <= self.last
    }

    /// The period of the same length right before this one; full months stay full months.
    pub fn before(self) -> Self {
        let (last, next) = (self.first.plus_days(-1), self.last.plus_days(1));
        let is_of_months = self.first.month().first_day() == self.first && next.month().first_day() == next;
        let first = match is_of_months {
            true => self.first.plus_months(-next.whole_months_since(self.first)),
            false => self.first.plus_days(-next.days_since(self.first)),
        };
        Self { first, last }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} – {}", self.first, self.last)
    }
}

/// Excel's day number of a civil day (1900 system; from 1 March 1900 on).
pub fn day_from_excel_serial(serial: i32) -> Option<Day> {
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    (61..=2_958_465).contains(&serial).then(|| epoch.checked_add_days(Days::new(serial as u64)).map(Day::from_date))?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_period_has_one_before_it() {
        let check = |first, last, before: [&str; 2]| {
            let period = Period { first: day(first), last: day(last) };
            assert_eq!(period.before(), Period { first: day(before[0]), last: day(before[1]) });
        };
        check("2026-05-01", "2026-10-31", ["2025-11-01", "2026-04-30"]);
        check("2026-03-01", "2026-03-31", ["2026-02-01", "2026-02-28"]);
        check("2026-05-02", "2026-05-11", ["2026-04-22", "2026-05-01"]);
    }

    #[test]
    fn months_end_on_the_last_day_where_the_day_is_missing() {
        assert_eq!(day("2024-01-31").plus_months(1), day("2024-02-29"));
        assert_eq!(day("2024-03-31").plus_months(-1), day("2024-02-29"));
    }

    #[test]
    fn whole_months_count_from_the_same_day() {
        let check = |from: &str, to: &str, months| assert_eq!(day(to).whole_months_since(day(from)), months);
        check("2026-01-31", "2026-02-28", 1);
        check("2026-01-15", "2026-02-14", 0);
        check("2026-01-15", "2026-02-15", 1);
        check("2026-02-15", "2026-01-15", 0);
    }

    #[test]
    fn month_ends_lie_before_the_day() {
        let check = |of: &str, ends: [&str; 3]| assert_eq!(day(of).with_month_ends(2), ends.map(day));
        check("2026-11-01", ["2026-09-30", "2026-10-31", "2026-11-01"]);
        check("2026-10-31", ["2026-08-31", "2026-09-30", "2026-10-31"]);
    }

    #[test]
    fn a_full_month_may_end_today() {
        assert_eq!(
            Period::last_full_months(day("2026-10-31"), 6),
            Period { first: day("2026-05-01"), last: day("2026-10-31") }
        );
        assert_eq!(Period::last_full_months(day("2026-10-30"), 1).last, day("2026-09-30"));
    }

    #[test]
    fn a_day_precise_event_is_in_time_on_the_due_day() {
        let due = Moment::at(day("2026-10-01"), 9, 0).unwrap();
        assert!(day("2026-10-01").moment().not_after(due));
        assert!(!Moment::at(day("2026-10-01"), 9, 1).unwrap().not_after(due));
    }

    #[test]
    fn excel_serials() {
        assert_eq!(day_from_excel_serial(43405), Some(day("2018-11-01")));
        assert_eq!(day_from_excel_serial(0), None);
    }

    #[test]
    fn display_and_parse_round_trip() {
        assert_eq!(day("2026-10-31").to_string(), "2026-10-31");
        assert!("2026-02-30".parse::<Day>().is_err());
        assert_eq!(day("2026-10-31").month().to_string(), "2026-10");
    }
}
