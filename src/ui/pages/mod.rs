//! One page per file or folder. A page asks one question at its root and draws the answer; it calculates nothing.

pub mod data;
pub mod import;
