//! The funnel's slices: everybody, one channel, one consultant.

use crate::ui::{
    components::choice::{Choice, Choices},
    state::*,
};
use benyuan::{
    protocol::query::Scope,
    text::{Lang, Text, funnel, numbers::count},
};
use leptos::prelude::*;

#[component]
pub fn Slices(channels: Vec<(String, u32)>, consultants: Vec<(String, u32)>) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let channel = Signal::derive(move || Some(app.scope.with(|scope| scope.channel.clone())));
    let consultant = Signal::derive(move || Some(app.scope.with(|scope| scope.consultant.clone())));
    let choose_channel = move |channel| narrow(app, |scope| Scope { channel, ..scope });
    let choose_consultant = move |consultant| narrow(app, |scope| Scope { consultant, ..scope });
    view! {
        <Choices
            label=funnel::CHANNEL.get(lang)
            choices=choices(lang, funnel::ALL_CHANNELS, channels)
            chosen=channel
            on_choose=choose_channel
        />
        <Choices
            label=funnel::CONSULTANT.get(lang)
            choices=choices(lang, funnel::ALL_CONSULTANTS, consultants)
            chosen=consultant
            on_choose=choose_consultant
        />
    }
}

fn choices(lang: Lang, all: Text, names: Vec<(String, u32)>) -> Vec<Choice<Option<String>>> {
    let all = Choice { value: None, label: all.get(lang).to_owned() };
    let each = names.into_iter().map(|(name, n)| {
        let word = if name.is_empty() { funnel::UNNAMED.get(lang).to_owned() } else { name.clone() };
        Choice { value: Some(name), label: format!("{word} {}", count(n)) }
    });
    std::iter::once(all).chain(each).collect()
}

fn narrow(app: App, change: impl FnOnce(Scope) -> Scope) {
    let scope = change(app.scope.get_untracked());
    address::replace(&app.route.get_untracked().with_scope(scope));
}
