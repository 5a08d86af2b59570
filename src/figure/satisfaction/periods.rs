//! The names of the periods below a plot: month, quarter or half-year, and below them the year where it begins.

use super::tick_line;
use crate::{
    figure::{
        list::{Anchor, Figure, Label, Role, Weight, point},
        metrics,
        plot::{Plot, TICK_SIZE},
    },
    protocol::{query::Grain, view::SatisfactionView},
    text::Lang,
    time::Period,
};

/// The height of both lines, with the space above them.
pub const HEIGHT: f64 = 42.0;
const AIR: f64 = 6.0;

pub fn labels(figure: &mut Figure, plot: &Plot, view: &SatisfactionView, lang: Lang) {
    let names: Vec<String> = view.periods.iter().map(|period| short(lang, view.grain, *period)).collect();
    let widest = names.iter().map(|name| width(name)).fold(0.0, f64::max);
    // Every month; or the first of each quarter, half-year or year; or every few years.
    let a_year = 12 / view.grain.months();
    let within = [1, 2, 3, 6].into_iter().filter(|every| *every < a_year && a_year % every == 0);
    let fits = |every: &i32| f64::from(*every) * plot.column() >= widest + AIR;
    let every = within.chain((1..).map(|years| years * a_year)).find(fits).unwrap_or(1);
    for (column, (period, name)) in view.periods.iter().zip(&names).enumerate() {
        if (period.first.ymd().0 * a_year + place_in_year(*period, view.grain)) % every == 0 {
            label(figure, plot, column, name, 0);
        }
    }
    years(figure, plot, view);
}

/// From right to left, so that if the first year does not fit beside the second, the first is left out.
fn years(figure: &mut Figure, plot: &Plot, view: &SatisfactionView) {
    let mut free = f64::MAX;
    let year_of = |column: usize| view.periods[column].first.ymd().0;
    for column in (0..view.periods.len()).rev() {
        let begins = column == 0 || year_of(column - 1) != year_of(column);
        let (year, half) = (year_of(column).to_string(), width(&year_of(column).to_string()) / 2.0);
        if begins && plot.x(column) + half + AIR <= free {
            label(figure, plot, column, &year, 1);
            free = plot.x(column) - half;
        }
    }
}

fn label(figure: &mut Figure, plot: &Plot, column: usize, name: &str, line: usize) {
    let x = plot.x(column).max(width(name) / 2.0);
    let at = point(x, plot.frame.bottom() + tick_line(line));
    figure.push(Label::new(at, name, Role::Ink3, TICK_SIZE).anchor(Anchor::Middle).into());
}

fn width(name: &str) -> f64 {
    metrics::width(name, TICK_SIZE, Weight::Regular)
}

/// Counted in steps from January.
fn place_in_year(period: Period, grain: Grain) -> i32 {
    (period.first.ymd().1 as i32 - 1) / grain.months()
}

/// 3 月, Q2, 上半年.
fn short(lang: Lang, grain: Grain, period: Period) -> String {
    let place = place_in_year(period, grain);
    match (grain, lang) {
        (Grain::Month, Lang::Zh) => format!("{}月", place + 1),
        (Grain::Month, Lang::En) => (place + 1).to_string(),
        (Grain::Quarter, _) => format!("Q{}", place + 1),
        (Grain::HalfYear, Lang::Zh) => if place == 0 { "上半年" } else { "下半年" }.to_owned(),
        (Grain::HalfYear, Lang::En) => format!("H{}", place + 1),
    }
}

/// With its year: 2024-11, 2024 Q4, 2024 下半年.
pub fn dated(lang: Lang, grain: Grain, period: Period) -> String {
    match grain {
        Grain::Month => period.first.month().to_string(),
        _ => format!("{} {}", period.first.ymd().0, short(lang, grain, period)),
    }
}
