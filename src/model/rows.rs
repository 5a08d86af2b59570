//! A row as it is kept: with its name and its place. What it says is in its kind's table (`schema::kinds`).

use super::ids::{Origin, RowId};
pub use crate::schema::kinds::*;
use serde::{Deserialize, Serialize};

/// A stored row: its name, its place in a file, what it says.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Record<T> {
    pub id: RowId,
    pub origin: Origin,
    pub data: T,
}
