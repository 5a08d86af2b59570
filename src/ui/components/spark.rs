//! A small line: how a share moved from month to month, from nought up.

use benyuan::{
    protocol::view::Proportion,
    text::{Lang, measures, numbers::percent},
    time::Day,
};
use leptos::prelude::*;

const STEP: f64 = 10.0;
const HEIGHT: f64 = 28.0;
const MARGIN: f64 = 3.0;

#[component]
pub fn Spark(lang: Lang, points: Vec<(Day, Proportion)>) -> impl IntoView {
    let most = points.iter().map(|(_, value)| value.share()).fold(0.01, f64::max);
    let place = |(index, (_, value)): (usize, &(Day, Proportion))| {
        let y = HEIGHT - MARGIN - value.share() / most * (HEIGHT - 2.0 * MARGIN);
        (MARGIN + index as f64 * STEP, y)
    };
    let places: Vec<(f64, f64)> = points.iter().enumerate().map(place).collect();
    let (x, y) = *places.last()?;
    let line: Vec<String> = places.iter().map(|(x, y)| format!("{x},{y:.1}")).collect();
    let told: Vec<String> =
        points.iter().map(|(day, value)| format!("{} {}", day.month(), percent(value.share()))).collect();
    let told = format!("{}: {}", measures::TREND.get(lang), told.join(", "));
    let view_box = format!("0 0 {} {HEIGHT}", x + MARGIN);
    Some(view! {
        <svg class="spark" viewBox=view_box width=x + MARGIN height=HEIGHT role="img" aria-label=told>
            <polyline class="spark__line" points=line.join(" ") />
            <circle class="spark__now" cx=x cy=y r="2.5" />
        </svg>
    })
}
