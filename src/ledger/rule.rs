//! The rules by which a field has one value though several persons wrote it. What a rule passes over stays in the
//! history.

use super::{
    entry::Value,
    slot::{Mark, Said, Slot},
};
use crate::columnar::Tag;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rule {
    /// The last writer wins.
    Register,
    /// A flag of 0 or 1. A removal (0 or no value) takes away the additions it has seen, as its operation names them,
    /// and no other: who adds without knowing of the removal wins, whichever came first (an observed-remove set of one
    /// element; Shapiro and others: Conflict-free replicated data types, 2011).
    AddWins,
    /// The state of a review. The higher number wins, whenever it was written: decided beats asked. Texts beat numbers,
    /// and both beat no value.
    Ordered,
    /// Withdrawn consent. The first value other than 0 stays, whatever is written, undone or dropped later. Only an
    /// erasure takes it away.
    Sticky,
}

/// The rule of a field, by the kind of its record. An imported row has [`NO_KIND`] here.
pub type Rules<'r> = &'r dyn Fn(u16, Tag) -> Rule;

/// The kind of a record of which no put is known.
pub const NO_KIND: u16 = u16::MAX;

impl Rule {
    /// Which of a field's marks gives its value. `on`: the roots that count, in order.
    pub(super) fn winner(self, slot: &Slot, on: &[usize]) -> Option<usize> {
        let mark = |at: &usize| &slot.marks[*at];
        match self {
            Self::Register => on.last().copied(),
            Self::AddWins => {
                let (adds, removals): (Vec<usize>, Vec<usize>) = on.iter().partition(|at| says_so(mark(at)));
                let taken = |add: &usize| removals.iter().any(|removal| saw(mark(removal), mark(add)));
                adds.iter().rev().find(|add| !taken(add)).or(removals.last()).copied()
            }
            Self::Ordered => on.iter().copied().max_by_key(|at| (slot.marks[*at].value(), *at)),
            Self::Sticky => stuck(slot).or(on.last().copied()),
        }
    }
}

/// Also those count that are switched off.
pub(super) fn stuck(slot: &Slot) -> Option<usize> {
    slot.marks.iter().position(|mark| mark.is_root() && says_so(mark))
}

/// Whether a mark leaves a value other than 0, none or an empty text.
pub(super) fn says_so(mark: &Mark) -> bool {
    match mark.value() {
        None => false,
        Some(Value::Int(number)) => *number != 0,
        Some(Value::Text(text)) => !text.is_empty(),
    }
}

/// Within one entry the later operation has seen the earlier.
fn saw(removal: &Mark, add: &Mark) -> bool {
    let named = matches!(&removal.said, Said::Set { seen, .. } if seen.covers(add.stamp()));
    named || (removal.head == add.head && removal > add)
}
