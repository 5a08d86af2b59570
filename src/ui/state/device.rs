//! What the browser tells about the device: its day, its colours, whether it will keep the data.

use benyuan::time::Day;
use js_sys::{Date, Reflect};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// The device's own civil day.
pub fn today() -> Option<Day> {
    let now = Date::new_0();
    Day::from_ymd(i32::try_from(now.get_full_year()).ok()?, now.get_month() + 1, now.get_date())
}

pub fn prefers_dark() -> bool {
    let query = window().match_media("(prefers-color-scheme: dark)");
    query.ok().flatten().is_some_and(|query| query.matches())
}

/// Asks the browser to keep the data for good. `None` where it cannot be asked.
pub async fn keep_for_good() -> Option<bool> {
    let storage = Reflect::get(&window().navigator(), &"storage".into()).ok()?;
    if storage.is_undefined() {
        return None;
    }
    let promise = window().navigator().storage().persist().ok()?;
    JsFuture::from(promise).await.ok()?.as_bool()
}

/// Whether the browser keeps the data for good, and how many bytes are used of how many. Nothing of it where the page has no secure
/// address.
#[derive(Clone, Copy, PartialEq, Default, Debug)]
pub struct Room {
    pub kept: Option<bool>,
    pub used: Option<f64>,
    pub free: Option<f64>,
}

pub async fn room() -> Room {
    let storage: JsValue = Reflect::get(&window().navigator(), &"storage".into()).unwrap_or_default();
    if storage.is_undefined() {
        return Room::default();
    }
    let storage = window().navigator().storage();
    let kept = match storage.persisted() {
        Ok(asked) => JsFuture::from(asked).await.ok().and_then(|kept| kept.as_bool()),
        Err(_) => None,
    };
    let estimate = match storage.estimate() {
        Ok(asked) => JsFuture::from(asked).await.ok(),
        Err(_) => None,
    };
    let number = |key: &str| estimate.as_ref().and_then(|of| Reflect::get(of, &key.into()).ok()?.as_f64());
    let (used, quota) = (number("usage"), number("quota"));
    Room { kept, used, free: quota.zip(used).map(|(quota, used)| (quota - used).max(0.0)) }
}
