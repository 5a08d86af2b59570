//! The reporting date (资料截至): the latest event in the store, and the days each kind covers.

use crate::{
    book::RowRef,
    model::{
        native::is_dropped,
        rows::{FILE_KINDS, Kind, NATIVE_KINDS},
        tables::Tables,
    },
    order::order,
    schema::import::Import,
    time::Day,
};

/// A single date this much later than the one before it is taken as a typing error.
const OUTLIER_AFTER_DAYS: i32 = 60;

/// If one kind of file reaches this much farther than the others, it sets the date alone.
const LONE_AFTER_DAYS: i32 = 14;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Reporting {
    pub date: Option<Day>,
    /// The one date that was ignored.
    pub ignored: Option<Day>,
}

/// The latest event date not after `today`. Announced days (expiries, next services) are not events.
pub fn reporting(tables: &Tables, today: Day) -> Reporting {
    // The two latest distinct days, and how often the latest occurs, decide it.
    let (mut latest, mut count, mut next) = (None, 0u32, None);
    for day in events(tables).filter(|day| *day <= today) {
        if Some(day) > latest {
            (next, latest, count) = (latest, Some(day), 1);
        } else if Some(day) == latest {
            count += 1;
        } else if Some(day) > next {
            next = Some(day);
        }
    }
    match (latest, next) {
        (Some(day), Some(before)) if count == 1 && day.days_since(before) > OUTLIER_AFTER_DAYS => {
            Reporting { date: Some(before), ignored: Some(day) }
        }
        _ => Reporting { date: latest, ignored: None },
    }
}

/// If one kind of file alone reaches the date and all others end long before: the last day of each kind, the latest
/// first. Else empty.
pub fn lone(tables: &Tables, date: Day) -> Vec<(Kind, Day)> {
    let last = |kind| Some((kind, days_of(tables, kind).filter(|day| *day <= date).max()?));
    let mut ends: Vec<(Kind, Day)> = eventful().chain(NATIVE_KINDS).filter_map(last).collect();
    order(&mut ends, |(_, day)| -i64::from(day.epoch_days()));
    let is_lone = ends.get(1).is_some_and(|(_, next)| date.days_since(*next) > LONE_AFTER_DAYS);
    if is_lone { ends } else { Vec::new() }
}

/// The last day, up to another, of the rows of a kind. Of what people wrote here it is no slip of the pen: the device gives
/// the date.
pub(super) fn last_day(tables: &Tables, kind: Kind, until: Day) -> Option<Day> {
    days_of(tables, kind).filter(|day| *day <= until).max()
}

/// The days of one row.
pub(super) fn days_of_row(tables: &Tables, row: RowRef) -> Vec<Day> {
    of_kind!(row.kind, Row => Row::days(tables.of::<Row>().at(row.get())).collect())
}

/// First and last event day of a kind.
pub fn span(tables: &Tables, kind: Kind) -> Option<(Day, Day)> {
    let days = || days_of(tables, kind);
    Some((days().min()?, days().max()?))
}

pub(super) fn events(tables: &Tables) -> impl Iterator<Item = Day> + '_ {
    eventful().flat_map(|kind| days_of(tables, kind))
}

/// The kinds of file whose rows record events. An expiry is announced, so it is no event; it still tells which years a file
/// covers.
fn eventful() -> impl Iterator<Item = Kind> {
    FILE_KINDS.into_iter().filter(|kind| !of_kind!(*kind, Row => Row::IS_ANNOUNCED))
}

fn days_of(tables: &Tables, kind: Kind) -> Box<dyn Iterator<Item = Day> + '_> {
    of_kind!(kind, Row => Box::new(tables.of::<Row>().iter().filter(|row| !is_dropped(row.row())).flat_map(Row::days)))
}
