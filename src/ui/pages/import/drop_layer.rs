//! The whole page accepts dropped files, wherever the user is.

use crate::ui::browser;
use crate::ui::components::show::show;
use crate::ui::live::Live;
use crate::ui::{
    components::icon::{Glyph, Icon},
    state::{staging, *},
};
use benyuan::text::import;
use leptos::{ev, prelude::*};

#[component]
pub fn DropLayer() -> impl IntoView {
    let app = use_app();
    let over = Live::new(false);
    browser::while_here(ev::dragover, move |event| {
        if carries_files(&event) {
            event.prevent_default();
            over.set(true);
        }
    });
    browser::while_here(ev::dragleave, move |event| {
        // The event has no related element when the pointer leaves the window.
        if event.related_target().is_none() {
            over.set(false);
        }
    });
    browser::while_here(ev::drop, move |event| {
        over.set(false);
        if carries_files(&event) {
            event.prevent_default();
            staging::add(app, event.data_transfer().and_then(|data| data.files()));
        }
    });
    show(
        move || over.get(),
        || {
            view! {
                <div class="drop-layer" aria-hidden="true">
                    <Icon glyph=Glyph::Drop />
                    <p>{import::DROP_MORE.get(use_lang())}</p>
                </div>
            }
            .into_any()
        },
    )
}

fn carries_files(event: &web_sys::DragEvent) -> bool {
    event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0))
}
