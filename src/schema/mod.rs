//! What can be recorded: kinds, fields and rows, each said once. Reading, mapping, blank files, storage, notes, CSV and records go by it.
//!
//! - [`fields`] lists the fields with number, shape, words and the headers that mean them in any kind.
//! - [`kinds`] lists the kinds, and has a file for each: its row as a table, and what is about the kind as a whole.
//! - [`row`] and [`cell`] make a row of its table: how it is read, stored, overlaid and shown.

pub mod cell;
pub mod fields;
pub mod import;
#[macro_use]
pub mod kinds;
pub mod row;
pub mod values;
pub mod view;

#[cfg(test)]
mod tests;
