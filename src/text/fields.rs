//! Names of the fields a column can mean, and of the forms and encodings of files.

use super::{Text, text};
use crate::exchange::cell::{FileForm, Separator, TextEncoding};
use crate::model::fields::Field;

pub const fn field(field: Field) -> Text {
    let (zh, en) = field.words();
    text(zh, en)
}

/// What a file is, by its first bytes.
pub const fn form(form: FileForm) -> Text {
    match form {
        FileForm::Delimited(Separator::Comma) => text("CSV，逗号分隔", "CSV, commas"),
        FileForm::Delimited(Separator::Semicolon) => text("CSV，分号分隔", "CSV, semicolons"),
        FileForm::Delimited(Separator::Tab) => text("文本，制表符分隔", "Text, tabs"),
        FileForm::Xlsx => text("Excel 工作簿", "Excel workbook"),
        FileForm::Xls => text("Excel 97–2003", "Excel 97–2003"),
        FileForm::Html => text("网页表格", "Web-page table"),
        FileForm::SpreadsheetXml => text("XML 表格 2003", "XML spreadsheet 2003"),
    }
}

pub const fn encoding(encoding: TextEncoding) -> &'static str {
    match encoding {
        TextEncoding::Utf8 => "UTF-8",
        TextEncoding::Gb18030 => "GB18030",
        TextEncoding::Utf16 => "UTF-16",
    }
}
