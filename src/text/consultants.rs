//! Words of the funnel by consultant.

use super::{
    Lang, Text,
    numbers::{self, count, one, percent},
    slices::word,
    text,
};
use crate::{
    protocol::view::{ConsultantFinding, LeftView, Proportion},
    time::{Day, Period},
};

pub const TITLE: Text = text("按顾问", "By consultant");
pub const GUARD: Text = text("30–90 天重点跟进名单", "Priority list, day 30 to 90");
pub const UNATTENDED: Text = text("顾问疑似离店的客户", "Customers whose consultant seems to have left");
pub const NOBODY_LEFT: Text = text("没有顾问疑似离店的客户。", "No consultant seems to have left anybody behind.");
pub const TEAM: Text = text("全店", "Everybody");
pub const NO_FOLLOW_UPS: Text = text(
    "没有跟进记录：停跟和放弃看不出来，只有战败看得到。",
    "No follow-ups on record: silence and abandonment cannot be told, only defeats.",
);
/// [S2], in its words.
pub const PERSISTENCE: Text = text(
    "第 30 天后被放弃跟进的线索超过 70%，而第 30–90 天新线索的转化率仍有 25% 以上（德勤，其辅导的豪华品牌经销商；基数未说明）。",
    "Over 70% of leads are given up after day 30, though between day 30 and 90 new leads still convert at 25% or more (Deloitte, on luxury-brand dealers it coached; base not stated).",
);

pub const HEAD_NAME: Text = text("顾问", "Consultant");
pub const HEAD_OPPORTUNITIES: Text = text("线索", "Leads");
pub const HEAD_ORDERED: Text = text("下订", "Ordered");
pub const HEAD_STAGNANT: Text = text("滞留", "Standing still");
pub const HEAD_SILENT: Text = text("30 天后停跟", "Silent after day 30");
pub const HEAD_ABANDONED: Text = text("60 天放弃（占未结束）", "Abandoned at day 60 (of open)");
pub const HEAD_DEFEATED: Text = text("30 天内战败", "Defeated by day 30");
pub const HEAD_GUARD: Text = text("重点跟进", "Priority list");
pub const HEAD_RESPONSE: Text = text("首次响应中位", "Median response");

pub const METHOD: &[Text] = &[
    text(
        "下订、滞留 ÷ 时段内创建的线索。停跟：未结束且第 30 天后没有联系 ÷ 第 30 天时未结束的。放弃：最后联系在第 60 天前 ÷ 至今未结束的。战败：创建后 30 天内 ÷ 全部。",
        "Ordered, standing still ÷ leads created in the period. Silent: open and no contact after day 30 ÷ open on day 30. Abandoned: last contact before day 60 ÷ still open. Defeated: within 30 days ÷ all.",
    ),
    text(
        "谁与同事不同：每位与其余同事比（双比例检验，n ≥ 30），按 Holm 法校正多次比较；单侧 2.5%。先看停跟，再看滞留，再看下订；只找更差的。",
        "Who differs: each against all colleagues (two-proportion test, n ≥ 30), Holm's correction for the many comparisons, one-sided 2.5%. Silence comes first, then standing still, then orders; only who is worse is found.",
    ),
    text(
        "重点跟进名单：截至日未结束、创建满 30–90 天的线索，不限时段。",
        "Priority list: leads open at the as-of date and 30 to 90 days old, whatever the period.",
    ),
    text(
        "疑似离店：60 天以上没有任何新行（线索、跟进、来店、销售、工单）出现这位顾问，而同事仍有。名下未结束的线索和仍来店的车主为无人跟进。",
        "Seems to have left: no row (lead, follow-up, visit, sale, service order) has named them for more than 60 days while colleagues are named. Their open leads and owners who still come are unattended.",
    ),
];

