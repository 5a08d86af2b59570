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

use command::{Command, Outcome, Trouble};
use query::Query;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use view::View;

/// Page → engine. Every request is numbered by the page; the reply carries the number.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Request {
    pub number: u32,
    /// The device's own day, as epoch days: the core has no clock.
    pub today: i32,
    pub ask: Ask,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Ask {
    Command(Command),
    Query(Query),
}

/// Engine → page. `Hello` is a worker's first message: earlier messages to it are lost.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
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
