//! One of several choices, each an address: a few are shown side by side, many as a drop-down list.

use crate::route::Route;
use maud::{Markup, html};

/// At most this many are shown side by side.
const SIDE_BY_SIDE: usize = 8;

/// A choice: its label, its address, and whether it is the present one.
pub struct Choice {
    pub label: String,
    pub to: Route,
    pub is_chosen: bool,
}

/// Refines the page, without a step in the history.
pub fn dropdown(label: &str, choices: &[Choice]) -> Markup {
    html! {
        select.select aria-label=(label) data-go {
            @for choice in choices {
                option value=(choice.to) selected[choice.is_chosen] { (choice.label) }
            }
        }
    }
}

/// Buttons, with a step in the history; `more` comes after the last one.
pub fn segments(label: &str, choices: &[Choice], more: &Markup) -> Markup {
    buttons(label, choices, true, more)
}

/// Buttons that refine the page, without a step in the history.
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
