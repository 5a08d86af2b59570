//! Change beyond noise: the slope of single answers over time, and which of many slopes count as a change.
//!
//! The line is fitted to the answers themselves, not to the points of the picture, so the finding does not depend on
//! the picture's step. Answers of one month may share more than chance (a campaign, a new adviser). So the standard
//! error is the larger of the ordinary one and the one that takes each month as a cluster (Liang & Zeger 1986, with the
//! correction G/(G−1) of Cameron & Miller 2015), and t has months − 2 degrees of freedom. Of all lines shown together,
//! those count whose p stays below 5 % after Holm (1979): however the lines depend on each other, the chance of a
//! single false finding is at most 5 %.

use super::student;
use crate::order::{exact, ordered};
use crate::{protocol::view::Trend, time::Day};
use std::collections::BTreeMap;

/// With fewer answers or months, no change is reported.
const LEAST_ANSWERS: usize = 60;
const LEAST_MONTHS: usize = 4;
const FALSE_FINDINGS: f64 = 0.05;

/// A change over a span, its interval, and the probability that chance alone produces as much.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Slope {
    pub change: f64,
    pub low: f64,
    pub high: f64,
    pub p: f64,
}

/// The change from the first answer to the last along the fitted line. `None` if there are too few answers or months.
pub fn slope(answers: &[(Day, f64)]) -> Option<Slope> {
    let n = answers.len();
    if n < LEAST_ANSWERS {
        return None;
    }
    let count = n as f64;
    let middle_day = answers.iter().map(|(day, _)| f64::from(day.epoch_days())).sum::<f64>() / count;
    let mean = answers.iter().map(|(_, score)| score).sum::<f64>() / count;
    let centred = |&(day, score): &(Day, f64)| (f64::from(day.epoch_days()) - middle_day, score - mean);
    let spread: f64 = answers.iter().map(|answer| centred(answer).0.powi(2)).sum();
    if spread == 0.0 {
        return None;
    }
    let slope = answers.iter().map(|answer| centred(answer).0 * centred(answer).1).sum::<f64>() / spread;
    let (mut squares, mut months) = (0.0, BTreeMap::<_, f64>::new());
    for answer in answers {
        let (day, score) = centred(answer);
        let residual = score - slope * day;
        squares += residual * residual;
        *months.entry(answer.0.month()).or_default() += day * residual;
    }
    if months.len() < LEAST_MONTHS {
        return None;
    }
    let groups = months.len() as f64;
    let ordinary = squares / (count - 2.0) / spread;
    let clustered = months.values().map(|sum| sum * sum).sum::<f64>() / (spread * spread) * groups / (groups - 1.0);
    let error = ordinary.max(clustered).sqrt();
    Some(over_span(answers, slope, error, groups - 2.0))
}

fn over_span(answers: &[(Day, f64)], slope: f64, error: f64, df: f64) -> Slope {
    let days = || answers.iter().map(|(day, _)| day.epoch_days());
    let span = f64::from(days().max().unwrap_or(0) - days().min().unwrap_or(0));
    let (change, half) = (slope * span, student::quantile_95(df) * error * span);
    // Identical answers show no change, with certainty.
    let p = if error > 0.0 { student::two_sided(slope / error, df) } else { 1.0 };
    Slope { change, low: change - half, high: change + half, p }
}

