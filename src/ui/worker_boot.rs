//! Starts the engine program in a dedicated worker. What is said to it afterwards lives in the client.
//!
//! The worker starts from a two-line blob, not from the file itself: a content policy given in the page reaches a blob's
//! worker but not one loaded from a URL, and the blob can carry the build id to both files, which Trunk does not hash.

use js_sys::{Array, JSON};
use wasm_bindgen::prelude::{Closure, JsValue};
use wasm_bindgen::{JsCast, UnwrapThrowExt};
use web_sys::{AddEventListenerOptions, Blob, BlobPropertyBag, Url, Worker};

/// The content-based id of the sources both programs were built from; `dev` outside `cargo xtask dist`.
pub const BUILD: &str = match option_env!("BENYUAN_BUILD") {
    Some(build) => build,
    None => "dev",
};

/// Starts a worker that finds `role` ("engine" or "reader") in its global `benyuanRole`.
///
/// The worker speaks first; whatever is posted to it before that is lost. A program that cannot be loaded, or stops
/// while it starts, arrives as the worker's `error` event.
pub fn spawn(role: &str) -> Result<Worker, JsValue> {
    let url = blob_url(&script(role)?)?;
    let worker = Worker::new(&url)?;
    for event in ["message", "error"] {
        revoke_at_first(&worker, event, url.clone())?;
    }
    Ok(worker)
}

/// The blob's text. A failure while the program starts is thrown again outside the promise, where the page can see it.
fn script(role: &str) -> Result<String, JsValue> {
    let (role, loader, program) =
        (quoted(role)?, quoted(&address("engine.js")?)?, quoted(&address("engine_bg.wasm")?)?);
    Ok(format!(
        "self.benyuanRole = {role};\nimportScripts({loader});\n\
         wasm_bindgen({{ module_or_path: {program} }}).catch(e => setTimeout(() => {{ throw e; }}));\n"
    ))
}

/// The absolute address of a file beside the page, with the build id as its query. A blob has no base of its own.
fn address(file: &str) -> Result<String, JsValue> {
    let document =
        web_sys::window().and_then(|window| window.document()).ok_or("no document to start a worker from")?;
    let base = document.base_uri()?.ok_or("the document has no base address")?;
    let url = Url::new_with_base(file, &base)?;
    url.set_search(&format!("v={BUILD}"));
    Ok(url.href())
}

/// A JavaScript string literal.
fn quoted(text: &str) -> Result<String, JsValue> {
    Ok(JSON::stringify(&JsValue::from_str(text))?.into())
}

fn blob_url(script: &str) -> Result<String, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type("text/javascript");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&JsValue::from_str(script)), &options)?;
    Url::create_object_url_with_blob(&blob)
}

/// Gives the blob's address back once the worker has surely read it. Revoking right after `new Worker` is too early in
/// some browsers.
fn revoke_at_first(worker: &Worker, event: &str, url: String) -> Result<(), JsValue> {
    let options = AddEventListenerOptions::new();
    options.set_once(true);
    let revoke = Closure::once_into_js(move || Url::revoke_object_url(&url).unwrap_throw());
    worker.add_event_listener_with_callback_and_add_event_listener_options(event, revoke.unchecked_ref(), &options)
}
