//! What is recorded: the rows of the seven import kinds, typed. Not who they belong to: that is `book`.

pub mod ids;
pub mod rows;
pub mod values;
