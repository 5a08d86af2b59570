//! Golden drawings, and what must hold for every drawing. `UPDATE_GOLDEN=1 cargo test --lib figure` refreshes the goldens.

use super::{
    distribution, fixture, funnel,
    list::{Figure, Frame, Label, Role, TOUCH},
    map, satisfaction, svg, timeline,
};
use crate::{model::values::AnswerKind, text::Lang};
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
        check_legible(&map(&view, lang, width))?;
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

/// The topmost region at a label says what the label says.
fn check_hits(figure: &Figure) -> Result<(), TestCaseError> {
    for label in figure.labels() {
        let Some(hit) = figure.hit_at(label.frame().center()) else { continue };
        let is_unobserved = label.role == Role::Ink2 && !label.text.contains(|c: char| c.is_ascii_digit());
        let is_nobody = label.role == Role::Ink3 && label.text == "0%";
        if is_unobserved || is_nobody {
            continue;
        }
        let number = label.text.rsplit(' ').next().unwrap_or_default().trim_start_matches(['−', '滞']);
        prop_assert!(hit.label.contains(number), "{:?} opens {:?}", label.text, hit.label);
    }
    // A bar of a hair's width shares it with its neighbour.
    for bar in figure.exact.iter().filter(|bar| bar.region.frame().width >= 2.0) {
        let frame = bar.region.frame();
        for y in [frame.y + 0.5, frame.center().y, frame.bottom() - 0.5] {
            let hit = figure.hit_at(super::list::Point { x: frame.center().x, y });
            prop_assert_eq!(hit.map(|hit| &hit.target), Some(&bar.target), "a pointer on a bar opens that bar");
        }
    }
    Ok(())
}

/// Every point opens itself, and its region covers no other's.
fn check_points(figure: &Figure) -> Result<(), TestCaseError> {
    prop_assert_eq!(figure.hits.len(), figure.exact.len());
    for (place, point) in figure.exact.iter().enumerate() {
        let frame = point.region.frame();
        // Where two points coincide, one of them has no room of its own; the keyboard and the table reach it.
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
