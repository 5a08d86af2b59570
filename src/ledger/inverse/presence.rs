//! The inverse of a put, a drop or a keep.

use super::Asked;
use crate::ledger::{
    entry::Op,
    record::{Life, Record},
    rule::{NO_KIND, Rule, says_so},
    slot::{Mark, Said, Standing},
    stamp::Seen,
    undo::{Refusal, superseded},
};
use crate::model::ids::RowId;

impl Asked<'_> {
    pub fn presence(&self, id: RowId) -> Result<Op, Refusal> {
        let record = self.state.records.get(&id).ok_or(Refusal::NotHere)?;
        let mut standing = record.presence.standing();
        let turn = self.turn(&record.presence, &standing)?;
        let root = &record.presence.marks[turn.root];
        match (&root.said, turn.on) {
            (Said::Put { .. }, false) => {
                self.nothing_else(record, &standing, turn.root)?;
                self.nothing_stays(record, root)?;
                return Ok(Op::Drop { record: id, seen: record.seen() });
            }
            (Said::Put { .. }, true) => {
                self.turn_on(&record.presence, &mut standing);
                must_count(record, &record.judge(&standing), turn.root)?;
            }
            (Said::Drop(_), false) => {
                answered(record, &standing, root)?;
                self.no_other_drop(record, &root.head)?;
            }
            // The drop knows no more than it did: what was written meanwhile keeps the record.
            (Said::Drop(seen), true) => {
                self.nothing_since(record, &standing, root)?;
                return Ok(Op::Drop { record: id, seen: seen.clone() });
            }
            (_, true) => {}
            (_, false) => {
                no_other_keep(record, &standing, turn.root)?;
                return Ok(Op::Drop { record: id, seen: Seen::default() });
            }
        }
        Ok(Op::Keep { record: id })
    }

    /// A put is undone only where nobody dropped, put or wrote the record too.
    fn nothing_else(&self, record: &Record, standing: &Standing, put: usize) -> Result<(), Refusal> {
        let head = &record.presence.marks[put].head;
        self.no_other_drop(record, head)?;
        let others = record
            .touches(standing)
            .into_iter()
            .filter(|touch| touch.head != *head && !record.is_past(&record.life, touch));
        others.map(|touch| touch.last).max().map_or(Ok(()), |last| Err(superseded(&last)))?;
        must_count(record, &record.life, put)
    }

    fn nothing_stays(&self, record: &Record, put: &Mark) -> Result<(), Refusal> {
        let kind = record.kind().unwrap_or(NO_KIND);
        let sticky = record.fields.iter().filter(|(tag, _)| (self.state.rules)(kind, **tag) == Rule::Sticky);
        let stays = |mark: &Mark| mark.is_of(put) && says_so(mark);
        match sticky.flat_map(|(_, field)| &field.slot.marks).any(stays) {
            true => Err(Refusal::Final),
            false => Ok(()),
        }
    }

    /// A drop is done again only where nobody wrote after its undo.
    fn nothing_since(&self, record: &Record, standing: &Standing, drop: &Mark) -> Result<(), Refusal> {
        let others = record.touches(standing).into_iter().filter(|touch| !touch.is_known_to(drop));
        let since = others.map(|touch| touch.last).filter(|last| last.stamp > self.head.stamp).max();
        since.map_or(Ok(()), |last| Err(superseded(&last)))
    }
}

/// The put, or another one of its entry.
fn must_count(record: &Record, life: &Life, put: usize) -> Result<(), Refusal> {
    let marks = &record.presence.marks;
    let other =
        if life.gone { life.drops.last() } else { life.put.as_ref().filter(|at| marks[**at].head != marks[put].head) };
    other.map_or(Ok(()), |&other| Err(superseded(&marks[other].head)))
}

/// Whether a later keep or put has answered a drop.
fn answered(record: &Record, standing: &Standing, drop: &Mark) -> Result<(), Refusal> {
    let marks = &record.presence.marks;
    let put = record.life.put.filter(|_| record.life.anew);
    let keep = record.last_keep(standing);
    let later = put.into_iter().chain(keep).map(|at| &marks[at].head).filter(|head| head.stamp > drop.stamp()).max();
    later.map_or(Ok(()), |head| Err(superseded(head)))
}

fn no_other_keep(record: &Record, standing: &Standing, keep: usize) -> Result<(), Refusal> {
    let other = record.last_keep(standing).filter(|&last| last != keep);
    other.map_or(Ok(()), |other| Err(superseded(&record.presence.marks[other].head)))
}
