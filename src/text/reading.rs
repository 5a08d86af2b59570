//! Why a file could not be read, in words: what, where, and what to do.

use super::{Lang, Text, numbers::count, text};
use crate::exchange::read::error::{Measure, OtherForm, ReadError, Seems};

/// What happened, where, and what to do about it, in one or two sentences.
pub fn read_error(lang: Lang, error: &ReadError) -> String {
    match lang {
        Lang::Zh => zh(error),
        Lang::En => en(error),
    }
}

fn zh(error: &ReadError) -> String {
    match error {
        ReadError::Empty => "文件是空的。请重新导出。".into(),
        ReadError::OnlyHiddenSheets { sheets } => {
            format!("只有隐藏的工作表里有内容（{}）。请在表格软件里取消隐藏后再导入。", sheets.join("、"))
        }
        ReadError::Cancelled => "已取消读取。".into(),
        ReadError::TooLarge { what, found, limit } => {
            let (found, limit) = (amount(Lang::Zh, *what, *found), amount(Lang::Zh, *what, *limit));
            format!("{}为 {found}，上限是 {limit}。请拆成几个文件再导入。", measure(*what).zh)
        }
        ReadError::TooManyRows { sheet, limit, .. } => {
            format!("{}超过 {} 行。请按时间拆成几个文件。", sheet_zh(sheet), count(*limit))
        }
        ReadError::TooManyColumns { sheet, row, limit, .. } => {
            format!("{}第 {} 行超过 {} 列。请删去多余的列。", sheet_zh(sheet), count(*row), count(*limit))
        }
        ReadError::TooManyCells { sheet, row, limit } => {
            format!("{}到第 {} 行，单元格已超过 {} 个。请拆成几个文件。", sheet_zh(sheet), count(*row), count(*limit))
        }
        ReadError::CellTooLong { sheet, row, column, length, limit } => format!(
            "{}第 {} 行第 {column} 列有 {} 个字符，上限是 {}。请检查这个单元格。",
            sheet_zh(sheet),
            count(*row),
            count(*length),
            count(*limit)
        ),
        ReadError::UnclosedQuote { line } => {
            format!("第 {} 行附近有引号没有闭合，后面的内容都被并进了一格。请补上引号，或重新导出。", count(*line))
        }
        ReadError::PasswordProtected => "文件有密码保护。请在表格软件里去掉密码，另存后再导入。".into(),
        ReadError::NotASpreadsheet { seems } => {
            format!("这不是表格，看起来是{}。请从系统里导出 Excel 或 CSV。", seem(*seems).zh)
        }
        ReadError::SaveAsXlsx { form } => {
            format!("暂不读取{}。请用 WPS 或 Excel 打开，另存为 .xlsx 再导入。", other_form(*form).zh)
        }
        ReadError::DamagedZip { entry: Some(entry), .. } => {
            format!("文件已损坏或没有下载完整（{entry}）。请重新导出。")
        }
        ReadError::DamagedZip { entry: None, .. } => "文件已损坏或没有下载完整。请重新导出。".into(),
        ReadError::DamagedWorkbook { sheet: Some(sheet), .. } => {
            format!("{}的内容已损坏。请用表格软件打开，另存为 .xlsx 再导入。", sheet_zh(sheet))
        }
        ReadError::DamagedWorkbook { sheet: None, .. } => {
            "工作簿的内容已损坏。请用表格软件打开，另存为 .xlsx 再导入。".into()
        }
        ReadError::UnknownEncoding { line } => {
            format!("文字编码既不是 UTF-8 也不是 GB18030（第 {} 行起）。请另存为 UTF-8 编码的 CSV。", count(*line))
        }
        ReadError::NoTable => "这个网页文件里没有表格。请重新导出。".into(),
    }
}

fn en(error: &ReadError) -> String {
    match error {
        ReadError::Empty => "The file is empty. Export it again.".into(),
        ReadError::OnlyHiddenSheets { sheets } => {
            format!("Only hidden sheets hold anything ({}). Unhide them and import again.", sheets.join(", "))
        }
        ReadError::Cancelled => "Reading was cancelled.".into(),
        ReadError::TooLarge { what, found, limit } => {
            let (found, limit) = (amount(Lang::En, *what, *found), amount(Lang::En, *what, *limit));
            format!("{}: {found}, the limit is {limit}. Split it into several files.", measure(*what).en)
        }
        ReadError::TooManyRows { sheet, limit, .. } => {
            format!("{} has more than {} rows. Split it by date.", sheet_en(sheet), count(*limit))
        }
        ReadError::TooManyColumns { sheet, row, limit, .. } => {
            let (sheet, row, limit) = (sheet_en(sheet), count(*row), count(*limit));
            format!("{sheet}, row {row}: more than {limit} columns. Delete those not needed.")
        }
        ReadError::TooManyCells { sheet, row, limit } => {
            let (sheet, row, limit) = (sheet_en(sheet), count(*row), count(*limit));
            format!("{sheet} passes {limit} cells at row {row}. Split it into several files.")
        }
        ReadError::CellTooLong { sheet, row, column, length, limit } => format!(
            "{}, row {}, column {column}: {} characters, the limit is {}. Check this cell.",
            sheet_en(sheet),
            count(*row),
            count(*length),
            count(*limit)
        ),
        ReadError::UnclosedQuote { line } => {
            format!("A quote opened near line {} is not closed. Close it, or export again.", count(*line))
        }
        ReadError::PasswordProtected => "The file has a password. Remove it, save, and import again.".into(),
        ReadError::NotASpreadsheet { seems } => {
            format!("This is no table; it seems to be {}. Export Excel or CSV from the system.", seem(*seems).en)
        }
        ReadError::SaveAsXlsx { form } => {
            format!("{} is not read. Open it and save it as .xlsx.", super::lacks::capitalised(other_form(*form).en))
        }
        ReadError::DamagedZip { entry: Some(entry), .. } => {
            format!("The file is damaged or cut off ({entry}). Export it again.")
        }
        ReadError::DamagedZip { entry: None, .. } => "The file is damaged or cut off. Export it again.".into(),
        ReadError::DamagedWorkbook { sheet: Some(sheet), .. } => {
            format!("{} is damaged. Open the file, save it as .xlsx, and import that.", sheet_en(sheet))
        }
        ReadError::DamagedWorkbook { sheet: None, .. } => {
            "The workbook is damaged. Open it, save it as .xlsx, and import that.".into()
        }
        ReadError::UnknownEncoding { line } => {
            format!("Neither UTF-8 nor GB18030 (from line {}). Save it as CSV in UTF-8.", count(*line))
        }
        ReadError::NoTable => "This web page holds no table. Export it again.".into(),
    }
}

