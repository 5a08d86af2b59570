//! Words of the funnel page.

use super::{
    Lang, Text,
    numbers::{self, count, one},
    text,
};
use crate::time::Period;

pub const TITLE: Text = text("漏斗漏点", "Funnel leaks");
pub const CAPTION: Text = text(
    "每一步：进入下一步 · 滞留（超时未推进）· 流失；未超时的不算流失",
    "Each step: went on · standing still · left; those still in time are under way, not lost",
);
pub const REASONS: Text = text("流失原因", "Reasons they left");
pub const REASONS_STEP: Text = text("看哪一步", "Step");
pub const NO_REASONS: Text = text("这段时间没有流失记录。", "No leaks on record in this period.");
pub const CONVERSION: Text = text("转化与用时", "Conversion and time");
pub const CONVERSION_CAPTION: Text = text(
    "转化 = 进入下一步 ÷（到达 − 未超时），附 95% 区间；用时取中位数",
    "Conversion = went on ÷ (reached − in time) with its 95% interval; days are medians",
);
pub const BESIDE: Text = text("未计入漏斗", "Beside the funnel");
pub const BOUGHT_AFTER_DEFEAT: Text = text("战败后又成交", "Bought after a defeat");
pub const WITHOUT_LEAD: Text = text("没有线索的交车", "Deliveries without a lead");
pub const NO_FOLLOW_UPS: Text = text(
    "没有跟进记录：时限从最后一步算起，滞留可能偏多。",
    "No follow-ups on record: clocks run from the last step, so more may seem to stand still.",
);

pub const HEAD_STEP: Text = text("步骤", "Step");
pub const HEAD_REACHED: Text = text("到达", "Reached");
pub const HEAD_RECORDED: Text = text("有记录", "Recorded");
pub const HEAD_NEXT: Text = text("进入下一步", "Went on");
pub const HEAD_LEAKED: Text = text("流失", "Left");
pub const HEAD_STAGNANT: Text = text("滞留", "Standing still");
pub const HEAD_DORMANT: Text = text("其中休眠", "Of these dormant");
pub const HEAD_IN_TIME: Text = text("未超时", "In time");
pub const HEAD_BYPASSED: Text = text("未经此步", "Bypassed");
pub const HEAD_CONVERSION: Text = text("转化（本期新建）", "Conversion (created)");
pub const HEAD_INTERVAL: Text = text("95% 区间", "95% interval");
pub const HEAD_MEDIAN: Text = text("中位用时", "Median time");

pub const METHOD: &[Text] = &[
    text(
        "线索：时段内创建的，同一客户接连的几行并作一条；没有线索的首次来店也算一条（渠道记为自然到店）。",
        "Leads: those created in the period, rows of one customer that belong together being one; a first visit without a lead is one, too (channel: walk-in).",
    ),
    text(
        "到达：记录了这一步或之后任何一步。未经此步：后面有记录，这一步没有。",
        "Reached: this step or a later one is recorded. Bypassed: a later one is, this one is not.",
    ),
    text(
        "到达 = 进入下一步 + 流失 + 滞留 + 未超时。战败只算在最远到达的一步。",
        "Reached = went on + left + standing still + in time. A defeat counts at the farthest step reached only.",
    ),
    text(
        "滞留：未结束且已超时；休眠：超时 90 天以上。时限按意向级别，从最近一次联系或步骤算起。",
        "Standing still: open past its time; dormant: by more than 90 days. The clock follows the intent level, from the last contact or step.",
    ),
    text(
        "标题说的是转化最低的一步（满 30 位）：人数总是前几步掉得最多，看比例才看得出哪一步有问题。",
        "The title names the step with the lowest conversion (30 people or more): the first steps lose the most people in any store; the share shows which step is at fault.",
    ),
    text(
        "转化 = 进入下一步 ÷（到达 − 未超时）。用时：这一步到下一个有记录的步骤，取中位数。区间为 Wilson 95% 区间。",
        "Conversion = went on ÷ (reached − in time). Time: from this step to the next recorded one, median. The interval is Wilson 95%.",
    ),
];

pub fn subtitle(lang: Lang, period: Period, leads: u32) -> String {
    let (words, n) = (numbers::period(lang, period), count(leads));
    match lang {
        Lang::Zh => format!("{words} · {n} 条线索"),
        Lang::En => format!("{words} · {n} {}", one(leads, "lead", "leads")),
    }
}

/// 从试驾到报价议价
pub fn from_to(lang: Lang, from: &str, to: &str) -> String {
    match lang {
        Lang::Zh => format!("{from}→{to}"),
        Lang::En => format!("{from} → {to}"),
    }
}

/// 1,238，去掉未超时的 12: a conversion's base.
pub fn reached_in_time(lang: Lang, reached: u32, in_time: u32) -> String {
    let (all, open) = (count(reached), count(in_time));
    match lang {
        _ if in_time == 0 => all,
        Lang::Zh => format!("{all} − 未超时 {open}"),
        Lang::En => format!("{all} − {open} in time"),
    }
}

/// 4.5 天，样本 37 条
pub fn median(lang: Lang, days: f64, n: u32) -> String {
    let (whole, n) = (numbers::decimal(days), count(n));
    match lang {
        Lang::Zh if days < 1.0 => format!("不到 1 天，样本 {n} 条"),
        Lang::En if days < 1.0 => format!("under 1 day ({n} leads)"),
        Lang::Zh => format!("{whole} 天，样本 {n} 条"),
        Lang::En if days == 1.0 => format!("1 day ({n} leads)"),
        Lang::En => format!("{whole} days ({n} leads)"),
    }
}

pub fn reasons_caption(lang: Lang, step: &str, leaked: u32) -> String {
    let n = count(leaked);
    match lang {
        Lang::Zh => format!("在“{step}”流失的 {n} 条，按登记的原因"),
        Lang::En => format!("The {n} who left at {step}, by the reason on record"),
    }
}
