//! The interface's language. The words themselves are in `text`.

use serde::{Deserialize, Serialize};

/// The interface's language (语言). Chinese first.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub enum Lang {
    #[default]
    Zh,
    En,
}
