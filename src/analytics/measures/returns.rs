//! Monthly measures of returns: cars with a service order in one span, and again in another.

use super::{Unit, rules::Monthly};
use crate::{
    analytics::{advisers, viewpoint::Viewpoint},
    book::{RowRef, Vehicle},
    lifecycle::journey::Subject,
    model::rows::Kind,
    time::{Day, Month, Period},
};

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
    pub(super) fn units(&self, rule: &Monthly, month: Month) -> Vec<Unit<'a>> {
        self.0.iter().filter_map(|(subject, orders)| unit(rule, month, *subject, orders)).collect()
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
fn unit<'a>(rule: &Monthly, month: Month, subject: Subject, orders: &[Order<'a>]) -> Option<Unit<'a>> {
    let came = |span| orders.iter().any(|(day, _)| months(month, span).contains(*day));
    if !came(rule.came) || rule.stayed_away.is_some_and(came) {
        return None;
    }
    let hit = came(rule.again) == rule.hits_if_back;
    let last = orders.iter().rev().find(|(day, _)| months(month, rule.received).contains(*day));
    let is_new = |(day, _): &&Order| rule.counts_new && months(month, rule.again).contains(*day);
    let first = || orders.iter().find(is_new);
    let staff = last.or_else(first).and_then(|(_, adviser)| *adviser);
    Some(Unit { subject, on: month.first_day(), hit, staff })
}

/// A span of months before a month.
pub(super) fn months(month: Month, (first, last): (i32, i32)) -> Period {
    Period { first: month.plus(-first).first_day(), last: month.plus(-last).last_day() }
}
