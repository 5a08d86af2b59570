//! The empty store: what to do next, with which files, and where the data will live.

use super::icon::{Glyph, Icon};
use crate::ui::{
    pages::import::ChooseFiles,
    shell::demo::OpenDemo,
    state::{file, use_lang},
};
use benyuan::{
    model::rows::FILE_KINDS,
    text::{data, import, names, settings},
};
use leptos::prelude::*;

#[component]
pub fn EmptyStore() -> impl IntoView {
    let lang = use_lang();
    view! {
        <section class="card welcome">
            <div class="welcome__words">
                <h2 class="welcome__title">{settings::WELCOME.get(lang)}</h2>
                <p class="welcome__text">{settings::WELCOME_TEXT.get(lang)}</p>
                <OpenDemo />
                <div class="welcome__drop">
                    <Icon glyph=Glyph::Drop />
                    <p class="mouse-only">{import::DROP.get(lang)}</p>
                    <ChooseFiles primary=true label=import::CHOOSE />
                    <p class="hint">{import::DROP_HINT.get(lang)}</p>
                </div>
            </div>
            <KindList />
            <p class="welcome__where">
                <Icon glyph=Glyph::Shield />
                <span>{import::STAYS_HERE.get(lang)}</span>
            </p>
            <details class="welcome__have">
                <summary>{data::HAVE_DATA.get(lang)}</summary>
                <p class="prose">{data::LOOK_FOR_DATA.get(lang)}</p>
            </details>
        </section>
    }
}

/// The kinds of file: what each adds, where dealer systems offer it, and a blank one to fill in.
#[component]
pub fn KindList() -> impl IntoView {
    let lang = use_lang();
    let kinds = FILE_KINDS.map(|kind| {
        let name = names::kind(kind).get(lang);
        let href = format!("templates/{}", import::template_file(kind));
        let saved_as = import::template_name(lang, name);
        let save = {
            let (href, saved_as) = (href.clone(), saved_as.clone());
            move |event: leptos::ev::MouseEvent| {
                event.prevent_default();
                file::save_own(href.clone(), saved_as.clone());
            }
        };
        view! {
            <li class="kinds__one">
                <Icon glyph=Glyph::File />
                <b>{name}</b>
                <a class="link" href=href download=saved_as on:click=save>{import::TEMPLATE.get(lang)}</a>
                <span>{import::kind_brings(kind).get(lang)}</span>
                <span>{import::kind_source(kind).get(lang)}</span>
            </li>
        }
    });
    view! {
        <div class="kinds">
            <h3 class="kinds__title">{import::KINDS_TITLE.get(lang)}</h3>
            <ul>{kinds.into_iter().collect_view()}</ul>
            <p class="hint">{settings::WELCOME_ANY.get(lang)}</p>
        </div>
    }
}
