//! What only a browser can test, in a dedicated worker: the stores in IndexedDB, the client, the reading of files.
#![cfg(target_arch = "wasm32")]
// Clippy knows only `#[test]`, not wasm-bindgen's attribute.
#![allow(clippy::unwrap_used)]

#[path = "browser/backups.rs"]
mod backups;
#[path = "browser/client.rs"]
mod client;
#[path = "browser/decoding.rs"]
mod decoding;
#[path = "browser/demo.rs"]
mod demo;
#[path = "browser/entries.rs"]
mod entries;
#[path = "browser/reading.rs"]
mod reading;
#[path = "browser/stores.rs"]
mod stores;
#[path = "browser/tricks.rs"]
mod tricks;

#[path = "../src/bin/engine/charset.rs"]
mod charset;

/// The keeper's own modules.
#[allow(dead_code)]
#[path = "../src/bin/keeper"]
mod keeper {
    pub mod browser_folder;
    pub mod page;
}

/// The tested modules of the page; they belong to the page program, not to the library.
#[allow(dead_code)]
#[path = "../src/ui"]
mod ui {
    pub mod browser;
    pub mod client;
    pub mod reading;
    pub mod worker_boot;
}

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_dedicated_worker);
