//! A slot: all that entries say about one thing, be it a field, the presence of a record, two persons or an import. It
//! is a set, so the order of arrival and repetitions leave no trace; what is true is worked out from the whole.
//!
//! A mark of an ordinary entry is a *root*. An undo adds no value: it is a *switch*, which turns off the roots of the
//! entry it undoes; its undo turns them on again, and so on. The last switch of a root decides. So what others wrote is
//! never covered by an undo, whenever it arrives.

use super::{
    entry::{Act, Op, Value},
    stamp::{Seen, Stamp},
};
use std::sync::Arc;
use xxhash_rust::xxh3::xxh3_64;

/// What an entry says about all of its operations.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Head {
    pub stamp: Stamp,
    pub who: String,
    pub act: Act,
    pub undoes: Option<Stamp>,
}

/// Marks are ordered by stamp; those of twins (entries with one stamp) by what else they say.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Mark {
    pub head: Arc<Head>,
    /// The place of the operation in its entry, and of the cell in its operation.
    pub place: (u32, u32),
    pub said: Said,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Said {
    /// `content` is a hash of the whole, so that twins with different cells are two.
    Put {
        kind: u16,
        content: u64,
    },
    /// A cell of that put.
    Cell {
        content: u64,
        value: Value,
    },
    Set {
        before: Option<Value>,
        after: Option<Value>,
        seen: Seen,
    },
    Drop(Seen),
    Keep,
    Join,
    Part,
    Batch,
    Retract,
    Restore,
}

#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct Slot {
    /// In order, each once.
    pub marks: Vec<Mark>,
}

/// What the switches of a slot come to. Both lists run along its marks.
pub(super) struct Standing {
    /// Of a switch: meaningless.
    pub roots: Vec<Root>,
    /// Of a root: itself, turned on.
    pub links: Vec<Vec<Link>>,
}

#[derive(Clone, Copy)]
pub(super) struct Root {
    pub on: bool,
    /// The switch that decided it.
    pub by: Option<usize>,
}

/// What a mark does to a root.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Link {
    pub root: usize,
    pub on: bool,
}

impl Mark {
    pub fn stamp(&self) -> Stamp {
        self.head.stamp
    }

    pub fn is_root(&self) -> bool {
        self.head.undoes.is_none()
    }

    /// Whether this mark is a cell of that put.
    pub fn is_of(&self, put: &Self) -> bool {
        let same = match (&self.said, &put.said) {
            (Said::Cell { content, .. }, Said::Put { content: whole, .. }) => content == whole,
            _ => false,
        };
        same && self.place.0 == put.place.0 && self.head == put.head
    }

    /// The value it leaves in its field.
    pub fn value(&self) -> Option<&Value> {
        match &self.said {
            Said::Cell { value, .. } => Some(value),
            Said::Set { after, .. } => after.as_ref(),
            _ => None,
        }
    }
}

impl Said {
    /// Whether this, said by a switch, turns such a root on or off. Of twins that the switch might mean, only those
    /// count that left the value it names.
    fn turns(&self, on: bool, root: &Self) -> bool {
        match (on, root, self) {
            (true, Self::Set { after: left, .. }, Self::Set { after, .. }) => left == after,
            (false, Self::Set { after: left, .. }, Self::Set { before, .. }) => left == before,
            (true, Self::Put { .. } | Self::Keep, Self::Keep)
            | (false, Self::Put { .. } | Self::Keep, Self::Drop(_))
            | (true, Self::Drop(_), Self::Drop(_))
            | (false, Self::Drop(_), Self::Keep)
            | (true, Self::Join, Self::Join)
            | (false, Self::Join, Self::Part)
            | (true, Self::Part, Self::Part)
            | (false, Self::Part, Self::Join)
            | (true, Self::Batch | Self::Restore, Self::Restore)
            | (false, Self::Batch | Self::Restore, Self::Retract)
            | (true, Self::Retract, Self::Retract)
            | (false, Self::Retract, Self::Restore) => true,
            _ => false,
        }
    }
}

impl Op {
    /// What it leaves in its slot; an erasure and what is unknown have none.
    pub(super) fn said(&self) -> Option<Said> {
        Some(match self {
            Self::Put { kind, .. } => Said::Put { kind: *kind, content: xxh3_64(&self.encode().ok()?.1) },
            Self::Set { before, after, seen, .. } => {
                Said::Set { before: before.clone(), after: after.clone(), seen: seen.clone() }
            }
            Self::Drop { seen, .. } => Said::Drop(seen.clone()),
            Self::Keep { .. } => Said::Keep,
            Self::Join { .. } => Said::Join,
            Self::Part { .. } => Said::Part,
            Self::Batch { .. } => Said::Batch,
            Self::Retract { .. } => Said::Retract,
            Self::Restore { .. } => Said::Restore,
            Self::Erase { .. } | Self::Unknown { .. } => return None,
        })
    }
}

impl Slot {
    pub fn insert(&mut self, mark: Mark) {
        if let Err(place) = self.marks.binary_search(&mark) {
            // Most slots have one mark for ever.
            self.marks.reserve_exact(usize::from(self.marks.is_empty()));
            self.marks.insert(place, mark);
        }
    }

    pub fn standing(&self) -> Standing {
        let roots = vec![Root { on: true, by: None }; self.marks.len()];
        let mut standing = Standing { roots, links: Vec::with_capacity(self.marks.len()) };
        // What a switch undoes was made before it, so it stands before it here.
        for at in 0..self.marks.len() {
            let links = self.links(at, &standing.links);
            if !self.marks[at].is_root() {
                links.iter().for_each(|link| standing.roots[link.root] = Root { on: link.on, by: Some(at) });
            }
            standing.links.push(links);
        }
        standing
    }

    /// `known`: the links of the marks before it.
    fn links(&self, at: usize, known: &[Vec<Link>]) -> Vec<Link> {
        let mark = &self.marks[at];
        let Some(target) = mark.head.undoes else { return vec![Link { root: at, on: true }] };
        let first = self.marks[..at].partition_point(|mark| mark.stamp() < target);
        let end = self.marks[..at].partition_point(|mark| mark.stamp() <= target);
        // A twin of the switch itself is no earlier entry.
        let earlier = if target < mark.stamp() { &known[first..end] } else { &[] };
        let turned = earlier.iter().flatten().map(|link| Link { on: !link.on, ..*link });
        let mut links: Vec<Link> =
            turned.filter(|link| mark.said.turns(link.on, &self.marks[link.root].said)).collect();
        // Two operations of one entry on one field would double them at every step.
        links.sort_unstable();
        links.dedup();
        links
    }

    /// The roots that stand, in order.
    pub fn on<'a>(&'a self, standing: &'a Standing) -> impl DoubleEndedIterator<Item = usize> + 'a {
        (0..self.marks.len()).filter(|&at| self.marks[at].is_root() && standing.roots[at].on)
    }

    /// The last writer.
    pub fn last(&self, standing: &Standing) -> Option<usize> {
        self.on(standing).next_back()
    }

    pub fn last_said(&self) -> Option<&Said> {
        self.last(&self.standing()).map(|at| &self.marks[at].said)
    }

    /// What an operation of an entry left here. A twin may bear the same head, so what it said is compared too.
    pub fn position(&self, head: &Head, nth: usize, said: &Said) -> Option<usize> {
        let is_it = |mark: &Mark| mark.place == (nth as u32, 0) && mark.said == *said && *mark.head == *head;
        self.marks.iter().position(is_it)
    }
}
