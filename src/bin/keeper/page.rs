//! What goes between the keeper and `public/backup.js`: objects in, objects out.

use benyuan::{
    backup::{
        desk::{Act, Effect, Offers, Page},
        folder::At,
    },
    protocol::Now,
    text::Lang,
    time::Day,
};
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, UnwrapThrowExt, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, DedicatedWorkerGlobalScope, File, MessageEvent};

pub fn role() -> String {
    text(&scope(), "benyuanRole")
}

pub fn tab() -> u64 {
    number(&scope(), "benyuanTab") as u64
}

/// Calls `hear` with every message from now on.
pub fn listen(mut hear: impl FnMut(JsValue) + 'static) {
    let handler = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| hear(event.data()));
    scope().set_onmessage(Some(handler.into_js_value().unchecked_ref()));
}

pub fn post(message: &JsValue) {
    scope().post_message(message).unwrap_throw();
}

pub fn part(of: &JsValue, key: &str) -> JsValue {
    Reflect::get(of, &key.into()).unwrap_or(JsValue::UNDEFINED)
}

pub fn text(of: &JsValue, key: &str) -> String {
    part(of, key).as_string().unwrap_or_default()
}

pub fn number(of: &JsValue, key: &str) -> f64 {
    part(of, key).as_f64().unwrap_or_default()
}

pub fn lang(message: &JsValue) -> Lang {
    if text(message, "lang").starts_with("en") { Lang::En } else { Lang::Zh }
}

pub fn offers(message: &JsValue) -> Offers {
    let offers = |key: &str| part(message, key).is_truthy();
    Offers { folders: offers("folders"), share: offers("share"), is_secure: offers("secure") }
}

/// The device's day and time of day, which the worker does not ask for itself: tests set them.
pub fn at(message: &JsValue) -> At {
    let today = Day::from_epoch_days(number(message, "day") as i32);
    let (minute, ms) = (number(message, "minute") as u16, number(message, "ms") as u64);
    At { today, now: Now { minute, ms, lang: lang(message), ..Now::default() } }
}

/// What was pressed. A chosen file is read as a whole.
pub async fn act(message: &JsValue) -> Result<Act, JsValue> {
    let values = Object::entries(&part(message, "values").dyn_into().unwrap_or_default());
    let value = |entry: JsValue| {
        let entry: Array = entry.unchecked_into();
        Some((entry.get(0).as_string()?, entry.get(1).as_string()?))
    };
    let file = match part(message, "file").dyn_into::<File>() {
        Ok(file) => Some((file.name(), bytes(&file).await?)),
        Err(_) => None,
    };
    let values = values.iter().filter_map(value).collect();
    Ok(Act { act: text(message, "act"), of: text(message, "of"), values, file })
}

pub async fn bytes(blob: &Blob) -> Result<Vec<u8>, JsValue> {
    JsFuture::from(blob.array_buffer()).await.map(|buffer| Uint8Array::new(&buffer).to_vec())
}

/// The page, with what the browser is to do.
pub fn shown(page: Page) -> JsValue {
    let effects: Array = page.effects.into_iter().map(effect).collect();
    object(&[("title", page.title.into()), ("body", page.body.into()), ("effects", effects.into())])
}

fn effect(effect: Effect) -> JsValue {
    match effect {
        Effect::Save { name, kind, bytes } => {
            let options = BlobPropertyBag::new();
            options.set_type(kind);
            let parts = Array::of1(&Uint8Array::from(bytes.as_slice()));
            let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).unwrap_throw();
            object(&[("do", "save".into()), ("name", name.into()), ("blob", blob.into())])
        }
        Effect::Print => object(&[("do", "print".into())]),
        Effect::Go(to) => object(&[("do", "go".into()), ("to", to.into())]),
    }
}

pub fn object(parts: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (key, value) in parts {
        // Of an object of its own this cannot fail.
        let _ = Reflect::set(&object, &(*key).into(), value);
    }
    object.into()
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}
