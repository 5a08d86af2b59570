//! Measures of deliveries and of policies.

use super::{
    Unit,
    rules::{FIRST_SERVICE_DUE, OfDeliveries},
};
use crate::{
    analytics::{advisers, viewpoint::Viewpoint},
    book::{Ownership, OwnershipId, RowRef},
    lifecycle::{
        journey::Subject,
        owner::{Seen, seen},
    },
    model::{
        rows::{At, Kind, PolicyRow},
        values::{PolicyKind, ServiceKind},
    },
    time::{Day, Period},
};
use std::collections::BTreeMap;

/// Months from the first service to the second: petrol, battery-electric (as the catalogue's 二保).
const SECOND_SERVICE_MONTHS: (i32, i32) = (6, 12);

/// A policy can be renewed from three months before it is due until three months after.
const RENEWAL_MONTHS: i32 = 3;

/// The deliveries of the base.
pub(super) fn deliveries<'a>(viewpoint: &Viewpoint<'a>, rule: &OfDeliveries, base: Period) -> Vec<Unit<'a>> {
    let (as_of, book) = (viewpoint.standings.as_of, viewpoint.world.book());
    let mut units = Vec::new();
    for (index, ownership) in book.ownerships.iter().enumerate() {
        let subject = Subject::Ownership(OwnershipId::at(index));
        let Some(on) = ownership.since.filter(|day| base.contains(*day) && *day <= as_of) else { continue };
        if ownership.sale.is_none() || !viewpoint.in_slice(subject) {
            continue;
        }
        let (hit, staff) = ((rule.hit)(viewpoint, ownership, on), (rule.staff)(viewpoint, ownership));
        units.extend(hit.map(|hit| Unit { subject, on, hit, staff }));
    }
    if rule.must_be_assigned && !are_assigned(&units) {
        units.iter_mut().for_each(|unit| unit.staff = None);
    }
    units
}

/// Whether cards can tell whose a first service is. No order names an adviser before it. The card does, if cars are
/// assigned to an adviser at delivery. But if the card names whoever saw the car last, cars that never came name
/// nobody, and every adviser's customers would seem to return. So cars that stayed away must name somebody at least
/// nine tenths as often as the others.
fn are_assigned(units: &[Unit]) -> bool {
    let count = |hit: bool| {
        let all = units.iter().filter(move |unit| unit.hit == hit);
        (all.clone().filter(|unit| unit.staff.is_some()).count(), all.count())
    };
    let ((came, of_came), (away, of_away)) = (count(true), count(false));
    10 * away * of_came >= 9 * came * of_away
}

/// The adviser who received the car for its first service.
pub(super) fn received_first<'a>(viewpoint: &Viewpoint<'a>, ownership: &'a Ownership) -> Option<&'a str> {
    let day = orders(viewpoint, ownership).iter().find(|order| order.first_service)?.day;
    advisers::of_orders(&viewpoint.world.tables, &ownership.rows, Period { first: day, last: day })
}

pub(super) fn named_on_card<'a>(viewpoint: &Viewpoint<'a>, ownership: &'a Ownership) -> Option<&'a str> {
    ownership.card.and_then(|card| advisers::named(&viewpoint.world.tables, card))
}

/// Whether the lead that the car was delivered from is a referral.
pub(super) fn is_by_referral(viewpoint: &Viewpoint, ownership: &Ownership) -> bool {
    let lead = ownership.opportunity.map(|id| viewpoint.world.book().opportunity(id));
    lead.and_then(|lead| lead.channel.as_deref()).is_some_and(is_referral)
}

/// 老客户转介绍, 转介绍, 客户介绍, referral.
pub fn is_referral(channel: &str) -> bool {
    channel.contains("介绍") || channel.to_lowercase().contains("referral")
}

/// First service is owed to cars delivered new by this store and still with that owner.
fn is_owed(viewpoint: &Viewpoint, ownership: &Ownership) -> bool {
    !ownership.second_hand && ownership.until.is_none_or(|until| until > viewpoint.standings.as_of)
}

fn orders(viewpoint: &Viewpoint, ownership: &Ownership) -> Vec<Seen> {
    seen(ownership, &viewpoint.world.tables, viewpoint.standings.as_of)
}

