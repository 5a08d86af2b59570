//! Words of the scorecard: names, formulas and bases of the measures.

use super::{Lang, Text, numbers, slices, states::Tone, text};
use crate::{
    protocol::{
        query::{Measure, MeasurePart, Perspective, Staff},
        view::{ENOUGH, MeasureView, Proportion},
    },
    time::Period,
};

pub const TITLE: Text = text("指标", "Scores");
pub const TREND: Text = text("趋势", "Trend");
pub const TREND_MONTHS: Text = text("近 12 个整月", "Last 12 full months");
/// Follows them, if a month is still running.
pub const TREND_RUNNING: Text = text("另加本月至今", "then this one so far");
pub const NOBODY: Text = text("这段时间没有可计算的", "Nothing to count in this period");
pub const HEAD_MEASURE: Text = text("指标", "Measure");
pub const HEAD_VALUE: Text = text("值", "Value");
pub const HEAD_INTERVAL: Text = text("95% 区间", "95% interval");
pub const NUMERATOR: Text = text("达到数", "Reached");
pub const DENOMINATOR: Text = text("范围数", "Base");
pub const HEAD_CHANGE: Text = text("较上期", "Change");
pub const HEAD_PEOPLE: Text = text("人数 / 范围", "People / base");
pub const NO_BEFORE: Text = text("上期无数据", "None before");
pub const HOLLOW: Text = text(
    "空心点：这个月还没过完，或当月的人还不满 30 天（续保不满 3 个月），数字还会变",
    "Hollow point: its month is still running, or its people have not had 30 days yet (renewals: 3 months); it will still move",
);
/// Shown if all units of a measure are too young.
pub const YOUNG: Text = text("时候未到，还会变", "too early, will still move");
pub const NOW: Text = text("本期", "Now");
pub const BEFORE: Text = text("上期", "Before");
pub const REFERENCE: Text = text("参考", "Reference");
pub const HEAD_BASE: Text = text("统计范围", "Base");

