//! Words of the map page and its cards.

use super::{
    Lang, Text,
    numbers::{self, count},
    text,
};
use crate::time::Period;

pub const TITLE: Text = text("生命周期地图", "Lifecycle map");
pub const LEAKS: Text = text("先看这几处漏点", "Where most people leave");
pub const LEAKS_CAPTION: Text =
    text("流失占比与 95% 区间，按占比从高到低", "Share that left with its 95% interval, highest first");
pub const NO_LEAKS: Text = text("这段时间没有流失记录。", "No leaks on record in this period.");
pub const RESERVOIR: Text = text("水库：停在原地的人", "The reservoir: people standing still");
pub const RESERVOIR_CAPTION: Text =
    text("已过时限仍未走到下一步，也没有判定流失", "Past their time, neither moved on nor declared lost");
pub const NO_RESERVOIR: Text = text("这段时间没有人超过时限。", "Nobody is past their time in this period.");
pub const COVERAGE: Text = text("这张图建立在哪些文件上", "What this picture rests on");
pub const COVERAGE_ALL: Text = text("看资料覆盖", "See coverage");
pub const NO_FOLLOW_UPS: Text = text(
    "没有跟进记录：时限从最后一步算起，滞留可能偏多。",
    "No follow-ups on record: clocks run from the last step, so more may seem to stand still.",
);

pub const METHOD: &[Text] = &[
    text(
        "圆：截至日停在该环节的人数。线索、首次响应到交车按商机计，其余按车主（客户 × 车辆）计。",
        "Circle: those standing at the node on the as-of date; opportunities up to delivery, owners (customer × vehicle) after.",
    ),
    text(
        "通过、流失、滞留：时段内到期或已有结果的人次占比，三者合计 100%。滞留是超过时限仍未动。",
        "Passed, left, standing still: shares of the episodes that came due or ended in the period; they add to 100%.",
    ),
    text(
        "仍在时限内、未经此步的人次另列，不进占比。",
        "Those still inside their time, and those who went on without the step, are counted apart.",
    ),
    text(
        "区间：流失占比的 Wilson 95% 区间；不足 30 人次的只供参考。",
        "Interval: Wilson 95% of the share that left; below 30 episodes it is only an indication.",
    ),
    text(
        "满意度：时段内给这一环节题项打分的答卷（购车与战败合计），均分 × 100；不足 30 份的颜色浅。",
        "Satisfaction: answers of the period that score the node's item, buyers and defeated together, mean × 100; pale below 30.",
    ),
    text("虚线圆：没有导入能看到这一步的资料。", "Dashed circle: no file imported shows this step."),
];

pub const HEAD_NODE: Text = text("环节", "Node");
pub const HEAD_STANDING: Text = text("此刻停在", "Standing");
pub const HEAD_OFF: Text = text("离开路径", "Off the path");
pub const HEAD_DUE: Text = text("到期或有结果", "Due or ended");
pub const HEAD_PASSED: Text = text("通过", "Passed");
pub const HEAD_LEAKED: Text = text("流失", "Left");
pub const HEAD_STAGNANT: Text = text("滞留", "Standing still");
pub const HEAD_INTERVAL: Text = text("流失 95% 区间", "Left, 95% interval");
pub const HEAD_IN_TIME: Text = text("时限内", "In time");
pub const HEAD_SATISFACTION: Text = text("满意度（95% 区间）", "Satisfaction (95% interval)");
pub const HEAD_BYPASSED: Text = text("未经此步", "Bypassed");

pub fn subtitle(lang: Lang, customers: u32, period: Period) -> String {
    format!("{} · {}", super::shell::customers(lang, customers), numbers::period(lang, period))
}

pub fn caption(lang: Lang, period: Period) -> String {
    let period = numbers::period(lang, period);
    match lang {
        Lang::Zh => format!("{period}到期或已有结果的人次，按两个出口统计；滞留为超过时限仍未动。"),
        Lang::En => {
            format!("Episodes that came due or ended in {period}, by their exits; amber stands still past its time.")
        }
    }
}

/// 31 / 92 人次
pub fn of(lang: Lang, k: u32, n: u32) -> String {
    match lang {
        Lang::Zh => format!("{} / {} 人次", count(k), count(n)),
        Lang::En => format!("{} of {}", count(k), count(n)),
    }
}

/// Said beside a share whose base is below 30.
pub const SMALL: Text = text("样本少", "small sample");

pub fn rows(lang: Lang, rows: u32) -> String {
    match lang {
        Lang::Zh => format!("{} 行", count(rows)),
        Lang::En => format!("{} {}", count(rows), numbers::one(rows, "row", "rows")),
    }
}
