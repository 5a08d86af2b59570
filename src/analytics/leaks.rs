//! Where people are lost: the order of the places, and the map's finding. The order goes by people, since equal shares
//! of a small and a large place are not equal losses; a share of too few is never used.

use super::stats::wilson;
use crate::{
    order::ordered,
    protocol::{
        query::Half,
        view::{ENOUGH, Lost, MapFinding, NodeView, Proportion},
    },
    terms::stage::Node,
};

/// A share with a wider interval than this is no ground for a headline.
const WIDEST: f64 = 0.20;

/// The nodes of a half that lose anybody, by people and by share; the page offers both orders.
pub fn lost(nodes: &[NodeView], half: Half) -> Lost {
    let losing = || nodes.iter().filter(|node| Half::of(node.node) == half && node.exits.leaked > 0);
    let by_people = ordered(losing().collect(), |node| place(node, i64::from(node.exits.leaked)));
    let by_share = ordered(by_people.clone(), |node| place(node, share_ppm(node)));
    let names = |nodes: Vec<&NodeView>| nodes.into_iter().map(|node| node.node).collect();
    let people = losing().map(|node| node.exits.leaked).sum();
    Lost { half, people, by_people: names(by_people), by_share: names(by_share) }
}

/// The nodes where people stand past their time, the most first.
pub fn still(nodes: &[NodeView]) -> Vec<Node> {
    let still: Vec<&NodeView> = nodes.iter().filter(|node| node.exits.stagnant > 0).collect();
    ordered(still, |node| -i64::from(node.exits.stagnant)).into_iter().map(|node| node.node).collect()
}

/// The map's headline: the node that loses the most people, if its share is certain enough. "Nobody is lost" is said
/// only if some node has enough episodes and losses could be seen at all; until then it is "too few".
/// `unresolved`: how many of a node's people past their time are so to this day.
pub fn finding(nodes: &[NodeView], unresolved: &mut dyn FnMut(Node) -> u32) -> MapFinding {
    if nodes.iter().all(|node| !node.lacks.is_empty()) && nodes.iter().any(|node| node.standing > 0) {
        return MapFinding::StandingOnly;
    }
    if let Some(found) = most_lost(nodes.iter()) {
        let (node, people, reason) =
            (found.node, found.exits.leaked, found.reason.clone().filter(|_| found.scattered.is_empty()));
        let other = most_lost_of(nodes, Half::of(node).other());
        return MapFinding::MostLost { node, people, reason, still: reachable(nodes, found, unresolved), other };
    }
    let is_known = nodes.iter().any(|node| node.lacks.is_empty() && node.exits.due() >= ENOUGH);
    if !is_known || nodes.iter().any(|node| node.exits.leaked > 0) {
        return MapFinding::TooFew;
    }
    // Losses cannot be seen here, so "nobody was lost" cannot be said.
    if nodes.iter().any(|node| node.lacks.is_empty() && node.exits.due() > 0 && node.leak.is_none()) {
        return MapFinding::StandingOnly;
    }
    match still(nodes).first().and_then(|first| nodes.iter().find(|node| node.node == *first)) {
        Some(node) => {
            MapFinding::Reservoir { node: node.node, people: node.exits.stagnant, unresolved: unresolved(node.node) }
        }
        None => MapFinding::NobodyLost,
    }
}

/// The first three reasons, the most frequent first, if none of them leads. A reason leads if a third of those who give
/// one name it, or if its Wilson interval lies above the next one's.
pub fn scattered(reasons: &[(String, u32)]) -> Vec<(String, Proportion)> {
    let given = reasons.iter().map(|(_, n)| n).sum();
    let share = |(reason, n): &(String, u32)| Some((reason.clone(), wilson(*n, given)?));
    let first: Vec<_> = reasons.iter().take(3).filter_map(share).collect();
    match first.as_slice() {
        [(_, most), (_, next), _] if 3 * most.k < most.n && most.low <= next.high => first,
        _ => Vec::new(),
    }
}

fn is_headline(node: &NodeView) -> bool {
    let is_narrow = node.leak.is_some_and(|leak| leak.high - leak.low <= WIDEST);
    node.lacks.is_empty() && node.exits.due() >= ENOUGH && node.exits.leaked > 0 && is_narrow
}

/// The node with the largest loss that is certain enough; of two equal ones, the earlier.
fn most_lost<'a>(nodes: impl Iterator<Item = &'a NodeView>) -> Option<&'a NodeView> {
    nodes.filter(|node| is_headline(node)).max_by_key(|node| (node.exits.leaked, std::cmp::Reverse(node.node)))
}

fn most_lost_of(nodes: &[NodeView], half: Half) -> Option<(Node, u32)> {
    most_lost(nodes.iter().filter(|node| Half::of(node.node) == half)).map(|node| (node.node, node.exits.leaked))
}

fn reachable(nodes: &[NodeView], found: &NodeView, unresolved: &mut dyn FnMut(Node) -> u32) -> Option<(Node, u32)> {
    let fullest = || {
        let first = *still(nodes).first()?;
        nodes.iter().find(|node| node.node == first)
    };
    let node = if found.exits.stagnant > 0 { Some(found) } else { fullest() }?;
    Some((node.node, unresolved(node.node))).filter(|(_, people)| *people > 0)
}

/// The larger amounts first; nodes with too few episodes after all others.
fn place(node: &NodeView, amount: i64) -> i64 {
    i64::from(node.is_small()) * (1 << 40) - amount
}

