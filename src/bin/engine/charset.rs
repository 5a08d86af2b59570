//! Encodings by the browser, which has them all.

use wasm_bindgen::UnwrapThrowExt;
use web_sys::TextDecoder;

/// Text in an encoding by its label; malformed bytes become replacement marks.
pub fn decode(label: &str, bytes: &[u8]) -> String {
    let decoder = TextDecoder::new_with_label(label).expect_throw("an encoding of the standard");
    // It throws only if it is told to.
    decoder.decode_with_u8_array(bytes).unwrap_or_default()
}
