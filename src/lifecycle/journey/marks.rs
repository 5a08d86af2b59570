//! What records of a touchpoint decide (环节记录). A record passes or leaks the occurrence it falls in; one that falls in none is
//! an occurrence of its own, entered and ended at its moment.
//!
//! Funnel steps and passages through a stage are not played here. A step that a record says was made counts as recorded
//! (`lead`), so it is entered by its own record and passed by the next one's. A record that a step was not made says what
//! the missing step says: only a defeat loses a lead. A passage ends by time or mileage, and is lost by silence. No record of a
//! passage can say otherwise, because where an owner stands is read from the same service orders (`owner`), and the map
//! shows both.

use super::{Played, answer::Opening, episode, not_before};
use crate::{
    lifecycle::{
        catalogue::TouchpointId,
        episode::{End, Episode},
    },
    time::Moment,
};

/// A record that names the touchpoint being played.
#[derive(Clone, Copy)]
pub(super) struct Marked {
    pub at: Moment,
    pub is_done: bool,
    pub record: u32,
}

impl Played<'_> {
    /// A touchpoint that is known only where somebody looked: every record of it is an occurrence.
    pub(super) fn sampled(&self, id: TouchpointId) -> Vec<Episode> {
        let one = |(index, mark): (usize, Marked)| {
            let due = self.due(id.get().clock, mark.at);
            episode(id, index as u16 + 1, mark.at, due, self.end_by(mark))
        };
        self.marks(id).enumerate().map(one).collect()
    }

    /// The records that name the touchpoint, in time order.
    pub(super) fn marks(&self, id: TouchpointId) -> impl Iterator<Item = Marked> {
        let own =
            self.facts.iter().filter_map(move |fact| Some((fact.at, fact.mark.filter(|mark| mark.touchpoint == id)?)));
        own.map(|(at, mark)| Marked { at, is_done: mark.is_done, record: mark.record })
    }

    /// How an occurrence ends that the record alone makes.
    pub(super) fn end_by(&self, mark: Marked) -> End {
        match mark.is_done {
            true => End::Passed(mark.at),
            false => End::Leaked(mark.at, self.note(mark.record)),
        }
    }

    /// The note of a record, as the reason why it was not done.
    pub(super) fn note(&self, record: u32) -> String {
        self.context.tables.marks().at(record as usize).note().unwrap_or_default().to_owned()
    }
}

/// Gives each record to the occurrence it falls in, the latest that began by then, and returns the records that fall in
/// none. What is done after its fact and before its time (a call on day 2 that was planned for day 3) begins that
/// occurrence early: it would otherwise be called for again.
pub(super) fn share_out(marks: impl Iterator<Item = Marked>, openings: &mut [Opening]) -> Vec<Marked> {
    let mut alone = Vec::new();
    for mark in marks {
        let ahead = openings.iter().position(|one| !not_before(mark.at, one.entered)).unwrap_or(openings.len());
        let is_early = openings.get(ahead).is_some_and(|next| not_before(mark.at, next.since));
        match if is_early { Some(ahead) } else { ahead.checked_sub(1) } {
            Some(place) => openings[place].take(mark, is_early),
            None => alone.push(mark),
        }
    }
    alone
}
