//! What became of an action, for the words that the engine says of it.

use crate::time::Moment;

/// What was done to what is written here.
#[derive(Clone, PartialEq, Debug)]
pub struct Written {
    pub act: Acted,
    /// The people it is about.
    pub people: u32,
    /// Of these, those for whom it could not be done, because somebody changed it since.
    pub left: u32,
    /// Who wrote it.
    pub who: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Acted {
    FollowedUp,
    Noted,
    Marked,
    Undone,
    Redone,
}

/// Why an action is not taken back.
#[derive(Clone, PartialEq, Debug)]
pub enum Standing {
    /// There was no value before.
    NoValueBefore,
    /// Somebody wrote over it.
    Superseded {
        who: String,
        at: Moment,
    },
    /// What it says of somebody was erased.
    BehindErasure,
    AlreadyUndone {
        who: String,
        at: Moment,
    },
    /// It is part of an import that stands.
    PartOfLarger,
    /// It is not on this device.
    NotHere,
    /// An erasure is final.
    Final,
}
