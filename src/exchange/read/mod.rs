//! Bytes → [`RawFile`](super::cell::RawFile): sniffing, encodings, CSV, workbooks, with the limits that keep a hostile file harmless.

use serde::{Deserialize, Serialize};

/// Why a file could not be read.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum ReadError {
    Empty,
}
