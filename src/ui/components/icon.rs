//! Line icons on a 24-unit grid, drawn in the colour of the text.

use leptos::prelude::*;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Glyph {
    Map,
    Funnel,
    Layers,
    Line,
    Score,
    Data,
    Settings,
    Back,
    Down,
    Close,
    File,
    Drop,
    Shield,
    Warning,
    Info,
    Play,
    Pause,
}

impl Glyph {
    const fn path(self) -> &'static str {
        match self {
            Self::Map => "M7 5h10a3.5 3.5 0 0 1 0 7H7a3.5 3.5 0 0 0 0 7h10M4 5h3M17 19h3",
            Self::Funnel => "M4 20V10M10 20V4M16 20v-8M3 20h18",
            Self::Layers => "M3 20h18M4 17c4-1 5-4 8-4s5 2 8 1M4 12c4-1 5-5 8-5s5 2 8 0",
            Self::Line => "M4 4v16h17M7 15l4-4 3 2 6-7",
            Self::Score => "M5 4h14v16H5zM8.5 9.5l1.5 1.5 2.5-3M15 9.5h1.5M8.5 15.5l1.5 1.5 2.5-3M15 15.5h1.5",
            Self::Data => {
                "M5 6.5C5 5 8 4 12 4s7 1 7 2.5v11C19 19 16 20 12 20s-7-1-7-2.5zM5 12c0 1.5 3 2.5 7 2.5s7-1 7-2.5"
            }
            Self::Settings => {
                "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.2 2.2M16.2 16.2l2.2 2.2M18.4 5.6l-2.2 2.2M7.8 16.2l-2.2 2.2"
            }
            Self::Back => "M14.5 5.5L8 12l6.5 6.5",
            Self::Down => "M7 10l5 5 5-5",
            Self::Close => "M6.5 6.5l11 11M17.5 6.5l-11 11",
            Self::File => "M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 12h6M9 16h6",
            Self::Drop => "M12 4v11M7.5 10.5L12 15l4.5-4.5M4 16v3a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-3",
            Self::Shield => "M12 3.5l7 2.5v5.5c0 4.5-3 7.5-7 9-4-1.5-7-4.5-7-9V6zM9 12l2.2 2.2L15.2 10",
            Self::Warning => "M12 4l9 16H3zM12 10v4.5M12 17.2v.3",
            Self::Info => "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 11v5.5M12 7.7v.3",
            Self::Play => "M8 5.5v13l10.5-6.5z",
            Self::Pause => "M9 6v12M15 6v12",
        }
    }
}

#[component]
pub fn Icon(glyph: Glyph) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d=glyph.path() />
        </svg>
    }
}
