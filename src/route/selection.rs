//! The people behind a number, as written in an address: `of=node.quote.leaked`, with a reason or a key of their own.

use super::{
    query::QueryString,
    words::{self, value, word},
};
use crate::{
    protocol::query::{Half, Measure, NodePart, Selection, StepPart},
    terms::stage::{NODES, Node, STEPS, Step},
};

const PARTS: [(NodePart, &str); 10] = [
    (NodePart::Standing, "standing"),
    (NodePart::Off, "off"),
    (NodePart::Due, "due"),
    (NodePart::Passed, "passed"),
    (NodePart::Leaked, "leaked"),
    (NodePart::Stagnant, "stagnant"),
    (NodePart::InTime, "in-time"),
    (NodePart::Bypassed, "bypassed"),
    (NodePart::Open, "open"),
    (NodePart::Unresolved, "unresolved"),
];

const HALF_WORDS: &words::Words<Half> = &[(Half::Before, "before"), (Half::After, "after")];

const STEP_PARTS: [(StepPart, &str); 9] = [
    (StepPart::Reached, "reached"),
    (StepPart::Next, "next"),
    (StepPart::Leaked, "leaked"),
    (StepPart::Stagnant, "stagnant"),
    (StepPart::Dormant, "dormant"),
    (StepPart::InTime, "in-time"),
    (StepPart::Bypassed, "bypassed"),
    (StepPart::Recorded, "recorded"),
    (StepPart::Timed, "timed"),
];

pub const fn node_word(node: Node) -> &'static str {
    match node {
        Node::Lead => "lead",
        Node::FirstResponse => "first-response",
        Node::Visit => "visit",
        Node::TestDrive => "test-drive",
        Node::Quote => "quote",
        Node::Order => "order",
        Node::Delivery => "delivery",
        Node::Honeymoon => "honeymoon",
        Node::FirstService => "first-service",
        Node::EarlyUse => "early-use",
        Node::Warranty => "warranty",
        Node::OutOfWarranty => "out-of-warranty",
        Node::Repurchase => "repurchase",
    }
}

pub fn into_query(selection: &Selection, query: &mut QueryString) {
    match selection {
        Selection::Node(node, part) => query.push("of", format!("node.{}.{}", node_word(*node), part_word(*part))),
        Selection::Step(step, StepPart::LeakedFor(reason)) => {
            query.push("of", format!("step.{}.leaked", node_word(step.node())));
            query.push("reason", reason);
        }
        Selection::Step(step, part) => {
            query.push("of", format!("step.{}.{}", node_word(step.node()), step_part_word(part)));
        }
        Selection::BoughtAfterDefeat => query.push("of", "bought-after-defeat"),
        Selection::DeliveriesWithoutLead => query.push("of", "deliveries-without-lead"),
        Selection::Everybody => query.push("of", "everybody"),
        Selection::Touchpoint(key, part) => {
            query.push("of", format!("touchpoint.{}", part_word(*part)));
            query.push("key", key);
        }
        Selection::Owners { stage, activity } => {
            query.push("of", "owners");
            query.push_some("stage", stage.map(|stage| word(words::STAGES, stage)));
            query.push_some("activity", activity.map(|activity| word(words::ACTIVITIES, activity)));
        }
        Selection::StageUnknown(activity) => {
            query.push("of", "stage-unknown");
            query.push_some("activity", activity.map(|activity| word(words::ACTIVITIES, activity)));
        }
        Selection::Prospects { level, part } => {
            query.push("of", format!("prospects.{}", word(words::PROSPECT_PARTS, *part)));
            query.push_some("level", level.map(|level| word(words::LEVELS, level)));
        }
        Selection::Moved { from, to, since } => {
            query.push("of", "moved");
            query.push("was", words::place_word(*from));
            query.push("is", words::place_word(*to));
            query.push("since", since.to_string());
        }
        Selection::Answers { kind, item, part } => {
            let kind = kind.map_or("any", |kind| word(words::ANSWER_KINDS, kind));
            query.push("of", format!("answers.{kind}.{}", word(words::ANSWER_PARTS, *part)));
            query.push_some("item", item.map(|item| word(words::ITEMS, item)));
        }
        Selection::Measure { measure, part, group } => {
            let (measure, part) = (measure.about().key, word(words::MEASURE_PARTS, *part));
            query.push("of", format!("measure.{measure}.{part}"));
            query.push_some("group", group.as_deref());
        }
        Selection::Guard => query.push("of", "guard"),
        Selection::Unattended => query.push("of", "unattended"),
        Selection::Loose => query.push("of", "loose"),
        Selection::Responded => query.push("of", "responded"),
        Selection::LostFor(node, reason) => {
            query.push("of", format!("node.{}.leaked", node_word(*node)));
            query.push("reason", reason);
        }
        Selection::Serviced => query.push("of", "serviced"),
        Selection::Lost(half) => query.push("of", format!("lost.{}", word(HALF_WORDS, *half))),
    }
}

