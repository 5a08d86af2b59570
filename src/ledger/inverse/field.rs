//! The inverse of a field that was set.

use super::{Asked, must_win};
use crate::ledger::{
    entry::{Op, Value},
    record::{Life, Record},
    rule::{Rule, says_so},
    slot::{Link, Said, Slot, Standing},
    stamp::Seen,
    undo::{Refusal, superseded},
};
use crate::{columnar::Tag, model::ids::RowId};

/// The field of a `Set`, in a record that is there: if it is gone, the same undo brings it back.
struct Place<'a> {
    record: &'a Record,
    life: Life,
    slot: &'a Slot,
    rule: Rule,
}

impl Asked<'_> {
    pub fn field(&self, id: RowId, tag: Tag) -> Result<Op, Refusal> {
        let record = self.state.records.get(&id).ok_or(Refusal::NotHere)?;
        let slot = &record.fields.get(&tag).ok_or(Refusal::NotHere)?.slot;
        let place = Place { record, life: self.life_after(record), slot, rule: self.state.rule(id, tag) };
        let mut standing = slot.standing();
        let turn = self.turn(slot, &standing)?;
        let root = &slot.marks[turn.root];
        if place.rule == Rule::Sticky && says_so(root) {
            return Err(Refusal::Final);
        }
        // What was written in spite of a drop brings the record back when it is done again.
        let drop = self.other_drop(record, &root.head).filter(|drop| !turn.on || drop.stamp > self.head.stamp);
        drop.map_or(Ok(()), |head| Err(superseded(head)))?;
        let present = place.value(&standing);
        self.turn_on(slot, &mut standing);
        let winner = place.winner(&standing);
        // Written in a former life of the record, and nothing since it was put anew.
        let anew = || place.life.put.map_or(Refusal::NotHere, |put| superseded(&record.presence.marks[put].head));
        must_win(slot, turn, Some(winner.ok_or_else(anew)?))?;
        place.switch(id, tag, turn, present, standing)
    }

    /// With the record itself as the undo leaves it.
    fn life_after(&self, record: &Record) -> Life {
        let mut standing = record.presence.standing();
        self.turn_on(&record.presence, &mut standing);
        Life { gone: false, ..record.judge(&standing) }
    }
}

impl Place<'_> {
    fn winner(&self, standing: &Standing) -> Option<usize> {
        self.record.winner(&self.life, self.slot, standing, self.rule)
    }

    /// The outer `None`: nobody wrote what stands.
    fn value(&self, standing: &Standing) -> Option<Option<Value>> {
        self.winner(standing).map(|at| self.slot.marks[at].value().cloned())
    }

    /// What a switch has to say. `present`: what stood so far; `standing`: with all that the entry wrote turned on.
    fn switch(
        &self,
        id: RowId,
        tag: Tag,
        turn: Link,
        present: Option<Option<Value>>,
        mut standing: Standing,
    ) -> Result<Op, Refusal> {
        let root = &self.slot.marks[turn.root];
        let Said::Set { before, after, seen } = &root.said else { return Err(Refusal::NotHere) };
        let (record, after) = (id, after.clone());
        if turn.on {
            return Ok(Op::Set { record, tag, before: present.unwrap_or(before.clone()), after, seen: seen.clone() });
        }
        let of_entry = |at: &usize| self.slot.marks[*at].head == root.head;
        (0..self.slot.marks.len()).filter(of_entry).for_each(|at| standing.roots[at].on = false);
        let back = self.value(&standing).unwrap_or(before.clone());
        Ok(Op::Set { record, tag, before: after, after: back, seen: Seen::default() })
    }
}
