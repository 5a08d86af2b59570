//! Notes and refusals as they are kept: with the place of the row they are about.

use crate::{diag::Note, model::ids::Origin};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct StoredNote {
    pub origin: Origin,
    pub note: Note,
}
