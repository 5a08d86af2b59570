//! The people behind a number: every count of the map and the funnel is the length of one of these lists. No analysis asks for a list
//! here; each has a function of its own for it.

use super::{
    advisers, answers, consultants, distribution, funnel, measures, nodes,
    viewpoint::{Member, Viewpoint},
};
use crate::{
    lifecycle::catalogue,
    protocol::query::{Half, NodePart, Selection},
    terms::stage::NODES,
};

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
            Selection::Serviced => advisers::serviced(self),
            Selection::Responded => {
                measures::responses(self, self.period).into_iter().map(|(subject, _)| Member::of(subject)).collect()
            }
        }
    }
}
