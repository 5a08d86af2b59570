//! Views to draw in tests: the demo's numbers, and plausible random ones.

use crate::{
    analytics::leaks,
    model::{rows::Kind, values::AnswerKind},
    protocol::{
        query::{GRAINS, Grain, HALVES},
        view::*,
    },
    terms::{
        stage::{LEVELS, NODES, Node, OWNER_STAGES, STEPS, Step},
        touchpoint::SurveyItem,
    },
    time::{Day, Period},
};
use proptest::{collection::vec, prelude::*};

fn as_of() -> Day {
    "2026-10-31".parse().unwrap()
}

/// Wilson 95 %.
fn wilson(k: u32, n: u32) -> Option<Proportion> {
    if n == 0 {
        return None;
    }
    let (p, n_, z) = (f64::from(k) / f64::from(n), f64::from(n), 1.96_f64);
    let (center, base) = (p + z * z / (2.0 * n_), 1.0 + z * z / n_);
    let half = z * (p * (1.0 - p) / n_ + z * z / (4.0 * n_ * n_)).sqrt();
    Some(Proportion { k, n, low: ((center - half) / base).max(0.0), high: ((center + half) / base).min(1.0) })
}

fn node(node: Node, standing: u32, [passed, leaked, stagnant, in_time]: [u32; 4]) -> NodeView {
    let exits = Exits { passed, leaked, stagnant, in_time, bypassed: 0 };
    let leak = wilson(leaked, exits.due());
    let reason = (leaked > 1).then(|| ("跟进及时".to_owned(), leaked / 2));
    NodeView {
        node,
        lacks: Vec::new(),
        standing,
        off: 0,
        exits,
        pass: None,
        leak,
        reason,
        scattered: Vec::new(),
        satisfaction: None,
        year_before: None,
    }
}

/// Everybody past their time at the end of the period still is.
pub fn finding(nodes: &[NodeView]) -> MapFinding {
    leaks::finding(nodes, &mut |node| nodes.iter().filter(|one| one.node == node).map(|one| one.exits.stagnant).sum())
}

fn map_of(nodes: Vec<NodeView>) -> MapView {
    let customers = nodes.iter().map(|node| node.standing).sum();
    let period = Period::last_full_months(as_of(), 6);
    MapView {
        as_of: as_of(),
        period,
        customers,
        lost: HALVES.into_iter().map(|half| leaks::lost(&nodes, half)).collect(),
        still: leaks::still(&nodes),
        dormant: 1_851,
        finding: finding(&nodes),
        nodes,
        choices: SliceChoices::default(),
        has_follow_ups: true,
        has_defeats: true,
        year_before: period.before(),
    }
}

fn estimate(mean: f64, n: u32) -> Estimate {
    let half = 250.0 / f64::from(n).sqrt();
    Estimate { mean, n, interval: (n > 1).then_some((mean - half, mean + half)) }
}

/// The demo store: one node not observed, one small sample, thousands in warranty.
pub fn map() -> MapView {
    let mut nodes = vec![
        node(Node::Lead, 38, [383, 12, 17, 21]),
        node(Node::FirstResponse, 52, [310, 42, 31, 38]),
        node(Node::Visit, 61, [233, 36, 29, 12]),
        node(Node::TestDrive, 44, [152, 32, 30, 9]),
        node(Node::Quote, 29, [82, 34, 25, 6]),
        node(Node::Order, 12, [93, 2, 1, 0]),
        node(Node::Delivery, 9, [95, 0, 1, 4]),
        node(Node::Honeymoon, 138, [132, 0, 5, 40]),
        node(Node::FirstService, 121, [74, 19, 7, 22]),
        node(Node::EarlyUse, 263, [191, 23, 16, 0]),
        node(Node::Warranty, 1604, [479, 79, 48, 212]),
        node(Node::OutOfWarranty, 371, [204, 126, 41, 30]),
        node(Node::Repurchase, 148, [8, 11, 7, 3]),
    ];
    nodes[3].lacks = vec![Lack::FormOrAudit];
    let said = [
        (0, SurveyItem::Online, 791.0, 402),
        (2, SurveyItem::Reception, 826.4, 398),
        (4, SurveyItem::Bargaining, 604.0, 21),
    ];
    for (place, item, mean, n) in said.into_iter().chain([(6, SurveyItem::Delivery, 889.7, 233)]) {
        nodes[place].satisfaction = Some((item, estimate(mean, n)));
    }
    map_of(nodes)
}

