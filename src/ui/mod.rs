//! The interface (界面): Leptos, the protocol, figures and texts. Records, analyses and storage are elsewhere.
//!
//! Where to start: `app` is the root; `state` holds what outlives a page; `shell` is the frame around every page;
//! `pages` has one folder or file per page; `components` are their building blocks; `sheet` lays in the engine's pages;
//! `client` talks to the engine; `browser` is what views ask of the window while they are built.

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
