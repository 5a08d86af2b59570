//! The days that a measure's denominator covers. A measure that needs time to show counts only people who have had that
//! time: the period moves back by whole months until its last day has come of age.

use super::{returns::months, rules::Rule};
use crate::{
    analytics::viewpoint::Viewpoint,
    protocol::query::Measure,
    time::{Day, Month, Period},
};

pub fn base(viewpoint: &Viewpoint, measure: Measure) -> Period {
    let rule = Rule::of(measure);
    match rule.monthly() {
        Some(monthly) => months(month(viewpoint), monthly.came),
        None => of_age(viewpoint.period, rule.comes_of_age, viewpoint.standings.as_of),
    }
}

/// The month N of the monthly measures: the last full month of the period.
pub fn month(viewpoint: &Viewpoint) -> Month {
    Period::last_full_months(viewpoint.period.last.min(viewpoint.standings.as_of), 1).last.month()
}

fn of_age(period: Period, (months, days): (i32, i32), as_of: Day) -> Period {
    let too_young = |period: &Period| period.last.plus_months(months).plus_days(days) > as_of;
    let mut moved = period;
    let mut back = 0;
    while (months, days) != (0, 0) && too_young(&moved) && back < 240 {
        back += 1;
        moved = moved_back(period, back);
    }
    moved
}

/// The same period some months earlier; full months stay full.
pub fn moved_back(period: Period, months: i32) -> Period {
    let ends_a_month = period.last == period.last.month().last_day();
    let last = match ends_a_month {
        true => period.last.month().plus(-months).last_day(),
        false => period.last.plus_months(-months),
    };
    Period { first: period.first.plus_months(-months), last }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_goes_back_until_it_has_come_of_age() {
        let period = |first: &str, last: &str| Period { first: first.parse().unwrap(), last: last.parse().unwrap() };
        let check = |asked: Period, age, as_of: &str, base: Period| {
            assert_eq!(of_age(asked, age, as_of.parse().unwrap()), base);
        };
        let half_year = period("2026-05-01", "2026-10-31");
        check(half_year, (0, 0), "2026-10-31", half_year);
        check(half_year, (0, 30), "2026-11-30", half_year);
        check(half_year, (0, 30), "2026-11-29", period("2026-04-01", "2026-09-30"));
        check(half_year, (3, 30), "2026-11-01", period("2026-01-01", "2026-06-30"));
        check(period("2025-01-01", "2025-12-31"), (3, 30), "2026-10-31", period("2025-01-01", "2025-12-31"));
    }
}
