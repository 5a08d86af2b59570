//! An entry: one action of one person. It is the unit of undo and of history. How it is stored is in `code`.

use super::stamp::{Seen, Stamp};
use crate::{columnar::Tag, model::ids::RowId};

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Value {
    Int(i64),
    Text(String),
}

/// Two entries with one stamp come from a device and its copy. If they are the same they are one; otherwise both are
/// kept, and their order is that of what they say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    pub stamp: Stamp,
    /// The person, as the store names people.
    pub who: String,
    pub act: Act,
    /// The entry that this one undoes, which was made before it. An entry that undoes does nothing else: its operations
    /// only switch those of the other off or on.
    pub undoes: Option<Stamp>,
    pub ops: Vec<Op>,
}

/// What the person did, for lists and histories. What the entry says is in its operations alone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Act {
    /// 跟进
    FollowUp,
    /// 备注
    Note,
    /// A touchpoint was marked.
    Mark,
    /// 导入
    Import,
    /// An import was taken back.
    Retraction,
    /// 撤销
    Undo,
    /// 恢复
    Redo,
    /// 删除个人信息
    Erasure,
    /// 更正
    Correction,
    /// Of a newer program. Never the number of another act.
    Unknown(u16),
}

/// An operation. Values that a person was shown as saved are in `Put` and `Set` alone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Op {
    /// A native record comes into being.
    Put { record: RowId, kind: u16, cells: Vec<(Tag, Value)> },
    /// A field of a native record or of an imported row. `before` is what the person saw there; `seen` is needed where
    /// a flag is taken away ([`Rule::AddWins`](super::Rule::AddWins)) and empty elsewhere.
    Set { record: RowId, tag: Tag, before: Option<Value>, after: Option<Value>, seen: Seen },
    /// A record goes. `seen` is what was known of it: what it leaves out was written by somebody who did not know
    /// either, and keeps the record.
    Drop { record: RowId, seen: Seen },
    /// A record stays though it was dropped.
    Keep { record: RowId },
    /// Two persons are one, said by hand.
    Join { one: RowId, other: RowId },
    /// Two persons are two, said by hand.
    Part { one: RowId, other: RowId },
    /// An import came in.
    Batch { batch: u32 },
    /// An import is taken back.
    Retract { batch: u32 },
    /// An import that was taken back is there again.
    Restore { batch: u32 },
    /// All that was said of a record is gone, also what arrives later.
    Erase { record: RowId },
    /// Of a newer program; kept as it is, without effect here.
    Unknown { number: u16, bytes: Vec<u8> },
}

impl Entry {
    /// Takes out all that is said of a record, so that its values leave the store too. The places of the other
    /// operations stay, and so their effect.
    pub fn erase(&mut self, record: RowId) {
        for op in self.ops.iter_mut().filter(|op| op.records().any(|id| id == record)) {
            *op = Op::Erase { record };
        }
    }
}

impl Act {
    pub fn number(self) -> u16 {
        match self {
            Self::FollowUp => 0,
            Self::Note => 1,
            Self::Mark => 2,
            Self::Import => 3,
            Self::Retraction => 4,
            Self::Undo => 5,
            Self::Redo => 6,
            Self::Erasure => 7,
            Self::Correction => 8,
            Self::Unknown(number) => number,
        }
    }

    pub fn of_number(number: u16) -> Self {
        match number {
            0 => Self::FollowUp,
            1 => Self::Note,
            2 => Self::Mark,
            3 => Self::Import,
            4 => Self::Retraction,
            5 => Self::Undo,
            6 => Self::Redo,
            7 => Self::Erasure,
            8 => Self::Correction,
            _ => Self::Unknown(number),
        }
    }
}

impl Op {
    /// The record it is about, of two the first; an import is about none.
    pub fn record(&self) -> Option<RowId> {
        match self {
            Self::Put { record, .. }
            | Self::Set { record, .. }
            | Self::Drop { record, .. }
            | Self::Keep { record }
            | Self::Erase { record }
            | Self::Join { one: record, .. }
            | Self::Part { one: record, .. } => Some(*record),
            Self::Batch { .. } | Self::Retract { .. } | Self::Restore { .. } | Self::Unknown { .. } => None,
        }
    }

    /// The records it is about: of two persons both.
    pub fn records(&self) -> impl Iterator<Item = RowId> {
        let second = match self {
            Self::Join { other, .. } | Self::Part { other, .. } => Some(*other),
            _ => None,
        };
        self.record().into_iter().chain(second)
    }
}
