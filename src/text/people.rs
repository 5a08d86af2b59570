//! Words of lists and records.

use super::{Lang, Text, numbers::count, text};
use crate::{protocol::view::Pace, terms::stage::Node};

pub const EMPTY: Text = text("这个数里没有人。", "Nobody is behind this number.");
pub const EXPORT: Text = text("下载 CSV", "Download CSV");
pub const PRINTED_ROWS: Text = text(
    "这里只有屏幕上的这几行；要印全部，请用页面上的“打印本页”。",
    "Only the rows in sight are here; the page's own \"Print this page\" prints all of them.",
);
pub const EXPORT_PHONES: Text = text("含完整号码", "With full phone numbers");

pub const HEAD_LEVEL: Text = text("级别", "Level");
pub const HEAD_CONSULTANT: Text = text("顾问", "Consultant");
pub const UNNAMED: Text = text("未留姓名", "No name");

pub const RECORD: Text = text("客户档案", "Record");
pub const RECORD_GONE: Text = text(
    "档案里没有这位客户。可能那次导入已被撤销。",
    "This customer is not on record. The import may have been undone.",
);
pub const SHOW_PHONE: Text = text("显示", "Show");
pub const HIDE_PHONE: Text = text("隐藏", "Hide");
pub const NO_PHONE: Text = text("没有可用的号码", "No usable number");
pub const ALSO_KNOWN: Text = text("又名", "Also known as");
pub const FIRM: Text = text("公司", "Firm");
pub const VEHICLES: Text = text("车辆", "Vehicles");
pub const LEADS: Text = text("线索", "Leads");
pub const EPISODES: Text = text("环节", "Touchpoints");
pub const EPISODES_CAPTION: Text =
    text("每个环节何时进入、何时到期、如何结束", "When each was entered, when due, how it ended");
pub const FACTS: Text = text("往来记录", "History");
pub const ALL_EVENTS: Text = text("全部", "All");
pub const AHEAD: Text = text("将来", "Ahead");
pub const EVENT_KINDS: Text = text("只看一类", "Show one kind");
pub const CONSULTANT: Text = text("销售顾问", "Sales consultant");
pub const ADVISER: Text = text("服务顾问", "Service adviser");
pub const RECOVERED: Text = text("曾流失，已挽回", "Left once, came back");
pub const WAY: Text = text("走过的路", "The way so far");
pub const WAY_UNKNOWN: Text = text(
    "没有线索，也没有交车日期，还看不出到了哪一步。",
    "Without a lead or a delivery date there is no telling how far they came.",
);
pub const WARRANTY: Text = text("质保", "Warranty");
pub const NEXT_SERVICE: Text = text("下次保养", "Next service");
pub const POLICY: Text = text("保险", "Insurance");
pub const CAR: Text = text("车型未填", "Model not given");
pub const RECKONED: Text = text("按交车推算", "reckoned from delivery");
pub const INFERRED: Text = text("推断归属", "Inferred");
pub const INFERRED_HINT: Text = text(
    "这行的号码已脱敏，按前三后四位与姓名归到这位客户。",
    "The row's number is masked; it was linked by its digits and the name.",
);
pub const IMPLIED: Text = text("由后一步推得", "Implied by a later step");
pub const ENTERED: Text = text("进入时间", "Entered");
pub const DUE: Text = text("到期", "Due");
pub const ENDED: Text = text("结束", "Ended");
pub const SINCE: Text = text("交车", "Since");
pub const UNTIL: Text = text("转出", "Until");
pub const MILEAGE: Text = text("里程", "Mileage");
pub const VISITS: Text = text("到厂", "Service visits");
pub const REACHED: Text = text("已到环节", "Reached");
pub const CREATED: Text = text("创建", "Created");
pub const NO_EPISODES: Text = text("还没有进入任何环节。", "No touchpoint entered yet.");