fn step(step: Step, [next, leaked, stagnant, in_time]: [u32; 4], bypassed: u32, days: f64) -> StepView {
    let reached = next + leaked + stagnant + in_time;
    StepView {
        step,
        lacks: Vec::new(),
        reached,
        recorded: reached - bypassed.min(reached),
        bypassed,
        next,
        leaked,
        stagnant,
        dormant: stagnant / 3,
        in_time,
        reasons: Vec::new(),
        conversion: step.next().and_then(|_| wilson(next, reached - in_time)),
        median_days: Some((days, next)),
    }
}

fn funnel_of(steps: Vec<StepView>, finding: FunnelFinding) -> FunnelView {
    FunnelView {
        as_of: as_of(),
        period: Period::last_full_months(as_of(), 6),
        opportunities: steps.first().map_or(0, |step| step.reached),
        steps,
        bought_after_defeat: 3,
        deliveries_without_lead: 11,
        choices: SliceChoices::default(),
        finding,
        has_follow_ups: true,
        has_defeats: true,
    }
}

pub fn funnel() -> FunnelView {
    let mut steps = vec![
        step(Step::Lead, [1383, 12, 17, 0], 0, 0.1),
        step(Step::FirstResponse, [998, 146, 217, 22], 0, 2.0),
        step(Step::Visit, [714, 151, 133, 0], 41, 1.0),
        step(Step::TestDrive, [514, 48, 25, 127], 131, 3.5),
        step(Step::Quote, [280, 130, 95, 9], 0, 6.0),
        step(Step::Order, [262, 8, 2, 8], 0, 12.0),
        step(Step::Delivery, [262, 0, 0, 0], 0, 0.0),
    ];
    steps[4].lacks = vec![Lack::File(Kind::Visits)];
    steps[6].conversion = None;
    steps[6].median_days = None;
    let (from, to) = (Step::FirstResponse, Step::Visit);
    funnel_of(steps, FunnelFinding::WorstStep { from, to, leaked: 146, stagnant: 217, due: 1361 })
}

fn counts() -> impl Strategy<Value = [u32; 4]> {
    let count = || prop_oneof![Just(0u32), 1..40u32, 40..2_500u32];
    [count(), count(), count(), count()]
}

fn lack() -> impl Strategy<Value = Vec<Lack>> {
    prop_oneof![5 => Just(Vec::new()), 1 => Just(vec![Lack::File(Kind::Leads), Lack::FormOrAudit])]
}

pub fn any_map() -> impl Strategy<Value = MapView> {
    let standing = prop_oneof![0..100u32, 0..20_000u32];
    vec((counts(), standing, lack()), 13).prop_map(|drawn| {
        let nodes = NODES.iter().zip(drawn);
        let nodes = nodes.map(|(&name, (counts, standing, lacks))| {
            let view = if lacks.is_empty() { node(name, standing, counts) } else { node(name, 0, [0; 4]) };
            // One survey item measures each step; none measures a stage.
            let item = (name < Node::Honeymoon && counts[0] > 0).then_some(SurveyItem::Deal);
            let satisfaction = item.map(|item| (item, estimate(f64::from(counts[1] % 901) + 100.0, counts[0])));
            // A short reason, a long one, and one without a translation.
            let reasons =
                ["价格偏高", "客户说等年底再看看有没有更大的优惠，另外家里人对颜色也有意见，还要再商量", "n/a"];
            let reason = view.reason.clone().map(|(_, n)| (reasons[standing as usize % 3].to_owned(), n));
            NodeView { lacks, satisfaction, reason, ..view }
        });
        map_of(nodes.collect())
    })
}

pub fn any_funnel() -> impl Strategy<Value = FunnelView> {
    let shares = [0.0..1.0f64, 0.0..1.0, 0.0..1.0, 0.0..1.0];
    (1..30_000u32, vec((shares, 0..900u32, lack(), 0.0..99.0f64), 7)).prop_map(|(first, drawn)| {
        let mut reached = first;
        let steps = STEPS.iter().zip(drawn).map(|(&name, (shares, bypassed, lacks, days))| {
            let counts = divided(reached, shares);
            reached = counts[0];
            StepView { lacks, ..step(name, counts, bypassed, days) }
        });
        let mut steps: Vec<StepView> = steps.collect();
        if let Some(last) = steps.last_mut() {
            last.bypassed = 0;
        }
        funnel_of(steps, FunnelFinding::TooFew)
    })
}