fn sheet_zh(sheet: &str) -> String {
    if sheet.is_empty() { "文件".into() } else { format!("工作表“{sheet}”") }
}

fn sheet_en(sheet: &str) -> String {
    if sheet.is_empty() { "The file".into() } else { format!("Sheet {sheet}") }
}

const fn measure(measure: Measure) -> Text {
    match measure {
        Measure::FileBytes => text("文件大小", "File size"),
        Measure::XlsBytes => text(".xls 文件大小", "Size of the .xls file"),
        Measure::ZipEntries => text("压缩包内文件数", "Files inside the archive"),
        Measure::EntryBytes => text("解压后单个文件", "One unpacked part"),
        Measure::InflatedBytes => text("解压后总大小", "Unpacked size"),
        Measure::InflationRatio => text("解压倍数", "Unpacking ratio"),
        Measure::SharedStrings => text("文字条数", "Number of strings"),
        Measure::TextBytes => text("文字总量", "Amount of text"),
        Measure::MergedCells => text("合并单元格数", "Merged cells"),
    }
}

fn amount(lang: Lang, measure: Measure, n: u64) -> String {
    match (measure, lang) {
        (Measure::ZipEntries | Measure::SharedStrings | Measure::MergedCells, _) => count(n),
        (Measure::InflationRatio, Lang::Zh) => format!("{} 倍", count(n)),
        (Measure::InflationRatio, Lang::En) => format!("{}:1", count(n)),
        _ => format!("{} MB", count(n.div_ceil(1 << 20))),
    }
}

const fn seem(seems: Seems) -> Text {
    match seems {
        Seems::Pdf => text(" PDF", "a PDF"),
        Seems::Image => text("图片", "an image"),
        Seems::Rar => text(" RAR 压缩包", "a RAR archive"),
        Seems::SevenZip => text(" 7z 压缩包", "a 7z archive"),
        Seems::Gzip => text(" gzip 压缩包", "a gzip archive"),
        Seems::Zip => text(" zip 压缩包", "a zip archive"),
        Seems::Executable => text("程序", "a program"),
        Seems::Word => text(" Word 文档", "a Word document"),
        Seems::PowerPoint => text("演示文稿", "a presentation"),
        Seems::Outlook => text("邮件", "an e-mail"),
        Seems::Database => text("数据库", "a database"),
        Seems::Xml => text(" XML", "XML"),
        Seems::Json => text(" JSON", "JSON"),
        Seems::Binary => text("二进制文件", "a binary file"),
    }
}

const fn other_form(form: OtherForm) -> Text {
    match form {
        OtherForm::Et => text(" WPS 表格（.et）", "the WPS table (.et)"),
        OtherForm::Wps => text(" WPS 文字（.wps）", "the WPS document (.wps)"),
        OtherForm::Ods => text(" OpenDocument 表格（.ods）", "the OpenDocument table (.ods)"),
        OtherForm::Xlsb => text(" Excel 二进制工作簿（.xlsb）", "the Excel binary workbook (.xlsb)"),
        OtherForm::OldXls => text(" 1993 年以前的 Excel 文件", "an Excel file of before 1993"),
        OtherForm::Mht => text("网页归档（.mht）", "the web archive (.mht)"),
        OtherForm::Numbers => text(" Apple Numbers 文件", "the Apple Numbers file"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_named() {
        let error =
            ReadError::CellTooLong { sheet: "一月".into(), row: 1200, column: 3, length: 40000, limit: 32767 };
        let zh = "工作表“一月”第 1,200 行第 3 列有 40,000 个字符，上限是 32,767。请检查这个单元格。";
        assert_eq!(read_error(Lang::Zh, &error), zh);
    }

    #[test]
    fn sizes_are_in_megabytes() {
        let error = ReadError::TooLarge { what: Measure::FileBytes, found: 300 << 20, limit: 200 << 20 };
        assert_eq!(
            read_error(Lang::En, &error),
            "File size: 300 MB, the limit is 200 MB. Split it into several files."
        );
    }
}
