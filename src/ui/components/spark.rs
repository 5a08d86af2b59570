//! A small line: how a share moved from month to month, from nought up.

use benyuan::{
    protocol::view::Proportion,
    text::{Lang, measures, numbers::percent},
    time::Day,
};
use leptos::prelude::*;

const STEP: i32 = 10;
const HEIGHT: i32 = 28;
const MARGIN: i32 = 3;

#[component]
pub fn Spark(lang: Lang, points: Vec<(Day, Proportion)>) -> impl IntoView {
    let most = points.iter().map(|(_, value)| value.share()).fold(0.01, f64::max);
    let room = f64::from((HEIGHT - 2 * MARGIN) * 10);
    let place = |(index, (_, value)): (usize, &(Day, Proportion))| {
        let up = (value.share() / most * room).round() as i32;
        (MARGIN + index as i32 * STEP, tenths((HEIGHT - MARGIN) * 10 - up))
    };
    let places: Vec<(i32, String)> = points.iter().enumerate().map(place).collect();
    let (x, y) = places.last()?.clone();
    let line: Vec<String> = places.iter().map(|(x, y)| format!("{x},{y}")).collect();
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

fn tenths(length: i32) -> String {
    format!("{}.{}", length / 10, length % 10)
}
