//! BIFF workbooks.

use super::fixtures::*;
use super::*;

fn sheet(records: &[Vec<u8>]) -> Vec<u8> {
    ole("Workbook", &biff8(&globals(), &[("表", 0, records.concat())]))
}

/// Styles: 0 general, 1 the built-in date, 2 a custom date.
fn globals() -> Vec<u8> {
    let format = [words(&[164]), wide("yyyy\"年\"m\"月\"")].concat();
    let xf = |format: u16| record(0x00E0, &words(&[0, format, 0, 0, 0, 0, 0, 0, 0, 0]));
    [record(0x041E, &format), xf(0), xf(14), xf(164)].concat()
}

#[test]
fn cells_have_types() {
    let rk = |value: u32| value.to_le_bytes();
    let formula = |column: u16, value: [u8; 8]| cell(0x0006, 0, column, 0, &[&value[..], &[0; 8]].concat());
    let records = [
        label(0, 0, "甲"),
        number(0, 1, 0, 1.5),
        number(0, 2, 1, 45_296.5),
        cell(0x0205, 0, 3, 0, &[1, 0]),
        cell(0x0205, 0, 4, 0, &[42, 1]),
        cell(0x027E, 0, 5, 0, &rk(123 << 2 | 3)),
        cell(0x027E, 0, 6, 2, &rk(45_000 << 2 | 2)),
        formula(7, [0, 0, 0, 0, 0, 0, 0xFF, 0xFF]),
        record(0x0207, &wide("公式")),
        formula(8, 2.5_f64.to_le_bytes()),
        record(
            0x00BD,
            &[words(&[0, 9, 0]), rk(7 << 2 | 2).to_vec(), words(&[1]), rk(45_001 << 2 | 2).to_vec(), words(&[10])]
                .concat(),
        ),
    ];
    check(&sheet(&records), "1: 甲|#1.5|@45296.5|?true||#1.23|@45000|公式|#2.5|#7|@45001");
}

#[test]
fn strings_run_on_into_the_next_record() {
    let units: Vec<u16> = "一二三四".encode_utf16().collect();
    let table = [&1_u32.to_le_bytes()[..], &3_u32.to_le_bytes(), &words(&[4]), &[1], &words(&units[..2])].concat();
    // The rest narrow, then a rich string with a phonetic part, then one that starts a record.
    let first =
        [&[0][..], b"ab", &words(&[2]), &[0x0D], &words(&[1]), &5_u32.to_le_bytes(), &words(&units[..2]), &[9; 3]]
            .concat();
    let second = [&[9; 6][..], &words(&[1]), &[0], b"z"].concat();
    let globals = [globals(), record(0x00FC, &table), record(0x003C, &first), record(0x003C, &second)].concat();
    let cells: Vec<u8> = (0..3).flat_map(|at| cell(0x00FD, 0, at, 0, &u32::from(at).to_le_bytes())).collect();
    check(&ole("Workbook", &biff8(&globals, &[("表", 0, cells)])), "1: 一二ab|一二|z");
}

#[test]
fn merged_cells_repeat_down() {
    let merges = record(0x00E5, &words(&[2, 0, 0, 0, 3, 1, 2, 0, 0]));
    let records = [label(0, 0, "题"), label(1, 0, "店"), label(1, 1, "a"), label(2, 1, "b"), merges];
    check(&sheet(&records), "1: 题\n2: 店|a\n3: 店|b");
}

#[test]
fn hidden_sheets_and_charts_inside_are_passed_over() {
    let chart = [record(0x0809, &words(&[0x0600, 0x20])), label(0, 5, "图"), record(0x000A, &[])].concat();
    let shown = [label(0, 0, "a"), chart, label(1, 0, "b")].concat();
    let bytes = ole("Workbook", &biff8(&globals(), &[("表", 0, shown), ("藏", 1, label(0, 0, "x"))]));
    check(&bytes, "1: a\n2: b");
    assert_eq!(file(&bytes).hidden_sheets, ["藏"]);
}

#[test]
fn dates_of_1904_are_moved() {
    let globals = [globals(), record(0x0022, &words(&[1]))].concat();
    let cells = [number(0, 0, 1, 43_834.0), number(0, 1, 0, 43_834.0)].concat();
    check(&ole("Workbook", &biff8(&globals, &[("表", 0, cells)])), "1: @45296|#43834");
}

