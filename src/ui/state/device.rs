//! What the browser tells about the device: its day, its colours, whether it will keep the data, and files handed to it.

use benyuan::time::Day;
use js_sys::{Array, Date, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

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

/// Hands a text over as a file. With a byte-order mark, for Excel.
pub fn save_csv(name: &str, csv: &str) {
    const BOM: &str = "\u{feff}";
    let marked = if csv.starts_with(BOM) { csv.to_owned() } else { format!("{BOM}{csv}") };
    let bytes = Array::of1(&Uint8Array::from(marked.as_bytes()));
    let options = BlobPropertyBag::new();
    options.set_type("text/csv;charset=utf-8");
    let saved = Blob::new_with_u8_array_sequence_and_options(&bytes, &options).and_then(|blob| {
        let url = Url::create_object_url_with_blob(&blob)?;
        let link = document().create_element("a")?.unchecked_into::<HtmlAnchorElement>();
        link.set_href(&url);
        link.set_download(name);
        link.click();
        // The download has its own hold on the blob by the time a minute has passed.
        set_timeout(move || drop(Url::revoke_object_url(&url)), std::time::Duration::from_secs(60));
        Ok(())
    });
    if let Err(error) = saved {
        leptos::logging::error!("the file could not be handed over: {error:?}");
    }
}
