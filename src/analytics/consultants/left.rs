//! Consultants who have left, and the customers they leave unattended (孤儿客户). No export lists the staff, so it is read
//! from the rows: somebody has left if no row has named them for more than 60 days before the as-of date, while
//! colleagues are still named. A row names a consultant on the days of its lead's creation, assignment, contacts and
//! steps, of a visit, of a sale, of a service order.

use crate::order::ordered;
use crate::{
    analytics::{
        slices,
        viewpoint::{Member, Viewpoint},
    },
    book::OpportunityId,
    lifecycle::{journey::Subject, lead::LeadState},
    model::{
        native::is_dropped,
        rows::{FILE_KINDS, Kind},
        tables::Tables,
    },
    protocol::view::LeftView,
    schema::import::Import,
    terms::activity::Activity,
    time::{Day, Moment},
};
use std::collections::BTreeMap;

/// Longer than any leave.
const LEFT_AFTER_DAYS: i32 = 60;

/// The latest to leave first; only those who leave somebody unattended.
pub fn left(viewpoint: &Viewpoint) -> Vec<LeftView> {
    let gone = gone(viewpoint);
    let mut views: BTreeMap<&str, LeftView> = BTreeMap::new();
    for member in members(viewpoint, &gone) {
        let Some(name) = slices::consultant(viewpoint.world.book(), member.subject) else { continue };
        let Some(&last_seen) = gone.get(name) else { continue };
        let view = views.entry(name).or_insert(LeftView { name: name.to_owned(), last_seen, leads: 0, owners: 0 });
        match member.subject {
            Subject::Lead(_) => view.leads += 1,
            _ => view.owners += 1,
        }
    }
    ordered(views.into_values().collect(), |view| -i64::from(view.last_seen.epoch_days()))
}

/// Open leads, and owners who still come (active or at risk), of consultants who have left.
pub fn unattended(viewpoint: &Viewpoint) -> Vec<Member> {
    members(viewpoint, &gone(viewpoint))
}

fn members(viewpoint: &Viewpoint, gone: &BTreeMap<&str, Day>) -> Vec<Member> {
    let book = viewpoint.world.book();
    let leads = viewpoint.standings.leads().filter(|(id, state)| is_orphan(viewpoint, *id, state, gone));
    let owners = viewpoint.standings.owners().filter(|(id, state)| {
        let consultant = book.ownership(*id).consultant.as_deref();
        state.activity <= Activity::AtRisk && consultant.is_some_and(|name| gone.contains_key(name))
    });
    let leads = leads.map(|(id, _)| Subject::Lead(id));
    let subjects = leads.chain(owners.map(|(id, _)| Subject::Ownership(id)));
    subjects.filter(|subject| viewpoint.in_slice(*subject)).map(Member::of).collect()
}

/// Open, and none of its rows names anybody who still works here.
fn is_orphan(viewpoint: &Viewpoint, id: OpportunityId, state: &LeadState, gone: &BTreeMap<&str, Day>) -> bool {
    let tables = &viewpoint.world.tables;
    let opportunity = viewpoint.world.book().opportunity(id);
    let is_gone = |name: Option<&str>| name.is_some_and(|name| gone.contains_key(name));
    let named = opportunity.rows.iter().filter_map(|row| match row.kind {
        Kind::Leads => tables.leads().at(row.get()).consultant(),
        kind => of_kind!(kind, Row => Row::prospect(tables.of::<Row>().at(row.get()))?.consultant),
    });
    state.is_open() && is_gone(opportunity.consultant.as_deref()) && named.into_iter().all(|name| is_gone(Some(name)))
}

/// Who has left, with the last day they were seen.
fn gone<'a>(viewpoint: &Viewpoint<'a>) -> BTreeMap<&'a str, Day> {
    let (tables, as_of) = (&viewpoint.world.tables, viewpoint.standings.as_of);
    let of_files = viewpoint.standings.last_named(|| last_named(tables, as_of));
    let mut seen: BTreeMap<&str, Day> = of_files.iter().map(|(name, day)| (name.as_str(), *day)).collect();
    see_writers(&mut seen, tables, as_of);
    let is_gone = |day: Day| as_of.days_since(day) > LEFT_AFTER_DAYS;
    if seen.values().all(|day| is_gone(*day)) {
        return BTreeMap::new();
    }
    seen.retain(|_, day| is_gone(*day));
    seen
}

/// Adds the last days on which somebody wrote something here.
fn see_writers<'a>(seen: &mut BTreeMap<&'a str, Day>, tables: &'a Tables, as_of: Day) {
    let mut see = |name: Option<&'a str>, day: Option<Day>| {
        if let (Some(name), Some(day)) = (name, day.filter(|day| *day <= as_of)) {
            seen.entry(name).and_modify(|last| *last = day.max(*last)).or_insert(day);
        }
    };
    for row in tables.follow_ups().iter().filter(|row| !is_dropped(row.row())) {
        see(row.by(), row.at().map(Moment::day));
    }
    for row in tables.marks().iter().filter(|row| !is_dropped(row.row())) {
        see(row.by(), row.at().map(Moment::day));
    }
}

/// The last day, up to the as-of date, on which a row of a file names each of the staff.
fn last_named(tables: &Tables, as_of: Day) -> BTreeMap<String, Day> {
    let mut seen: BTreeMap<String, Day> = BTreeMap::new();
    let mut see = |name: Option<&str>, day: Option<Day>| {
        let (Some(name), Some(day)) = (name, day.filter(|day| *day <= as_of)) else { return };
        match seen.get_mut(name) {
            Some(last) => *last = day.max(*last),
            None => drop(seen.insert(name.to_owned(), day)),
        }
    };
    for row in tables.leads().iter() {
        let days = row.activity().chain(row.assigned()).map(Moment::day);
        days.for_each(|day| see(row.consultant(), Some(day)));
    }
    for kind in FILE_KINDS {
        of_kind!(kind, Row => for row in tables.of::<Row>().iter() {
            let consultant = Row::prospect(row).and_then(|said| said.consultant);
            see(consultant, Row::at(row).map(Moment::day));
        });
    }
    for row in tables.sales().iter() {
        see(row.consultant(), row.start());
    }
    for row in tables.services().iter() {
        see(row.adviser(), row.at().map(Moment::day));
    }
    seen
}