/// 41 条，新的在上
pub fn events_size(lang: Lang, events: usize) -> String {
    match lang {
        Lang::Zh => format!("{} 条，新的在上", count(events as u32)),
        Lang::En => {
            format!("{} {}, latest first", count(events as u32), super::numbers::one(events as u32, "event", "events"))
        }
    }
}

/// 更早 11 条
pub fn earlier(lang: Lang, n: usize) -> String {
    match lang {
        Lang::Zh => format!("更早 {n} 条"),
        Lang::En => format!("{n} earlier"),
    }
}

pub fn silent(lang: Lang, days: i32) -> String {
    match (lang, days) {
        (Lang::Zh, 0) => "今天有来往".into(),
        (Lang::En, 0) => "In touch today".into(),
        (Lang::Zh, days) => format!("{} 天未联系", count(days.unsigned_abs())),
        (Lang::En, days) => format!("No contact for {}", super::states::days(lang, days)),
    }
}

/// 本期已在本店续保（到期 2027-03-01）: no signing day is known.
pub fn renewed_undated(lang: Lang, expires: crate::time::Day) -> String {
    match lang {
        Lang::Zh => format!("本期已在本店续保（到期 {expires}）"),
        Lang::En => format!("Renewed here for this term (due {expires})"),
    }
}

pub fn level(lang: Lang, level: &str) -> String {
    match lang {
        Lang::Zh => format!("{level} 级"),
        Lang::En => format!("Level {level}"),
    }
}

/// 还有 198 天；已过 8 天
pub fn until(lang: Lang, days: i32) -> String {
    let n = super::states::days(lang, days.abs());
    match (lang, days) {
        (Lang::Zh, 0) => "今天".into(),
        (Lang::En, 0) => "today".into(),
        (Lang::Zh, ..0) => format!("已过 {n}"),
        (Lang::En, ..0) => format!("{n} ago"),
        (Lang::Zh, _) => format!("还有 {n}"),
        (Lang::En, _) => format!("in {n}"),
    }
}

pub fn renewed(lang: Lang, here: bool) -> &'static str {
    match here {
        true => text("已在本店续保", "renewed here").get(lang),
        false => text("不在本店", "renewed elsewhere").get(lang),
    }
}

pub fn cars(lang: Lang, n: usize) -> String {
    match lang {
        Lang::Zh => format!("{n} 台"),
        Lang::En => format!("{n}"),
    }
}

/// 26-10-23
pub fn short_day(day: crate::time::Day) -> String {
    let (year, month, day) = day.ymd();
    format!("{:02}-{month:02}-{day:02}", year.rem_euclid(100))
}

/// 28 日 15:42, shown under its month.
pub fn day_of_month(lang: Lang, at: crate::time::Moment) -> String {
    let (_, _, day) = at.day().ymd();
    let day = match lang {
        Lang::Zh => format!("{day} 日"),
        Lang::En => format!("{day},"),
    };
    match at.precision() {
        crate::time::Precision::Day => day.trim_end_matches(',').to_owned(),
        crate::time::Precision::Minute => {
            let minute = at.minute_of_day();
            format!("{day} {:02}:{:02}", minute / 60, minute % 60)
        }
    }
}

/// The words for a node of somebody's way, beside its day: a lead is defeated, an owner leaves.
pub fn pace(lang: Lang, node: Node, pace: Pace) -> Option<&'static str> {
    match pace {
        Pace::Leaked if node <= Node::Delivery => Some(text("战败", "Defeated").get(lang)),
        Pace::Leaked => Some(text("流失", "Left").get(lang)),
        Pace::Bypassed => Some(text("未经", "Skipped").get(lang)),
        _ => None,
    }
}

pub fn record_size(lang: Lang, facts: u32) -> String {
    match lang {
        Lang::Zh => format!("客户档案 · 来自 {} 行数据", count(facts)),
        Lang::En => format!("Record · from {} {}", count(facts), super::numbers::one(facts, "row", "rows")),
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
