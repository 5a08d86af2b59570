//! Replaces every page if no store can be shown: what happened, and every way on.

use super::take_out::TakeOut;
use crate::ui::browser;
use crate::ui::{components::trouble::TroubleCard, pages::data::stores::Stores, state::*};
use benyuan::{
    protocol::command::{Command, Recovery, SavedState, Trouble},
    text::{Text, data, shell, trouble as words},
};
use leptos::prelude::*;

#[component]
pub fn Lost(trouble: Trouble) -> impl IntoView {
    let lang = use_lang();
    let reload = move |_| browser::load_anew();
    // While the engine lives, another store can be opened or a new one made.
    let others = !matches!(trouble, Trouble::EngineStopped | Trouble::NotUnderstood);
    view! {
        <header class="top">
            <h1 class="top__title">{shell::PRODUCT.get(lang)}</h1>
        </header>
        <TroubleCard trouble=trouble.clone() />
        <div class="ways">
            <WaysOn trouble />
            <div class="ways__one">
                <button class="button" on:click=reload>{shell::RELOAD.get(lang)}</button>
            </div>
        </div>
        <p class="actions actions--start">
            <a class="button" href="./?backup#rescue">{data::RESCUE.get(lang)}</a>
            <a class="button" href="./?backup">{data::FROM_BACKUP.get(lang)}</a>
        </p>
        {others.then(|| view! { <Stores /> })}
    }
}

#[component]
fn WaysOn(trouble: Trouble) -> impl IntoView {
    let app = use_app();
    let open = app.status.with_untracked(|status| status.as_ref().map(|status| status.id.clone()));
    match trouble {
        Trouble::OpenElsewhere | Trouble::TakenOver => {
            view! { <WayOn label=words::CONTINUE_HERE command=Command::TakeOver(open) /> }.into_any()
        }
        Trouble::StoreDamaged { store, previous } => {
            let rebuild = Command::Recover { store, way: Recovery::Readable };
            let is_first = previous.is_none();
            let hint = words::REBUILD_HINT.get(use_lang()).to_owned();
            view! {
                {previous.map(|state| view! { <OpenState state label=words::OPEN_PREVIOUS way=Recovery::Previous /> })}
                <WayOn label=words::REBUILD command=rebuild hint is_first />
            }
            .into_any()
        }
        Trouble::StoreOlder(state) => {
            view! { <OpenState state label=words::OPEN_AS_IT_IS way=Recovery::AsItIs /> }.into_any()
        }
        Trouble::Vanished if open.is_some() => view! { <StillHeld /> }.into_any(),
        Trouble::Vanished => view! { <Removed /> }.into_any(),
        _ => ().into_any(),
    }
}

/// The first way is the recommended one.
#[component]
fn WayOn(
    label: Text,
    command: Command,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(default = true)] is_first: bool,
) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let go = move |_| session::enter(app, command.clone());
    let class = if is_first { "button button--primary" } else { "button" };
    view! {
        <div class="ways__one">
            <button class=class data-role="way-on" on:click=go>{label.get(lang)}</button>
            {hint.map(|hint| view! { <p class="hint">{hint}</p> })}
        </div>
    }
}

/// A state and its size.
#[component]
fn OpenState(state: SavedState, label: Text, way: Recovery) -> impl IntoView {
    let hint = words::saved_state(use_lang(), &state);
    view! { <WayOn label command=Command::Recover { store: state.store, way } hint /> }
}

/// The database is gone, but the page's engine still has all rows in memory.
#[component]
fn StillHeld() -> impl IntoView {
    let lang = use_lang();
    view! {
        <p class="hint">{words::STILL_HELD.get(lang)}</p>
        <WayOn label=words::WRITE_ANEW command=Command::WriteAnew />
        <TakeOut />
    }
}

/// Nothing is left but a trace that there were records.
#[component]
fn Removed() -> impl IntoView {
    let lang = use_lang();
    let seen = preferences::last_seen().map(|day| data::last_seen(lang, day));
    view! {
        {seen.map(|seen| view! { <p class="hint">{seen}</p> })}
        <p class="hint">{data::LOOK_FOR_DATA.get(lang)}</p>
    }
}