pub const METHOD: &[Text] = &[
    text(
        "每个数字都是一份名单的人数，达到的、统计范围内的和其余的都可以打开。区间为 Wilson 95% 区间；统计范围不足 30 的标“样本太少”。",
        "Every figure is the length of a list: numerator, denominator and the rest can be opened. Intervals are Wilson 95%; a denominator below 30 is marked as a small sample.",
    ),
    text(
        "要等时间才看得出的指标（如 30 天、首保），时段按整月往前移，直到最后一天也已到期；移过的月份写在名称后面。",
        "Measures that need time to show (30 days, first service) take the period back by whole months until its last day has come of age; the months are written behind its name.",
    ),
    text(
        "较上期：与紧接在前、同样长的一段相比，两段都看到各自结束后同样多的天数。点数为两个百分数之差；“变好”“变差”须超出偶然：双比例检验（双侧，两边各满 30），全部指标一起按 Holm 法校正到 5%；其余为“正常波动”。区间是否重叠不作依据，那样会漏掉真的变化。",
        "Change: against the period right before, as long, both read as many days after their end. Points are the difference of the two percentages; better or worse is said beyond chance only: two-proportion test (two-sided, 30 and more each), all measures together under Holm's correction at 5%; the rest is noise. Whether intervals overlap is not asked, since that misses real changes.",
    ),
    text(
        "趋势：近 12 个整月，本月还没过完的接在后面；左侧是刻度的上下端，不从零开始。空心点：这个月还没过完，或当月的人还不满 30 天（续保不满 3 个月），数字还会变。",
        "Trend: the last 12 full months, and the running one after them; the ends of its scale at the left, not from nought. A hollow point: its month is still running, or its people have not had 30 days yet (renewals: 3 months); it will still move.",
    ),
    text(
        "按人：成交等线索指标按销售顾问，回厂与流失按服务顾问（二保归做首保的，流失、保持与再回厂归此前最后一次接待的，首保归保养档案指定的），续保按到期保单上的续保专员。",
        "By person: leads by sales consultant; returns and churn by service adviser (the second service by who received the first; churn, retention and lost owners back by who received the car last before; the first service by whom the card assigns); renewals by the specialist on the policy that is due.",
    ),
    text(
        "每位与其余同事合计相比，只标出更差的（没有好坏之分的，高低都标），同一检验，全页所有比较一起校正；不足 30 的只画出，不比较。",
        "Each against all others together; who is worse is marked (where there is no better, who differs), by the same test, all comparisons of the page under one correction; fewer than 30 are drawn and not compared.",
    ),
    text(
        "文件里看不出的不算成 0%：列没有或是空的，没有一位客户来过两天（二次来店），没有一张工单写明首保，工单比首保该到的日子晚才开始，都写明原因，不给数。",
        "What the files cannot show is not counted as 0%: a column that is missing or empty, nobody with visits on two days (second visits), no order that says it is a first service, orders that begin after the first services were due: the reason is given and no figure.",
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
        Measure::FirstResponseWithin2h => text("2 小时首次响应率", "First response within 2 h"),
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

/// Numerator ÷ denominator, in words.
pub const fn formula(measure: Measure) -> Text {
    match measure {
        Measure::DefeatedByDay30 => {
            text("创建后 30 天内战败（至今仍是）÷ 线索", "Defeated within 30 days, still so ÷ leads")
        }
        Measure::AbandonedAtDay60 => text(
            "最后一次联系或步骤在第 60 天之前 ÷ 至今未结束的线索",
            "Last contact or step before day 60 ÷ leads still open",
        ),
        Measure::SilentAfterDay30 => text(
            "未结束，且第 30 天后没有任何联系 ÷ 第 30 天时未结束的线索",
            "Open, and no contact after day 30 ÷ leads open on day 30",
        ),
        Measure::Stagnant => {
            text("未结束且已超时（含休眠）÷ 线索", "Open past their time (the dormant included) ÷ leads")
        }
        Measure::FirstResponseWithin2h => text(
            "创建后 120 分钟内首次响应 ÷ 线索记录（逐行计，时间须到分钟）",
            "First response within 120 minutes ÷ lead rows (timed to the minute)",
        ),
        Measure::Wechat => text("已加微信 ÷ 线索记录（逐行计）", "Added on WeChat ÷ lead rows"),
        Measure::TestDrive => text("有试驾记录 ÷ 有到店记录的线索", "Test drive on record ÷ leads with a visit"),
        Measure::Order => text("已下订 ÷ 有到店记录的线索", "Ordered ÷ leads with a visit"),
        Measure::OrderAfterTestDrive => text("已下订 ÷ 有试驾记录的线索", "Ordered ÷ leads with a test drive"),
        Measure::SecondVisit => text("在另一天再次到店 ÷ 线索", "A visit on a second day ÷ leads"),
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
            "此后 6 个月没有再回厂 ÷ 当月回厂的车（只看工单，联系、续保、回访都不算）",
            "Not in the workshop in the six months since ÷ cars in it that month (by service orders alone: contacts, policies and surveys do not count)",
        ),
        Measure::Churn12 => text(
            "此后 12 个月没有再回厂 ÷ 当月回厂的车（只看工单，联系、续保、回访都不算）",
            "Not in the workshop in the twelve months since ÷ cars in it that month (by service orders alone: contacts, policies and surveys do not count)",
        ),
        Measure::Retention => text(
            "近 12 个月回过厂 ÷ 近 36 个月回过厂的车",
            "In the workshop in the last 12 months ÷ cars in it in the last 36",
        ),
        Measure::WinBack => text(
            "本月回厂 ÷ 上次回厂在 13–24 个月前的车",
            "Back this month ÷ cars last in the workshop 13 to 24 months ago",
        ),
        Measure::Renewal => {
            text("在本店续保 ÷ 到期的商业险保单（逐单计）", "Renewed here ÷ commercial policies due (each policy)")
        }
    }
}

/// A published figure, with source and year; never a target.
pub const fn reference(measure: Measure) -> Option<Text> {
    match measure {
        Measure::SecondService => Some(text(
            "行业内首保后流失 20–30%（李杰《汽车营销客户关系管理实战》，化学工业出版社，2014）",
            "In the trade 20–30% leave after the free first service (Li Jie, Customer relations in car marketing, in Chinese, Chemical Industry Press, 2014)",
        )),
        _ => None,
    }
}

/// The same, as a range of the measure.
pub const fn reference_range(measure: Measure) -> Option<Text> {
    match measure {
        Measure::SecondService => Some(text("行业 70–80%", "Trade 70–80%")),
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

/// The role that a measure belongs to.
pub const fn staff(measure: Measure) -> Text {
    role(measure.staff())
}

pub const fn role(staff: Staff) -> Text {
    match staff {
        Staff::Consultant => slices::CONSULTANT,
        Staff::Adviser => slices::ADVISER,
        Staff::Specialist => text("续保专员", "Specialist"),
    }
}

/// Why the first service belongs to nobody.
pub const NOT_ASSIGNED: Text = text(
    "没来过的车在工单里没有服务顾问；保养档案给这些车指定了，才能按服务顾问看首保。",
    "Cars that never came have no adviser in any order: the first service is told by adviser where their cards assign one.",
);

/// How many members of staff stand out.
pub fn several(lang: Lang, measure: Measure, n: usize) -> String {
    match lang {
        Lang::Zh => format!("{n} 位{}", staff(measure).zh),
        Lang::En => format!("{n} outliers"),
    }
}

/// The units of the denominator, as a part of the name.
pub const fn kind(measure: Measure) -> Text {
    match measure {
        Measure::DefeatedByDay30 => text("满 30 天", "30 days old"),
        Measure::AbandonedAtDay60 => text("满 60 天、至今未结束", "60 days old, still open"),
        Measure::SilentAfterDay30 => text("第 30 天未结束", "Open on day 30"),
        Measure::Referral => text("本期交车", "Delivered"),
        Measure::FirstService | Measure::SecondService => text("按交车批次", "By delivery"),
        Measure::Churn6 | Measure::Churn12 => text("按回厂批次", "By visit"),
        Measure::Retention => text("近 36 个月回厂", "Seen in 36 months"),
        Measure::WinBack => text("13–24 个月未回厂", "Away 13–24 months"),
        Measure::Renewal => text("本期到期", "Due"),
        _ => text("本期新建", "Created"),
    }
}

/// The months of a measure's base, if they differ from the period asked for and the measure's kind does not say so: 3–8
/// 月.
pub fn months(lang: Lang, measure: Measure, base: Period, asked: Period) -> Option<String> {
    if base == asked || matches!(measure, Measure::Retention | Measure::WinBack) {
        return None;
    }
    let (words, (year, ..)) = (numbers::period(lang, base), asked.last.ymd());
    let without_year = match lang {
        Lang::Zh => words.strip_prefix(&format!("{year} 年 ")),
        Lang::En => words.strip_suffix(&format!(" {year}")),
    };
    Some(without_year.map_or_else(|| words.clone(), str::to_owned))
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
        Lang::Zh => format!("{}{zh}", numbers::spaced(period)),
        Lang::En => format!("{en} {period}"),
    }
}

/// The people behind a part of a measure.
pub fn part(lang: Lang, measure: Measure, part: MeasurePart, group: Option<&str>) -> String {
    let words = format!("{} · {}", name(measure).get(lang), part_name(measure, part).get(lang));
    group.map_or_else(|| words.clone(), |group| format!("{words} · {}", slices::word(lang, group)))
}

pub const fn part_name(measure: Measure, part: MeasurePart) -> Text {
    let parts = parts(measure);
    match part {
        MeasurePart::Numerator => parts.0,
        MeasurePart::Denominator => parts.1,
        MeasurePart::Rest => parts.2,
    }
}

/// The units that hit, the units counted, and the units that do not hit.
const fn parts(measure: Measure) -> (Text, Text, Text) {
    const LEADS: Text = text("全部线索", "Leads");
    const ROWS: Text = text("全部线索记录", "Lead rows");
    const VISITORS: Text = text("到店", "Visited");
    const ORDERED: Text = text("已下订", "Ordered");
    const NOT_ORDERED: Text = text("未下订", "Not ordered");
    match measure {
        Measure::DefeatedByDay30 => {
            (text("30 天内战败", "Defeated by day 30"), LEADS, text("30 天内未战败", "Not defeated by day 30"))
        }
        Measure::AbandonedAtDay60 => {
            (text("已放弃", "Abandoned"), text("至今未结束", "Still open"), text("仍有联系", "Still in contact"))
        }
        Measure::SilentAfterDay30 => (
            text("停跟", "No contact"),
            text("第 30 天未结束", "Open on day 30"),
            text("有联系或已结束", "Contacted or ended"),
        ),
        Measure::Stagnant => (text("滞留", "Standing still"), LEADS, text("未滞留", "Not standing still")),
        Measure::FirstResponseWithin2h => {
            (text("2 小时内响应", "Within 2 h"), ROWS, text("超过 2 小时", "Later than 2 h"))
        }
        Measure::Wechat => (text("已加微", "Added"), ROWS, text("未加微", "Not added")),
        Measure::TestDrive => (text("已试驾", "Test drive"), VISITORS, text("未试驾", "No test drive")),
        Measure::Order => (ORDERED, VISITORS, NOT_ORDERED),
        Measure::OrderAfterTestDrive => (ORDERED, text("试驾", "Test drive"), NOT_ORDERED),
        Measure::SecondVisit => (text("再次到店", "Came again"), LEADS, text("未再到店", "Did not come again")),
        Measure::Referral => (text("转介绍", "Referred"), text("交车", "Delivered"), text("非转介绍", "Not referred")),
        Measure::FirstService | Measure::SecondService => {
            (text("已做", "Done"), text("到期", "Due"), text("未做", "Not done"))
        }
        Measure::Churn6 | Measure::Churn12 => {
            (text("未再来", "Not seen since"), text("当月回厂", "In the workshop"), text("已再来", "Came again"))
        }
        Measure::Retention => (
            text("近 12 个月来过", "Seen in 12 months"),
            text("近 36 个月来过", "Seen in 36 months"),
            text("12 个月未来", "Not seen in 12 months"),
        ),
        Measure::WinBack => (
            text("本月回来", "Back this month"),
            text("13–24 个月未来", "Away 13–24 months"),
            text("未回来", "Not back"),
        ),
        Measure::Renewal => (
            text("本店续保", "Renewed here"),
            text("到期保单", "Policies due"),
            text("未在本店续保", "Not renewed here"),
        ),
    }
}

/// +4 点, −1 点, 持平: the difference of the two rounded figures.
pub fn change(lang: Lang, now: Proportion, before: Proportion) -> String {
    let hundredths = |value: Proportion| numbers::hundredths(value.share()) as i32;
    let points = hundredths(now) - hundredths(before);
    let sign = if points < 0 { "−" } else { "+" };
    match (points, lang) {
        (0, Lang::Zh) => "持平".into(),
        (0, Lang::En) => "Level".into(),
        (_, Lang::Zh) => format!("{sign}{} 点", points.abs()),
        (_, Lang::En) => format!("{sign}{} pt", points.abs()),
    }
}

/// The words and tone for a change, beside its points.
pub fn judged(measure: Measure, beyond: Option<bool>, is_up: bool) -> (Text, Tone) {
    match (beyond, measure.higher_is_better()) {
        (None, _) => (text("样本太少", "Too few"), Tone::Plain),
        (Some(false), _) => (text("正常波动", "Noise"), Tone::Plain),
        (Some(true), Some(better)) if better == is_up => (text("变好", "Better"), Tone::Pass),
        (Some(true), Some(_)) => (text("变差", "Worse"), Tone::Leak),
        (Some(true), None) if is_up => (text("上升", "Up"), Tone::Still),
        (Some(true), None) => (text("下降", "Down"), Tone::Still),
    }
}

/// Who differs from the colleagues, or that nobody does.
pub fn compared(lang: Lang, view: &MeasureView) -> String {
    let role = staff(view.measure).get(lang);
    let share = |value: Proportion| numbers::percent(value.share());
    let of = |name: &str| {
        view.groups.iter().find(|(group, _)| group == name).map_or_else(String::new, |(_, value)| share(*value))
    };
    let named = |name: &str| format!("{} {}", slices::word(lang, name), of(name));
    let has_enough = view.groups.iter().filter(|(_, share)| !share.is_small()).count() > 1;
    match (view.outliers.as_slice(), lang) {
        // Among thirty, a handful on either side may still be chance.
        ([], Lang::Zh) if view.compared < 2 && has_enough => "样本太少，暂不比较".into(),
        ([], Lang::En) if view.compared < 2 && has_enough => "Too few cases to compare".into(),
        ([], Lang::Zh) if view.compared < 2 => format!("样本太少：满 {ENOUGH} 的{role}不足两位，暂不比较"),
        ([], Lang::En) if view.compared < 2 => format!("Fewer than two have {ENOUGH}: not compared"),
        ([], Lang::Zh) => format!("{} 位{role}的差别都在波动之内", view.compared),
        ([], Lang::En) => format!("{} compared, no difference beyond noise", view.compared),
        ([(name, others)], Lang::Zh) => format!("{}，其余{role}合计 {}，差别超出波动", named(name), share(*others)),
        ([(name, others)], Lang::En) => {
            format!("{}, all others together {}: beyond noise", named(name), share(*others))
        }
        (several, Lang::Zh) => {
            let names: Vec<String> = several.iter().map(|(name, _)| named(name)).collect();
            format!("{}，与其余{role}的差别超出波动", names.join("、"))
        }
        (several, Lang::En) => {
            let names: Vec<String> = several.iter().map(|(name, _)| named(name)).collect();
            format!("{}: beyond noise against the others", names.join(", "))
        }
    }
}
