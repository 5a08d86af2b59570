//! Files handed to the user. Nothing is sent anywhere: the browser saves them.

use js_sys::{Array, Promise, Uint8Array};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlAnchorElement, HtmlCanvasElement, HtmlImageElement, Response,
    Url,
};

const SVG: &str = "image/svg+xml";

/// The engine has already written the byte-order mark.
pub fn save_csv(name: &str, csv: &str) {
    if let Err(error) = blob("text/csv;charset=utf-8", csv).and_then(|blob| hand_over(name, &blob)) {
        leptos::logging::error!("the file could not be handed over: {error:?}");
    }
}

pub fn save_svg(name: &str, svg: &str) -> Result<(), JsValue> {
    hand_over(name, &blob(SVG, svg)?)
}

/// A file of the program's own. It is fetched, because for a plain download link a browser asks only the network, and
/// there may be none.
pub fn save_own(address: String, name: String) {
    spawn_local(async move {
        if fetch(&address).await.and_then(|blob| hand_over(&name, &blob)).is_err() {
            // As the link would do.
            let _ = window().location().set_href(&address);
        }
    });
}

async fn fetch(address: &str) -> Result<Blob, JsValue> {
    let response: Response = JsFuture::from(window().fetch_with_str(address)).await?.dyn_into()?;
    if !response.ok() {
        return Err(JsValue::NULL);
    }
    JsFuture::from(response.blob()?).await?.dyn_into()
}

/// `scale` pixels per pixel of the drawing.
pub async fn save_png(name: &str, svg: &str, scale: f64) -> Result<(), JsValue> {
    let image = HtmlImageElement::new()?;
    let url = Url::create_object_url_with_blob(&blob(SVG, svg)?)?;
    image.set_src(&url);
    let decoded = JsFuture::from(image.decode()).await;
    let png = match decoded {
        Ok(_) => paint(&image, scale).await,
        Err(error) => Err(error),
    };
    Url::revoke_object_url(&url)?;
    hand_over(name, &png?)
}

async fn paint(image: &HtmlImageElement, scale: f64) -> Result<Blob, JsValue> {
    let canvas = document().create_element("canvas")?.unchecked_into::<HtmlCanvasElement>();
    let (width, height) = (f64::from(image.width()) * scale, f64::from(image.height()) * scale);
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?.unchecked_into::<CanvasRenderingContext2d>();
    context.draw_image_with_html_image_element_and_dw_and_dh(image, 0.0, 0.0, width, height)?;
    let made = Promise::new(&mut |resolve, _| {
        let take = Closure::once_into_js(move |blob: JsValue| resolve.call1(&JsValue::NULL, &blob));
        let _ = canvas.to_blob(take.unchecked_ref());
    });
    // No blob if the browser has no memory for so large a canvas.
    JsFuture::from(made).await?.dyn_into()
}

fn blob(kind: &str, text: &str) -> Result<Blob, JsValue> {
    let bytes = Array::of1(&Uint8Array::from(text.as_bytes()));
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    Blob::new_with_u8_array_sequence_and_options(&bytes, &options)
}

fn hand_over(name: &str, blob: &Blob) -> Result<(), JsValue> {
    let url = Url::create_object_url_with_blob(blob)?;
    let link = document().create_element("a")?.unchecked_into::<HtmlAnchorElement>();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // After a minute the download holds the blob itself.
    set_timeout(move || drop(Url::revoke_object_url(&url)), std::time::Duration::from_secs(60));
    Ok(())
}
