//! The worker's connection to the page: bytes in, bytes out.

use benyuan::protocol::encode;
use js_sys::{Array, ArrayBuffer, Date, Reflect, Uint8Array};
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue, UnwrapThrowExt, prelude::Closure};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, MessagePort};

/// The content-based id of the sources, as the page compares it.
pub const BUILD: &str = match option_env!("BENYUAN_BUILD") {
    Some(build) => build,
    None => "dev",
};

/// A page cannot use reports more often than this.
const PROGRESS_PAUSE_MS: f64 = 100.0;

pub fn role() -> String {
    Reflect::get(&scope(), &"benyuanRole".into()).ok().and_then(|role| role.as_string()).unwrap_or_default()
}

/// The number that this tab keeps over reloads; 0 if the browser offers no storage for it.
pub fn tab() -> u64 {
    let tab = Reflect::get(&scope(), &"benyuanTab".into()).ok().and_then(|tab| tab.as_f64());
    tab.unwrap_or_default() as u64
}

/// Calls `hear` with the data of every message from now on, and with the port that came along.
pub fn listen(mut hear: impl FnMut(JsValue, Option<MessagePort>) + 'static) {
    let handler = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        hear(event.data(), event.ports().get(0).dyn_into().ok());
    });
    scope().set_onmessage(Some(handler.into_js_value().unchecked_ref()));
}

/// Sends a message as a transferred buffer.
pub fn post<T: Serialize>(message: &T) {
    let buffer = Uint8Array::from(encode(message).as_slice()).buffer();
    // Without a connection to the page there is nobody to work for.
    scope().post_message_with_transfer(&buffer, &Array::of1(&buffer)).unwrap_throw();
}

/// Bytes of a buffer or of an array of bytes.
pub fn bytes(data: &JsValue) -> Option<Vec<u8>> {
    let is_bytes = data.is_instance_of::<ArrayBuffer>() || data.is_instance_of::<Uint8Array>();
    is_bytes.then(|| Uint8Array::new(data).to_vec())
}

/// Passes a report only now and then, but always the last one.
pub struct Throttle {
    last_ms: f64,
}

impl Throttle {
    pub fn new() -> Self {
        Self { last_ms: f64::NEG_INFINITY }
    }

    pub fn lets(&mut self, done: u64, total: u64) -> bool {
        let now_ms = Date::now();
        // A clock that was set back passes one as well.
        let is_time = (now_ms - self.last_ms).abs() >= PROGRESS_PAUSE_MS;
        let is_let = is_time || done >= total;
        if is_let {
            self.last_ms = now_ms;
        }
        is_let
    }
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}
