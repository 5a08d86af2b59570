//! A customer's way over the nodes of the map: what is passed, where they stand, what is ahead.

use super::lead_person_state;
use crate::{
    analytics::{slices, viewpoint::Viewpoint},
    book::{CustomerId, OpportunityId, OwnershipId},
    lifecycle::{
        catalogue,
        episode::{End, Episode},
        journey::Subject,
        lead::{LeadStanding, LeadState},
        owner::{self, OwnerState},
    },
    model::ids::SubjectRef,
    protocol::view::{Pace, PersonState, WayNode},
    terms::{
        activity::Activity,
        stage::{Level, NODES, Node, STEPS, Stage, Step, SubjectKind},
    },
    time::Day,
};

/// The subject of the way: a car and the lead it came from, or a lead.
pub(super) struct Main {
    lead: Option<OpportunityId>,
    owned: Option<OwnershipId>,
}

impl Main {
    /// The subject in the address; else the customer's latest role: the owner of a car, else a lead.
    pub(super) fn of(viewpoint: &Viewpoint, id: CustomerId, subject: SubjectRef) -> Self {
        let (book, standings) = (viewpoint.world.book(), viewpoint.standings);
        let customer = book.customer(id);
        let (leads, cars) = (&customer.opportunities, &customer.ownerships);
        let (lead, named) = match subject.kind {
            SubjectKind::Lead => (Self::lead(viewpoint, leads, subject), None),
            SubjectKind::Ownership => (None, Self::car(viewpoint, cars, subject)),
            SubjectKind::Customer => (None, None),
        };
        let present = cars.iter().rev().find(|car| standings.owners[car.get()].is_some()).copied();
        let owned = match subject.kind {
            SubjectKind::Lead if lead.is_some() => lead.and_then(|lead| book.opportunity(lead).ownership),
            SubjectKind::Ownership if named.is_some() => named,
            _ => present.or(cars.last().copied().filter(|_| leads.is_empty())),
        };
        let of_car = owned.and_then(|car| book.ownership(car).opportunity);
        Self { lead: lead.or(of_car).or(leads.last().copied().filter(|_| owned.is_none())), owned }
    }

    /// The lead that the address names by its first row, or by any other.
    fn lead(viewpoint: &Viewpoint, leads: &[OpportunityId], subject: SubjectRef) -> Option<OpportunityId> {
        let book = viewpoint.world.book();
        let named = leads.iter().find(|lead| book.opportunity_ref(**lead) == subject).copied();
        named.or_else(|| {
            let row = book.row(&viewpoint.world.tables, subject)?;
            leads.iter().find(|lead| book.opportunity(**lead).rows.contains(&row)).copied()
        })
    }

    /// The same for a car.
    fn car(viewpoint: &Viewpoint, cars: &[OwnershipId], subject: SubjectRef) -> Option<OwnershipId> {
        let book = viewpoint.world.book();
        let named = cars.iter().find(|car| book.ownership_ref(**car) == subject).copied();
        named.or_else(|| {
            let row = book.row(&viewpoint.world.tables, subject)?;
            cars.iter().find(|car| book.ownership(**car).names(row)).copied()
        })
    }

    fn lead_state<'a>(&self, viewpoint: &'a Viewpoint) -> Option<&'a LeadState> {
        viewpoint.standings.leads[self.lead?.get()].as_ref()
    }

    fn owner_state<'a>(&self, viewpoint: &'a Viewpoint) -> Option<&'a OwnerState> {
        viewpoint.standings.owners[self.owned?.get()].as_ref()
    }

    pub(super) fn state(&self, viewpoint: &Viewpoint) -> PersonState {
        let owner = self.owner_state(viewpoint);
        let owner = owner.and_then(|state| Some(PersonState::Owner { stage: state.stage?, activity: state.activity }));
        owner.or_else(|| self.lead_state(viewpoint).map(lead_person_state)).unwrap_or(PersonState::Known)
    }

    pub(super) fn level(&self, viewpoint: &Viewpoint) -> Option<Level> {
        self.lead_state(viewpoint).filter(|state| state.is_open()).map(|state| state.level)
    }

    /// The main car's, if there is one; a second car's adviser is not shown beside the first one's state.
    pub(super) fn adviser(&self, viewpoint: &Viewpoint) -> Option<String> {
        let car = Subject::Ownership(self.owned?);
        slices::adviser(viewpoint.world, viewpoint.standings, car).map(str::to_owned)
    }

    pub(super) fn consultant(&self, viewpoint: &Viewpoint) -> Option<String> {
        let book = viewpoint.world.book();
        let of_car = self.owned.and_then(|car| book.ownership(car).consultant.clone());
        of_car.or_else(|| book.opportunity(self.lead?).consultant.clone())
    }
}

pub(super) fn way(viewpoint: &Viewpoint, main: &Main, played: &[(Subject, Episode)]) -> Vec<WayNode> {
    let lead = main.lead_state(viewpoint);
    let since = main.owned.and_then(|car| viewpoint.world.book().ownership(car).since);
    let mut nodes: Vec<WayNode> =
        STEPS.iter().map(|step| step_node(*step, lead, since, viewpoint.standings.as_of)).collect();
    let stages = &NODES[STEPS.len()..];
    match main.owned {
        Some(car) => nodes.extend(stages.iter().map(|node| Owned::new(viewpoint, car, played).node(*node))),
        None => nodes.extend(stages.iter().map(|node| bare(*node, Pace::Ahead, None))),
    }
    let is_known = |node: &WayNode| !matches!(node.pace, Pace::Unknown | Pace::Ahead);
    if nodes.iter().any(is_known) { nodes } else { Vec::new() }
}

