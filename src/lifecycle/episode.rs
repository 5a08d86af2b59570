//! An episode: one subject at one touchpoint, with its two exits.

use super::catalogue::TouchpointId;
use crate::time::{Day, Moment};

/// Keyed by (subject, touchpoint, occurrence), because services, renewals and follow-ups recur.
#[derive(Clone, PartialEq, Debug)]
pub struct Episode {
    pub touchpoint: TouchpointId,
    /// From 1.
    pub occurrence: u16,
    pub entered: Moment,
    pub due: Option<Moment>,
    pub end: End,
    /// A record follows the leak: the next occurrence began (recovered).
    pub recovered: bool,
}

/// How an episode ended by the as-of day. Derived, never stored.
#[derive(Clone, PartialEq, Debug)]
pub enum End {
    Open,
    Passed(Moment),
    /// Lost, with the reason a defeat gives (empty: none given, or the clock ran out).
    Leaked(Moment, String),
    /// A later step is recorded and this one is not: neither passed nor leaked (未经此步).
    Bypassed(Moment),
    /// The subject itself ended; the episode counts nowhere.
    Moot(Moment),
}

impl Episode {
    /// Open and past its due day: the reservoir (滞留).
    pub fn is_stagnant(&self, as_of: Day) -> bool {
        self.end == End::Open && self.due.is_some_and(|due| due.day() < as_of)
    }

    /// Why it leaked, as written; empty if no reason is given.
    pub fn reason(&self) -> Option<&str> {
        match &self.end {
            End::Leaked(_, reason) => Some(reason.trim()),
            _ => None,
        }
    }

    /// Passed after its clock had run out.
    pub fn passed_late(&self) -> bool {
        matches!((&self.end, self.due), (End::Passed(at), Some(due)) if !at.not_after(due))
    }
}
