//! The state that a set of entries comes to. Entries may arrive in any order and repeatedly; the same set gives the
//! same state, taken one by one or at once.

use super::{
    entry::{Entry, Op, Value},
    record::Record,
    rule::{NO_KIND, Rule, Rules, says_so},
    slot::{Head, Mark, Said, Slot},
    stamp::{Seen, Stamp},
};
use crate::{columnar::Tag, model::ids::RowId};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::Arc,
};

/// All that entries said, with what of it stands.
#[derive(Clone)]
pub struct State<'r> {
    pub(super) rules: Rules<'r>,
    pub(super) records: BTreeMap<RowId, Record>,
    pub(super) pairs: BTreeMap<(RowId, RowId), Slot>,
    pub(super) batches: BTreeMap<u32, Slot>,
    pub(super) erased: BTreeSet<RowId>,
}

/// A record that somebody dropped while somebody else, who did not know, wrote it. It is kept until it is dropped again
/// or a [`Keep`](Op::Keep) answers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Undecided {
    pub record: RowId,
    pub dropped: (Stamp, String),
    pub written: (Stamp, String),
}

impl<'r> State<'r> {
    pub fn new(rules: Rules<'r>) -> Self {
        let (records, pairs, batches, erased) = Default::default();
        Self { rules, records, pairs, batches, erased }
    }

