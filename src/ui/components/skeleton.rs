//! The shape of a page before its answer: never blank, nothing moving much.

use crate::ui::state::use_lang;
use benyuan::text::shell;
use leptos::prelude::*;

#[component]
pub fn Skeleton(
    /// One large card, then three: the shape of a picture's page.
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
