//! Words of the map page and its cards.

use super::{
    Lang, Text, headline,
    numbers::{self, count},
    text,
};
use crate::{
    protocol::{
        query::Half,
        view::{Proportion, YearBefore},
    },
    terms::stage::Node,
    time::Period,
};

pub const TITLE: Text = text("生命周期地图", "Lifecycle map");
pub const LOST_CAPTION: Text = text("占比与 95% 区间", "share and its 95% interval");
pub const NO_LEAKS: Text = text("这段时间没有流失记录。", "No leaks on record in this period.");
pub const ORDER: Text = text("排序", "Order");
pub const BY_PEOPLE: Text = text("按人数", "By people");
pub const BY_SHARE: Text = text("按占比", "By share");
pub const RESERVOIR: Text = text("滞留：超时未推进", "Standing still: past their time");
pub const RESERVOIR_CAPTION: Text = text(
    "过了时限还没进入下一步，也没有判定流失；占比按到期或有结果的人次算",
    "Past their time, neither moved on nor declared lost; shares of those who came due or ended",
);
pub const NO_RESERVOIR: Text = text("这段时间没有人超时。", "Nobody is past their time in this period.");
pub const COVERAGE: Text = text("这张图用到的文件", "Files behind this picture");
pub const COVERAGE_ALL: Text = text("看数据完整度", "See coverage");
pub const NO_FOLLOW_UPS: Text = text(
    "没有跟进记录：时限从最后一步算起，滞留可能偏多。",
    "No follow-ups on record: clocks run from the last step, so more may seem to stand still.",
);

pub const NO_DEFEATS: Text = text(
    "没有战败记录：购买前谁流失了看不出来，只看得到谁超时未推进。",
    "No defeats on record: who is lost before the purchase cannot be told, only who is past their time.",
);

pub const METHOD: &[Text] = &[
    text(
        "同样大小就是同样多的人：圆的面积、圆里琥珀色的面积、红色的面积，同一把尺。",
        "Equal areas are equally many people: circles, the amber in them, and the red streams share one scale.",
    ),
    text(
        "圆：停留在该环节、还没有结果的人，即未超时的，加上时段内到期而未推进的（琥珀色）。交车以前按线索计，以后按车主（客户 × 车辆）计。",
        "Circle: those waiting at the node, in time or past it since within the period (amber); leads up to delivery, owners (customer × vehicle) after.",
    ),
    text(
        "红：时段内在该环节流失的人，数字就是人数。",
        "Red: those lost at the node in the period; the number says how many.",
    ),
    text(
        "通过、流失、滞留：时段内到期或已有结果的人次占比，三者合计 100%。滞留：超时未推进，超过 90 天的休眠也在内。",
        "Passed, left, standing still: shares of the episodes that came due or ended in the period; they add to 100%.",
    ),
    text(
        "车主的流失只看到厂（工单）：满 12 个月没有到厂（纯电 24 个月），联系、续保、回访都不改变它。名单和档案里的“最近活动”则不论哪一种。",
        "Owners are lost by service orders alone: none for 12 months (electric 24), whatever contact, policy or survey there was. The last activity in lists and records is of any kind.",
    ),
    text(
        "大字说的是流失人数最多的环节。不足 30 人次的，或流失占比的 Wilson 95% 区间宽于 20 个百分点的，不作结论。",
        "The large words name the node that loses the most people; none of fewer than 30 episodes, nor one whose share's Wilson 95% interval is wider than 20 points.",
    ),
    text(
        "未经此步的人次另列，不进占比；各环节的满意度（均分 × 100）在数据表里。",
        "Those who went on without the step are counted apart; satisfaction (mean × 100) by node is in the data table.",
    ),
    text(
        "去年同期：同样的日子早一年，同样看到时段结束。变多、变少指流失占比，须超出偶然：双比例检验（双侧，两边各满 30），全部环节一起按 Holm 法校正到 5%；其余为“正常波动”。数据没有再早 3 个月（购买前）或 12 个月（购买后）的，不比。",
        "A year earlier: the same days, read to their end as well. More or fewer is said of the share, beyond chance only: two-proportion test (two-sided, 30 and more each), all nodes together under Holm's correction at 5%; the rest is noise. Not compared where the files do not reach 3 months further back (before the purchase) or 12 (after).",
    ),
    text("虚线圆：没有导入能看到这一步的数据。", "Dashed circle: no file imported shows this step."),
];

