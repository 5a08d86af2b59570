//! A card: a title with the finding, a caption with its subject, and content.

use leptos::prelude::*;

#[component]
pub fn Card(
    #[prop(into)] title: String,
    #[prop(optional, into)] caption: String,
    /// To the right of the title.
    #[prop(optional, into)]
    tools: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    let caption = (!caption.is_empty()).then(|| view! { <p class="card__caption">{caption}</p> });
    view! {
        <section class="card">
            <header class="card__head">
                <div class="card__words">
                    <h2 class="card__title">{title}</h2>
                    {caption}
                </div>
                {tools}
            </header>
            {children()}
        </section>
    }
}
