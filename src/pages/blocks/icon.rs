//! Line icons on a 24-unit grid, drawn in the colour of the text.

use maud::{Markup, html};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Glyph {
    Info,
    Table,
    Download,
    Filter,
    Down,
    Close,
}

pub fn icon(glyph: Glyph) -> Markup {
    let path = match glyph {
        Glyph::Info => "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 11v5.5M12 7.7v.3",
        Glyph::Table => "M4 5h16v14H4zM4 10h16M4 14.5h16M10 10v9",
        Glyph::Download => "M12 4v10.5M7.5 10.5L12 15l4.5-4.5M5 20h14",
        Glyph::Filter => "M4 7h16M7 12h10M10 17h4",
        Glyph::Down => "M7 10l5 5 5-5",
        Glyph::Close => "M6.5 6.5l11 11M17.5 6.5l-11 11",
    };
    html! {
        svg.icon viewBox="0 0 24 24" aria-hidden="true" { path d=(path) {} }
    }
}
