//! Words of the import page.

use super::{
    Lang, Text,
    numbers::{count, one},
    text,
};
use crate::{
    exchange::read::ReadError,
    model::rows::{Kind, words_of},
};

pub const TITLE: Text = text("导入", "Import");
pub const DROP: Text = text("把文件拖到这里", "Drop files here");
pub const DROP_MORE: Text = text("松手即可加入", "Let go to add them");
pub const DROP_HINT: Text = text(
    "经销商系统导出的 Excel 或 CSV，可一次放入多个；编码与列名自动识别。",
    "Excel or CSV exported by the dealer system, several at once; encodings and columns are recognised.",
);
pub const CHOOSE: Text = text("选择文件…", "Choose files…");
pub const ADD: Text = text("再加文件…", "Add files…");
pub const STAYS_HERE: Text = text(
    "数据只存在这台设备的这个浏览器里，不会上传。",
    "The data stay in this browser on this device; nothing is uploaded.",
);
pub const KINDS_TITLE: Text = text("能识别的文件", "The files it knows");
pub const UNDOABLE: Text = text(
    "导入可以整批撤销；同一文件再导一次不会重复。",
    "An import can be undone as a whole; the same file twice adds nothing.",
);

pub const HEAD_FILE: Text = text("文件", "File");
pub const HEAD_KIND: Text = text("识别为", "Recognised as");
pub const HEAD_FORM: Text = text("格式", "Format");
pub const HEAD_ADDED: Text = text("新增", "New");
pub const HEAD_UPDATED: Text = text("更新", "Updated");
pub const HEAD_UNCHANGED: Text = text("已有", "Unchanged");
pub const HEAD_NOTED: Text = text("有提示", "Noted");
pub const HEAD_REFUSED: Text = text("未导入", "Refused");
pub const HEAD_COLUMNS: Text = text("列", "Columns");

pub const KIND_NONE: Text = text("不导入", "Leave out");
pub const KIND_UNKNOWN: Text = text("未识别，请选择", "Not recognised, please choose");
pub const SHOW_MAPPING: Text = text("字段匹配", "Mapping");
pub const HIDE_MAPPING: Text = text("收起", "Hide");
pub const REMEMBERED: Text = text("沿用上次的匹配", "Mapping remembered");
pub const HEADERLESS: Text = text(
    "没有标题行，各列按内容识别，请核对；拿不准的列没有导入",
    "No header row: columns were recognised from their values, please check; those left in doubt are not used",
);
pub const HEADERLESS_UNKNOWN: Text = text(
    "没有标题行，按内容也识别不出是哪种表，请选择种类和各列",
    "No header row, and the values do not tell the kind: please choose it and the columns",
);
pub const TEMPLATE: Text = text("空白模板", "Blank template");
pub const SAMPLES: Text = text("示例", "Samples");
pub const MEANS: Text = text("匹配为", "Means");
pub const FIELD_KEPT: Text = text("按原列名保留", "Kept under its own name");
pub const FIELD_NONE: Text = text("不导入此列", "Left out");
pub const SHEET_KIND: Text = text("这张表是", "This sheet is");
pub const REMOVE: Text = text("移除", "Remove");

pub const GO_ON: Text = text("继续", "Go on");
pub const WAITING: Text = text("等待读取", "Waiting");
pub const COMPARING: Text = text("正在与已有数据比对…", "Comparing with what is stored…");
pub const STOPPED: Text = text("已取消", "Cancelled");
pub const TIMED_OUT: Text = text(
    "读取超过 120 秒，已停止。请拆成几个文件，或另存为 CSV 再导入。",
    "Reading took more than 120 seconds and was stopped. Split the file, or save it as CSV.",
);
pub const NOT_GIVEN: Text = text(
    "浏览器打不开这个文件：选中之后它被移动、修改，或没有权限。请重新选择。",
    "The browser cannot open the file: it was moved or changed since it was chosen, or may not be read. Choose it again.",
);
pub const READER_STOPPED: Text = text(
    "读取这个文件时程序意外停止。其他文件与已有数据不受影响；请另存为 .xlsx 或 CSV 再试。",
    "The reader stopped on this file. Other files and stored data are not affected; save it as .xlsx or CSV and try again.",
);
pub const UNREADABLE: Text = text("读不了的文件", "Files that cannot be read");
pub const UNREADABLE_CAPTION: Text = text("不影响其余文件导入", "They do not keep the others from being imported");
pub const DISCARD: Text = text("全部取消", "Discard all");
pub const NOTHING_NEW: Text = text("没有新内容", "Nothing new");
pub const UNDONE: Text = text("已撤销上次导入", "The last import was undone");
pub const KEPT: Text = text("浏览器已允许持久保存这些数据", "The browser has agreed to keep these data for good");
pub const NOT_KEPT: Text = text(
    "浏览器未允许持久保存：空间不足或长期未打开时，数据可能被清除。请保留原始文件，或把本页添加到主屏幕。",
    "The browser did not agree to keep the data for good: it may clear them when space is short or after long absence. Keep the original files, or add this page to the home screen.",
);

