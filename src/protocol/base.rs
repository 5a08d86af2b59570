//! The larger list that a list is part of, and the part of its scope that is its own.

use super::query::{AnswerPart, MeasurePart, NodePart, ProspectPart, Scope, Selection, StepPart};
use crate::terms::stage::Step;

impl Selection {
    /// The list that this one is a part of: all who came due, who came this far, who were asked. `None`: it is not a
    /// part.
    pub fn base(&self) -> Option<Self> {
        let of_part = |part: NodePart| match part {
            NodePart::Passed | NodePart::Leaked | NodePart::Stagnant => Some(NodePart::Due),
            NodePart::InTime => Some(NodePart::Open),
            NodePart::Unresolved => Some(NodePart::Stagnant),
            _ => None,
        };
        Some(match self {
            Self::Node(node, part) => Self::Node(*node, of_part(*part)?),
            Self::Touchpoint(key, part) => Self::Touchpoint(key.clone(), of_part(*part)?),
            Self::LostFor(node, _) => Self::Node(*node, NodePart::Leaked),
            Self::Step(Step::Lead, StepPart::Reached) => return None,
            Self::Step(_, StepPart::Reached) | Self::BoughtAfterDefeat => Self::Step(Step::Lead, StepPart::Reached),
            Self::Step(step, StepPart::LeakedFor(_)) => Self::Step(*step, StepPart::Leaked),
            Self::Step(step, _) => Self::Step(*step, StepPart::Reached),
            Self::Owners { stage: None, activity: None } => return None,
            Self::Owners { .. } | Self::StageUnknown(_) => Self::Owners { stage: None, activity: None },
            Self::Prospects { level: None, part: ProspectPart::All } => return None,
            Self::Prospects { .. } | Self::Guard => Self::Prospects { level: None, part: ProspectPart::All },
            Self::Answers { kind, item, part: AnswerPart::Low } => {
                Self::Answers { kind: *kind, item: *item, part: AnswerPart::All }
            }
            Self::Answers { part: AnswerPart::All | AnswerPart::Recommending, .. }
            | Self::Measure { part: MeasurePart::Denominator, .. } => return None,
            Self::Answers { kind, item, .. } => {
                Self::Answers { kind: *kind, item: *item, part: AnswerPart::Recommending }
            }
            Self::Measure { measure, group, .. } => {
                Self::Measure { measure: *measure, part: MeasurePart::Denominator, group: group.clone() }
            }
            _ => return None,
        })
    }
}

impl Scope {
    /// A list's own scope after the page's scope changed: parts that equalled the page's follow it, others stay.
    pub fn follows(self, before: &Self, now: &Self) -> Self {
        fn follow<T: PartialEq + Clone>(own: Option<T>, before: &Option<T>, now: &Option<T>) -> Option<T> {
            if own == *before { now.clone() } else { own }
        }
        Self {
            as_of: follow(self.as_of, &before.as_of, &now.as_of),
            period: follow(self.period, &before.period, &now.period),
            channel: follow(self.channel, &before.channel, &now.channel),
            consultant: follow(self.consultant, &before.consultant, &now.consultant),
            model: follow(self.model, &before.model, &now.model),
            adviser: follow(self.adviser, &before.adviser, &now.adviser),
        }
    }
}
