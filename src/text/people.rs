//! Words of lists and records.

use super::{Lang, Text, numbers::count, text};

pub const LIST: Text = text("名单", "List");
pub const EMPTY: Text = text("这个数里没有人。", "Nobody is behind this number.");
pub const EXPORT: Text = text("下载 CSV", "Download CSV");
pub const EXPORT_PHONES: Text = text("含完整号码", "With full phone numbers");

pub const HEAD_CUSTOMER: Text = text("客户", "Customer");
pub const HEAD_LEVEL: Text = text("级别", "Level");
pub const HEAD_MODEL: Text = text("车型", "Model");
pub const HEAD_CONSULTANT: Text = text("顾问", "Consultant");
pub const HEAD_ENTERED: Text = text("进入", "Entered");
pub const HEAD_STATE: Text = text("状态", "State");
pub const HEAD_LAST: Text = text("最近活动", "Last activity");
pub const HEAD_SILENT: Text = text("沉默", "Silent");
pub const UNNAMED: Text = text("未留姓名", "No name");

pub const RECORD: Text = text("客户档案", "Record");
pub const RECORD_GONE: Text = text(
    "档案里没有这位客户。可能那次导入已被撤销。",
    "This customer is not on record. The import may have been undone.",
);
pub const SHOW_PHONE: Text = text("显示号码", "Show number");
pub const HIDE_PHONE: Text = text("隐藏号码", "Hide number");
pub const NO_PHONE: Text = text("没有可用的号码", "No usable number");
pub const ALSO_KNOWN: Text = text("又名", "Also known as");
pub const FIRM: Text = text("公司", "Firm");
pub const VEHICLES: Text = text("车辆", "Vehicles");
pub const LEADS: Text = text("商机", "Opportunities");
pub const EPISODES: Text = text("环节", "Touchpoints");
pub const EPISODES_CAPTION: Text =
    text("每个环节何时进入、何时到期、如何结束", "When each was entered, when due, how it ended");
pub const FACTS: Text = text("往来记录", "History");
pub const FACTS_CAPTION: Text = text("来自导入的文件，最近的在前", "From the imported files, latest first");
pub const INFERRED: Text = text("推断归属", "Inferred");
pub const INFERRED_HINT: Text = text(
    "这行的号码已脱敏，按前三后四位与姓名归到这位客户。",
    "The row's number is masked; it was linked by its digits and the name.",
);
pub const IMPLIED: Text = text("由后一步推得", "Implied by a later step");
pub const ENTERED: Text = text("进入", "Entered");
pub const DUE: Text = text("到期", "Due");
pub const ENDED: Text = text("结束", "Ended");
pub const SINCE: Text = text("交车", "Since");
pub const UNTIL: Text = text("转出", "Until");
pub const MILEAGE: Text = text("里程", "Mileage");
pub const VISITS: Text = text("到厂", "Service visits");
pub const REACHED: Text = text("走到", "Reached");
pub const CREATED: Text = text("创建", "Created");
pub const NO_EPISODES: Text = text("还没有进入任何环节。", "No touchpoint entered yet.");

pub fn record_size(lang: Lang, facts: u32) -> String {
    match lang {
        Lang::Zh => format!("客户档案 · {} 条记录", count(facts)),
        Lang::En => format!("Record · {} {}", count(facts), super::numbers::one(facts, "entry", "entries")),
    }
}

pub fn inferred_rows(lang: Lang, rows: u32) -> String {
    match lang {
        Lang::Zh => format!("{} 行按脱敏号码与姓名推断归属", count(rows)),
        Lang::En => {
            format!("{} {} linked by masked number and name", count(rows), super::numbers::one(rows, "row", "rows"))
        }
    }
}

/// 线索导出.csv，第 2 张表，第 37 行
pub fn origin(lang: Lang, file: &str, sheet: u16, row: u32) -> String {
    match (lang, sheet) {
        (Lang::Zh, 0) => format!("{file}，第 {row} 行"),
        (Lang::Zh, sheet) => format!("{file}，第 {} 张表第 {row} 行", sheet + 1),
        (Lang::En, 0) => format!("{file}, row {row}"),
        (Lang::En, sheet) => format!("{file}, sheet {}, row {row}", sheet + 1),
    }
}

/// Occurrences count from 1.
pub fn occurrence(lang: Lang, occurrence: u16) -> String {
    match lang {
        Lang::Zh => format!("第 {occurrence} 次"),
        Lang::En => format!("no. {occurrence}"),
    }
}

pub fn kilometres(lang: Lang, km: u32) -> String {
    match lang {
        Lang::Zh => format!("{} 公里", count(km)),
        Lang::En => format!("{} km", count(km)),
    }
}

pub fn times(lang: Lang, n: u32) -> String {
    match lang {
        Lang::Zh => format!("{} 次", count(n)),
        Lang::En => count(n),
    }
}

pub fn more(lang: Lang, n: usize) -> String {
    match lang {
        Lang::Zh => format!("再显示 {n} 条"),
        Lang::En => format!("Show {n} more"),
    }
}
