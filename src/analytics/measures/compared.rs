//! What on the scorecard differs beyond chance: a measure from itself one period earlier, one of the staff from the
//! colleagues.
//!
//! Both are two-proportion tests at 5 %, two-sided. All tests of one sort on the page fall under one correction (Holm),
//! so that if all eighteen measures stayed as they were, at most one scorecard in twenty shows a change. Comparing two
//! intervals for overlap would find too few changes. Cars counted in both periods make the periods alike, so the test
//! errs towards finding too little.

use crate::order::{exact, order};
use crate::{
    analytics::stats::{above, holm, wilson},
    protocol::view::{MeasureView, Proportion},
};

const LEVEL: f64 = 0.05;

/// The p of two shares being different; `None` if either has too few units.
fn differs(one: Proportion, other: Proportion) -> Option<f64> {
    let p = above((one.k, one.n), (other.k, other.n)).filter(|_| !one.is_small() && !other.is_small())?;
    Some((2.0 * p.min(1.0 - p)).min(1.0))
}

/// Which shares differ from the earlier ones, under one correction; `None` without an earlier share or with too few
/// units.
pub fn judged(pairs: &[Option<(Proportion, Proportion)>]) -> Vec<Option<bool>> {
    let p: Vec<Option<f64>> = pairs.iter().map(|pair| pair.and_then(|(now, before)| differs(now, before))).collect();
    let mut beyond = holm(&p.iter().flatten().copied().collect::<Vec<_>>(), LEVEL).into_iter();
    p.into_iter().map(|p| p.and_then(|_| beyond.next())).collect()
}

/// Judges every measure against its own earlier value.
pub fn with_before(measures: &mut [MeasureView]) {
    let pairs: Vec<_> = measures.iter().map(|one| Some((one.value?, one.before.as_ref()?.value))).collect();
    for (view, beyond) in measures.iter_mut().zip(judged(&pairs)) {
        if let Some(before) = &mut view.before {
            before.beyond = beyond;
        }
    }
}

/// One of the staff in one measure, against all the others together.
struct Compared {
    measure: usize,
    name: String,
    share: Proportion,
    colleagues: Proportion,
    p: f64,
}

/// Judges each of the staff in every measure; the largest difference comes first. Only a worse share is a finding: one
/// person far off moves the others' total, and would make all the rest look good.
pub fn among_staff(measures: &mut [MeasureView]) {
    let mut compared: Vec<Compared> =
        measures.iter().enumerate().flat_map(|(at, one)| with_colleagues(at, one)).collect();
    let distance = |one: &Compared| (one.share.share() - one.colleagues.share()).abs();
    order(&mut compared, |one| -exact(distance(one)));
    let beyond = holm(&compared.iter().map(|one| one.p).collect::<Vec<_>>(), LEVEL);
    for (one, beyond) in compared.into_iter().zip(beyond) {
        let view = &mut measures[one.measure];
        view.compared += 1;
        if beyond {
            view.outliers.push((one.name, one.colleagues));
        }
    }
}

fn with_colleagues(measure: usize, view: &MeasureView) -> Vec<Compared> {
    let (k, n) = view.groups.iter().fold((0, 0), |(k, n), (_, share)| (k + share.k, n + share.n));
    let one = |(name, share): &(String, Proportion)| {
        let colleagues = wilson(k - share.k, n - share.n)?;
        let is_better = view.measure.higher_is_better().is_some_and(|up| (share.share() > colleagues.share()) == up);
        let p = differs(*share, colleagues)?;
        Some(Compared { measure, name: name.clone(), share: *share, colleagues, p: if is_better { 1.0 } else { p } })
    };
    view.groups.iter().filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: shares 0.6 and 0.5 of 200, pooled 0.55, error 0.049749, z = 2.0101, two-sided p = 0.0444.
    #[test]
    fn two_shares_by_hand() {
        let of = |k, n| wilson(k, n).unwrap();
        let p = differs(of(120, 200), of(100, 200)).unwrap();
        assert!((p - 0.0444).abs() < 2e-4, "{p}");
        assert_eq!(differs(of(100, 200), of(120, 200)).map(|other| (other - p).abs() < 1e-9), Some(true));
        assert_eq!(differs(of(15, 29), of(120, 200)), None, "29 are too few");
    }
}
