//! The lifecycle map (生命周期地图): who stands at each node, and by which exit a period's episodes left it.

mod tally;

pub use tally::{MapTally, Sign};

use super::{
    leaks,
    measures::{judged, moved_back},
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
use tally::{Tallies, Tally};

pub fn map(viewpoint: &Viewpoint) -> MapView {
    counted(viewpoint, &mut MapTally::new(viewpoint))
}

/// The map of a viewpoint, from what was counted of it.
pub fn counted(viewpoint: &Viewpoint, tally: &mut MapTally) -> MapView {
    let has_defeats = has_defeats(viewpoint);
    let view = |node| view(viewpoint, node, tally, has_defeats);
    let mut nodes: Vec<NodeView> = NODES.into_iter().map(view).collect();
    let year_before = moved_back(viewpoint.period, 12);
    if let Some(earlier) = &tally.year_before {
        beside_year_before(viewpoint, &mut nodes, year_before, earlier);
    }
    MapView {
        as_of: viewpoint.standings.as_of,
        period: viewpoint.period,
        customers: tally.customers,
        finding: leaks::finding(&nodes, &mut |node| tally.unresolved(viewpoint, node)),
        lost: HALVES.into_iter().map(|half| leaks::lost(&nodes, half)).collect(),
        still: leaks::still(&nodes),
        dormant: tally.dormant,
        nodes,
        choices: tally.choices.clone(),
        has_follow_ups: has_follow_ups(viewpoint),
        has_defeats,
        year_before,
    }
}

fn view(viewpoint: &Viewpoint, node: Node, tally: &MapTally, has_defeats: bool) -> NodeView {
    let (Tally { exits, reasons }, places) = (&tally.exits[node as usize], tally.places[node as usize]);
    let exits = *exits;
    let most_frequent = slices::most_first(reasons.iter().map(|(reason, n)| (reason.as_str(), *n)));
    NodeView {
        node,
        lacks: dark(viewpoint, node),
        standing: places.standing,
        off: places.off,
        exits,
        pass: wilson(exits.passed, exits.due()),
        leak: wilson(exits.leaked, exits.due()).filter(|_| has_defeats || Half::of(node) == Half::After),
        scattered: leaks::scattered(&most_frequent),
        reason: most_frequent.into_iter().next(),
        satisfaction: tally.scores[node as usize],
        year_before: None,
    }
}

/// Losses one year earlier, if the files reach back that far; all nodes are judged together.
fn beside_year_before(viewpoint: &Viewpoint, nodes: &mut [NodeView], period: Period, earlier: &Tallies) {
    let reaches = HALVES.map(|half| reaches_back(viewpoint, half, period.first));
    let pair = |(node, tally): (&NodeView, &Tally)| {
        let before = wilson(tally.exits.leaked, tally.exits.due());
        let is_seen = node.lacks.is_empty() && reaches[Half::of(node.node) as usize];
        Some((node.leak?, before.filter(|_| is_seen)?))
    };
    let pairs: Vec<_> = nodes.iter().zip(earlier).map(pair).collect();
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

/// Adds one episode to the counts.
pub fn count(exits: &mut Exits, part: Option<NodePart>) {
    recount(exits, part, Sign::Add);
}

/// Adds one episode to the counts, or takes it out.
fn recount(exits: &mut Exits, part: Option<NodePart>, sign: Sign) {
    let count = match part {
        Some(NodePart::Passed) => &mut exits.passed,
        Some(NodePart::Leaked) => &mut exits.leaked,
        Some(NodePart::Stagnant) => &mut exits.stagnant,
        Some(NodePart::InTime) => &mut exits.in_time,
        Some(NodePart::Bypassed) => &mut exits.bypassed,
        Some(NodePart::Standing | NodePart::Off | NodePart::Due | NodePart::Open | NodePart::Unresolved) | None => {
            return;
        }
    };
    sign.apply(count);
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
