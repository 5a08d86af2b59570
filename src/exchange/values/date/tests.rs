//! Tests of single date cells: text in, moment and notes out.

use super::*;

fn check_cell(cell: Cell, expected: &str) {
    let (moment, matters) = moment(&cell);
    let mut read = moment.map_or_else(|| "absent".to_owned(), |moment| moment.to_string());
    matters.iter().for_each(|matter| read += &format!(" {matter:?}"));
    assert_eq!(read, expected, "{cell:?}");
}

fn check(text: &str, expected: &str) {
    check_cell(Cell::Text(text), expected);
}

#[test]
fn days() {
    for text in ["2024/1/5", "2024-01-05", "2024年1月5日", "2024 年 1 月 5 日", "20240105", "2024.1.5", "2024-1-5号"]
    {
        check(text, "2024-01-05");
    }
    check("２０２４／１／５", "2024-01-05");
    check(" 2024-01-05\u{3000}", "2024-01-05");
    check("2024-01-05 星期五", "2024-01-05");
    check("2024/01/05(五)", "2024-01-05");
}

#[test]
fn minutes() {
    for text in [
        "2024-01-05 13:20",
        "2024/1/5 13:20:30",
        "2024-01-05T13:20:30.123",
        "2024-01-05T13:20:30+08:00",
        "2024-01-05T05:20:30Z",
        "2024年1月5日 13时20分",
        "2024年1月5日13点20分05秒",
        "2024/1/5 1:20 PM",
        "2024/1/5 1:20:30pm",
        "2024/1/5 下午1:20",
        "2024/1/5　下午 1：20",
        "2024/1/5 星期五 13:20",
        "20240105 13:20",
        "20240105132059",
        "202401051320",
    ] {
        check(text, "2024-01-05 13:20");
    }
    check("2024/1/5 12:20 AM", "2024-01-05 00:20");
    check("2024/1/5 13时", "2024-01-05 13:00");
    check("2024-01-05T20:20:30Z", "2024-01-06 04:20");
}

#[test]
fn midnight_is_no_time_of_day() {
    check("2024-01-05 00:00:00", "2024-01-05");
    check("2024/1/5 0:00", "2024-01-05");
    check("2024-01-05T00:00:00+08:00", "2024-01-05");
    check_cell(Cell::DateSerial(45296.0), "2024-01-05");
}

#[test]
fn serials() {
    check_cell(Cell::DateSerial(45296.4375), "2024-01-05 10:30");
    check_cell(Cell::DateSerial(45_296.999_99), "2024-01-05 23:59");
    check_cell(Cell::DateSerial(45_295.999_999_99), "2024-01-05");
    check_cell(Cell::Number(45296.0), "2024-01-05 DateFromSerial");
    check_cell(Cell::Number(45296.4375), "2024-01-05 10:30 DateFromSerial");
    check("45296", "2024-01-05 DateFromSerial");
    check_cell(Cell::Number(20_240_105.0), "2024-01-05");
    check_cell(Cell::DateSerial(0.4375), "absent DateZero");
    check_cell(Cell::DateSerial(1.0), "absent DateZero");
    check_cell(Cell::Number(2024.0), "absent DateUnreadable");
    check_cell(Cell::DateSerial(1e300), "absent DateUnreadable");
    check_cell(Cell::Bool(true), "absent DateUnreadable");
}

#[test]
fn empty_dates() {
    for text in ["0000-00-00", "0000-00-00 00:00:00", "1900-01-00", "1900/1/1", "0001-01-01", "1970-01-01", "0"] {
        check(text, "absent DateZero");
    }
    for text in ["", " ", "-", "/", "无", "NULL"] {
        check(text, "absent");
    }
}

#[test]
fn not_dates() {
    for text in ["24-1-5", "1/5/2024", "2024-13-05", "2024-02-30", "2024-01", "2024年1月", "明天", "2024-01-05 25:00"]
    {
        check(text, "absent DateUnreadable");
    }
    check("2024-01-05 x", "absent DateUnreadable");
    check("2024-01-05T13:20:30-05:00", "absent DateUnreadable");
    check("1985-01-05", "absent DateImplausible");
    check("9999-12-31", "absent DateImplausible");
}

