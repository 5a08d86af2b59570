//! Monthly measures of returns: cars with a service order in one span, and again in another.

use super::{Unit, base::churn_months};
use crate::{
    analytics::{advisers, viewpoint::Viewpoint},
    book::{RowRef, Vehicle},
    lifecycle::journey::Subject,
    model::rows::Kind,
    protocol::query::Measure,
    time::{Day, Month, Period},
};

pub const fn is_monthly(measure: Measure) -> bool {
    matches!(measure, Measure::Churn6 | Measure::Churn12 | Measure::Retention | Measure::WinBack)
}

/// The cars of the slice, under any adviser, each with its service orders up to the as-of date: day and adviser, in
/// order.
pub struct Cars<'a>(Vec<(Subject, Vec<Order<'a>>)>);

type Order<'a> = (Day, Option<&'a str>);

impl<'a> Cars<'a> {
    pub fn new(viewpoint: &Viewpoint<'a>) -> Self {
        let viewpoint = &viewpoint.of_any_adviser();
        let car = |vehicle: &Vehicle| {
            let subject = holder(viewpoint, vehicle).filter(|subject| viewpoint.in_slice(*subject))?;
            Some((subject, orders(viewpoint, vehicle))).filter(|(_, orders)| !orders.is_empty())
        };
        Self(viewpoint.world.book().vehicles.iter().filter_map(car).collect())
    }

    /// The units as of month N.
    pub(super) fn units(&self, measure: Measure, month: Month) -> Vec<Unit<'a>> {
        self.0.iter().filter_map(|(subject, orders)| unit(measure, month, *subject, orders)).collect()
    }
}

/// Who has the car now; a car that was sold on stays one car.
fn holder(viewpoint: &Viewpoint, vehicle: &Vehicle) -> Option<Subject> {
    let had = |id: &&crate::book::OwnershipId| {
        viewpoint.world.book().ownership(**id).since.is_none_or(|since| since <= viewpoint.standings.as_of)
    };
    vehicle.ownerships.iter().rev().find(had).map(|id| Subject::Ownership(*id))
}

fn orders<'a>(viewpoint: &Viewpoint<'a>, vehicle: &Vehicle) -> Vec<Order<'a>> {
    let tables = &viewpoint.world.tables;
    let services = vehicle.rows.iter().filter(|row| row.kind == Kind::Services);
    let mut orders: Vec<_> =
        services.filter_map(|row: &RowRef| Some((advisers::order_key(tables, *row)?, *row))).collect();
    orders.retain(|((day, ..), _)| *day <= viewpoint.standings.as_of);
    orders.sort();
    orders.into_iter().map(|((day, ..), row)| (day, advisers::named(tables, row))).collect()
}

/// The unit belongs to the adviser who last received the car before it should have returned: in the month left behind,
/// before the last twelve months, before the car was lost. Later advisers do not count: their customers have returned
/// by definition.
fn unit<'a>(measure: Measure, month: Month, subject: Subject, orders: &[Order<'a>]) -> Option<Unit<'a>> {
    let months =
        |first: i32, last: i32| Period { first: month.plus(-first).first_day(), last: month.plus(-last).last_day() };
    let came = |period: Period| orders.iter().any(|(day, _)| period.contains(*day));
    let (hit, before) = match measure {
        // Visited in month N−6 (or N−12), and not since.
        Measure::Churn6 | Measure::Churn12 => {
            let back = churn_months(measure);
            let left = months(back, back);
            (came(left).then(|| !came(months(back - 1, 0))), left)
        }
        Measure::Retention => (came(months(35, 0)).then(|| came(months(11, 0))), months(35, 12)),
        // Before month N, last seen 13 to 24 months ago; returned in N.
        _ => ((came(months(24, 13)) && !came(months(12, 1))).then(|| came(months(0, 0))), months(24, 13)),
    };
    let last = orders.iter().rev().find(|(day, _)| before.contains(*day));
    // A car that is new within the last twelve months counts as kept, and belongs to its first adviser. Left out, every
    // adviser would keep fewer than the store does.
    let first = || orders.iter().find(|(day, _)| measure == Measure::Retention && months(11, 0).contains(*day));
    let staff = last.or_else(first).and_then(|(_, adviser)| *adviser);
    Some(Unit { subject, on: month.first_day(), hit: hit?, staff })
}
