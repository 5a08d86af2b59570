//! One of several, each an address: side by side while they are few, a list to choose from when they are many.

use crate::route::Route;
use maud::{Markup, html};

/// The most that stand side by side.
const SIDE_BY_SIDE: usize = 8;

/// What can be chosen: its label, where it leads, whether it is chosen now.
pub struct Choice {
    pub label: String,
    pub to: Route,
    pub is_chosen: bool,
}

/// Refines the page: without a step in the history.
pub fn dropdown(label: &str, choices: &[Choice]) -> Markup {
    html! {
        select.select aria-label=(label) data-go {
            @for choice in choices {
                option value=(choice.to) selected[choice.is_chosen] { (choice.label) }
            }
        }
    }
}

/// Buttons with a step in the history; `more` stands behind the last one.
pub fn segments(label: &str, choices: &[Choice], more: &Markup) -> Markup {
    buttons(label, choices, true, more)
}

/// Buttons that refine the page: without a step in the history.
pub fn refinements(label: &str, choices: &[Choice]) -> Markup {
    buttons(label, choices, false, &Markup::default())
}

fn buttons(label: &str, choices: &[Choice], is_step: bool, more: &Markup) -> Markup {
    debug_assert!(choices.len() < SIDE_BY_SIDE, "{label} wants a list");
    html! {
        div.segments role="group" aria-label=(label) {
            @for choice in choices {
                button.segments__one aria-pressed=(choice.is_chosen) data-go=(choice.to) data-step[is_step] { (choice.label) }
            }
            (more)
        }
    }
}
