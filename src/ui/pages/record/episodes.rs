//! The touchpoints the customer came through: entered, due, how each ended. Grouped by stage.

use crate::ui::{components::tag::Tag, state::use_lang};
use benyuan::{
    lifecycle::stage::Stage,
    order::ordered,
    protocol::view::{EndView, EpisodeView},
    text::{names, people, states},
    time::Moment,
};
use leptos::prelude::*;

#[component]
pub fn Episodes(episodes: Vec<EpisodeView>) -> impl IntoView {
    let lang = use_lang();
    if episodes.is_empty() {
        return view! { <p class="hint">{people::NO_EPISODES.get(lang)}</p> }.into_any();
    }
    // Stages in the order of the cycle; within one, the order of time stays.
    let known = ordered(episodes, |episode| episode.touchpoint.stage as i64);
    let groups = known.chunk_by(|a, b| a.touchpoint.stage == b.touchpoint.stage);
    let groups = groups.map(|group| view! { <Group stage=group[0].touchpoint.stage episodes=group.to_vec() /> });
    groups.collect_view().into_any()
}

#[component]
fn Group(stage: Stage, episodes: Vec<EpisodeView>) -> impl IntoView {
    let rows = episodes.into_iter().map(|episode| view! { <Row episode /> });
    view! {
        <section class="episodes">
            <h3 class="episodes__stage">{names::stage(stage).get(use_lang())}</h3>
            <ul>{rows.collect_view()}</ul>
        </section>
    }
}

#[component]
fn Row(episode: EpisodeView) -> impl IntoView {
    let lang = use_lang();
    let name = episode.touchpoint.get(lang).to_owned();
    let again =
        (episode.occurrence > 1).then(|| view! { <small>" "{people::occurrence(lang, episode.occurrence)}</small> });
    let implied = episode.implied.then(|| view! { <small>" "{people::IMPLIED.get(lang)}</small> });
    let (tone, words) = states::end(lang, &episode.end);
    let dates =
        [(people::ENTERED, Some(episode.entered)), (people::DUE, episode.due), (people::ENDED, ended(&episode.end))];
    let dates = dates.into_iter().filter_map(|(label, at)| {
        at.map(|at| view! { <span>{label.get(lang)}" "<time>{at.to_string()}</time></span> })
    });
    view! {
        <li class="episodes__one">
            <span class="episodes__name"><b>{name}</b>{again}{implied}</span>
            <Tag tone words />
            <span class="episodes__dates">{dates.collect_view()}</span>
        </li>
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
