//! What an analysis looks at and from where: the store as of a day, a period, a slice; and one entry of a list.

use super::world::{Slice, Standings, World};
use crate::{
    lifecycle::{
        catalogue::TouchpointId,
        episode::Episode,
        journey::{Chosen, Subject, episodes, subjects},
        lead::LeadState,
    },
    protocol::query::Selection,
    terms::stage::SUBJECT_KINDS,
    time::{Day, Period},
};

/// One entry of a list: a subject, and the episode it is there for.
#[derive(Clone, PartialEq, Debug)]
pub struct Member {
    pub subject: Subject,
    pub episode: Option<Episode>,
    /// Position of the survey answer it is there for.
    pub answer: Option<usize>,
}

impl Member {
    pub fn of(subject: Subject) -> Self {
        Self { subject, episode: None, answer: None }
    }
}

/// What a list or a figure is asked about.
pub struct Viewpoint<'a> {
    pub world: &'a World,
    /// As of the reporting date.
    pub standings: &'a Standings,
    pub period: Period,
    pub slice: Slice,
}

impl Viewpoint<'_> {
    /// Episodes of a past period are read as of its end.
    pub fn episodes_as_of(&self) -> Day {
        self.standings.as_of.min(self.period.last)
    }

    /// Whether the episodes of the period are read as of the as-of date itself.
    pub fn is_of_now(&self) -> bool {
        self.episodes_as_of() == self.standings.as_of
    }

    /// The day that the states in a list are of: a list of a past period's episodes shows how they stood at its end,
    /// every other list how things stand at the as-of date.
    pub fn read_to(&self, selection: &Selection) -> Day {
        match selection {
            Selection::Node(_, part) | Selection::Touchpoint(_, part) if part.is_of_now() => self.standings.as_of,
            Selection::Node(..) | Selection::Touchpoint(..) | Selection::Lost(_) | Selection::LostFor(..) => {
                self.episodes_as_of()
            }
            _ => self.standings.as_of,
        }
    }

    pub fn in_slice(&self, subject: Subject) -> bool {
        self.slice.holds(self.world, self.standings, subject)
    }

    /// Every episode of the wanted touchpoints in the slice, as it stood on a day.
    pub fn each_episode(
        &self,
        day: Day,
        wanted: &dyn Fn(TouchpointId) -> bool,
        take: &mut dyn FnMut(Subject, Episode),
    ) {
        let chosen = Chosen::new(self.world.observed(), wanted);
        for kind in SUBJECT_KINDS.into_iter().filter(|kind| !chosen.is_empty(*kind)) {
            self.each_episode_of(&mut subjects(self.world.book(), kind), day, &chosen, take);
        }
    }

    /// The same of some subjects.
    pub fn each_episode_of(
        &self,
        subjects: &mut dyn Iterator<Item = Subject>,
        day: Day,
        chosen: &Chosen,
        take: &mut dyn FnMut(Subject, Episode),
    ) {
        let context = self.world.context(day);
        for subject in subjects.filter(|subject| self.in_slice(*subject)) {
            for episode in episodes(&context, subject, chosen) {
                take(subject, episode);
            }
        }
    }

    /// Opportunities created in the period, in the slice.
    pub fn funnel(&self) -> impl Iterator<Item = (Subject, &LeadState)> {
        self.standings.leads().filter_map(|(id, state)| {
            let created = self.world.book().opportunity(id).created.day();
            let subject = Subject::Lead(id);
            (self.period.contains(created) && self.in_slice(subject)).then_some((subject, state))
        })
    }
}
