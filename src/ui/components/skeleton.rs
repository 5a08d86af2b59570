//! The outline of a page before its answer arrives: never blank, with little motion.

use crate::ui::state::use_lang;
use benyuan::text::shell;
use leptos::prelude::*;

#[component]
pub fn Skeleton(
    /// One large card, then three: the outline of a page with a picture.
    #[prop(optional)]
    tall: bool,
) -> impl IntoView {
    view! {
        <div class="skeleton" aria-busy="true">
            <span class="hidden-text">{shell::LOADING.get(use_lang())}</span>
            <div class="skeleton__card" class:skeleton__card--tall=tall></div>
            <div class="skeleton__row" hidden=!tall>
                <div class="skeleton__card"></div>
                <div class="skeleton__card"></div>
                <div class="skeleton__card"></div>
            </div>
        </div>
    }
}
