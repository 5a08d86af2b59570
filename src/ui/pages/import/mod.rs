//! 导入: files in, a preview of what will happen, one button.

mod drop_layer;
mod file_row;
mod mapping;
mod offers;
mod preview;
mod unreadable;

pub use drop_layer::DropLayer;

use crate::ui::components::show::either;
use crate::ui::{
    components::{
        empty::KindList,
        icon::{Glyph, Icon},
    },
    shell::{demo::NoImport, named},
    state::{staging, *},
};
use benyuan::text::{Text, import};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, MouseEvent};

#[component]
pub fn ImportPage() -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let empty = move || app.desk.files.with(Vec::is_empty);
    let subtitle = move || {
        let files = app.desk.files.with(Vec::len);
        let rows = preview::accepted(app);
        if files == 0 { String::new() } else { import::subtitle(lang, files, rows) }
    };
    named(import::TITLE, subtitle, true);
    view! {
        {either(
            move || app.is_demo(),
            || view! { <NoImport /> }.into_any(),
            move || either(
                empty,
                || view! { <DropZone /> }.into_any(),
                || view! { <preview::Preview /> <unreadable::Unreadable /> }.into_any(),
            ),
        )}
    }
}

#[component]
fn DropZone() -> impl IntoView {
    let lang = use_lang();
    view! {
        <section class="card welcome">
            <div class="welcome__drop welcome__drop--large">
                <Icon glyph=Glyph::Drop />
                <p class="mouse-only">{import::DROP.get(lang)}</p>
                <ChooseFiles primary=true label=import::CHOOSE />
                <p class="hint">{import::DROP_HINT.get(lang)}</p>
            </div>
            <KindList />
            <p class="welcome__where">
                <Icon glyph=Glyph::Shield />
                <span>{import::STAYS_HERE.get(lang)}</span>
            </p>
        </section>
    }
}

/// A button that opens the browser's own file chooser.
#[component]
pub fn ChooseFiles(label: Text, #[prop(optional)] primary: bool) -> impl IntoView {
    let app = use_app();
    let open = |event: MouseEvent| {
        let button = event.current_target().and_then(|button| button.dyn_into::<Element>().ok());
        let input = button.and_then(|button| button.next_element_sibling());
        input.inspect(|input| input.unchecked_ref::<HtmlElement>().click());
    };
    // Uses the event's input: the page may be left while the chooser is open.
    let take = move |event| {
        let input: HtmlInputElement = event_target(&event);
        staging::add(app, input.files());
        // So that the same file can be chosen again.
        input.set_value("");
    };
    view! {
        <button class="button" class:button--primary=primary on:click=open>{label.get(use_lang())}</button>
        <input
            class="hidden-text"
            type="file"
            multiple
            tabindex="-1"
            aria-hidden="true"
            data-role="files"
            on:change=take
        />
    }
}
