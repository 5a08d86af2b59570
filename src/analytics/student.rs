//! Student's t distribution: tail probabilities and quantiles. From the incomplete beta function, with its continued
//! fraction evaluated by Lentz's method and the log gamma function by Lanczos's (g = 7, nine terms).

use std::f64::consts::PI;

/// The probability of a t at least this far from zero, on either side; `df` > 0.
pub fn two_sided(t: f64, df: f64) -> f64 {
    incomplete_beta(df / 2.0, 0.5, df / (df + t * t))
}

/// The t that bounds 95 % of the distribution; `df` > 0.
pub fn quantile_95(df: f64) -> f64 {
    within(0.95, df)
}

/// The t that bounds `share` of the distribution, by bisection.
fn within(share: f64, df: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    while two_sided(high, df) > 1.0 - share {
        high *= 2.0;
    }
    for _ in 0..80 {
        let middle = (low + high) / 2.0;
        if two_sided(middle, df) > 1.0 - share { low = middle } else { high = middle }
    }
    (low + high) / 2.0
}

/// I_x(a, b), regularised.
fn incomplete_beta(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 || x >= 1.0 {
        return x.clamp(0.0, 1.0);
    }
    let front = (ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b) + a * x.ln() + b * (1.0 - x).ln()).exp();
    // The fraction converges fast only on one side; the other side is its complement.
    if x < (a + 1.0) / (a + b + 2.0) {
        front * fraction(a, b, x) / a
    } else {
        1.0 - front * fraction(b, a, 1.0 - x) / b
    }
}

fn fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let apart = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / apart(1.0 - (a + b) * x / (a + 1.0));
    let mut sum = d;
    for step in 1..500 {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let before = sum;
        for term in [even, odd] {
            d = 1.0 / apart(1.0 + term * d);
            c = apart(1.0 + term / c);
            sum *= c * d;
        }
        if (sum / before - 1.0).abs() < 1e-15 {
            break;
        }
    }
    sum
}

/// ln Γ(x) for x > 0.
fn ln_gamma(x: f64) -> f64 {
    const G: f64 = 7.0;
    const TERMS: [f64; 9] = [
        0.999_999_999_999_809_9,
        676.520_368_121_885_1,
        -1_259.139_216_722_402_8,
        771.323_428_777_653_1,
        -176.615_029_162_140_6,
        12.507_343_278_686_905,
        -0.138_571_095_265_720_12,
        9.984_369_578_019_572e-6,
        1.505_632_735_149_311_6e-7,
    ];
    if x < 0.5 {
        return (PI / (PI * x).sin()).ln() - ln_gamma(1.0 - x);
    }
    let x = x - 1.0;
    let series: f64 = TERMS[1..].iter().enumerate().map(|(place, term)| term / (x + place as f64 + 1.0)).sum();
    let t = x + G + 0.5;
    0.5 * (2.0 * PI).ln() + (x + 0.5) * t.ln() - t + (TERMS[0] + series).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2, critical values of Student's t.
    #[test]
    fn quantiles_as_published() {
        let check = |share, df, t: f64| {
            let found = within(share, df);
            assert!((found - t).abs() < 5.1e-4, "{share} {df}: {found}, not {t}");
        };
        for (df, t) in [(1.0, 12.706), (2.0, 4.303), (5.0, 2.571), (10.0, 2.228), (30.0, 2.042), (100.0, 1.984)] {
            check(0.95, df, t);
        }
        for (df, t) in [(1.0, 63.657), (7.0, 3.499), (22.0, 2.819), (60.0, 2.660)] {
            check(0.99, df, t);
        }
        check(0.998, 9.0, 4.297);
        check(0.90, 12.0, 1.782);
    }

    /// With one degree of freedom the distribution is Cauchy's, with two it has a closed form.
    #[test]
    fn tails_as_worked_out() {
        for t in [0.1, 0.7, 1.0, 2.5, 40.0_f64] {
            assert!((two_sided(t, 1.0) - (1.0 - 2.0 * t.atan() / PI)).abs() < 1e-12);
            assert!((two_sided(t, 2.0) - (1.0 - t / (2.0 + t * t).sqrt())).abs() < 1e-12);
        }
        assert_eq!(two_sided(0.0, 8.0), 1.0);
        assert!((two_sided(1.959_963_984_540_054, 1e7) - 0.05).abs() < 1e-6);
    }

    #[test]
    fn factorials() {
        assert!((ln_gamma(11.0) - 3_628_800.0_f64.ln()).abs() < 1e-12);
        assert!((ln_gamma(0.5) - PI.sqrt().ln()).abs() < 1e-12);
    }
}
