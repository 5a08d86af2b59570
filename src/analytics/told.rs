//! What the rows can tell, beyond what columns the files have. A column that is empty everywhere is not seen, and
//! neither is anything that no row of the store records. A share of what cannot be seen would be 0 % or 100 %, and
//! false.

use super::{measures::is_referral, reporting::span};
use crate::{
    book::{Book, Opportunity},
    lifecycle::{
        catalogue::TouchpointId,
        evidence::{Columns, Observed},
        fact::Mark,
    },
    model::{
        fields::Field,
        native::is_dropped,
        rows::{At, Kind, PolicyRow},
        tables::Tables,
        values::ServiceKind,
    },
    protocol::view::Never,
    time::{Day, Moment},
};
use std::collections::BTreeMap;

/// Columns that measures and touchpoints need and that exports often leave empty.
const DOUBTFUL: [(Kind, Field); 15] = [
    (Kind::Leads, Field::LeadAssigned),
    (Kind::Leads, Field::FirstContact),
    (Kind::Leads, Field::LastFollow),
    (Kind::Leads, Field::Wechat),
    (Kind::Leads, Field::WechatAt),
    (Kind::Leads, Field::FirstVisit),
    (Kind::Leads, Field::TestDriveAt),
    (Kind::Leads, Field::QuoteAt),
    (Kind::Leads, Field::OrderAt),
    (Kind::Leads, Field::DealAt),
    (Kind::Leads, Field::DefeatAt),
    (Kind::Leads, Field::DefeatReason),
    (Kind::Leads, Field::Channel),
    (Kind::Services, Field::ServiceKind),
    (Kind::Insurance, Field::RenewedHere),
];

/// The columns that the rows fill, what follows from them, and the first day of the files that others look back into.
pub struct Told {
    pub columns: Columns,
    pub observed: Observed,
    pub first_lead: Option<Day>,
    pub first_order: Option<Day>,
    pub first_sale: Option<Day>,
    /// Somebody came to the showroom on two days.
    came_twice: bool,
    /// The first record of each touchpoint that has any.
    marked: BTreeMap<TouchpointId, Day>,
}

impl Told {
    /// The first day of a base's deliveries: none is older than the first sale on record.
    pub fn sold_from(&self, base: Day) -> Day {
        self.first_sale.map_or(base, |first| first.max(base))
    }

    pub fn new(given: &Columns, tables: &Tables, book: &Book) -> Self {
        let mut columns = given.clone();
        for (kind, field) in DOUBTFUL {
            if columns.has(kind, field) && !is_filled(tables, kind, field) {
                columns.leave_empty(kind, field);
            }
        }
        let (came_twice, marked) = (anybody_came_twice(tables, book), marked(tables));
        never(&columns, tables, book, came_twice).into_iter().for_each(|never| columns.never_say(never));
        marked.iter().for_each(|(touchpoint, day)| columns.mark(touchpoint.get(), *day));
        let first = |kind| span(tables, kind).map(|(first, _)| first);
        Self {
            observed: Observed::new(&columns),
            columns,
            first_lead: first(Kind::Leads),
            first_order: first(Kind::Services),
            first_sale: first(Kind::Sales),
            came_twice,
            marked,
        }
    }

    /// Whether all of this is still so after what people wrote here has changed.
    pub fn still_holds(&self, tables: &Tables, book: &Book) -> bool {
        self.came_twice == anybody_came_twice(tables, book) && self.marked == marked(tables)
    }
}

/// The first day on which each touchpoint was recorded.
fn marked(tables: &Tables) -> BTreeMap<TouchpointId, Day> {
    let mut first: BTreeMap<TouchpointId, Day> = BTreeMap::new();
    let kept = tables.marks().iter().enumerate().filter(|(_, row)| !is_dropped(row.row()));
    for (mark, day) in kept.filter_map(|(record, row)| Some((Mark::of(row, record)?, row.at()?.day()))) {
        first.entry(mark.touchpoint).and_modify(|first| *first = day.min(*first)).or_insert(day);
    }
    first
}

fn anybody_came_twice(tables: &Tables, book: &Book) -> bool {
    book.opportunities.iter().any(|one| came_twice(tables, one))
}

fn is_filled(tables: &Tables, kind: Kind, field: Field) -> bool {
    of_kind!(kind, Row => tables.of::<Row>().iter().any(|row| row.value(field).is_some()))
}

/// What no row records, although there is a column for it.
fn never(columns: &Columns, tables: &Tables, book: &Book, came_twice: bool) -> Vec<Never> {
    let orders = |kind: ServiceKind<&str>| tables.services().iter().any(|row| row.kind() == Some(kind));
    // A day of its own says which policy a row renews, so that one without a later row is seen as not renewed.
    let is_bare = |row: At<PolicyRow>| row.here() == Some(true) && row.signed().is_none();
    let mut never = Vec::new();
    let mut unless = |is_seen: bool, kind, field, what| {
        if !is_seen && columns.has(kind, field) {
            never.push(what);
        }
    };
    unless(came_twice, Kind::Visits, Field::VisitAt, Never::VisitTwice);
    let referred = book.opportunities.iter().any(|one| one.channel.as_deref().is_some_and(is_referral));
    unless(referred, Kind::Leads, Field::Channel, Never::Referral);
    unless(orders(ServiceKind::First), Kind::Services, Field::ServiceKind, Never::FirstService);
    unless(orders(ServiceKind::Maintenance), Kind::Services, Field::ServiceKind, Never::Maintenance);
    let elsewhere = tables.policies().iter().any(|row| !is_bare(row));
    unless(elsewhere, Kind::Insurance, Field::RenewedHere, Never::NotRenewed);
    never
}

fn came_twice(tables: &Tables, opportunity: &Opportunity) -> bool {
    let mut days = opportunity.visits(tables).map(Moment::day);
    let first = days.next();
    days.any(|day| Some(day) != first)
}
