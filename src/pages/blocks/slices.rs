//! What a page is narrowed to: channel, model, consultant and period, each choice an address.

use super::choice::{Choice, dropdown, segments};
use crate::{
    pages::At,
    protocol::{query::Scope, view::SliceChoices},
    text::{Text, numbers::count, shell, slices as text},
    time::{Day, Period},
};
use maud::{Markup, html};

/// In months, and which of them the engine takes where none is asked for.
pub type Presets = ([i32; 3], i32);

const USUAL: Presets = ([3, 6, 12], 6);

type Part = fn(&mut Scope) -> &mut Option<String>;

/// `present`: the period the page shows; `as_of`: the date it ends by.
pub fn slices(at: At, choices: &SliceChoices, present: Period, as_of: Day) -> Markup {
    narrowed(at, choices, &period(at, present, as_of, USUAL))
}

/// The slices, and `more` that the page is told by: a page that looks at a day has no period.
pub fn narrowed(at: At, choices: &SliceChoices, more: &Markup) -> Markup {
    let whole = at.to(|scope| {
        *scope = Scope { as_of: scope.as_of, period: scope.period, ..Scope::default() };
    });
    html! {
        div.slices {
            (slice(at, text::CHANNEL, text::ALL_CHANNELS, &choices.channels, |scope| &mut scope.channel))
            (slice(at, text::MODEL, text::ALL_MODELS, &choices.models, |scope| &mut scope.model))
            (slice(at, text::CONSULTANT, text::ALL_CONSULTANTS, &choices.consultants, |scope| &mut scope.consultant))
            @if text::phrase(at.lang, at.scope).is_some() {
                button.button data-role="reset" data-go=(whole) { (text::RESET.get(at.lang)) }
            }
            (more)
        }
    }
}

/// Where the files name nothing, there is nothing to choose. What is chosen stays among the choices, though nobody be there under
/// the other slices.
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
    html! { @if choices.len() > 1 { (dropdown(label.get(at.lang), &choices)) } }
}

/// The last full months, or any two days.
pub fn period(at: At, present: Period, as_of: Day, (presets, usual): Presets) -> Markup {
    let lang = at.lang;
    let of = |months: i32| {
        Some(months).filter(|months| *months != usual).map(|months| Period::last_full_months(as_of, months))
    };
    let preset = |months: i32| Choice {
        label: shell::months(lang, months),
        to: at.to(|scope| scope.period = of(months)),
        is_chosen: at.scope.period == of(months) || at.scope.period == Some(Period::last_full_months(as_of, months)),
    };
    let presets = presets.map(preset);
    let is_custom = presets.iter().all(|preset| !preset.is_chosen);
    let custom = html! {
        button.segments__one aria-pressed=(is_custom) aria-controls="period" data-unfolds { (shell::PERIOD_CUSTOM.get(lang)) }
    };
    html! {
        div.period {
            (segments(shell::PERIOD.get(lang), &presets, &custom))
            form.period__custom #period data-panel hidden[!is_custom] data-period {
                (day(shell::PERIOD_FROM.get(lang), "period.first", present.first))
                span aria-hidden="true" { "–" }
                (day(shell::PERIOD_TO.get(lang), "period.last", present.last))
                button.button { (shell::APPLY.get(lang)) }
            }
        }
    }
}

fn day(label: &str, draft: &str, day: Day) -> Markup {
    html! { input.input type="date" required aria-label=(label) data-draft=(draft) value=(day); }
}
