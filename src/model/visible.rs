//! Marks in texts that nobody sees: controls of reading direction, marks of no width.

use std::borrow::Cow;

/// The text without marks that nobody sees: they would make two of one name, and turn the reading direction of what stands
/// beside it. An emoji that is joined by such a mark falls into its parts.
pub fn visible(text: &str) -> Cow<'_, str> {
    match !is_plain(text) && text.contains(is_invisible) {
        true => Cow::Owned(text.chars().filter(|one| !is_invisible(*one)).collect()),
        false => Cow::Borrowed(text),
    }
}

/// By first bytes of letters in UTF-8: whether nothing is to be done about them. They are ASCII without its controls, and the Chinese
/// characters of U+4000 to U+9FFF; none is invisible, and none has another width.
static PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0x20;
    while byte < 256 {
        // 0x80 to 0xBF go on with a letter whose first byte was asked.
        plain[byte] = byte < 0x7f || (byte >= 0x80 && byte < 0xc0) || (byte >= 0xe4 && byte <= 0xe9);
        byte += 1;
    }
    plain
};

/// Whether every letter is one that stands for itself: nearly every cell is so, and is known by its bytes.
pub fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| PLAIN[usize::from(byte)])
}

/// Whether a letter shows nothing and takes no room: the default ignorable code points of Unicode (`DerivedCoreProperties.txt`, 16.0),
/// which are controls of reading direction, marks of no width, soft hyphens and selectors of variants; and controls that are no white
/// space, such as NUL.
pub fn is_invisible(one: char) -> bool {
    // Nearly every letter is one of these.
    if matches!(one, ' '..='~' | '\u{4e00}'..='\u{9fff}') {
        return false;
    }
    (one.is_control() && !one.is_whitespace()) || is_ignorable(one)
}

fn is_ignorable(one: char) -> bool {
    matches!(
        one,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_nobody_sees_go() {
        assert_eq!(visible("王\u{200b}一\u{202e}"), "王一");
        assert_eq!(visible("\u{2066}李\u{2069}\u{feff}二\u{ad}"), "李二");
        assert_eq!(visible("13910000003\u{fe0d}\0"), "13910000003");
        assert_eq!(visible("邊\u{e0101}三\u{1a}"), "邊三");
        assert!(matches!(visible("张三 Zhang"), Cow::Borrowed(_)));
    }

    #[test]
    fn plain_texts_hold_nothing_to_take_out() {
        assert!(is_plain("苏A10001 甲一 13910000001"));
        for text in ["王\u{200b}一", "a\tb", "（甲）", "\u{a0}", "\u{3000}", "\u{e0101}", "\u{ad}", "１"] {
            assert!(!is_plain(text), "{text:?}");
        }
        let all = ('\0'..=char::MAX).filter(|one| is_plain(one.encode_utf8(&mut [0; 4])));
        assert!(all.into_iter().all(|one| !is_invisible(one)));
    }

    #[test]
    fn what_takes_room_stays() {
        for text in ["王 一", "王\u{3000}一", "a\tb\r\nc", "\u{a0}", "…", "\u{fffd}"] {
            assert_eq!(visible(text), text);
        }
    }
}
