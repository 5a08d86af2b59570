//! Entries as bytes. Numbers are written as postcard writes them, row ids as eight bytes.
//!
//! # Layout
//!
//! | part | |
//! |---|---|
//! | format | a byte, 1 |
//! | stamp | ms, count, device |
//! | act | its number |
//! | who | text |
//! | undoes | 0, or 1 and a stamp |
//! | operations | how many; of each its number, the length of its body, the body |
//! | hash | xxh3 of all before it, eight bytes, little-endian; every format ends so |
//!
//! A number is never given to another operation, nor a body another shape: a changed operation gets a new number. What
//! this program cannot read is kept as [`Op::Unknown`] and written again as it was.

use super::{
    entry::{Act, Entry, Op, Value},
    stamp::{Seen, Stamp},
};
use crate::{columnar::Tag, model::ids::RowId};
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

/// Why an entry cannot be read or written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// The bytes are not as they were written.
    Damaged,
    /// A newer program wrote it in another format.
    TooNew,
    /// The entry has no bytes of its own: an unknown act or operation with the number of a known one, or a stamp past
    /// [`Stamp::MOST_MS`].
    NotEncoded,
}

const FORMAT: u8 = 1;
const HASH_BYTES: usize = 8;

impl Entry {
    pub fn encode(&self) -> Result<Vec<u8>, Fault> {
        if Act::of_number(self.act.number()) != self.act {
            return Err(Fault::NotEncoded);
        }
        let mut paper = Paper(vec![FORMAT]);
        paper.stamp(self.stamp)?;
        paper.number(&self.act.number())?;
        paper.number(&self.who)?;
        paper.number(&u8::from(self.undoes.is_some()))?;
        self.undoes.map_or(Ok(()), |stamp| paper.stamp(stamp))?;
        paper.number(&(self.ops.len() as u64))?;
        self.ops.iter().try_for_each(|op| paper.op(op))?;
        let hash = xxh3_64(&paper.0);
        paper.0.extend(hash.to_le_bytes());
        Ok(paper.0)
    }

    pub fn decode(bytes: &[u8]) -> Result<Self, Fault> {
        let (body, hash) = bytes.split_last_chunk::<HASH_BYTES>().ok_or(Fault::Damaged)?;
        if xxh3_64(body) != u64::from_le_bytes(*hash) {
            return Err(Fault::Damaged);
        }
        match body.split_first() {
            Some((&FORMAT, rest)) => Reader(rest).entry().ok_or(Fault::Damaged),
            Some((&format, _)) if format > FORMAT => Err(Fault::TooNew),
            _ => Err(Fault::Damaged),
        }
    }
}

impl Op {
    /// Its number and its body.
    pub(super) fn encode(&self) -> Result<(u16, Vec<u8>), Fault> {
        let mut body = Paper(Vec::new());
        let number = match self {
            Self::Put { record, kind, cells } => body.put(*record, *kind, cells).map(|()| 0),
            Self::Set { record, tag, before, after, seen } => {
                body.set(*record, *tag, [before, after], seen).map(|()| 1)
            }
            Self::Drop { record, seen } => body.row(*record).and_then(|()| body.seen(seen)).map(|()| 2),
            Self::Keep { record } => body.row(*record).map(|()| 3),
            Self::Join { one, other } => body.row(*one).and_then(|()| body.row(*other)).map(|()| 4),
            Self::Part { one, other } => body.row(*one).and_then(|()| body.row(*other)).map(|()| 5),
            Self::Batch { batch } => body.number(batch).map(|()| 6),
            Self::Retract { batch } => body.number(batch).map(|()| 7),
            Self::Restore { batch } => body.number(batch).map(|()| 8),
            Self::Erase { record } => body.row(*record).map(|()| 9),
            Self::Unknown { number, bytes } => match Self::decode(*number, bytes) {
                Self::Unknown { .. } => return Ok((*number, bytes.clone())),
                _ => Err(Fault::NotEncoded),
            },
        }?;
        Ok((number, body.0))
    }

    /// A body that is not exactly as this program writes it is a newer one's.
    fn decode(number: u16, bytes: &[u8]) -> Self {
        let read = Reader(bytes).op(number);
        let same = |op: &Self| op.encode().is_ok_and(|(_, written)| written == bytes);
        read.filter(same).unwrap_or_else(|| Self::Unknown { number, bytes: bytes.to_vec() })
    }
}

/// What is written so far.
struct Paper(Vec<u8>);

impl Paper {
    fn number<T: Serialize + ?Sized>(&mut self, part: &T) -> Result<(), Fault> {
        postcard::to_io(part, &mut self.0).map(drop).map_err(|_| Fault::NotEncoded)
    }

