//! What views ask of the browser while they are built: names, storage, the address, listeners, timers. In a browser the
//! window answers; natively a double does, so that the shell, the data page and the import desk are tested as text
//! (`ui/tests`).

#[cfg(not(target_arch = "wasm32"))]
mod double;
#[cfg(target_arch = "wasm32")]
mod window;

#[cfg(not(target_arch = "wasm32"))]
pub use double::*;
#[cfg(target_arch = "wasm32")]
pub use window::*;

/// Under which the device keeps the language.
pub const LANG: &str = "benyuan.lang";
/// Under which the device keeps the name of who writes at it.
pub const WHO: &str = "benyuan.who";

/// Whether the browser keeps the data for good, and how many bytes are used of how many. All empty on a page without a
/// secure address.
#[derive(Clone, Copy, PartialEq, Default, Debug)]
pub struct Room {
    pub kept: Option<bool>,
    pub used: Option<f64>,
    pub free: Option<f64>,
}
