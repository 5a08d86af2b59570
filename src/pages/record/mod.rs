//! 档案: one customer with everything known: who they are, where they stand, their way, their cars, and what happened,
//! each with its file row.

mod changes;
mod follow_up;
mod history;
mod holdings;
mod passages;
mod way;

use super::{
    At, Page,
    blocks::{Markup, html, tag},
};
use crate::{
    protocol::{sheet::Sheet, view::*},
    text::{
        Lang, names, people,
        states::{self, Tone},
    },
};

pub use changes::{CHANGES, changes};

pub fn page(at: At, record: Option<&RecordView>) -> Page {
    let lang = at.lang;
    let unnamed = || people::RECORD.get(lang).to_owned();
    let gone = || html! { p.card.hint { (people::RECORD_GONE.get(lang)) } };
    let sheet = Sheet {
        title: record.map(|record| record.name.clone()).filter(|name| !name.is_empty()).unwrap_or_else(unnamed),
        subtitle: record.map_or(String::new(), |record| people::record_size(lang, record.facts.len() as u32)),
        is_inner: true,
        is_dated: true,
        is_personal: true,
        body: record.map_or_else(gone, |record| body(at, record)).into_string(),
        ..Sheet::default()
    };
    sheet.into()
}

fn body(at: At, record: &RecordView) -> Markup {
    let lang = at.lang;
    html! {
        section.card.who {
            (identity(lang, record))
            (way::way(lang, &record.way))
        }
        (follow_up::follow_up(at, record))
        div.record {
            div.record__side {
                (holdings::vehicles(lang, record))
                (holdings::leads(lang, &record.leads))
                (passages::episodes(lang, &record.episodes))
                (changes::head(lang, record))
            }
            (history::history(lang, record))
        }
    }
}

/// The telephone number stays masked until it is asked for; then it can be dialled.
fn identity(lang: Lang, record: &RecordView) -> Markup {
    let name = if record.name.is_empty() { people::UNNAMED.get(lang) } else { &record.name };
    let phone = if record.phone_masked.is_empty() { people::NO_PHONE.get(lang) } else { &record.phone_masked };
    let staff = [(people::CONSULTANT, &record.consultant), (people::ADVISER, &record.adviser)];
    html! {
        div.identity {
            h2.identity__name { (name) }
            p.identity__phone {
                a #phone { (phone) }
                @if record.phone_shown_on_demand {
                    button.button.button--small data-phone=(record.customer) data-other=(people::HIDE_PHONE.get(lang)) {
                        (people::SHOW_PHONE.get(lang))
                    }
                }
            }
            p.identity__tags { (tags(lang, record)) }
            (details(lang, record))
            p.identity__staff {
                @for (role, name) in staff {
                    @if let Some(name) = name { span { (role.get(lang)) " " b { (name) } } }
                }
            }
        }
    }
}

/// Their state, how long they have been silent, and anything special.
fn tags(lang: Lang, record: &RecordView) -> Markup {
    let (tone, state) = states::person(lang, &record.state);
    let plain = [
        record.level.map(|level| people::level(lang, names::level(level))),
        record.last.map(|(day, sign)| states::last(lang, day, sign)),
        record.silent_days.map(|days| people::silent(lang, days)),
        record.renewed_undated.map(|expires| people::renewed_undated(lang, expires)),
        record.recovered.then(|| people::RECOVERED.get(lang).to_owned()),
        record.firm.then(|| people::FIRM.get(lang).to_owned()),
    ];
    html! {
        (tag(tone, &state))
        @for words in plain.into_iter().flatten().chain(record.marks.iter().cloned()) { " " (tag(Tone::Plain, &words)) }
    }
}

fn details(lang: Lang, record: &RecordView) -> Markup {
    let known = record.aliases.join(if lang == Lang::Zh { "、" } else { ", " });
    let said = [
        record.gender.map(|gender| states::gender(gender).get(lang).to_owned()),
        record.city.clone(),
        (!known.is_empty()).then(|| format!("{} {known}", people::ALSO_KNOWN.get(lang))),
        (record.inferred_rows > 0).then(|| people::inferred_rows(lang, record.inferred_rows)),
    ];
    let said = said.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    html! { @if !said.is_empty() { p.identity__details { (said) } } }
}
