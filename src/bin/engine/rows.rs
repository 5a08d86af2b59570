//! The port on which the reader hands batches of rows to the engine. The engine answers each, so the reader says that
//! a file is read only when the engine has all of it, and never gets far ahead.

use super::port;
use futures::{
    StreamExt,
    channel::mpsc::{self, UnboundedReceiver},
};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, UnwrapThrowExt, prelude::Closure};
use web_sys::{MessageEvent, MessagePort};

/// Batches on the way that the engine has not yet answered.
const AHEAD: usize = 8;

/// A port and whoever hears it. It closes with its handle.
struct Ear {
    port: MessagePort,
    _hear: Closure<dyn FnMut(MessageEvent)>,
}

impl Ear {
    fn new(port: MessagePort, mut hear: impl FnMut(JsValue) + 'static) -> Self {
        let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| hear(event.data()));
        port.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        Self { port, _hear: hear }
    }
}

impl Drop for Ear {
    fn drop(&mut self) {
        self.port.set_onmessage(None);
        self.port.close();
    }
}

/// The engine's end, of one reading of one file.
pub struct Incoming(Ear);

impl Incoming {
    pub fn new(port: MessagePort, hear: impl Fn(Vec<u8>) + 'static) -> Self {
        Self(Ear::new(port, move |data| {
            if let Some(bytes) = port::bytes(&data) {
                hear(bytes);
            }
        }))
    }

    /// Answers a batch.
    pub fn answer(&self, is_taken: bool) {
        // A reader that was ended hears nothing, and needs nothing.
        drop(self.0.port.post_message(&JsValue::from_bool(is_taken)));
    }
}

/// The reader's end, of one reading of one file.
pub struct Outgoing {
    ear: Ear,
    answers: UnboundedReceiver<bool>,
    ahead: usize,
}

/// The engine did not take a batch.
#[derive(Debug)]
pub struct Refused;

impl Outgoing {
    pub fn new(port: MessagePort) -> Self {
        let (sender, answers) = mpsc::unbounded();
        let ear = Ear::new(port, move |data| drop(sender.unbounded_send(data == JsValue::TRUE)));
        Self { ear, answers, ahead: 0 }
    }

    pub async fn send(&mut self, batch: &[u8]) -> Result<(), Refused> {
        self.wait(AHEAD - 1).await?;
        let buffer = Uint8Array::from(batch).buffer();
        self.ear.port.post_message_with_transferable(&buffer, &Array::of1(&buffer)).unwrap_throw();
        self.ahead += 1;
        Ok(())
    }

    /// Ends when the engine has taken every batch.
    pub async fn finish(mut self) -> Result<(), Refused> {
        self.wait(0).await
    }

    async fn wait(&mut self, ahead: usize) -> Result<(), Refused> {
        while self.ahead > ahead {
            match self.answers.next().await {
                Some(true) => self.ahead -= 1,
                _ => return Err(Refused),
            }
        }
        Ok(())
    }
}
