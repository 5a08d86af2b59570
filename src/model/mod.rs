//! What is recorded: the rows of the seven import kinds, typed. Not who they belong to: that is `book`.

pub mod columns;
pub mod fields;
pub mod ids;
pub mod keys;
pub mod map;
pub mod notation;
pub mod rows;
pub mod tables;
pub mod values;
pub mod visible;
