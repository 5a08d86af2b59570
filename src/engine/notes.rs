//! Notes and refusals as they are stored, with the place of their row.

use crate::{diag::Note, model::ids::Origin};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct StoredNote {
    pub origin: Origin,
    pub note: Note,
}
