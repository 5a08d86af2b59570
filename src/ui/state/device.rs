//! What the browser tells about the device: its day, its colours, whether it will keep the data.

use benyuan::time::Day;
use js_sys::Date;
use leptos::prelude::*;
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
    let promise = window().navigator().storage().persist().ok()?;
    JsFuture::from(promise).await.ok()?.as_bool()
}
