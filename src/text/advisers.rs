//! Words of the comparison of service advisers.

use super::{
    Lang, Text, measures,
    numbers::{self, count, one, percent},
    satisfaction::{between, score, signed},
    slices::word,
    text,
};
use crate::{
    protocol::view::{AdviserFinding, Estimate, Proportion},
    time::Period,
};

pub const TITLE: Text = text("按服务顾问", "By service adviser");
pub const HEAD_OWNERS: Text = text("名下车主", "Owners");
pub const HEAD_ORDERS: Text = text("工单", "Orders");
pub const HEAD_INDEX: Text = text("售后指数", "Service index");
pub const HEAD_FACTOR: Text = text("服务顾问得分", "Adviser score");
pub const HEAD_RETURNS: [Text; 3] =
    [text("首保回厂", "First service"), text("二保回厂", "Second service"), text("12 个月流失", "Churn, 12 months")];

pub const METHOD: &[Text] = &[
    text(
        "归谁：车主归截至日前最近一张工单的服务顾问，还没来过的归保养档案上的；答卷归它所答的工单，即答卷前 60 天内的最近一张，没有就不归任何人。",
        "Whose: an owner is with the adviser of the last order up to the as-of date, before the first order with the one on the car's card. An answer is about the order it answers, the last of the 60 days before it; without one it is nobody's.",
    ),
    text(
        "回厂归让他回来的那一次：二保归做首保的服务顾问，12 个月流失归当月接待的服务顾问。首保之前没有工单，按保养档案指定的服务顾问；没来过的车大多没有指定时，不按服务顾问看首保。",
        "A return belongs to the visit before it: the second service to who received the first, churn of 12 months to who received the car in that month. Before the first service there is no order: it goes by the adviser assigned on the card, and is left out where cars that never came mostly have none.",
    ),
    text(
        "谁与同事不同：每位与其余同事比，先看“服务顾问”得分的变化（各自的斜率），再看得分高低（Welch 检验），再看回厂与流失（双比例检验，n ≥ 30）；只找更差的，全部比较按 Holm 法一起校正，单侧 2.5%。",
        "Who differs: each against all colleagues; first how the adviser score changed (slopes), then how high it is (Welch), then who comes back (two proportions, n ≥ 30). Only who is worse is found; all comparisons under Holm's correction, one-sided 2.5%.",
    ),
    text("灰色：不足 30，只供参考。", "Grey: fewer than 30, only an indication."),
];

pub fn caption(lang: Lang, period: Period) -> String {
    let period = numbers::period(lang, period);
    match lang {
        Lang::Zh => format!("工单、售后答卷看 {period}；名下车主看截至日；回厂与流失各看自己的时段，见各自名单"),
        Lang::En => format!(
            "Orders and service answers of {period}; owners at the as-of date; returns and churn of periods of their own, named on their lists"
        ),
    }
}

pub fn finding(lang: Lang, finding: &AdviserFinding) -> String {
    match finding {
        AdviserFinding::Sinks { name, change, colleagues, n } => {
            let (name, change, others, n) = (word(lang, name), signed(*change), signed(*colleagues), answers(lang, *n));
            match lang {
                Lang::Zh => format!("“服务顾问”得分主要降在{name}：{change}（{n}），其余同事 {others}"),
                Lang::En => format!("The adviser score fell most with {name}: {change} ({n}), colleagues {others}"),
            }
        }
        AdviserFinding::Lower { name, estimate, colleagues } => {
            let (name, own, n) = (word(lang, name), score(estimate.mean), answers(lang, estimate.n));
            let others = score(*colleagues);
            match lang {
                Lang::Zh => format!("{name}的“服务顾问”得分低于同事：{own}（{n}），其余同事 {others}"),
                Lang::En => format!("{name} is scored lower than the colleagues: {own} ({n}), colleagues {others}"),
            }
        }
        AdviserFinding::Returns { name, measure, share, colleagues } => {
            let (name, measure_is) = (word(lang, name), measures::name(*measure).get(lang));
            let (own, others) = (of(lang, *share), percent(colleagues.share()));
            match lang {
                Lang::Zh => format!("{name}的{measure_is}与同事不同：{own}，其余同事 {others}"),
                Lang::En => format!("{measure_is} with {name}: {own}, colleagues {others}"),
            }
        }
        AdviserFinding::NoDifference { compared } => match lang {
            Lang::Zh => format!("{compared} 位服务顾问差别不大"),
            Lang::En => {
                format!("No difference beyond chance among {compared} {}", one(*compared, "adviser", "advisers"))
            }
        },
        AdviserFinding::TooFew => match lang {
            Lang::Zh => "样本太少，暂不比较服务顾问".into(),
            Lang::En => "Too few to compare the service advisers".into(),
        },
    }
}

/// Follows the caption of the factors, if the sinking score is clearly one adviser's.
pub fn whose(lang: Lang, name: &str) -> String {
    let name = word(lang, name);
    match lang {
        Lang::Zh => format!("；“服务顾问”主要降在{name}，见下表"),
        Lang::En => format!("; the adviser score fell most with {name}, see below"),
    }
}

/// The same, if nobody stands out.
pub const NOBODYS: Text = text(
    "；“服务顾问”的下降看不出在某一位，见下表",
    "; the adviser score fell with no single adviser standing out, see below",
);

/// 57%（134 / 236）
fn of(lang: Lang, share: Proportion) -> String {
    let (percent, k, n) = (percent(share.share()), count(share.k), count(share.n));
    match lang {
        Lang::Zh => format!("{percent}（{k} / {n}）"),
        Lang::En => format!("{percent} ({k} of {n})"),
    }
}

fn answers(lang: Lang, n: u32) -> String {
    match lang {
        Lang::Zh => format!("{} 份答卷", count(n)),
        Lang::En => format!("{} {}", count(n), one(n, "answer", "answers")),
    }
}

/// 781–812 · 64 份
pub fn aside(lang: Lang, estimate: Estimate) -> String {
    let n = match lang {
        Lang::Zh => format!("{} 份", count(estimate.n)),
        Lang::En => format!("n {}", count(estimate.n)),
    };
    estimate.interval.map_or_else(|| n.clone(), |(low, high)| format!("{} · {n}", between(low, high)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whose_score_sank_is_named_with_figures() {
        let found = AdviserFinding::Sinks { name: "马东".into(), change: -410.2, colleagues: -20.4, n: 64 };
        assert_eq!(finding(Lang::Zh, &found), "“服务顾问”得分主要降在马东：−410（64 份答卷），其余同事 −20");
        assert_eq!(
            finding(Lang::En, &found),
            "The adviser score fell most with 马东: −410 (64 answers), colleagues −20"
        );
    }

    #[test]
    fn a_mean_says_of_how_many() {
        let estimate = Estimate { mean: 796.0, n: 64, interval: Some((780.6, 811.7)) };
        assert_eq!(aside(Lang::Zh, estimate), "781–812 · 64 份");
        assert_eq!(aside(Lang::En, Estimate { interval: None, ..estimate }), "n 64");
    }
}
