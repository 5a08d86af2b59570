//! Files in: bytes → raw sheets → recognised kind and columns → typed rows with notes. Not identity: that is `model::book`.

pub mod cell;
pub mod read;

pub mod plan;
pub mod recognise;

mod columns;
mod header;
mod kinds;
mod skip;
mod synonyms;

pub mod parse;
pub mod values;
