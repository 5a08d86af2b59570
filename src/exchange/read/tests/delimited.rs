//! Text with separators, in its encodings.

use encoding_rs::GB18030;

use super::*;
use crate::exchange::cell::{FileForm, Separator, TextEncoding};

#[track_caller]
fn check_separator(text: &str, separator: Separator) {
    assert_eq!(file(text.as_bytes()).form, FileForm::Delimited(separator));
}

fn gb(text: &str) -> Vec<u8> {
    GB18030.encode(text).0.into_owned()
}

#[test]
fn rows_keep_their_lines_and_cells_their_newlines() {
    check("a,b\r\n\r\n\"x\r\ny\",2\r\n3,4\r\n".as_bytes(), "1: a|b\n3: x\r⏎y|2\n5: 3|4");
    check(b"a,b\n1,2\n", "1: a|b\n2: 1|2");
    check(b"a,b\r1,2\r\r3,4", "1: a|b\n2: 1|2\n4: 3|4");
}

#[test]
fn blank_rows_and_trailing_cells_are_dropped() {
    check(b"a,b,,\n,,,\n , ,\n1,,3,\n", "1: a|b\n4: 1||3");
}

#[test]
fn quotes_may_be_doubled_and_hold_separators() {
    check("甲,乙\n\"说\"\"好\"\"\",\"a,b;c\"\n".as_bytes(), "1: 甲|乙\n2: 说\"好\"|a,b;c");
}

#[test]
fn the_separator_is_the_one_that_agrees_with_itself() {
    check_separator("a;b;c\n1,5;2,5;3\n1;2,5,5;3\n", Separator::Semicolon);
    check_separator("a\tb\n1,2,3,4\t5\n1,2\t3;4;5\n", Separator::Tab);
    check_separator("a,b\n\"x;y;z;\n;;;;\",2\n", Separator::Comma);
    check_separator("题目\n\na,b,c\n1,2,3\n", Separator::Comma);
    check_separator("only\none\ncolumn\n", Separator::Comma);
    check_separator("sep=;\na,x;b,y\n", Separator::Semicolon);
}

#[test]
fn a_declared_separator_is_no_row() {
    check(b"sep=;\r\na;b\r\n1;2", "2: a|b\n3: 1|2");
}

