//! The order of columns within the rows: dates in sequence, values that come together, whole months between dates.

use super::{Table, column::ValueColumn};
use crate::order::order;
use crate::time::{Day, Precision};
use std::collections::BTreeMap;

/// The order of two columns counts only if this many rows hold both values.
const FEWEST_PAIRS: usize = 8;

impl Table {
    /// These date columns from first to last; `None` if two of them have no clear order.
    pub fn chain(&self, columns: &[usize]) -> Option<Vec<usize>> {
        let before = |at: usize| columns.iter().filter(|other| self.precedes(**other, at)).count();
        let mut ordered = columns.to_vec();
        order(&mut ordered, |at| before(*at) as i64);
        ordered.is_sorted_by(|earlier, later| self.precedes(*earlier, *later)).then_some(ordered)
    }

    /// Later in at most one row of twenty, and earlier often enough that the two are not the same date.
    pub fn precedes(&self, earlier: usize, later: usize) -> bool {
        let (mut pairs, mut kept, mut strictly) = (0, 0, 0);
        for (first, second) in self.columns[earlier].moments.iter().zip(&self.columns[later].moments) {
            let (Some(first), Some(second)) = (first, second) else { continue };
            let minutes = first.precision() == Precision::Minute && second.precision() == Precision::Minute;
            let gap = if minutes { second.minutes_since(*first) } else { second.day().days_since(first.day()) };
            pairs += 1;
            kept += usize::from(gap >= 0);
            strictly += usize::from(gap > 0);
        }
        pairs >= FEWEST_PAIRS && kept * 20 >= pairs * 19 && strictly * 20 >= pairs
    }

    /// Days from one date to the other, sorted.
    pub fn gaps(&self, from: usize, to: usize) -> Vec<i32> {
        let pairs = self.columns[from].moments.iter().zip(&self.columns[to].moments);
        let mut gaps: Vec<i32> =
            pairs.filter_map(|(a, b)| Some(b.as_ref()?.day().days_since(a.as_ref()?.day()))).collect();
        gaps.sort_unstable();
        gaps
    }

    /// Whether in nine rows of ten one date is the other plus whole years, to the day, two years or more.
    pub fn is_term_of(&self, from: usize, to: usize) -> bool {
        let pairs = || self.columns[from].moments.iter().zip(&self.columns[to].moments);
        let days = || pairs().filter_map(|(a, b)| Some((a.as_ref()?.day(), b.as_ref()?.day())));
        let mut terms: BTreeMap<i32, usize> = BTreeMap::new();
        days().filter_map(|(from, to)| term(from, to)).for_each(|months| *terms.entry(months).or_default() += 1);
        let (all, told) = (days().count(), terms.values().sum::<usize>());
        // A handful of warranty terms, not a random spread.
        all >= FEWEST_PAIRS && told * 10 >= all * 9 && terms.len() <= 6
    }

    pub fn latest(&self, at: usize) -> Option<Day> {
        self.columns[at].moments.iter().flatten().map(|moment| moment.day()).max()
    }

    /// Whether a column is filled in exactly the rows in which the test holds.
    pub fn filled_where(&self, at: usize, test: impl Fn(usize) -> bool) -> bool {
        let texts = &self.columns[at].texts;
        let tested = (0..texts.len()).filter(|row| test(*row)).count();
        let both = texts.iter().enumerate().filter(|(row, text)| !text.is_empty() && test(*row)).count();
        both * 100 >= tested * 97 && self.filled_only_where(at, test)
    }

    /// Whether it is filled only in such rows, though perhaps not in all of them.
    pub fn filled_only_where(&self, at: usize, test: impl Fn(usize) -> bool) -> bool {
        let filled = || self.columns[at].texts.iter().enumerate().filter(|(_, text)| !text.is_empty());
        let (all, fitting) = (filled().count(), filled().filter(|(row, _)| test(*row)).count());
        all >= FEWEST_PAIRS && fitting * 100 >= all * 97
    }

    /// Whether one amount is hardly ever below the other, and often above it.
    pub fn covers(&self, larger: usize, smaller: usize) -> bool {
        let pairs = self.columns[larger].numbers.iter().zip(&self.columns[smaller].numbers);
        let pairs: Vec<(f64, f64)> = pairs.filter_map(|(a, b)| Some(((*a)?, (*b)?))).collect();
        let above = pairs.iter().filter(|(a, b)| a > b).count();
        let below = pairs.iter().filter(|(a, b)| a < b).count();
        pairs.len() >= FEWEST_PAIRS && below * 50 <= pairs.len() && above * 20 >= pairs.len()
    }

    /// Among rows about the same thing one year apart: in how many this column equals the other column of the year
    /// before, and how many such rows there are.
    pub fn carried_over(&self, keys: &[usize], date: usize, before: usize, now: usize) -> (usize, usize) {
        let mut rows: BTreeMap<Vec<&str>, Vec<(Day, usize)>> = BTreeMap::new();
        for (row, moment) in self.columns[date].moments.iter().enumerate() {
            let key = keys.iter().map(|at| self.columns[*at].texts[row].as_str()).collect();
            rows.entry(key).or_default().extend(moment.map(|moment| (moment.day(), row)));
        }
        rows.values_mut().for_each(|rows| rows.sort_unstable());
        let pairs = || rows.values().flat_map(|rows| rows.windows(2)).filter(|pair| is_a_year(pair[0].0, pair[1].0));
        let (before, now) = (&self.columns[before].texts, &self.columns[now].texts);
        (pairs().filter(|pair| before[pair[1].1] == now[pair[0].1]).count(), pairs().count())
    }

    /// Among keys with more than one row: for how many the other column changes, and how many such keys there are.
    pub fn unsteady(&self, key: usize, value: usize) -> (usize, usize) {
        let mut seen: BTreeMap<&str, (usize, Vec<&str>)> = BTreeMap::new();
        for (key, value) in filled_pairs(&self.columns[key], &self.columns[value]) {
            let known = seen.entry(key).or_default();
            known.0 += 1;
            if !known.1.contains(&value) {
                known.1.push(value);
            }
        }
        let repeated = || seen.values().filter(|(rows, _)| *rows > 1);
        (repeated().filter(|(_, values)| values.len() > 1).count(), repeated().count())
    }
}

fn is_a_year(from: Day, to: Day) -> bool {
    (335..=395).contains(&to.days_since(from))
}

fn term(from: Day, to: Day) -> Option<i32> {
    let months = to.whole_months_since(from);
    (months >= 24 && from.plus_months(months).days_since(to).abs() <= 1).then_some(months)
}

fn filled_pairs<'a>(keys: &'a ValueColumn, values: &'a ValueColumn) -> impl Iterator<Item = (&'a str, &'a str)> {
    let pairs = keys.texts.iter().zip(&values.texts);
    pairs.filter(|(key, value)| !key.is_empty() && !value.is_empty()).map(|(key, value)| (key.as_str(), value.as_str()))
}
