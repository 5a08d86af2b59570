//! Words of the frame: the rail, the top bar, and the parts that every page shares.

use super::{Lang, Text, names, numbers::count, text};
use crate::{
    model::rows::Kind,
    protocol::view::{ClockDoubt, ClockFault, StoreStatus},
    time::Day,
};

pub const PRODUCT: Text = text("本源", "Benyuan");

pub const MAP: Text = text("地图", "Map");
pub const DISTRIBUTION: Text = text("分布", "Stages");
pub const SATISFACTION: Text = text("满意度", "Surveys");
pub const SCORECARD: Text = text("指标", "Scores");
pub const FUNNEL: Text = text("漏斗", "Funnel");
pub const DATA: Text = text("数据", "Data");
pub const SETTINGS: Text = text("设置", "Settings");
pub const PAGES: Text = text("页面", "Pages");
pub const SKIP: Text = text("跳到正文", "Skip to content");
pub const STAY: Text = text("离开会丢下等待导入的文件", "Leaving gives up the files that wait to be imported");

pub const UNKNOWN: Text = text("没有这个页面", "There is no such page");
pub const UNKNOWN_TEXT: Text = text(
    "这个地址不对应任何页面，可能抄漏了一段，或来自更新的版本。数据都在，没有动过。",
    "This address leads to no page: a part of it may be missing, or it is from a newer version. Your data are untouched.",
);
pub const TO_THE_MAP: Text = text("去地图", "To the map");
pub const TO_THE_DATA: Text = text("去数据", "To the data");

pub const CUSTOMER: Text = text("客户", "Customer");
pub const BACK: Text = text("返回", "Back");
pub const CANCEL: Text = text("取消", "Cancel");
pub const CLOSE: Text = text("关闭", "Close");
pub const RELOAD: Text = text("刷新本页", "Reload the page");
pub const UNDO: Text = text("撤销", "Undo");

pub const SEMICOLON: Text = text("；", "; ");
pub const FORMULA: Text = text("口径", "Method");
pub const TABLE: Text = text("数据表", "Table");
pub const SAVE: Text = text("导出", "Save");
pub const CSV: Text = text("数据 CSV", "Data as CSV");
pub const PNG: Text = text("图片 PNG", "Picture as PNG");
pub const SVG: Text = text("矢量图 SVG", "Drawing as SVG");
pub const PRINT: Text = text("打印本页", "Print this page");
pub const NOT_SAVED: Text =
    text("浏览器没有生成这张图片，请换一种格式。", "The browser did not make this picture; try another format.");
pub const OPENS_LIST: Text = text("看名单", "See the list");
pub const TAP_AGAIN: Text = text("再点一下看名单", "Tap again for the list");
pub const NOTES: Text = text("备注", "Notes");
pub const PRINTED: Text = text("打印于", "Printed on");

pub const STORE: Text = text("门店", "Store");
pub const SWITCH_STORE: Text = text("切换门店", "Switch store");
pub const MANAGE_STORES: Text = text("管理门店…", "Manage stores…");
pub const AS_OF: Text = text("截至", "As of");
pub const AS_OF_DEFAULT: Text = text("回到数据的最新日期", "Back to the latest date in the data");
pub const AS_OF_HINT: Text =
    text("只看这一天及以前发生的事，时限也算到这一天。", "Only what had happened by this day; clocks are read on it.");
pub const FILTER: Text = text("筛选", "Filter");
pub const PERIOD: Text = text("时段", "Period");
pub const PERIOD_CUSTOM: Text = text("自选", "Custom");
pub const PERIOD_FROM: Text = text("从", "From");
pub const PERIOD_TO: Text = text("到", "To");
pub const APPLY: Text = text("应用", "Apply");

pub const SAVED: Text = text("已保存", "Saved");
pub const SAVING: Text = text("正在保存…", "Saving…");
pub const OPENING: Text = text("正在打开…", "Opening…");
pub const LOADING: Text = text("正在读取…", "Loading…");

pub fn months(lang: Lang, months: i32) -> String {
    match lang {
        Lang::Zh => format!("近 {months} 个整月"),
        Lang::En => format!("{months} full months"),
    }
}

/// The running month; of a few days, how many.
pub fn month_to_date(lang: Lang, day: Day) -> String {
    const FEW: u32 = 7;
    let (_, _, days) = day.ymd();
    match lang {
        Lang::Zh if days <= FEW => format!("本月至今（{days} 天）"),
        Lang::Zh => "本月至今".to_owned(),
        Lang::En if days <= FEW => format!("This month ({days} {})", super::numbers::one(days, "day", "days")),
        Lang::En => "This month".to_owned(),
    }
}

/// The full months and the running one.
pub fn months_and_this(lang: Lang, of: i32) -> String {
    let months = months(lang, of);
    match lang {
        Lang::Zh => format!("{months}，另加本月"),
        Lang::En => format!("{months} and this one"),
    }
}

pub fn customers(lang: Lang, n: u32) -> String {
    match lang {
        Lang::Zh => format!("{} 位客户", count(n)),
        Lang::En => format!("{} {}", count(n), super::numbers::one(n, "customer", "customers")),
    }
}

