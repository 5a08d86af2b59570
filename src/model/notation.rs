//! Scientific notation, as spreadsheets write long numbers: what looks like a number may have lost its last digits.

/// The digits of a scientific notation that lost none (`1.3812345678E+10`); `Err` where it did; `None` where it is none. `2E10`,
/// without a point or a sign, may be a code.
pub fn scientific(text: &str) -> Option<Result<String, ()>> {
    let (mantissa, exponent) = text.split_once(['E', 'e'])?;
    let marked = mantissa.contains('.') || exponent.starts_with('+');
    let exponent = exponent.trim_start_matches('+').parse::<usize>().ok().filter(|_| marked)?;
    let (whole, decimals) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    (whole.len() == 1 && digits(whole) && digits(decimals))
        .then(|| if decimals.len() == exponent { Ok(format!("{whole}{decimals}")) } else { Err(()) })
}

/// Whether a number, order or lead, lost digits: two that are damaged alike are not therefore one.
pub fn is_damaged(code: &str) -> bool {
    matches!(scientific(code), Some(Err(())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_number_is_told_from_a_code() {
        for code in ["1.20E+11", "2.02403E+13", "1.78E+18", "2E+10", "1.78e18"] {
            assert!(is_damaged(code), "{code}");
        }
        for code in ["219E01", "2E10", "0012", "1.3812345678E+10", "12345678901234567890", "E+", "1.5", ""] {
            assert!(!is_damaged(code), "{code}");
        }
    }
}
