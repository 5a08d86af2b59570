//! Telephone numbers: mobiles, landlines with area code, masked numbers, and numbers damaged by a spreadsheet.

use super::{
    super::cell::Cell,
    Read, plain,
    text::{fold, is_filler, text_of},
};
use crate::{
    diag::Matter,
    model::{notation::scientific, values::Phone},
};

const MOBILE: usize = 11;

/// A telephone cell. If it holds several numbers, the first whole one counts.
pub fn phone(cell: &Cell) -> Read<Phone> {
    let text = text_of(cell);
    let folded = fold(&text);
    if is_filler(&folded) || is_one_digit_over(&folded) {
        return plain(Phone::Absent);
    }
    let phone = numbers_in(&folded).unwrap_or_else(|| Phone::Unusable(text.to_string()));
    let matters = match phone {
        Phone::Absent | Phone::Full(_) => Vec::new(),
        Phone::Masked(_) => vec![Matter::PhoneMasked],
        Phone::Damaged(_) => vec![Matter::PhoneDamaged],
        Phone::Unusable(_) => vec![Matter::PhoneUnusable],
    };
    (phone, matters)
}

/// Whether the text is a whole mobile number and nothing else; no sum or count is.
pub fn is_mobile(text: &str) -> bool {
    text.len() == MOBILE && text.bytes().all(|byte| byte.is_ascii_digit()) && has_mobile_prefix(text)
}

fn numbers_in(text: &str) -> Option<Phone> {
    let pieces =
        || text.split(['/', '、', ',', ';', '|', '\n', '\\', '或']).map(str::trim).filter(|piece| !piece.is_empty());
    pieces()
        .filter_map(number_in)
        .find(|phone| matches!(phone, Phone::Full(_)))
        .or_else(|| pieces().find_map(number_in))
}

fn number_in(piece: &str) -> Option<Phone> {
    match scientific(piece) {
        Some(Ok(digits)) => return whole(&digits).map(Phone::Full),
        Some(Err(())) => return Some(Phone::Damaged(piece.to_owned())),
        None => {}
    }
    let bare = without_marks(piece);
    whole(&bare).map(Phone::Full).or_else(|| masked(&bare)).or_else(|| embedded(piece).map(Phone::Full))
}

/// Without separators, the decimals of a number kept as text, and an extension.
fn without_marks(piece: &str) -> String {
    let piece = piece.split(['转', '#']).next().unwrap_or(piece);
    let piece = piece.strip_suffix(".00").or_else(|| piece.strip_suffix(".0")).unwrap_or(piece);
    piece.chars().filter(|letter| !letter.is_whitespace() && !"-–—‐‑()'`\".".contains(*letter)).collect()
}

/// The digits of a mobile or a landline.
fn whole(text: &str) -> Option<String> {
    let foreign = text.starts_with('+') || text.starts_with("00");
    let digits = text.strip_prefix('+').unwrap_or(text);
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits = digits.strip_prefix("00").unwrap_or(digits);
    let national = digits.strip_prefix("86").filter(|rest| is_mobile(rest) || (foreign && rest.len() >= 9));
    let national = national.map(|rest| if is_mobile(rest) { rest.to_owned() } else { format!("0{rest}") });
    let digits = national.unwrap_or_else(|| digits.to_owned());
    (is_national(&digits) || (foreign && (9..=15).contains(&digits.len()))).then(|| first_mobile(&digits))
}

fn is_national(digits: &str) -> bool {
    let local = !digits.starts_with(['0', '1']);
    match digits.len() {
        7 | 8 => local,
        10 => digits.starts_with('0') || digits.starts_with("400") || digits.starts_with("800"),
        11 => is_mobile(digits) || digits.starts_with('0'),
        12 => digits.starts_with('0'),
        // Two mobiles with only a space between them.
        22 => is_mobile(&digits[..MOBILE]) && is_mobile(&digits[MOBILE..]),
        _ => false,
    }
}

/// 013812345678 is a mobile dialled with a trunk zero; of two numbers run together the first counts.
fn first_mobile(digits: &str) -> String {
    let trunk = digits.strip_prefix('0').filter(|rest| is_mobile(rest));
    trunk.or(digits.get(..MOBILE).filter(|start| is_mobile(start))).unwrap_or(digits).to_owned()
}

