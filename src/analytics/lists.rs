//! The people behind a number: every count of the map and the funnel is the length of one of these lists. No analysis asks for a list
//! here; each has a function of its own for it.

use super::{
    advisers, answers, consultants, distribution, funnel, measures, nodes,
    viewpoint::{Member, Viewpoint},
};
use crate::order::order;
use crate::{
    book::CustomerId,
    lifecycle::{catalogue, journey::Subject},
    protocol::query::{Half, NodePart, Selection},
    terms::stage::NODES,
};
use std::collections::BTreeSet;

impl Viewpoint<'_> {
    pub fn members(&self, selection: &Selection) -> Vec<Member> {
        match selection {
            Selection::Node(node, NodePart::Standing) => nodes::standing(self, *node),
            Selection::Node(node, NodePart::Off) => nodes::off(self, *node),
            Selection::Node(node, part) => nodes::episodes(self, catalogue::principal(*node), *part),
            Selection::LostFor(node, reason) => nodes::lost_for(self, *node, reason),
            Selection::Lost(half) => {
                let nodes = NODES.into_iter().filter(|node| Half::of(*node) == *half);
                nodes.flat_map(|node| nodes::episodes(self, catalogue::principal(node), NodePart::Leaked)).collect()
            }
            Selection::Touchpoint(key, part) => {
                catalogue::by_key(key).map_or_else(Vec::new, |id| nodes::episodes(self, id, *part))
            }
            Selection::Step(step, part) => funnel::step_members(self, *step, part),
            Selection::BoughtAfterDefeat => funnel::bought_after_defeat_members(self),
            Selection::DeliveriesWithoutLead => funnel::deliveries_without_lead(self),
            Selection::Everybody => nodes::everybody(self),
            Selection::Owners { .. }
            | Selection::StageUnknown(_)
            | Selection::Prospects { .. }
            | Selection::Moved { .. } => distribution::members(self, selection),
            Selection::Answers { kind, item, part } => answers::members(self, *kind, *item, *part),
            Selection::Measure { measure, part, group } => measures::members(self, *measure, *part, group.as_deref()),
            Selection::Guard => consultants::guard(self),
            Selection::Unattended => consultants::unattended(self),
            Selection::Loose => loose(self),
            Selection::Serviced => advisers::serviced(self),
            Selection::Responded => {
                measures::responses(self, self.period).into_iter().map(|(subject, _)| Member::of(subject)).collect()
            }
        }
    }
}

impl Viewpoint<'_> {
    /// The members after an edit, from those before it: where the list is of one touchpoint's episodes, only the subjects
    /// of the edit are looked at again.
    pub fn members_again(&self, selection: &Selection, before: &[Member], edited: &[Subject]) -> Vec<Member> {
        let (touchpoint, part) = match selection {
            Selection::Node(_, NodePart::Standing | NodePart::Off) => return self.members(selection),
            Selection::Node(node, part) => (Some(catalogue::principal(*node)), *part),
            Selection::LostFor(node, _) => (Some(catalogue::principal(*node)), NodePart::Leaked),
            Selection::Touchpoint(key, part) => (catalogue::by_key(key), *part),
            _ => return self.members(selection),
        };
        let Some(touchpoint) = touchpoint else { return Vec::new() };
        let mut members: Vec<Member> =
            before.iter().filter(|member| !edited.contains(&member.subject)).cloned().collect();
        let mut again = edited.iter().copied().filter(|subject| subject.kind() == touchpoint.get().subject);
        let mut found = nodes::episodes_of(self, &mut again, touchpoint, part);
        if let Selection::LostFor(_, reason) = selection {
            found.retain(|member| nodes::is_lost_for(member, reason));
        }
        members.extend(found);
        // In the order of the book again.
        let occurrence = |member: &Member| member.episode.as_ref().map_or(0, |episode| episode.occurrence);
        order(&mut members, |member| ((member.subject.place() as i64) << 16) + i64::from(occurrence(member)));
        members
    }
}

/// Customers of records whose row is gone.
fn loose(viewpoint: &Viewpoint) -> Vec<Member> {
    let book = viewpoint.world.book();
    let customers: BTreeSet<CustomerId> = book.loose.iter().filter_map(|record| book.customer_of(*record)).collect();
    let subjects = customers.into_iter().map(Subject::Customer);
    subjects.filter(|subject| viewpoint.in_slice(*subject)).map(Member::of).collect()
}