fn bare(node: Node, pace: Pace, at: Option<Day>) -> WayNode {
    WayNode { node, pace, at, is_here: false }
}

/// A step before the delivery. For an owner without a lead, only the delivery is known.
fn step_node(step: Step, lead: Option<&LeadState>, since: Option<Day>, as_of: Day) -> WayNode {
    let node = step.node();
    let Some(lead) = lead else {
        let delivered = since.filter(|since| step == Step::Delivery && *since <= as_of);
        return bare(node, delivered.map_or(Pace::Unknown, |_| Pace::Passed), delivered);
    };
    let at = lead.recorded[step.index()].map(|at| at.day());
    match step.cmp(&lead.reached) {
        std::cmp::Ordering::Less if at.is_none() => bare(node, Pace::Bypassed, None),
        std::cmp::Ordering::Less => bare(node, Pace::Passed, at),
        std::cmp::Ordering::Greater => bare(node, Pace::Ahead, None),
        std::cmp::Ordering::Equal => match lead.standing {
            LeadStanding::Delivered => bare(node, Pace::Passed, at),
            LeadStanding::Defeated => {
                let lost = lead.defeats.last().map(|defeat| defeat.at.day());
                WayNode { is_here: true, ..bare(node, Pace::Leaked, lost) }
            }
            LeadStanding::InTime => WayNode { is_here: true, ..bare(node, Pace::InTime, at) },
            LeadStanding::Stagnant { late_days } | LeadStanding::Dormant { late_days } => {
                WayNode { is_here: true, ..bare(node, Pace::Late(late_days), at) }
            }
        },
    }
}

/// A car on its way through the ownership stages.
struct Owned<'a> {
    as_of: Day,
    since: Option<Day>,
    over_100k: Option<Day>,
    state: Option<&'a OwnerState>,
    episodes: Vec<&'a Episode>,
}

impl<'a> Owned<'a> {
    fn new(viewpoint: &'a Viewpoint, car: OwnershipId, played: &'a [(Subject, Episode)]) -> Self {
        let ownership = viewpoint.world.book().ownership(car);
        let as_of = viewpoint.standings.as_of;
        let seen = owner::seen(ownership, &viewpoint.world.tables, as_of);
        let episodes = played.iter().filter(|(subject, _)| *subject == Subject::Ownership(car));
        Self {
            as_of,
            since: ownership.since,
            over_100k: owner::over_100k(&seen),
            state: viewpoint.standings.owners[car.get()].as_ref(),
            episodes: episodes.map(|(_, episode)| episode).collect(),
        }
    }

    fn node(&self, node: Node) -> WayNode {
        let here = self.state.and_then(OwnerState::node);
        let wanted = catalogue::principal(node);
        let last = self.episodes.iter().rev().find(|episode| episode.touchpoint == wanted);
        if here == Some(node) {
            return WayNode { is_here: true, ..self.standing(node, last.copied()) };
        }
        match last.map(|episode| (&episode.end, episode.due)) {
            Some((End::Passed(at), _)) => bare(node, Pace::Passed, Some(at.day())),
            Some((End::Leaked(at, _), _)) => bare(node, Pace::Leaked, Some(at.day())),
            Some((End::Bypassed(_), _)) => bare(node, Pace::Bypassed, None),
            Some((End::Open, Some(due))) if node == Node::FirstService => {
                bare(node, Pace::Ahead, Some(due.day()).filter(|day| *day > self.as_of))
            }
            Some((End::Open, _)) => bare(node, Pace::Ahead, self.start(node)),
            _ if here.is_some_and(|here| here < node) => bare(node, Pace::Ahead, self.start(node)),
            _ => bare(node, Pace::Unknown, None),
        }
    }

    /// A churned owner is lost at this node; an owner past the due day stands still.
    fn standing(&self, node: Node, episode: Option<&Episode>) -> WayNode {
        let gone = self.state.is_some_and(|state| state.activity >= Activity::Churned);
        match episode {
            Some(Episode { end: End::Leaked(at, _), .. }) => bare(node, Pace::Leaked, Some(at.day())),
            _ if gone => bare(node, Pace::Leaked, None),
            Some(open) if open.is_stagnant(self.as_of) => {
                let late = open.due.map_or(0, |due| self.as_of.days_since(due.day()));
                bare(node, Pace::Late(late), Some(open.entered.day()))
            }
            Some(open) => bare(node, Pace::InTime, Some(open.entered.day())),
            None => bare(node, Pace::InTime, None),
        }
    }

    /// The first day of a future stage.
    fn start(&self, node: Node) -> Option<Day> {
        let stage = match node {
            Node::EarlyUse => Stage::EarlyUse,
            Node::Warranty => Stage::Warranty,
            Node::OutOfWarranty => Stage::OutOfWarranty,
            Node::Repurchase => Stage::Repurchase,
            _ => return None,
        };
        let (start, _) = owner::stage_days(self.since?, self.over_100k, stage)?;
        Some(start).filter(|start| *start > self.as_of)
    }
}
