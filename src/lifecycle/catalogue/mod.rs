//! The catalogue of touchpoints (环节关键点): over a hundred moments of the cycle, as data.
//! How touchpoints are played is in `journey`. A store may change its catalogue; this is the one it starts from.
//!
//! One file for each part of the cycle, in the cycle's order. A comment beside a number gives its source:
//! - `[S0]` 新华信, 回归客户管理的本源; `[S1]` 卓思, on defeated customers; `[S2]` Deloitte (Hecker, Schiller), on closeness to
//!   customers; `[S3]` 李杰,《汽车营销客户关系管理实战》, 2014; `[S4]` 席大可, on managing customers;
//! - `[P]` a specification or export of a real system; `[2]` a secondary source.
//!
//! A number without such a mark is a default that the store can edit, not a benchmark.

mod build;
mod choice;
mod complaint;
mod deal;
mod delivery;
mod early_use;
mod honeymoon;
mod insurance;
mod need;
mod negotiation;
mod out_of_warranty;
mod referral;
mod repurchase;
mod service;
#[cfg(test)]
mod tests;
mod visit;
mod warranty;
mod win_back;

use crate::protocol::view::TouchpointName;
use crate::terms::stage::{Node, Step};
use crate::terms::touchpoint::Touchpoint;
use serde::{Deserialize, Serialize};

const PARTS: [&[Touchpoint]; 16] = [
    need::TOUCHPOINTS,
    visit::TOUCHPOINTS,
    choice::TOUCHPOINTS,
    negotiation::TOUCHPOINTS,
    deal::TOUCHPOINTS,
    delivery::TOUCHPOINTS,
    honeymoon::TOUCHPOINTS,
    early_use::TOUCHPOINTS,
    service::TOUCHPOINTS,
    warranty::TOUCHPOINTS,
    out_of_warranty::TOUCHPOINTS,
    repurchase::TOUCHPOINTS,
    insurance::TOUCHPOINTS,
    referral::TOUCHPOINTS,
    complaint::TOUCHPOINTS,
    win_back::TOUCHPOINTS,
];

static CATALOGUE: [Touchpoint; count()] = joined();

/// A touchpoint's position in this build's catalogue. Stored data uses the key instead.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(into = "u16", try_from = "u16")]
pub struct TouchpointId(u16);

impl TouchpointId {
    pub fn get(self) -> &'static Touchpoint {
        &CATALOGUE[self.index()]
    }

    /// The names, for a view.
    pub fn name(self) -> TouchpointName {
        let Touchpoint { key, zh, en, stage, .. } = self.get();
        TouchpointName { key: (*key).to_owned(), zh: (*zh).to_owned(), en: (*en).to_owned(), stage: *stage }
    }

    /// The position in [`all`].
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

impl From<TouchpointId> for u16 {
    fn from(id: TouchpointId) -> u16 {
        id.0
    }
}

impl TryFrom<u16> for TouchpointId {
    type Error = String;

    fn try_from(position: u16) -> Result<Self, String> {
        if usize::from(position) < CATALOGUE.len() {
            Ok(Self(position))
        } else {
            Err(format!("touchpoint {position} of {}: written by another build?", CATALOGUE.len()))
        }
    }
}

/// Every touchpoint, in the order of the cycle. [`TouchpointId::index`] is the position here.
pub fn all() -> &'static [Touchpoint] {
    &CATALOGUE
}

/// The ids of [`all`], in its order.
pub fn ids() -> impl Iterator<Item = TouchpointId> {
    (0..count() as u16).map(TouchpointId)
}

pub fn by_key(key: &str) -> Option<TouchpointId> {
    ids().find(|id| id.get().key == key)
}

/// The touchpoint whose episodes the map draws at this node.
pub const fn principal(node: Node) -> TouchpointId {
    PRINCIPALS[node as usize]
}

/// The touchpoint of a funnel step.
pub const fn funnel(step: Step) -> TouchpointId {
    principal(step.node())
}

/// In the order of the nodes.
const PRINCIPALS: [TouchpointId; 13] = [
    id(Step::Lead.touchpoint()),
    id(Step::FirstResponse.touchpoint()),
    id(Step::Visit.touchpoint()),
    id(Step::TestDrive.touchpoint()),
    id(Step::Quote.touchpoint()),
    id(Step::Order.touchpoint()),
    id(Step::Delivery.touchpoint()),
    id("honeymoon.stage"),
    id("honeymoon.first_service"),
    id("early_use.stage"),
    id("warranty.stage"),
    id("out_of_warranty.stage"),
    id("repurchase.stage"),
];

const fn count() -> usize {
    let mut count = 0;
    let mut part = 0;
    while part < PARTS.len() {
        count += PARTS[part].len();
        part += 1;
    }
    count
}

const fn joined() -> [Touchpoint; count()] {
    let mut joined = [PARTS[0][0]; count()];
    let (mut at, mut part) = (0, 0);
    while part < PARTS.len() {
        let mut row = 0;
        while row < PARTS[part].len() {
            joined[at] = PARTS[part][row];
            at += 1;
            row += 1;
        }
        part += 1;
    }
    joined
}

/// The id of a key in this file; a misspelt key does not compile.
const fn id(key: &str) -> TouchpointId {
    let catalogue = joined();
    let mut position = 0;
    while position < catalogue.len() {
        if same(catalogue[position].key, key) {
            return TouchpointId(position as u16);
        }
        position += 1;
    }
    panic!("no touchpoint has this key")
}

const fn same(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    if left.len() != right.len() {
        return false;
    }
    let mut at = 0;
    while at < left.len() {
        if left[at] != right[at] {
            return false;
        }
        at += 1;
    }
    true
}
