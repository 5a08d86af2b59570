//! What was filled in, and what is wrong with it. Which forms there are: `crate::forms`.

use super::lang::Lang;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Submission {
    /// The form's name.
    pub form: String,
    /// Names of fields with their values.
    pub values: Vec<(String, String)>,
    /// Of the words that come back.
    pub lang: Lang,
}

/// A field that was not filled in as it must be, and why.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Wrong {
    pub field: String,
    pub words: String,
}
