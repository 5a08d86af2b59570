//! The touchpoints of a customer's journey, folded at first.

use crate::{
    order::ordered,
    pages::blocks::{Markup, html, tag},
    protocol::view::{EndView, EpisodeView},
    terms::stage::Stage,
    text::{Lang, names, numbers::count, people, states},
    time::Moment,
};

/// The touchpoints of the customer's journey, by stage in the order of the cycle; in time order within a stage.
pub(super) fn episodes(lang: Lang, episodes: &[EpisodeView]) -> Markup {
    let known = ordered(episodes.to_vec(), |episode| episode.touchpoint.stage as i64);
    html! {
        details.card.fold #passages {
            summary {
                h2.card__title { (people::EPISODES.get(lang)) }
                span.card__caption { (count(known.len() as u32)) }
            }
            p.hint {
                @if known.is_empty() { (people::NO_EPISODES.get(lang)) } @else { (people::EPISODES_CAPTION.get(lang)) }
            }
            @for group in known.chunk_by(|a, b| a.touchpoint.stage == b.touchpoint.stage) { (of_stage(lang, group)) }
        }
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
