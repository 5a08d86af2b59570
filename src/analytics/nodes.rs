//! Who is at a node of the map: those who stand there, those who have left the path, and its episodes of a period.

use super::viewpoint::{Member, Viewpoint};
use crate::{
    book::{Customer, CustomerId},
    lifecycle::{
        catalogue::{self, TouchpointId},
        episode::{End, Episode},
        journey::Subject,
        lead::{LeadStanding, LeadState},
    },
    protocol::query::NodePart,
    terms::{activity::Activity, stage::Node},
    time::{Day, Period},
};

/// Every customer known by the as-of day, in the slice.
pub fn everybody(viewpoint: &Viewpoint) -> Vec<Member> {
    let known =
        |(_, customer): &(usize, &Customer)| customer.known_since.is_none_or(|day| day <= viewpoint.standings.as_of);
    let customers = viewpoint.world.book().customers.iter().enumerate().filter(known);
    let subjects = customers.map(|(index, _)| Subject::Customer(CustomerId::at(index)));
    subjects.filter(|subject| viewpoint.in_slice(*subject)).map(Member::of).collect()
}

pub fn standing(viewpoint: &Viewpoint, node: Node) -> Vec<Member> {
    let leads = viewpoint.standings.leads().filter(|(_, state)| state.reached.node() == node && is_standing(state));
    let owners = viewpoint.standings.owners().filter(|(_, state)| state.standing() == Some(node));
    both(viewpoint, leads.map(|(id, _)| Subject::Lead(id)), owners.map(|(id, _)| Subject::Ownership(id)))
}

/// Open leads past their time by more than 90 days, whatever the period.
pub fn dormant(viewpoint: &Viewpoint) -> u32 {
    let leads = viewpoint.standings.leads();
    let dormant = leads.filter(|(_, state)| matches!(state.standing, LeadStanding::Dormant { .. }));
    dormant.filter(|(id, _)| viewpoint.in_slice(Subject::Lead(*id))).count() as u32
}

/// Off the path: dormant or defeated leads that came this far, churned owners of this stage.
pub fn off(viewpoint: &Viewpoint, node: Node) -> Vec<Member> {
    let leads = viewpoint.standings.leads().filter(|(_, state)| {
        state.reached.node() == node && matches!(state.standing, LeadStanding::Dormant { .. } | LeadStanding::Defeated)
    });
    let owners = viewpoint
        .standings
        .owners()
        .filter(|(_, state)| state.activity >= Activity::Churned && state.node() == Some(node));
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
    let mut found = Vec::new();
    let day = if part.is_of_now() { viewpoint.standings.as_of } else { viewpoint.episodes_as_of() };
    viewpoint.each_episode(day, &|wanted| wanted == id, &mut |subject, episode| {
        if part_of(&episode, viewpoint.period, viewpoint.episodes_as_of())
            .is_some_and(|is| is == part || covers(part, is))
        {
            found.push(Member { episode: Some(episode), ..Member::of(subject) });
        }
    });
    found
}

pub fn lost_for(viewpoint: &Viewpoint, node: Node, reason: &str) -> Vec<Member> {
    let lost = episodes(viewpoint, catalogue::principal(node), NodePart::Leaked);
    let is_meant = |member: &Member| member.episode.as_ref().and_then(Episode::reason) == Some(reason);
    lost.into_iter().filter(is_meant).collect()
}

/// On the path: open and not dormant.
pub fn is_standing(state: &LeadState) -> bool {
    matches!(state.standing, LeadStanding::InTime | LeadStanding::Stagnant { .. })
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