    pub fn fold<'e>(entries: impl IntoIterator<Item = &'e Entry>, rules: Rules<'r>) -> Self {
        let mut state = Self::new(rules);
        entries.into_iter().for_each(|entry| state.insert(entry));
        state.records.values_mut().for_each(|record| record.settle(rules));
        state
    }

    pub fn apply(&mut self, entry: &Entry) {
        self.insert(entry);
        let touched: BTreeSet<RowId> = entry.ops.iter().filter_map(Op::record).collect();
        for id in touched {
            self.records.entry(id).and_modify(|record| record.settle(self.rules));
        }
    }

    /// `None` where nobody wrote, or where somebody cleared the field ([`written`](Self::written) tells). Of an
    /// imported row only what people corrected.
    pub fn value(&self, record: RowId, tag: Tag) -> Option<&Value> {
        self.standing_mark(record, tag)?.value()
    }

    /// When and by whom the present value was written. After an undo that is whoever wrote what came back.
    pub fn written(&self, record: RowId, tag: Tag) -> Option<(Stamp, &str)> {
        self.standing_mark(record, tag).map(|mark| (mark.stamp(), mark.head.who.as_str()))
    }

    /// The fields that somebody wrote and that stand, with their values.
    pub fn fields(&self, record: RowId) -> impl Iterator<Item = (Tag, Option<&Value>)> {
        let fields = self.records.get(&record).into_iter().flat_map(|record| &record.fields);
        fields.filter_map(|(tag, field)| Some((*tag, field.slot.marks[field.winner?].value())))
    }

    /// A native record that was put, and neither undone, dropped nor erased.
    pub fn is_there(&self, record: RowId) -> bool {
        self.records.get(&record).is_some_and(|record| record.kind().is_some() && !record.life.gone)
    }

    /// Somebody dropped it: a native record, or an imported row, which is never put.
    pub fn is_dropped(&self, record: RowId) -> bool {
        self.records.get(&record).is_some_and(Record::is_dropped)
    }

    pub fn is_erased(&self, record: RowId) -> bool {
        self.erased.contains(&record)
    }

    /// Of a native record, there or dropped.
    pub fn kind(&self, record: RowId) -> Option<u16> {
        self.records.get(&record)?.kind()
    }

    /// The native records that are there, by id.
    pub fn records(&self) -> impl Iterator<Item = RowId> {
        self.known().filter(|id| self.is_there(*id))
    }

    /// All records and rows of which something was said and not erased, by id.
    pub fn known(&self) -> impl Iterator<Item = RowId> {
        self.records.keys().copied()
    }

    /// The persons joined by hand, the smaller id first.
    pub fn joins(&self) -> impl Iterator<Item = (RowId, RowId)> {
        self.pairs_that(Said::Join)
    }

    /// The persons parted by hand, whatever a rule says of them.
    pub fn parts(&self) -> impl Iterator<Item = (RowId, RowId)> {
        self.pairs_that(Said::Part)
    }

    /// The imports in force.
    pub fn batches(&self) -> impl Iterator<Item = u32> {
        let holds = |slot: &Slot| matches!(slot.last_said(), Some(Said::Batch | Said::Restore));
        self.batches.iter().filter(move |(_, slot)| holds(slot)).map(|(batch, _)| *batch)
    }

    /// What waits for a decision, by id.
    pub fn undecided(&self) -> impl Iterator<Item = Undecided> {
        self.records.iter().filter_map(|(id, record)| {
            let told = |head: &Head| (head.stamp, head.who.clone());
            let dropped = &record.presence.marks[*record.life.drops.last()?].head;
            let written = record.life.kept_by.as_ref()?;
            Some(Undecided { record: *id, dropped: told(dropped), written: told(written) })
        })
    }

    /// The operation that writes a field. `before`: what the person saw there, also where it is from a file.
    pub fn set(&self, record: RowId, tag: Tag, before: Option<Value>, after: Option<Value>) -> Op {
        let field = self.records.get(&record).and_then(|record| record.fields.get(&tag));
        let adds = field.filter(|_| self.rule(record, tag) == Rule::AddWins).map(|field| &field.slot.marks);
        let seen = adds.into_iter().flatten().filter(|mark| says_so(mark)).map(Mark::stamp);
        let removes = matches!(after, None | Some(Value::Int(0)));
        Op::Set { record, tag, before, after, seen: if removes { Seen::of(seen) } else { Seen::default() } }
    }

    /// The operation that drops a record as it is known here.
    pub fn drop(&self, record: RowId) -> Op {
        Op::Drop { record, seen: self.records.get(&record).map(Record::seen).unwrap_or_default() }
    }

    pub(super) fn rule(&self, record: RowId, tag: Tag) -> Rule {
        (self.rules)(self.kind(record).unwrap_or(NO_KIND), tag)
    }

    pub(super) fn is_behind_erasure(&self, op: &Op) -> bool {
        op.records().any(|id| self.is_erased(id))
    }

    fn standing_mark(&self, record: RowId, tag: Tag) -> Option<&Mark> {
        let field = self.records.get(&record)?.fields.get(&tag)?;
        Some(&field.slot.marks[field.winner?])
    }

    fn pairs_that(&self, said: Said) -> impl Iterator<Item = (RowId, RowId)> {
        self.pairs.iter().filter(move |(_, slot)| slot.last_said() == Some(&said)).map(|(pair, _)| *pair)
    }

    fn insert(&mut self, entry: &Entry) {
        let head = Arc::new(head(entry));
        for (nth, op) in entry.ops.iter().enumerate() {
            self.insert_op(&head, nth as u32, op);
        }
    }

    fn insert_op(&mut self, head: &Arc<Head>, nth: u32, op: &Op) {
        if let Op::Erase { record } = op {
            return self.erase(*record);
        }
        let Some(said) = op.said().filter(|_| !self.is_behind_erasure(op)) else { return };
        let mark = Mark { head: head.clone(), place: (nth, 0), said };
        match op {
            Op::Join { one, other } | Op::Part { one, other } => {
                self.pairs.entry(pair(*one, *other)).or_default().insert(mark);
            }
            Op::Batch { batch } | Op::Retract { batch } | Op::Restore { batch } => {
                self.batches.entry(*batch).or_default().insert(mark);
            }
            Op::Put { record, .. } | Op::Set { record, .. } | Op::Drop { record, .. } | Op::Keep { record } => {
                self.records.entry(*record).or_default().insert(mark, op);
            }
            Op::Erase { .. } | Op::Unknown { .. } => {}
        }
    }

    fn erase(&mut self, id: RowId) {
        if self.erased.insert(id) {
            self.records.remove(&id);
            self.pairs.retain(|(one, other), _| *one != id && *other != id);
        }
    }
}

/// Two states are the same where the same was said of the same; the rules are not compared.
impl PartialEq for State<'_> {
    fn eq(&self, other: &Self) -> bool {
        (&self.records, &self.pairs, &self.batches, &self.erased)
            == (&other.records, &other.pairs, &other.batches, &other.erased)
    }
}

impl fmt::Debug for State<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut state = f.debug_struct("State");
        state.field("records", &self.records).field("pairs", &self.pairs);
        state.field("batches", &self.batches).field("erased", &self.erased).finish_non_exhaustive()
    }
}

pub(super) fn pair(one: RowId, other: RowId) -> (RowId, RowId) {
    (one.min(other), one.max(other))
}

pub(super) fn head(entry: &Entry) -> Head {
    Head { stamp: entry.stamp, who: entry.who.clone(), act: entry.act, undoes: entry.undoes }
}