pub const HEAD_NODE: Text = text("环节", "Node");
pub const HEAD_STANDING: Text = text("当前在册", "On the path");
pub const HEAD_OPEN: Text = text("本期停留", "Waiting here");
pub const HEAD_REASON: Text = text("最多的流失原因", "Most frequent reason");
pub const HEAD_OFF: Text = text("已退出（战败、流失）", "Off the path");
pub const HEAD_DUE: Text = text("到期或有结果", "Due or ended");
pub const HEAD_PASSED: Text = text("通过", "Passed");
pub const HEAD_PASS_RATE: Text = text("通过率（本期到期）", "Passed, of those due");
pub const HEAD_LEAKED: Text = text("流失", "Left");
pub const HEAD_STAGNANT: Text = text("滞留", "Standing still");
pub const HEAD_INTERVAL: Text = text("流失 95% 区间", "Left, 95% interval");
pub const HEAD_IN_TIME: Text = text("未超时", "In time");
pub const HEAD_SATISFACTION: Text = text("满意度（95% 区间）", "Satisfaction (95% interval)");
pub const HEAD_BYPASSED: Text = text("未经此步", "Bypassed");

pub fn subtitle(lang: Lang, customers: u32, period: Period) -> String {
    let (customers, period) = (super::shell::customers(lang, customers), numbers::period(lang, period));
    match lang {
        Lang::Zh => format!("累计 {customers} · {period}"),
        Lang::En => format!("{customers} in all · {period}"),
    }
}

pub fn caption(lang: Lang, period: Period) -> String {
    let period = numbers::period(lang, period);
    match lang {
        Lang::Zh => format!("{}到期或已有结果的人次：进入下一步的、流失的、超时未推进的", numbers::spaced(period)),
        Lang::En => {
            format!("Episodes that came due or ended in {period}: went on, lost, or past their time")
        }
    }
}

/// The name of a half's card.
pub const fn half(half: Half) -> Text {
    match half {
        Half::Before => text("购买前的流失", "Lost before the purchase"),
        Half::After => text("购买后的流失", "Lost after the purchase"),
    }
}

/// 流失 1,346 人次: the words before the number, and the number.
pub fn lost(lang: Lang, half: Half, people: u32) -> (&'static str, String) {
    match lang {
        Lang::Zh => ("流失 ", format!("{} {}", count(people), super::lists::passages(lang, half))),
        Lang::En => ("", format!("{} lost", count(people))),
    }
}

/// 去年同期 368 人，33%
pub fn year_before(lang: Lang, node: Node, lost: Proportion) -> String {
    let (people, share) = (count(lost.k), numbers::percent(lost.share()));
    match lang {
        Lang::Zh => format!("去年同期 {people} {} {share}", headline::unit(node)),
        Lang::En => format!("{people}, {share} a year ago"),
    }
}

/// +38 人，+4 点; only if it is a change.
pub fn against_year(lang: Lang, node: Node, now: Option<Proportion>, before: YearBefore) -> String {
    let noise = match before.beyond {
        None => text("样本太少", "too few"),
        Some(_) => text("正常波动", "noise"),
    };
    let Some(now) = now.filter(|_| before.beyond == Some(true)) else { return noise.get(lang).to_owned() };
    let more = i64::from(now.k) - i64::from(before.lost.k);
    let sign = if more < 0 { "−" } else { "+" };
    let (people, points) = (count(more.unsigned_abs() as u32), super::measures::change(lang, now, before.lost));
    match lang {
        Lang::Zh => format!("{sign}{people} {}，{points}", headline::unit(node)),
        Lang::En => format!("{sign}{people}, {points}"),
    }
}

/// The dormant, most of whom came due before the period.
pub fn dormant(lang: Lang, leads: u32) -> String {
    let n = count(leads);
    match lang {
        Lang::Zh => format!("不分时段，全部休眠线索 {n} 条（超时 90 天以上）›"),
        Lang::En => format!(
            "Of any period: {n} dormant {} (more than 90 days past their time) ›",
            numbers::one(leads, "lead", "leads")
        ),
    }
}

/// Replaces an interval if the base is below 30.
pub const SMALL: Text = text("样本太少", "too few");

pub fn rows(lang: Lang, rows: u32) -> String {
    match lang {
        Lang::Zh => format!("{} 行", count(rows)),
        Lang::En => format!("{} {}", count(rows), numbers::one(rows, "row", "rows")),
    }
}
