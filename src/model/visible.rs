//! Marks in texts that nobody sees: controls of reading direction, marks of no width.

use std::borrow::Cow;

/// The text without marks that nobody sees: they would make two of one name, and turn the reading direction of what stands
/// beside it. An emoji that is joined by such a mark falls into its parts.
pub fn visible(text: &str) -> Cow<'_, str> {
    match text.contains(is_invisible) {
        true => Cow::Owned(text.chars().filter(|one| !is_invisible(*one)).collect()),
        false => Cow::Borrowed(text),
    }
}

/// Controls of reading direction, marks of no width, soft hyphens.
fn is_invisible(one: char) -> bool {
    matches!(
        one,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_nobody_sees_go() {
        assert_eq!(visible("王\u{200b}一\u{202e}"), "王一");
        assert_eq!(visible("\u{2066}李\u{2069}\u{feff}二\u{ad}"), "李二");
        assert!(matches!(visible("张三 Zhang"), Cow::Borrowed(_)));
    }
}
