//! Several panels in one place; a list selects the visible one. The selection belongs to the page and has no address.

use maud::{Markup, html};

/// A long part that starts folded: the page fetches it by its panel's name when it is unfolded (`engine/show`).
pub fn folded(panel: &str) -> Markup {
    html! { div data-figure=(panel) data-live {} }
}

pub struct Panel {
    /// Unique in a page. A panel with a dash in its id stays selected on other pages.
    pub id: String,
    pub label: String,
    /// Whether it is selected at first.
    pub is_chosen: bool,
    pub content: Markup,
}

/// The list (left out if there is nothing to select) and the panels.
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
