//! A small word on a tinted background.

use benyuan::text::states::Tone;
use leptos::prelude::*;

const fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Pass => "tag tag--pass",
        Tone::Leak => "tag tag--leak",
        Tone::Still => "tag tag--still",
        Tone::Plain => "tag",
    }
}

#[component]
pub fn Tag(tone: Tone, #[prop(into)] words: String) -> impl IntoView {
    view! { <span class=class(tone)>{words}</span> }
}
