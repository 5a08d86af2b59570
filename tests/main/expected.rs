//! The seven sample files, imported as by a user, against figures computed independently of this project.

use crate::{
    figures::{Figures, read},
    measured,
    support::{App, period, samples},
};
use benyuan::{
    diag::Matter,
    model::values::AnswerKind,
    protocol::{
        query::{AnswerPart, Grain, NodePart, NotesOf, Query, Scope, Selection, StepPart},
        view::*,
    },
    terms::{
        stage::{LEVELS, Node, OWNER_STAGES, STEPS, Stage, Step},
        touchpoint::SurveyItem,
    },
};
use serde_json::Value;
use std::collections::BTreeMap;

fn funnel(app: &mut App, scope: Scope) -> FunnelView {
    match app.query(Query::Funnel(scope)) {
        View::Funnel(view) => view,
        other => panic!("{other:?}"),
    }
}

fn list(app: &mut App, selection: Selection, scope: Scope) -> ListView {
    match app.query(Query::List { selection, scope, sort: None, offset: 0, limit: u32::MAX }) {
        View::List(view) => view,
        other => panic!("{other:?}"),
    }
}

const STEP_NAMES: [&str; 7] = ["lead", "first_response", "visit", "test_drive", "quote", "order", "delivery"];

#[test]
fn the_sample_dealership() {
    let Some(files) = samples() else { return };
    let mut app = App::new();
    let (added, updated, unchanged, refused) = app.import(&files);
    assert_eq!((updated, unchanged, refused), (0, 0, 0));
    let View::Status(status) = app.query(Query::Status) else { unreachable!() };
    assert_eq!(added, status.rows.iter().map(|(_, rows)| rows).sum::<u32>());
    let figures = figures(&mut app);
    assert_eq!(figures.unreached(), Vec::<String>::new(), "every figure of the file is compared");
    let wrong = figures.wrong();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Compares every figure of the whole dealership.
pub fn figures(app: &mut App) -> Figures {
    let mut figures = Figures::read();
    let mut check = |name: &str, found: Value| figures.check(name, found);

    let View::Status(status) = app.query(Query::Status) else { unreachable!() };
    // One lead was first contacted on the morning after the export's last full day.
    assert_eq!(status.reporting_date, Some("2026-11-01".parse().unwrap()));
    let kinds = ["leads", "visits", "sales", "services", "insurance", "answers", "cards"];
    for ((_, rows), name) in status.rows.iter().zip(kinds) {
        check(&format!("rows/{name}"), (*rows).into());
    }
    let View::Coverage(coverage) = app.query(Query::Coverage) else { unreachable!() };
    check("customers", coverage.customers.into());
    check("vehicles", coverage.vehicles.into());
    check("ownerships", coverage.ownerships.into());

    for (name, scope) in [
        ("funnel_last_6_months", period("2026-05-01", "2026-10-31")),
        ("funnel_last_12_months", period("2025-11-01", "2026-10-31")),
    ] {
        let view = funnel(app, scope.clone());
        check(&format!("{name}/opportunities"), view.opportunities.into());
        for (step, key) in view.steps.iter().zip(STEP_NAMES) {
            check(&format!("{name}/reached/{key}"), step.reached.into());
            check(&format!("{name}/recorded/{key}"), step.recorded.into());
            check(&format!("{name}/bypassed/{key}"), step.bypassed.into());
            let parts = step.next + step.leaked + step.stagnant + step.in_time;
            let parts = if step.step == Step::Delivery { step.reached } else { parts };
            assert_eq!(step.reached, parts, "{key} adds up");
            let reasons: u32 = step.reasons.iter().map(|(_, count)| count).sum();
            assert_eq!(reasons, step.leaked, "{key}: every leak has its reason");
        }
        let sum = |part: fn(&StepView) -> u32| view.steps.iter().map(part).sum::<u32>();
        check(&format!("{name}/state/delivered"), view.steps[6].reached.into());
        check(&format!("{name}/state/defeated"), sum(|step| step.leaked).into());
        check(&format!("{name}/state/open_in_time"), sum(|step| step.in_time).into());
        check(&format!("{name}/state/stagnant"), sum(|step| step.stagnant - step.dormant).into());
        check(&format!("{name}/state/dormant"), sum(|step| step.dormant).into());
        for step in &view.steps {
            for (part, count) in [
                (StepPart::Reached, step.reached),
                (StepPart::Leaked, step.leaked),
                (StepPart::Stagnant, step.stagnant),
                (StepPart::InTime, step.in_time),
                (StepPart::Bypassed, step.bypassed),
                (StepPart::Recorded, step.recorded),
                (StepPart::Timed, step.median_days.map_or(0, |(_, n)| n)),
            ] {
                assert_eq!(list(app, Selection::Step(step.step, part), scope.clone()).total, count);
            }
        }
    }

    let year = period("2025-11-01", "2026-10-31");
    let view = funnel(app, year.clone());
    for (channel, _) in &view.choices.channels {
        let slice = Scope { channel: Some(channel.clone()), ..year.clone() };
        let view = funnel(app, slice);
        let ordered = view.steps[Step::Order.index()].reached;
        check(&format!("order_rate_by_channel/{channel}"), vec![ordered, view.opportunities].into());
    }
    for (consultant, _) in &view.choices.consultants {
        let slice = Scope { consultant: Some(consultant.clone()), ..year.clone() };
        let view = funnel(app, slice);
        let ordered = view.steps[Step::Order.index()].reached;
        check(&format!("order_rate_by_consultant/{consultant}"), vec![ordered, view.opportunities].into());
    }

    let ever = funnel(app, period("2023-11-01", "2026-10-31"));
    check("opportunities", ever.opportunities.into());
    check("bought_after_defeat", ever.bought_after_defeat.into());
    let View::Notes(notes) =
        app.query(Query::Notes { of: NotesOf::Store(None), refused_only: false, offset: 0, limit: u32::MAX })
    else {
        unreachable!()
    };
    let count = |matter| notes.rows.iter().filter(|row| row.note.matter == matter).count() as u32;
    let linked = count(Matter::PhoneMaskedLinked);
    check("masked/linked", linked.into());
    check("masked/unlinked", (count(Matter::PhoneMasked) - linked).into());
    check("deliveries_without_lead", ever.deliveries_without_lead.into());

    check("median_days_lead_to_order", lead_to_order(app, year).into());
    check("first_service_2025", first_service(app).into());
    for (as_of, name) in [("2026-10-31", "owners_2026-10-31"), ("2025-10-31", "owners_2025-10-31")] {
        check(name, owners(app, as_of));
        check(name, owners_by_stage(&distribution(app, as_of, None).now));
    }
    satisfaction(app, &mut figures);
    measured::measures(app, &mut figures);
    figures
}

/// Indices, NPS and the two planted factors by quarter, to the given digits; and their titles.
fn satisfaction(app: &mut App, figures: &mut Figures) {
    let scope = Scope { as_of: Some("2026-10-31".parse().unwrap()), ..Scope::default() };
    let View::Satisfaction(view) = app.query(Query::Satisfaction { scope: scope.clone(), grain: None }) else {
        panic!()
    };
    assert_eq!(view.grain, Grain::Quarter, "by months the defeated are too few");
    let kinds = [(AnswerKind::Buyer, "购车"), (AnswerKind::Defeated, "战败"), (AnswerKind::Service, "售后")];
    for (kind, name) in kinds {
        let one = view.questionnaire(kind).unwrap();
        compare(&view, &one.index, &format!("index_{name}"), figures);
        compare(&view, &one.nps, &format!("nps_{name}"), figures);
        for (period, point) in view.periods.iter().zip(&one.index.points) {
            let scope = Scope { period: Some(*period), ..scope.clone() };
            let selection = Selection::Answers { kind: Some(kind), item: None, part: AnswerPart::All };
            let list = list(app, selection, scope);
            assert_eq!(list.total, point.unwrap().n, "{name} {period}: a count is the length of its list");
            let own: Vec<f64> = list.rows.iter().filter_map(|row| row.answer.as_ref()?.index).collect();
            assert!(own.is_sorted(), "the worst first");
            let mean = own.iter().sum::<f64>() / own.len() as f64;
            assert!(
                (mean - point.unwrap().mean).abs() < 1e-9,
                "{name} {period}: the list holds the scores of the point"
            );
        }
    }
    for (kind, item, name) in [
        (AnswerKind::Buyer, SurveyItem::Delivery, "factor_交车过程"),
        (AnswerKind::Service, SurveyItem::ServiceAdviser, "factor_服务顾问"),
    ] {
        let factor = view.questionnaire(kind).unwrap().factors.iter().find(|factor| factor.item == item).unwrap();
        compare(&view, &factor.line, name, figures);
    }
    for (channel, n) in &view.choices.channels {
        let sliced = Scope { channel: Some(channel.clone()), ..scope.clone() };
        let View::Satisfaction(of_channel) = app.query(Query::Satisfaction { scope: sliced, grain: Some(view.grain) })
        else {
            panic!()
        };
        let answers: u32 = of_channel.questionnaires.iter().map(|one| one.index.answers()).sum();
        assert_eq!(answers, *n, "{channel}: a slice holds what its choice promises");
    }
    let (up, down) = view.see_saw().expect("按下葫芦浮起瓢 is in the files");
    assert_eq!((up.item, down.item), (Some(SurveyItem::Delivery), Some(SurveyItem::ServiceAdviser)));
    assert!((60.0..110.0).contains(&up.change) && (-110.0..-60.0).contains(&down.change), "{up:?} {down:?}");
}

/// The values, and n if the file gives it, quarter by quarter.
fn compare(view: &SatisfactionView, line: &Line, name: &str, figures: &mut Figures) {
    for (period, point) in view.periods.iter().zip(&line.points) {
        let (year, month, _) = period.first.ymd();
        let (name, found) = (format!("{name}/{year}Q{}", month.div_ceil(3)), point.unwrap());
        let (value, n) = match figures.wanted(&name) {
            Value::Array(pair) => (pair[0].as_f64().unwrap(), pair[1].as_u64().unwrap()),
            value => (value.as_f64().unwrap(), u64::from(found.n)),
        };
        let same = (found.mean - value).abs() < 1e-6 && u64::from(found.n) == n;
        figures.reach(&name, (!same).then(|| format!("expected {value} of {n}, found {found:?}")));
    }
}

/// Owners by stage and activity, counted from the lists of the map's circles.
fn owners(app: &mut App, as_of: &str) -> Value {
    let scope = Scope { as_of: Some(as_of.parse().unwrap()), ..Scope::default() };
    let mut counts: BTreeMap<&str, BTreeMap<&str, u32>> = BTreeMap::new();
    let nodes =
        [Node::Honeymoon, Node::FirstService, Node::EarlyUse, Node::Warranty, Node::OutOfWarranty, Node::Repurchase];
    for node in nodes {
        for part in [NodePart::Standing, NodePart::Off] {
            for row in list(app, Selection::Node(node, part), scope.clone()).rows {
                let PersonState::Owner { stage, activity } = row.state else { panic!("{row:?}") };
                let stage = match stage {
                    Stage::Honeymoon => "honeymoon",
                    Stage::EarlyUse => "early_use",
                    Stage::Warranty => "warranty",
                    Stage::OutOfWarranty => "out_of_warranty",
                    _ => "repurchase",
                };
                let activity = match activity {
                    Activity::Active => "active",
                    Activity::AtRisk => "at_risk",
                    Activity::Churned => "churned",
                    Activity::LongChurned => "long_churned",
                };
                *counts.entry(stage).or_default().entry(activity).or_default() += 1;
            }
        }
    }
    serde_json::to_value(counts).unwrap()
}

fn distribution(app: &mut App, as_of: &str, since: Option<&str>) -> DistributionView {
    let day = |text: &str| text.parse().unwrap();
    let scope = Scope { as_of: Some(day(as_of)), ..Scope::default() };
    match app.query(Query::Distribution { scope, since: since.map(day) }) {
        View::Distribution(view) => view,
        other => panic!("{other:?}"),
    }
}

/// Owners by stage and activity in the distribution, without empty groups.
fn owners_by_stage(stand: &StandView) -> Value {
    let names = ["honeymoon", "early_use", "warranty", "out_of_warranty", "repurchase"];
    let activities = ["active", "at_risk", "churned", "long_churned"];
    let row = |stage| {
        let counts = activities.into_iter().zip(stand.owners(Some(stage)));
        counts.filter(|(_, people)| *people > 0).collect::<BTreeMap<_, _>>()
    };
    let stages = names.into_iter().zip(OWNER_STAGES.map(row));
    serde_json::to_value(stages.collect::<BTreeMap<_, _>>()).unwrap()
}

#[test]
fn the_distribution_over_time() {
    let Some(files) = samples() else { return };
    let mut app = App::new();
    app.import(&files);
    let view = distribution(&mut app, "2026-10-31", Some("2025-10-31"));
    // Two years of month ends and the reporting date, which is one day after the last of them.
    assert_eq!((view.points.len(), view.points[23].day), (25, view.as_of));
    let year_before = view.points.iter().find(|point| point.day == view.movement.since).unwrap();
    assert_eq!(owners_by_stage(year_before), read("expected.json")["owners_2025-10-31"]["value"]);
    // Each point equals the lists of its own day.
    for point in view.points.iter().step_by(5) {
        let scope = Scope { as_of: Some(point.day), ..Scope::default() };
        for stage in OWNER_STAGES {
            for (activity, people) in ACTIVITIES.into_iter().zip(point.owners(Some(stage))) {
                let selection = Selection::Owners { stage: Some(stage), activity: Some(activity) };
                assert_eq!(list(&mut app, selection, scope.clone()).total, people, "{} {stage:?}", point.day);
            }
        }
        for level in LEVELS {
            for (part, people) in PROSPECT_PARTS.into_iter().zip(point.prospects(level)) {
                let selection = Selection::Prospects { level: Some(level), part };
                assert_eq!(list(&mut app, selection, scope.clone()).total, people, "{} {level:?}", point.day);
            }
        }
    }
    // 409 more churned owners: from 34 to 40 in a hundred.
    let finding = DistributionFinding::LostShare { before: (977, 2839), now: (1386, 3487) };
    assert_eq!(view.finding, finding);
    let scope = Scope { as_of: Some(view.as_of), ..Scope::default() };
    for MoveView { from, to, people } in view.movement.moves {
        let since = view.movement.since;
        assert_eq!(list(&mut app, Selection::Moved { from, to, since }, scope.clone()).total, people);
    }
    // An earlier date is replayed on the same line; a date before the line gets a line of its own.
    assert_eq!(distribution(&mut app, "2025-03-31", None).points, view.points);
    assert_eq!(distribution(&mut app, "2025-03-15", None).points.len(), 26);
    assert_eq!(distribution(&mut app, "2024-03-31", None).points[24].day, "2024-03-31".parse().unwrap());
}

#[test]
fn steps_are_named_in_order() {
    assert_eq!(STEP_NAMES.len(), STEPS.len());
}

/// Median days from creation to order, from the records behind the funnel's orders.
fn lead_to_order(app: &mut App, scope: Scope) -> f64 {
    let orders = list(app, Selection::Step(Step::Order, StepPart::Reached), scope.clone());
    let mut days = Vec::new();
    for row in orders.rows {
        let View::Record(Some(record)) = app.query(Query::Record { subject: row.subject, scope: scope.clone() }) else {
            panic!("no record of {row:?}")
        };
        let entered = |key: &str| {
            let of = |e: &&EpisodeView| {
                e.subject == row.subject && e.touchpoint.key == key && !matches!(e.end, EndView::Bypassed(_))
            };
            record.episodes.iter().find(of).map(|episode| episode.entered.day())
        };
        if let (Some(created), Some(ordered)) = (entered("lead.created"), entered("deal.order")) {
            days.push(ordered.days_since(created));
        }
    }
    days.sort();
    (f64::from(days[(days.len() - 1) / 2]) + f64::from(days[days.len() / 2])) / 2.0
}

/// First services of cars delivered in 2025 that came due: the touchpoint's episodes, car by car.
fn first_service(app: &mut App) -> Vec<u32> {
    let key = "honeymoon.first_service".to_owned();
    let scope = period("2025-01-01", "2026-10-31");
    let (first, last) = ("2025-01-01".parse().unwrap(), "2025-12-31".parse().unwrap());
    let mut count = |part| {
        let rows = list(app, Selection::Touchpoint(key.clone(), part), scope.clone()).rows;
        rows.iter().filter(|row| row.entered.is_some_and(|at| (first..=last).contains(&at.day()))).count() as u32
    };
    let (passed, leaked, stagnant) = (count(NodePart::Passed), count(NodePart::Leaked), count(NodePart::Stagnant));
    vec![passed, passed + leaked + stagnant]
}
