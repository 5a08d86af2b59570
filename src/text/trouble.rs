//! Troubles of the store: what happened, and what to do. The data are always as before.

use super::{Lang, Text, names, numbers::count, text};
use crate::{
    model::rows::{Kind, is_native},
    protocol::{
        command::{SavedState, Trouble},
        view::Standing,
    },
};

/// What happened, in a line.
pub fn title(trouble: &Trouble) -> Text {
    match trouble {
        Trouble::OpenElsewhere => text("这家店已在另一个标签页打开", "This store is open in another tab"),
        Trouble::Blocked => text("数据库被另一个标签页占用", "Another tab keeps the database from opening"),
        Trouble::QuotaExceeded => text("浏览器的存储空间不够", "The browser has no room left"),
        Trouble::DiskRefused => {
            text("浏览器写不进磁盘，多半是空间不够", "The browser cannot write to the disk, which is probably full")
        }
        Trouble::Storage { .. } => text("浏览器的存储出错了", "The browser's storage failed"),
        Trouble::Vanished => text("这家店的数据不见了", "The records of this store are gone"),
        Trouble::StoreDamaged { .. } => text("这家店的数据已损坏", "The records of this store are damaged"),
        Trouble::StoreOlder(_) => text("这家店的数据不是最后一次保存的", "These are not the records saved last"),
        Trouble::TakenOver => text("这家店已转到另一个标签页", "Another tab has taken this store over"),
        Trouble::PageTaken => text("浏览器没有完成保存", "The browser did not complete the change"),
        Trouble::TooNew => text("数据由更新版本的本源写入", "The data were written by a newer version"),
        Trouble::NoStore => text("还没有打开的店", "No store is open"),
        Trouble::NothingStaged => text("没有待导入的文件", "There is nothing to import"),
        Trouble::NothingToUndo => text("没有可以撤销的", "There is nothing to undo"),
        Trouble::Stands(_) => text("没有撤销：这一步现在不能撤", "Not taken back: it cannot be undone now"),
        Trouble::NobodyThere => {
            text("没有记下：这些客户已不在店里", "Not written: these people are no longer in the store")
        }
        Trouble::DemoStore => text("演示店不能导入数据", "The demo store takes no imports"),
        Trouble::NotUnderstood => text("页面与引擎的版本不一致", "Page and engine are of different versions"),
        Trouble::EngineStopped => text("分析引擎意外停止", "The engine stopped unexpectedly"),
    }
}

