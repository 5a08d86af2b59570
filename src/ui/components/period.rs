//! The period chooser: the last full months, usually 3, 6 or 12, or any two days.

use super::choice::{Choice, choices};
use crate::ui::components::show::show;
use crate::ui::state::*;
use benyuan::{
    protocol::query::Scope,
    text::shell,
    time::{Day, Period},
};
use leptos::prelude::*;

/// In months, and which of them the engine takes where none is asked for.
pub type Presets = ([i32; 3], i32);

pub const USUAL: Presets = ([3, 6, 12], 6);
/// Days chosen and not yet applied.
const DRAFTS: [&str; 2] = ["period.first", "period.last"];

#[derive(Clone, Copy, PartialEq, Debug)]
enum Preset {
    Months(i32),
    Custom,
}

/// `present`: the period the page shows; `as_of`: the date it ends by.
#[component]
pub fn PeriodChoice(present: Period, as_of: Day, #[prop(default = USUAL)] presets: Presets) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let (presets, usual) = presets;
    let is_preset = match app.scope.with_untracked(|scope| scope.period) {
        None => Some(usual),
        Some(period) => presets.into_iter().find(|months| Period::last_full_months(as_of, *months) == period),
    };
    let is_begun = DRAFTS.into_iter().any(drafts::has);
    let chosen = RwSignal::new(Some(is_preset.filter(|_| !is_begun).map_or(Preset::Custom, Preset::Months)));
    let months = presets.map(|n| Choice { value: Preset::Months(n), label: shell::months(lang, n) });
    let custom = Choice { value: Preset::Custom, label: shell::PERIOD_CUSTOM.get(lang).to_owned() };
    let choose = move |preset| {
        chosen.set(Some(preset));
        match preset {
            Preset::Months(months) if months == usual => set_period(app, None),
            Preset::Months(months) => set_period(app, Some(Period::last_full_months(as_of, months))),
            Preset::Custom => {}
        }
    };
    view! {
        <div class="period">
            {choices(
                shell::PERIOD.get(lang),
                months.into_iter().chain([custom]).collect(),
                move || chosen.get(),
                choose,
            )}
            {show(
                move || chosen.get() == Some(Preset::Custom),
                move || view! { <CustomPeriod present /> }.into_any(),
            )}
        </div>
    }
}

#[component]
fn CustomPeriod(present: Period) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let [first, last] = [0, 1].map(|at| drafts::draft(DRAFTS[at], [present.first, present.last][at].to_string()));
    let day = |text: RwSignal<String>| text.with(|text| text.parse::<Day>().ok());
    let period = move || {
        let (first, last) = day(first).zip(day(last))?;
        (first <= last).then_some(Period { first, last })
    };
    let apply = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(period) = period() {
            set_period(app, Some(period));
        }
    };
    view! {
        <form class="period__custom" on:submit=apply>
            <DayInput label=shell::PERIOD_FROM.get(lang) day=first />
            <span aria-hidden="true">"–"</span>
            <DayInput label=shell::PERIOD_TO.get(lang) day=last />
            <button class="button" disabled=move || period().is_none()>{shell::APPLY.get(lang)}</button>
        </form>
    }
}

#[component]
fn DayInput(label: &'static str, day: RwSignal<String>) -> impl IntoView {
    view! {
        <input
            class="input"
            type="date"
            aria-label=label
            prop:value=day
            on:change=move |event| day.set(event_target_value(&event))
        />
    }
}

fn set_period(app: App, period: Option<Period>) {
    DRAFTS.into_iter().for_each(drafts::forget);
    let scope = Scope { period, ..app.scope.get_untracked() };
    app.go(&app.route.get_untracked().with_scope(scope));
}