/// 138****5678, with any masking character.
fn masked(text: &str) -> Option<Phone> {
    let is_mask = |letter: char| "*xX×•●·_?＊✱".contains(letter);
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let (start, rest) = text.split_at_checked(3)?;
    let end = rest.trim_start_matches(is_mask);
    let stars = rest.chars().count() - end.chars().count();
    let fits = digits(start) && end.len() == 4 && digits(end) && (3..=6).contains(&stars);
    fits.then(|| Phone::Masked(format!("{start}****{end}")))
}

/// A mobile number within words: 手机13812345678, 13812345678(妻).
fn embedded(piece: &str) -> Option<String> {
    piece.split(|letter: char| !letter.is_ascii_digit()).find(|run| is_mobile(run)).map(str::to_owned)
}

fn has_mobile_prefix(digits: &str) -> bool {
    let bytes = digits.as_bytes();
    bytes[0] == b'1' && (b'3'..=b'9').contains(&bytes[1])
}

/// 0, 00000000000, 11111111111: typed only to satisfy a required field.
fn is_one_digit_over(text: &str) -> bool {
    let first = text.as_bytes().first().copied();
    let digits = text.strip_suffix(".0").unwrap_or(text);
    first.is_some_and(|first| first.is_ascii_digit() && digits.bytes().all(|byte| byte == first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_cell(cell: Cell, expected: Phone) {
        assert_eq!(phone(&cell).0, expected, "{cell:?}");
    }

    fn check(text: &str, expected: Phone) {
        check_cell(Cell::Text(text), expected);
    }

    #[test]
    fn mobiles() {
        let number = || Phone::Full("13812345678".into());
        for text in [
            "13812345678",
            " 138 1234 5678 ",
            "138-1234-5678",
            "１３８１２３４５６７８",
            "+86 13812345678",
            "+8613812345678",
            "008613812345678",
            "8613812345678",
            "86-138-1234-5678",
            "'13812345678",
            "=\"13812345678\"",
            "13812345678.0",
            "013812345678",
            "\t13812345678",
            "1.3812345678E+10",
            "手机：13812345678",
            "13812345678（妻）",
            "13812345678/13912345678",
            "13812345678、13912345678",
            "13812345678，0551-62345678",
            "13812345678 13912345678",
            "无/13812345678",
            "\u{202d}138\u{200b}12345678\u{202c}",
            "\u{fe0d}'138\u{ad}12345678\0",
        ] {
            check(text, number());
        }
        check_cell(Cell::Number(13_812_345_678.0), number());
    }

    #[test]
    fn landlines() {
        let check = |text: &str, digits: &str| check(text, Phone::Full(digits.into()));
        check("0551-62345678", "055162345678");
        check("(010) 6234 5678", "01062345678");
        check("025-8234567转801", "0258234567");
        check("62345678", "62345678");
        check("400-123-4567", "4001234567");
        check("+86 551 62345678", "055162345678");
        check("+852 6123 4567", "85261234567");
    }

    #[test]
    fn masked_numbers() {
        for text in ["138****5678", "138xxxx5678", "138XXXX5678", "138＊＊＊＊5678", "138 **** 5678", "138×××5678"]
        {
            check(text, Phone::Masked("138****5678".into()));
        }
        assert_eq!(phone(&Cell::Text("138****5678")).1, [Matter::PhoneMasked]);
        check("138****", Phone::Unusable("138****".into()));
    }

    #[test]
    fn damaged_numbers() {
        check("1.38E+10", Phone::Damaged("1.38E+10".into()));
        check("1.38123E+10", Phone::Damaged("1.38123E+10".into()));
        assert_eq!(phone(&Cell::Text("1.38e+10")).1, [Matter::PhoneDamaged]);
    }

    #[test]
    fn no_numbers() {
        for text in ["", " ", "-", "/", "无", "0", "00000000000", "11111111111", "null"] {
            check(text, Phone::Absent);
        }
        for text in ["1381234567", "138123456789", "12812345678", "拒绝提供", "微信联系", "123"] {
            check(text, Phone::Unusable(text.into()));
        }
        check_cell(Cell::Number(0.0), Phone::Absent);
        check_cell(Cell::Number(1.5), Phone::Unusable("1.5".into()));
        assert_eq!(phone(&Cell::Bool(true)).1, [Matter::PhoneUnusable]);
    }
}
