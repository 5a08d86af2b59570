//! What a map counts: a sum over all subjects. An edit takes its subjects out as they were and adds them as they are, so
//! the map of today follows without anybody else being looked at.

use super::{measured_by, reaches_back, recount};
use crate::{
    analytics::{
        answers::answers,
        measures::moved_back,
        nodes::{self, Place, is_known, lead_place, owner_place, part_of},
        satisfaction::item_scores,
        slices,
        viewpoint::Viewpoint,
    },
    lifecycle::{
        catalogue,
        episode::Episode,
        journey::{Chosen, Subject, episodes, subjects},
        lead::LeadStanding,
    },
    protocol::{
        query::{HALVES, NodePart},
        view::{Estimate, Exits, SliceChoices},
    },
    terms::{
        stage::{NODES, Node, SUBJECT_KINDS},
        touchpoint::SurveyItem,
    },
};
use std::{collections::BTreeMap, iter};

/// What the map of one viewpoint counts.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct MapTally {
    pub customers: u32,
    pub dormant: u32,
    /// By node: who is there.
    pub places: [Places; NODES.len()],
    pub exits: Tallies,
    /// The same period one year earlier, where the files reach back that far.
    pub year_before: Option<Tallies>,
    /// How many of a node's people past their time are so to this day, of the nodes for which it was asked.
    unresolved: Vec<(Node, u32)>,
    /// By node: the score of the item that measures it. An edit does not change it.
    pub scores: [Option<(SurveyItem, Estimate)>; NODES.len()],
    /// An edit does not change them.
    pub choices: SliceChoices,
}

/// Who stands at a node, and who left the path there.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Places {
    pub standing: u32,
    pub off: u32,
}

/// The counts of a period's episodes by node.
pub type Tallies = [Tally; NODES.len()];

/// The counts of one node's episodes.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Tally {
    pub exits: Exits,
    /// The reasons of the lost episodes, as far as given.
    pub reasons: BTreeMap<String, u32>,
}

/// Whether subjects are added or taken out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sign {
    Add,
    Take,
}

impl Sign {
    pub(super) fn apply(self, count: &mut u32) {
        *count = match self {
            Self::Add => *count + 1,
            Self::Take => count.saturating_sub(1),
        };
    }
}

impl MapTally {
    pub fn new(viewpoint: &Viewpoint) -> Self {
        let reaches = HALVES.into_iter().any(|half| reaches_back(viewpoint, half, year_before(viewpoint).period.first));
        let answers = answers(viewpoint, viewpoint.period);
        let mut tally = Self {
            year_before: reaches.then(Tallies::default),
            scores: NODES.map(|node| measured_by(node).and_then(|item| Some((item, item_scores(&answers, item)?)))),
            choices: slices::of_everybody(viewpoint),
            ..Self::default()
        };
        let book = viewpoint.world.book();
        SUBJECT_KINDS.into_iter().for_each(|kind| tally.count(viewpoint, subjects(book, kind), Sign::Add));
        tally
    }

    /// Adds subjects as they are, or takes them out as they were when they were added.
    pub fn count(&mut self, viewpoint: &Viewpoint, subjects: impl IntoIterator<Item = Subject>, sign: Sign) {
        let earlier = year_before(viewpoint);
        let principal = principal();
        let chosen = Chosen::new(viewpoint.world.observed(), |id| principal[id.index()].is_some());
        for subject in subjects.into_iter().filter(|subject| viewpoint.in_slice(*subject)) {
            self.place(viewpoint, subject, sign);
            if chosen.is_empty(subject.kind()) {
                continue;
            }
            exits(viewpoint, subject, (&chosen, &principal), &mut self.exits, sign);
            if let Some(tallies) = &mut self.year_before {
                exits(&earlier, subject, (&chosen, &principal), tallies, sign);
            }
            for (node, people) in &mut self.unresolved {
                (0..unresolved(viewpoint, subject, *node)).for_each(|_| sign.apply(people));
            }
        }
    }

    /// Of a node's people past their time, those who are so to this day.
    pub fn unresolved(&mut self, viewpoint: &Viewpoint, node: Node) -> u32 {
        if viewpoint.is_of_now() {
            return self.exits[node as usize].exits.stagnant;
        }
        if let Some((_, people)) = self.unresolved.iter().find(|(known, _)| *known == node) {
            return *people;
        }
        let people = nodes::episodes(viewpoint, catalogue::principal(node), NodePart::Unresolved).len() as u32;
        self.unresolved.push((node, people));
        people
    }

    fn place(&mut self, viewpoint: &Viewpoint, subject: Subject, sign: Sign) {
        let standings = viewpoint.standings;
        let place = match subject {
            Subject::Lead(id) => {
                let state = standings.leads[id.get()].as_ref();
                if state.is_some_and(|state| matches!(state.standing, LeadStanding::Dormant { .. })) {
                    sign.apply(&mut self.dormant);
                }
                state.and_then(lead_place)
            }
            Subject::Ownership(id) => standings.owners[id.get()].as_ref().and_then(owner_place),
            Subject::Customer(id) => {
                if is_known(viewpoint, id) {
                    sign.apply(&mut self.customers);
                }
                None
            }
        };
        match place {
            Some((node, Place::On)) => sign.apply(&mut self.places[node as usize].standing),
            Some((node, Place::Off)) => sign.apply(&mut self.places[node as usize].off),
            None => {}
        }
    }
}

/// The same viewpoint, of the period one year earlier.
fn year_before<'a>(viewpoint: &Viewpoint<'a>) -> Viewpoint<'a> {
    viewpoint.sliced(moved_back(viewpoint.period, 12), viewpoint.slice.clone())
}

/// By touchpoint: the node whose principal touchpoint it is.
fn principal() -> Vec<Option<Node>> {
    let mut node_of = vec![None; catalogue::all().len()];
    NODES.iter().for_each(|node| node_of[catalogue::principal(*node).index()] = Some(*node));
    node_of
}

/// Counts one subject's episodes of the period.
fn exits(
    viewpoint: &Viewpoint,
    subject: Subject,
    (chosen, principal): (&Chosen, &[Option<Node>]),
    tallies: &mut Tallies,
    sign: Sign,
) {
    let as_of = viewpoint.episodes_as_of();
    for episode in episodes(&viewpoint.world.context(as_of), subject, chosen) {
        let Some(node) = principal[episode.touchpoint.index()] else { continue };
        let part = part_of(&episode, viewpoint.period, as_of);
        let tally = &mut tallies[node as usize];
        recount(&mut tally.exits, part, sign);
        if part == Some(NodePart::Leaked) {
            tally.reason(&episode, sign);
        }
    }
}

/// How many episodes of one subject at a node are past their time to this day.
fn unresolved(viewpoint: &Viewpoint, subject: Subject, node: Node) -> u32 {
    let touchpoint = catalogue::principal(node);
    nodes::episodes_of(viewpoint, &mut iter::once(subject), touchpoint, NodePart::Unresolved).len() as u32
}

impl Tally {
    fn reason(&mut self, episode: &Episode, sign: Sign) {
        let Some(reason) = episode.reason().filter(|reason| !reason.is_empty()) else { return };
        let count = self.reasons.entry(reason.to_owned()).or_default();
        sign.apply(count);
        if *count == 0 {
            self.reasons.remove(reason);
        }
    }
}