#[test]
fn zones() {
    for text in [
        "2024-01-05T05:20:30+0000",
        "2024-01-05T05:20:30.000+0000",
        "2024-01-05 05:20:30 UTC",
        "2024-01-05 05:20:30 +0000 UTC",
        "2024-01-05T05:20Z[UTC]",
        "2024-01-05T13:20:30.000+0800",
        "2024-01-05 13:20:30 +0800 CST",
        "2024-01-05 13:20:30 GMT+8",
        "2024-01-05T13:20:30+08:00[Asia/Shanghai]",
        "2024-01-05 13:20:30,123",
    ] {
        check(text, "2024-01-05 13:20");
    }
    check("2024-01-05 13:20:30 CST", "2024-01-05 13:20 DateZoneAssumed");
    check("2024-01-04T16:00:00.000Z", "2024-01-05");
    for text in
        ["2024-01-05T10:00:00+09:00", "2024-01-05 10:00 EST", "2024-01-05 10:00 +", "2024-01-05 10:00 [Europe/Paris]"]
    {
        check(text, "absent DateUnreadable");
    }
}

#[test]
fn names_of_months() {
    check("Mon Mar 04 09:05:00 CST 2024", "2024-03-04 09:05 DateZoneAssumed");
    check("Tue Mar 05 00:00:00 CST 2024", "2024-03-05 DateZoneAssumed");
    check("Mon Mar 04 00:00:00 CST 1999", "1999-03-04 DateZoneAssumed");
    for text in [
        "Mon Mar 04 09:05:00 GMT+08:00 2024",
        "Mon Mar 04 09:05:00 +0800 2024",
        "Mon Mar  4 09:05:00 2024",
        "Mon Mar 04 2024 09:05:00 GMT+0800 (中国标准时间)",
        "Mon Mar 04 2024 09:05:00 GMT+0800 (China Standard Time)",
        "Mon Mar 04 01:05:00 UTC 2024",
        "Mon, 04 Mar 2024 01:05:00 GMT",
        "Mar 4, 2024 9:05:00 AM",
        "March 4, 2024, 9:05 am",
        "04-MAR-2024 09:05:00",
        "2024-Mar-04 09:05",
        "星期一 三月 04 09:05:00 GMT+08:00 2024",
        "4-3月-2024 09:05",
    ] {
        check(text, "2024-03-04 09:05");
    }
    for text in ["Jan 2, 2024", "2-Jan-2024", "2 January 2024"] {
        check(text, "2024-01-02");
    }
    for text in [
        "2-Jan-24",
        "Jan 2024",
        "Mon Mar 04 09:05:00 EST 2024",
        "Feb 30, 2024",
        "Mon Mar 04 09:05:00 CST",
        "Mart 4 2024",
    ] {
        check(text, "absent DateUnreadable");
    }
}

#[test]
fn invisible_marks_never_count() {
    for mark in ["\u{200b}", "\u{202d}", "\u{2066}", "\u{fe0d}", "\u{ad}", "\0"] {
        check(&format!("{mark}2024-0{mark}1-05{mark} 13:20{mark}"), "2024-01-05 13:20");
        assert_eq!(time_of_day(&Cell::Text(&format!("{mark}13{mark}:20"))).0, Some(800));
    }
}

#[test]
fn times_of_day() {
    let check = |cell: Cell, expected| assert_eq!(time_of_day(&cell).0, expected, "{cell:?}");
    check(Cell::Text("13:20"), Some(800));
    check(Cell::Text("下午1:20:30"), Some(800));
    check(Cell::Text("2024-01-05 13:20"), Some(800));
    check(Cell::DateSerial(0.4375), Some(630));
    check(Cell::Number(0.4375), Some(630));
    check(Cell::Text("上午"), None);
    check(Cell::Text(""), None);
    assert!(is_time_of_day("9:05") && !is_time_of_day("2024-01-05") && !is_time_of_day(""));
}

/// The quick way reads a part of what the whole grammar reads, and nothing else.
#[test]
fn the_usual_forms_are_read_as_by_the_grammar() {
    let told = |civil: Civil| (civil.year, civil.month, civil.day, civil.minute, civil.zone.shift());
    let mut read = 0;
    for year in ["2024", "1899", "999", "20240"] {
        for [first, second] in ["--", "//", "-/", "..", "- "].map(|pair| [&pair[..1], &pair[1..]]) {
            for (month, day) in [("01", "05"), ("1", "5"), ("13", "32"), ("0", "0"), ("123", "1"), ("2", "")] {
                for time in [
                    "",
                    " 9:05",
                    " 09:05:30",
                    " 23:59:59",
                    " 24:00",
                    " 9:5",
                    " 9:60",
                    "  9:05",
                    " 9:05:61",
                    "T09:05",
                    " 9:05Z",
                    " ",
                ] {
                    let text = format!("{year}{first}{month}{second}{day}{time}");
                    let Some(usual) = usual(&text) else { continue };
                    read += 1;
                    assert_eq!(Some(told(usual)), spelled(&text).map(told), "{text}");
                }
            }
        }
    }
    // Two years, two separators, four dates, four times.
    assert_eq!(read, 2 * 2 * 4 * 4);
}
