//! Measures of who comes back, told by the month: cars with a service order in one span, and again in another.

use super::{Unit, base::churn_months};
use crate::{
    analytics::members::Frame,
    book::Vehicle,
    lifecycle::journey::Subject,
    model::rows::Kind,
    protocol::query::Measure,
    time::{Day, Month, Period},
};

pub const fn is_monthly(measure: Measure) -> bool {
    matches!(measure, Measure::Churn6 | Measure::Churn12 | Measure::Retention | Measure::WinBack)
}

/// The cars of the slice, each with the days of its service orders up to the as-of date.
pub struct Cars(Vec<(Subject, Vec<Day>)>);

impl Cars {
    pub fn new(frame: &Frame) -> Self {
        let car = |vehicle: &Vehicle| {
            let subject = holder(frame, vehicle).filter(|subject| frame.in_slice(*subject))?;
            Some((subject, orders(frame, vehicle))).filter(|(_, days)| !days.is_empty())
        };
        Self(frame.world.book().vehicles.iter().filter_map(car).collect())
    }

    /// As of a month N.
    pub(super) fn units(&self, measure: Measure, month: Month) -> Vec<Unit> {
        self.0.iter().filter_map(|(subject, days)| unit(measure, month, *subject, days)).collect()
    }
}

/// Who has the car now; a car sold on stays one car.
fn holder(frame: &Frame, vehicle: &Vehicle) -> Option<Subject> {
    let had = |id: &&crate::book::OwnershipId| {
        frame.world.book().ownership(**id).since.is_none_or(|since| since <= frame.picture.as_of)
    };
    vehicle.ownerships.iter().rev().find(had).map(|id| Subject::Ownership(*id))
}

fn orders(frame: &Frame, vehicle: &Vehicle) -> Vec<Day> {
    let day = |row: &crate::book::RowRef| frame.world.tables.services[row.get()].data.at.map(|at| at.day());
    let services = vehicle.rows.iter().filter(|row| row.kind == Kind::Services);
    services.filter_map(day).filter(|day| *day <= frame.picture.as_of).collect()
}

fn unit(measure: Measure, month: Month, subject: Subject, days: &[Day]) -> Option<Unit> {
    let months =
        |first: i32, last: i32| Period { first: month.plus(-first).first_day(), last: month.plus(-last).last_day() };
    let came = |period: Period| days.iter().any(|day| period.contains(*day));
    let hit = match measure {
        // Visited in month N−6 (N−12), and not since.
        Measure::Churn6 | Measure::Churn12 => {
            let back = churn_months(measure);
            came(months(back, back)).then(|| !came(months(back - 1, 0)))
        }
        Measure::Retention => came(months(35, 0)).then(|| came(months(11, 0))),
        // Before month N, last seen 13 to 24 months ago; back in N.
        _ => (came(months(24, 13)) && !came(months(12, 1))).then(|| came(months(0, 0))),
    }?;
    Some(Unit { subject, on: month.first_day(), hit })
}
