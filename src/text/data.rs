//! Words of the data page, of coverage, notes and the catalogue.

use super::{
    Lang, Text,
    numbers::{count, one},
    text,
};
use crate::{protocol::view::UndoView, time::Day};

pub const TITLE: Text = text("数据", "Data");
pub const FILES: Text = text("已导入的文件", "Imported files");
pub const FILE_COUNT: Text = text("文件数", "Files");
pub const NO_FILES: Text = text("还没有导入文件。", "No file has been imported yet.");
pub const IMPORT_MORE: Text = text("导入文件…", "Import files…");
pub const IMPORTED_ON: Text = text("导入时间", "Imported");
pub const CONTENT: Text = text("内容", "Content");
pub const UNDO_LAST: Text = text("撤销上次导入", "Undo the last import");
pub const STORES: Text = text("门店", "Stores");
pub const STORES_CAPTION: Text = text("每家店的数据各自存放，互不相混。", "Each store keeps its data to itself.");
pub const NEW_STORE: Text = text("新建门店", "New store");
pub const STORE_NAME: Text = text("门店名称", "Name of the store");
pub const RENAME: Text = text("改名", "Rename");
pub const SAVE_NAME: Text = text("保存名称", "Save name");
pub const SWITCH: Text = text("切换到这家", "Switch to it");
pub const OPEN_NOW: Text = text("正在使用", "In use");
pub const DELETE: Text = text("删除…", "Delete…");
pub const DELETE_NOW: Text = text("永久删除", "Delete for good");
pub const TYPE_NAME: Text = text("输入店名以确认", "Type the name to confirm");
pub const BACKUP: Text = text("备份", "Backup");
pub const TO_BACKUPS: Text = text("备份与恢复…", "Backup and restore…");
pub const NO_BACKUP: Text = text("还没有备份。", "There is no backup yet.");
pub const FROM_BACKUP: Text = text("从备份恢复", "Restore from a backup");
pub const RESCUE: Text = text("救援：看看还能读出多少", "Rescue: see what can be read");
pub const DEVICE: Text = text("这台设备", "This device");
pub const DEVICE_TEXT: Text = text(
    "所有数据只存在这台设备的这个浏览器里（IndexedDB）。没有账号，没有服务器，什么都不上传；换一台设备，或清除浏览器数据，数据就没有了。请常做备份。",
    "All data live in this browser on this device only (IndexedDB). No account, no server, nothing is uploaded; on another device, or once the browser's data are cleared, they are not there. Back them up.",
);
pub const DELETE_ALL: Text = text("删除本机全部数据…", "Delete everything on this device…");
pub const DELETE_ALL_WARNING: Text = text(
    "所有门店的全部数据都会从这台设备上删除，不能撤销。",
    "Every store with all its data is deleted from this device. This cannot be undone.",
);
pub const DELETE_ALL_WORD: Text = text("全部删除", "delete everything");
pub const DELETED_ALL: Text = text("本机数据已全部删除", "Everything on this device was deleted");
pub const SEE_COVERAGE: Text = text("数据完整度", "Coverage");
pub const SEE_NOTES: Text = text("提示与未导入的行", "Notes and refusals");

pub const COVERAGE: Text = text("数据完整度", "Coverage");
pub const COVERAGE_KINDS: Text = text("各种文件，各有什么", "The files and what is there");
pub const COVERAGE_KINDS_CAPTION: Text =
    text("缺列的环节无法显示；没有导入的文件不作推测", "A missing column keeps its step dark; nothing is guessed");
pub const COVERAGE_STEPS: Text = text("漏斗七步", "The seven steps of the funnel");
pub const COVERAGE_NODES: Text = text("地图十三环", "The thirteen nodes of the map");
pub const VISIBLE: Text = text("可以显示", "Can be shown");
pub const NOT_IMPORTED: Text = text("尚未导入", "Not imported");
pub const COMPLETE: Text = text("列齐全", "All columns there");
pub const SPAN: Text = text("时间范围", "Dates");
pub const MISSING: Text = text("缺的列", "Missing columns");
pub const KIND: Text = text("文件", "File");
pub const ROWS: Text = text("行数", "Rows");

