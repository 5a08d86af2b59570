//! Whether the device's date can be right, as far as the records show, and what depends on it: the reporting date, and
//! how long an import can be taken back.
//!
//! A static page has no clock but the device's. The records can contradict it: days on which something happened, and
//! days on which something was imported here.

use super::reporting::{Reporting, days_of_row, events, last_day, lone, reporting};
use crate::{
    book::RowRef,
    model::{
        native::is_dropped,
        rows::{Kind, NATIVE_KINDS},
        tables::Tables,
    },
    protocol::view::{ClockDoubt, ClockFault},
    time::Day,
};

/// A dealership has records every day. More than a year without any is a store left alone, or a wrong date.
const FAR_DAYS: i32 = 366;
/// Wrongly written dates stand apart from the rest by more than this.
const APART_DAYS: i32 = 60;
/// One date in this many may be written wrongly; a single one always may.
const SLIP_IN: usize = 100;
/// Dates after the device's day that do not stand apart: up to this many may be slips or appointments.
const SLIPS_AT_MOST: usize = 9;
/// How long an import can be taken back.
const UNDO_FOR_DAYS: i32 = 30;

#[derive(Clone)]
pub struct Clock {
    pub reporting: Reporting,
    /// The last day of each kind, if one kind alone reaches the reporting date.
    pub lone: Vec<(Kind, Day)>,
    pub doubt: Option<ClockDoubt>,
    today: Day,
    /// The latest event, without slips.
    newest: Option<Day>,
    /// The last days on which people wrote something here, by kind, up to `until`.
    written: Vec<(Kind, Option<Day>)>,
    until: Day,
}

impl Clock {
    /// `imports`: the days of the imports, by the device's date at the time.
    pub fn read(tables: &Tables, today: Day, imports: impl Iterator<Item = Day>) -> Self {
        let by_date = reporting(tables, today);
        let later = Later::find(tables, today, by_date.date);
        let newest = later.kept.last().copied().or(by_date.date);
        let import = newest.and_then(|newest| imports.filter(|day| is_credible(*day, newest)).max());
        let fault = newest.and_then(|newest| fault(&later, today, by_date.date, newest, import));
        let reporting = match fault {
            Some(ClockFault::Behind) => Reporting { date: newest, ignored: later.lone_slip() },
            _ => Reporting { ignored: by_date.ignored.or(later.lone_slip()), ..by_date },
        };
        let doubt = fault.zip(newest).map(|(fault, newest)| ClockDoubt {
            fault,
            device: today,
            newest: if fault == ClockFault::SomeLater { later.latest().unwrap_or(newest) } else { newest },
            later: (later.kept.len() + later.slips.len()) as u32,
            slips: later.slips.len() as u32,
            imported: import,
        });
        let until = today.max(reporting.date.unwrap_or(today));
        let written: Vec<_> = NATIVE_KINDS.into_iter().map(|kind| (kind, last_day(tables, kind, until))).collect();
        let last_written = written.iter().filter_map(|(_, day)| *day).max();
        let reporting = Reporting { date: reporting.date.max(last_written), ..reporting };
        let lone = reporting.date.map_or_else(Vec::new, |date| lone(tables, date));
        Self { reporting, lone, doubt, today, newest, written, until }
    }

    /// Whether all of this is still so after people wrote these records or took them back.
    pub fn still_holds(&self, tables: &Tables, mut records: impl Iterator<Item = RowRef>) -> bool {
        records.all(|record| {
            let known = self.written.iter().find(|(kind, _)| *kind == record.kind).and_then(|(_, day)| *day);
            let day = days_of_row(tables, record).into_iter().filter(|day| *day <= self.until).max();
            match is_dropped(tables.row(record.kind, record.get())) {
                false => day <= known,
                // It may have been the last one.
                true => day < known || last_day(tables, record.kind, self.until) == known,
            }
        })
    }

    /// Whether an import of that day, by the device's date at the time, can still be taken back.
    ///
    /// For thirty days from that day. While the records contradict the device's date, no undo ends: the date cannot
    /// tell how long ago something was. A day of import that the records contradict counts as their latest day;
    /// otherwise an import under a date far ahead could be taken back for decades.
    pub fn keeps_undo(&self, imported: Day) -> bool {
        let is_near = |day: Day| self.today.days_since(day).abs() <= UNDO_FOR_DAYS;
        let Some(newest) = self.newest else { return is_near(imported) };
        let stands_for_it = if imported >= newest && is_credible(imported, newest) { imported } else { newest };
        let is_in_doubt = match self.doubt.map(|doubt| doubt.fault) {
            Some(ClockFault::Behind | ClockFault::BeforeImport) => true,
            // The records may be old when they are imported, so the date is far ahead only if it is far ahead of the
            // import too.
            Some(ClockFault::FarAhead) => self.today.days_since(newest.max(imported)) > FAR_DAYS,
            Some(ClockFault::SomeLater) | None => false,
        };
        is_near(imported) || is_near(stands_for_it) || is_in_doubt
    }
}

/// Whether a day of import can be trusted. One that is more than a year after every record was written under a date far
/// ahead, or brought old records; either way it does not show that an earlier date is wrong.
fn is_credible(imported: Day, newest: Day) -> bool {
    imported.days_since(newest) <= FAR_DAYS
}

/// Too many later events can only mean that the device is behind. Fewer are slips or appointments, unless an import on
/// a later day confirms them.
fn fault(later: &Later, today: Day, earlier: Option<Day>, newest: Day, import: Option<Day>) -> Option<ClockFault> {
    let is_before_import = import.is_some_and(|import| today < import);
    let kept = later.kept.len();
    if kept > later.slips_at_most.min(SLIPS_AT_MOST) || kept > 0 && (earlier.is_none() || is_before_import) {
        return Some(ClockFault::Behind);
    }
    if is_before_import {
        return Some(ClockFault::BeforeImport);
    }
    if kept > 0 || later.slips.len() > 1 {
        return Some(ClockFault::SomeLater);
    }
    (today.days_since(newest) > FAR_DAYS).then_some(ClockFault::FarAhead)
}

/// Events after the device's day, in order: first those that a wrongly written date does not explain, then the slips.
struct Later {
    kept: Vec<Day>,
    slips: Vec<Day>,
    slips_at_most: usize,
}

impl Later {
    /// Slips are the last events: few, and far after the event before them. `earlier`: the latest event up to the
    /// device's day.
    fn find(tables: &Tables, today: Day, earlier: Option<Day>) -> Self {
        let (mut kept, mut count) = (Vec::new(), 0);
        for day in events(tables) {
            count += 1;
            if day > today {
                kept.push(day);
            }
        }
        kept.sort_unstable();
        let slips_at_most = (count / SLIP_IN).max(1);
        let first = (kept.len().saturating_sub(slips_at_most)..kept.len()).find(|at| {
            let before = if *at == 0 { earlier } else { Some(kept[*at - 1]) };
            before.is_some_and(|before| kept[*at].days_since(before) > APART_DAYS)
        });
        let slips = kept.split_off(first.unwrap_or(kept.len()));
        Self { kept, slips, slips_at_most }
    }

    fn latest(&self) -> Option<Day> {
        self.slips.last().or(self.kept.last()).copied()
    }

    /// The one ignored date, as in `Reporting`.
    fn lone_slip(&self) -> Option<Day> {
        match self.slips.as_slice() {
            [slip] => Some(*slip),
            _ => None,
        }
    }
}
