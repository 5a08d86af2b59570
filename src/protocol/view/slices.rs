//! What a picture can be narrowed to.

use serde::{Deserialize, Serialize};

/// The values of each slice, the most frequent first, counted under the other slices.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct SliceChoices {
    pub channels: Vec<(String, u32)>,
    pub models: Vec<(String, u32)>,
    pub consultants: Vec<(String, u32)>,
    pub advisers: Vec<(String, u32)>,
}
