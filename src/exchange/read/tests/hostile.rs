//! Files made to do harm: each is refused, or read, in little memory.

use super::fixtures::*;
use super::*;
use crate::exchange::read::error::Measure;

#[track_caller]
fn check_too_large(limits: Limits, bytes: &[u8], measure: Measure) {
    let error = refusal_under(limits, bytes);
    assert!(matches!(error, ReadError::TooLarge { what, .. } if what == measure), "{error:?}");
}

#[test]
fn a_zip_bomb_is_refused_by_its_ratio() {
    let book = Book::of(&" ".repeat(12 << 20));
    check_too_large(Limits::default(), &book.bytes(), Measure::InflationRatio);
    let small = Limits { entry_bytes: 1 << 20, ..Limits::default() };
    check_too_large(small, &book.bytes(), Measure::EntryBytes);
    let small = Limits { inflated_bytes: 1 << 20, ..Limits::default() };
    check_too_large(small, &book.bytes(), Measure::InflatedBytes);
}

#[test]
fn many_entries_are_refused_before_the_directory_is_read() {
    let entries: Vec<(&str, &[u8])> = vec![("xl/workbook.xml", b"")];
    let mut bytes = zipped(&entries);
    let end = bytes.len() - 22;
    bytes[end + 8..end + 12].fill(0xFF);
    check_too_large(Limits::default(), &bytes, Measure::ZipEntries);
}

#[test]
fn two_far_corners_cost_nothing() {
    let book = Book::of(
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>",
    );
    assert!(matches!(refusal(&book.bytes()), ReadError::TooManyColumns { row: 1_048_576, column: 16_384, .. }));
    let narrow =
        Book::of("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"B1048576\"><v>2</v></c></row>");
    check(&narrow.bytes(), "1: #1\n1048576: |#2");
}

#[test]
fn strings_are_counted_not_believed() {
    let book = Book::of("<row><c><v>1</v></c></row>");
    let mut parts = book.parts();
    let strings = parts.iter_mut().find(|(name, _)| name.ends_with("sharedStrings.xml")).unwrap();
    strings.1 = strings.1.replacen("<sst ", "<sst uniqueCount=\"4000000000\" ", 1);
    let entries: Vec<(&str, &[u8])> = parts.iter().map(|(name, xml)| (name.as_str(), xml.as_bytes())).collect();
    // No memory is reserved for what is only declared; Excel does not mind either.
    check(&zipped(&entries), "1: #1");
    let mut book = book;
    book.strings = "<si/><si><t>x</t></si>".repeat(60);
    check_too_large(Limits { shared_strings: 100, ..Limits::default() }, &book.bytes(), Measure::SharedStrings);
}

#[test]
fn one_long_string_shown_often_is_bounded() {
    let mut book = Book::of(&"<row><c t=\"s\"><v>0</v></c></row>".repeat(100));
    book.strings = format!("<si><t>{}</t></si>", "长".repeat(30_000));
    check_too_large(Limits { text_bytes: 1 << 20, ..Limits::default() }, &book.bytes(), Measure::TextBytes);
}

#[test]
fn merges_over_merges_are_bounded() {
    let merges = "<mergeCell ref=\"A1:A1048576\"/>".repeat(100);
    let rows = "<row><c><v>1</v></c></row>".repeat(100);
    let book = Book::of_sheet(&format!("<sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells>"));
    check_too_large(Limits { cells: 5_000, ..Limits::default() }, &book.bytes(), Measure::MergedCells);
}

#[test]
fn references_beyond_numbers_are_survived() {
    for place in ["A99999999999", "ZZZZZZZZZZ1", "A0", "1", "A"] {
        let book = Book::of_sheet(&format!(
            "<dimension ref=\"{place}:A1\"/><sheetData><row r=\"1\"><c r=\"{place}\"><v>1</v></c></row></sheetData>\
             <mergeCells><mergeCell ref=\"{place}:{place}\"/></mergeCells>"
        ));
        let _ = read("x", &book.bytes(), &Limits::default(), &mut Unwatched);
    }
}

#[test]
fn declared_dimensions_cost_nothing_in_xls() {
    let dimensions =
        record(0x0200, &[&0_u32.to_le_bytes()[..], &u32::MAX.to_le_bytes(), &words(&[0, 0xFFFF, 0])].concat());
    let records = [dimensions, label(0, 0, "a"), label(65_535, 255, "b")].concat();
    let bytes = ole("Workbook", &biff8(&[], &[("表", 0, records)]));
    let file = file(&bytes);
    assert_eq!((file.sheets[0].rows().len(), file.sheets[0].rows().get(1).unwrap().cells.len()), (2, 256));
}

#[test]
fn a_sector_chain_that_loops_ends() {
    let mut bytes = ole("Workbook", &biff8(&[], &[("表", 0, label(0, 0, "a"))]));
    let table = bytes.len() - 512;
    bytes[table..table + 4].copy_from_slice(&0_u32.to_le_bytes());
    assert!(matches!(refusal(&bytes), ReadError::DamagedWorkbook { sheet: None, .. }));
    bytes[table + 8..table + 12].copy_from_slice(&1_u32.to_le_bytes());
    assert!(matches!(refusal(&bytes), ReadError::DamagedWorkbook { sheet: None, .. }));
}

#[test]
fn sheets_that_overlap_are_refused() {
    let records = number(0, 0, 0, 1.0).repeat(2_000);
    let mut stream = biff8(&[], &[("甲", 0, records), ("乙", 0, vec![]), ("丙", 0, vec![]), ("丁", 0, vec![])]);
    let bounds: Vec<usize> = (0..stream.len()).filter(|at| stream[*at..].starts_with(&[0x85, 0])).take(4).collect();
    let first: Vec<u8> = stream[bounds[0] + 4..bounds[0] + 8].to_vec();
    for at in &bounds[1..] {
        stream[at + 4..at + 8].copy_from_slice(&first);
    }
    let error = refusal(&ole("Workbook", &stream));
    assert!(matches!(error, ReadError::DamagedWorkbook { ref detail, .. } if detail.contains("overlap")), "{error:?}");
}

#[test]
fn deep_and_wide_pages_are_laid_out() {
    let deep = "<table><tr><td>".repeat(20_000);
    let _ = read("x", deep.as_bytes(), &Limits::default(), &mut Unwatched);
    let wide = format!("<table>{}", "<tr><td rowspan=65534 colspan=1000>x".repeat(100));
    assert!(matches!(refusal(wide.as_bytes()), ReadError::TooManyColumns { .. }));
}

#[test]
fn a_large_file_is_refused_unread() {
    check_too_large(Limits { file_bytes: 10, ..Limits::default() }, b"a,b,c,d,e,f", Measure::FileBytes);
    let xls = ole("Workbook", &biff8(&[], &[]));
    check_too_large(Limits { xls_bytes: 10, ..Limits::default() }, &xls, Measure::XlsBytes);
}
