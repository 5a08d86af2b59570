//! Words of the scorecard: names and formulas of the measures, and the base each is taken from.

use super::{Lang, Text, numbers, slices, text};
use crate::{
    protocol::{
        query::{Measure, MeasurePart, Perspective},
        view::Proportion,
    },
    time::Period,
};

pub const TITLE: Text = text("指标", "Scorecard");
pub const BY_CONSULTANT: Text = text("按顾问", "By consultant");
pub const TREND: Text = text("近 12 个月", "Last 12 months");
pub const NOBODY: Text = text("这段时间没有可计算的", "Nothing to count in this period");
pub const HEAD_MEASURE: Text = text("指标", "Measure");
pub const HEAD_VALUE: Text = text("值", "Value");
pub const HEAD_INTERVAL: Text = text("95% 区间", "95% interval");
pub const NUMERATOR: Text = text("分子", "Numerator");
pub const DENOMINATOR: Text = text("分母", "Denominator");
pub const HEAD_BASE: Text = text("统计范围", "Base");

pub const METHOD: &[Text] = &[
    text(
        "每个数字都是一份名单的长度：分子、分母和其余都可以打开。区间为 Wilson 95% 区间；分母不足 30 的标“样本少”。",
        "Every figure is the length of a list: numerator, denominator and the rest can be opened. Intervals are Wilson 95%; a denominator below 30 is marked as a small sample.",
    ),
    text(
        "要等时间才看得出的指标（如 30 天、首保），时段按整月往前移，直到最后一天也已到期；移过的时段写在每项下面。",
        "Measures that need time to show (30 days, first service) take the period back by whole months until its last day has come of age; the base is written under each.",
    ),
    text(
        "放弃、停跟、战败、休眠是不同的事，分开计算：战败是判定，放弃是未结束且此后没有联系。",
        "Abandoned, silent, defeated and dormant are different things and counted apart: a defeat is declared; abandoned means open and no contact since.",
    ),
];

pub const fn name(measure: Measure) -> Text {
    match measure {
        Measure::DefeatedByDay30 => text("30 天内战败率", "Defeated by day 30"),
        Measure::AbandonedAtDay60 => text("60 天放弃率", "Abandoned at day 60"),
        Measure::SilentAfterDay30 => text("30 天后停跟率", "No contact after day 30"),
        Measure::Stagnant => text("滞留率", "Standing still"),
        Measure::FirstResponseWithin2h => text("2 小时首响率", "First response within 2 h"),
        Measure::Wechat => text("加微率", "Added on WeChat"),
        Measure::TestDrive => text("试驾率", "Test drives per visit"),
        Measure::Order => text("成交率", "Orders per visit"),
        Measure::OrderAfterTestDrive => text("试驾签单率", "Orders per test drive"),
        Measure::SecondVisit => text("二次来店率", "Second visits"),
        Measure::Referral => text("转介绍率", "Deliveries by referral"),
        Measure::FirstService => text("首保回厂率", "First service done"),
        Measure::SecondService => text("二保回厂率", "Second service done"),
        Measure::Churn6 => text("6 个月流失率", "Churn, 6 months"),
        Measure::Churn12 => text("12 个月流失率", "Churn, 12 months"),
        Measure::Retention => text("客户保持率", "Retention"),
        Measure::WinBack => text("流失再回厂率", "Lost owners back"),
        Measure::Renewal => text("续保率", "Renewed here"),
    }
}

