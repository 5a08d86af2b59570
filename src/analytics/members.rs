//! The people behind a number: every count of the map and the funnel is the length of one of these lists.

use super::world::{Picture, Slice, World};
use crate::{
    book::{Customer, CustomerId},
    lifecycle::{
        catalogue::{self, TouchpointId},
        episode::{End, Episode},
        journey::{Chosen, Subject, episodes, subjects},
        lead::{LeadStanding, LeadState},
    },
    protocol::query::{Half, NodePart, Selection, StepPart},
    terms::{
        activity::Activity,
        stage::{NODES, Node, SUBJECT_KINDS, Step},
    },
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

/// What a list is asked about.
pub struct Frame<'a> {
    pub world: &'a World,
    /// As of the reporting date.
    pub picture: &'a Picture,
    pub period: Period,
    pub slice: Slice,
}

impl Frame<'_> {
    /// Episodes of a past period are read as of its end.
    pub fn episodes_as_of(&self) -> Day {
        self.picture.as_of.min(self.period.last)
    }

    pub fn members(&self, selection: &Selection) -> Vec<Member> {
        match selection {
            Selection::Node(node, NodePart::Standing) => self.standing(*node),
            Selection::Node(node, NodePart::Off) => self.off(*node),
            Selection::Node(node, part) => self.episodes(catalogue::principal(*node), *part),
            Selection::LostFor(node, reason) => self.lost_for(*node, reason),
            Selection::Lost(half) => {
                let nodes = NODES.into_iter().filter(|node| Half::of(*node) == *half);
                nodes.flat_map(|node| self.episodes(catalogue::principal(node), NodePart::Leaked)).collect()
            }
            Selection::Touchpoint(key, part) => {
                catalogue::by_key(key).map_or_else(Vec::new, |id| self.episodes(id, *part))
            }
            Selection::Step(step, part) => self.step(*step, part),
            Selection::BoughtAfterDefeat => self.created(bought_after_defeat),
            Selection::DeliveriesWithoutLead => self.deliveries_without_lead(),
            Selection::Everybody => self.everybody(),
            Selection::Owners { .. }
            | Selection::StageUnknown(_)
            | Selection::Prospects { .. }
            | Selection::Moved { .. } => super::distribution::members(self, selection),
            Selection::Answers { kind, item, part } => super::answers::members(self, *kind, *item, *part),
            Selection::Measure { measure, part, group } => {
                super::measures::members(self, *measure, *part, group.as_deref())
            }
            Selection::Guard => super::consultants::guard(self),
            Selection::Unattended => super::consultants::unattended(self),
            Selection::Serviced => super::advisers::serviced(self),
            Selection::Responded => super::measures::responses(self, self.period)
                .into_iter()
                .map(|(subject, _)| Member::of(subject))
                .collect(),
        }
    }

    /// Every customer known by the as-of day, in the slice.
    fn everybody(&self) -> Vec<Member> {
        let known =
            |(_, customer): &(usize, &Customer)| customer.known_since.is_none_or(|day| day <= self.picture.as_of);
        let customers = self.world.book().customers.iter().enumerate().filter(known);
        let subjects = customers.map(|(index, _)| Subject::Customer(CustomerId::at(index)));
        subjects.filter(|subject| self.in_slice(*subject)).map(Member::of).collect()
    }

    pub fn in_slice(&self, subject: Subject) -> bool {
        self.slice.holds(self.world, self.picture, subject)
    }

    fn standing(&self, node: Node) -> Vec<Member> {
        let leads = self.picture.leads().filter(|(_, state)| state.reached.node() == node && is_standing(state));
        let owners = self.picture.owners().filter(|(_, state)| state.standing() == Some(node));
        self.both(leads.map(|(id, _)| Subject::Lead(id)), owners.map(|(id, _)| Subject::Ownership(id)))
    }

    /// Off the path: dormant or defeated leads that came this far, churned owners of this stage.
    fn off(&self, node: Node) -> Vec<Member> {
        let leads = self.picture.leads().filter(|(_, state)| {
            state.reached.node() == node
                && matches!(state.standing, LeadStanding::Dormant { .. } | LeadStanding::Defeated)
        });
        let owners = self
            .picture
            .owners()
            .filter(|(_, state)| state.activity >= Activity::Churned && state.node() == Some(node));
        self.both(leads.map(|(id, _)| Subject::Lead(id)), owners.map(|(id, _)| Subject::Ownership(id)))
    }

    fn both(&self, leads: impl Iterator<Item = Subject>, owners: impl Iterator<Item = Subject>) -> Vec<Member> {
        leads.chain(owners).filter(|subject| self.in_slice(*subject)).map(Member::of).collect()
    }

    fn episodes(&self, id: TouchpointId, part: NodePart) -> Vec<Member> {
        let mut found = Vec::new();
        self.each_episode(&|wanted| wanted == id, &mut |subject, episode| {
            if part_of(&episode, self.period, self.episodes_as_of()).is_some_and(|is| is == part || covers(part, is)) {
                found.push(Member { episode: Some(episode), ..Member::of(subject) });
            }
        });
        found
    }

    fn lost_for(&self, node: Node, reason: &str) -> Vec<Member> {
        let lost = self.episodes(catalogue::principal(node), NodePart::Leaked);
        let is_meant = |member: &Member| member.episode.as_ref().and_then(Episode::reason) == Some(reason);
        lost.into_iter().filter(is_meant).collect()
    }

    /// Every episode of the wanted touchpoints in the slice.
    pub fn each_episode(&self, wanted: &dyn Fn(TouchpointId) -> bool, take: &mut dyn FnMut(Subject, Episode)) {
        let context = self.world.context(self.episodes_as_of());
        let chosen = Chosen::new(self.world.observed(), wanted);
        for kind in SUBJECT_KINDS.into_iter().filter(|kind| !chosen.of(*kind).is_empty()) {
            for subject in subjects(self.world.book(), kind).filter(|subject| self.in_slice(*subject)) {
                for episode in episodes(&context, subject, &chosen) {
                    take(subject, episode);
                }
            }
        }
    }

    /// Opportunities created in the period, in the slice.
    pub fn funnel(&self) -> impl Iterator<Item = (Subject, &LeadState)> {
        self.picture.leads().filter_map(|(id, state)| {
            let created = self.world.book().opportunity(id).created.day();
            let subject = Subject::Lead(id);
            (self.period.contains(created) && self.in_slice(subject)).then_some((subject, state))
        })
    }

    fn created(&self, wanted: impl Fn(&LeadState) -> bool) -> Vec<Member> {
        self.funnel().filter(|(_, state)| wanted(state)).map(|(subject, _)| Member::of(subject)).collect()
    }

    fn step(&self, step: Step, part: &StepPart) -> Vec<Member> {
        let next = super::funnel::next_observed(self.world, step);
        self.created(|state| step_parts(state, step, next, part))
    }

    fn deliveries_without_lead(&self) -> Vec<Member> {
        let world = self.world;
        world
            .book()
            .deliveries_without_lead(self.period.first)
            .filter(|id| world.book().ownership(*id).since.is_some_and(|since| self.period.contains(since)))
            .map(Subject::Ownership)
            .filter(|subject| self.in_slice(*subject))
            .map(Member::of)
            .collect()
    }
}

