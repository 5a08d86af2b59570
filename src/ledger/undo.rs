//! Undo: the entry that takes back another one. It never changes what somebody wrote since; it refuses instead, and
//! says who wrote. What its operations have to say is in `inverse`.

use super::{
    entry::{Act, Entry, Op},
    fold::{State, head},
    inverse::Asked,
    slot::Head,
    stamp::Stamp,
};
use crate::model::ids::RowId;

/// An undo that can be saved, and what of the action it leaves as it is (部分生效).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Undone {
    pub entry: Entry,
    /// In the order of the operations; without a record where one is an import or unknown.
    pub left: Vec<(Option<RowId>, Refusal)>,
}

/// Why an operation cannot be undone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The entry changed nothing.
    NoValueBefore,
    /// Somebody wrote there since, or another value won.
    Superseded {
        who: String,
        at: Stamp,
    },
    BehindErasure,
    /// Redo is the undo of that entry.
    AlreadyUndone {
        who: String,
        at: Stamp,
    },
    /// A piece of an import: only the import as a whole can be taken back.
    PartOfLarger,
    /// The entry, or what it undoes, has not arrived; or the operation is a newer program's.
    NotHere,
    /// An erasure, or a withdrawal of consent.
    Final,
}

/// The undo of an entry; of an undo, its redo. `stamp` is a tick of a clock that heard the entry. If only a part can be
/// undone, that part is; if nothing can, the first refusal is the answer.
pub fn undo(state: &State, entry: &Entry, stamp: Stamp, who: &str) -> Result<Undone, Refusal> {
    let is_batch = |op: &Op| matches!(op, Op::Batch { .. });
    if entry.act == Act::Import && !entry.ops.iter().any(is_batch) {
        return Err(Refusal::PartOfLarger);
    }
    let (mut ops, mut left) = (Vec::new(), Vec::new());
    let head = head(entry);
    // What was done last is undone first.
    for (nth, op) in entry.ops.iter().enumerate().rev() {
        match (Asked { state, head: &head, nth, op }).inverse() {
            Ok(op) => ops.push(op),
            Err(refusal) => left.push((op.record(), refusal)),
        }
    }
    left.reverse();
    if ops.is_empty() {
        return Err(left.into_iter().next().map_or(Refusal::NoValueBefore, |(_, refusal)| refusal));
    }
    let act = if entry.act == Act::Undo { Act::Redo } else { Act::Undo };
    Ok(Undone { entry: Entry { stamp, who: who.to_owned(), act, undoes: Some(entry.stamp), ops }, left })
}

pub(super) fn superseded(head: &Head) -> Refusal {
    Refusal::Superseded { who: head.who.clone(), at: head.stamp }
}
