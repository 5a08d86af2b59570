//! Makes a browser misbehave, and provides workers that pretend to be ours.

use js_sys::{Array, Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Url, Worker};

pub fn run(body: &str) -> JsValue {
    Function::new_no_args(body).call0(&JsValue::UNDEFINED).unwrap()
}

/// The value of the promise that `body` returns.
pub async fn wait_for(body: &str) -> JsValue {
    JsFuture::from(run(body).unchecked_into::<Promise>()).await.unwrap()
}

/// A change that is undone when this is dropped.
pub struct Trick {
    undo: &'static str,
}

impl Trick {
    pub fn new(act: &str, undo: &'static str) -> Self {
        run(act);
        Self { undo }
    }

    /// `before` and `after` run around each opening of a transaction, with `db`, `mode`, `options` and then `t`.
    pub fn on_transactions(before: &str, after: &str) -> Self {
        let act = format!(
            "const original = self.originalTransaction ??= IDBDatabase.prototype.transaction;
             self.seen = [];
             IDBDatabase.prototype.transaction = function (stores, mode, options) {{
               const db = this;
               self.seen.push(mode + ' ' + options?.durability);
               {before};
               const t = original.call(db, stores, mode, options);
               {after};
               return t;
             }};"
        );
        Self::new(&act, "IDBDatabase.prototype.transaction = self.originalTransaction;")
    }

    /// The transactions opened since, as "mode durability".
    pub fn seen(&self) -> Vec<String> {
        run("return self.seen").unchecked_into::<Array>().iter().filter_map(|text| text.as_string()).collect()
    }
}

impl Drop for Trick {
    fn drop(&mut self) {
        run(self.undo);
    }
}

/// A worker that runs `script`.
pub fn worker(script: &str) -> Result<Worker, JsValue> {
    let blob = Blob::new_with_str_sequence(&Array::of1(&script.into()))?;
    let worker = Worker::new(&Url::create_object_url_with_blob(&blob)?)?;
    // Otherwise its exceptions would reach the test's own worker.
    worker.add_event_listener_with_callback("error", &Function::new_with_args("event", "event.preventDefault()"))?;
    Ok(worker)
}

/// A JavaScript statement that posts these bytes to the page.
pub fn posting(bytes: &[u8]) -> String {
    format!("postMessage(new Uint8Array({bytes:?}).buffer);")
}
