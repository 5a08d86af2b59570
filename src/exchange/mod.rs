//! Files in: bytes → raw sheets → recognised kind and columns → typed rows with notes. Not identity: that is `book`.

pub mod cell;
pub mod read;
pub mod plan;
pub mod recognise;
pub mod values;
pub mod parse;

mod columns;
mod header;
mod headerless;
mod kinds;
mod skip;
mod synonyms;
mod totals;
