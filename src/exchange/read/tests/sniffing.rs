//! What files seem to be by their bytes.

use super::fixtures::*;
use super::*;
use crate::exchange::cell::{FileForm, Separator};
use crate::exchange::read::error::{OtherForm, Seems};

#[test]
fn foreign_files_are_named() {
    let cases: [(&[u8], Seems); 8] = [
        (b"%PDF-1.4\n...", Seems::Pdf),
        (b"\x89PNG\r\n\x1a\n", Seems::Image),
        (b"Rar!\x1A\x07\x00", Seems::Rar),
        (b"7z\xBC\xAF\x27\x1C", Seems::SevenZip),
        (b"\x1F\x8B\x08", Seems::Gzip),
        (b"abc\0def", Seems::Binary),
        (b"<?xml version=\"1.0\"?><plist/>", Seems::Xml),
        (b"{\"code\":0,\"data\":[]}", Seems::Json),
    ];
    for (bytes, seems) in cases {
        assert_eq!(refusal(bytes), ReadError::NotASpreadsheet { seems });
    }
}

#[test]
fn archives_are_told_apart_by_their_entries() {
    let refused = |entry: &str| refusal(&zipped(&[(entry, b"x")]));
    assert_eq!(refused("word/document.xml"), ReadError::NotASpreadsheet { seems: Seems::Word });
    assert_eq!(refused("content.xml"), ReadError::SaveAsXlsx { form: OtherForm::Ods });
    assert_eq!(refused("xl/workbook.bin"), ReadError::SaveAsXlsx { form: OtherForm::Xlsb });
    assert_eq!(refused("a.txt"), ReadError::NotASpreadsheet { seems: Seems::Zip });
}

#[test]
fn containers_are_told_apart_by_their_streams() {
    assert_eq!(refusal(&ole("EncryptedPackage", b"")), ReadError::PasswordProtected);
    assert_eq!(refusal(&ole("WordDocument", b"")), ReadError::NotASpreadsheet { seems: Seems::Word });
    let et = read("台账.et", &ole("Contents", b""), &Limits::default(), &mut Unwatched);
    assert_eq!(et, Err(ReadError::SaveAsXlsx { form: OtherForm::Et }));
}

/// The most common export of all: text with tabs named .xls; and a workbook named .csv.
#[test]
fn names_are_not_believed() {
    let named = |name: &str, bytes: &[u8]| read(name, bytes, &Limits::default(), &mut Unwatched).unwrap().form;
    let text = encoding_rs::GB18030.encode("车架号\t客户姓名\n1\t王\n").0;
    assert_eq!(named("保养档案.xls", &text), FileForm::Delimited(Separator::Tab));
    assert_eq!(named("保养档案.xlsx", b"<table><tr><td>1</td></tr></table>"), FileForm::Html);
    let xml = b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
        xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"a\"><Table><Row><Cell>\
        <Data ss:Type=\"String\">1</Data></Cell></Row></Table></Worksheet></Workbook>";
    assert_eq!(named("台账.xls", xml), FileForm::SpreadsheetXml);
}

/// .et and .wps from before WPS wrote .xlsx, and workbooks with a password, get advice on what to do.
#[test]
fn what_is_not_read_says_so() {
    let named = |name: &str| read(name, &ole("Contents", b""), &Limits::default(), &mut Unwatched).unwrap_err();
    assert_eq!(named("登记.wps"), ReadError::SaveAsXlsx { form: OtherForm::Wps });
    assert_eq!(named("台账.ET"), ReadError::SaveAsXlsx { form: OtherForm::Et });
}

/// Rich-text remarks hold paragraphs and whole tables; a page after a server's words is still a page.
#[test]
fn a_page_in_a_cell_makes_no_page() {
    let table = "<table border=\"\"0\"\"><tr><td>预算</td><td>15万</td></tr></table>";
    let form = |text: &str| file(text.as_bytes()).form;
    for text in [
        format!("姓名,电话,备注\n王一,1,\"<p>关注</p>{table}\"\n李二,2,无\n"),
        format!("姓名,电话,备注\n王一,1,\"看过\n{table}\n下周\"\n李二,2,无\n"),
        format!("备注,姓名,电话\n\"{table}\",王一,1\n"),
        "备注,姓名,电话\n<table><tr><td>a</td></tr></table>,王一,1\n".to_owned(),
        format!("姓名,金额<元>,备注\n王一,1,{table}\n"),
    ] {
        assert_eq!(form(&text), FileForm::Delimited(Separator::Comma), "{text}");
    }
    for before in ["Warning: 5\n<br>", "Warning: date(): not safe, set it, or else\n", "提示：共 2 条\n"] {
        assert_eq!(form(&format!("{before}<table><tr><td>a</td></tr></table>")), FileForm::Html, "{before}");
    }
}

#[test]
fn errors_travel() {
    let error = ReadError::TooManyColumns { sheet: "表".into(), row: 2, column: 600, limit: 512 };
    let text = serde_json::to_string(&error).unwrap();
    assert_eq!(serde_json::from_str::<ReadError>(&text).unwrap(), error);
}
