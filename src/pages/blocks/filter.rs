//! What a page is narrowed to: channel, model, consultant, adviser and period; each choice is an address. One button in
//! the top bar opens all choices, and each choice that was made is shown as a chip.

use super::{
    Glyph,
    choice::{Choice, dropdown, segments},
    icon,
};
use crate::{
    pages::At,
    protocol::{query::Scope, view::SliceChoices},
    route::Route,
    text::{
        Text,
        numbers::{self, count},
        shell, slices as text,
    },
    time::{Day, Period},
};
use maud::{Markup, html};

/// Numbers of months, and the one the engine uses by default.
pub type Presets = ([i32; 3], i32);

/// The button's panel.
const PANEL: &str = "filter";

/// The period that a page shows, the last date it may reach, and the other choices.
pub struct Told {
    pub period: Period,
    pub as_of: Day,
    pub presets: Presets,
    /// The default period continues up to the as-of date.
    pub has_running: bool,
}

impl Told {
    /// The last three, six or twelve full months; six by default.
    pub const fn by_months(period: Period, as_of: Day) -> Self {
        Self { period, as_of, presets: ([3, 6, 12], 6), has_running: false }
    }
}

type Part = fn(&mut Scope) -> &mut Option<String>;

const PARTS: [(Text, Text, Part); 4] = [
    (text::CHANNEL, text::ALL_CHANNELS, |scope| &mut scope.channel),
    (text::MODEL, text::ALL_MODELS, |scope| &mut scope.model),
    (text::CONSULTANT, text::ALL_CONSULTANTS, |scope| &mut scope.consultant),
    (text::ADVISER, text::ALL_ADVISERS, |scope| &mut scope.adviser),
];

/// `told`: absent for a page of a single day, which has no period. `more`: the page's other choices.
pub fn filter(at: At, choices: &SliceChoices, told: Option<&Told>, more: &Markup) -> Markup {
    let lang = at.lang;
    let whole = at.to(|scope| {
        *scope = Scope { as_of: scope.as_of, period: scope.period, ..Scope::default() };
    });
    let names = [&choices.channels, &choices.models, &choices.consultants, &choices.advisers];
    let narrowed = PARTS.iter().filter(|(.., part)| part(&mut at.scope.clone()).is_some()).count();
    html! {
        div.filter {
            button.pill.pill--button aria-expanded="false" aria-controls=(PANEL) data-unfolds {
                (icon(Glyph::Filter)) (shell::FILTER.get(lang))
                @if narrowed > 0 { b.filter__count { (narrowed) } }
            }
            div.filter__panel id=(PANEL) data-panel data-pop hidden {
                @for ((label, all, part), names) in PARTS.iter().zip(names) { (slice(at, *label, *all, names, *part)) }
                @if let Some(told) = told { (period(at, told)) }
                (more)
                @if narrowed > 0 {
                    button.button data-role="reset" data-go=(whole) { (text::RESET.get(lang)) }
                }
            }
            div.chips {
                @if let Some(told) = told {
                    @let (word, dates) = (period_word(at, told), numbers::period(lang, told.period));
                    button.chip.chip--period aria-expanded="false" aria-controls=(PANEL) data-unfolds title=(dates) {
                        (word)
                        @if word != dates { span.chip__dates { " · " (dates) } }
                        (icon(Glyph::Down))
                    }
                }
                (chips(at, at.scope, &|scope| at.route.clone().with_scope(scope)))
            }
        }
    }
}

/// Each chip names a choice and removes it.
pub fn chips(at: At, scope: &Scope, to: &dyn Fn(Scope) -> Route) -> Markup {
    let chosen = PARTS.iter().filter_map(|(label, _, part)| Some((*label, part(&mut scope.clone()).clone()?, *part)));
    html! {
        @for (label, value, part) in chosen {
            @let mut without = scope.clone();
            @let _ = part(&mut without).take();
            (chip(at, label, &value, &to(without)))
        }
    }
}

pub fn chip(at: At, label: Text, value: &str, without: &Route) -> Markup {
    let word = text::word(at.lang, value);
    html! {
        button.chip data-go=(without) aria-label=(text::without(at.lang, label, &word)) {
            span.chip__text { (word) } (icon(Glyph::Close))
        }
    }
}

