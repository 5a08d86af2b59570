//! The time zone of a written time. China's time is the store's wall clock; UTC is converted to it. This store writes
//! no other zone, so any other is not read.

use super::scan::Scan;

/// China's offset from UTC.
const CHINA_OFFSET_MINUTES: i32 = 8 * 60;
const CHINA: [&str; 8] =
    ["Asia/Shanghai", "Asia/Chongqing", "PRC", "China Standard Time", "中国标准时间", "北京时间", "CTT", "BJT"];

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Zone {
    /// No zone is written, or China's.
    Local,
    Utc,
    /// CST means China's time in China, and another time in America.
    ChinaAssumed,
}

impl Zone {
    /// Minutes to add to get local time.
    pub fn shift(self) -> i32 {
        if self == Self::Utc { CHINA_OFFSET_MINUTES } else { 0 }
    }
}

/// Nothing, `Z`, `+0800`, `GMT+08:00`, `+0800 CST`, `CST`, `+08:00[Asia/Shanghai]`; `None` for any other zone.
pub fn zone(scan: &mut Scan) -> Option<Zone> {
    scan.skip(char::is_whitespace);
    let says_utc = scan.any_word(&["UTC", "GMT", "Z"]);
    let offset = offset(scan)?;
    let named = name(scan);
    match offset {
        Some(CHINA_OFFSET_MINUTES) => Some(Zone::Local),
        Some(0) => Some(Zone::Utc),
        Some(_) => None,
        None if says_utc => Some(Zone::Utc),
        None => named,
    }
}

/// `+08:00`, `+0800`, `+8` in minutes; `Some(None)` if there is no offset, `None` if it is malformed.
fn offset(scan: &mut Scan) -> Option<Option<i32>> {
    let Some(sign) = scan.one_of("+-") else { return Some(None) };
    let digits = scan.digits(4)?;
    let (hours, minutes) = match digits.len() {
        4 => digits.split_at(2),
        1 | 2 if scan.word(":") => (digits, scan.digits(2)?),
        1 | 2 => (digits, "0"),
        _ => return None,
    };
    let minutes = hours.parse::<i32>().ok()? * 60 + minutes.parse::<i32>().ok()?;
    Some(Some(if sign == '-' { -minutes } else { minutes }))
}

/// The zone's name, also in brackets; `None` for a zone other than China's.
fn name(scan: &mut Scan) -> Option<Zone> {
    scan.skip(char::is_whitespace);
    let bracket = scan.one_of("([").is_some();
    let zone = if scan.any_word(&CHINA) {
        Some(Zone::Local)
    } else if scan.word("CST") {
        Some(Zone::ChinaAssumed)
    } else if bracket || scan.any_word(&["UTC", "GMT"]) {
        None
    } else {
        Some(Zone::Local)
    };
    if bracket {
        scan.skip(|letter| !")]".contains(letter));
        let _ = scan.one_of(")]");
    }
    zone
}