/// In millionths, to sort without floats.
fn share_ppm(node: &NodeView) -> i64 {
    i64::from(node.exits.leaked) * 1_000_000 / i64::from(node.exits.due().max(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{analytics::stats::wilson, protocol::view::Exits};

    fn node(node: Node, passed: u32, leaked: u32, stagnant: u32) -> NodeView {
        let exits = Exits { passed, leaked, stagnant, ..Exits::default() };
        let leak = wilson(leaked, exits.due());
        NodeView {
            node,
            lacks: Vec::new(),
            standing: 0,
            off: 0,
            exits,
            pass: None,
            leak,
            reason: None,
            scattered: Vec::new(),
            satisfaction: None,
            year_before: None,
        }
    }

    /// Everybody past their time at the end of the period still is.
    fn finding_of(nodes: &[NodeView]) -> MapFinding {
        finding(nodes, &mut |node| nodes.iter().filter(|one| one.node == node).map(|one| one.exits.stagnant).sum())
    }

    #[test]
    fn the_other_half_is_named_beside_and_who_is_no_longer_late_is_not_called() {
        let nodes =
            [node(Node::Visit, 900, 100, 9), node(Node::EarlyUse, 900, 80, 0), node(Node::Warranty, 900, 90, 0)];
        let expected = |still| MapFinding::MostLost {
            node: Node::Visit,
            people: 100,
            reason: None,
            still,
            other: Some((Node::Warranty, 90)),
        };
        assert_eq!(finding(&nodes, &mut |_| 4), expected(Some((Node::Visit, 4))));
        assert_eq!(finding(&nodes, &mut |_| 0), expected(None));
    }

    #[test]
    fn a_place_with_few_never_leads() {
        let nodes = [node(Node::Visit, 0, 29, 0), node(Node::TestDrive, 190, 10, 0), node(Node::Quote, 15, 15, 0)];
        let lost = lost(&nodes, Half::Before);
        assert_eq!(lost.people, 54);
        assert_eq!(lost.by_people, [Node::Quote, Node::TestDrive, Node::Visit]);
        assert_eq!(lost.by_share, [Node::Quote, Node::TestDrive, Node::Visit]);
    }

    #[test]
    fn by_people_is_not_by_share() {
        let nodes = [node(Node::EarlyUse, 900, 100, 0), node(Node::Repurchase, 40, 60, 0), node(Node::Lead, 0, 50, 0)];
        let lost = lost(&nodes, Half::After);
        assert_eq!(lost.by_people, [Node::EarlyUse, Node::Repurchase]);
        assert_eq!(lost.by_share, [Node::Repurchase, Node::EarlyUse]);
    }

    #[test]
    fn the_most_people_are_the_finding() {
        let nodes = [node(Node::Visit, 900, 100, 0), node(Node::Quote, 40, 60, 7)];
        let still = Some((Node::Quote, 7));
        assert_eq!(
            finding_of(&nodes),
            MapFinding::MostLost { node: Node::Visit, people: 100, reason: None, still, other: None }
        );
    }

    /// 15 of 30: 33–67 %. 29 of 29: too few, whatever the percentage.
    #[test]
    fn a_wide_interval_is_no_headline() {
        assert_eq!(finding_of(&[node(Node::Visit, 15, 15, 0)]), MapFinding::TooFew);
        assert_eq!(finding_of(&[node(Node::Visit, 0, 29, 0)]), MapFinding::TooFew);
        let sure = node(Node::Quote, 195, 5, 0);
        let found = finding_of(&[node(Node::Visit, 15, 15, 0), sure]);
        assert_eq!(
            found,
            MapFinding::MostLost { node: Node::Quote, people: 5, reason: None, still: None, other: None }
        );
    }

    /// Reasons named by 16, 15 and 14 % are three reasons; one named by a third, or clearly ahead of the next, leads.
    #[test]
    fn a_reason_is_named_where_it_leads() {
        let of = |counts: &[u32]| counts.iter().enumerate().map(|(at, n)| (format!("r{at}"), *n)).collect::<Vec<_>>();
        let shares = |counts: &[u32]| scattered(&of(counts)).iter().map(|(_, of)| (of.k, of.n)).collect::<Vec<_>>();
        assert_eq!(shares(&[16, 15, 14, 14, 14, 14, 13]), [(16, 100), (15, 100), (14, 100)]);
        assert!(shares(&[34, 33, 20, 13]).is_empty());
        assert!(shares(&[200, 100, 100, 100, 100, 100, 100]).is_empty());
        assert!(shares(&[1, 1]).is_empty() && shares(&[]).is_empty());
    }

    #[test]
    fn losses_that_are_not_seen_are_not_nobody() {
        let unseen = NodeView { leak: None, ..node(Node::Visit, 60, 0, 9) };
        assert_eq!(finding_of(&[unseen]), MapFinding::StandingOnly);
    }

    #[test]
    fn nobody_lost() {
        assert_eq!(finding_of(&[node(Node::Visit, 60, 0, 0)]), MapFinding::NobodyLost);
        let found = finding_of(&[node(Node::Visit, 60, 0, 2), node(Node::Quote, 0, 0, 4)]);
        assert_eq!(found, MapFinding::Reservoir { node: Node::Quote, people: 4, unresolved: 4 });
        assert_eq!(finding_of(&[node(Node::Visit, 3, 0, 0)]), MapFinding::TooFew);
    }
}
