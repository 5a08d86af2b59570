//! The lifecycle map (生命周期地图): who stands at each node, and by which exit a period's episodes left it.

use super::{
    answers::{Answered, answers},
    leaks,
    measures::{judged, moved_back},
    nodes::{self, part_of},
    satisfaction::item_scores,
    slices,
    stats::wilson,
    viewpoint::Viewpoint,
};
use crate::model::fields::Field;
use crate::{
    lifecycle::{
        catalogue,
        evidence::{lacks, touchpoint_lacks},
    },
    model::rows::Kind,
    protocol::{
        query::{HALVES, Half, NodePart},
        view::{Exits, Lack, MapView, NodeView, YearBefore},
    },
    terms::{
        stage::{NODES, Node},
        touchpoint::{FactKind, SurveyItem},
    },
    time::{Day, Period},
};
use std::collections::BTreeMap;

pub fn map(viewpoint: &Viewpoint) -> MapView {
    let (tallies, has_defeats) = (tallies(viewpoint), has_defeats(viewpoint));
    let answers = answers(viewpoint, viewpoint.period);
    let nodes = NODES.into_iter().zip(tallies).map(|(node, tally)| view(viewpoint, node, tally, &answers, has_defeats));
    let unresolved = |node| nodes::episodes(viewpoint, catalogue::principal(node), NodePart::Unresolved).len() as u32;
    let mut nodes: Vec<NodeView> = nodes.collect();
    let year_before = moved_back(viewpoint.period, 12);
    beside_year_before(viewpoint, &mut nodes, year_before);
    MapView {
        as_of: viewpoint.standings.as_of,
        period: viewpoint.period,
        customers: nodes::everybody(viewpoint).len() as u32,
        finding: leaks::finding(&nodes, &unresolved),
        lost: HALVES.into_iter().map(|half| leaks::lost(&nodes, half)).collect(),
        still: leaks::still(&nodes),
        dormant: nodes::dormant(viewpoint),
        nodes,
        choices: slices::of_everybody(viewpoint),
        has_follow_ups: has_follow_ups(viewpoint),
        has_defeats,
        year_before,
    }
}

fn view(viewpoint: &Viewpoint, node: Node, tally: Tally, answers: &[Answered], has_defeats: bool) -> NodeView {
    let Tally { exits, reasons } = tally;
    let most_frequent = slices::most_first(reasons.iter().map(|(reason, n)| (reason.as_str(), *n)));
    NodeView {
        node,
        lacks: dark(viewpoint, node),
        standing: nodes::standing(viewpoint, node).len() as u32,
        off: nodes::off(viewpoint, node).len() as u32,
        exits,
        pass: wilson(exits.passed, exits.due()),
        leak: wilson(exits.leaked, exits.due()).filter(|_| has_defeats || Half::of(node) == Half::After),
        scattered: leaks::scattered(&most_frequent),
        reason: most_frequent.into_iter().next(),
        satisfaction: measured_by(node).and_then(|item| Some((item, item_scores(answers, item)?))),
        year_before: None,
    }
}

/// Losses one year earlier, if the files reach back that far; all nodes are judged together.
fn beside_year_before(viewpoint: &Viewpoint, nodes: &mut [NodeView], period: Period) {
    let reaches = HALVES.map(|half| reaches_back(viewpoint, half, period.first));
    if !reaches.contains(&true) {
        return;
    }
    let earlier = tallies(&viewpoint.sliced(period, viewpoint.slice.clone()));
    let pair = |(node, tally): (&NodeView, &Tally)| {
        let before = wilson(tally.exits.leaked, tally.exits.due());
        let is_seen = node.lacks.is_empty() && reaches[Half::of(node.node) as usize];
        Some((node.leak?, before.filter(|_| is_seen)?))
    };
    let pairs: Vec<_> = nodes.iter().zip(&earlier).map(pair).collect();
    for ((node, pair), beyond) in nodes.iter_mut().zip(&pairs).zip(judged(&pairs)) {
        node.year_before = pair.map(|(_, lost)| YearBefore { lost, beyond });
    }
}

