//! 档案: one customer with everything known: who, which cars, which opportunities, what happened and where it is written.

use super::{
    At, Page,
    blocks::{Markup, card, html, pairs, tag},
};
use crate::{
    lifecycle::stage::Stage,
    model::rows::Kind,
    order::ordered,
    protocol::{sheet::Sheet, view::*},
    text::{Lang, fields, names, people, slices, states, states::Tone},
    time::Moment,
};

/// Facts shown at first, and with each press.
const FACTS_AT_A_TIME: usize = 40;

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
        body: record.map_or_else(gone, |record| body(lang, record)).into_string(),
        ..Sheet::default()
    };
    sheet.into()
}

fn body(lang: Lang, record: &RecordView) -> Markup {
    let vehicles = html! { ul.holdings { @for vehicle in &record.vehicles { (self::vehicle(lang, vehicle)) } } };
    let leads = html! { ul.holdings { @for lead in &record.leads { (self::lead(lang, lead)) } } };
    html! {
        div.record {
            div.record__side {
                (identity(lang, record))
                @if !record.vehicles.is_empty() { (card(people::VEHICLES.get(lang), "", &vehicles)) }
                @if !record.leads.is_empty() { (card(people::LEADS.get(lang), "", &leads)) }
            }
            div.record__main {
                (card(people::FACTS.get(lang), people::FACTS_CAPTION.get(lang), &timeline(lang, &record.facts)))
                (card(people::EPISODES.get(lang), people::EPISODES_CAPTION.get(lang), &episodes(lang, &record.episodes)))
            }
        }
    }
}

/// The telephone number stays masked until it is asked for.
fn identity(lang: Lang, record: &RecordView) -> Markup {
    let name = if record.name.is_empty() { people::UNNAMED.get(lang) } else { &record.name };
    let details = [
        record.gender.map(|gender| states::gender(gender).get(lang)),
        record.city.as_deref(),
        record.firm.then(|| people::FIRM.get(lang)),
    ];
    let details = details.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let phone = if record.phone_masked.is_empty() { people::NO_PHONE.get(lang) } else { &record.phone_masked };
    html! {
        section.card.identity {
            span.identity__mark aria-hidden="true" { @if let Some(initial) = name.chars().next() { (initial) } }
            div.identity__words {
                h2.identity__name { (name) }
                p.identity__details { (details) }
                p.identity__phone {
                    span #phone { (phone) }
                    @if record.phone_shown_on_demand {
                        button.link data-phone=(record.customer) data-other=(people::HIDE_PHONE.get(lang)) {
                            (people::SHOW_PHONE.get(lang))
                        }
                    }
                }
                @if !record.aliases.is_empty() {
                    p.hint { (people::ALSO_KNOWN.get(lang)) " " (record.aliases.join("、")) }
                }
                @if record.inferred_rows > 0 { p.hint { (people::inferred_rows(lang, record.inferred_rows)) } }
            }
        }
    }
}

fn vehicle(lang: Lang, vehicle: &VehicleView) -> Markup {
    let title = [vehicle.model.as_deref(), vehicle.plate.as_deref()];
    let title = title.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let state = vehicle.stage.zip(vehicle.activity).map(|(stage, activity)| {
        let words = format!("{} · {}", names::stage(stage).get(lang), names::activity(activity).get(lang));
        tag(states::activity_tone(activity), &words)
    });
    let said = [
        (people::SINCE, vehicle.since.map(|day| day.to_string())),
        (people::UNTIL, vehicle.until.map(|day| day.to_string())),
        (people::MILEAGE, vehicle.mileage_km.map(|km| people::kilometres(lang, km))),
        (people::VISITS, (vehicle.visits > 0).then(|| people::times(lang, vehicle.visits))),
    ];
    html! {
        li.holdings__one {
            p.holdings__head { b { (title) } @if let Some(state) = state { (state) } }
            p.holdings__code { (vehicle.vin) }
            (pairs(said.into_iter().map(|(label, value)| (label.get(lang), value))))
        }
    }
}

