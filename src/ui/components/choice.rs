//! One of several: side by side while they are few, a list to choose from when they are many.

use leptos::prelude::*;

/// The most that stand side by side.
const SIDE_BY_SIDE: usize = 8;

/// What can be chosen, with its label. The first is usually "all".
#[derive(Clone, PartialEq, Debug)]
pub struct Choice<T> {
    pub value: T,
    pub label: String,
}

#[component]
pub fn Choices<T>(
    label: &'static str,
    choices: Vec<Choice<T>>,
    #[prop(into)] chosen: Signal<Option<T>>,
    #[prop(into)] on_choose: Callback<T>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    if choices.len() <= SIDE_BY_SIDE {
        view! { <Segments label choices chosen on_choose /> }.into_any()
    } else {
        view! { <Dropdown label choices chosen on_choose /> }.into_any()
    }
}

#[component]
fn Segments<T>(
    label: &'static str,
    choices: Vec<Choice<T>>,
    chosen: Signal<Option<T>>,
    on_choose: Callback<T>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let segments = choices.into_iter().map(|choice| {
        let (value, picked) = (choice.value.clone(), choice.value);
        let on = Memo::new(move |_| chosen.with(|chosen| chosen.as_ref() == Some(&value)));
        let choose = move |_| on_choose.run(picked.clone());
        view! {
            <button class="segments__one" aria-pressed=move || on.get().to_string() on:click=choose>
                {choice.label}
            </button>
        }
    });
    view! { <div class="segments" role="group" aria-label=label>{segments.collect_view()}</div> }
}

#[component]
pub fn Dropdown<T>(
    label: &'static str,
    choices: Vec<Choice<T>>,
    #[prop(into)] chosen: Signal<Option<T>>,
    #[prop(into)] on_choose: Callback<T>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let values: Vec<T> = choices.iter().map(|choice| choice.value.clone()).collect();
    let place = {
        let values = values.clone();
        Memo::new(move |_| chosen.with(|chosen| values.iter().position(|value| chosen.as_ref() == Some(value))))
    };
    let options = choices.into_iter().enumerate().map(|(index, choice)| {
        view! {
            <option value=index.to_string() selected=move || place.get() == Some(index)>{choice.label}</option>
        }
    });
    let choose = move |event| {
        let index: Option<usize> = event_target_value(&event).parse().ok();
        if let Some(value) = index.and_then(|index| values.get(index)) {
            on_choose.run(value.clone());
        }
    };
    view! {
        <select class="select" aria-label=label on:change=choose>
            {options.collect_view()}
        </select>
    }
}
