//! 分布: where everybody stands, over time, and what moved.

use crate::ui::{shell::TopBar, state::*};
use benyuan::text::distribution;
use leptos::prelude::*;

#[component]
pub fn DistributionPage(since: Option<benyuan::time::Day>) -> impl IntoView {
    let lang = use_lang();
    let _ = since;
    view! { <TopBar title=distribution::TITLE.get(lang) dated=true /> }
}
