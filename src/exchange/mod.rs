//! Files in: bytes → raw sheets → recognised kind and columns → typed rows with notes. Not identity: that is `model::book`.

pub mod cell;
pub mod fields;
pub mod parse;
pub mod plan;
pub mod read;
pub mod recognise;
