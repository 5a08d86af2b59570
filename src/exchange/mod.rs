//! Files in: bytes → raw sheets → recognised kind and columns → typed rows with notes. Identity is in `book`.

pub mod cell;
pub mod read;
pub mod plan;
pub mod recognise;
pub mod values;
pub mod parse;
pub mod batch;

pub mod columns;
mod groups;
mod header;
mod headerless;
mod kinds;
mod offers;
mod questions;
mod reduce;
mod skip;
mod synonyms;
mod totals;