pub const NOTES: Text = text("提示与未导入的行", "Notes and refusals");
pub const NOTES_ALL: Text = text("全部", "All");
pub const NOTES_REFUSED: Text = text("只看未导入的", "Refused only");
pub const NO_NOTES: Text = text("没有提示。", "No notes.");
pub const HEAD_ROW: Text = text("行", "Row");
pub const HEAD_COLUMN: Text = text("列", "Column");
pub const HEAD_VALUE: Text = text("值", "Value");

pub const CATALOGUE: Text = text("触点目录", "Catalogue of touchpoints");
pub const SEE_CATALOGUE: Text = text("看触点目录", "See the catalogue");
pub const HEAD_TOUCHPOINT: Text = text("环节关键点", "Touchpoint");
pub const HEAD_OWNER: Text = text("责任岗位", "Owner");
pub const HEAD_CLOCK: Text = text("时限", "Clock");
pub const HEAD_EVIDENCE: Text = text("依据", "Evidence");
pub const OBSERVED: Text = text("可见", "Observed");
pub const ONLY_OBSERVED: Text = text("只看可见的", "Observed only");

pub fn observed(lang: Lang, observed: u32, all: u32) -> String {
    match lang {
        Lang::Zh => format!("{all} 个触点中，现有文件能看到 {observed} 个"),
        Lang::En => format!("{observed} of {all} touchpoints can be seen in the files"),
    }
}

/// 需另行采集（12 项）
pub fn apart(lang: Lang, n: usize) -> String {
    match lang {
        Lang::Zh => format!("需另行采集（{n} 项）"),
        Lang::En => format!("Needs a form, a survey of its own or an audit ({n})"),
    }
}

/// The people and cars that the rows are about.
pub fn derived(lang: Lang, customers: u32, vehicles: u32) -> String {
    let (people, cars) = (count(customers), count(vehicles));
    match lang {
        Lang::Zh => format!("{people} 位客户，{cars} 辆车"),
        Lang::En => {
            format!("{people} {}, {cars} {}", one(customers, "customer", "customers"), one(vehicles, "car", "cars"))
        }
    }
}

pub fn notes_size(lang: Lang, n: u32) -> String {
    match lang {
        Lang::Zh => format!("{} 条", count(n)),
        Lang::En => format!("{} {}", count(n), one(n, "note", "notes")),
    }
}

pub const ASK_TO_KEEP: Text = text("请求浏览器持久保存", "Ask the browser to keep them");

/// What the browser promises, and how much space is used. `kept`: `None` if the browser cannot be asked.
pub fn room(lang: Lang, kept: Option<bool>, used: Option<f64>, free: Option<f64>) -> String {
    let promise = match kept {
        Some(true) => text("浏览器已允许持久保存。", "The browser has agreed to keep the data for good."),
        Some(false) => text(
            "浏览器未允许持久保存：空间不足或长期未打开时，数据可能被清除。",
            "The browser has not agreed to keep the data for good: it may clear them when space is short or after a long absence.",
        ),
        None => text(
            "这个网址不是 https，浏览器不会允许持久保存，数据可能被清除。",
            "This address is not https: the browser makes no promise to keep the data and may clear them.",
        ),
    };
    // Whole numbers only: code that prints fractions would make the page program larger than this whole file.
    let size = |bytes: f64| match (bytes / 1e6) as u64 + 1 {
        mega if mega >= 1000 => format!("{}.{} GB", mega / 1000, mega % 1000 / 100),
        mega => format!("{mega} MB"),
    };
    let room = match (lang, used, free) {
        (Lang::Zh, Some(used), Some(free)) => format!("已用 {}，还可用约 {}。", size(used), size(free)),
        (Lang::En, Some(used), Some(free)) => format!(" {} used, about {} free.", size(used), size(free)),
        _ => String::new(),
    };
    format!("{}{room}", promise.get(lang))
}

