//! 指标: each measure with its formula and its two lists.

use crate::ui::{shell::TopBar, state::*};
use benyuan::text::measures;
use leptos::prelude::*;

#[component]
pub fn ScorecardPage() -> impl IntoView {
    let lang = use_lang();
    view! { <TopBar title=measures::TITLE.get(lang) dated=true /> }
}