/// What to do about it.
pub fn advice(lang: Lang, trouble: &Trouble) -> String {
    let words = match trouble {
        Trouble::OpenElsewhere => text(
            "为免互相覆盖，同一家店只能在一个标签页里使用。请关闭另一个标签页，再刷新本页；也可以转到这里继续。",
            "So that nothing is overwritten, a store is used in one tab at a time. Close the other tab, then reload this one; or continue here.",
        ),
        Trouble::Blocked => {
            text("请关闭本源的其他标签页，再刷新本页。", "Close other tabs of Benyuan, then reload this one.")
        }
        Trouble::QuotaExceeded | Trouble::DiskRefused => text(
            "数据仍是之前的样子。请清理磁盘空间，或删除不用的店，然后重试。",
            "The data are as before. Free some disk space or delete a store you no longer need, then try again.",
        ),
        Trouble::Storage { .. } => text(
            "数据仍是之前的样子。请重试；仍不行就刷新本页。",
            "The data are as before. Try again; if it fails again, reload the page.",
        ),
        Trouble::Vanished => text(
            "浏览器清除了本页的存储（长期没有打开或清理浏览数据时会这样），或者在另一个标签页里删除了。",
            "The browser cleared this page's storage (it does so after a long absence or when browsing data are cleared), or another tab deleted it.",
        ),
        Trouble::StoreDamaged { previous: Some(_), .. } => text(
            "为免看错，什么也没有显示。可以打开上一次保存的数据，或者从还能读出的部分重建。其他门店不受影响。",
            "Nothing is shown that may be wrong. Open the state saved before, or rebuild the store from what can be read. Other stores are not affected.",
        ),
        Trouble::StoreDamaged { previous: None, .. } => text(
            "为免看错，什么也没有显示。可以从还能读出的部分重建。其他门店不受影响。",
            "Nothing is shown that may be wrong. The store can be rebuilt from what can be read. Other stores are not affected.",
        ),
        Trouble::StoreOlder(_) => text(
            "这台设备上保存过更新的数据，现在读到的是较早的一份，可能是浏览器的数据被恢复过。可以照现在的样子继续使用。",
            "A later state was saved on this device; what is there now is an earlier one. The browser's data may have been restored. The store can be used as it is.",
        ),
        Trouble::TakenOver => text(
            "已保存的数据都在。这里还没保存的改动没有写入；选好的文件和填写的内容都留着，点“在这里继续”接着用。",
            "What was saved is safe. What was not yet saved here was not written; chosen files and typed text are kept. Press Continue here to go on.",
        ),
        Trouble::PageTaken => text("数据仍是之前的样子。请重试。", "The data are as before. Try again."),
        Trouble::TooNew => text("请刷新本页，换用新版本。", "Reload the page to get the newer version."),
        Trouble::NoStore => text("请在“数据”页新建或选择一家店。", "Create or choose a store on the Data page."),
        Trouble::NothingStaged => text("请先选择文件。", "Choose files first."),
        Trouble::NothingToUndo => text(
            "上一步已撤销；导入超过 30 天也不能撤销。",
            "The last step was undone already; an import older than 30 days stays.",
        ),
        Trouble::Stands(why) => return why.clone(),
        Trouble::NobodyThere => text(
            "可能是那次导入被撤销了。请从列表里重新打开客户。",
            "Their import may have been undone. Open them from a list again.",
        ),
        Trouble::DemoStore => text(
            "演示数据与真实数据分开存放。请先新建或切换到自己的店，再导入。",
            "Demo records are kept apart from real ones. Create or switch to a store of your own, then import.",
        ),
        Trouble::NotUnderstood => text("请刷新本页。", "Reload the page."),
        Trouble::EngineStopped => {
            text("已保存的数据不受影响。请刷新本页。", "Saved data are not affected. Reload the page.")
        }
    };
    match trouble {
        Trouble::Storage { name, .. } => format!("{} ({name})", words.get(lang)),
        _ => words.get(lang).to_owned(),
    }
}

/// What happened and what to do, in a row.
pub fn one_line(lang: Lang, trouble: &Trouble) -> String {
    match lang {
        Lang::Zh => format!("{}。{}", title(trouble).zh, advice(lang, trouble)),
        Lang::En => format!("{}. {}", title(trouble).en, advice(lang, trouble)),
    }
}

/// Why an action is not taken back.
pub fn stands(lang: Lang, standing: &Standing) -> String {
    let by = |who: &str| if who.is_empty() { text("有人", "somebody").get(lang).to_owned() } else { who.to_owned() };
    let words = match standing {
        Standing::Superseded { who, at } => {
            return match lang {
                Lang::Zh => format!("{}在 {} 又改过，之前的值不再恢复。", by(who), at),
                Lang::En => format!("Changed since by {}, {}; the former value is not put back.", by(who), at),
            };
        }
        Standing::AlreadyUndone { who, at } => {
            return match lang {
                Lang::Zh => format!("{}在 {} 已经撤销过。", by(who), at),
                Lang::En => format!("{} took it back already, {}.", by(who), at),
            };
        }
        Standing::NoValueBefore => text("之前没有值可以恢复。", "There was no value before it."),
        Standing::BehindErasure => {
            text("相关客户的资料已删除，不能恢复。", "What it says of somebody was erased and stays erased.")
        }
        Standing::PartOfLarger => {
            text("它是一次导入的一部分，请撤销整次导入。", "It is part of an import: undo that as a whole.")
        }
        Standing::NotHere => text("这台设备上没有这一步的记录。", "This device does not have that action."),
        Standing::Final => text("删除个人信息不能撤销。", "Erasing somebody's data is final."),
    };
    words.get(lang).to_owned()
}

