//! What files seem to be by their bytes.

use super::fixtures::*;
use super::*;
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

#[test]
fn errors_travel() {
    let error = ReadError::TooManyColumns { sheet: "表".into(), row: 2, column: 600, limit: 512 };
    let text = serde_json::to_string(&error).unwrap();
    assert_eq!(serde_json::from_str::<ReadError>(&text).unwrap(), error);
}
