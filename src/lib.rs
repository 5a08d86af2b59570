//! The core of Benyuan 本源.
pub mod diag;
pub mod exchange;
pub mod lifecycle;
pub mod model;
pub mod time;
