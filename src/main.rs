//! Stand-in page program, to try the pipeline.

#[path = "ui/worker_boot.rs"]
mod worker_boot;

use leptos::prelude::*;
use wasm_bindgen::{JsCast, prelude::Closure};

fn main() {
    console_error_panic_hook::set_once();
    let (said, set_said) = signal(String::new());
    let on_message = Closure::<dyn FnMut(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
        set_said.set(event.data().as_string().unwrap_or_default());
    });
    match worker_boot::spawn("engine") {
        Ok(worker) => worker.set_onmessage(Some(on_message.as_ref().unchecked_ref())),
        Err(error) => leptos::logging::error!("{error:?}"),
    }
    on_message.forget();
    let document = leptos::prelude::document();
    if let Some(shell) = document.get_element_by_id("boot") {
        shell.remove();
    }
    mount_to_body(move || view! { <main id="app"><h1>"本源"</h1><p id="said">{said}</p></main> });
}
