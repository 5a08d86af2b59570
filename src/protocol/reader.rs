//! The messages between the page and a disposable file reader.

use crate::exchange::{
    plan::{FilePlan, Mapping},
    read::ReadError,
};
use serde::{Deserialize, Serialize};

/// Sent with the `File` itself, and with the port on which the engine waits for its rows. `chosen` overrides recognition
/// for sheets of that shape.
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
    /// The file is read, and the engine has its rows.
    Done(FilePlan),
    Failed(ReadError),
}
