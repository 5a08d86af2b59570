//! End-to-end tests: the scenarios, each a file; how a browser is driven lies in `harness`.
//!
//! They run on what `cargo xtask dist` left, under a sub-path, as on a shared static host. They are ignored by a plain
//! `cargo test` because they need that build and a browser: `cargo xtask test --only e2e` runs them.

mod accessibility;
mod capture;
mod check;
mod clock;
mod harness;
mod demo;
mod desk;
mod forms;
mod framed;
mod hostile;
mod installed;
mod journey;
mod kept;
mod keyboard;
mod killed;
mod kills;
mod languages;
mod late;
mod many_files;
mod meant;
mod newer;
mod offline;
mod origin;
mod policy;
mod readings;
mod refined;
mod released;
mod returns;
mod screenshots;
mod second_tab;
mod start;