/// How old the data are, if older than a week.
pub fn data_until(lang: Lang, reporting: Day, days_old: i32) -> String {
    match lang {
        Lang::Zh => format!("数据截至 {reporting}，已有 {days_old} 天没有新记录"),
        Lang::En => format!("Data up to {reporting}: nothing new for {days_old} days"),
    }
}

/// What the as-of date is, and whether a single kind of file sets it.
pub fn as_of_hint(lang: Lang, status: Option<&StoreStatus>) -> String {
    let mut hint = AS_OF_HINT.get(lang).to_owned();
    let lone = status.map_or(&[][..], |status| &status.lone);
    let Some((first, others)) = lone.split_first() else { return hint };
    let end = |kinds: &[(Kind, Day)]| {
        let names: Vec<&str> = kinds.iter().map(|(kind, _)| names::kind(*kind).get(lang)).collect();
        let day = kinds.first().map_or_else(String::new, |(_, day)| day.to_string());
        if lang == Lang::Zh {
            format!("{}到 {day}", names.join("、"))
        } else {
            format!("{} up to {day}", names.join(", "))
        }
    };
    // Kinds that end on the same day are named together.
    let ends: Vec<String> = others.chunk_by(|one, next| one.1 == next.1).map(end).collect();
    hint += &match lang {
        Lang::Zh => format!("默认的截至日期只由一种文件决定：{}；{}。", end(&[*first]), ends.join("，")),
        Lang::En => format!(" One kind of file alone sets the usual date: {}; {}.", end(&[*first]), ends.join("; ")),
    };
    hint
}

/// An outlier date, which the reporting date ignores.
pub fn outlier(lang: Lang, day: Day) -> String {
    match lang {
        Lang::Zh => format!("有一条记录写着 {day}，比其余都晚 60 天以上，未作为截至日期"),
        Lang::En => format!("One record says {day}, more than 60 days after all others; it does not set the date"),
    }
}

/// How the device's date and the records contradict each other, and the consequence.
pub fn clock(lang: Lang, doubt: &ClockDoubt) -> String {
    let ClockDoubt { fault, device, newest, later, .. } = doubt;
    let (later, imported) = (count(*later), doubt.imported.unwrap_or(*newest));
    let said = match (lang, fault) {
        (Lang::Zh, ClockFault::Behind) => format!(
            "设备日期 {device} 不对：最新记录是 {newest}，有 {later} 条在设备日期之后。各页算到最新记录，记录都在，请校准设备日期。"
        ),
        (Lang::Zh, ClockFault::BeforeImport) => format!(
            "设备日期 {device} 可能不对：上次导入是 {imported}，最新记录是 {newest}。各页算到最新记录，不受影响，请校准设备日期。"
        ),
        (Lang::Zh, ClockFault::SomeLater) => format!(
            "有 {later} 条记录写的日期晚于设备日期 {device}，最晚的是 {newest}：可能是笔误，也可能是设备日期不对。记录都在，截至日期没有算上这几条。"
        ),
        (Lang::Zh, ClockFault::FarAhead) => format!(
            "设备日期是 {device}，最新记录是 {newest}，隔了一年以上：是数据很久没有更新，还是设备日期不对？各页算到最新记录，记录都在。"
        ),
        (Lang::En, ClockFault::Behind) => format!(
            "The device's date, {device}, is wrong: the latest record is of {newest}, and {later} are later than the device's date. Figures go up to the latest record and nothing is hidden. Please set the date right."
        ),
        (Lang::En, ClockFault::BeforeImport) => format!(
            "The device's date, {device}, may be wrong: the last import was on {imported}; the latest record is of {newest}. Figures go up to the latest record, as before. Please check the date."
        ),
        (Lang::En, ClockFault::SomeLater) => format!(
            "Records dated after the device's date, {device}: {later}, the latest {newest}. They may be slips, or the date is wrong. They are kept, and do not set the as-of date."
        ),
        (Lang::En, ClockFault::FarAhead) => format!(
            "The device's date is {device} and the latest record is of {newest}, over a year earlier. Are the records old, or is the date wrong? Figures go up to the latest record and nothing is hidden."
        ),
    };
    said + &slips(lang, doubt)
}

/// Even if the device is behind, some dates may still be slips.
fn slips(lang: Lang, doubt: &ClockDoubt) -> String {
    match (lang, doubt.fault, doubt.slips) {
        (_, ClockFault::Behind, 0) => String::new(),
        (Lang::Zh, ClockFault::Behind, slips) => format!("另有 {} 条晚得多，像是笔误，没有算作最新。", count(slips)),
        (Lang::En, ClockFault::Behind, slips) => {
            format!(" Dates far after all others, most likely slips, are left out of this: {}.", count(slips))
        }
        _ => String::new(),
    }
}

/// The store's name, or a default for a store without one.
pub fn store_name(lang: Lang, name: &str) -> String {
    match name.trim() {
        // The program names the demo, not the user.
        name if name == super::demo::NAME.zh => super::demo::NAME.get(lang).to_owned(),
        "" => text("我的门店", "My store").get(lang).to_owned(),
        name => name.to_owned(),
    }
}

/// Whether the store has no rows.
pub fn is_empty(status: &StoreStatus) -> bool {
    status.rows.iter().all(|(_, rows)| *rows == 0)
}
