//! SpreadsheetML 2003.

use super::*;
use crate::exchange::cell::FileForm;

fn workbook(inside: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"gb2312\"?>\r\n<?mso-application progid=\"Excel.Sheet\"?>\
         <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\" \
         xmlns:x=\"urn:schemas-microsoft-com:office:excel\">{inside}</Workbook>"
    )
}

fn table(rows: &str) -> String {
    workbook(&format!("<Worksheet ss:Name=\"表\"><Table>{rows}</Table></Worksheet>"))
}

#[test]
fn cells_have_types() {
    let xml = table(
        "<Row><Cell><Data ss:Type=\"String\">甲&amp;&#20057;&#10;x</Data></Cell><Cell><Data ss:Type=\"Number\">1.5</Data></Cell>\
         <Cell><Data ss:Type=\"DateTime\">2024-01-05T12:00:00.000</Data></Cell><Cell><Data ss:Type=\"Boolean\">1</Data></Cell>\
         <Cell><Data ss:Type=\"Error\">#N/A</Data></Cell><Cell><Data ss:Type=\"DateTime\">1899-12-31T06:00:00</Data></Cell></Row>",
    );
    check(xml.as_bytes(), "1: 甲&乙⏎x|#1.5|@45296.5|?true||@0.25");
    assert_eq!(file(xml.as_bytes()).form, FileForm::SpreadsheetXml);
}

#[test]
fn places_may_be_given_or_follow() {
    let xml = table(
        "<Row ss:Index=\"3\"><Cell ss:Index=\"2\"><Data ss:Type=\"String\">b</Data></Cell><Cell><Data>c</Data></Cell></Row>\
         <Row ss:Span=\"2\"/><Row><Cell ss:MergeAcross=\"1\"><Data>a</Data></Cell><Cell><Data>c</Data></Cell></Row>",
    );
    check(xml.as_bytes(), "3: |b|c\n7: a||c");
}

#[test]
fn merged_cells_repeat_down() {
    let xml = table(
        "<Row><Cell ss:MergeDown=\"1\"><Data>店</Data></Cell><Cell><Data>1</Data></Cell></Row>\
         <Row><Cell ss:Index=\"2\"><Data>2</Data></Cell></Row>",
    );
    check(xml.as_bytes(), "1: 店|1\n2: 店|2");
}

#[test]
fn comments_are_no_data_and_hidden_sheets_are_named() {
    let xml = workbook(
        "<Worksheet ss:Name=\"a\"><Table><Row><Cell><Data>1</Data><Comment><ss:Data>note</ss:Data></Comment></Cell></Row></Table></Worksheet>\
         <Worksheet ss:Name=\"b\"><Table><Row><Cell><Data>2</Data></Cell></Row></Table>\
         <WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>",
    );
    check(xml.as_bytes(), "1: 1");
    assert_eq!(file(xml.as_bytes()).hidden_sheets, ["b"]);
}

#[test]
fn writers_that_do_not_escape_are_forgiven() {
    check(table("<Row><Cell><Data>A & B</Data></Cell></Row>").as_bytes(), "1: A & B");
}

#[test]
fn a_file_cut_off_is_damaged() {
    let xml = table("<Row><Cell><Data>1</Data></Cell></Row>");
    let cut = &xml[..xml.find("</Table>").unwrap()];
    assert!(matches!(refusal(cut.as_bytes()), ReadError::DamagedWorkbook { sheet: Some(sheet), .. } if sheet == "表"));
}

#[test]
fn formulas_without_a_result_and_the_date_system_are_told() {
    let xml = "<Workbook><ExcelWorkbook><Date1904/></ExcelWorkbook><Worksheet ss:Name='a'><Table><Row><Cell ss:Formula='=1'/>\
        <Cell ss:Formula='=1'><Data ss:Type='Number'></Data></Cell><Cell ss:Formula='=1'><Data ss:Type='Number'>1</Data></Cell>\
        <Cell ss:Formula='=\"\"'><Data ss:Type='String'></Data></Cell><Cell/></Row></Table></Worksheet></Workbook>";
    check(xml.as_bytes(), "1: =|=|#1");
    assert!(file(xml.as_bytes()).sheets[0].is_1904);
}
