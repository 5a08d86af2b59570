//! The messages between page and engine: closed enums, plain views, one compact encoding. Records and Leptos are
//! unknown here.

pub mod lang;
pub mod column;
pub mod command;
pub mod form;
pub mod measure;
pub mod query;
pub mod reader;
pub mod selection;
pub mod sheet;
pub mod view;
mod base;
mod bytes;

use crate::time::{Day, Moment};
use command::{Command, Outcome, Trouble};
use lang::Lang;
use query::Query;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use view::View;

/// Page → engine. Every request is numbered by the page; the reply carries the number.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Request {
    pub number: u32,
    /// The device's own day, as epoch days: the core has no clock.
    pub today: i32,
    pub now: Now,
    pub ask: Ask,
}

/// The moment of a request, and who makes it.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Now {
    /// Minutes of the device's day.
    pub minute: u16,
    /// Milliseconds since 1970.
    pub ms: u64,
    /// As they said on this device; empty: they did not.
    pub who: String,
    pub lang: Lang,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Ask {
    Command(Command),
    Query(Query),
}

impl Now {
    /// A moment of the past in the civil time of the device, which has no time zone here: both clocks of the present tell
    /// how far they are apart.
    pub fn civil(&self, today: Day, ms: u64) -> Moment {
        let minutes = |ms: u64| (ms / 60_000) as i64;
        let present = i64::from(today.epoch_days()) * 1_440 + i64::from(self.minute);
        let at = present - minutes(self.ms) + minutes(ms);
        let (day, minute) = (at.div_euclid(1_440) as i32, at.rem_euclid(1_440) as u32);
        let day = Day::from_epoch_days(day);
        Moment::at(day, minute / 60, minute % 60).unwrap_or_else(|| day.moment())
    }
}

/// Engine → page. `Hello` is a worker's first message: earlier messages to it are lost.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[allow(clippy::large_enum_variant, reason = "one is read at a time, and a box would be one more type in the page")]
pub enum Say {
    Hello {
        build: String,
    },
    Reply {
        number: u32,
        result: Result<Answer, Trouble>,
    },
    Progress {
        number: u32,
        done: u32,
        total: u32,
    },
    /// The engine lost its store (closed by the browser, taken over, deleted elsewhere).
    Lost(Trouble),
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Answer {
    Done(Outcome),
    View(View),
}

/// Bytes of a message. The types here always encode.
pub fn encode<T: Serialize>(message: &T) -> Vec<u8> {
    postcard::to_stdvec(message).unwrap_or_default()
}

/// `None` if the bytes are no such message: they come from another build.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}