pub(super) fn first_service_due(since: Day) -> Day {
    since.plus_months(FIRST_SERVICE_DUE.0).plus_days(FIRST_SERVICE_DUE.1)
}

pub(super) fn first_service(viewpoint: &Viewpoint, ownership: &Ownership, since: Day) -> Option<bool> {
    let is_due = first_service_due(since) <= viewpoint.standings.as_of && is_owed(viewpoint, ownership);
    is_due.then(|| orders(viewpoint, ownership).iter().any(|order| order.first_service))
}

/// For cars whose first service is on record and whose second is due: whether a second day of maintenance is on record.
pub(super) fn second_service(viewpoint: &Viewpoint, ownership: &Ownership, _: Day) -> Option<bool> {
    let first = orders(viewpoint, ownership).iter().find(|order| order.first_service)?.day;
    let months = if ownership.electric { SECOND_SERVICE_MONTHS.1 } else { SECOND_SERVICE_MONTHS.0 };
    let is_due = first.plus_months(months) <= viewpoint.standings.as_of && is_owed(viewpoint, ownership);
    is_due.then(|| maintenance_days(viewpoint, ownership) > 1)
}

fn maintenance_days(viewpoint: &Viewpoint, ownership: &Ownership) -> usize {
    let day = |row: &RowRef| {
        let order = viewpoint.world.tables.services().at(row.get());
        let counts = matches!(order.kind(), Some(ServiceKind::First | ServiceKind::Maintenance));
        order.at().map(|at| at.day()).filter(|day| counts && *day <= viewpoint.standings.as_of)
    };
    let services = ownership.rows.iter().filter(|row| row.kind == Kind::Services);
    services.filter_map(day).collect::<std::collections::BTreeSet<_>>().len()
}

/// Commercial policies that expire in the base, up to the as-of date; each policy by itself. A policy whose car is
/// unknown counts under its customer. The unit belongs to the specialist on the policy that is due, renewed or not:
/// whoever signs the next one is known only for renewed policies.
pub(super) fn policies<'a>(viewpoint: &Viewpoint<'a>, base: Period) -> Vec<Unit<'a>> {
    let book = viewpoint.world.book();
    let mut holders = vec![None; viewpoint.world.tables.policies().len()];
    let mut renewals: BTreeMap<Subject, Vec<Day>> = BTreeMap::new();
    for (index, ownership) in book.ownerships.iter().enumerate() {
        let subject = Subject::Ownership(OwnershipId::at(index));
        for row in ownership.rows.iter().filter(|row| row.kind == Kind::Insurance) {
            holders[row.get()] = Some(subject);
            renewals.entry(subject).or_default().extend(renewal(viewpoint.world.tables.policies().at(row.get())));
        }
    }
    let rows = holders.iter().enumerate().map(|(index, holder)| (RowRef::new(Kind::Insurance, index), *holder));
    let units = rows.filter_map(|(row, holder)| {
        let subject = holder.or_else(|| book.customer_of(row).map(Subject::Customer))?;
        let policy = viewpoint.world.tables.policies().at(row.get());
        let due = policy.expires().filter(|day| base.contains(*day) && *day <= viewpoint.standings.as_of)?;
        if policy.kind() != Some(PolicyKind::Commercial) || !viewpoint.in_slice(subject) {
            return None;
        }
        let of_the_car = holder.and_then(|holder| renewals.get(&holder)).map_or(&[][..], Vec::as_slice);
        let own = renewal(policy);
        let hit = of_the_car.iter().chain(&own).any(|day| renews(*day, due) && *day <= viewpoint.standings.as_of);
        Some(Unit { subject, on: due, hit, staff: policy.specialist() })
    });
    units.collect()
}

/// The day a row says that a commercial policy was renewed here.
fn renewal(policy: At<PolicyRow>) -> Option<Day> {
    policy.renewed_on().filter(|_| policy.kind() == Some(PolicyKind::Commercial) && policy.here() == Some(true))
}

/// Whether a renewal on that day renews the policy due then. A policy can be renewed from nine months after its start;
/// so the day a row was signed does not renew the row's own policy, but the one before it.
fn renews(day: Day, due: Day) -> bool {
    due.plus_months(-RENEWAL_MONTHS) <= day && day <= due.plus_months(RENEWAL_MONTHS)
}
