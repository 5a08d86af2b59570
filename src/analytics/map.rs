//! The lifecycle map (生命周期地图): who stands at each node, and by which exit the episodes of a period left it.

use super::{
    answers::{Answered, answers},
    members::{Frame, part_of},
    satisfaction::item_scores,
    slices,
    stats::{ENOUGH, wilson},
};
use crate::model::fields::Field;
use crate::{
    lifecycle::{
        catalogue,
        evidence::touchpoint_lacks,
        stage::{NODES, Node},
        touchpoint::SurveyItem,
    },
    model::rows::Kind,
    protocol::{
        query::{NodePart, Selection},
        view::{Exits, MapFinding, MapView, NodeView},
    },
};

pub fn map(frame: &Frame) -> MapView {
    let exits = exits(frame);
    let answers = answers(frame, frame.period, &frame.slice);
    let nodes: Vec<NodeView> = NODES.iter().map(|node| view(frame, *node, exits[*node as usize], &answers)).collect();
    MapView {
        as_of: frame.picture.as_of,
        period: frame.period,
        customers: frame.members(&Selection::Everybody).len() as u32,
        finding: finding(&nodes),
        nodes,
        choices: slices::of_everybody(frame),
        has_follow_ups: has_follow_ups(frame),
    }
}

fn view(frame: &Frame, node: Node, exits: Exits, answers: &[Answered]) -> NodeView {
    let count = |part| frame.members(&Selection::Node(node, part)).len() as u32;
    NodeView {
        node,
        lacks: touchpoint_lacks(catalogue::principal(node).get(), &frame.world.columns),
        standing: count(NodePart::Standing),
        off: count(NodePart::Off),
        exits,
        leak: wilson(exits.leaked, exits.due()),
        satisfaction: measured_by(node).and_then(|item| Some((item, item_scores(answers, item)?))),
    }
}

/// The one item that measures a node's touchpoint. Where a whole questionnaire does (a service visit), its index is on the
/// satisfaction page; it is no more about the first service than about any other.
fn measured_by(node: Node) -> Option<SurveyItem> {
    match catalogue::principal(node).get().measured_by {
        [item] => Some(*item),
        _ => None,
    }
}

/// One pass over all episodes of the principal touchpoints.
fn exits(frame: &Frame) -> [Exits; NODES.len()] {
    let mut exits = [Exits::default(); NODES.len()];
    let mut node_of = vec![None; catalogue::all().len()];
    NODES.iter().for_each(|node| node_of[catalogue::principal(*node).index()] = Some(*node));
    frame.each_episode(&|id| node_of[id.index()].is_some(), &mut |_, episode| {
        if let Some(node) = node_of[episode.touchpoint.index()] {
            count(&mut exits[node as usize], part_of(&episode, frame.period, frame.episodes_as_of()));
        }
    });
    exits
}

/// Adds one episode to the counts.
pub fn count(exits: &mut Exits, part: Option<NodePart>) {
    match part {
        Some(NodePart::Passed) => exits.passed += 1,
        Some(NodePart::Leaked) => exits.leaked += 1,
        Some(NodePart::Stagnant) => exits.stagnant += 1,
        Some(NodePart::InTime) => exits.in_time += 1,
        Some(NodePart::Bypassed) => exits.bypassed += 1,
        Some(NodePart::Standing | NodePart::Off | NodePart::Due) | None => {}
    }
}

/// Without leads there is nothing to follow up.
pub fn has_follow_ups(frame: &Frame) -> bool {
    let columns = &frame.world.columns;
    !columns.has_kind(Kind::Leads) || columns.has(Kind::Leads, Field::LastFollow)
}

/// The largest leaks among the nodes with enough episodes.
fn finding(nodes: &[NodeView]) -> MapFinding {
    if nodes.iter().all(|node| !node.lacks.is_empty()) && nodes.iter().any(|node| node.standing > 0) {
        return MapFinding::StandingOnly;
    }
    let with_enough = || nodes.iter().filter(|node| node.lacks.is_empty() && node.exits.due() >= ENOUGH);
    let mut leaks: Vec<(Node, f64)> = with_enough()
        .filter_map(|node| Some((node.node, node.exits.shares()?.1)))
        .filter(|(_, share)| *share > 0.0)
        .collect();
    leaks.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    match leaks.as_slice() {
        [first, second, ..] => MapFinding::TwoLeaks { first: *first, second: *second },
        [(node, share)] => MapFinding::OneLeak { node: *node, share: *share },
        [] => with_enough()
            .filter_map(|node| Some((node.node, node.exits.shares()?.2)))
            .max_by(|a, b| a.1.total_cmp(&b.1))
            .map_or(MapFinding::TooFew, |(node, share)| MapFinding::Reservoir { node, share }),
    }
}
