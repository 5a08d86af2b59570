//! The map's data as a table.

use crate::ui::components::table::{Cell, Table};
use benyuan::{
    protocol::{
        query::{AnswerPart, NodePart, Scope, Selection},
        view::{MapView, NodeView},
    },
    text::{
        Lang, lacks, map, names,
        numbers::{count, interval, percent},
        satisfaction,
    },
};

pub fn table(lang: Lang, view: &MapView, scope: &Scope) -> Table {
    let numbers = [
        map::HEAD_STANDING,
        map::HEAD_OFF,
        map::HEAD_DUE,
        map::HEAD_PASSED,
        map::HEAD_LEAKED,
        map::HEAD_INTERVAL,
        map::HEAD_STAGNANT,
        map::HEAD_IN_TIME,
        map::HEAD_BYPASSED,
        map::HEAD_SATISFACTION,
    ];
    let mut table = Table::new(lang, &[map::HEAD_NODE], &numbers);
    table.rows = view.nodes.iter().map(|node| row(lang, node, scope)).collect();
    table
}

fn row(lang: Lang, node: &NodeView, scope: &Scope) -> Vec<Cell> {
    let name = Cell::plain(names::node(node.node).get(lang));
    if !node.lacks.is_empty() {
        return vec![name, Cell::plain(lacks::lacks(lang, &node.lacks))];
    }
    let (exits, shares) = (node.exits, node.exits.shares());
    let part = |n: u32, part| Cell::list(count(n), Selection::Node(node.node, part), scope);
    let shared = |n: u32, share: Option<f64>, part| {
        let words = share.map_or(count(n), |share| format!("{} ({})", count(n), percent(share)));
        Cell::list(words, Selection::Node(node.node, part), scope)
    };
    vec![
        name,
        part(node.standing, NodePart::Standing),
        part(node.off, NodePart::Off),
        part(exits.due(), NodePart::Due),
        shared(exits.passed, shares.map(|shares| shares.0), NodePart::Passed),
        shared(exits.leaked, shares.map(|shares| shares.1), NodePart::Leaked),
        Cell::plain(node.leak.map_or("–".to_owned(), interval)),
        shared(exits.stagnant, shares.map(|shares| shares.2), NodePart::Stagnant),
        part(exits.in_time, NodePart::InTime),
        part(exits.bypassed, NodePart::Bypassed),
        said(lang, node, scope),
    ]
}

fn said(lang: Lang, node: &NodeView, scope: &Scope) -> Cell {
    let Some((item, estimate)) = node.satisfaction else { return Cell::plain("–") };
    let selection = Selection::Answers { kind: None, item: Some(item), part: AnswerPart::All };
    Cell::list(satisfaction::valued(lang, estimate), selection, scope)
}