fn lead(lang: Lang, lead: &LeadView) -> Markup {
    let (tone, words) = states::person(lang, &lead.state);
    let reached = names::step(lead.reached).get(lang);
    let said = [
        (people::CREATED, Some(lead.created.to_string())),
        (people::REACHED, Some(reached.to_owned())),
        (people::HEAD_LEVEL, Some(names::level(lead.level).to_owned())),
        (people::HEAD_CONSULTANT, lead.consultant.clone()),
        (slices::CHANNEL, lead.channel.as_ref().map(|channel| slices::word(lang, channel).into_owned())),
    ];
    html! {
        li.holdings__one {
            p.holdings__head { b { (lead.model.as_deref().unwrap_or(reached)) } (tag(tone, &words)) }
            (pairs(said.into_iter().map(|(label, value)| (label.get(lang), value))))
        }
    }
}

/// What happened, latest first, each with the row of the file that says so.
fn timeline(lang: Lang, facts: &[FactView]) -> Markup {
    let rest = facts.len().saturating_sub(FACTS_AT_A_TIME);
    html! {
        ol.timeline #facts {
            @for (place, fact) in facts.iter().enumerate() { (self::fact(lang, fact, place >= FACTS_AT_A_TIME)) }
        }
        @if rest > 0 {
            button.button aria-controls="facts" data-more=(FACTS_AT_A_TIME) { (people::more(lang, rest.min(FACTS_AT_A_TIME))) }
        }
    }
}

fn fact(lang: Lang, fact: &FactView, is_folded: bool) -> Markup {
    let mark = match fact.kind {
        Kind::Leads | Kind::Visits => "timeline__one timeline__one--before",
        Kind::Sales => "timeline__one timeline__one--deal",
        Kind::Services | Kind::Cards | Kind::Insurance => "timeline__one timeline__one--after",
        Kind::Answers => "timeline__one timeline__one--voice",
    };
    let said =
        fact.values.iter().map(|(field, value)| (fields::field(*field).get(lang), Some(states::value(lang, value))));
    html! {
        li class=(mark) hidden[is_folded] data-folded[is_folded] {
            p.timeline__head {
                time { (fact.at) }
                b { (names::kind(fact.kind).get(lang)) }
                @if fact.inferred {
                    span title=(people::INFERRED_HINT.get(lang)) { (tag(Tone::Still, people::INFERRED.get(lang))) }
                }
            }
            (pairs(said))
            p.timeline__origin { (people::origin(lang, &fact.file, fact.sheet, fact.row)) }
        }
    }
}

/// The touchpoints the customer came through, by stage in the order of the cycle; within one, the order of time stays.
fn episodes(lang: Lang, episodes: &[EpisodeView]) -> Markup {
    let known = ordered(episodes.to_vec(), |episode| episode.touchpoint.stage as i64);
    html! {
        @if known.is_empty() { p.hint { (people::NO_EPISODES.get(lang)) } }
        @for group in known.chunk_by(|a, b| a.touchpoint.stage == b.touchpoint.stage) { (of_stage(lang, group)) }
    }
}

fn of_stage(lang: Lang, episodes: &[EpisodeView]) -> Markup {
    let stage: Option<Stage> = episodes.first().map(|episode| episode.touchpoint.stage);
    html! {
        section.episodes {
            h3.episodes__stage { @if let Some(stage) = stage { (names::stage(stage).get(lang)) } }
            ul { @for episode in episodes { (self::episode(lang, episode)) } }
        }
    }
}

fn episode(lang: Lang, episode: &EpisodeView) -> Markup {
    let (tone, words) = states::end(lang, &episode.end);
    let dates =
        [(people::ENTERED, Some(episode.entered)), (people::DUE, episode.due), (people::ENDED, ended(&episode.end))];
    html! {
        li.episodes__one {
            span.episodes__name {
                b { (episode.touchpoint.get(lang)) }
                @if episode.occurrence > 1 { small { " " (people::occurrence(lang, episode.occurrence)) } }
                @if episode.implied { small { " " (people::IMPLIED.get(lang)) } }
            }
            (tag(tone, &words))
            span.episodes__dates {
                @for (label, at) in dates {
                    @if let Some(at) = at { span { (label.get(lang)) " " time { (at) } } }
                }
            }
        }
    }
}

fn ended(end: &EndView) -> Option<Moment> {
    match end {
        EndView::InTime | EndView::Stagnant => None,
        EndView::Passed { at, .. } | EndView::Leaked { at, .. } | EndView::Bypassed(at) | EndView::Moot(at) => {
            Some(*at)
        }
    }
}
