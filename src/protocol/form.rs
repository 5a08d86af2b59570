//! What was filled in, and what is wrong with it. The forms are in `crate::forms`.

use super::lang::Lang;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Submission {
    /// The form's name.
    pub form: String,
    /// Field names with their values.
    pub values: Vec<(String, String)>,
    /// The language of the reply.
    pub lang: Lang,
}

/// A field that was filled in wrongly, and why.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Wrong {
    pub field: String,
    pub words: String,
}
