//! Panels in one place, of which a list chooses one. What is chosen is of the page and has no address.

use maud::{Markup, html};

/// What is long and folded up at first: it comes when it is unfolded, by the name of its panel (`engine/show`).
pub fn folded(panel: &str) -> Markup {
    html! { div data-figure=(panel) data-live {} }
}

pub struct Panel {
    /// Once in a page. One with a dash would stay chosen from page to page.
    pub id: String,
    pub label: String,
    /// At first.
    pub is_chosen: bool,
    pub content: Markup,
}

/// The list, which is left out where there is nothing to choose, and the panels.
pub fn panels(label: &str, panels: &[Panel]) -> (Markup, Markup) {
    let list = html! {
        @if panels.len() > 1 {
            select.select aria-label=(label) data-unfolds {
                @for panel in panels { option value=(panel.id) selected[panel.is_chosen] { (panel.label) } }
            }
        }
    };
    let content = html! {
        @for panel in panels { div #(panel.id) data-panel hidden[!panel.is_chosen] { (panel.content) } }
    };
    (list, content)
}