/// Leads take three months to be lost or to buy; owners are lost a year after their last service order.
fn reaches_back(viewpoint: &Viewpoint, half: Half, first: Day) -> bool {
    let told = viewpoint.world.told();
    let (begins, months) = match half {
        Half::Before => (told.first_lead, 3),
        Half::After => (told.first_order, 12),
    };
    begins.is_some_and(|begins| begins <= first.plus_months(-months))
}

/// Why a node is dark under a slice by adviser. Leads have no service adviser, and before the first service no order
/// names one: among one adviser's customers, who all came, the nodes up to there have nothing to show.
fn dark(viewpoint: &Viewpoint, node: Node) -> Vec<Lack> {
    match (viewpoint.slice.adviser.is_some(), Half::of(node)) {
        (true, Half::Before) => vec![Lack::Column(Kind::Leads, Field::Adviser)],
        (true, Half::After) if node == Node::FirstService => vec![Lack::Column(Kind::Sales, Field::Adviser)],
        _ => touchpoint_lacks(catalogue::principal(node).get(), &viewpoint.world.told().columns),
    }
}

/// The one item that measures a node's touchpoint. If a whole questionnaire measures it (a service visit), its index is
/// on the satisfaction page instead: that index is no more about the first service than about any other.
fn measured_by(node: Node) -> Option<SurveyItem> {
    match catalogue::principal(node).get().measured_by {
        [item] => Some(*item),
        _ => None,
    }
}

/// The counts of one node's episodes.
#[derive(Default)]
struct Tally {
    exits: Exits,
    /// The reasons of the lost episodes, as far as given.
    reasons: BTreeMap<String, u32>,
}

/// One pass over all episodes of the principal touchpoints.
fn tallies(viewpoint: &Viewpoint) -> [Tally; NODES.len()] {
    let mut tallies: [Tally; NODES.len()] = Default::default();
    let mut node_of = vec![None; catalogue::all().len()];
    NODES.iter().for_each(|node| node_of[catalogue::principal(*node).index()] = Some(*node));
    viewpoint.each_episode(viewpoint.episodes_as_of(), &|id| node_of[id.index()].is_some(), &mut |_, episode| {
        let Some(node) = node_of[episode.touchpoint.index()] else { return };
        let tally = &mut tallies[node as usize];
        let part = part_of(&episode, viewpoint.period, viewpoint.episodes_as_of());
        count(&mut tally.exits, part);
        if let Some(reason) = episode.reason().filter(|reason| part == Some(NodePart::Leaked) && !reason.is_empty()) {
            *tally.reasons.entry(reason.to_owned()).or_default() += 1;
        }
    });
    tallies
}

/// Adds one episode to the counts.
pub fn count(exits: &mut Exits, part: Option<NodePart>) {
    match part {
        Some(NodePart::Passed) => exits.passed += 1,
        Some(NodePart::Leaked) => exits.leaked += 1,
        Some(NodePart::Stagnant) => exits.stagnant += 1,
        Some(NodePart::InTime) => exits.in_time += 1,
        Some(NodePart::Bypassed) => exits.bypassed += 1,
        Some(NodePart::Standing | NodePart::Off | NodePart::Due | NodePart::Open | NodePart::Unresolved) | None => {}
    }
}

/// True without leads too: then nobody can be defeated.
pub fn has_defeats(viewpoint: &Viewpoint) -> bool {
    let columns = &viewpoint.world.told().columns;
    !lacks(FactKind::LeadCreated, columns).is_empty() || lacks(FactKind::Defeat, columns).is_empty()
}

/// True without leads too: then there is nothing to follow up.
pub fn has_follow_ups(viewpoint: &Viewpoint) -> bool {
    let columns = &viewpoint.world.told().columns;
    !columns.has_kind(Kind::Leads) || columns.has(Kind::Leads, Field::LastFollow)
}