pub fn finding(lang: Lang, finding: &ConsultantFinding) -> String {
    match (finding, lang) {
        (ConsultantFinding::StopsAfterDay30 { name, share, colleagues }, Lang::Zh) => {
            format!(
                "{}第 30 天后停跟的最多：{}，同事 {}",
                word(lang, name),
                of(lang, *share),
                percent(colleagues.share())
            )
        }
        (ConsultantFinding::StopsAfterDay30 { name, share, colleagues }, Lang::En) => format!(
            "{} stops following up after day 30: {}, colleagues {}",
            word(lang, name),
            of(lang, *share),
            percent(colleagues.share())
        ),
        (ConsultantFinding::Stagnant { name, share, colleagues }, Lang::Zh) => {
            format!("{}名下滞留的最多：{}，同事 {}", word(lang, name), of(lang, *share), percent(colleagues.share()))
        }
        (ConsultantFinding::Stagnant { name, share, colleagues }, Lang::En) => {
            format!(
                "Most leads stand still with {}: {}, colleagues {}",
                word(lang, name),
                of(lang, *share),
                percent(colleagues.share())
            )
        }
        (ConsultantFinding::OrdersLess { name, share, colleagues }, Lang::Zh) => {
            format!("{}的线索下订得最少：{}，同事 {}", word(lang, name), of(lang, *share), percent(colleagues.share()))
        }
        (ConsultantFinding::OrdersLess { name, share, colleagues }, Lang::En) => format!(
            "Fewest leads order with {}: {}, colleagues {}",
            word(lang, name),
            of(lang, *share),
            percent(colleagues.share())
        ),
        (ConsultantFinding::NoDifference { compared }, Lang::Zh) => {
            format!("{compared} 位顾问差别不大")
        }
        (ConsultantFinding::NoDifference { compared }, Lang::En) => {
            format!("No difference beyond chance among {compared} {}", one(*compared, "consultant", "consultants"))
        }
        (ConsultantFinding::TooFew, Lang::Zh) => "样本太少：满 30 条线索的顾问不足两位，暂不比较".into(),
        (ConsultantFinding::TooFew, Lang::En) => "Too few to compare: fewer than two consultants have 30 leads".into(),
    }
}

/// 57%（134 / 236）
fn of(lang: Lang, share: Proportion) -> String {
    let (percent, k, n) = (percent(share.share()), count(share.k), count(share.n));
    match lang {
        Lang::Zh => format!("{percent}（{k} / {n}）"),
        Lang::En => format!("{percent} ({k} of {n})"),
    }
}

pub fn caption(lang: Lang, period: Period, by_day_30: Period, by_day_60: Period) -> String {
    let words = |period| numbers::spaced(numbers::period(lang, period));
    let (period, day_30, day_60) = (words(period), words(by_day_30), words(by_day_60));
    match lang {
        Lang::Zh => {
            format!("{period}创建的线索；战败看 {day_30}创建的，停跟和放弃看 {day_60}创建的，放弃只算至今未结束的")
        }
        Lang::En => {
            format!(
                "Created {period}; defeats of those created {day_30}, silence and abandonment of {day_60}, the latter of those still open"
            )
        }
    }
}

/// 42 分钟, 3.5 小时, 2 天
pub fn response(lang: Lang, minutes: f64) -> String {
    let (value, zh, en) = match minutes {
        m if m < 120.0 => (m, "分钟", "min"),
        m if m < 48.0 * 60.0 => (m / 60.0, "小时", "h"),
        m => (m / 1440.0, "天", "days"),
    };
    let value = numbers::decimal(value);
    match lang {
        Lang::Zh => format!("{value} {zh}"),
        Lang::En => format!("{value} {en}"),
    }
}

pub fn guarded(lang: Lang, guard: u32) -> String {
    match lang {
        Lang::Zh => "条线索还没结束，正是值得再联系的时候".into(),
        Lang::En => format!("{} still open and worth another call", one(guard, "lead", "leads")),
    }
}

/// 许哲：最近记录 2025-09-15
pub fn left(lang: Lang, left: &LeftView) -> String {
    let (name, day): (_, Day) = (word(lang, &left.name), left.last_seen);
    match lang {
        Lang::Zh => format!("{name}：最近记录 {day}"),
        Lang::En => format!("{name}: last on record {day}"),
    }
}

/// 线索 12，车主 34
pub fn left_behind(lang: Lang, left: &LeftView) -> String {
    let (leads, owners) = (count(left.leads), count(left.owners));
    match lang {
        Lang::Zh => format!("线索 {leads}，车主 {owners}"),
        Lang::En => {
            let (a, b) = (one(left.leads, "lead", "leads"), one(left.owners, "owner", "owners"));
            format!("{leads} {a}, {owners} {b}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_stops_is_named_with_figures() {
        let share = Proportion { k: 120, n: 200, low: 0.53, high: 0.67 };
        let colleagues = Proportion { k: 150, n: 600, low: 0.22, high: 0.29 };
        let found = ConsultantFinding::StopsAfterDay30 { name: "何俊".into(), share, colleagues };
        assert_eq!(finding(Lang::Zh, &found), "何俊第 30 天后停跟的最多：60%（120 / 200），同事 25%");
        assert_eq!(finding(Lang::En, &found), "何俊 stops following up after day 30: 60% (120 of 200), colleagues 25%");
    }

    #[test]
    fn minutes_are_said_in_their_unit() {
        assert_eq!(response(Lang::Zh, 42.0), "42 分钟");
        assert_eq!(response(Lang::En, 210.0), "3.5 h");
    }
}