pub fn subtitle(lang: Lang, files: usize, rows: u32) -> String {
    let (n, rows_words) = (count(files as u64), count(rows));
    match lang {
        Lang::Zh => format!("{n} 个文件 · {rows_words} 行"),
        Lang::En => {
            let files = one(files as u32, "file", "files");
            format!("{n} {files} · {rows_words} {}", one(rows, "row", "rows"))
        }
    }
}

/// What the preview found, as its title.
pub fn finding(lang: Lang, files: usize, accepted: u32, noted: u32, refused: u32) -> String {
    let (n, accepted_words) = (count(files as u64), count(accepted));
    match lang {
        Lang::Zh => {
            let mut title = format!("识别出 {n} 个文件，{accepted_words} 行可以导入");
            if noted > 0 {
                title += &format!("，其中 {} 行有提示", count(noted));
            }
            if refused > 0 {
                title += &format!("；{} 行未导入", count(refused));
            }
            title
        }
        Lang::En => {
            let mut title = format!("{n} {}, {accepted_words} rows to import", one(files as u32, "file", "files"));
            if noted > 0 {
                title += &format!(", {} with a note", count(noted));
            }
            if refused > 0 {
                title += &format!("; {} refused", count(refused));
            }
            title
        }
    }
}

pub fn import_rows(lang: Lang, rows: u32) -> String {
    match lang {
        Lang::Zh => format!("导入 {} 行", count(rows)),
        Lang::En => format!("Import {} {}", count(rows), one(rows, "row", "rows")),
    }
}

/// The screen-reader text of a number of noted rows that is a link: 看 3 行的提示.
pub fn read_notes(lang: Lang, n: u32) -> String {
    match lang {
        Lang::Zh => format!("看 {} 行的提示", count(n)),
        Lang::En => format!("Read the notes on {} {}", count(n), one(n, "row", "rows")),
    }
}

/// 正在导入… 43%
pub fn importing(lang: Lang, progress: Option<(u32, u32)>) -> String {
    let word = text("正在导入…", "Importing…").get(lang);
    match progress {
        Some((done, total)) if total > 0 => {
            format!("{word} {}", super::numbers::percent(f64::from(done) / f64::from(total)))
        }
        _ => word.to_owned(),
    }
}

/// 31 列中识别 19 列，按原列名保留 11 列
pub fn columns(lang: Lang, used: usize, kept: usize, all: usize) -> String {
    match lang {
        Lang::Zh if kept == 0 => format!("{all} 列中识别 {used} 列"),
        Lang::Zh => format!("{all} 列中识别 {used} 列，按原列名保留 {kept} 列"),
        Lang::En if kept == 0 => format!("{used} of {all} columns recognised"),
        Lang::En => format!("{used} of {all} columns recognised, {kept} kept as they are"),
    }
}

/// 6 列没有识别，其中 4 列像是：
pub fn unused(lang: Lang, unused: usize, offered: usize) -> String {
    match lang {
        Lang::Zh if offered == unused => format!("{unused} 列没有识别，像是："),
        Lang::Zh => format!("{unused} 列没有识别，其中 {offered} 列像是："),
        Lang::En if offered == unused => {
            format!("{unused} {} not recognised; could be:", one(unused as u32, "column is", "columns are"))
        }
        Lang::En => format!("{unused} columns are not recognised; {offered} could be:"),
    }
}

/// 「是否已加企微」作 是否加微
pub fn offer(lang: Lang, header: &str, field: &str) -> String {
    match lang {
        Lang::Zh => format!("「{header}」作{field}"),
        Lang::En => format!("“{header}” as {field}"),
    }
}

pub const TWO_POLICIES: Text =
    text("一行是一辆车的两张保单：交强险和商业险", "A row holds the two policies of a car: compulsory and commercial");

/// The columns that feed a field; the first one with a value counts.
pub fn shared(lang: Lang, field: &str, headers: &[&str]) -> String {
    match lang {
        Lang::Zh => format!("{field}取自{}，哪列有值用哪列", headers.join("、")),
        Lang::En => format!("{field} from {}, whichever is filled", headers.join(", ")),
    }
}

/// 有 3 个文件等待导入
pub fn waiting(lang: Lang, files: usize) -> String {
    let n = count(files as u64);
    match lang {
        Lang::Zh => format!("有 {n} 个文件等待导入"),
        Lang::En => format!("{n} {} to be imported", one(files as u32, "file waits", "files wait")),
    }
}

/// Data rows that the file hides.
pub fn hidden_rows(lang: Lang, rows: u32) -> String {
    match (lang, rows) {
        (Lang::Zh, _) => format!("{} 行在原文件里被隐藏或筛选掉，也已读入", count(rows)),
        (Lang::En, 1) => "1 row hidden or filtered out in the file is read too".to_owned(),
        (Lang::En, _) => format!("{} rows hidden or filtered out in the file are read too", count(rows)),
    }
}

