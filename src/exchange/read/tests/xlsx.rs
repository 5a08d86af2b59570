//! .xlsx workbooks.

use super::fixtures::*;
use super::*;

const DATE_STYLES: &str = "<numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/></numFmts>\
    <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/></cellXfs>";

#[test]
fn cells_have_types() {
    let mut book = Book::of(
        "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\"><v>1.5</v></c><c r=\"C2\" s=\"1\"><v>45296.5</v></c>\
         <c r=\"D2\" t=\"b\"><v>1</v></c><c r=\"E2\" t=\"e\"><v>#N/A</v></c><c r=\"F2\" t=\"inlineStr\"><is><t>内</t></is></c>\
         <c r=\"G2\" t=\"str\"><f>A1&amp;\"x\"</f><v>公式</v></c><c r=\"H2\" t=\"e\"><v>#SPILL!</v></c><c r=\"I2\" s=\"2\"><v>45000</v></c>\
         <c r=\"J2\" t=\"s\"><v>1</v></c><c r=\"K2\" s=\"1\"/></row>",
    );
    book.styles = DATE_STYLES.to_owned();
    book.strings =
        "<si><t>甲</t></si><si><r><t>富</t></r><r><rPr/><t xml:space=\"preserve\"> 文本</t></r></si>".to_owned();
    check(&book.bytes(), "2: 甲|#1.5|@45296.5|?true||内|公式||@45000|富 文本");
}

#[test]
fn dates_of_1904_are_moved_and_times_are_not() {
    let mut book = Book::of("<row><c s=\"1\"><v>43834</v></c><c s=\"1\"><v>0.5</v></c><c><v>43834</v></c></row>");
    book.styles = DATE_STYLES.to_owned();
    book.workbook_attributes = "date1904=\"1\"";
    check(&book.bytes(), "1: @45296|@0.5|#43834");
}

#[test]
fn merged_cells_repeat_down_and_not_across() {
    let book = Book::of_sheet(
        "<sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>标题</v></c></row>\
         <row r=\"2\"><c r=\"A2\" t=\"str\"><v>店</v></c><c r=\"B2\"><v>1</v></c></row>\
         <row r=\"3\"><c r=\"A3\"/><c r=\"B3\"><v>2</v></c></row><row r=\"5\"><c r=\"B5\"><v>3</v></c></row></sheetData>\
         <mergeCells count=\"2\"><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"A2:A4\"/></mergeCells>",
    );
    check(&book.bytes(), "1: 标题\n2: 店|#1\n3: 店|#2\n5: |#3");
}

#[test]
fn merges_are_found_wherever_the_sheet_ends_in_the_stream() {
    for gap in (64 << 10) - 200..(64 << 10) - 20 {
        let pad = " ".repeat(gap);
        let book = Book::of_sheet(&format!(
            "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row>{pad}</sheetData>\
             <mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells>"
        ));
        check(&book.bytes(), "1: #1|#2\n2: #1|#3");
    }
}

#[test]
fn hidden_sheets_are_passed_over_and_empty_ones_left_out() {
    let mut book = Book::of("<row><c><v>1</v></c></row>");
    let sheet = book.sheets[0].2.clone();
    book.sheets.push(("藏", "hidden", sheet.clone()));
    book.sheets.push(("深藏", "veryHidden", sheet));
    book.sheets.push(("空", "visible", "<sheetData/>".to_owned()));
    check(&book.bytes(), "1: #1");
    assert_eq!(file(&book.bytes()).hidden_sheets, ["藏", "深藏"]);
    book.sheets.remove(0);
    let sheets = vec!["藏".to_owned(), "深藏".to_owned()];
    assert_eq!(refusal(&book.bytes()), ReadError::OnlyHiddenSheets { sheets });
}

#[test]
fn rows_out_of_order_are_put_in_order() {
    let book = Book::of(
        "<row r=\"3\"><c r=\"A3\"><v>3</v></c></row><row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>0</v></c></row>\
         <row r=\"3\"><c r=\"B3\"><v>4</v></c></row>",
    );
    check(&book.bytes(), "1: #0|#1\n3: #3|#4");
}

#[test]
fn columns_past_the_limit_name_their_place() {
    let book = Book::of("<row r=\"7\"><c r=\"XFD7\"><v>1</v></c></row>");
    let error = ReadError::TooManyColumns { sheet: "表".into(), row: 7, column: 16_384, limit: 512 };
    assert_eq!(refusal(&book.bytes()), error);
    // Formatted but empty cells far out do not matter.
    check(&Book::of("<row r=\"7\"><c r=\"A7\"><v>1</v></c><c r=\"XFD7\" s=\"1\"/></row>").bytes(), "7: #1");
}

#[test]
fn damage_names_what_is_damaged() {
    let book = Book::of("<row><c><v>1</v></c></row>");
    let whole = book.bytes();
    assert!(matches!(refusal(&whole[..whole.len() / 2]), ReadError::DamagedZip { entry: None, .. }));
    let cut = Book::of_sheet("<sheetData><row><c><v>1</v>");
    assert!(matches!(refusal(&cut.bytes()), ReadError::DamagedWorkbook { sheet: Some(sheet), .. } if sheet == "表"));
    let mut bytes = whole.clone();
    let at = bytes.windows(15).position(|name| name == b"xl/workbook.xml").unwrap() + 30;
    bytes[at] ^= 0x55;
    assert!(matches!(refusal(&bytes), ReadError::DamagedZip { entry: Some(_), .. }), "{:?}", refusal(&bytes));
}
