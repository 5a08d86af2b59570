//! Where the data live, and deleting all of them.

use super::store_row::TypedConfirmation;
use crate::ui::components::show::either;
use crate::ui::live::Live;
use crate::ui::{browser, components::card::Card, state::*};
use benyuan::{
    protocol::command::{Command, Outcome},
    route::Route,
    text::{data, settings},
};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn DeviceCard() -> impl IntoView {
    let lang = use_lang();
    let asking = Live::new(false);
    view! {
        <Card title=settings::WHERE_TITLE.get(lang)>
            <p class="prose">{data::DEVICE_TEXT.get(lang)}</p>
            <RoomLine />
            {either(
                move || asking.get(),
                move || view! { <DeleteAll asking /> }.into_any(),
                move || view! {
                    <p class="actions actions--start">
                        <button class="button button--danger" on:click=move |_| asking.set(true)>
                            {data::DELETE_ALL.get(lang)}
                        </button>
                    </p>
                }.into_any(),
            )}
        </Card>
    }
}

#[component]
fn DeleteAll(asking: Live<bool>) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let delete = Callback::new(move |()| {
        app.command(Command::DeleteEverything, move |outcome| {
            drafts::forget_all();
            match outcome {
                Outcome::Erased { left } if !left.is_empty() => app.toasts.problem(data::deleted_but(lang, &left)),
                _ => app.toasts.done(data::DELETED_ALL.get(lang).to_owned()),
            }
            app.go(&Route::Map(Default::default()));
        });
    });
    view! {
        <TypedConfirmation
            warning=data::DELETE_ALL_WARNING.get(lang).to_owned()
            word=data::DELETE_ALL_WORD.get(lang).to_owned()
            label=data::DELETE_NOW.get(lang)
            on_confirm=delete
            on_cancel=Callback::new(move |()| asking.set(false))
        />
    }
}

/// What the browser promises, and how much space there is.
#[component]
fn RoomLine() -> impl IntoView {
    let lang = use_lang();
    let room = Live::new(None);
    let look = move || {
        spawn_local(async move {
            let found = browser::room().await;
            room.set(Some(found));
        });
    };
    look();
    let ask = move |_| {
        spawn_local(async move {
            let _ = browser::keep_for_good().await;
            look();
        });
    };
    move || {
        room.get().map(|room: browser::Room| {
            let words = data::room(lang, room.kept, room.used, room.free);
            let can_ask = room.kept == Some(false);
            view! {
                <p class="hint" data-role="room">{words}</p>
                {can_ask.then(|| view! {
                    <p class="actions actions--start">
                        <button class="button button--small" on:click=ask>{data::ASK_TO_KEEP.get(lang)}</button>
                    </p>
                })}
            }
        })
    }
}
