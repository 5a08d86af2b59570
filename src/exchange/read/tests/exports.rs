//! The fictional dealership's exports: every row is read, in every form.

use std::io::Cursor;
use std::path::PathBuf;

use calamine::{Data, Range, Reader, Xls, Xlsx};

use super::*;
use crate::exchange::cell::{FileForm, Separator, TextEncoding};

/// The folder of the exports, if this machine has it.
fn folder() -> Option<PathBuf> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data/exports");
    let folder = std::env::var_os("BENYUAN_EXPORTS").map_or(beside, PathBuf::from);
    folder.is_dir().then_some(folder)
}

fn export(name: &str) -> Option<RawFile> {
    let Some(folder) = folder() else {
        eprintln!("skipped: no folder of exports (set BENYUAN_EXPORTS)");
        return None;
    };
    let bytes = std::fs::read(folder.join(name)).unwrap();
    Some(read(name, &bytes, &Limits::default(), &mut Unwatched).unwrap())
}

/// Sheet, filled rows (headers, titles and totals included), number of the last, width. Counted by xlrd, openpyxl and
/// Python's csv.
type Shape = (&'static str, usize, u32, usize);

#[track_caller]
fn check_export(name: &str, form: FileForm, encoding: Option<TextEncoding>, shapes: &[Shape]) {
    let Some(file) = export(name) else { return };
    let width = |sheet: &RawSheet| sheet.rows().iter().map(|row| row.cells.len()).max().unwrap();
    let shape = |sheet: &RawSheet| {
        (sheet.name.clone(), sheet.rows().len(), sheet.rows().iter().last().unwrap().number, width(sheet))
    };
    let expected: Vec<_> = shapes.iter().map(|shape| (shape.0.to_owned(), shape.1, shape.2, shape.3)).collect();
    assert_eq!(file.sheets.iter().map(shape).collect::<Vec<_>>(), expected);
    assert_eq!((file.form, file.encoding, file.hidden_sheets.len()), (form, encoding, 0));
}

/// Asserts how rows of the first sheet begin, by their numbers.
#[track_caller]
fn check_rows(name: &str, rows: &[&str]) {
    let Some(file) = export(name) else { return };
    let drawing = draw(&file.sheets[0]);
    for row in rows {
        assert!(drawing.lines().any(|line| line.starts_with(row)), "{row}");
    }
}

#[test]
fn leads() {
    let form = FileForm::Delimited(Separator::Comma);
    // 8 897 records on 10 697 lines: notes hold newlines.
    check_export("线索导出.csv", form, Some(TextEncoding::Gb18030), &[("", 8_897, 10_697, 33)]);
    check_rows(
        "线索导出.csv",
        &["1: 线索唯一ID|客户ID（店端）|客户姓名|手机号", "2: XS23000001|C23000001|黄建怡|18450747587"],
    );
}

#[test]
fn visits() {
    let shapes = [("2023-2024", 1_840, 1_840, 10), ("2025-2026", 2_818, 2_818, 10)];
    check_export("来店登记.xlsx", FileForm::Xlsx, None, &shapes);
    let rows =
        ["1: 示例店 展厅来店登记表（2023-2024）", "3: 林英||@45232.4375|#18586365427|价格", "1840: 合计|||#1837"];
    check_rows("来店登记.xlsx", &rows);
}

#[test]
fn sales() {
    check_export("销售台账.xls", FileForm::Xls, None, &[("销售台账", 3_408, 3_408, 10)]);
    check_rows(
        "销售台账.xls",
        &["2: |欧阳英|19574261324|LX9TW8ES3TB106465|远岚 L5|皖A·Y4W5Q|@43405|@43404|#119800|陈立"],
    );
}

#[test]
fn service_orders() {
    check_export("维修工单.xlsx", FileForm::Xlsx, None, &[("维修工单", 12_207, 12_207, 14)]);
    check_rows("维修工单.xlsx", &["2: RO0000001|#43490|范玉|13341029411|苏BZQ1UA"]);
}

#[test]
fn insurance() {
    let form = FileForm::Delimited(Separator::Semicolon);
    check_export("保险.csv", form, Some(TextEncoding::Utf8), &[("", 11_366, 11_366, 10)]);
    check_rows("保险.csv", &["1: 车架号|客户姓名|联系电话"]);
}

#[test]
fn satisfaction() {
    let form = FileForm::Delimited(Separator::Tab);
    check_export("满意度回访.txt", form, Some(TextEncoding::Utf8), &[("", 5_592, 5_592, 20)]);
}

#[test]
fn vehicle_cards() {
    check_export("保养档案.xls", FileForm::Html, Some(TextEncoding::Gb18030), &[("", 3_488, 3_488, 9)]);
    check_rows(
        "保养档案.xls",
        &["3488: LX99ASMG4NA832542|13295864318|陆超波|2026-10-31|苏BWG939|远岚 L3|||2029-10-31"],
    );
}

/// Compares cell by cell with calamine's result.
#[track_caller]
fn check_against(file: &RawFile, range: impl Fn(&str) -> Range<Data>) {
    for sheet in &file.sheets {
        let range = range(&sheet.name);
        for (row, column, found) in sheet
            .rows()
            .iter()
            .flat_map(|row| (0..).zip(row.cells.iter()).map(move |(at, cell)| (row.number, at, cell)))
        {
            let expected = match range.get_value((row - 1, column)) {
                Some(Data::String(text)) if !text.is_empty() => Cell::Text(text.as_str()),
                Some(Data::Float(number)) => Cell::Number(*number),
                Some(Data::Int(number)) => Cell::Number(*number as f64),
                Some(Data::DateTime(date)) => Cell::DateSerial(date.as_f64()),
                _ => Cell::Empty,
            };
            assert_eq!(found, expected, "{} row {row} column {column}", sheet.name);
        }
    }
}

#[test]
fn workbooks_are_what_calamine_reads() {
    let Some(folder) = folder() else { return };
    let bytes = |name: &str| Cursor::new(std::fs::read(folder.join(name)).unwrap());
    let xls = std::cell::RefCell::new(Xls::new(bytes("销售台账.xls")).unwrap());
    check_against(&export("销售台账.xls").unwrap(), |sheet| xls.borrow_mut().worksheet_range(sheet).unwrap());
    for name in ["来店登记.xlsx", "维修工单.xlsx"] {
        let xlsx = std::cell::RefCell::new(Xlsx::new(bytes(name)).unwrap());
        check_against(&export(name).unwrap(), |sheet| xlsx.borrow_mut().worksheet_range(sheet).unwrap());
    }
}

/// Real files survive being cut anywhere and changed here and there; a cut workbook is never taken for a whole one.
#[test]
fn damaged_exports_never_panic() {
    let Some(folder) = folder() else { return };
    for name in ["来店登记.xlsx", "销售台账.xls", "保养档案.xls"] {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        for step in 0..40_usize {
            let mut changed = bytes.clone();
            changed.truncate(bytes.len() * (step + 1) / 41);
            let cut = read(name, &changed, &Limits::default(), &mut Unwatched);
            assert!(cut.is_err() || name == "保养档案.xls", "{name} cut at step {step}");
            let mut changed = bytes.clone();
            (0..20).for_each(|hit| changed[(step * 7_919 + hit * 104_729 + step * hit * 31) % bytes.len()] ^= 0xA5);
            let _ = read(name, &changed, &Limits::default(), &mut Unwatched);
        }
    }
}
