//! Golden drawings, and properties of every drawing. `UPDATE_GOLDEN=1 cargo test --lib figure` refreshes the goldens.

use super::{
    distribution, fixture, funnel,
    list::{Figure, Frame, Item, Label, Role, TOUCH},
    map, satisfaction, svg, timeline,
};
use crate::{
    model::values::AnswerKind,
    protocol::view::{Exits, NodeView},
    text::Lang,
};
use proptest::prelude::*;
use std::{env, fs, path::PathBuf};

const LANGS: [(Lang, &str); 2] = [(Lang::Zh, "zh"), (Lang::En, "en")];

fn check_golden(name: &str, figure: &Figure) {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", "golden", &format!("{name}.svg")].iter().collect();
    let drawn = svg::document(figure, &svg::LIGHT);
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        return fs::write(path, drawn).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(expected == drawn, "{name} changed: look at it, then UPDATE_GOLDEN=1");
}

#[test]
fn maps_look_as_before() {
    for (lang, suffix) in LANGS {
        for width in [1040, 680, 340] {
            check_golden(&format!("map-{width}-{suffix}"), &map(&fixture::map(), lang, f64::from(width)));
        }
    }
}

/// A store with nobody, one with a single crowded node, and one with a few people everywhere.
#[test]
fn extreme_maps_are_legible() {
    let store = |open: fn(usize) -> u32, lost: fn(usize) -> u32| {
        let mut view = fixture::map();
        for (place, node) in view.nodes.iter_mut().enumerate() {
            let exits = Exits { in_time: open(place), leaked: lost(place), ..Exits::default() };
            *node = NodeView { exits, lacks: Vec::new(), standing: 0, off: 0, reason: None, ..node.clone() };
        }
        view.finding = fixture::finding(&view.nodes);
        view
    };
    let stores = [
        store(|_| 0, |_| 0),
        store(|place| if place == 10 { 10_000 } else { 3 }, |_| 3),
        store(|_| 3, |place| if place == 3 { 10_000 } else { 3 }),
        store(|_| 12_345, |_| 12_345),
        store(|place| place as u32 % 2, |place| place as u32 % 3),
    ];
    for (view, (lang, _)) in stores.iter().flat_map(|view| LANGS.map(|lang| (view, lang))) {
        for width in [320.0, 340.0, 660.0, 879.0, 880.0, 1018.0, 1300.0] {
            let figure = map(view, lang, width);
            check_legible(&figure).unwrap();
            check_circles(&figure).unwrap();
            check_hits(&figure).unwrap();
            assert!(figure.labels().all(|label| label.size >= 13.0));
        }
    }
}

/// Twice as many people take twice the area, in circles and in streams.
#[test]
fn equal_areas_are_equally_many_people() {
    let mut view = fixture::map();
    for (place, node) in view.nodes.iter_mut().enumerate() {
        let n = 40 * (place as u32 + 1);
        node.exits = Exits { in_time: n, leaked: n, ..Exits::default() };
        node.lacks.clear();
    }
    for width in [1018.0, 660.0, 330.0] {
        let figure = map(&view, Lang::Zh, width);
        let radii = figure.items.iter().filter_map(|item| match item {
            Item::Circle { radius, .. } => Some(*radius),
            _ => None,
        });
        // Each circle is painted twice, and its rim counts once.
        let areas: Vec<f64> = radii.step_by(2).take(13).map(|radius| radius * radius * std::f64::consts::PI).collect();
        for (place, area) in areas.iter().enumerate().skip(3) {
            let expected = areas[12] * (place as f64 + 1.0) / 13.0;
            assert!((area - expected).abs() < 0.01 * expected, "{width} {place}: {area} instead of {expected}");
        }
    }
}

#[test]
fn funnels_look_as_before() {
    for (lang, suffix) in LANGS {
        for width in [1040, 620, 340] {
            check_golden(&format!("funnel-{width}-{suffix}"), &funnel(&fixture::funnel(), lang, f64::from(width)));
        }
    }
}