/// Without names in the files there is nothing to choose. The chosen name stays among the choices even if nobody has it
/// under the other slices.
fn slice(at: At, label: Text, all: Text, names: &[(String, u32)], part: Part) -> Markup {
    let chosen = part(&mut at.scope.clone()).clone();
    let to = |value: Option<&str>| at.to(|scope| *part(scope) = value.map(str::to_owned));
    let one = |name: &str, n: u32| Choice {
        label: format!("{} {}", text::word(at.lang, name), count(n)),
        to: to(Some(name)),
        is_chosen: chosen.as_deref() == Some(name),
    };
    let mut choices = vec![Choice { label: all.get(at.lang).to_owned(), to: to(None), is_chosen: chosen.is_none() }];
    choices.extend(names.iter().map(|(name, n)| one(name, *n)));
    if let Some(chosen) = chosen.as_deref().filter(|_| choices.iter().all(|choice| !choice.is_chosen)) {
        choices.push(one(chosen, 0));
    }
    html! { @if choices.len() > 1 { (field(label.get(at.lang), &dropdown(label.get(at.lang), &choices))) } }
}

/// A choice with its label.
pub fn field(label: &str, choice: &Markup) -> Markup {
    html! { div.field { span.field__label aria-hidden="true" { (label) } (choice) } }
}

/// The period in the address for this many months; `None` for the default.
fn asked(told: &Told, months: i32) -> Option<Period> {
    Some(months).filter(|months| *months != told.presets.1).map(|months| Period::last_full_months(told.as_of, months))
}

fn is_preset(at: At, told: &Told, months: i32) -> bool {
    at.scope.period == asked(told, months) || at.scope.period == Some(Period::last_full_months(told.as_of, months))
}

fn period_word(at: At, told: &Told) -> String {
    let preset = told.presets.0.into_iter().find(|months| is_preset(at, told, *months));
    if preset.is_none() && at.scope.period == Some(Period::month_to_date(told.as_of)) {
        return shell::month_to_date(at.lang, told.as_of);
    }
    preset.map_or_else(|| numbers::period(at.lang, told.period), |months| preset_word(at, told, months))
}

/// If the default period continues up to the as-of date, the running month is named too.
fn preset_word(at: At, told: &Told, months: i32) -> String {
    let is_on = asked(told, months).is_none() && Period::last_full_months(told.as_of, months).last < told.as_of;
    let runs = is_on && told.has_running;
    if runs { shell::months_and_this(at.lang, months) } else { shell::months(at.lang, months) }
}

/// The last full months, the running month, or any two days.
fn period(at: At, told: &Told) -> Markup {
    let lang = at.lang;
    let of_months = told.presets.0.map(|months| Choice {
        label: preset_word(at, told, months),
        to: at.to(|scope| scope.period = asked(told, months)),
        is_chosen: is_preset(at, told, months),
    });
    let running = Some(Period::month_to_date(told.as_of));
    let this_month = Choice {
        label: shell::month_to_date(lang, told.as_of),
        to: at.to(|scope| scope.period = running),
        is_chosen: at.scope.period == running,
    };
    let presets: Vec<Choice> = of_months.into_iter().chain([this_month]).collect();
    let is_custom = presets.iter().all(|preset| !preset.is_chosen);
    let custom = html! {
        button.segments__one aria-pressed=(is_custom) aria-controls="period" data-unfolds { (shell::PERIOD_CUSTOM.get(lang)) }
    };
    let label = shell::PERIOD.get(lang);
    let content = html! {
        div.period {
            (segments(label, &presets, &custom))
            form.period__custom #period data-panel hidden[!is_custom] data-period {
                (day(shell::PERIOD_FROM.get(lang), "period.first", told.period.first))
                span aria-hidden="true" { "–" }
                (day(shell::PERIOD_TO.get(lang), "period.last", told.period.last))
                button.button { (shell::APPLY.get(lang)) }
            }
        }
    };
    field(label, &content)
}

fn day(label: &str, draft: &str, day: Day) -> Markup {
    html! { input.input type="date" required aria-label=(label) data-draft=(draft) value=(day); }
}
