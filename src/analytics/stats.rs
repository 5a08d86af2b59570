//! Small statistics with their sources.

use super::student::quantile_95;
use crate::order::{exact, ordered};
use crate::protocol::view::Proportion;

/// 97.5 % quantile of the standard normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// k of n with its Wilson score interval at 95 % (Wilson 1927, without continuity correction). `None` for n = 0.
pub fn wilson(k: u32, n: u32) -> Option<Proportion> {
    if n == 0 {
        return None;
    }
    let (count, share) = (f64::from(n), f64::from(k) / f64::from(n));
    let z2 = Z * Z;
    let centre = (share + z2 / (2.0 * count)) / (1.0 + z2 / count);
    let half = Z / (1.0 + z2 / count) * (share * (1.0 - share) / count + z2 / (4.0 * count * count)).sqrt();
    Some(Proportion { k, n, low: (centre - half).max(0.0), high: (centre + half).min(1.0) })
}

/// The mean with its t interval at 95 %. `None` without values. No interval if all values are equal, because then their
/// spread is unknown. For values 100, 0 and −100 the variance is that of a net promoter score, p₊ + p₋ − (p₊ − p₋)².
pub fn mean(values: &[f64]) -> Option<(f64, Option<(f64, f64)>)> {
    if values.is_empty() {
        return None;
    }
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    let interval = (squares > 1e-9).then(|| {
        let half = quantile_95(n - 1.0) * (squares / (n - 1.0) / n).sqrt();
        (mean - half, mean + half)
    });
    Some((mean, interval))
}

/// The mean with its standard error. `None` with fewer than two values.
pub fn mean_error(values: &[f64]) -> Option<(f64, f64)> {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    (n > 1.0).then(|| (mean, (squares / (n - 1.0) / n).sqrt()))
}

/// The middle value, or the mean of the two middle ones. `None` without values.
pub fn median(mut values: Vec<i32>) -> Option<f64> {
    values.sort_unstable();
    let middle = values.len() / 2;
    let upper = f64::from(*values.get(middle)?);
    Some(if values.len() % 2 == 1 { upper } else { (f64::from(values[middle - 1]) + upper) / 2.0 })
}

/// The one-sided p that the first share is above the others' share: the two-proportion z test with the pooled share
/// (Agresti, Categorical Data Analysis, 3.1.3). `None` if the normal approximation is unreliable: fewer than five
/// expected on either side of either group (Cochran 1954).
pub fn above(one: (u32, u32), others: (u32, u32)) -> Option<f64> {
    let (k, n) = (f64::from(one.0), f64::from(one.1));
    let (others_k, others_n) = (f64::from(others.0), f64::from(others.1));
    let pooled = (k + others_k) / (n + others_n);
    let fewest = n.min(others_n) * pooled.min(1.0 - pooled);
    if !fewest.is_finite() || fewest < 5.0 {
        return None;
    }
    let error = (pooled * (1.0 - pooled) * (1.0 / n + 1.0 / others_n)).sqrt();
    Some(upper_tail((k / n - others_k / others_n) / error))
}

/// P(Z > z) of the standard normal distribution, to 7.5e-8 (Abramowitz & Stegun 26.2.17).
fn upper_tail(z: f64) -> f64 {
    if z < 0.0 {
        return 1.0 - upper_tail(-z);
    }
    let t = 1.0 / (1.0 + 0.231_641_9 * z);
    let factors = [0.319_381_530, -0.356_563_782, 1.781_477_937, -1.821_255_978, 1.330_274_429];
    let series = factors.iter().rev().fold(0.0, |sum, factor| (sum + factor) * t);
    (-z * z / 2.0).exp() / std::f64::consts::TAU.sqrt() * series
}

