//! The workers of the engine program, which `public/boot.js` starts. Messages to them are in the client.

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::Worker;

/// The content-based id of the sources both programs were built from; `dev` outside `cargo xtask dist`.
pub const BUILD: &str = match option_env!("BENYUAN_BUILD") {
    Some(build) => build,
    None => "dev",
};

#[wasm_bindgen]
extern "C" {
    /// A new worker of a role ("engine" or "reader").
    ///
    /// It speaks first; messages posted earlier are lost. A program that cannot be loaded, or stops while starting, is
    /// reported by the worker's `error` event.
    #[wasm_bindgen(js_namespace = benyuan, js_name = worker, catch)]
    pub fn spawn(role: &str) -> Result<Worker, JsValue>;

    /// The engine that was started while the page program was still loading; if called again, a new one.
    #[wasm_bindgen(js_namespace = benyuan, catch)]
    pub fn engine() -> Result<Worker, JsValue>;
}
