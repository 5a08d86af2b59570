//! Who is at a node of the map: those who stand there, those who have left the path, and its episodes of a period.

use super::viewpoint::{Member, Viewpoint};
use crate::{
    book::CustomerId,
    lifecycle::{
        catalogue::{self, TouchpointId},
        episode::{End, Episode},
        journey::{Chosen, Subject, subjects},
        lead::{LeadStanding, LeadState},
        owner::OwnerState,
    },
    protocol::query::NodePart,
    terms::{activity::Activity, stage::Node},
    time::{Day, Period},
};

/// Every customer known by the as-of day, in the slice.
pub fn everybody(viewpoint: &Viewpoint) -> Vec<Member> {
    let customers = (0..viewpoint.world.book().customers.len()).map(CustomerId::at);
    let subjects = customers.filter(|id| is_known(viewpoint, *id)).map(Subject::Customer);
    subjects.filter(|subject| viewpoint.in_slice(*subject)).map(Member::of).collect()
}

pub fn is_known(viewpoint: &Viewpoint, id: CustomerId) -> bool {
    viewpoint.world.book().customer(id).known_since.is_none_or(|day| day <= viewpoint.standings.as_of)
}

/// Whether somebody is on the path.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// Stands at the node.
    On,
    /// Came this far and left the path: a dormant or defeated lead, a churned owner.
    Off,
}

/// Where a lead is on the map; a delivered one is an owner there.
pub fn lead_place(state: &LeadState) -> Option<(Node, Place)> {
    let place = match state.standing {
        LeadStanding::InTime | LeadStanding::Stagnant { .. } => Place::On,
        LeadStanding::Dormant { .. } | LeadStanding::Defeated => Place::Off,
        LeadStanding::Delivered => return None,
    };
    Some((state.reached.node(), place))
}

/// Where an owner is on the map; `None` where the stage is unknown.
pub fn owner_place(state: &OwnerState) -> Option<(Node, Place)> {
    let place = if state.activity >= Activity::Churned { Place::Off } else { Place::On };
    Some((state.node()?, place))
}

pub fn standing(viewpoint: &Viewpoint, node: Node) -> Vec<Member> {
    placed(viewpoint, (node, Place::On))
}

/// Off the path, having come this far.
pub fn off(viewpoint: &Viewpoint, node: Node) -> Vec<Member> {
    placed(viewpoint, (node, Place::Off))
}

fn placed(viewpoint: &Viewpoint, at: (Node, Place)) -> Vec<Member> {
    let leads = viewpoint.standings.leads().filter(|(_, state)| lead_place(state) == Some(at));
    let owners = viewpoint.standings.owners().filter(|(_, state)| owner_place(state) == Some(at));
    both(viewpoint, leads.map(|(id, _)| Subject::Lead(id)), owners.map(|(id, _)| Subject::Ownership(id)))
}

fn both(
    viewpoint: &Viewpoint,
    leads: impl Iterator<Item = Subject>,
    owners: impl Iterator<Item = Subject>,
) -> Vec<Member> {
    leads.chain(owners).filter(|subject| viewpoint.in_slice(*subject)).map(Member::of).collect()
}

pub fn episodes(viewpoint: &Viewpoint, id: TouchpointId, part: NodePart) -> Vec<Member> {
    episodes_of(viewpoint, &mut subjects(viewpoint.world.book(), id.get().subject), id, part)
}

/// The same of some subjects.
pub fn episodes_of(
    viewpoint: &Viewpoint,
    subjects: &mut dyn Iterator<Item = Subject>,
    id: TouchpointId,
    part: NodePart,
) -> Vec<Member> {
    let mut found = Vec::new();
    let day = if part.is_of_now() { viewpoint.standings.as_of } else { viewpoint.episodes_as_of() };
    let chosen = Chosen::new(viewpoint.world.observed(), |wanted| wanted == id);
    viewpoint.each_episode_of(subjects, day, &chosen, &mut |subject, episode| {
        if part_of(&episode, viewpoint.period, viewpoint.episodes_as_of())
            .is_some_and(|is| is == part || covers(part, is))
        {
            found.push(Member { episode: Some(episode), ..Member::of(subject) });
        }
    });
    found
}

pub fn lost_for(viewpoint: &Viewpoint, node: Node, reason: &str) -> Vec<Member> {
    let mut lost = episodes(viewpoint, catalogue::principal(node), NodePart::Leaked);
    lost.retain(|member| is_lost_for(member, reason));
    lost
}

pub fn is_lost_for(member: &Member, reason: &str) -> bool {
    member.episode.as_ref().and_then(Episode::reason) == Some(reason)
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
        // Read at the as-of date: whatever is open then was open at the end of the period too.
        NodePart::Unresolved => is == NodePart::Stagnant,
        _ => false,
    }
}
