//! A record as entries tell it: whether it is there, and its fields. Imported rows are records without a put: here they
//! have only what people corrected.

use super::{
    entry::Op,
    rule::{NO_KIND, Rule, Rules, stuck},
    slot::{Head, Mark, Said, Slot, Standing},
    stamp::Seen,
};
use crate::columnar::Tag;
use std::{collections::BTreeMap, sync::Arc};

#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct Record {
    pub presence: Slot,
    pub fields: BTreeMap<Tag, Field>,
    pub life: Life,
}

#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct Field {
    pub slot: Slot,
    /// The mark that gives the value.
    pub winner: Option<usize>,
}

/// What puts, drops and keeps come to. Numbers are places in the presence.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct Life {
    /// The put that counts. Of several the first; an undone one only where there is no other.
    pub put: Option<usize>,
    /// Drops that no later keep answered, in order.
    pub drops: Vec<usize>,
    /// The record was put anew after these drops: what they knew belongs to its former life and does not count.
    pub anew: bool,
    /// The drops hold, so it has no values.
    pub gone: bool,
    /// What keeps the record against the drops, where something does.
    pub kept_by: Option<Arc<Head>>,
}

/// Something a drop would take away.
pub(super) struct Touch {
    pub head: Arc<Head>,
    /// Of the switch that turned it on again, or its own.
    pub last: Arc<Head>,
}

impl Record {
    pub fn insert(&mut self, mark: Mark, op: &Op) {
        if let (Op::Put { cells, .. }, Said::Put { content, .. }) = (op, &mark.said) {
            for (nth, (tag, value)) in cells.iter().enumerate() {
                let said = Said::Cell { content: *content, value: value.clone() };
                let place = (mark.place.0, nth as u32);
                self.fields.entry(*tag).or_default().slot.insert(Mark { head: mark.head.clone(), place, said });
            }
        }
        match op {
            Op::Set { tag, .. } => self.fields.entry(*tag).or_default().slot.insert(mark),
            _ => self.presence.insert(mark),
        }
    }

    pub fn settle(&mut self, rules: Rules) {
        self.life = self.judge(&self.presence.standing());
        let kind = self.kind().unwrap_or(NO_KIND);
        let winner = |(tag, field): (&Tag, &Field)| {
            self.winner(&self.life, &field.slot, &field.slot.standing(), rules(kind, *tag))
        };
        let winners: Vec<Option<usize>> = self.fields.iter().map(winner).collect();
        self.fields.values_mut().zip(winners).for_each(|(field, winner)| field.winner = winner);
    }

    pub fn kind(&self) -> Option<u16> {
        match self.presence.marks[self.life.put?].said {
            Said::Put { kind, .. } => Some(kind),
            _ => None,
        }
    }

    /// Not where merely its put was undone: that leaves no trace.
    pub fn is_dropped(&self) -> bool {
        self.life.gone && self.life.drops.iter().any(|&drop| self.presence.marks[drop].is_root())
    }

    /// All that was said of it so far, as a drop names it.
    pub fn seen(&self) -> Seen {
        let fields = self.fields.values().flat_map(|field| &field.slot.marks);
        Seen::of(self.presence.marks.iter().chain(fields).map(Mark::stamp))
    }

    /// Without an answer drops stand, unless there is something that none of them knew of; a put among it that is later
    /// than they are begins a new life. The undo of a put is a drop where no other put is left.
    pub fn judge(&self, standing: &Standing) -> Life {
        let marks = &self.presence.marks;
        let (puts, undone): (Vec<usize>, Vec<usize>) = (0..marks.len())
            .filter(|&at| marks[at].is_root() && matches!(marks[at].said, Said::Put { .. }))
            .partition(|&at| standing.roots[at].on);
        let put = puts.first().or(undone.first()).copied();
        let drops = self.open_drops(standing, if puts.is_empty() { &undone } else { &[] });
        let Some(last) = drops.last().map(|&drop| marks[drop].stamp()) else {
            return Life { put, ..Life::default() };
        };
        let unknown = |touch: &Touch| !drops.iter().any(|&drop| touch.is_known_to(&marks[drop]));
        let fresh = |at: &usize| unknown(&touch(&self.presence, standing, *at));
        let puts: Vec<usize> = puts.into_iter().filter(fresh).collect();
        if puts.iter().any(|&put| marks[put].stamp() > last) {
            return Life { put: puts.first().copied(), anew: true, drops, ..Life::default() };
        }
        let kept_by = self.touches(standing).into_iter().filter(unknown).map(|touch| touch.last).max();
        Life { put, drops, anew: false, gone: kept_by.is_none(), kept_by }
    }

    /// Whether something belongs to a former life.
    pub fn is_past(&self, life: &Life, touch: &Touch) -> bool {
        life.anew && life.drops.iter().any(|&drop| touch.is_known_to(&self.presence.marks[drop]))
    }

    /// In order.
    fn open_drops(&self, standing: &Standing, undone: &[usize]) -> Vec<usize> {
        let marks = &self.presence.marks;
        let said = self.presence.on(standing).filter(|&at| matches!(marks[at].said, Said::Drop(_)));
        let mut drops: Vec<usize> = said.chain(undone.iter().filter_map(|&put| standing.roots[put].by)).collect();
        let keep = self.last_keep(standing).map(|at| marks[at].stamp());
        drops.retain(|&drop| keep.is_none_or(|keep| keep < marks[drop].stamp()));
        drops.sort_unstable();
        drops
    }

    pub fn last_keep(&self, standing: &Standing) -> Option<usize> {
        self.presence.on(standing).rfind(|&at| matches!(self.presence.marks[at].said, Said::Keep))
    }

    /// `standing`: of the presence.
    pub fn touches(&self, standing: &Standing) -> Vec<Touch> {
        let fields = self.fields.values().map(|field| touches(&field.slot, &field.slot.standing()));
        fields.flatten().chain(touches(&self.presence, standing)).collect()
    }

    /// Which mark gives the value of a field. A record that is gone has no values, save those that stay.
    pub fn winner(&self, life: &Life, slot: &Slot, standing: &Standing, rule: Rule) -> Option<usize> {
        let put = life.put.map(|at| &self.presence.marks[at]);
        let counts = |at: &usize| match slot.marks[*at].said {
            Said::Cell { .. } => put.is_some_and(|put| slot.marks[*at].is_of(put)),
            _ => !self.is_past(life, &touch(slot, standing, *at)),
        };
        match (life.gone, rule) {
            (false, _) => rule.winner(slot, &slot.on(standing).filter(counts).collect::<Vec<_>>()),
            (true, Rule::Sticky) => stuck(slot),
            (true, _) => None,
        }
    }
}

impl Touch {
    /// What a drop knew of, and what its own entry wrote, it takes away.
    pub fn is_known_to(&self, drop: &Mark) -> bool {
        let seen = matches!(&drop.said, Said::Drop(seen) if seen.covers(self.last.stamp));
        seen || self.last == drop.head || self.head == drop.head
    }
}

/// Of a root that is on.
fn touch(slot: &Slot, standing: &Standing, at: usize) -> Touch {
    let last = standing.roots[at].by.unwrap_or(at);
    Touch { head: slot.marks[at].head.clone(), last: slot.marks[last].head.clone() }
}

fn touches(slot: &Slot, standing: &Standing) -> Vec<Touch> {
    let says = |at: &usize| matches!(slot.marks[*at].said, Said::Set { .. } | Said::Put { .. } | Said::Keep);
    slot.on(standing).filter(says).map(|at| touch(slot, standing, at)).collect()
}
