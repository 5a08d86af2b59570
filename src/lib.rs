//! The core of Benyuan 本源.
pub mod exchange;
pub mod lifecycle;
pub mod time;
