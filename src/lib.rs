//! The core of Benyuan 本源: a dealership's records in, journeys out. It uses no browser, no clock and no random numbers.
//!
//! # Where to start
//!
//! - [`terms::touchpoint`] says what a touchpoint is as data, [`lifecycle::catalogue`] lists them, and
//!   [`lifecycle::journey`] plays them over a subject's facts.
//! - [`model::rows`] are the facts, read where they stand in pages of columns; [`book`] says who they belong to.
//! - [`exchange`] turns a file's bytes into such rows.
//! - [`analytics::lists`] is who stands behind every number: each is the length of a list.
//! - [`engine::Engine::handle`] is the one way in; [`protocol`] lists what it can be asked and what it answers.
//!
//! The modules follow the order of their layers: an item may use only modules above its own. ARCHITECTURE.md has the
//! invariants.

mod numbered;
pub mod time;
pub mod order;
pub mod columnar;
pub mod terms;
#[macro_use]
pub mod schema;
pub mod diag;
pub mod model;
pub mod ledger;
pub mod demo;
pub mod exchange;
pub mod protocol;
pub mod text;
pub mod route;
pub mod forms;
pub mod pages;
pub mod book;
pub mod lifecycle;
pub mod analytics;
pub mod figure;
pub mod engine;
pub mod backup;
#[cfg(feature = "web")]
pub mod store_idb;
