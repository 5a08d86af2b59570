//! Small statistics with their sources.

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

/// The middle value, or the mean of the two middle ones. `None` for nothing.
pub fn median(mut values: Vec<i32>) -> Option<f64> {
    values.sort_unstable();
    let middle = values.len() / 2;
    let upper = f64::from(*values.get(middle)?);
    Some(if values.len() % 2 == 1 { upper } else { (f64::from(values[middle - 1]) + upper) / 2.0 })
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

    #[test]
    fn medians() {
        assert_eq!(median(vec![]), None);
        assert_eq!(median(vec![3, 1, 2]), Some(2.0));
        assert_eq!(median(vec![4, 1, 2, 3]), Some(2.5));
    }
}
