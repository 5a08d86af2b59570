//! Telephone and identity card numbers inside other texts. A mainland mobile number in a name, a note or a customer's
//! words is masked wherever the text is shown, like the number's own column, and so is the number of an identity card.

use crate::time::Day;
use std::borrow::Cow;

/// The length of a mobile number, and which digits are hidden.
const DIGITS: usize = 11;
const HIDDEN: std::ops::Range<usize> = 3..7;
/// An identity card number (GB 11643) has so many digits before its check digit; the day of birth is hidden.
const IDENTITY: usize = 17;
const BORN: std::ops::Range<usize> = 6..14;
/// The country code, which may precede it.
const COUNTRY: [&str; 2] = ["86", "0086"];
/// At most this many letters may directly precede a number, as in `tel138…`. A code has more letters, or has some after
/// the digits too.
const WORD: usize = 6;

/// The text with the middle of every mobile number hidden (138****5678). A number is 1, then 3–9, then nine digits,
/// full-width or not, possibly with +86, and with single spaces or hyphens between its groups. Digits within a longer
/// run of digits are no number. Of an identity card number the day of birth is hidden (110101********4514).
pub fn masked(text: &str) -> Cow<'_, str> {
    if text.chars().filter(|one| digit(*one).is_some()).count() < DIGITS {
        return Cow::Borrowed(text);
    }
    let mut letters: Vec<char> = text.chars().collect();
    let places = places(&letters);
    if places.is_empty() {
        return Cow::Borrowed(text);
    }
    places.into_iter().for_each(|at| letters[at] = '*');
    Cow::Owned(letters.into_iter().collect())
}

/// The same for an owned text.
pub fn mask(text: String) -> String {
    match masked(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(masked) => masked,
    }
}

/// A run of digits: its start, and the value of each.
struct Group {
    at: usize,
    digits: Vec<u8>,
}

/// The positions of the digits to hide.
fn places(letters: &[char]) -> Vec<usize> {
    let groups = groups(letters);
    let (mut places, mut first) = (Vec::new(), 0);
    while first < groups.len() {
        if is_identity(letters, &groups[first]) {
            let at = groups[first].at;
            places.extend(at + BORN.start..at + BORN.end);
            first += 1;
            continue;
        }
        match number_from(letters, &groups[first..]) {
            Some((hidden, taken)) => {
                places.extend(hidden);
                first += taken;
            }
            None => first += 1,
        }
    }
    places
}

fn groups(letters: &[char]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (at, one) in letters.iter().enumerate() {
        let Some(digit) = digit(*one) else { continue };
        match groups.last_mut() {
            Some(last) if last.at + last.digits.len() == at => last.digits.push(digit),
            _ => groups.push(Group { at, digits: vec![digit] }),
        }
    }
    groups
}

/// A number made of whole groups, beginning with the first of these: the positions to hide, and how many groups it
/// takes.
fn number_from(letters: &[char], groups: &[Group]) -> Option<(Vec<usize>, usize)> {
    let (mut digits, mut places, mut end) = (String::new(), Vec::new(), None);
    for (taken, group) in groups.iter().enumerate() {
        if end.is_some_and(|end| end + 1 != group.at || !is_separator(letters[end])) {
            return None;
        }
        digits.extend(group.digits.iter().map(|digit| char::from(b'0' + digit)));
        places.extend(group.at..group.at + group.digits.len());
        let after = group.at + group.digits.len();
        end = Some(after);
        let own = COUNTRY.iter().find_map(|code| digits.strip_prefix(code)).filter(|own| is_mobile(own));
        let Some(own) = own.or(Some(digits.as_str()).filter(|digits| is_mobile(digits))) else {
            if digits.len() > DIGITS + COUNTRY[1].len() {
                return None;
            }
            continue;
        };
        let code = digits.len() - own.len();
        let stands_alone = begins(letters, groups[0].at) && ends(letters, after);
        return stands_alone.then(|| (places[code + HIDDEN.start..code + HIDDEN.end].to_vec(), taken + 1));
    }
    None
}

