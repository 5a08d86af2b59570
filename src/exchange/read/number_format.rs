//! Whether a number format shows a date or time. Which of them is told from the value.

/// Whether the built-in format of this number is a date or time, including the East Asian ones (ECMA-376, 18.8.30).
pub(super) fn is_builtin_date(id: u16) -> bool {
    matches!(id, 14..=22 | 27..=36 | 45..=47 | 50..=58)
}

/// Whether a format code has a date or time token in its first section, outside quotes, escapes and brackets.
pub(super) fn is_date(code: &str) -> bool {
    if ["general", "standard"].contains(&code.to_ascii_lowercase().as_str()) {
        return false;
    }
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            ';' => return false,
            '"' => while chars.next().is_some_and(|c| c != '"') {},
            '\\' | '_' | '*' => drop(chars.next()),
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                if is_elapsed(&inside) {
                    return true;
                }
            }
            'y' | 'm' | 'd' | 'h' | 's' | 'Y' | 'M' | 'D' | 'H' | 'S' => return true,
            _ => (),
        }
    }
    false
}

/// `[h]`, `[mm]`, `[ss]`: hours, minutes, seconds that keep counting.
fn is_elapsed(inside: &str) -> bool {
    let inside = inside.to_ascii_lowercase();
    ["h", "m", "s"].iter().any(|unit| !inside.is_empty() && inside.trim_matches(|c| unit.contains(c)).is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_times_are_told_from_numbers() {
        for code in
            ["yyyy-mm-dd", "yyyy\"年\"m\"月\"d\"日\"", "[$-804]yyyy/m/d", "h:mm", "[h]:mm:ss", "[ss]", "DD/MM/YY"]
        {
            assert!(is_date(code), "{code}");
        }
        for code in
            ["General", "G/通用格式", "0.00", "#,##0\"元\"", "[Red]0.00", "\\d0", "0_d", "0\"day\"", "@", "0;yyyy", ""]
        {
            assert!(!is_date(code), "{code}");
        }
    }
}
