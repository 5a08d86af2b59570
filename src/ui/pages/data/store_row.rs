//! One store: its name, its size and its actions. Deleting it requires typing its name.

use crate::ui::live::{Derived, Live};
use crate::ui::{components::tag::Tag, state::*};
use benyuan::{
    protocol::{
        command::{Command, Outcome},
        view::StoreEntry,
    },
    text::{data, map, shell, states::Tone},
};
use leptos::prelude::*;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Shown,
    Renaming,
    Deleting,
}

#[component]
pub fn StoreRow(store: StoreEntry) -> impl IntoView {
    let is_begun = store.open && drafts::has(&renaming(&store));
    let mode = Live::new(if is_begun { Mode::Renaming } else { Mode::Shown });
    let name = shell::store_name(use_lang(), &store.name);
    let store = StoredValue::new(StoreEntry { name, ..store });
    view! {
        <li class="stores__one">
            {move || {
                let store = store.get_value();
                match mode.get() {
                    Mode::Shown => view! { <Shown store mode /> }.into_any(),
                    Mode::Renaming => view! { <Renaming store mode /> }.into_any(),
                    Mode::Deleting => view! { <Deleting store mode /> }.into_any(),
                }
            }}
        </li>
    }
}

#[component]
fn Shown(store: StoreEntry, mode: Live<Mode>) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let switch = move |_| app.command(Command::OpenStore(Some(store.id.clone())), |_| ());
    // Only the open store can be renamed, because its name is part of its own data. The demo keeps its name.
    let tools = if store.open {
        view! {
            <Tag tone=Tone::Pass words=data::OPEN_NOW.get(lang) />
            {(!store.demo).then(|| view! {
                <button class="button button--small" on:click=move |_| mode.set(Mode::Renaming)>{data::RENAME.get(lang)}</button>
            })}
        }
        .into_any()
    } else {
        view! { <button class="button button--small" on:click=switch>{data::SWITCH.get(lang)}</button> }.into_any()
    };
    view! {
        <span class="stores__name"><b>{store.name}</b><small>{map::rows(lang, store.rows)}</small></span>
        {tools}
        <button class="button button--small button--danger" on:click=move |_| mode.set(Mode::Deleting)>
            {data::DELETE.get(lang)}
        </button>
    }
}

#[component]
fn Renaming(store: StoreEntry, mode: Live<Mode>) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let key = StoredValue::new(renaming(&store));
    let name = drafts::draft(app, &key.get_value(), store.name);
    let finish = move || {
        drafts::forget(app, &key.get_value());
        mode.set(Mode::Shown);
    };
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let name = name.get_untracked().trim().to_owned();
        if !name.is_empty() {
            let key = key.get_value();
            app.command(Command::RenameStore { name }, move |_| {
                drafts::forget(app, &key);
                mode.set(Mode::Shown);
            });
        }
    };
    view! {
        <form class="inline-form" on:submit=save>
            <input
                class="input"
                type="text"
                maxlength="60"
                autofocus
                aria-label=data::STORE_NAME.get(lang)
                prop:value=move || name.get()
                on:input=move |event| name.set(event_target_value(&event))
            />
            <button class="button button--primary">{data::SAVE_NAME.get(lang)}</button>
            <button class="button" type="button" on:click=move |_| finish()>{shell::CANCEL.get(lang)}</button>
        </form>
    }
}

/// The key of the draft for a store's new name.
fn renaming(store: &StoreEntry) -> String {
    format!("rename.{}", store.id.0)
}

#[component]
fn Deleting(store: StoreEntry, mode: Live<Mode>) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let warning = data::delete_store(lang, &store.name, store.rows);
    let name = store.name.clone();
    let delete = Callback::new(move |()| {
        let (name, id) = (name.clone(), store.id.clone());
        app.command(Command::DeleteStore(id.clone()), move |outcome| {
            app.desk.throw_away(&id);
            match outcome {
                Outcome::Deleted { left: true, .. } => app.toasts.problem(data::deleted_but(lang, &[name])),
                _ => app.toasts.done(data::deleted(lang, &name)),
            }
        });
    });
    view! {
        <TypedConfirmation
            warning
            word=store.name
            label=data::DELETE_NOW.get(lang)
            on_confirm=delete
            on_cancel=Callback::new(move |()| mode.set(Mode::Shown))
        />
    }
}

/// Nothing irreversible happens without a typed word.
#[component]
pub fn TypedConfirmation(
    warning: String,
    word: String,
    label: &'static str,
    on_confirm: Callback<()>,
    on_cancel: Callback<()>,
) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let typed = Live::new(String::new());
    let placeholder = word.clone();
    let agrees = Derived::new(move || typed.with(|typed| typed.trim() == word.trim()));
    let confirm = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if agrees.get_untracked() {
            on_confirm.run(());
        }
    };
    view! {
        <form class="confirm" on:submit=confirm>
            <p class="confirm__warning">{warning}</p>
            <div class="inline-form">
                <input
                    class="input"
                    type="text"
                    autofocus
                    aria-label=data::TYPE_NAME.get(lang)
                    placeholder=format!("{} {placeholder}", data::TYPE_NAME.get(lang))
                    on:input=move |event| typed.set(event_target_value(&event))
                />
                <button class="button button--danger" disabled=move || !agrees.get() || app.busy.get()>{label}</button>
                <button class="button" type="button" on:click=move |_| on_cancel.run(())>{shell::CANCEL.get(lang)}</button>
            </div>
        </form>
    }
}
