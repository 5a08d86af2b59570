//! A measure unfolded: its formula, its lists now and one period earlier, and its staff side by side.

use super::{At, list};
use crate::{
    order::{fine, order},
    pages::{
        blocks::{Markup, html, sort_head},
        figures::place_of,
    },
    protocol::{
        query::{Measure, MeasurePart, Scope},
        view::{MeasureView, MeasuresView, Proportion},
    },
    route::Route,
    text::{
        figures, measures,
        numbers::{count, interval, percent},
        shell, slices,
    },
    time::Period,
};

pub fn unfolded(at: At, of: &MeasuresView, view: &MeasureView) -> Markup {
    html! {
        div.score__inner.score__inner--alone[view.groups.len() < 2] {
            @if view.groups.len() > 1 { div.score__groups { (groups(at, view)) } }
            (facts(at, of, view))
        }
    }
}

fn facts(at: At, of: &MeasuresView, view: &MeasureView) -> Markup {
    let lang = at.lang;
    let is_dark = !view.lacks.is_empty();
    let earlier = Scope { as_of: Some(of.as_of_before), period: Some(of.before), ..at.scope.clone() };
    html! {
        dl.score__facts {
            div { dt { (shell::FORMULA.get(lang)) } dd { (measures::formula(view.measure).get(lang)) } }
            @if let Some(value) = view.value {
                div { dt { (measures::NOW.get(lang)) } dd { (told(at, at.scope, view, view.base, value)) } }
            }
            @if let Some(before) = &view.before {
                div { dt { (measures::BEFORE.get(lang)) } dd { (told(at, &earlier, view, before.base, before.value)) } }
            }
            @if let Some(node) = place_of(view.measure) {
                div {
                    dt { (figures::COMPARE.get(lang)) }
                    dd { a href=(Route::Figures { node, scope: at.scope.clone() }) { (figures::title(lang, node)) } }
                }
            }
            @if view.measure == Measure::FirstService && view.value.is_some() && view.groups.is_empty() {
                div { dt { (measures::staff(view.measure).get(lang)) } dd { (measures::NOT_ASSIGNED.get(lang)) } }
            }
            @if let Some(words) = measures::reference(view.measure).filter(|_| !is_dark) {
                div { dt { (measures::REFERENCE.get(lang)) } dd { (words.get(lang)) } }
            }
        }
    }
}

/// 2026 年 5–10 月创建，13%（12–15%）, and its three lists.
fn told(at: At, scope: &Scope, view: &MeasureView, base: Period, value: Proportion) -> Markup {
    let lang = at.lang;
    let parts = [
        (MeasurePart::Numerator, value.k),
        (MeasurePart::Denominator, value.n),
        (MeasurePart::Rest, value.n - value.k),
    ];
    html! {
        (measures::base(lang, view.measure, base)) " " b { (percent(value.share())) } " " small { (interval(value)) }
        p.score__lists {
            @for (part, n) in parts {
                a href=(list(at, scope, view, part, None)) { (measures::part_name(view.measure, part).get(lang)) " " b { (count(n)) } }
            }
        }
    }
}

/// The scale of a picture: its end and the distance of its marks, in hundredths.
struct Axis {
    end: u32,
    step: u32,
}

impl Axis {
    fn of(groups: &[(String, Proportion)]) -> Self {
        let most = groups.iter().map(|(_, value)| (value.high * 100.0).ceil() as u32).max().unwrap_or(0);
        let step = match most {
            0..=25 => 5,
            26..=50 => 10,
            _ => 20,
        };
        Self { end: most.div_ceil(step).max(1) * step, step }
    }

    /// The position of a share, as a part of whatever width the drawing gets.
    fn at(&self, share: f64) -> String {
        format!("{:.2}%", share * 10_000.0 / f64::from(self.end))
    }

    fn marks(&self) -> impl Iterator<Item = u32> {
        (0..=self.end).step_by(self.step as usize)
    }
}

/// The largest share first; a base too small for a comparison is hollow.
fn groups(at: At, view: &MeasureView) -> Markup {
    let lang = at.lang;
    let axis = Axis::of(&view.groups);
    let mut groups: Vec<&(String, Proportion)> = view.groups.iter().collect();
    order(&mut groups, |(_, share)| -fine(share.share()));
    html! {
        p.score__found { (measures::compared(lang, view)) }
        table.dots id={ (super::panel(view)) "dots" } {
            thead { tr {
                (sort_head(measures::staff(view.measure).get(lang), false))
                td.dots__plot { (scale(&axis)) }
                (sort_head(measures::HEAD_VALUE.get(lang), true))
                (sort_head(measures::part_name(view.measure, MeasurePart::Numerator).get(lang), true))
                (sort_head(measures::part_name(view.measure, MeasurePart::Denominator).get(lang), true))
            } }
            tbody { @for (name, value) in groups { (group(at, view, &axis, name, *value)) } }
        }
    }
}

fn group(at: At, view: &MeasureView, axis: &Axis, name: &String, value: Proportion) -> Markup {
    let is_outlier = view.outliers.iter().any(|(outlier, _)| outlier == name);
    let is_worse = view.measure.higher_is_better().is_some();
    let link = |part, n: u32| html! { a href=(list(at, at.scope, view, part, Some(name))) { (count(n)) } };
    html! {
        tr.dots__row--outlier[is_outlier && is_worse].dots__row--other[is_outlier && !is_worse] {
            th scope="row" { (slices::word(at.lang, name)) }
            td.dots__plot { (dot(axis, value, view.value)) }
            td.table__number data-sort=(format!("{:.4}", value.share())) { b { (percent(value.share())) } small { (interval(value)) } }
            td.table__number data-sort=(value.k) { (link(MeasurePart::Numerator, value.k)) }
            td.table__number data-sort=(value.n) { (link(MeasurePart::Denominator, value.n)) }
        }
    }
}

fn scale(axis: &Axis) -> Markup {
    html! {
        svg.dots__svg aria-hidden="true" {
            @for mark in axis.marks() {
                text.dots__mark x=(axis.at(f64::from(mark) / 100.0)) y="70%" { (mark) "%" }
            }
        }
    }
}

/// A point with its interval, between the marks of the scale and the line of everybody together.
fn dot(axis: &Axis, value: Proportion, all: Option<Proportion>) -> Markup {
    let x = |share: f64| axis.at(share);
    html! {
        svg.dots__svg aria-hidden="true" {
            @for mark in axis.marks() {
                @let at = x(f64::from(mark) / 100.0);
                line.dots__grid x1=(at) x2=(at) y1="0" y2="100%" {}
            }
            @if let Some(all) = all { line.dots__all x1=(x(all.share())) x2=(x(all.share())) y1="0" y2="100%" {} }
            line.dots__interval x1=(x(value.low)) x2=(x(value.high)) y1="50%" y2="50%" {}
            circle.dots__point.dots__point--small[value.is_small()] cx=(x(value.share())) cy="50%" r="5" {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_ends_where_the_widest_interval_does() {
        let axis = |high: f64| {
            let axis = Axis::of(&[(String::new(), Proportion { k: 1, n: 9, low: 0.0, high })]);
            (axis.end, axis.step)
        };
        assert_eq!(
            [axis(0.0), axis(0.17), axis(0.44), axis(0.96), axis(1.0)],
            [(5, 5), (20, 5), (50, 10), (100, 20), (100, 20)]
        );
        assert_eq!(Axis { end: 50, step: 10 }.at(0.25), "50.00%");
    }
}
