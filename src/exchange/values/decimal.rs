//! Whether comma or point is the decimal sign, and the number that results. A single number may leave it open (1,234);
//! its column may decide. Units and currencies: `number`.

/// The decimal sign of a column; the other of the two groups thousands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum DecimalSign {
    #[default]
    Point,
    Comma,
}

/// What one written number shows about its column.
enum Evidence {
    /// The same number either way, or no number.
    Nothing,
    /// A number only with a decimal point, or with commas that group its thousands correctly.
    Point,
    /// A number only with a decimal comma; whether points group its thousands.
    Comma { grouped: bool },
    /// 158.800: decimals; or thousands, if the comma is known to be the decimal sign.
    Open,
}

impl DecimalSign {
    /// The comma, if every number of a column fits it and one fits nothing else; in doubt the point.
    pub fn of<T: AsRef<str>>(numerals: impl Iterator<Item = T>) -> Self {
        let (mut comma, mut grouped, mut open) = (false, false, false);
        for numeral in numerals {
            match Evidence::of(numeral.as_ref()) {
                Evidence::Nothing => {}
                Evidence::Point => return Self::Point,
                Evidence::Comma { grouped: groups } => (comma, grouped) = (true, grouped | groups),
                Evidence::Open => open = true,
            }
        }
        if comma && (grouped || !open) { Self::Comma } else { Self::Point }
    }

    /// The number written by these digits, commas and points.
    pub fn number(self, numeral: &str) -> Option<f64> {
        match self {
            Self::Point => with_point(numeral),
            Self::Comma => with_comma(numeral),
        }
    }
}

impl Evidence {
    fn of(numeral: &str) -> Self {
        match (with_point(numeral), with_comma(numeral)) {
            (Some(point), Some(comma)) if point == comma => Self::Nothing,
            (Some(_), Some(_)) if !numeral.contains(',') => Self::Open,
            (Some(_), _) => Self::Point,
            (None, Some(_)) => Self::Comma { grouped: numeral.contains('.') },
            (None, None) => Self::Nothing,
        }
    }
}

/// 1,234.50
fn with_point(numeral: &str) -> Option<f64> {
    let bare = numeral.strip_prefix(['+', '-']).unwrap_or(numeral);
    let (whole, decimals) = bare.split_once('.').unwrap_or((bare, ""));
    let spelled = (is_digits(whole) || is_grouped(whole)) && is_digits(decimals);
    let number = spelled.then(|| numeral.replace(',', "").parse::<f64>().ok())?;
    number.filter(|number| number.is_finite())
}

/// 1.234,50
fn with_comma(numeral: &str) -> Option<f64> {
    let turned = |letter| match letter {
        ',' => '.',
        '.' => ',',
        other => other,
    };
    with_point(&numeral.chars().map(turned).collect::<String>())
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// One to three digits, then groups of three.
fn is_grouped(whole: &str) -> bool {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let opens = (1..=3).contains(&first.len()) && is_digits(first) && !first.starts_with('0');
    opens && groups.all(|group| group.len() == 3 && is_digits(group))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals() {
        let check = |numeral: &str, point: Option<f64>, comma: Option<f64>| {
            let read = (DecimalSign::Point.number(numeral), DecimalSign::Comma.number(numeral));
            assert_eq!(read, (point, comma), "{numeral}");
        };
        check("158800", Some(158_800.0), Some(158_800.0));
        check("158,800", Some(158_800.0), Some(158.8));
        check("158.800", Some(158.8), Some(158_800.0));
        check("158.800,00", None, Some(158_800.0));
        check("158,800.00", Some(158_800.0), None);
        check("-9,99", None, Some(-9.99));
        check("1,158,800", Some(1_158_800.0), None);
        check("15,8800", None, Some(15.88));
        check("0,500", None, Some(0.5));
        for none in ["1,58,800", "1.58.800", "", ".", "1-2", "1.2.3,4,5", "+-1"] {
            check(none, None, None);
        }
    }

    #[test]
    fn a_column_tells_its_sign() {
        use DecimalSign::*;
        let check = |column: &[&str], sign| assert_eq!(DecimalSign::of(column.iter()), sign, "{column:?}");
        check(&["12,98", "9,99", "500"], Comma);
        check(&["158.800,00", "9.990,50", "158.800"], Comma);
        check(&["1.158.800", "158.800"], Comma);
        check(&["12,98", "约十"], Comma);
        check(&["9,99", "158,800"], Point);
        check(&["9,99", "158.800"], Point);
        check(&["9,99", "12.98"], Point);
        check(&["9,99", "158,800.00"], Point);
        check(&["158,800", "9,990"], Point);
        check(&["158.800", "9.990"], Point);
        check(&[], Point);
    }
}
