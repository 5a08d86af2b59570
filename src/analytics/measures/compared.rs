//! What of the scorecard differs beyond chance: a measure from itself one period earlier, one of the staff from the colleagues.
//!
//! Both are two-proportion tests at 5 %, two-sided; all of a kind on the page fall under one correction (Holm), so that among eighteen
//! measures that stayed as they were at most one scorecard in twenty shows a change. That two intervals overlap would not do:
//! it calls too little a change. Cars counted in both periods make the two alike, so the test finds rather too little there.

use crate::order::{exact, order};
use crate::{
    analytics::stats::{above, holm, wilson},
    protocol::view::{MeasureView, Proportion},
};

const LEVEL: f64 = 0.05;

/// Whether one share is another beyond chance, as a p; `None` where there are too few to ask.
fn differs(one: Proportion, other: Proportion) -> Option<f64> {
    let p = above((one.k, one.n), (other.k, other.n)).filter(|_| !one.is_small() && !other.is_small())?;
    Some((2.0 * p.min(1.0 - p)).min(1.0))
}

/// Which of several shares are others than before, under one correction; `None` where there is no before, or too few to ask.
pub fn judged(pairs: &[Option<(Proportion, Proportion)>]) -> Vec<Option<bool>> {
    let p: Vec<Option<f64>> = pairs.iter().map(|pair| pair.and_then(|(now, before)| differs(now, before))).collect();
    let mut beyond = holm(&p.iter().flatten().copied().collect::<Vec<_>>(), LEVEL).into_iter();
    p.into_iter().map(|p| p.and_then(|_| beyond.next())).collect()
}

/// Judges every measure against its own before.
pub fn with_before(measures: &mut [MeasureView]) {
    let pairs: Vec<_> = measures.iter().map(|one| Some((one.value?, one.before.as_ref()?.value))).collect();
    for (view, beyond) in measures.iter_mut().zip(judged(&pairs)) {
        if let Some(before) = &mut view.before {
            before.beyond = beyond;
        }
    }
}

/// One of the staff of a measure against all the others together.
struct Compared {
    measure: usize,
    name: String,
    share: Proportion,
    colleagues: Proportion,
    p: f64,
}

/// Judges each of the staff of every measure; the farthest off stands first. Who is worse is found, not who is better: one who is
/// far off moves the others together, and would make the rest of them look good.
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
