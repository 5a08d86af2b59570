//! The operation that takes back another one. What is undone is turned off, what an undo turned off is turned on again,
//! and only where what was left there is what stands.

mod field;
mod presence;

use super::{
    entry::Op,
    fold::{State, pair},
    record::Record,
    slot::{Head, Link, Said, Slot, Standing},
    undo::{Refusal, superseded},
};

/// An operation that is to be undone, and its place in its entry.
pub(super) struct Asked<'a> {
    pub state: &'a State<'a>,
    pub head: &'a Head,
    pub nth: usize,
    pub op: &'a Op,
}

impl Asked<'_> {
    pub fn inverse(&self) -> Result<Op, Refusal> {
        match *self.op {
            Op::Erase { .. } => Err(Refusal::Final),
            Op::Unknown { .. } => Err(Refusal::NotHere),
            _ if self.state.is_behind_erasure(self.op) => Err(Refusal::BehindErasure),
            Op::Put { record, .. } | Op::Drop { record, .. } | Op::Keep { record } => self.presence(record),
            Op::Set { record, tag, .. } => self.field(record, tag),
            Op::Join { one, other } | Op::Part { one, other } => {
                let said = self.register(self.state.pairs.get(&pair(one, other)))?;
                Ok(if said == Said::Join { Op::Join { one, other } } else { Op::Part { one, other } })
            }
            Op::Batch { batch } | Op::Retract { batch } | Op::Restore { batch } => {
                let said = self.register(self.state.batches.get(&batch))?;
                Ok(if said == Said::Retract { Op::Retract { batch } } else { Op::Restore { batch } })
            }
        }
    }

    /// The root to be switched, and whether on or off. What another switch did since is not touched.
    fn turn(&self, slot: &Slot, standing: &Standing) -> Result<Link, Refusal> {
        let said = self.op.said().ok_or(Refusal::NotHere)?;
        let at = slot.position(self.head, self.nth, &said).ok_or(Refusal::NotHere)?;
        let by = |link: &Link| standing.roots[link.root].by.map(|by| &slot.marks[by].head);
        let links = &standing.links[at];
        let first = links.first().ok_or(Refusal::NotHere)?;
        let own = match slot.marks[at].is_root() {
            true => Some(first).filter(|link| standing.roots[link.root].on),
            false => links.iter().find(|link| by(link).is_some_and(|by| **by == *self.head)),
        };
        match (own, by(first)) {
            (Some(link), _) => Ok(Link { on: !link.on, ..*link }),
            (None, Some(by)) if standing.roots[first.root].on == first.on => Err(superseded(by)),
            (None, Some(by)) => Err(Refusal::AlreadyUndone { who: by.who.clone(), at: by.stamp }),
            (None, None) => Err(Refusal::NotHere),
        }
    }

    /// What stands once all that this entry turned off is on again.
    fn turn_on(&self, slot: &Slot, standing: &mut Standing) {
        for root in &mut standing.roots {
            root.on |= root.by.is_some_and(|by| *slot.marks[by].head == *self.head);
        }
    }

    /// Of two persons or an import: what a switch has to say.
    fn register(&self, slot: Option<&Slot>) -> Result<Said, Refusal> {
        let slot = slot.ok_or(Refusal::NotHere)?;
        let mut standing = slot.standing();
        let turn = self.turn(slot, &standing)?;
        self.turn_on(slot, &mut standing);
        must_win(slot, turn, slot.last(&standing))?;
        Ok(match (&slot.marks[turn.root].said, turn.on) {
            (Said::Join, true) | (Said::Part, false) => Said::Join,
            (Said::Part, true) | (Said::Join, false) => Said::Part,
            (Said::Retract, true) | (Said::Batch | Said::Restore, false) => Said::Retract,
            _ => Said::Restore,
        })
    }

    /// Drops by the entry itself, or by the one that is being undone, go with it.
    fn other_drop<'a>(&'a self, record: &'a Record, own: &'a Head) -> Option<&'a Head> {
        let drops = record.life.drops.iter().rev().filter(|_| record.life.gone);
        let mut heads = drops.map(|&drop| &*record.presence.marks[drop].head);
        heads.find(|head| *head != own && head != &self.head)
    }

    fn no_other_drop(&self, record: &Record, own: &Head) -> Result<(), Refusal> {
        self.other_drop(record, own).map_or(Ok(()), |head| Err(superseded(head)))
    }
}

/// The root, or a later operation of its entry.
fn must_win(slot: &Slot, turn: Link, winner: Option<usize>) -> Result<(), Refusal> {
    let winner = &slot.marks[winner.ok_or(Refusal::NotHere)?];
    match winner.head == slot.marks[turn.root].head {
        true => Ok(()),
        false => Err(superseded(&winner.head)),
    }
}
