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
        view::{DistributionView, FunnelView, MapView, MeasuresView, Proportion},
    },
    route::Route,
    terms::{
        activity::Activity,
        stage::{NODES, Node},
    },
    text::{
        Text, figures, funnel, map, measures, names,
        numbers::{count, interval, percent, period},
    },
};

/// The views of the pages that have a figure of the place.
pub struct Views<'a> {
    pub map: &'a MapView,
    pub funnel: &'a FunnelView,
    pub distribution: &'a DistributionView,
    pub scorecard: &'a MeasuresView,
    /// The churned among the cars at the place's stage of ownership.
    pub churned: Option<Proportion>,
}

pub fn page(at: At, node: Node, of: &Views) -> Page {
    let (lang, map) = (at.lang, of.map);
    let figures = figures_of(at, node, of);
    let on_map = map.nodes.iter().find(|one| one.node == node && one.pass.is_some()).map(|one| one.exits.leaked);
    let mut steps = of.funnel.steps.iter().filter(|one| one.conversion.is_some() && one.step.next().is_some());
    let in_funnel = steps.find(|one| one.step.node() == node).map(|one| one.leaked);
    let both = on_map.zip(in_funnel).filter(|(map, funnel)| map != funnel);
    let content = html! {
        p.prose { (figures::why(lang, figures.len())) }
        @if let Some((map, funnel)) = both { p.prose { (figures::lost(lang, &count(map), &count(funnel))) } }
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
    lists: Vec<(Text, Selection, String)>,
}

fn figure(at: At, one: &Figure) -> Markup {
    let list = |selection: &Selection| Route::list(selection.clone(), at.scope);
    html! {
        h3 { a href=(one.page) { (one.name.get(at.lang)) } }
        p.kindred__share { b { (percent(one.value.share())) } " " small { (interval(one.value)) } }
        p.kindred__whom { (one.whom) }
        p.kindred__lists {
            @for (name, selection, size) in &one.lists {
                a href=(list(selection)) { (name.get(at.lang)) " " b { (size) } }
            }
        }
    }
}

/// The figures come from the views of their own pages, so that they cannot differ from what those pages show.
fn figures_of(at: At, node: Node, of: &Views) -> Vec<Figure> {
    let standing = standing(at, node, of);
    of_map(at, node, of.map)
        .into_iter()
        .chain(of_funnel(at, node, of))
        .chain(standing)
        .chain(of_scorecard(at, node, of.scorecard))
        .collect()
}

fn of_map(at: At, node: Node, map: &MapView) -> Option<Figure> {
    let (lang, one) = (at.lang, map.nodes.iter().find(|one| one.node == node)?);
    let value = one.pass?;
    let list = |name, part, n| (name, Selection::Node(node, part), count(n));
    Some(Figure {
        name: figures::MAP,
        page: Route::Map(at.scope.clone()),
        value,
        whom: figures::of_map(lang, &period(lang, map.period)),
        lists: vec![
            list(figures::PASSED, NodePart::Passed, value.k),
            list(map::HEAD_LEAKED, NodePart::Leaked, one.exits.leaked),
            list(map::HEAD_STAGNANT, NodePart::Stagnant, one.exits.stagnant),
            list(figures::DUE, NodePart::Due, value.n),
        ],
    })
}

fn of_funnel(at: At, node: Node, of: &Views) -> Option<Figure> {
    let (lang, one) = (at.lang, of.funnel.steps.iter().find(|one| one.step.node() == node)?);
    let (value, next) = (one.conversion?, names::step(one.step.next()?).get(lang));
    let list = |name, part, words| (name, Selection::Step(one.step, part), words);
    Some(Figure {
        name: figures::FUNNEL,
        page: Route::Funnel(at.scope.clone()),
        value,
        whom: figures::of_funnel(lang, next, &period(lang, of.map.period)),
        lists: vec![
            list(figures::WENT_ON, StepPart::Next, count(value.k)),
            list(map::HEAD_LEAKED, StepPart::Leaked, count(one.leaked)),
            list(map::HEAD_STAGNANT, StepPart::Stagnant, count(one.stagnant)),
            // No list leaves out those still in time, so this opens everybody who reached the step.
            list(figures::REACHED, StepPart::Reached, funnel::reached_in_time(lang, one.reached, one.in_time)),
        ],
    })
}

/// How many of the cars at a stage of ownership have left, as of the day.
fn standing(at: At, node: Node, of: &Views) -> Option<Figure> {
    let (stage, view) = (node.stage()?, of.distribution);
    let cars = view.now.owners(Some(stage));
    let lost = [Activity::Churned, Activity::LongChurned].map(|activity| (activity, cars[activity as usize]));
    let list = |name, activity, n| (name, Selection::Owners { stage: Some(stage), activity }, count(n));
    let mut lists: Vec<_> = lost.iter().map(|(one, n)| list(names::activity(*one), Some(*one), *n)).collect();
    lists.push(list(figures::CARS, None, cars.iter().sum()));
    Some(Figure {
        name: figures::DISTRIBUTION,
        page: Route::Distribution { scope: at.scope.clone(), since: None },
        value: of.churned?,
        whom: figures::of_distribution(at.lang, view.as_of),
        lists,
    })
}

fn of_scorecard(at: At, node: Node, scorecard: &MeasuresView) -> Vec<Figure> {
    let lang = at.lang;
    let measures = related(node).iter().chain(also(node));
    let figure = |measure: &Measure| {
        let view = scorecard.measures.iter().find(|one| one.measure == *measure)?;
        let value = view.value?;
        let list = |part, n| {
            let selection = Selection::Measure { measure: *measure, part, group: None };
            (measures::part_name(*measure, part), selection, count(n))
        };
        let base = measures::base(lang, *measure, view.base);
        Some(Figure {
            name: measures::name(*measure),
            page: Route::Scorecard(at.scope.clone()),
            value,
            whom: figures::of_measure(lang, &base, measures::formula(*measure).get(lang)),
            lists: vec![list(MeasurePart::Numerator, value.k), list(MeasurePart::Denominator, value.n)],
        })
    };
    measures.filter_map(figure).collect()
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

/// A measure that is of several places, and leads to none of them.
fn also(node: Node) -> &'static [Measure] {
    match node {
        Node::EarlyUse | Node::Warranty | Node::OutOfWarranty | Node::Repurchase => &[Measure::Churn12],
        _ => &[],
    }
}

/// The place that a measure is about.
pub fn place_of(measure: Measure) -> Option<Node> {
    NODES.into_iter().find(|node| related(*node).contains(&measure))
}
