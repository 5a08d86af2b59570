//! What is left of an action, for lists: in force, partly, undone, or overruled.

use super::{
    entry::{Entry, Op},
    fold::{State, head, pair},
    record::Record,
    slot::{Head, Mark, Said, Slot},
};

/// What is left of an action. Of a put every cell counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effect {
    InForce,
    /// Some of it is in force (部分生效).
    Partly,
    /// Nothing is left, and a part at least was undone.
    Undone,
    /// Nothing is left, because other values won.
    Overruled,
}

/// Of an entry that is in the state. Operations of a newer program do not count.
pub fn effect(state: &State, entry: &Entry) -> Effect {
    let head = head(entry);
    let ops = entry.ops.iter().enumerate();
    let parts: Vec<Effect> = ops.flat_map(|(nth, op)| parts(state, &head, nth, op)).collect();
    let has = |effect| parts.contains(&effect);
    match (has(Effect::InForce), has(Effect::Undone), has(Effect::Overruled)) {
        (_, false, false) => Effect::InForce,
        (true, _, _) => Effect::Partly,
        (false, true, _) => Effect::Undone,
        (false, false, true) => Effect::Overruled,
    }
}

fn parts(state: &State, head: &Head, nth: usize, op: &Op) -> Vec<Effect> {
    let register = |slot: Option<&Slot>| {
        slot.map(|slot| part(slot, head, nth, op, |root| is_by_same(slot, slot.last(&slot.standing()), root)))
    };
    let part = match op {
        Op::Unknown { .. } => return Vec::new(),
        Op::Erase { record } => state.is_erased(*record).then_some(Effect::InForce),
        Op::Join { one, other } | Op::Part { one, other } => register(state.pairs.get(&pair(*one, *other))),
        Op::Batch { batch } | Op::Retract { batch } | Op::Restore { batch } => register(state.batches.get(batch)),
        Op::Set { record, tag, .. } => state.records.get(record).and_then(|record| {
            let field = record.fields.get(tag)?;
            Some(part(&field.slot, head, nth, op, |root| is_by_same(&field.slot, field.winner, root)))
        }),
        Op::Put { record, .. } | Op::Drop { record, .. } | Op::Keep { record } => match state.records.get(record) {
            Some(record) => return of_presence(record, head, nth, op),
            None => None,
        },
    };
    vec![part.unwrap_or(Effect::Overruled)]
}

/// `wins`: whether what a root says is what stands.
fn part(slot: &Slot, head: &Head, nth: usize, op: &Op, wins: impl Fn(usize) -> bool) -> Effect {
    let at = op.said().and_then(|said| slot.position(head, nth, &said));
    let Some(at) = at else { return Effect::Overruled };
    let standing = slot.standing();
    let Some(link) = standing.links[at].first() else { return Effect::Overruled };
    let root = standing.roots[link.root];
    let decides = slot.marks[at].is_root() || root.by.is_some_and(|by| *slot.marks[by].head == *head);
    match wins(link.root) == link.on {
        true if decides => Effect::InForce,
        _ if root.on != link.on => Effect::Undone,
        _ => Effect::Overruled,
    }
}

fn of_presence(record: &Record, head: &Head, nth: usize, op: &Op) -> Vec<Effect> {
    let (slot, life) = (&record.presence, &record.life);
    let wins = |root: usize| match slot.marks[root].said {
        Said::Put { .. } => life.put == Some(root) && !life.gone,
        Said::Drop(_) => life.gone && life.drops.contains(&root),
        _ => !life.gone,
    };
    let whole = part(slot, head, nth, op, wins);
    let cells = match (op, life.put) {
        (Op::Put { .. }, Some(put)) if whole == Effect::InForce => of_cells(record, &slot.marks[put]),
        _ => Vec::new(),
    };
    [vec![whole], cells].concat()
}

fn of_cells(record: &Record, put: &Mark) -> Vec<Effect> {
    let cells = record.fields.values().flat_map(|field| {
        let own = (0..field.slot.marks.len()).filter(|&at| field.slot.marks[at].is_of(put));
        own.map(|at| is_by_same(&field.slot, field.winner, at))
    });
    cells.map(|stands| if stands { Effect::InForce } else { Effect::Overruled }).collect()
}

/// A later operation of the same entry counts as its own.
fn is_by_same(slot: &Slot, winner: Option<usize>, root: usize) -> bool {
    winner.is_some_and(|winner| slot.marks[winner].head == slot.marks[root].head)
}
