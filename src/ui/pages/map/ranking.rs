//! The nodes in order of what they lose, and of who stands still there. Every row opens its people.

use crate::ui::{components::card::Card, state::use_lang};
use benyuan::{
    order::ordered,
    protocol::{
        query::{NodePart, Scope, Selection},
        view::NodeView,
    },
    route::Route,
    text::{
        map, names,
        numbers::{count, interval, percent},
    },
};
use leptos::prelude::*;

const SHOWN: usize = 5;
/// Below this, a share is only an indication.
const ENOUGH: u32 = 30;

#[component]
pub fn Leaks(mut nodes: Vec<NodeView>, scope: Scope) -> impl IntoView {
    let lang = use_lang();
    nodes.retain(|node| node.exits.leaked > 0);
    // Small samples never lead the ranking.
    let share_and_sample = |node: &NodeView| {
        let share = (share(node, |node| node.exits.leaked) * 1e9) as i64;
        if node.exits.due() < ENOUGH { i64::MAX - share } else { -share }
    };
    let rows = ordered(nodes, share_and_sample).into_iter().take(SHOWN).enumerate().map(|(index, node)| {
        let range = node.leak.map(interval).unwrap_or_default();
        let small = (node.exits.due() < ENOUGH).then(|| format!(" · {}", map::SMALL.get(lang)));
        let detail = map::of(lang, node.exits.leaked, node.exits.due()) + &small.unwrap_or_default();
        let value = percent(share(&node, |node| node.exits.leaked));
        let target = Selection::Node(node.node, NodePart::Leaked);
        let scope = scope.clone();
        view! { <Row place=index + 1 name=names::node(node.node).get(lang) detail value under=range tone="leak" target scope /> }
    });
    let rows = rows.collect_view();
    let none = rows.is_empty().then(|| view! { <p class="hint">{map::NO_LEAKS.get(lang)}</p> });
    view! {
        <Card title=map::LEAKS.get(lang) caption=map::LEAKS_CAPTION.get(lang)>
            <ol class="ranking">{rows}</ol>
            {none}
        </Card>
    }
}

#[component]
pub fn Reservoir(mut nodes: Vec<NodeView>, scope: Scope) -> impl IntoView {
    let lang = use_lang();
    nodes.retain(|node| node.exits.stagnant > 0);
    let rows = ordered(nodes, |node| -i64::from(node.exits.stagnant)).into_iter().take(SHOWN).enumerate().map(|(index, node)| {
        let detail = map::of(lang, node.exits.stagnant, node.exits.due());
        let under = percent(share(&node, |node| node.exits.stagnant));
        let target = Selection::Node(node.node, NodePart::Stagnant);
        let (value, scope) = (count(node.exits.stagnant), scope.clone());
        view! { <Row place=index + 1 name=names::node(node.node).get(lang) detail value under tone="still" target scope /> }
    });
    let rows = rows.collect_view();
    let none = rows.is_empty().then(|| view! { <p class="hint">{map::NO_RESERVOIR.get(lang)}</p> });
    view! {
        <Card title=map::RESERVOIR.get(lang) caption=map::RESERVOIR_CAPTION.get(lang)>
            <ol class="ranking">{rows}</ol>
            {none}
        </Card>
    }
}

fn share(node: &NodeView, part: fn(&NodeView) -> u32) -> f64 {
    f64::from(part(node)) / f64::from(node.exits.due().max(1))
}

#[component]
fn Row(
    place: usize,
    name: &'static str,
    detail: String,
    value: String,
    under: String,
    tone: &'static str,
    target: Selection,
    scope: Scope,
) -> impl IntoView {
    let href = Route::List { selection: target, scope }.href();
    view! {
        <li>
            <a class="ranking__row" href=href>
                <span class="ranking__place">{place}</span>
                <span class="ranking__name">
                    <b>{name}</b>
                    <small>{detail}</small>
                </span>
                <span class=format!("ranking__value ranking__value--{tone}")>
                    <b>{value}</b>
                    <small>{under}</small>
                </span>
            </a>
        </li>
    }
}