    fn stamp(&mut self, stamp: Stamp) -> Result<(), Fault> {
        if stamp.ms >= Stamp::MOST_MS {
            return Err(Fault::NotEncoded);
        }
        self.number(&(stamp.ms, stamp.count, stamp.device))
    }

    fn row(&mut self, row: RowId) -> Result<(), Fault> {
        self.number(&row.0.to_le_bytes())
    }

    fn seen(&mut self, seen: &Seen) -> Result<(), Fault> {
        self.number(&(seen.stamps().len() as u64))?;
        seen.stamps().iter().try_for_each(|stamp| self.stamp(*stamp))
    }

    fn value(&mut self, value: Option<&Value>) -> Result<(), Fault> {
        match value {
            None => self.number(&0u8),
            Some(Value::Int(number)) => self.number(&(1u8, number)),
            Some(Value::Text(text)) => self.number(&(2u8, text)),
        }
    }

    fn put(&mut self, record: RowId, kind: u16, cells: &[(Tag, Value)]) -> Result<(), Fault> {
        self.row(record)?;
        self.number(&(kind, cells.len() as u64))?;
        cells.iter().try_for_each(|(tag, value)| self.number(&tag.0).and_then(|()| self.value(Some(value))))
    }

    fn set(&mut self, record: RowId, tag: Tag, values: [&Option<Value>; 2], seen: &Seen) -> Result<(), Fault> {
        self.row(record)?;
        self.number(&tag.0)?;
        values.into_iter().try_for_each(|value| self.value(value.as_ref()))?;
        self.seen(seen)
    }

    fn op(&mut self, op: &Op) -> Result<(), Fault> {
        let (number, body) = op.encode()?;
        self.number(&(number, body.len() as u64))?;
        self.0.extend(body);
        Ok(())
    }
}

/// What is yet to be read. `None` where the bytes are something else.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn number<T: Deserialize<'a>>(&mut self) -> Option<T> {
        let (part, rest) = postcard::take_from_bytes(self.0).ok()?;
        self.0 = rest;
        Some(part)
    }

    fn end<T>(&self, whole: T) -> Option<T> {
        self.0.is_empty().then_some(whole)
    }

    fn entry(mut self) -> Option<Entry> {
        let stamp = self.stamp()?;
        let (act, who): (u16, String) = self.number()?;
        let undoes = match self.number::<u8>()? {
            0 => None,
            1 => Some(self.stamp()?),
            _ => return None,
        };
        let ops = self.many(Self::whole_op)?;
        self.end(Entry { stamp, who, act: Act::of_number(act), undoes, ops })
    }

    fn whole_op(&mut self) -> Option<Op> {
        let (number, length): (u16, u64) = self.number()?;
        let (body, rest) = self.0.split_at_checked(usize::try_from(length).ok()?)?;
        self.0 = rest;
        Some(Op::decode(number, body))
    }

    fn op(mut self, number: u16) -> Option<Op> {
        let op = match number {
            0 => Op::Put { record: self.row()?, kind: self.number()?, cells: self.many(Self::cell)? },
            1 => Op::Set {
                record: self.row()?,
                tag: Tag(self.number()?),
                before: self.value()?,
                after: self.value()?,
                seen: self.seen()?,
            },
            2 => Op::Drop { record: self.row()?, seen: self.seen()? },
            3 => Op::Keep { record: self.row()? },
            4 => Op::Join { one: self.row()?, other: self.row()? },
            5 => Op::Part { one: self.row()?, other: self.row()? },
            6 => Op::Batch { batch: self.number()? },
            7 => Op::Retract { batch: self.number()? },
            8 => Op::Restore { batch: self.number()? },
            9 => Op::Erase { record: self.row()? },
            _ => return None,
        };
        self.end(op)
    }

    fn stamp(&mut self) -> Option<Stamp> {
        let (ms, count, device) = self.number()?;
        (ms < Stamp::MOST_MS).then_some(Stamp { ms, count, device })
    }

    fn row(&mut self) -> Option<RowId> {
        self.number().map(u64::from_le_bytes).map(RowId)
    }

    fn seen(&mut self) -> Option<Seen> {
        self.many(Self::stamp).map(Seen::of)
    }

    /// The outer `None`: no value of this program.
    fn value(&mut self) -> Option<Option<Value>> {
        match self.number::<u8>()? {
            0 => Some(None),
            1 => Some(Some(Value::Int(self.number()?))),
            2 => Some(Some(Value::Text(self.number()?))),
            _ => None,
        }
    }

    fn cell(&mut self) -> Option<(Tag, Value)> {
        Some((Tag(self.number()?), self.value()??))
    }

    /// The number of parts is not believed: every part takes a byte, so wrong ones end with the bytes.
    fn many<T>(&mut self, mut part: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let many: u64 = self.number()?;
        (0..many).map(|_| part(self)).collect()
    }
}
