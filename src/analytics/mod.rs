//! Analyses: one question per file. Each number is the length of a list that can be asked for.

pub mod coverage;
pub mod funnel;
pub mod map;
pub mod members;
pub mod reporting;
pub mod stats;
pub mod world;
