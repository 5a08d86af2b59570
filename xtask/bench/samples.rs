//! The numbers of all runs, and their summary.

use std::collections::BTreeMap;

use crate::measures::Measure;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Side {
    Ours,
    Opponent,
}

#[derive(Default)]
pub struct Samples(BTreeMap<(Measure, Side), Vec<f64>>);

/// Median, smallest, largest.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Summary {
    pub median: f64,
    pub min: f64,
    pub max: f64,
}

impl Samples {
    pub fn add(&mut self, measure: Measure, side: Side, value: f64) {
        println!("  {side:?} {measure:?} {value:.0}");
        self.0.entry((measure, side)).or_default().push(value);
    }

    pub fn summary(&self, measure: Measure, side: Side) -> Option<Summary> {
        self.0.get(&(measure, side)).map(|values| summary(values))
    }
}

fn summary(values: &[f64]) -> Summary {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (low, high) = ((sorted.len() - 1) / 2, sorted.len() / 2);
    Summary { median: (sorted[low] + sorted[high]) / 2.0, min: sorted[0], max: sorted[sorted.len() - 1] }
}