/// `whole` split into four parts that add up.
fn divided(whole: u32, shares: [f64; 4]) -> [u32; 4] {
    let sum: f64 = shares.iter().sum::<f64>().max(1e-9);
    let mut parts = shares.map(|share| (f64::from(whole) * share / sum) as u32);
    parts[0] += whole - parts.iter().sum::<u32>();
    parts
}

/// Owners by stage (the last: unknown) and activity, prospects by level and part.
type Counts = ([[u32; 4]; 6], [[u32; 3]; 5]);

fn stand(day: Day, (owners, prospects): Counts) -> StandView {
    let mut stand = StandView::on(day);
    for (stage, counts) in OWNER_STAGES.map(Some).into_iter().chain([None]).zip(owners) {
        for (activity, people) in ACTIVITIES.into_iter().zip(counts) {
            (0..people).for_each(|_| stand.add_owner(stage, activity));
        }
    }
    for (level, counts) in LEVELS.into_iter().zip(prospects) {
        for (part, people) in PROSPECT_PARTS.into_iter().zip(counts) {
            (0..people).for_each(|_| stand.add_prospect(level, part));
        }
    }
    stand
}

fn distribution_of(points: Vec<StandView>, as_of: usize) -> DistributionView {
    let now = points[as_of].clone();
    DistributionView {
        as_of: now.day,
        period: Period::last_full_months(now.day, 6),
        movement: MovementView { since: now.day.plus_months(-12), moves: Vec::new(), tables: Vec::new() },
        finding: DistributionFinding::Steady { owners: now.all_owners(), prospects: now.all_prospects() },
        now: Box::new(now),
        points,
        choices: SliceChoices::default(),
        has_services: true,
        has_follow_ups: true,
    }
}

/// Two years of a growing store, seen as of five months ago.
pub fn distribution() -> DistributionView {
    let day: Day = "2026-11-01".parse().unwrap();
    let owners =
        [[158, 0, 0, 0], [418, 74, 0, 0], [797, 159, 236, 126], [262, 64, 140, 349], [139, 30, 44, 491], [0, 0, 0, 3]];
    let prospects = [[14, 9, 5], [31, 22, 61], [66, 48, 212], [140, 71, 704], [58, 12, 390]];
    let grown = |people: u32, at: usize| people * (at as u32 + 16) / 40;
    let at = |(at, day): (usize, Day)| {
        stand(day, (owners.map(|row| row.map(|n| grown(n, at))), prospects.map(|row| row.map(|n| grown(n, at)))))
    };
    distribution_of(day.with_month_ends(24).into_iter().enumerate().map(at).collect(), 19)
}

pub fn any_distribution() -> impl Strategy<Value = DistributionView> {
    let count = || prop_oneof![3 => Just(0u32), 3 => 1..40u32, 2 => 40..900u32];
    let row = move || [count(), count(), count(), count()];
    let prospects = move || [count(), count(), count()];
    let owners = [row(), row(), row(), row(), row(), row()];
    let counts = (owners, [prospects(), prospects(), prospects(), prospects(), prospects()]);
    (vec(counts, 1..27), any::<proptest::sample::Index>()).prop_map(|(drawn, as_of)| {
        let as_of = as_of.index(drawn.len());
        let days = crate::figure::fixture::as_of().with_month_ends(drawn.len() as i32 - 1);
        distribution_of(days.into_iter().zip(drawn).map(|(day, counts)| stand(day, counts)).collect(), as_of)
    })
}

