//! Stand-in engine program, to try the pipeline: says its build and its role.

use wasm_bindgen::JsCast;

fn main() {
    console_error_panic_hook::set_once();
    let scope: web_sys::DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let role = js_sys::Reflect::get(&scope, &"benyuanRole".into()).ok().and_then(|role| role.as_string());
    let build = option_env!("BENYUAN_BUILD").unwrap_or("dev");
    let hello = format!("{build} {}", role.unwrap_or_default());
    scope.post_message(&hello.into()).expect("a string can be posted");
}