/// Holm's step-down over all slopes that could be computed.
pub fn judged(slopes: &[Option<Slope>]) -> Vec<Option<Trend>> {
    let told = slopes.iter().enumerate().filter_map(|(place, slope)| Some((place, slope.as_ref()?.p)));
    let order: Vec<(usize, f64)> = ordered(told.collect(), |(_, p)| exact(*p));
    let held = order.iter().enumerate().take_while(|(rank, (_, p))| *p * (order.len() - rank) as f64 <= FALSE_FINDINGS);
    let beyond: Vec<usize> = held.map(|(_, (place, _))| *place).collect();
    let trend = |(place, slope): (usize, &Option<Slope>)| {
        let Slope { change, low, high, .. } = (*slope)?;
        Some(Trend { change, low, high, beyond: beyond.contains(&place) })
    };
    slopes.iter().enumerate().map(trend).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Steele's multiplicative generator: fixed seeds, so that the test is not random either.
    struct Draws(u64);

    impl Draws {
        fn uniform(&mut self) -> f64 {
            self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mut z = self.0;
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
        }

        /// Approximately normal, standard deviation 1.
        fn normal(&mut self) -> f64 {
            (0..12).map(|_| self.uniform()).sum::<f64>() - 6.0
        }
    }

    const DAYS: i32 = 730;

    /// One line of a store: whole scores around 8.2 × 100, `drift` higher at the end than at the start.
    fn line(draws: &mut Draws, n: usize, drift: f64, month_shock: f64) -> Vec<(Day, f64)> {
        let first: Day = "2024-11-01".parse().unwrap();
        let shocks: Vec<f64> = (0..25).map(|_| draws.normal() * month_shock).collect();
        let answer = |_| {
            let at = (draws.uniform() * f64::from(DAYS)) as i32;
            let shock = shocks[(at / 30) as usize % shocks.len()];
            let score = 8.2 + drift / 100.0 * (f64::from(at) / f64::from(DAYS) - 0.5) + draws.normal() + shock / 100.0;
            (first.plus_days(at), score.round().clamp(1.0, 10.0) * 100.0)
        };
        (0..n).map(answer).collect()
    }

    /// A page judges thirteen lines or more together.
    const LINES: usize = 24;

    fn found(lines: &[Vec<(Day, f64)>]) -> Vec<usize> {
        let slopes: Vec<_> = lines.iter().map(|line| slope(line)).collect();
        let beyond = |trend: &Option<Trend>| trend.is_some_and(|trend| trend.beyond);
        judged(&slopes).iter().enumerate().filter(|(_, trend)| beyond(trend)).map(|(place, _)| place).collect()
    }

    fn false_findings(n: usize, month_shock: f64) -> usize {
        let stores = 400;
        let flat = |seed: u64| {
            let mut draws = Draws(seed * 7919 + n as u64);
            (0..LINES).map(|_| line(&mut draws, n, 0.0, month_shock)).collect::<Vec<_>>()
        };
        (0..stores).filter(|seed| !found(&flat(*seed)).is_empty()).count()
    }

    #[test]
    fn flat_stores_show_no_change() {
        // 5 % of 400 are 20; three standard deviations of that count are 13.
        for (n, shock) in [(80, 0.0), (700, 0.0), (700, 10.0)] {
            let wrong = false_findings(n, shock);
            assert!(wrong <= 33, "{wrong} of 400 flat stores with {n} answers a line show a change");
        }
    }

    #[test]
    fn a_planted_see_saw_is_found() {
        let stores = 100;
        let hit = |seed: u64| {
            let mut draws = Draws(seed + 1);
            let mut lines: Vec<_> = (0..LINES).map(|_| line(&mut draws, 1000, 0.0, 0.0)).collect();
            lines[6] = line(&mut draws, 1000, 75.0, 0.0);
            lines[21] = line(&mut draws, 1700, -75.0, 0.0);
            let found = found(&lines);
            found.contains(&6) && found.contains(&21)
        };
        let hits = (0..stores).filter(|seed| hit(*seed)).count();
        assert!(hits >= 95, "found in {hits} of {stores}");
    }

    #[test]
    fn the_change_is_the_planted_one() {
        let mut draws = Draws(5);
        let inside = (0..200).filter(|_| {
            let slope = slope(&line(&mut draws, 600, 40.0, 0.0)).unwrap();
            // First to last answer is a little less than the whole span, and scores cut at 10 flatten the top.
            (slope.low..=slope.high).contains(&38.5)
        });
        let inside = inside.count();
        assert!(inside >= 180, "the interval holds the truth in {inside} of 200");
    }

    #[test]
    fn too_little_tells_no_change() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        assert_eq!(slope(&vec![(day("2026-01-01"), 800.0); 500]), None, "one day");
        let few: Vec<_> = (0..59).map(|at| (day("2024-01-01").plus_days(at * 10), f64::from(at))).collect();
        assert_eq!(slope(&few), None, "59 answers");
        let same: Vec<_> = (0..99).map(|at| (day("2024-01-01").plus_days(at * 10), 800.0)).collect();
        assert_eq!(slope(&same).map(|slope| slope.p), Some(1.0));
    }

    /// Holm 1979: p = .01, .04, .03, .005 at 5 % rejects the first and the last.
    #[test]
    fn holm_steps_down() {
        let slope = |p| Some(Slope { change: 1.0, low: 0.0, high: 2.0, p });
        let judged = judged(&[slope(0.01), slope(0.04), None, slope(0.03), slope(0.005)]);
        let beyond: Vec<_> = judged.iter().map(|trend| trend.map(|trend| trend.beyond)).collect();
        assert_eq!(beyond, [Some(true), Some(false), None, Some(false), Some(true)]);
    }
}