pub fn from_query(query: &QueryString) -> Option<Selection> {
    let mut words = query.get("of")?.split('.');
    let selection = match (words.next()?, words.next(), words.next()) {
        ("node", Some(node), Some(part)) => match (part_of(part)?, query.get("reason")) {
            (NodePart::Leaked, Some(reason)) => Selection::LostFor(node_of(node)?, reason.to_owned()),
            (part, _) => Selection::Node(node_of(node)?, part),
        },
        ("lost", Some(half), None) => Selection::Lost(value(HALF_WORDS, half)?),
        ("step", Some(step), Some(part)) => Selection::Step(step_of(step)?, step_part_of(part, query)?),
        ("touchpoint", Some(part), None) => Selection::Touchpoint(query.get("key")?.to_owned(), part_of(part)?),
        ("bought-after-defeat", None, None) => Selection::BoughtAfterDefeat,
        ("deliveries-without-lead", None, None) => Selection::DeliveriesWithoutLead,
        ("everybody", None, None) => Selection::Everybody,
        ("owners", None, None) => Selection::Owners {
            stage: optional(query, "stage", words::STAGES)?,
            activity: optional(query, "activity", words::ACTIVITIES)?,
        },
        ("stage-unknown", None, None) => Selection::StageUnknown(optional(query, "activity", words::ACTIVITIES)?),
        ("prospects", Some(part), None) => Selection::Prospects {
            level: optional(query, "level", words::LEVELS)?,
            part: value(words::PROSPECT_PARTS, part)?,
        },
        ("moved", None, None) => Selection::Moved {
            from: words::place(query.get("was")?)?,
            to: words::place(query.get("is")?)?,
            since: query.get("since")?.parse().ok()?,
        },
        ("answers", Some(kind), Some(part)) => Selection::Answers {
            kind: if kind == "any" { None } else { Some(value(words::ANSWER_KINDS, kind)?) },
            item: optional(query, "item", words::ITEMS)?,
            part: value(words::ANSWER_PARTS, part)?,
        },
        ("measure", Some(measure), Some(part)) => Selection::Measure {
            measure: Measure::by_key(measure)?,
            part: value(words::MEASURE_PARTS, part)?,
            group: query.get("group").map(str::to_owned),
        },
        ("guard", None, None) => Selection::Guard,
        ("unattended", None, None) => Selection::Unattended,
        ("loose", None, None) => Selection::Loose,
        ("responded", None, None) => Selection::Responded,
        ("serviced", None, None) => Selection::Serviced,
        _ => return None,
    };
    Some(selection)
}

/// An absent word is `None`; an unknown word makes the whole selection invalid.
fn optional<T: Copy>(query: &QueryString, key: &str, table: &words::Words<T>) -> Option<Option<T>> {
    match query.get(key) {
        None => Some(None),
        Some(text) => value(table, text).map(Some),
    }
}

