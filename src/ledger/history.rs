//! The history of a field: everything ever written there, what stands and what was passed over.

use super::{
    entry::{Act, Value},
    fold::State,
    slot::Said,
    stamp::Stamp,
};
use crate::{columnar::Tag, model::ids::RowId};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    pub stamp: Stamp,
    pub who: String,
    pub act: Act,
    /// What the person saw before.
    pub before: Option<Value>,
    pub after: Option<Value>,
    /// The present value is this one. It holds of one change at most, never of an undo: there it is whoever wrote what
    /// came back.
    pub stands: bool,
}

/// In order of stamps. Of an erased record there is none.
pub fn history(state: &State, record: RowId, tag: Tag) -> Vec<Change> {
    let Some(field) = state.records.get(&record).and_then(|record| record.fields.get(&tag)) else { return Vec::new() };
    let marks = field.slot.marks.iter().enumerate();
    marks
        .map(|(at, mark)| Change {
            stamp: mark.stamp(),
            who: mark.head.who.clone(),
            act: mark.head.act,
            before: match &mark.said {
                Said::Set { before, .. } => before.clone(),
                _ => None,
            },
            after: mark.value().cloned(),
            stands: field.winner == Some(at),
        })
        .collect()
}
