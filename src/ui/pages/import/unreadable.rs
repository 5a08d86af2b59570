//! Files that could not be read, each with what happened, where, and what to do. They block nothing.

use crate::ui::{
    components::{
        card::Card,
        icon::{Glyph, Icon},
    },
    reading::ReadFailure,
    state::{
        desk::{DeskFile, Reading},
        staging, *,
    },
};
use benyuan::text::{Lang, import, reading};
use leptos::prelude::*;

#[component]
pub fn Unreadable() -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let failed = Memo::new(move |_| {
        let files = app.desk.files.get();
        files.into_iter().filter(|file| matches!(file.state, Reading::Failed(_))).collect::<Vec<_>>()
    });
    move || {
        let files = failed.get();
        (!files.is_empty()).then(|| {
            view! {
                <Card title=import::UNREADABLE.get(lang) caption=import::UNREADABLE_CAPTION.get(lang)>
                    <ul class="failures">
                        {files.into_iter().map(|file| view! { <Failure file /> }).collect_view()}
                    </ul>
                </Card>
            }
        })
    }
}

#[component]
fn Failure(file: DeskFile) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let Reading::Failed(failure) = file.state else { return ().into_any() };
    let number = file.number;
    view! {
        <li class="failures__one">
            <Icon glyph=Glyph::Warning />
            <div>
                <b>{file.name}</b>
                <p>{words(lang, &failure)}</p>
            </div>
            <button class="button button--small" on:click=move |_| staging::remove(app, number)>
                {import::REMOVE.get(lang)}
            </button>
        </li>
    }
    .into_any()
}

fn words(lang: Lang, failure: &ReadFailure) -> String {
    match failure {
        ReadFailure::Read(error) => reading::read_error(lang, error),
        ReadFailure::Unreadable => import::NOT_GIVEN.get(lang).to_owned(),
        ReadFailure::Cancelled => import::STOPPED.get(lang).to_owned(),
        ReadFailure::TimedOut => import::TIMED_OUT.get(lang).to_owned(),
        ReadFailure::Crashed => import::READER_STOPPED.get(lang).to_owned(),
    }
}