pub fn node_of(word: &str) -> Option<Node> {
    NODES.into_iter().find(|node| node_word(*node) == word)
}

fn step_of(word: &str) -> Option<Step> {
    STEPS.into_iter().find(|step| node_word(step.node()) == word)
}

fn part_of(word: &str) -> Option<NodePart> {
    PARTS.iter().find(|(_, name)| *name == word).map(|(part, _)| *part)
}

fn part_word(part: NodePart) -> &'static str {
    PARTS.iter().find(|(one, _)| *one == part).map_or("", |(_, word)| word)
}

fn step_part_of(word: &str, query: &QueryString) -> Option<StepPart> {
    match (word, query.get("reason")) {
        ("leaked", Some(reason)) => Some(StepPart::LeakedFor(reason.to_owned())),
        _ => STEP_PARTS.iter().find(|(_, name)| *name == word).map(|(part, _)| part.clone()),
    }
}

fn step_part_word(part: &StepPart) -> &'static str {
    STEP_PARTS.iter().find(|(one, _)| one == part).map_or("leaked", |(_, word)| word)
}

/// One of every kind, for the round-trip test.
#[cfg(test)]
pub fn every() -> Vec<Selection> {
    let nodes = NODES.into_iter().flat_map(|node| PARTS.map(|(part, _)| Selection::Node(node, part)));
    let steps = STEPS.into_iter().flat_map(|step| STEP_PARTS.map(|(part, _)| Selection::Step(step, part)));
    let rest = [
        Selection::Step(Step::Quote, StepPart::LeakedFor("价格偏高 & 其他".into())),
        Selection::Step(Step::Quote, StepPart::LeakedFor(String::new())),
        Selection::BoughtAfterDefeat,
        Selection::DeliveriesWithoutLead,
        Selection::Everybody,
        Selection::Touchpoint("visit.greeting".into(), NodePart::Stagnant),
    ];
    nodes.chain(steps).chain(rest).chain(every_later()).collect()
}

#[cfg(test)]
fn every_later() -> Vec<Selection> {
    use crate::{
        protocol::query::*,
        terms::{activity::Activity, stage::Stage},
        time::Day,
    };
    let since: Day = "2025-10-31".parse().expect("a day");
    let places = [
        (Place::Outside, Place::Activity(Activity::AtRisk)),
        (Place::Elsewhere, Place::Bought),
        (Place::Stage(None), Place::Stage(Some(Stage::Warranty))),
        (Place::Kept, Place::Lost),
    ];
    let moves = places.map(|(from, to)| Selection::Moved { from, to, since });
    let stage = Some(Stage::Repurchase);
    let (kind, item) = (Some(words::ANSWER_KINDS[2].0), Some(words::ITEMS[11].0));
    let measures = MEASURES.iter().map(|measure| Selection::Measure {
        measure: *measure,
        part: MeasurePart::Rest,
        group: Some("何俊&".into()),
    });
    let rest = [
        Selection::Owners { stage, activity: Some(Activity::LongChurned) },
        Selection::Owners { stage: None, activity: None },
        Selection::Prospects { level: Some(words::LEVELS[1].0), part: ProspectPart::Dormant },
        Selection::StageUnknown(Some(Activity::Churned)),
        Selection::Answers { kind, item, part: AnswerPart::Low },
        Selection::Answers { kind, item: None, part: AnswerPart::All },
        Selection::Answers { kind: None, item, part: AnswerPart::Recommending },
        Selection::Guard,
        Selection::Unattended,
        Selection::Loose,
        Selection::Responded,
        Selection::LostFor(Node::Quote, "价格偏高 & 其他".into()),
        Selection::Serviced,
        Selection::Lost(Half::Before),
        Selection::Lost(Half::After),
    ];
    measures.chain(moves).chain(rest).collect()
}