#[test]
fn distributions_look_as_before() {
    for (lang, suffix) in LANGS {
        for width in [1040, 680, 340] {
            let (view, px) = (fixture::distribution(), f64::from(width));
            check_golden(&format!("distribution-{width}-{suffix}"), &distribution(&view, lang, px));
            check_golden(&format!("timeline-{width}-{suffix}"), &timeline(&view, lang, px));
        }
    }
}

#[test]
fn satisfaction_looks_as_before() {
    for (lang, suffix) in LANGS {
        for width in [1040, 680, 340] {
            let (view, px) = (fixture::satisfaction(), f64::from(width));
            check_golden(&format!("indices-{width}-{suffix}"), &satisfaction::indices(&view, lang, px));
            check_golden(&format!("nps-{width}-{suffix}"), &satisfaction::nps(&view, lang, px));
            let factors = satisfaction::factors(&view, AnswerKind::Buyer, lang, px);
            check_golden(&format!("factors-{width}-{suffix}"), &factors);
        }
    }
}

fn any_lang() -> impl Strategy<Value = Lang> {
    prop_oneof![Just(Lang::Zh), Just(Lang::En)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_map_is_legible(view in fixture::any_map(), lang in any_lang(), width in 320.0..1200.0f64) {
        let figure = map(&view, lang, width);
        check_legible(&figure)?;
        check_circles(&figure)?;
    }

    #[test]
    fn any_funnel_is_legible(view in fixture::any_funnel(), lang in any_lang(), width in 320.0..1200.0f64) {
        check_legible(&funnel(&view, lang, width))?;
    }

    #[test]
    fn any_distribution_is_legible(
        view in fixture::any_distribution(), lang in any_lang(), width in 320.0..1200.0f64,
    ) {
        let figure = distribution(&view, lang, width);
        check_legible(&figure)?;
        check_hits(&figure)?;
    }

    #[test]
    fn any_timeline_is_legible(view in fixture::any_distribution(), lang in any_lang(), width in 320.0..1200.0f64) {
        let figure = timeline(&view, lang, width);
        check_legible(&figure)?;
        // Every bar that can be pointed at opens its own people on its own day.
        for bar in &figure.exact {
            let hit = figure.hit_at(bar.region.frame().center());
            prop_assert_eq!(hit.map(|hit| (&hit.target, hit.at)), Some((&bar.target, bar.at)));
            prop_assert!(view.points.iter().any(|point| Some(point.day) == bar.at.as_of));
        }
    }

    #[test]
    fn any_satisfaction_is_legible(view in fixture::any_satisfaction(), lang in any_lang(), width in 320.0..1200.0f64) {
        let kind = AnswerKind::Buyer;
        let figures = [
            satisfaction::indices(&view, lang, width),
            satisfaction::nps(&view, lang, width),
            satisfaction::factors(&view, kind, lang, width),
        ];
        for figure in figures {
            check_legible(&figure)?;
            check_points(&figure)?;
        }
    }

    #[test]
    fn what_a_label_counts_is_what_it_opens(view in fixture::any_map(), lang in any_lang(), width in 320.0..1200.0f64) {
        check_hits(&map(&view, lang, width))?;
    }

    #[test]
    fn what_a_bar_label_counts_is_what_it_opens(
        view in fixture::any_funnel(), lang in any_lang(), width in 320.0..1200.0f64,
    ) {
        check_hits(&funnel(&view, lang, width))?;
    }
}

fn check_legible(figure: &Figure) -> Result<(), TestCaseError> {
    let labels: Vec<&Label> = figure.labels().collect();
    for (index, label) in labels.iter().enumerate() {
        prop_assert!(label.size >= 11.0, "{} is too small", label.text);
        prop_assert!(
            lies_in(label.frame(), figure.bounds()),
            "{:?} {:?} leaves {:?}",
            label.text,
            label.frame(),
            figure.bounds()
        );
        for other in &labels[index + 1..] {
            prop_assert!(
                !overlap(label.frame(), other.frame()),
                "{:?} {:?} on {:?} {:?}",
                label.text,
                label.frame(),
                other.text,
                other.frame()
            );
        }
    }
    for hit in &figure.hits {
        let frame = hit.region.frame();
        prop_assert!(lies_in(frame, figure.bounds()), "{} leaves: {frame:?}", hit.label);
        prop_assert!(frame.width >= TOUCH - 0.01 && frame.height >= TOUCH - 0.01, "{}: {frame:?}", hit.label);
    }
    Ok(())
}

/// The topmost region at a label opens what the label says.
fn check_hits(figure: &Figure) -> Result<(), TestCaseError> {
    for label in figure.labels() {
        let Some(hit) = figure.hit_at(label.frame().center()) else { continue };
        let is_unobserved = label.role == Role::Ink2 && !label.text.contains(|c: char| c.is_ascii_digit());
        let is_nobody = label.role == Role::Ink3 && label.text == "0";
        if is_unobserved || is_nobody {
            continue;
        }
        if !label.runs.is_empty() {
            check_sentence(label, &hit.label)?;
            continue;
        }
        let number = label.text.rsplit(' ').next().unwrap_or_default().trim_start_matches(['−', '滞']);
        prop_assert!(hit.label.contains(number), "{:?} opens {:?}", label.text, hit.label);
    }
    // A hairline bar shares its point with its neighbour.
    for bar in figure.exact.iter().filter(|bar| bar.region.frame().width >= 2.0) {
        let frame = bar.region.frame();
        for y in [frame.y + 0.5, frame.center().y, frame.bottom() - 0.5] {
            let hit = figure.hit_at(super::list::Point { x: frame.center().x, y });
            prop_assert_eq!(hit.map(|hit| &hit.target), Some(&bar.target), "a pointer on a bar opens that bar");
        }
    }
    Ok(())
}

/// The emphasised numbers in a line of a sentence are those of the list it opens.
fn check_sentence(line: &Label, opens: &str) -> Result<(), TestCaseError> {
    let mut from = 0;
    for &(to, role) in &line.runs {
        let number: String = line.text[from..to].chars().filter(|c| c.is_ascii_digit() || *c == ',').collect();
        prop_assert!(role == line.role || opens.contains(&number), "{:?} opens {opens:?}", line.text);
        from = to;
    }
    prop_assert_eq!(from, line.text.len());
    Ok(())
}

/// Names, numbers and sentences do not touch the circles.
fn check_circles(figure: &Figure) -> Result<(), TestCaseError> {
    for item in &figure.items {
        let Item::Circle { center, radius, .. } = item else { continue };
        for label in figure.labels() {
            let frame = label.frame();
            let (x, y) = (center.x.clamp(frame.x, frame.right()), center.y.clamp(frame.y, frame.bottom()));
            let apart = (center.x - x).hypot(center.y - y);
            prop_assert!(apart >= radius - 0.01, "{:?} stands on a circle of {radius}", label.text);
        }
    }
    Ok(())
}

/// Every point opens itself, and its region covers no other point.
fn check_points(figure: &Figure) -> Result<(), TestCaseError> {
    prop_assert_eq!(figure.hits.len(), figure.exact.len());
    for (place, point) in figure.exact.iter().enumerate() {
        let frame = point.region.frame();
        // If two points coincide, one has no room of its own; the keyboard and the table reach it.
        if frame.height < 1.0 {
            continue;
        }
        let hit = figure.hit_at(frame.center());
        prop_assert_eq!(hit.map(|hit| (&hit.target, hit.at)), Some((&point.target, point.at)));
        for other in &figure.exact[place + 1..] {
            let shrunk =
                Frame { x: frame.x + 0.01, width: frame.width - 0.02, y: frame.y + 0.01, height: frame.height - 0.02 };
            prop_assert!(!overlap(shrunk, other.region.frame()), "{} on {}", point.label, other.label);
        }
    }
    Ok(())
}

fn lies_in(inner: Frame, outer: Frame) -> bool {
    let slack = 0.01;
    inner.x >= outer.x - slack
        && inner.y >= outer.y - slack
        && inner.right() <= outer.right() + slack
        && inner.bottom() <= outer.bottom() + slack
}

fn overlap(a: Frame, b: Frame) -> bool {
    a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom()
}
