//! What leaves a sheet as a file: its data as CSV, its pictures as SVG and PNG.

use crate::ui::state::*;
use benyuan::{
    protocol::{
        query::{Part, Query},
        view::View,
    },
    text::{shell, trouble},
};
use leptos::task::spawn_local;

/// Wide enough for a slide, narrow enough for readable letters on it.
const PICTURE_WIDTH: u32 = 960;
/// Pixels of a PNG per pixel of the drawing.
const PICTURE_SCALE: f64 = 2.0;

/// Hands over a foot's data as CSV, or its picture.
pub fn save(app: App, place: String, form: String) {
    let part = Part { address: app.route.get_untracked().href(), lang: app.lang.get_untracked(), place };
    let question = match form.as_str() {
        "csv" => Query::SheetCsv(part),
        _ => Query::SheetDocument { part, width: PICTURE_WIDTH },
    };
    spawn_local(async move {
        let (name, content) = match once(app, question, named).await {
            Ok((name, content)) => (format!("{name}{}.{form}", partial(app)), content),
            Err(trouble) => return app.complain(&trouble),
        };
        let saved = match form.as_str() {
            "csv" => return file::save_csv(&name, &content),
            "svg" => file::save_svg(&name, &content),
            _ => file::save_png(&name, &content, PICTURE_SCALE).await,
        };
        if saved.is_err() {
            app.toasts.problem(shell::NOT_SAVED.get(app.lang.get_untracked()).to_owned());
        }
    });
}

/// A file from a damaged store says so in its name.
fn partial(app: App) -> String {
    let is_partial =
        app.status.with_untracked(|status| status.as_ref().is_some_and(|status| !status.damaged.is_empty()));
    if is_partial { format!("（{}）", trouble::PARTIAL.get(app.lang.get_untracked())) } else { String::new() }
}

fn named(view: View) -> Option<(String, String)> {
    match view {
        View::Named(name, content) => Some((name, content)),
        _ => None,
    }
}