#[test]
fn encodings_are_told_by_the_bytes() {
    let text = "客户,电话\n欧阳，（女）,138\n";
    let utf16 = |big: bool| -> Vec<u8> {
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        units.flat_map(|unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    let cases = [
        (text.as_bytes().to_vec(), TextEncoding::Utf8),
        ([b"\xEF\xBB\xBF", text.as_bytes()].concat(), TextEncoding::Utf8),
        (gb(text), TextEncoding::Gb18030),
        (utf16(false), TextEncoding::Utf16),
        (utf16(true), TextEncoding::Utf16),
        // Without its byte order mark.
        (utf16(false).split_off(2), TextEncoding::Utf16),
        (utf16(true).split_off(2), TextEncoding::Utf16),
    ];
    for (bytes, encoding) in cases {
        check(&bytes, "1: 客户|电话\n2: 欧阳，（女）|138");
        assert_eq!(file(&bytes).encoding, Some(encoding));
    }
    // Four-byte characters, which plain GBK lacks.
    check(&gb("名\n𠮷㐂\n"), "1: 名\n2: 𠮷㐂");
}

#[test]
fn what_is_neither_utf8_nor_gb18030_is_refused_with_its_place() {
    let bytes = [gb("姓名,电话\n王,1\n"), vec![b'a', 0xFF, b'\n']].concat();
    assert_eq!(refusal(&bytes), ReadError::UnknownEncoding { line: 3 });
    assert!(matches!(refusal(b"\xEF\xBB\xBFa\xFF"), ReadError::UnknownEncoding { line: 1 }));
}

/// Texts with one character cut short, just before a letter, a separator and a line end, in each encoding.
#[test]
fn one_broken_character_breaks_only_itself() {
    let whole = "姓名,来源,备注\n王一,抖音,下周到店看车\n李二,官网,周末带家人试驾\n赵三,车展,要求尽快回复\n";
    let cut = |bytes: Vec<u8>, before: &[u8], of: usize| -> Vec<u8> {
        let at = bytes.windows(before.len()).position(|window| window == before).unwrap() + before.len();
        [&bytes[..at - of], &bytes[at..]].concat()
    };
    for (text, drawing) in [
        (
            "抖音",
            "1: 姓名|来源|备注\n2: 王一|抖\u{fffd}|下周到店看车\n3: 李二|官网|周末带家人试驾\n4: 赵三|车展|要求尽快回复",
        ),
        (
            "家人试驾",
            "1: 姓名|来源|备注\n2: 王一|抖音|下周到店看车\n3: 李二|官网|周末带家人试\u{fffd}\n4: 赵三|车展|要求尽快回复",
        ),
        (
            "尽快回复",
            "1: 姓名|来源|备注\n2: 王一|抖音|下周到店看车\n3: 李二|官网|周末带家人试驾\n4: 赵三|车展|要求尽快回\u{fffd}",
        ),
    ] {
        check(&cut(gb(whole), &gb(text), 1), drawing);
        check(&cut(whole.as_bytes().to_vec(), text.as_bytes(), 1), drawing);
        let marked = [b"\xEF\xBB\xBF", &*cut(whole.as_bytes().to_vec(), text.as_bytes(), 2)].concat();
        check(&marked, drawing);
    }
    assert_eq!(file(&cut(gb(whole), &gb("抖音"), 1)).encoding, Some(TextEncoding::Gb18030));
    assert_eq!(file(&cut(whole.into(), "抖音".as_bytes(), 1)).encoding, Some(TextEncoding::Utf8));
}

#[test]
fn padding_is_no_part_of_a_value() {
    let drawing = "1: 姓名|电话\n2: 王一|13910000001\n3: 李二|13910000002";
    let plain = "姓名,电话\r\n王一,13910000001\r\n李二,13910000002\r\n";
    for width in [1, 2, 5, 12, 200] {
        let nul = "\0".repeat(width);
        for padded in [
            plain.replace("王一", &format!("王一{nul}")),
            plain.replace("\r\n", &format!("{nul}\r\n")),
            plain.replace(',', &format!("{nul},")).replace("王", &format!("{nul}王")),
            plain.replace("王一", &format!("\"王一\"{nul}")),
            format!("{plain}{nul}"),
            format!("{plain}\u{1a}{nul}"),
            plain.replace("\r\n", &format!("{nul}\n")),
        ] {
            check(padded.as_bytes(), drawing);
            check(&gb(&padded), drawing);
            check(&[b"\xEF\xBB\xBF", padded.as_bytes()].concat(), drawing);
        }
    }
    check(format!("{plain}\u{1a}").as_bytes(), drawing);
    check(&gb(&format!("{plain}\u{1a}\r\n")), drawing);
}

/// All cells equally wide, so that every separator and its NUL are at even places.
#[test]
fn cells_of_a_fixed_width_are_no_utf16() {
    check(b"abc\0,tel\0\n139\0,138\0\n", "1: abc|tel\n2: 139|138");
    check(b"a00\0,100\0\n", "1: a00|100");
}

#[test]
fn an_unclosed_quote_is_named_by_its_line() {
    let long = format!("a,b\n1,2\n3,\"{}", "x,y\n".repeat(20_000));
    assert_eq!(refusal(long.as_bytes()), ReadError::UnclosedQuote { line: 3 });
    assert_eq!(refusal(b"a,b\n1,\"2\n3,4\n"), ReadError::UnclosedQuote { line: 2 });
    check(b"a,b\n5\" tyre,2\n3,4\" x", "1: a|b\n2: 5\" tyre|2\n3: 3|4\" x");
}

/// Rows that a quote would have swallowed stay rows; the quote is a letter.
#[test]
fn a_quote_that_does_not_close_its_field_takes_no_rows() {
    let rows = |remarks: [&str; 4]| {
        let row = |(at, remark): (usize, &str)| format!("G{at},2024-03-0{at},甲{at},1391000000{at},{remark}\r\n");
        format!("单,日,名,话,注\r\n{}", (1..).zip(remarks).map(row).collect::<String>())
    };
    let drawn = |remarks: [&str; 4]| {
        let row =
            |(at, remark): (usize, &str)| format!("\n{}: G{at}|2024-03-0{at}|甲{at}|1391000000{at}|{remark}", at + 1);
        format!("1: 单|日|名|话|注{}", (1..).zip(remarks).map(row).collect::<String>())
    };
    let check = |remarks, expected| check(rows(remarks).as_bytes(), &drawn(expected));
    check(["\"加急", "无", "无", "无"], ["加急", "无", "无", "无"]);
    check(["\"加急", "无", "好\"", "无"], ["加急", "无", "好\"", "无"]);
    check(["\"加急", "好\"", "无", "无"], ["加急", "好\"", "无", "无"]);
    check(["\"加急", "无", "\"贵宾\"客户", "无"], ["加急", "无", "贵宾客户", "无"]);
    check(["\"加急", "无", "\"正常\"", "\"也\""], ["加急", "无", "正常", "也"]);
    check(["无", "\"17\"\" 轮毂", "5\" x", "无"], ["无", "17\" 轮毂", "5\" x", "无"]);
    check(["无", "无", "无", "\"加急"], ["无", "无", "无", "加急"]);
}

#[test]
fn lines_within_a_quoted_remark_are_no_rows() {
    check(
        "名,话,注\n甲,139,\"来过,看过\n要 2 台,急,快\"\n乙,138,无\n".as_bytes(),
        "1: 名|话|注\n2: 甲|139|来过,看过⏎要 2 台,急,快\n4: 乙|138|无",
    );
    check(
        "名,话,注\n甲,139,\"急\n丙,137,快\"\n乙,138,无\n".as_bytes(),
        "1: 名|话|注\n2: 甲|139|急\n3: 丙|137|快\"\n4: 乙|138|无",
    );
}

#[test]
fn a_quote_that_does_not_close_its_field_takes_no_cells() {
    check(b"a,b,c,d\n1,\"x,2,\"y\"\n", "1: a|b|c|d\n2: 1|x|2|y");
    check(b"a,b,c\n1,\"x, \"\"y\"\"\nz\",3\n4,5,6\n", "1: a|b|c\n2: 1|x, \"y\"\u{23ce}z|3\n4: 4|5|6");
}

#[test]
fn blanks_beside_a_separator_mean_nothing_to_a_quote() {
    check(b"a, b, c\n1, \"x,y\", 3\n\"4\" ,  \"5\"\"\"  ,6\n", "1: a| b| c\n2: 1|x,y| 3\n3: 4|5\"|6");
    check(b"a\tb\n1\t \"x\ty\"\n", "1: a|b\n2: 1|x\ty");
}

#[test]
fn limits_name_the_row() {
    let limits = Limits { columns: 2, rows: 3, cell_chars: 4, ..Limits::default() };
    let (sheet, row) = (String::new(), 2);
    assert_eq!(
        refusal_under(limits.clone(), b"a,b\n1,2,3"),
        ReadError::TooManyColumns { sheet: sheet.clone(), row, column: 3, limit: 2 }
    );
    assert_eq!(
        refusal_under(limits.clone(), b"a\nb\nc\nd"),
        ReadError::TooManyRows { sheet: sheet.clone(), row: 4, limit: 3 }
    );
    assert_eq!(
        refusal_under(limits.clone(), "a\n一二三四五".as_bytes()),
        ReadError::CellTooLong { sheet: sheet.clone(), row, column: 1, length: 5, limit: 4 }
    );
    let few = Limits { cells: 3, ..Limits::default() };
    assert_eq!(refusal_under(few, b"a,b\n1,2"), ReadError::TooManyCells { sheet, row, limit: 3 });
}

#[test]
fn empty_files_are_empty() {
    assert_eq!(refusal(b""), ReadError::Empty);
    assert_eq!(refusal(b"\xEF\xBB\xBF"), ReadError::Empty);
    assert_eq!(refusal(b" ,,\n\n"), ReadError::Empty);
}

#[test]
fn a_watcher_may_stop_the_reading() {
    struct Stop(u32);
    impl Watch for Stop {
        fn progress(&mut self, done: u64, total: u64) -> bool {
            assert!(done <= total);
            self.0 += 1;
            self.0 < 5
        }
    }
    let text = "a,b\n".repeat(100_000);
    let answer = read("x.csv", text.as_bytes(), &Limits::default(), &mut Stop(0));
    assert_eq!(answer, Err(ReadError::Cancelled));
}
