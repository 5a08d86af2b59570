//! The interface (界面): Leptos, the protocol, figures and texts. Not the records, not analysis, not storage.
//!
//! Where to start: `app` is the root; `state` is what outlives a page; `shell` is the frame around every page; `pages` has
//! one folder or file per page; `components` are what pages are made of; `sheet` lays in the pages
//! that the engine words; `client` talks to the engine; `browser` is what is asked of the window while a page is built.

mod app;
mod browser;
mod client;
mod components;
mod live;
mod pages;
mod print;
mod reading;
mod sheet;
mod shell;
mod state;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
mod worker_boot;

pub use app::start;
