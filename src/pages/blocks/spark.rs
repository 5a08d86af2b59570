//! A small line: how a share moved from month to month, with the ends of its scale beside it.

use crate::{
    protocol::view::Proportion,
    text::{
        Lang, measures,
        numbers::{hundredths, percent},
    },
    time::Day,
};
use maud::{Markup, html};

const STEP: i32 = 11;
const HEIGHT: i32 = 30;
const MARGIN: i32 = 4;
/// A scale spans at least this much, so that noise does not look like a change.
const LEAST_SPAN: f64 = 0.04;

/// `unripe_from`: from this month on, some have not had their time; these points are hollow.
pub fn spark(lang: Lang, points: &[(Day, Proportion)], unripe_from: Option<Day>) -> Markup {
    let Some((first, _)) = points.first() else { return Markup::default() };
    let (low, high) = scale(points);
    let room = f64::from((HEIGHT - 2 * MARGIN) * 10);
    let place = |(month, value): &(Day, Proportion)| {
        let up = ((value.share() - low) / (high - low) * room).round() as i32;
        (MARGIN + month.whole_months_since(*first) * STEP, tenths((HEIGHT - MARGIN) * 10 - up))
    };
    let is_ripe = |month: Day| unripe_from.is_none_or(|from| month < from);
    let ripe = points.iter().filter(|(month, _)| is_ripe(*month)).count();
    let places: Vec<(i32, String)> = points.iter().map(place).collect();
    let line = |places: &[(i32, String)]| places.iter().map(|(x, y)| format!("{x},{y}")).collect::<Vec<_>>().join(" ");
    let told = points.iter().map(|(day, value)| format!("{} {}", day.month(), percent(value.share())));
    let told = format!("{}: {}", measures::TREND.get(lang), told.collect::<Vec<_>>().join(", "));
    let width = places.last().map_or(0, |(x, _)| x + MARGIN);
    html! {
        span.spark {
            span.spark__scale aria-hidden="true" { span { (percent(high)) } span { (percent(low)) } }
            svg.spark__svg viewBox={ "0 0 " (width) " " (HEIGHT) } width=(width) height=(HEIGHT) role="img" aria-label=(told) {
                polyline.spark__line points=(line(&places[..ripe])) {}
                polyline.spark__line.spark__line--unripe points=(line(&places[ripe.saturating_sub(1)..])) {}
                @if let Some((x, y)) = places.last() {
                    circle.spark__now.spark__now--unripe[ripe < places.len()] cx=(x) cy=(y) r="3" {}
                }
            }
        }
    }
}

/// Whole hundredths around all points.
fn scale(points: &[(Day, Proportion)]) -> (f64, f64) {
    let shares = || points.iter().map(|(_, value)| value.share());
    let (low, high) = (shares().fold(1.0, f64::min), shares().fold(0.0, f64::max));
    let wider = ((LEAST_SPAN - (high - low)) / 2.0).max(0.0);
    let low = ((low - wider) * 100.0 + 1e-9).floor().clamp(0.0, 96.0) / 100.0;
    let high = ((high + wider) * 100.0 - 1e-9).ceil().clamp(f64::from(hundredths(low)) + 4.0, 100.0) / 100.0;
    (low, high)
}

fn tenths(length: i32) -> String {
    format!("{}.{}", length / 10, length % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(shares: &[u32]) -> Vec<(Day, Proportion)> {
        let first: Day = "2026-01-01".parse().unwrap();
        let of =
            |(at, k): (usize, &u32)| (first.plus_months(at as i32), Proportion { k: *k, n: 100, low: 0.0, high: 1.0 });
        shares.iter().enumerate().map(of).collect()
    }

    #[test]
    fn a_scale_does_not_make_much_of_little() {
        let check = |shares: &[u32], low: f64, high: f64| {
            let found = scale(&points(shares));
            assert!((found.0 - low).abs() < 1e-9 && (found.1 - high).abs() < 1e-9, "{shares:?}: {found:?}");
        };
        check(&[10, 16], 0.10, 0.16);
        check(&[50, 50], 0.48, 0.52);
        check(&[0, 0], 0.0, 0.04);
        check(&[100, 100], 0.96, 1.0);
        check(&[0, 100], 0.0, 1.0);
    }

    #[test]
    fn a_month_that_has_not_had_its_time_is_hollow() {
        let points = points(&[10, 12, 14]);
        let drawn = |from: Option<&str>| spark(Lang::En, &points, from.map(|day| day.parse().unwrap())).into_string();
        assert!(drawn(Some("2026-03-01")).contains("spark__now--unripe"));
        assert!(!drawn(None).contains("spark__now--unripe"));
        assert!(drawn(None).contains("2026-03 14%"));
    }
}
