//! A picture handed over as a file (CSV, PNG, SVG) or on paper. The engine draws the sheet; the browser makes the PNG.

use super::icon::{Glyph, Icon};
use crate::ui::{print, shell::as_of, state::*};
use benyuan::{
    protocol::{
        query::{Drawing, Picture, Query, Words},
        view::{StoreStatus, View},
    },
    text::{Lang, Text, shell, trouble},
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// Wide enough for a slide, narrow enough for its letters to be read there.
const WIDTH: u32 = 960;
/// Pixels of the PNG for each of the drawing.
const SCALE: f64 = 2.0;

/// What is handed over besides the data.
#[derive(Clone)]
pub struct Sheet {
    pub picture: Picture,
    pub title: String,
    pub caption: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Csv,
    Png,
    Svg,
}

#[component]
pub fn HandOver(
    csv: String,
    /// Without the ending.
    file_name: String,
    /// `None`: there are only data.
    sheet: Option<Sheet>,
) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    // A file of a damaged store says so, wherever it goes.
    let file_name = match app.status.with_untracked(is_partial) {
        true => format!("{file_name}（{}）", trouble::PARTIAL.get(lang)),
        false => file_name,
    };
    let forms = [(Form::Csv, shell::CSV), (Form::Png, shell::PNG), (Form::Svg, shell::SVG)];
    let forms = forms.into_iter().take(if sheet.is_some() { 3 } else { 1 });
    let save = Callback::new(move |form| match (form, sheet.clone()) {
        (Form::Png | Form::Svg, Some(sheet)) => save_picture(app, sheet, file_name.clone(), form),
        _ => file::save_csv(&format!("{file_name}.csv"), &csv),
    });
    let buttons = forms.map(|(form, label)| {
        view! { <FootButton glyph=Glyph::Download label act=move || save.run(form) /> }
    });
    view! {
        {buttons.collect_view()}
        <FootButton glyph=Glyph::Print label=shell::PRINT act=print::page />
    }
}

#[component]
fn FootButton(glyph: Glyph, label: Text, act: impl Fn() + 'static) -> impl IntoView {
    view! {
        <button class="foot__link" on:click=move |_| act()>
            <Icon glyph />
            {label.get(use_lang())}
        </button>
    }
}

fn save_picture(app: App, sheet: Sheet, file_name: String, form: Form) {
    let lang = app.lang.get_untracked();
    let query = Query::Document {
        drawing: Drawing { picture: sheet.picture, lang, width: WIDTH },
        words: Words { title: sheet.title, caption: sheet.caption, source: source(app, lang) },
    };
    spawn_local(async move {
        let saved = match once(app, query, open).await {
            Ok(svg) if form == Form::Svg => file::save_svg(&format!("{}.svg", file_name), &svg),
            Ok(svg) => file::save_png(&format!("{}.png", file_name), &svg, SCALE).await,
            Err(trouble) => return app.complain(&trouble),
        };
        if saved.is_err() {
            app.toasts.problem(shell::NOT_SAVED.get(lang).to_owned());
        }
    });
}

fn is_partial(status: &Option<StoreStatus>) -> bool {
    status.as_ref().is_some_and(|status| !status.damaged.is_empty())
}

/// Store, as-of date, whether something is missing, product.
fn source(app: App, lang: Lang) -> String {
    let store = app.status.with_untracked(|status| status.as_ref().map(|status| shell::store_name(lang, &status.name)));
    let as_of = untrack(|| as_of::present(app)).map(|day| format!("{} {day}", shell::AS_OF.get(lang)));
    let partial = app.status.with_untracked(is_partial).then(|| trouble::PARTIAL.get(lang).to_owned());
    let product = Some(shell::PRODUCT.get(lang).to_owned());
    [store, as_of, partial, product].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn open(view: View) -> Option<String> {
    match view {
        View::Svg(svg) => Some(svg),
        _ => None,
    }
}
