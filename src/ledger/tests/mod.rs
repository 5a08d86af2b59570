//! Tests of the ledger: cases here by part, and whole histories of several devices in `random`.

mod clock;
mod code;
mod rules;
mod undoing;
mod world;
mod random;

use super::*;
use crate::{columnar::Tag, model::ids::RowId};

const REGISTER: Tag = Tag(1);
const FLAG: Tag = Tag(2);
const REVIEW: Tag = Tag(3);
const CONSENT: Tag = Tag(4);
const TAGS: [Tag; 5] = [REGISTER, FLAG, REVIEW, CONSENT, Tag(5)];
const ROW: RowId = RowId(0xfedc_ba98_7654_3210);

fn rule(_: u16, tag: Tag) -> Rule {
    match tag {
        FLAG => Rule::AddWins,
        REVIEW => Rule::Ordered,
        CONSENT => Rule::Sticky,
        _ => Rule::Register,
    }
}

fn at(ms: u64, device: u32) -> Stamp {
    Stamp { ms, count: 0, device }
}

fn int(number: i64) -> Option<Value> {
    Some(Value::Int(number))
}

fn text(text: &str) -> Option<Value> {
    Some(Value::Text(text.to_owned()))
}

fn entry(stamp: Stamp, ops: Vec<Op>) -> Entry {
    Entry { stamp, who: format!("person {}", stamp.device), act: Act::Correction, undoes: None, ops }
}

fn set(tag: Tag, before: Option<Value>, after: Option<Value>) -> Op {
    Op::Set { record: ROW, tag, before, after, seen: Seen::default() }
}

fn put(cells: Vec<(Tag, Value)>) -> Op {
    Op::Put { record: ROW, kind: 7, cells }
}

fn fold<'e>(entries: impl IntoIterator<Item = &'e Entry>) -> State<'static> {
    State::fold(entries, &rule)
}
