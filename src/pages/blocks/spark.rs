//! A small line: how a share moved from month to month, from nought up.

use crate::{
    protocol::view::Proportion,
    text::{Lang, measures, numbers::percent},
    time::Day,
};
use maud::{Markup, html};

const STEP: i32 = 10;
const HEIGHT: i32 = 28;
const MARGIN: i32 = 3;

pub fn spark(lang: Lang, points: &[(Day, Proportion)]) -> Markup {
    let most = points.iter().map(|(_, value)| value.share()).fold(0.01, f64::max);
    let room = f64::from((HEIGHT - 2 * MARGIN) * 10);
    let place = |(index, (_, value)): (usize, &(Day, Proportion))| {
        let up = (value.share() / most * room).round() as i32;
        (MARGIN + index as i32 * STEP, tenths((HEIGHT - MARGIN) * 10 - up))
    };
    let places: Vec<(i32, String)> = points.iter().enumerate().map(place).collect();
    let line: Vec<String> = places.iter().map(|(x, y)| format!("{x},{y}")).collect();
    let told = points.iter().map(|(day, value)| format!("{} {}", day.month(), percent(value.share())));
    let told = format!("{}: {}", measures::TREND.get(lang), told.collect::<Vec<_>>().join(", "));
    html! {
        @if let Some((x, y)) = places.last() {
            svg.spark viewBox={ "0 0 " (x + MARGIN) " " (HEIGHT) } width=(x + MARGIN) height=(HEIGHT) role="img" aria-label=(told) {
                polyline.spark__line points=(line.join(" ")) {}
                circle.spark__now cx=(x) cy=(y) r="2.5" {}
            }
        }
    }
}

fn tenths(length: i32) -> String {
    format!("{}.{}", length / 10, length % 10)
}
