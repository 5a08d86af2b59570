//! One of several, from a list. Plain functions over positions in a list, because a generic component would be compiled
//! for each type of choice.

use crate::ui::live::Derived;
use leptos::prelude::*;

/// A choice and its label. The first is usually "all".
#[derive(Clone, PartialEq, Debug)]
pub struct Choice<T> {
    pub value: T,
    pub label: String,
}

pub fn dropdown<T: Clone + PartialEq + Send + Sync + 'static>(
    label: &'static str,
    choices: Vec<Choice<T>>,
    chosen: impl Fn() -> Option<T> + Send + Sync + 'static,
    on_choose: impl Fn(T) + Send + Sync + 'static,
) -> AnyView {
    list(label, Places::of(choices, chosen, on_choose))
}

/// The choices by position.
struct Places {
    labels: Vec<String>,
    chosen: Derived<Option<usize>>,
    choose: Callback<usize>,
}

impl Places {
    fn of<T: Clone + PartialEq + Send + Sync + 'static>(
        choices: Vec<Choice<T>>,
        chosen: impl Fn() -> Option<T> + Send + Sync + 'static,
        on_choose: impl Fn(T) + Send + Sync + 'static,
    ) -> Self {
        let (values, labels): (Vec<T>, _) = choices.into_iter().map(|choice| (choice.value, choice.label)).unzip();
        let known = values.clone();
        let place = move || chosen().and_then(|chosen| known.iter().position(|value| *value == chosen));
        let choose = move |place: usize| values.get(place).cloned().into_iter().for_each(&on_choose);
        Self { labels, chosen: Derived::new(place), choose: Callback::new(choose) }
    }
}

fn list(label: &'static str, places: Places) -> AnyView {
    let Places { labels, chosen, choose } = places;
    let options = labels.into_iter().enumerate().map(|(place, label)| {
        view! {
            <option value=place.to_string() selected=move || chosen.get() == Some(place)>{label}</option>
        }
    });
    let change = move |event| {
        if let Ok(place) = event_target_value(&event).parse() {
            choose.run(place);
        }
    };
    view! {
        <select class="select" aria-label=label on:change=change>
            {options.collect_view()}
        </select>
    }
    .into_any()
}
