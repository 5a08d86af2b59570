//! A pill that opens a small panel. It closes on a press outside and on Escape, which returns the focus to the pill.

use crate::ui::components::show::show;
use crate::ui::{browser, live::Live};
use leptos::{ev, prelude::*};

#[component]
pub fn Popover(
    open: Live<bool>,
    label: &'static str,
    #[prop(optional)] class: &'static str,
    face: impl Fn() -> AnyView + Send + Sync + 'static,
    children: ChildrenFn,
) -> impl IntoView {
    let children = StoredValue::new(children);
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            event.stop_propagation();
            browser::focus(".popover [aria-expanded=true]");
            open.set(false);
        }
    };
    view! {
        <div class=format!("popover {class}") on:keydown=on_key>
            <button
                class="pill pill--button"
                title=label
                aria-haspopup="true"
                aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {face()}
            </button>
            {show(move || open.get(), move || view! {
                <div class="popover__away" on:click=move |_| open.set(false)></div>
                <div class="popover__panel">{children.with_value(|children| children())}</div>
            }.into_any())}
        </div>
    }
}