/// What is missing of one kind: how many rows, from which files. `None`: the reader's notes.
pub fn missing(lang: Lang, kind: Option<Kind>, rows: u32, files: &[String], newer: bool) -> String {
    if kind.is_some_and(is_native) && !newer {
        let rows = count(rows);
        return match lang {
            Lang::Zh => format!("在这里记下的 {rows} 条读不出来，没有计入任何数字"),
            Lang::En => format!("{rows} records written here cannot be read and count nowhere"),
        };
    }
    let what = kind.map_or(text("读入提示", "notes of the reader"), names::kind).get(lang);
    let rows = count(rows);
    let from = match (lang, files.is_empty()) {
        (_, true) => String::new(),
        (Lang::Zh, false) => format!("，来自 {}", files.join("、")),
        (Lang::En, false) => format!(", from {}", files.join(", ")),
    };
    match (lang, newer) {
        (Lang::Zh, false) => format!("{what} {rows} 行读不出来{from}"),
        (Lang::Zh, true) => format!("{what} {rows} 行由更新的版本写入，这个版本读不了"),
        (Lang::En, false) => format!("{what}: {rows} rows cannot be read{from}"),
        (Lang::En, true) => {
            format!("{what}: {rows} rows were written by a newer version and cannot be read by this one")
        }
    }
}

pub const PARTIAL: Text = text("数字不完整", "Figures are partial");
pub const PARTIAL_ADVICE: Text = text(
    "部分数据已损坏，没有计入任何数字。把这些文件按顺序再导入一次，就能补回来。",
    "Part of the data is damaged and counts nowhere. Import these files again, in this order, and they are complete.",
);
pub const PARTIAL_WRITTEN: Text = text(
    "文件不受影响，其余的记录也都在。这几条请凭记忆补记。",
    "Files and all other records are not affected. Write these down again as you remember them.",
);
pub const PARTIAL_NEWER: Text = text("请刷新本页，换用新版本。", "Reload the page to get the newer version.");
pub const CONTINUE_HERE: Text = text("在这里继续", "Continue here");
pub const OPEN_PREVIOUS: Text = text("打开上一次保存的数据", "Open the state saved before");
pub const OPEN_AS_IT_IS: Text = text("照现在的样子使用", "Use it as it is");
pub const REBUILD: Text = text("从能读出的部分重建", "Rebuild from what can be read");
pub const REBUILD_HINT: Text = text(
    "重建会用上每一份还能读出的数据，可能包含已撤销的导入；文件名和提示找不回来。",
    "Rebuilding takes every record that can be read, perhaps some of an import that was undone; names of files and notes are lost.",
);
pub const WRITE_ANEW: Text = text("重新存到这台设备", "Save them here again");
pub const STILL_HELD: Text = text(
    "本页还留着全部数据，关闭前可以重新存好，或者先导出。",
    "This page still holds all records: save them again, or take them out, before you close it.",
);
pub const LIST_REBUILT: Text = text(
    "门店清单损坏或丢失，已按现有数据重新列出。",
    "The list of stores was damaged or lost, and was made again from what is there.",
);

/// How large the state is, and how old.
pub fn saved_state(lang: Lang, state: &SavedState) -> String {
    let rows = count(state.rows);
    match (lang, state.imported) {
        (Lang::Zh, Some(day)) => format!("{rows} 行，最近导入时间 {day}"),
        (Lang::Zh, None) => format!("{rows} 行"),
        (Lang::En, Some(day)) => format!("{rows} rows, last import on {day}"),
        (Lang::En, None) => format!("{rows} rows"),
    }
}