#[test]
fn a_bare_stream_and_chinese_bytes_of_excel_5_are_read() {
    let bof = |kind| record(0x0809, &words(&[0x0500, kind, 0, 0]));
    let text: &[u8] = &encoding_rs::GB18030.encode("客户").0;
    let head = [bof(5), record(0x0042, &words(&[1_252]))].concat();
    let bound_length = 4 + 6 + 1 + text.len();
    let at = (head.len() + bound_length + 4) as u32;
    let bound = record(0x0085, &[&at.to_le_bytes()[..], &[0, 0, text.len() as u8], text].concat());
    let label = cell(0x0204, 0, 0, 0, &[&words(&[text.len() as u16])[..], text].concat());
    let end = record(0x000A, &[]);
    let stream = [head, bound, end.clone(), bof(0x10), label, end].concat();
    for bytes in [stream.clone(), ole("Book", &stream)] {
        check(&bytes, "1: 客户");
        assert_eq!(file(&bytes).sheets[0].name, "客户");
    }
}

#[test]
fn a_password_is_noticed() {
    let globals = record(0x002F, &words(&[1, 1, 1]));
    assert_eq!(refusal(&ole("Workbook", &biff8(&globals, &[]))), ReadError::PasswordProtected);
}

#[test]
fn a_sheet_cut_off_is_damaged() {
    let stream = biff8(&globals(), &[("表", 0, [label(0, 0, "a"), label(1, 0, "b")].concat())]);
    let cut = ole("Workbook", &stream[..stream.len() - 10]);
    assert!(matches!(refusal(&cut), ReadError::DamagedWorkbook { sheet: Some(sheet), .. } if sheet == "表"));
}

#[test]
fn rows_without_height_are_named() {
    let row = |number: u16, flags: u16| record(0x0208, &words(&[number, 0, 1, 255, 0, 0, flags, 15]));
    let rows = [row(0, 0x100), row(1, 0x120), row(2, 0x120), row(3, 0x140)].concat();
    let bytes = sheet(&[rows, label(0, 0, "a"), label(1, 0, "b"), label(3, 0, "d")]);
    check(&bytes, "1: a\n2: b\n4: d");
    assert_eq!(file(&bytes).sheets[0].hidden_rows, [2]);
}

#[test]
fn a_book_inside_the_book_is_not_read() {
    let book = |text: &str| biff8(&globals(), &[("表", 0, label(0, 0, text))]);
    let bytes = ole_with_object("Workbook", &book("内"), Some(&book("外")));
    check(&bytes, "1: 外");
    // In another program's document it is not a workbook of ours.
    let bytes = ole_with_object("Workbook", &book("内"), None);
    assert_eq!(refusal(&bytes), ReadError::NotASpreadsheet { seems: crate::exchange::read::error::Seems::Word });
}

/// The string table cut in two wherever Excel may cut it: between characters, after which the next record states their
/// width again, and anywhere in the parts before and after them.
#[test]
fn strings_may_be_cut_anywhere() {
    let units: Vec<u16> = "客户".encode_utf16().collect();
    let rich = [&words(&[2])[..], &[0x0D], &words(&[2]), &6_u32.to_le_bytes()].concat();
    let (characters, behind) = (words(&units), vec![7_u8; 2 * 4 + 6]);
    let last = [&words(&[3])[..], &[0], b"end"].concat();
    let before = [&2_u32.to_le_bytes()[..], &2_u32.to_le_bytes()].concat();
    let table = |first: &[u8], second: &[u8]| {
        let globals = [globals(), record(0x00FC, first), record(0x003C, second)].concat();
        let cells: Vec<u8> = (0..2).flat_map(|at| cell(0x00FD, 0, at, 0, &u32::from(at).to_le_bytes())).collect();
        check(&ole("Workbook", &biff8(&globals, &[("表", 0, cells)])), "1: 客户|end");
    };
    let tail = [behind.clone(), last.clone()].concat();
    // Within the part before the characters.
    for at in 0..rich.len() {
        table(&[&before[..], &rich[..at]].concat(), &[&rich[at..], &characters, &tail].concat());
    }
    // Within the characters, wide again.
    for at in [0, 2] {
        let first = [&before[..], &rich, &characters[..at]].concat();
        table(&first, &[&[1][..], &characters[at..], &tail].concat());
    }
    // Within the formats and phonetic parts, and between the strings.
    for at in 0..=behind.len() {
        let first = [&before[..], &rich, &characters, &tail[..at]].concat();
        table(&first, &tail[at..]);
    }
    // From narrow to wide.
    let mixed = |first: &[u8], second: &[u8]| {
        let globals = [globals(), record(0x00FC, first), record(0x003C, second)].concat();
        check(&ole("Workbook", &biff8(&globals, &[("表", 0, cell(0x00FD, 0, 0, 0, &[0; 4]))])), "1: ab客户");
    };
    let one = [&1_u32.to_le_bytes()[..], &1_u32.to_le_bytes(), &words(&[4]), &[0], b"ab"].concat();
    mixed(&one, &[&[1][..], &characters].concat());
}
