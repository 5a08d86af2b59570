//! Vehicle identification numbers (车架号), after GB 16735 / ISO 3779: 17 characters without I, O and Q, the ninth a check
//! digit.

use super::{
    super::cell::Cell,
    Read, absent, plain,
    text::{fold, is_filler, text_of},
};
use crate::{
    diag::Matter,
    model::{notation::scientific, values::Vin},
};

/// The shortest tail that is kept.
const SHORTEST_TAIL: usize = 6;
/// From here on, a spreadsheet's number loses digits.
const LARGEST_EXACT: f64 = 1e15;

/// A VIN or its tail. Whether a wrong check digit is worth a note depends on the file: see [`fits_check_digit`].
pub fn vin(cell: &Cell) -> Read<Option<Vin>> {
    let text = text_of(cell);
    let folded = fold(&text);
    if is_filler(&folded) || folded == "0" {
        return plain(None);
    }
    if is_damaged(cell, &folded) {
        return absent(Matter::VinDamaged);
    }
    normalised(&folded).map_or_else(|| absent(Matter::VinUnusable), |(vin, matters)| (Some(vin), matters))
}

/// Whether the ninth character is the check digit of the others. Full VINs only.
pub fn fits_check_digit(vin: &Vin) -> bool {
    const WEIGHTS: [u32; Vin::LENGTH] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
    let sum: Option<u32> = vin.0.bytes().zip(WEIGHTS).map(|(byte, weight)| Some(worth(byte)? * weight)).sum();
    let expected = sum.map(|sum| b"0123456789X"[(sum % 11) as usize]);
    vin.is_full() && expected.as_ref() == vin.0.as_bytes().get(8)
}

/// Whether the text is 17 letters and digits; no sum or remark is.
pub fn is_full(text: &str) -> bool {
    text.len() == Vin::LENGTH && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn is_damaged(cell: &Cell, text: &str) -> bool {
    match cell {
        Cell::Number(number) => number.abs() >= LARGEST_EXACT || number.fract() != 0.0,
        _ => scientific(text).is_some(),
    }
}

fn normalised(text: &str) -> Option<(Vin, Vec<Matter>)> {
    let text = text.strip_suffix(".0").unwrap_or(text);
    let letters = text.chars().filter(|letter| !letter.is_whitespace() && !"-·".contains(*letter));
    let read: String = letters.map(|letter| letter.to_ascii_uppercase()).collect();
    let fits = (SHORTEST_TAIL..=Vin::LENGTH).contains(&read.len());
    if !fits || !read.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    let mut matters = Vec::new();
    if read.len() < Vin::LENGTH {
        matters.push(Matter::VinShort);
    }
    if read.contains(['O', 'Q', 'I']) {
        matters.push(Matter::VinLetters);
    }
    Some((Vin(read.replace(['O', 'Q'], "0").replace('I', "1")), matters))
}

/// The value of a character in the sum of ISO 3779.
fn worth(byte: u8) -> Option<u32> {
    let worth = match byte {
        b'0'..=b'9' => byte - b'0',
        b'A'..=b'H' => byte - b'A' + 1,
        b'J'..=b'N' => byte - b'J' + 1,
        b'P' | b'R' => byte - b'P' + 7,
        b'S'..=b'Z' => byte - b'S' + 2,
        _ => return None,
    };
    Some(worth.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>, matters: &[Matter]) {
        let (vin, said) = vin(&Cell::Text(text));
        assert_eq!((vin.as_ref().map(|vin| vin.0.as_str()), said.as_slice()), (expected, matters), "{text}");
    }

    #[test]
    fn spellings() {
        let full = Some("LX97UL198NB583215");
        check("LX97UL198NB583215", full, &[]);
        check(" lx97 ul198-nb583215 ", full, &[]);
        check("ＬＸ９７ＵＬ１９８ＮＢ５８３２１５", full, &[]);
        check("\u{2066}LX97UL198\u{2060}NB583215\u{2069}\u{fe0f}", full, &[]);
        check("LX97ULI98NB583215", full, &[Matter::VinLetters]);
        check("NB583215", Some("NB583215"), &[Matter::VinShort]);
        check("NB583OI5", Some("NB583015"), &[Matter::VinShort, Matter::VinLetters]);
    }

    #[test]
    fn no_vin() {
        check("", None, &[]);
        check("无", None, &[]);
        check("1.2E+16", None, &[Matter::VinDamaged]);
        check("未知车架", None, &[Matter::VinUnusable]);
        check("12345", None, &[Matter::VinUnusable]);
        check("LX97UL198NB5832150", None, &[Matter::VinUnusable]);
        assert_eq!(vin(&Cell::Number(1.234e16)).1, [Matter::VinDamaged]);
        assert_eq!(vin(&Cell::Number(583_215.0)).0, Some(Vin("583215".into())));
    }

    /// 1M8GDM9AXKP042788 and 11111111111111111 are the worked examples of 49 CFR 565.15.
    #[test]
    fn check_digits() {
        let check = |text: &str, fits| assert_eq!(fits_check_digit(&Vin(text.into())), fits, "{text}");
        check("1M8GDM9AXKP042788", true);
        check("11111111111111111", true);
        check("LX97UL198NB583215", true);
        check("LX97UL197NB583215", false);
        check("NB583215", false);
        check("", false);
    }
}
