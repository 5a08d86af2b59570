//! A warning above every page of a damaged store: what is missing, from which files, and that every figure is partial.

use crate::ui::live::Derived;
use crate::ui::{
    components::icon::{Glyph, Icon},
    state::*,
};
use benyuan::{
    model::rows::{Kind, is_native},
    protocol::command::DamagedPage,
    text::trouble as words,
};
use leptos::prelude::*;

#[component]
pub fn Partial() -> impl IntoView {
    let app = use_app();
    let damaged = Derived::new(move || {
        app.status.with(|status| status.as_ref().map(|status| status.damaged.clone()).unwrap_or_default())
    });
    move || {
        (app.session.get() == Session::Open && !damaged.with(Vec::is_empty))
            .then(|| view! { <Banner damaged=damaged.get() /> })
    }
}

#[component]
fn Banner(damaged: Vec<DamagedPage>) -> impl IntoView {
    let lang = use_lang();
    let is_newer = damaged.iter().all(|page| page.newer);
    let is_written = damaged.iter().all(|page| page.kind.is_some_and(is_native));
    let advice = match (is_newer, is_written) {
        (true, _) => words::PARTIAL_NEWER,
        (false, true) => words::PARTIAL_WRITTEN,
        (false, false) => words::PARTIAL_ADVICE,
    };
    let lines = together(damaged)
        .into_iter()
        .map(|(kind, newer, rows, files)| view! { <li>{words::missing(lang, kind, rows, &files, newer)}</li> });
    view! {
        <section class="card notice notice--problem partial" role="alert">
            <Icon glyph=Glyph::Warning />
            <div>
                <h2 class="card__title">{words::PARTIAL.get(lang)}</h2>
                <ul class="notice__text">{lines.collect_view()}</ul>
                <p class="notice__text">{advice.get(lang)}</p>
            </div>
        </section>
    }
}

type Missing = (Option<Kind>, bool, u32, Vec<String>);

/// One line per kind: rows added up, each file named once.
fn together(pages: Vec<DamagedPage>) -> Vec<Missing> {
    let mut lines: Vec<Missing> = Vec::new();
    for page in pages {
        match lines.iter_mut().find(|(kind, newer, ..)| *kind == page.kind && *newer == page.newer) {
            Some((_, _, rows, files)) => {
                *rows += page.rows;
                files.extend(page.files.into_iter().filter(|file| !files.contains(file)).collect::<Vec<_>>());
            }
            None => lines.push((page.kind, page.newer, page.rows, page.files)),
        }
    }
    lines
}
