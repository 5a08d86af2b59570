//! The messages between the page and a disposable file reader.

use crate::exchange::{
    plan::{FilePlan, Mapping},
    read::ReadError,
};
use serde::{Deserialize, Serialize};

/// Sent with the `File` itself. `chosen` overrides recognition for sheets of that shape.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ReadRequest {
    pub name: String,
    pub remembered: Vec<Mapping>,
    pub chosen: Vec<Mapping>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum ReaderSays {
    Hello {
        build: String,
    },
    /// Share of the work done, 0–1000.
    Progress(u16),
    /// An encoded [`Batch`](crate::exchange::batch::Batch), handed on to the engine as it is.
    Rows(#[serde(with = "super::bytes")] Vec<u8>),
    Done(FilePlan),
    Failed(ReadError),
}
