//! 同一环节的几个数字: the figures of one place of the cycle on the map, in the funnel and on the scorecard, side by side with
//! the people each counts, so that nobody wonders why they differ.

use super::{
    At, Page,
    blocks::{Markup, Told, card, filter, html, on_paper},
};
use crate::{
    protocol::{
        query::{Measure, MeasurePart, NodePart, Selection, StepPart},
        sheet::Sheet,
        view::{FunnelView, MapView, MeasuresView, Proportion},
    },
    route::Route,
    terms::stage::{NODES, Node},
    text::{
        Text, figures, funnel, measures, names,
        numbers::{count, interval, percent, period},
    },
};

pub fn page(at: At, node: Node, map: &MapView, funnel: &FunnelView, scorecard: &MeasuresView) -> Page {
    let lang = at.lang;
    let figures = figures_of(at, node, map, funnel, scorecard);
    let content = html! {
        p.prose { (figures::why(lang, figures.len())) }
        ul.kindred { @for one in &figures { li { (figure(at, one)) } } }
    };
    let sheet = Sheet {
        title: figures::title(lang, node),
        is_inner: true,
        is_dated: true,
        bar: filter(at, &map.choices, Some(&Told::by_months(map.period, map.as_of)), &Markup::default()).into_string(),
        body: html! { (card(&figures::title(lang, node), "", &content)) (on_paper(at)) }.into_string(),
        ..Sheet::default()
    };
    sheet.into()
}

/// One figure: its page, its share, whom it counts, and its lists.
struct Figure {
    name: Text,
    page: Route,
    value: Proportion,
    whom: String,
    part: (Text, Selection),
    /// With its size, which may differ from the base.
    whole: (Text, Selection, String),
}

fn figure(at: At, one: &Figure) -> Markup {
    let list = |selection: &Selection| Route::list(selection.clone(), at.scope);
    html! {
        h3 { a href=(one.page) { (one.name.get(at.lang)) } }
        p.kindred__share { b { (percent(one.value.share())) } " " small { (interval(one.value)) } }
        p.kindred__whom { (one.whom) }
        p.kindred__lists {
            a href=(list(&one.part.1)) { (one.part.0.get(at.lang)) " " b { (count(one.value.k)) } }
            a href=(list(&one.whole.1)) { (one.whole.0.get(at.lang)) " " b { (one.whole.2) } }
        }
    }
}

/// The figures come from the views of their own pages, so that they cannot differ from what those pages show.
fn figures_of(at: At, node: Node, map: &MapView, funnel: &FunnelView, scorecard: &MeasuresView) -> Vec<Figure> {
    let lang = at.lang;
    let when = period(lang, map.period);
    let of_map = map.nodes.iter().find(|one| one.node == node).and_then(|one| {
        let value = one.pass?;
        let list = |part| Selection::Node(node, part);
        Some(Figure {
            name: figures::MAP,
            page: Route::Map(at.scope.clone()),
            value,
            whom: figures::of_map(lang, &when),
            part: (figures::PASSED, list(NodePart::Passed)),
            whole: (figures::DUE, list(NodePart::Due), count(value.n)),
        })
    });
    let of_funnel = funnel.steps.iter().find(|one| one.step.node() == node).and_then(|one| {
        let list = |part| Selection::Step(one.step, part);
        let next = names::step(one.step.next()?).get(lang);
        Some(Figure {
            name: figures::FUNNEL,
            page: Route::Funnel(at.scope.clone()),
            value: one.conversion?,
            whom: figures::of_funnel(lang, next, &when),
            part: (figures::WENT_ON, list(StepPart::Next)),
            // No list leaves out those still in time, so this opens everybody who reached the step.
            whole: (figures::REACHED, list(StepPart::Reached), funnel::reached_in_time(lang, one.reached, one.in_time)),
        })
    });
    let of_scorecard = related(node).iter().filter_map(|measure| {
        let view = scorecard.measures.iter().find(|one| one.measure == *measure)?;
        let value = view.value?;
        let named =
            |part| (measures::part_name(*measure, part), Selection::Measure { measure: *measure, part, group: None });
        let (whole, all) = named(MeasurePart::Denominator);
        let base = measures::base(lang, *measure, view.base);
        Some(Figure {
            name: measures::name(*measure),
            page: Route::Scorecard(at.scope.clone()),
            value,
            whom: figures::of_measure(lang, &base, measures::formula(*measure).get(lang)),
            part: named(MeasurePart::Numerator),
            whole: (whole, all, count(value.n)),
        })
    });
    of_map.into_iter().chain(of_funnel).chain(of_scorecard).collect()
}

/// The scorecard's measures for a place.
fn related(node: Node) -> &'static [Measure] {
    match node {
        Node::FirstResponse => &[Measure::FirstResponseWithin2h],
        Node::Visit => &[Measure::TestDrive, Measure::Order],
        Node::TestDrive => &[Measure::OrderAfterTestDrive],
        Node::FirstService => &[Measure::FirstService],
        Node::EarlyUse => &[Measure::SecondService],
        _ => &[],
    }
}

/// The place that a measure is about.
pub fn place_of(measure: Measure) -> Option<Node> {
    NODES.into_iter().find(|node| related(*node).contains(&measure))
}
