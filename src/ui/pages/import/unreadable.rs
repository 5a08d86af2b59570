//! Files that could not be read: for each what happened, where, and what to do. They do not block the others.

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
    let failed = move || {
        app.desk.files.track();
        if app.desk.tally.get().failed == 0 {
            return Vec::new();
        }
        let why = |file: &DeskFile| match file.state.get_untracked() {
            Reading::Failed(why) => Some((file.number, file.name.clone(), why)),
            _ => None,
        };
        app.desk.files.with_untracked(|files| files.iter().filter_map(why).collect())
    };
    move || {
        let files: Vec<(u32, String, ReadFailure)> = failed();
        (!files.is_empty()).then(|| {
            view! {
                <Card title=import::UNREADABLE.get(lang) caption=import::UNREADABLE_CAPTION.get(lang)>
                    <ul class="failures">
                        {files.into_iter().map(|(number, name, why)| view! { <Failure number name why /> }).collect_view()}
                    </ul>
                </Card>
            }
        })
    }
}

#[component]
fn Failure(number: u32, name: String, why: ReadFailure) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    view! {
        <li class="failures__one">
            <Icon glyph=Glyph::Warning />
            <div>
                <b>{name}</b>
                <p>{words(lang, &why)}</p>
            </div>
            <button class="button button--small" on:click=move |_| staging::remove(app, number)>
                {import::REMOVE.get(lang)}
            </button>
        </li>
    }
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
