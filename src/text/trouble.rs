//! Troubles of the store: what happened, and what to do. The data are always as before.

use super::{Lang, Text, numbers::count, text};
use crate::protocol::command::Trouble;

/// What happened, in a line.
pub fn title(trouble: &Trouble) -> Text {
    match trouble {
        Trouble::OpenElsewhere => text("这家店已在另一个标签页打开", "This store is open in another tab"),
        Trouble::Blocked => text("数据库被另一个标签页占用", "Another tab keeps the database from opening"),
        Trouble::QuotaExceeded => text("浏览器的存储空间不够", "The browser has no room left"),
        Trouble::Storage { .. } => text("浏览器没有完成保存", "The browser did not complete the change"),
        Trouble::Vanished => text("这家店的资料不见了", "The records of this store are gone"),
        Trouble::Damaged(_) => text("部分资料已损坏", "Part of the data is damaged"),
        Trouble::TooNew => text("资料由更新版本的本源写入", "The data were written by a newer version"),
        Trouble::NoStore => text("还没有打开的店", "No store is open"),
        Trouble::NothingStaged => text("没有待导入的文件", "There is nothing to import"),
        Trouble::NothingToUndo => text("没有可以撤销的导入", "There is no import to undo"),
        Trouble::DemoStore => text("演示店不能导入资料", "The demo store takes no imports"),
        Trouble::NotUnderstood => text("页面与引擎的版本不一致", "Page and engine are of different versions"),
        Trouble::EngineStopped => text("分析引擎意外停止", "The engine stopped unexpectedly"),
    }
}

/// What to do about it.
pub fn advice(lang: Lang, trouble: &Trouble) -> String {
    let words = match trouble {
        Trouble::OpenElsewhere => text(
            "为免互相覆盖，同一家店只能在一个标签页里使用。请关闭另一个标签页，再刷新本页。",
            "So that nothing is overwritten, a store is used in one tab at a time. Close the other tab, then reload this one.",
        ),
        Trouble::Blocked => {
            text("请关闭本源的其他标签页，再刷新本页。", "Close other tabs of Benyuan, then reload this one.")
        }
        Trouble::QuotaExceeded => text(
            "资料仍是之前的样子。请清理磁盘空间，或删除不用的店，然后重试。",
            "The data are as before. Free some disk space or delete a store you no longer need, then try again.",
        ),
        Trouble::Storage { .. } => text(
            "资料仍是之前的样子。请重试；仍不行就刷新本页。",
            "The data are as before. Try again; if it fails again, reload the page.",
        ),
        Trouble::Vanished => text(
            "浏览器清除了本页的存储（长期不访问或清理数据时会发生）。请重新导入文件。",
            "The browser cleared this page's storage (it does so after long absence or when data are cleared). Import the files again.",
        ),
        Trouble::Damaged(_) => text(
            "损坏的部分不会当作资料显示。请重新导入相应的文件。",
            "What is damaged is not shown as data. Import the files concerned again.",
        ),
        Trouble::TooNew => text("请刷新本页，换用新版本。", "Reload the page to get the newer version."),
        Trouble::NoStore => text("请在“数据”页新建或选择一家店。", "Create or choose a store on the Data page."),
        Trouble::NothingStaged => text("请先选择文件。", "Choose files first."),
        Trouble::NothingToUndo => {
            text("上一次导入已撤销，或已超过 30 天。", "The last import was undone already, or is older than 30 days.")
        }
        Trouble::DemoStore => text(
            "演示资料与真实资料分开存放。请先新建或切换到自己的店，再导入。",
            "Demo records are kept apart from real ones. Create or switch to a store of your own, then import.",
        ),
        Trouble::NotUnderstood => text("请刷新本页。", "Reload the page."),
        Trouble::EngineStopped => {
            text("已保存的资料不受影响。请刷新本页。", "Saved data are not affected. Reload the page.")
        }
    };
    match trouble {
        Trouble::Storage { name, .. } => format!("{} ({name})", words.get(lang)),
        Trouble::Damaged(pages) => {
            format!("{} {}", words.get(lang), damage(lang, pages.len(), pages.iter().map(|page| page.rows).sum()))
        }
        _ => words.get(lang).to_owned(),
    }
}

/// 2 页，约 2 048 行
pub fn damage(lang: Lang, pages: usize, rows: u32) -> String {
    let rows = count(rows);
    match lang {
        Lang::Zh => format!("损坏 {pages} 页，约 {rows} 行。"),
        Lang::En => format!("Damaged: {pages} pages, about {rows} rows."),
    }
}