/// Numerator ÷ denominator.
pub const fn formula(measure: Measure) -> Text {
    match measure {
        Measure::DefeatedByDay30 => {
            text("创建后 30 天内战败（至今仍是）÷ 商机", "Defeated within 30 days, still so ÷ opportunities")
        }
        Measure::AbandonedAtDay60 => text(
            "最后一次联系或步骤在第 60 天之前 ÷ 至今未结束的商机",
            "Last contact or step before day 60 ÷ opportunities still open",
        ),
        Measure::SilentAfterDay30 => text(
            "未结束，且第 30 天后没有任何联系 ÷ 第 30 天时未结束的商机",
            "Open, and no contact after day 30 ÷ opportunities open on day 30",
        ),
        Measure::Stagnant => {
            text("未结束且超过时限（含休眠）÷ 商机", "Open past their time (the dormant included) ÷ opportunities")
        }
        Measure::FirstResponseWithin2h => text(
            "创建后 120 分钟内首次联系 ÷ 线索（逐行计，时间须到分钟）",
            "First contact within 120 minutes ÷ leads (each row; timed to the minute)",
        ),
        Measure::Wechat => text("已加微信 ÷ 线索（逐行计）", "Added on WeChat ÷ leads (each row)"),
        Measure::TestDrive => {
            text("有试驾记录 ÷ 有到店记录的商机", "Test drive on record ÷ opportunities with a visit")
        }
        Measure::Order => text("已下订 ÷ 有到店记录的商机", "Ordered ÷ opportunities with a visit"),
        Measure::OrderAfterTestDrive => text("已下订 ÷ 有试驾记录的商机", "Ordered ÷ opportunities with a test drive"),
        Measure::SecondVisit => text("在另一天再次到店 ÷ 商机", "A visit on a second day ÷ opportunities"),
        Measure::Referral => text("线索来自转介绍的交车 ÷ 交车", "Deliveries whose lead was a referral ÷ deliveries"),
        Measure::FirstService => text(
            "做过首保 ÷ 本店新车中首保已到期的（交车后 3 个月加 30 天）",
            "First service done ÷ cars sold new here and due (3 months and 30 days after delivery)",
        ),
        Measure::SecondService => text(
            "有第二次保养 ÷ 做过首保且二保已到期的（首保后 6 个月，纯电 12 个月）",
            "A second maintenance ÷ cars with a first service whose second is due (6 months after it; electric 12)",
        ),
        Measure::Churn6 => text(
            "此后 6 个月没有再来 ÷ 当月回厂的车",
            "Not seen in the six months since ÷ cars in the workshop that month",
        ),
        Measure::Churn12 => text(
            "此后 12 个月没有再来 ÷ 当月回厂的车",
            "Not seen in the twelve months since ÷ cars in the workshop that month",
        ),
        Measure::Retention => {
            text("近 12 个月来过 ÷ 近 36 个月来过的车", "Seen in the last 12 months ÷ cars seen in the last 36")
        }
        Measure::WinBack => {
            text("本月回来 ÷ 上次来店在 13–24 个月前的车", "Back this month ÷ cars last seen 13 to 24 months ago")
        }
        Measure::Renewal => {
            text("在本店续保 ÷ 到期的商业险保单（逐单计）", "Renewed here ÷ commercial policies due (each policy)")
        }
    }
}

/// What others published, with its source and year; never a target.
pub const fn reference(measure: Measure) -> Option<Text> {
    match measure {
        Measure::SecondService => Some(text(
            "参考：行业内首保后流失 20–30%（李杰《汽车营销客户关系管理实战》，化学工业出版社，2014）",
            "For reference: in the trade 20–30% leave after the free first service (Li Jie, Customer relations in car marketing, in Chinese, Chemical Industry Press, 2014)",
        )),
        _ => None,
    }
}

pub const fn perspective(perspective: Perspective) -> Text {
    match perspective {
        Perspective::Finance => text("财务", "Finance"),
        Perspective::Customer => text("客户", "Customer"),
        Perspective::Process => text("过程", "Process"),
    }
}

/// 2026 年 4–9 月创建
pub fn base(lang: Lang, measure: Measure, base: Period) -> String {
    let period = numbers::period(lang, base);
    let (zh, en) = match measure {
        Measure::Referral | Measure::FirstService | Measure::SecondService => ("交车", "delivered"),
        Measure::Churn6 | Measure::Churn12 | Measure::Retention => ("回厂", "in the workshop"),
        Measure::WinBack => ("最后一次回厂", "last in the workshop"),
        Measure::Renewal => ("到期", "due"),
        _ => ("创建", "created"),
    };
    match lang {
        Lang::Zh => format!("{period}{zh}"),
        Lang::En => format!("{en} {period}"),
    }
}

/// The people behind a part of a measure.
pub fn part(lang: Lang, measure: Measure, part: MeasurePart, group: Option<&str>) -> String {
    let words = format!("{} · {}", name(measure).get(lang), part_name(part).get(lang));
    group.map_or_else(|| words.clone(), |group| format!("{words} · {}", slices::word(lang, group)))
}

pub const fn part_name(part: MeasurePart) -> Text {
    match part {
        MeasurePart::Numerator => NUMERATOR,
        MeasurePart::Denominator => DENOMINATOR,
        MeasurePart::Rest => text("其余", "Rest"),
    }
}

/// 34%（29–39%）, in a table where the list opens from it.
pub fn share(value: Proportion) -> String {
    format!("{} ({})", numbers::percent(value.share()), numbers::interval(value))
}
