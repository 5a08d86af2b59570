//! The core of Benyuan 本源.
pub mod analytics;
pub mod book;
pub mod diag;
pub mod engine;
pub mod exchange;
pub mod figure;
pub mod lifecycle;
pub mod model;
pub mod protocol;
pub mod route;
#[cfg(feature = "web")]
pub mod store_idb;
pub mod text;
pub mod time;