/// On the path: open and not dormant.
pub fn is_standing(state: &LeadState) -> bool {
    matches!(state.standing, LeadStanding::InTime | LeadStanding::Stagnant { .. })
}

/// 战败后又成交: a defeat is dated before the delivery.
pub fn bought_after_defeat(state: &LeadState) -> bool {
    let Some(delivered) = state.recorded[Step::Delivery.index()] else { return false };
    state.defeats.iter().any(|defeat| defeat.at.day() < delivered.day())
}

/// What an episode counts as in a period; `None` where it neither came due nor ended in it and is not open.
pub fn part_of(episode: &Episode, period: Period, as_of: Day) -> Option<NodePart> {
    let within = |at: crate::time::Moment| period.contains(at.day());
    match &episode.end {
        End::Passed(at) => within(*at).then_some(NodePart::Passed),
        End::Leaked(at, _) => within(*at).then_some(NodePart::Leaked),
        End::Bypassed(at) => within(*at).then_some(NodePart::Bypassed),
        End::Moot(_) => None,
        End::Open if episode.is_stagnant(as_of) => episode.due.filter(|due| within(*due)).map(|_| NodePart::Stagnant),
        End::Open => Some(NodePart::InTime),
    }
}

/// Whether a part is made of others, this one among them.
fn covers(wanted: NodePart, is: NodePart) -> bool {
    match wanted {
        NodePart::Due => matches!(is, NodePart::Passed | NodePart::Leaked | NodePart::Stagnant),
        NodePart::Open => matches!(is, NodePart::InTime | NodePart::Stagnant),
        _ => false,
    }
}

/// Whether an opportunity belongs to a part of a funnel step.
pub fn step_parts(state: &LeadState, step: Step, next: Option<Step>, part: &StepPart) -> bool {
    if !state.has_reached(step) {
        return false;
    }
    let went_on = next.is_some_and(|next| state.has_reached(next));
    let stays = !went_on && state.standing != LeadStanding::Delivered;
    match part {
        StepPart::Reached => true,
        StepPart::Next => went_on,
        StepPart::Bypassed => state.bypassed(step),
        StepPart::Leaked => stays && state.standing == LeadStanding::Defeated,
        StepPart::LeakedFor(reason) => {
            stays && state.standing == LeadStanding::Defeated && state.defeat_reason() == reason
        }
        StepPart::Stagnant => {
            stays && matches!(state.standing, LeadStanding::Stagnant { .. } | LeadStanding::Dormant { .. })
        }
        StepPart::Dormant => stays && matches!(state.standing, LeadStanding::Dormant { .. }),
        StepPart::InTime => stays && state.standing == LeadStanding::InTime,
        StepPart::Recorded => !state.bypassed(step),
        StepPart::Timed => next.is_some_and(|next| days_between(state, step, next).is_some()),
    }
}

/// Days from one step to another, where both are recorded in this order.
pub fn days_between(state: &LeadState, step: Step, next: Step) -> Option<i32> {
    let (from, to) = (state.recorded[step.index()]?, state.recorded[next.index()]?);
    Some(to.day().days_since(from.day())).filter(|days| *days >= 0)
}
