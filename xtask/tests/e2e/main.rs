//! End-to-end tests: one scenario per file; the browser is driven by `harness`.
//!
//! They run on the result of `cargo xtask dist`, under a sub-path, like on a shared static host. A plain `cargo test`
//! ignores them, because they need that build and a browser: `cargo xtask test --only e2e` runs them.

mod accessibility;
mod backups;
mod capture;
mod check;
mod clock;
mod harness;
mod demo;
mod desk;
mod follow_ups;
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