/// Which of several hypotheses are rejected together at `level` (Holm 1979). From the smallest p on, each is compared
/// with the level divided by the number of hypotheses left; the first that is not rejected ends it.
pub fn holm(p: &[f64], level: f64) -> Vec<bool> {
    let order = ordered((0..p.len()).collect(), |place| exact(p[*place]));
    let mut falls = vec![false; p.len()];
    for (rank, index) in order.into_iter().enumerate() {
        if p[index] > level / (p.len() - rank) as f64 {
            break;
        }
        falls[index] = true;
    }
    falls
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Newcombe 1998, Statistics in Medicine 17:857–872, table I, method 3 (score without continuity correction).
    #[test]
    fn wilson_as_published() {
        let check = |k, n, low: f64, high: f64| {
            let found = wilson(k, n).unwrap();
            assert!((found.low - low).abs() < 5e-5 && (found.high - high).abs() < 5e-5, "{found:?}");
        };
        check(81, 263, 0.2553, 0.3662);
        check(15, 148, 0.0624, 0.1605);
        check(0, 20, 0.0, 0.1611);
        check(1, 29, 0.0061, 0.1718);
    }

    #[test]
    fn wilson_stays_within_bounds() {
        assert_eq!(wilson(0, 0), None);
        assert!(wilson(10, 10).unwrap().high <= 1.0);
    }

    /// Student 1908, Biometrika 6:1–25, section IX: hours of sleep gained, mean 1.58, s = 1.23 (n − 1 below), t(9) = 2.262.
    #[test]
    fn the_interval_of_a_mean() {
        let gained = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4];
        let (found, interval) = mean(&gained).unwrap();
        let (low, high) = interval.unwrap();
        assert!((found - 1.58).abs() < 1e-9 && (low - 0.70).abs() < 5e-3 && (high - 2.46).abs() < 5e-3, "{low} {high}");
        assert_eq!(mean(&[7.0]), Some((7.0, None)));
        assert_eq!(mean(&[7.0, 7.0]), Some((7.0, None)));
        assert_eq!(mean(&[]), None);
    }

    /// 50 promoters, 30 passives, 20 detractors: 0.5 + 0.2 − 0.3² = 0.61.
    #[test]
    fn the_interval_of_a_net_promoter_score() {
        let of = |n: usize, score: f64| vec![score; n];
        let scores = [of(50, 100.0), of(30, 0.0), of(20, -100.0)].concat();
        let (found, interval) = mean(&scores).unwrap();
        let half = 1.984 * (0.61_f64 / 99.0).sqrt() * 100.0;
        assert!((found - 30.0).abs() < 1e-9);
        assert!((interval.unwrap().1 - 30.0 - half).abs() < 0.01);
    }

    #[test]
    fn medians() {
        assert_eq!(median(vec![]), None);
        assert_eq!(median(vec![3, 1, 2]), Some(2.0));
        assert_eq!(median(vec![4, 1, 2, 3]), Some(2.5));
    }

    /// Agresti, Categorical Data Analysis, 3.1: aspirin and heart attacks, 189 of 11 034 against 104 of 11 037, z = 5.00.
    #[test]
    fn two_proportions_as_published() {
        let p = above((189, 11_034), (104, 11_037)).unwrap();
        assert!((p / 2.8e-7 - 1.0).abs() < 0.05, "{p}");
        assert!(above((104, 11_037), (189, 11_034)).unwrap() > 0.999);
        assert_eq!(above((3, 40), (2, 40)), None);
        assert_eq!(above((0, 0), (2, 40)), None);
    }

    #[test]
    fn normal_tail_as_tabulated() {
        for (z, p) in [(0.0, 0.5), (1.644_854, 0.05), (1.959_964, 0.025), (3.090_232, 0.001), (-1.0, 0.841_345)] {
            assert!((upper_tail(z) - p).abs() < 1e-6, "{z}");
        }
    }

    /// The worked example of Wikipedia's article on the method (0.01, 0.04, 0.03, 0.005 at 5 %): the first and the last
    /// are rejected.
    #[test]
    fn holm_as_published() {
        assert_eq!(holm(&[0.01, 0.04, 0.03, 0.005], 0.05), [true, false, false, true]);
        assert_eq!(holm(&[], 0.05), Vec::<bool>::new());
    }
}
