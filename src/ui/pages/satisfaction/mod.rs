//! 满意度: indices, net promoter scores and factors by period.

use crate::ui::{shell::TopBar, state::*};
use benyuan::text::satisfaction;
use leptos::prelude::*;

#[component]
pub fn SatisfactionPage() -> impl IntoView {
    let lang = use_lang();
    view! { <TopBar title=satisfaction::TITLE.get(lang) dated=true /> }
}
