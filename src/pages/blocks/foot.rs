//! The foot of a picture: the method and the data, and a button for what can be handed over; on paper all of it.

use super::{Glyph, Table, folded, icon};
use crate::{
    pages::At,
    protocol::query::Picture,
    text::{Lang, Text, numbers, shell},
    time::{Day, Period},
};
use maud::{Markup, html};

/// A longer table is only in the file: nobody would read it on paper.
const PRINTED: usize = 30;
/// Ends the name of a table's panel, after its place.
pub const TABLE: &str = "-table";

/// The data of a page or of one of its pictures, shown as a table and handed over as a file.
pub struct Data {
    /// The place this is the foot of; each place occurs once in a page.
    pub place: &'static str,
    /// Title and caption of the picture's card.
    pub title: String,
    pub caption: String,
    pub picture: Option<Picture>,
    pub table: Table,
    /// The name without the ending.
    pub file_name: String,
}

/// A file's name: the store, the contents, the period if it has one, and the as-of date.
pub fn file_name(at: At, title: &str, period: Option<Period>, as_of: Day) -> String {
    let store = shell::store_name(at.lang, &at.status.name);
    match period {
        Some(period) => format!("{store} {title} {} {as_of}", numbers::period(at.lang, period)),
        None => format!("{store} {title} {as_of}"),
    }
}

impl Data {
    /// The table, as shown when unfolded.
    pub fn unfolded(&self) -> Markup {
        self.table.markup(&format!("{}-rows", self.place))
    }

    fn is_long(&self) -> bool {
        self.table.rows.len() > PRINTED
    }
}

pub fn foot(lang: Lang, data: &Data, method: &[Text]) -> Markup {
    footed(lang, data, method, true)
}

/// The foot of data that are already visible on the page.
pub fn foot_of_shown(lang: Lang, data: &Data, method: &[Text]) -> Markup {
    footed(lang, data, method, false)
}

/// `has_table`: whether the foot unfolds the table.
fn footed(lang: Lang, data: &Data, method: &[Text], has_table: bool) -> Markup {
    let place = data.place;
    let (panel, table) = (format!("{place}-method"), [place, TABLE].concat());
    let files: &[_] = &[("csv", shell::CSV), ("png", shell::PNG), ("svg", shell::SVG)];
    let files = if data.picture.is_some() { files } else { &files[..1] };
    let method = html! { ul.method { @for line in method { li { (line.get(lang)) } } } };
    html! {
        footer.foot data-foot=(place) {
            (unfold(&panel, Glyph::Info, shell::FORMULA.get(lang)))
            @if has_table { (unfold(&table, Glyph::Table, shell::TABLE.get(lang))) }
            details.foot__more data-menu {
                summary.foot__link { (icon(Glyph::Download)) (shell::SAVE.get(lang)) }
                div.foot__menu {
                    @for (form, label) in files { button.menu__item data-save=(form) { (label.get(lang)) } }
                    button.menu__item data-print { (shell::PRINT.get(lang)) }
                }
            }
        }
        div id=(panel) data-panel hidden { (method) }
        @if has_table {
            div id=(table) data-panel hidden { @if data.is_long() { (folded(&table)) } @else { (data.unfolded()) } }
        }
        div.print-only {
            (method)
            @if has_table && !data.is_long() { (data.table.printed()) }
        }
    }
}

/// Opens a panel, and closes the other panels of the same foot.
fn unfold(panel: &str, glyph: Glyph, label: &str) -> Markup {
    html! {
        button.foot__link aria-expanded="false" aria-controls=(panel) data-unfolds { (icon(glyph)) (label) }
    }
}
