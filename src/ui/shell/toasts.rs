//! The toasts on screen.

use super::newer::NewerNotice;
use crate::ui::{
    components::icon::{Glyph, Icon},
    state::{
        toasts::{Mood, Toast},
        *,
    },
};
use benyuan::text::shell;
use leptos::prelude::*;

#[component]
pub fn ToastList() -> impl IntoView {
    let app = use_app();
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <NewerNotice />
            <For each=move || app.toasts.shown() key=|toast| toast.number let:toast>
                <ToastView toast />
            </For>
        </div>
    }
}

#[component]
fn ToastView(toast: Toast) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let close = move || app.toasts.close(toast.number);
    let action = toast.action.map(|(label, action)| {
        let run = move |_| {
            close();
            action.run(());
        };
        view! { <button class="toast__action" on:click=run>{label.get(lang)}</button> }
    });
    view! {
        <div class="toast" class:toast--problem=toast.mood == Mood::Problem>
            <p class="toast__words">{toast.words}</p>
            {action}
            <button class="toast__close" aria-label=shell::CLOSE.get(lang) on:click=move |_| close()>
                <Icon glyph=Glyph::Close />
            </button>
        </div>
    }
}
