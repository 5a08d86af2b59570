//! Which service adviser (服务顾问) a car, an answer or a return belongs to. Only service orders and cards name advisers.
//!
//! A car is with the adviser of its last order up to the as-of day; before its first order, with the adviser on its
//! card. A service answer belongs to the adviser of the order it answers: the last one in the sixty days before it. A
//! measure's unit belongs to the order after which the car should have returned (`measures`).

mod finding;
mod table;

pub use table::advisers;

use crate::analytics::viewpoint::{Member, Viewpoint};
use crate::{
    book::{Book, OwnershipId, RowRef},
    lifecycle::journey::Subject,
    model::{rows::Kind, tables::Tables},
    time::{Day, Period},
};

/// Calls come within days of a service and postal surveys within weeks; a later answer cannot be matched to an order.
const ANSWERED_DAYS: i32 = 60;

/// The order among a car's service orders: by day; on one day, orders that name an adviser come last, so that the last
/// one has a name. `None` without a day.
pub fn order_key(tables: &Tables, row: RowRef) -> Option<(Day, bool, i32, u32)> {
    let order = tables.services().at(row.get());
    let at = order.at()?;
    Some((at.day(), order.adviser().is_some(), at.order_key(), row.index))
}

/// The last order within the span.
fn last_order(tables: &Tables, rows: &[RowRef], span: Period) -> Option<RowRef> {
    let orders = rows.iter().filter(|row| row.kind == Kind::Services);
    let within = orders.filter_map(|row| Some((order_key(tables, *row)?, *row)));
    within.filter(|((day, ..), _)| span.contains(*day)).max().map(|(_, row)| row)
}

/// The adviser on the last order within the span.
pub fn of_orders<'a>(tables: &'a Tables, rows: &[RowRef], span: Period) -> Option<&'a str> {
    named(tables, last_order(tables, rows, span)?)
}

/// The adviser that a service order or a card names.
pub fn named(tables: &Tables, row: RowRef) -> Option<&str> {
    match row.kind {
        Kind::Services => tables.services().at(row.get()).adviser(),
        Kind::Cards => tables.cards().at(row.get()).adviser(),
        _ => None,
    }
}

/// The row that names a car's adviser as of a day. A card written after a later visit does not count: it may name an
/// adviser the car had only since.
pub fn of_owner(book: &Book, tables: &Tables, id: OwnershipId, as_of: Day) -> Option<RowRef> {
    let ownership = book.ownership(id);
    let first = ownership.since.unwrap_or(Day::from_epoch_days(0));
    let of_card = || {
        let is_known = |row: &RowRef| tables.cards().at(row.get()).last_service().is_none_or(|day| day <= as_of);
        ownership.card.filter(is_known)
    };
    last_order(tables, &ownership.rows, Period { first, last: as_of }).or_else(of_card)
}

/// The adviser of a service answer, from the rows of the owner's car.
pub fn of_answer<'a>(tables: &'a Tables, rows: &[RowRef], at: Day) -> Option<&'a str> {
    of_orders(tables, rows, Period { first: at.plus_days(-ANSWERED_DAYS), last: at })
}

/// The service orders of the period up to the as-of day, each with the car it was for and the adviser on it. An order
/// whose car is unknown counts under its customer.
fn orders<'a>(viewpoint: &Viewpoint<'a>) -> Vec<(Subject, Option<&'a str>)> {
    let (book, tables) = (viewpoint.world.book(), &viewpoint.world.tables);
    let mut holders = vec![None; tables.services().len()];
    for (index, ownership) in book.ownerships.iter().enumerate() {
        for row in ownership.rows.iter().filter(|row| row.kind == Kind::Services) {
            holders[row.get()] = Some(Subject::Ownership(OwnershipId::at(index)));
        }
    }
    let wide = viewpoint.of_any_adviser();
    let order = |(index, holder): (usize, Option<Subject>)| {
        let row = RowRef::new(Kind::Services, index);
        let day = tables.services().at(index).at()?.day();
        let subject = holder.or_else(|| book.customer_of(row).map(Subject::Customer))?;
        let adviser = named(tables, row);
        let is_meant = viewpoint.period.contains(day) && day <= viewpoint.standings.as_of && viewpoint.is_of(adviser);
        (is_meant && wide.in_slice(subject)).then_some((subject, adviser))
    };
    holders.into_iter().enumerate().filter_map(order).collect()
}

/// The adviser on each order of the period.
pub fn received<'a>(viewpoint: &Viewpoint<'a>) -> Vec<Option<&'a str>> {
    orders(viewpoint).into_iter().map(|(_, adviser)| adviser).collect()
}

/// One row for each order of the period.
pub fn serviced(viewpoint: &Viewpoint) -> Vec<Member> {
    orders(viewpoint).into_iter().map(|(subject, _)| Member::of(subject)).collect()
}
