//! The days that a measure's denominator covers. A measure that needs time to show counts only people who have had that
//! time: the period moves back by whole months until its last day has come of age.

use super::returns::is_monthly;
use crate::{
    analytics::viewpoint::Viewpoint,
    protocol::query::Measure,
    time::{Day, Month, Period},
};

/// When the first service is due after a delivery: 3 months, plus 30 days to come in.
pub const FIRST_SERVICE_DUE: (i32, i32) = (3, 30);

pub fn base(viewpoint: &Viewpoint, measure: Measure) -> Period {
    match is_monthly(measure) {
        true => of_month(measure, month(viewpoint)),
        false => of_age(viewpoint.period, comes_of_age_after(measure), viewpoint.standings.as_of),
    }
}

/// The base of a monthly measure.
pub fn of_month(measure: Measure, month: Month) -> Period {
    let months =
        |first: i32, last: i32| Period { first: month.plus(-first).first_day(), last: month.plus(-last).last_day() };
    match measure {
        Measure::Retention => months(35, 0),
        Measure::WinBack => months(24, 13),
        _ => months(churn_months(measure), churn_months(measure)),
    }
}

/// For the churn measures: months without a visit after which a car counts as lost.
pub const fn churn_months(measure: Measure) -> i32 {
    match measure {
        Measure::Churn6 => 6,
        _ => 12,
    }
}

/// Days until most of a lead's outcome shows. A younger month is drawn hollow; the period still includes it.
pub const fn ripens_after(measure: Measure) -> i32 {
    match measure {
        Measure::TestDrive
        | Measure::Order
        | Measure::OrderAfterTestDrive
        | Measure::SecondVisit
        | Measure::Stagnant => 30,
        // A policy can be renewed for three months after it was due.
        Measure::Renewal => 92,
        _ => 0,
    }
}

/// The month N of the monthly measures: the last full month of the period.
pub fn month(viewpoint: &Viewpoint) -> Month {
    Period::last_full_months(viewpoint.period.last.min(viewpoint.standings.as_of), 1).last.month()
}

/// Whether its units are judged only when they have come of age.
pub fn waits(measure: Measure) -> bool {
    comes_of_age_after(measure) != (0, 0)
}

/// Months and days until a unit of the base can be judged.
const fn comes_of_age_after(measure: Measure) -> (i32, i32) {
    match measure {
        Measure::DefeatedByDay30 => (0, 30),
        Measure::AbandonedAtDay60 | Measure::SilentAfterDay30 => (0, 60),
        Measure::FirstService => FIRST_SERVICE_DUE,
        // The first service in its time, and six months to the second. Cars that came later are left out one by one.
        Measure::SecondService => (FIRST_SERVICE_DUE.0 + 6, FIRST_SERVICE_DUE.1),
        _ => (0, 0),
    }
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