/// 标题行、合计行已略过 3 行
pub fn skipped(lang: Lang, kinds: &[&str], rows: usize) -> String {
    match lang {
        Lang::Zh => format!("略过{} {rows} 行", kinds.join("、")),
        Lang::En => format!("{rows} passed over ({})", kinds.join(", ")),
    }
}

pub fn hidden(lang: Lang, sheets: &[String]) -> String {
    match lang {
        Lang::Zh => format!("隐藏的表未读：{}", sheets.join("、")),
        Lang::En => format!("Hidden sheets not read: {}", sheets.join(", ")),
    }
}

/// Why a sheet is not read, although others are.
pub fn unread(lang: Lang, error: &ReadError) -> String {
    let why = super::reading::read_error(lang, error);
    match lang {
        Lang::Zh => format!("有一张表未读：{why}"),
        Lang::En => format!("A sheet is not read: {why}"),
    }
}

pub fn reading(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Zh => format!("正在读取 {name}"),
        Lang::En => format!("Reading {name}"),
    }
}

pub fn imported(lang: Lang, added: u32, updated: u32, unchanged: u32) -> String {
    let (new, changed, same) = (count(added), count(updated), count(unchanged));
    match lang {
        Lang::Zh if added == 0 && updated == 0 => format!("没有新内容：{same} 行都已有"),
        Lang::En if added == 0 && updated == 0 => format!("Nothing new: all {same} rows were there already"),
        Lang::Zh => {
            let parts = [("新增", added, new), ("更新", updated, changed), ("已有", unchanged, same)];
            let parts = parts.into_iter().filter(|part| part.1 > 0).map(|part| format!("{} {} 行", part.0, part.2));
            format!("已导入：{}", parts.collect::<Vec<_>>().join("，"))
        }
        Lang::En => {
            let parts = [(added, new, "new"), (updated, changed, "updated"), (unchanged, same, "unchanged")];
            let parts = parts.into_iter().filter(|part| part.0 > 0).map(|part| format!("{} {}", part.1, part.2));
            format!("Imported: {}", parts.collect::<Vec<_>>().join(", "))
        }
    }
}

/// What a kind of file adds, for a user's first page.
pub const fn kind_brings(kind: Kind) -> Text {
    let (zh, en) = words_of(kind).brings;
    text(zh, en)
}

/// The file of a kind's blank template, in the folder `templates` beside the page.
pub const fn template_file(kind: Kind) -> &'static str {
    words_of(kind).template
}

/// The name under which a template is saved: 本源模板-线索.xlsx
pub fn template_name(lang: Lang, kind: &str) -> String {
    match lang {
        Lang::Zh => format!("本源模板-{kind}.xlsx"),
        Lang::En => format!("Benyuan template - {kind}.xlsx"),
    }
}

/// Where dealer systems offer the report.
pub const fn kind_source(kind: Kind) -> Text {
    let (zh, en) = words_of(kind).source;
    text(zh, en)
}

/// 第 3 列
pub fn nth_column(lang: Lang, place: usize) -> String {
    match lang {
        Lang::Zh => format!("第 {place} 列"),
        Lang::En => format!("Column {place}"),
    }
}

/// Files chosen for a store that the user leaves.
pub fn put_away(lang: Lang, files: usize, store: &str) -> String {
    match lang {
        Lang::Zh => format!("{files} 个待导入的文件留给“{store}”，没有导入；切换回去就能接着导入。"),
        Lang::En => {
            let (word, are) = if files == 1 { ("file", "waits") } else { ("files", "wait") };
            format!("{files} {word} {are} for {store}, not imported; switch back to import them.")
        }
    }
}

/// The rest of a long list of files.
pub fn more_files(lang: Lang, files: usize) -> String {
    match lang {
        Lang::Zh => format!("还有 {files} 个文件，全部列出"),
        Lang::En => format!("List the other {files} files"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_is_said() {
        assert_eq!(hidden_rows(Lang::Zh, 3), "3 行在原文件里被隐藏或筛选掉，也已读入");
        assert_eq!(hidden_rows(Lang::En, 3), "3 rows hidden or filtered out in the file are read too");
        assert_eq!(hidden_rows(Lang::En, 1), "1 row hidden or filtered out in the file is read too");
    }

    #[test]
    fn a_sheet_left_out_is_named() {
        let error = ReadError::TooManyColumns { sheet: "旁".into(), row: 1, column: 16_384, limit: 512 };
        assert_eq!(unread(Lang::Zh, &error), "有一张表未读：工作表“旁”第 1 行超过 512 列。请删去多余的列。");
        assert_eq!(
            unread(Lang::En, &error),
            "A sheet is not read: Sheet 旁, row 1: more than 512 columns. Delete those not needed."
        );
    }
}
