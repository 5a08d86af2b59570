//! What a page is narrowed to: channel, model, consultant and period, kept in the address.

use super::{
    choice::{Choice, dropdown},
    period::{PeriodChoice, Presets, USUAL},
};
use crate::ui::state::*;
use benyuan::{
    protocol::{query::Scope, view::SliceChoices},
    text::{Lang, Text, numbers::count, slices},
    time::{Day, Period},
};
use leptos::prelude::*;

type Part = fn(&mut Scope) -> &mut Option<String>;

/// `present`: the period the page shows; `as_of`: the date it ends by.
#[component]
pub fn Slices(
    choices: SliceChoices,
    present: Period,
    as_of: Day,
    #[prop(default = USUAL)] presets: Presets,
    /// The page looks at a day, not at a period.
    #[prop(optional)]
    timeless: bool,
    /// What the page is told by besides.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let narrowed = app.scope.with_untracked(|scope| slices::phrase(lang, scope).is_some());
    let reset = move |_| {
        narrow(app, |scope| {
            *scope = Scope { channel: None, model: None, consultant: None, ..scope.clone() };
        })
    };
    view! {
        <div class="slices">
            <Slice label=slices::CHANNEL all=slices::ALL_CHANNELS names=choices.channels part=|scope| &mut scope.channel />
            <Slice label=slices::MODEL all=slices::ALL_MODELS names=choices.models part=|scope| &mut scope.model />
            <Slice
                label=slices::CONSULTANT
                all=slices::ALL_CONSULTANTS
                names=choices.consultants
                part=|scope| &mut scope.consultant
            />
            {narrowed.then(|| view! {
                <button class="button" data-role="reset" on:click=reset>{slices::RESET.get(lang)}</button>
            })}
            {children.map(|children| children())}
            {(!timeless).then(|| view! { <PeriodChoice present as_of presets /> })}
        </div>
    }
}

/// Where the files name nothing, there is nothing to choose.
#[component]
fn Slice(label: Text, all: Text, names: Vec<(String, u32)>, part: Part) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let chosen = part(&mut app.scope.get_untracked()).clone();
    let choose = move |value| narrow(app, |scope| *part(scope) = value);
    (chosen.is_some() || !names.is_empty()).then(|| {
        let choices = choices(lang, all, names, chosen.as_deref());
        dropdown(label.get(lang), choices, move || Some(chosen.clone()), choose)
    })
}

/// What is chosen stays among the choices, though nobody be there under the other slices.
fn choices(lang: Lang, all: Text, mut names: Vec<(String, u32)>, chosen: Option<&str>) -> Vec<Choice<Option<String>>> {
    if let Some(chosen) = chosen.filter(|chosen| names.iter().all(|(name, _)| name != chosen)) {
        names.push((chosen.to_owned(), 0));
    }
    let all = Choice { value: None, label: all.get(lang).to_owned() };
    let each = names.into_iter().map(|(name, n)| {
        let word = slices::word(lang, &name);
        Choice { label: format!("{word} {}", count(n)), value: Some(name) }
    });
    std::iter::once(all).chain(each).collect()
}

fn narrow(app: App, change: impl FnOnce(&mut Scope)) {
    let mut scope = app.scope.get_untracked();
    change(&mut scope);
    address::replace(&app.route.get_untracked().with_scope(scope));
}
