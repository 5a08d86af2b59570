//! What stands below a picture: the method and the data, and behind one button what can be taken along; on paper all of it.

use super::{Glyph, Table, icon};
use crate::{
    pages::At,
    protocol::query::Picture,
    text::{Lang, Text, numbers, shell},
    time::{Day, Period},
};
use maud::{Markup, html};

/// A longer table is for the file, not for a page that somebody is to read.
const PRINTED: usize = 30;

/// The data that a page, or one picture of it, is made of: shown as a table, and handed over.
pub struct Data {
    /// The name of what this is the foot of, once in a page.
    pub place: &'static str,
    /// Of the picture's card: what it finds, and of what.
    pub title: String,
    pub caption: String,
    pub picture: Option<Picture>,
    pub table: Table,
    /// Without the ending.
    pub file_name: String,
}

/// Of a file: the store, what it holds, the period where it has one, and the as-of date.
pub fn file_name(at: At, title: &str, period: Option<Period>, as_of: Day) -> String {
    let store = shell::store_name(at.lang, &at.status.name);
    match period {
        Some(period) => format!("{store} {title} {} {as_of}", numbers::period(at.lang, period)),
        None => format!("{store} {title} {as_of}"),
    }
}

pub fn foot(lang: Lang, data: &Data, method: &[Text]) -> Markup {
    footed(lang, data, method, Some(&data.table))
}

/// Of data that are on the page already, as its picture.
pub fn foot_of_shown(lang: Lang, data: &Data, method: &[Text]) -> Markup {
    footed(lang, data, method, None)
}

/// `table`: what is unfolded here.
fn footed(lang: Lang, data: &Data, method: &[Text], table: Option<&Table>) -> Markup {
    let place = data.place;
    let panel = |kind: &str| format!("{place}-{kind}");
    let files: &[_] = &[("csv", shell::CSV), ("png", shell::PNG), ("svg", shell::SVG)];
    let files = if data.picture.is_some() { files } else { &files[..1] };
    let method = html! { ul.method { @for line in method { li { (line.get(lang)) } } } };
    html! {
        footer.foot data-foot=(place) {
            (unfold(&panel("method"), Glyph::Info, shell::FORMULA.get(lang)))
            @if table.is_some() { (unfold(&panel("table"), Glyph::Table, shell::TABLE.get(lang))) }
            details.foot__more data-menu {
                summary.foot__link { (icon(Glyph::Download)) (shell::SAVE.get(lang)) }
                div.foot__menu {
                    @for (form, label) in files { button.menu__item data-save=(form) { (label.get(lang)) } }
                    button.menu__item data-print { (shell::PRINT.get(lang)) }
                }
            }
        }
        div id=(panel("method")) data-panel hidden { (method) }
        @if let Some(table) = table { div id=(panel("table")) data-panel hidden { (table.markup(&panel("rows"))) } }
        div.print-only {
            (method)
            @if let Some(table) = table.filter(|table| table.rows.len() <= PRINTED) { (table.printed()) }
        }
    }
}

/// Opens a panel, and closes the other ones of the same foot.
fn unfold(panel: &str, glyph: Glyph, label: &str) -> Markup {
    html! {
        button.foot__link aria-expanded="false" aria-controls=(panel) data-unfolds { (icon(glyph)) (label) }
    }
}
