//! A worker, and the messages heard from it, as bytes.

use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{Event, MessageEvent, MessagePort, Worker};

/// A connection to an engine. It ends with its handle.
pub trait Line {
    /// Whether it was sent.
    fn send(&self, letter: &Letter) -> bool;
}

/// A request, and the port that goes with it.
pub struct Letter {
    pub bytes: Vec<u8>,
    pub port: Option<MessagePort>,
}

pub enum Heard {
    Bytes(Vec<u8>),
    /// It could not be loaded, or threw, or trapped: it no longer answers.
    Crashed,
}

/// Terminates its worker when dropped.
pub struct Link {
    worker: Worker,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(Event)>,
}

impl Link {
    pub fn to(worker: Worker, heard: impl Fn(Heard) + Clone + 'static) -> Self {
        let crashed = heard.clone();
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Ok(buffer) = event.data().dyn_into::<ArrayBuffer>() {
                heard(Heard::Bytes(Uint8Array::new(&buffer).to_vec()));
            }
        });
        let on_error = Closure::<dyn FnMut(Event)>::new(move |_| crashed(Heard::Crashed));
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Self { worker, _on_message: on_message, _on_error: on_error }
    }

    pub fn post(&self, message: &JsValue, transfer: &Array) -> Result<(), JsValue> {
        self.worker.post_message_with_transfer(message, transfer)
    }
}

impl Line for Link {
    /// Sends the bytes as a buffer of their own.
    fn send(&self, letter: &Letter) -> bool {
        let buffer = Uint8Array::from(letter.bytes.as_slice()).buffer();
        let transfer = Array::of1(&buffer);
        if let Some(port) = &letter.port {
            transfer.push(port);
        }
        self.post(&buffer, &transfer).is_ok()
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}
