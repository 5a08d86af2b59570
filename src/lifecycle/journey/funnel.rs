//! Funnel steps as episodes: passed by the next step, leaked by a defeat, bypassed if only a later step is recorded.

use super::{Played, episode, later};
use crate::{
    lifecycle::{
        catalogue::TouchpointId,
        episode::{End, Episode},
        lead::LeadState,
    },
    terms::stage::Step,
};

impl Played<'_> {
    /// A funnel step: one occurrence, and one more after each defeat that leaked it and was taken back. A defeat leaks
    /// only the farthest step reached by then, so one lost lead is lost at one place.
    pub(super) fn funnel(&self, id: TouchpointId, step: Step, lead: &LeadState) -> Vec<Episode> {
        if !lead.has_reached(step) {
            return Vec::new();
        }
        let moved_on = lead.moved_on(step);
        let Some(mut entered) = lead.recorded[step.index()] else {
            let at = moved_on.unwrap_or(lead.last_activity);
            return vec![episode(id, 1, at, None, End::Bypassed(at))];
        };
        let mut episodes = Vec::new();
        for defeat in lead.defeats.iter().filter(|defeat| defeat.step == step) {
            let mut leaked =
                episode(id, episodes.len() as u16 + 1, entered, None, End::Leaked(defeat.at, defeat.reason.clone()));
            leaked.recovered = defeat.back.is_some();
            episodes.push(leaked);
            match defeat.back {
                Some(back) => entered = back,
                None => return episodes,
            }
        }
        let occurrence = episodes.len() as u16 + 1;
        let (due, end) = match moved_on {
            Some(at) => (None, End::Passed(later(at, entered))),
            None if step == Step::Delivery => (None, End::Passed(entered)),
            None => (Some(lead.due), End::Open),
        };
        episodes.push(episode(id, occurrence, entered, due, end));
        episodes
    }
}