/// Whether digits are those of an identity card: a day of birth among them, and a check digit that fits (ISO 7064, MOD
/// 11-2; X stands for 10).
fn is_identity(letters: &[char], group: &Group) -> bool {
    let digits = &group.digits;
    let check = match digits.len() - IDENTITY.min(digits.len()) {
        0 => letters.get(group.at + IDENTITY).filter(|one| matches!(one, 'X' | 'x' | 'Ｘ' | 'ｘ')).map(|_| 10),
        1 => digits.get(IDENTITY).copied(),
        _ => None,
    };
    let number = |range: std::ops::Range<usize>| {
        digits.get(range).map_or(0, |digits| digits.iter().fold(0, |number, digit| number * 10 + u32::from(*digit)))
    };
    let day = Day::from_ymd(number(6..10) as i32, number(10..12), number(12..14));
    let sum = digits.iter().take(IDENTITY).fold(0, |sum, digit| (sum * 2 + u32::from(*digit)) % 11);
    let is_alone = group.at.checked_sub(1).is_none_or(|at| !letters[at].is_ascii_alphanumeric());
    is_alone && day.is_some() && check.is_some_and(|check| (sum * 2 + u32::from(check)) % 11 == 1)
}

fn is_mobile(digits: &str) -> bool {
    let bytes = digits.as_bytes();
    bytes.len() == DIGITS && bytes[0] == b'1' && (b'3'..=b'9').contains(&bytes[1])
}

/// Whether a number may begin here: after nothing, or after a short word.
fn begins(letters: &[char], at: usize) -> bool {
    let word = letters[..at].iter().rev().take_while(|one| one.is_ascii_alphabetic()).count();
    let before = at.checked_sub(word + 1).map(|at| letters[at]);
    word <= WORD && before.is_none_or(|before| before != '.' && (word == 0 || digit(before).is_none()))
}

/// A letter or a decimal point directly after the digits makes them part of something else.
fn ends(letters: &[char], at: usize) -> bool {
    match letters.get(at) {
        Some('.') => letters.get(at + 1).is_none_or(|next| digit(*next).is_none()),
        Some(next) => !next.is_ascii_alphabetic(),
        None => true,
    }
}

fn is_separator(one: char) -> bool {
    matches!(one, ' ' | '\u{a0}' | '\u{3000}' | '-' | '－' | '‐' | '‑' | '–')
}

fn digit(one: char) -> Option<u8> {
    match one {
        '0'..='9' => Some(one as u8 - b'0'),
        '０'..='９' => u8::try_from(one as u32 - '０' as u32).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(masked(text), expected);
    }

    #[test]
    fn a_number_is_masked_however_it_is_written() {
        check("13812345678", "138****5678");
        check("王先生13812345678", "王先生138****5678");
        check("请打138 1234 5678，急", "请打138 **** 5678，急");
        check("138-1234-5678", "138-****-5678");
        check("１３８１２３４５６７８", "１３８****５６７８");
        check("+8613812345678", "+86138****5678");
        check("+86 138 1234 5678", "+86 138 **** 5678");
        check("0086-13812345678", "0086-138****5678");
        check("008613812345678", "0086138****5678");
        check("tel13812345678.", "tel138****5678.");
        check("微信19912345678(太太)", "微信199****5678(太太)");
    }

    #[test]
    fn the_day_of_birth_in_an_identity_number_is_hidden() {
        check("110101199003074514", "110101********4514");
        check("11010519491231002X", "110105********002X");
        check("身份证11010519491231002x，电话13812345678", "身份证110105********002x，电话138****5678");
        check("１１０１０１１９９００３０７４５１４", "１１０１０１********４５１４");
    }

    #[test]
    fn several_are_masked_each() {
        check("13812345678 13912345678", "138****5678 139****5678");
        check("13812345678/13912345678", "138****5678/139****5678");
        check("2026-10-13 13812345678 15:30", "2026-10-13 138****5678 15:30");
        check("138 1234 5678 139 1234 5678", "138 **** 5678 139 **** 5678");
    }

    #[test]
    fn what_is_no_number_stays() {
        for text in [
            "110101199003071234",
            "110101199013074514",
            "GD110101199003074514",
            "1101011990030745140",
            "6222 1381 2345 6789 012",
            "12812345678",
            "138123456789",
            "1381234567",
            "LSVAA49J132000123",
            "LSV13812345678AB",
            "13812345678.50",
            "GD20260101138123456",
            "138****5678",
            "2026-10-13 13:08:12",
            "010-62345678",
            "全价 138000 元，里程 12345678",
        ] {
            check(text, text);
        }
    }
}