/// The factors of the three questionnaires, all with equally many points.
fn questionnaires(line: &mut dyn FnMut(AnswerKind, Option<SurveyItem>) -> Line) -> Vec<QuestionnaireView> {
    use SurveyItem::*;
    let asked: [(AnswerKind, &[SurveyItem]); 3] = [
        (AnswerKind::Buyer, &[Online, BeforeVisit, Reception, Showroom, TestDrive, Deal, Delivery]),
        (AnswerKind::Defeated, &[Online, BeforeVisit, Reception, Showroom, TestDrive, Bargaining]),
        (AnswerKind::Service, &[ServiceQuality, Facility, ServiceHandover, ServiceAdviser, ServiceStart]),
    ];
    let of = |(kind, items): (AnswerKind, &[SurveyItem])| {
        let index = line(kind, None);
        let scaled = |estimate: Estimate| {
            let to = |score: f64| (score - 700.0) / 5.0;
            let interval = estimate.interval.map(|(low, high)| (to(low), to(high)));
            Estimate { mean: to(estimate.mean), n: estimate.n, interval }
        };
        let nps = Line { points: index.points.iter().map(|point| point.map(scaled)).collect(), trend: None };
        let recommends = vec![[0; 3]; index.points.len()];
        let factor = |item: &SurveyItem| FactorView { item: *item, weight: 14.0, line: line(kind, Some(*item)) };
        QuestionnaireView { kind, nps, recommends, factors: items.iter().map(factor).collect(), index }
    };
    asked.into_iter().map(of).collect()
}

fn satisfaction_of(grain: Grain, periods: Vec<Period>, questionnaires: Vec<QuestionnaireView>) -> SatisfactionView {
    let period = Period { first: periods[0].first, last: as_of() };
    let choices = SliceChoices::default();
    let advisers = Box::new(AdvisersView::none(as_of()));
    SatisfactionView { as_of: as_of(), period, grain, periods, questionnaires, advisers, choices }
}

/// The periods of two years that end on the as-of date.
fn periods(grain: Grain, count: i32) -> Vec<Period> {
    let last = as_of().month().plus(-((as_of().ymd().1 as i32 - 1) % grain.months()));
    let period = |back: i32| {
        let first = last.plus(-back * grain.months());
        Period { first: first.first_day(), last: first.plus(grain.months() - 1).last_day().min(as_of()) }
    };
    (0..count).rev().map(period).collect()
}

/// Two years by quarters: the indices stay level while Delivery rises and the adviser sinks; few of the defeated answer
/// lately.
pub fn satisfaction() -> SatisfactionView {
    let mut line = |kind, item: Option<SurveyItem>| {
        let base =
            [822.0, 694.0, 817.0][kind as usize] + item.map_or(0.0, |item| f64::from(item as u8 * 7 % 31) - 15.0);
        let change = match item {
            Some(SurveyItem::Delivery) => 82.0,
            Some(SurveyItem::ServiceAdviser) => -86.0,
            _ => 0.0,
        };
        let wave = [9.0, -6.0, 4.0, 0.0, -8.0, 7.0, -3.0, 5.0, -4.0];
        let n = |at: usize| if kind == AnswerKind::Defeated && at > 5 { 24 } else { 140 };
        let point = |at: usize| Some(estimate(base + wave[at] + change * (at as f64 / 8.0 - 0.5), n(at)));
        let trend = Trend { change, low: change - 25.0, high: change + 25.0, beyond: change != 0.0 };
        Line { points: (0..9).map(point).collect(), trend: Some(trend) }
    };
    satisfaction_of(Grain::Quarter, periods(Grain::Quarter, 9), questionnaires(&mut line))
}

/// Any number of points from one to thirty, with gaps and single answers.
pub fn any_satisfaction() -> impl Strategy<Value = SatisfactionView> {
    let point = || prop_oneof![1 => Just(None), 9 => (100.0..1000.0f64, 1..400u32).prop_map(|(mean, n)| Some(estimate(mean, n)))];
    let grain = (0..GRAINS.len()).prop_map(|place| GRAINS[place]);
    (grain, 1..30usize, vec(vec(point(), 30), 21), vec(-200.0..200.0f64, 21)).prop_map(
        |(grain, count, drawn, changes)| {
            let mut lines = drawn.into_iter().zip(changes);
            let mut line = |_, _| {
                let (points, change) = lines.next().unwrap();
                let trend = Trend { change, low: change - 40.0, high: change + 40.0, beyond: change.abs() > 100.0 };
                Line { points: points.into_iter().take(count).collect(), trend: Some(trend) }
            };
            satisfaction_of(grain, periods(grain, count as i32), questionnaires(&mut line))
        },
    )
}