/// An undo names at most this many files.
const NAMED: usize = 7;

/// What an undo will remove.
pub fn undo_takes(lang: Lang, undo: &UndoView) -> String {
    let (added, updated, files) = (count(undo.added), count(undo.updated), undo.files.len());
    match lang {
        Lang::Zh => {
            let back = if undo.updated > 0 { format!("，{updated} 行恢复原样") } else { String::new() };
            let rest = if files > NAMED { " 等" } else { "" };
            let (day, names) = (undo.day, undo.files.iter().take(NAMED).cloned().collect::<Vec<_>>().join("、"));
            format!("撤销会去掉 {day} 导入的 {files} 个文件（{names}{rest}）新增的 {added} 行{back}。")
        }
        Lang::En => {
            let back = if undo.updated > 0 { format!("; {updated} return to what they were") } else { String::new() };
            let rest = if files > NAMED { " …" } else { "" };
            let names = undo.files.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
            let (day, word) = (undo.day, one(files as u32, "file", "files"));
            format!(
                "Undoing takes away the {added} new rows of the {files} {word} imported on {day} ({names}{rest}){back}."
            )
        }
    }
}

pub fn delete_store(lang: Lang, name: &str, rows: u32) -> String {
    let rows = count(rows);
    match lang {
        Lang::Zh => format!("“{name}”连同 {rows} 行数据将从这台设备上删除，不能撤销。"),
        Lang::En => format!("{name} and its {rows} rows are deleted from this device. This cannot be undone."),
    }
}

pub fn deleted(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Zh => format!("已删除“{name}”"),
        Lang::En => format!("{name} was deleted"),
    }
}

pub const HAVE_DATA: Text = text("已有数据？", "Do you have data already?");
pub const LOOK_FOR_DATA: Text = text(
    "数据只存在当初导入的那台设备、那个浏览器和那个网址里，请先到那里找；添加到主屏幕的本源与 Safari 里的也各自分开。苹果设备的 Safari 会清除七天没有打开的网页的数据，添加到主屏幕的不会。找不回来时，用从系统导出的原始文件再导入一次就能恢复。",
    "Data are kept on the device, in the browser and under the address where they were imported: look there first. On the home screen and in Safari they are kept apart. Safari removes the data of pages not opened for seven days, but not of those on the home screen. Where they are gone, import the files you exported again.",
);
pub const TAKE_OUT: Text = text("取出数据", "Take the data out");
pub const TAKE_OUT_HINT: Text = text(
    "按类别存成 CSV，含完整手机号。来自文件的可以再导入，在这里记下的只能取出。",
    "One CSV for each kind, with full telephone numbers. Rows of files can be imported again; what was written here cannot.",
);

/// `rows`: `None` of what people wrote here, of which a part may be taken back.
pub fn take_out(lang: Lang, kind: &str, rows: Option<u32>) -> String {
    match (lang, rows) {
        (_, None) => kind.to_owned(),
        (Lang::Zh, Some(rows)) => format!("{kind} {} 行", count(rows)),
        (Lang::En, Some(rows)) => format!("{kind}: {} rows", count(rows)),
    }
}

pub fn last_seen(lang: Lang, day: Day) -> String {
    match lang {
        Lang::Zh => format!("上次在这里使用是 {day}。"),
        Lang::En => format!("They were last open here on {day}."),
    }
}

/// Deleted stores whose databases another tab still holds.
pub fn deleted_but(lang: Lang, names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| super::shell::store_name(lang, name)).collect();
    match lang {
        Lang::Zh => {
            format!("其余已删除；“{}”还被另一个标签页占用，已标为删除，关闭那个标签页后就会清除。", names.join("”、“"))
        }
        Lang::En => format!(
            "The rest was deleted. Another tab still holds {}: marked as deleted, gone once that tab is closed.",
            names.join(", ")
        ),
    }
}

/// Takes the place of a file's name if the list of files is lost. It is stored, so it is in the records' language.
pub fn lost_file(number: u32) -> String {
    format!("文件 {number}（文件名已丢失）")
}
