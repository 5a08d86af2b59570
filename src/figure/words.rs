//! The words and numbers inside figures. Names of nodes and steps: `text::names`.

use crate::{
    protocol::{
        query::{NodePart, StepPart},
        view::{Lack, Proportion},
    },
    text::{Lang, Text, names, text},
};

pub const STANDING: Text = text("当前在册", "standing here now");
pub const PASSED: Text = text("通过", "pass");
pub const LEAKED: Text = text("流失", "left");
pub const STAGNANT: Text = text("滞留", "standing still");
pub const IN_TIME: Text = text("未超时", "in time");
pub const BYPASSED: Text = text("未经此步", "bypassed");
pub const RECORDED: Text = text("有记录", "recorded");
pub const DUE: Text = text("到期", "due");
pub const OFF: Text = text("已退出", "off the path");
pub const REACHED: Text = text("到达", "reached");
pub const NEXT: Text = text("进入下一步", "went on");
pub const DORMANT: Text = text("休眠", "dormant");
pub const UNOBSERVED: Text = text("未采集", "no data");
pub const NO_NUMBER: &str = "—";

pub const OPEN: Text = text("本期停留", "waiting here");
pub const UNRESOLVED: Text = text("滞留至今", "still past their time");
pub const LEGEND_LOST: Text = text("流失", "lost");
pub const LEGEND_STILL: Text = text("其中滞留", "of them past their time");
pub const LEGEND_NEXT: Text = text("进入下一步", "went on");
pub const LEGEND_SMALL: Text = text("淡色：不足 30 人次", "pale: fewer than 30");
pub const MAP: Text = text("生命周期地图", "Lifecycle map");
pub const FUNNEL: Text = text("漏斗", "Funnel");

/// 1 604, with thin spaces.
pub use crate::text::numbers::count;

pub use crate::text::numbers::percent;

/// (54–62)
pub fn interval(proportion: Proportion) -> String {
    let bound = |share: f64| (share * 100.0).round();
    format!("({}–{})", bound(proportion.low), bound(proportion.high))
}

/// 中位 3 天: with one decimal unless it is whole.
pub fn median_days(lang: Lang, days: f64) -> String {
    let rounded = (days * 10.0).round() / 10.0;
    if rounded < 1.0 {
        return text("中位不到 1 天", "median under a day").get(lang).to_owned();
    }
    let unit = if rounded == 1.0 { "day" } else { "days" };
    match lang {
        Lang::Zh => format!("中位 {rounded} 天"),
        Lang::En => format!("median {rounded} {unit}"),
    }
}

/// 滞留 33: a short word, because it is directly beside its bar.
pub fn stagnant_count(lang: Lang, stagnant: u32) -> String {
    match lang {
        Lang::Zh => format!("滞留 {}", count(stagnant)),
        Lang::En => format!("still {}", count(stagnant)),
    }
}

/// 各 100 人：the meaning of the two swatches after it.
pub fn each(lang: Lang, people: u32) -> String {
    match lang {
        Lang::Zh => format!("各 {} 人：", count(people)),
        Lang::En => format!("{} {} each:", count(people), crate::text::numbers::one(people, "person", "people")),
    }
}

/// A word and its number: 时限内 38.
pub fn with_count(lang: Lang, word: Text, number: u32) -> String {
    format!("{} {}", word.get(lang), count(number))
}

/// What a region opens, as it is read aloud: 到店：流失 46（15%）.
pub fn spoken(lang: Lang, name: &str, part: Text, number: u32, share: Option<f64>) -> String {
    let said = with_count(lang, part, number);
    match (lang, share.map(percent)) {
        (Lang::Zh, Some(share)) => format!("{name}：{said}（{share}）"),
        (Lang::Zh, None) => format!("{name}：{said}"),
        (Lang::En, Some(share)) => format!("{name}: {said} ({share})"),
        (Lang::En, None) => format!("{name}: {said}"),
    }
}

/// Clauses of one sentence.
pub fn joined(lang: Lang, clauses: &[String]) -> String {
    clauses.join(text("，", ", ").get(lang))
}

/// A sentence with its subject in front: 漏斗：….
pub fn titled(lang: Lang, title: Text, parts: &[String]) -> String {
    let (colon, stop) = (text("：", ": ").get(lang), text("；", "; ").get(lang));
    format!("{}{colon}{}", title.get(lang), parts.join(stop))
}

pub const fn node_part(part: NodePart) -> Text {
    match part {
        NodePart::Standing => STANDING,
        NodePart::Off => OFF,
        NodePart::Due => DUE,
        NodePart::Passed => PASSED,
        NodePart::Leaked => LEAKED,
        NodePart::Stagnant => STAGNANT,
        NodePart::InTime => IN_TIME,
        NodePart::Bypassed => BYPASSED,
        NodePart::Open => OPEN,
        NodePart::Unresolved => UNRESOLVED,
    }
}

pub const fn step_part(part: &StepPart) -> Text {
    match part {
        StepPart::Reached => REACHED,
        StepPart::Next => NEXT,
        StepPart::Leaked | StepPart::LeakedFor(_) => LEAKED,
        StepPart::Stagnant => STAGNANT,
        StepPart::Dormant => DORMANT,
        StepPart::InTime => IN_TIME,
        StepPart::Bypassed => BYPASSED,
        StepPart::Recorded | StepPart::Timed => RECORDED,
    }
}

/// What is missing for a step to be observed, in a few words; any one of them would do.
pub fn lacks(lang: Lang, lacks: &[Lack]) -> String {
    let mut wants: Vec<String> = lacks.iter().map(|lack| want(lang, lack)).collect();
    wants.dedup();
    match lang {
        Lang::Zh if lacks.iter().any(is_unseen) => wants.join("，或"),
        Lang::En if lacks.iter().any(is_unseen) => wants.join(", or "),
        Lang::Zh => format!("未采集：缺{}", wants.join("，或")),
        Lang::En => format!("No data: needs {}", wants.join(", or ")),
    }
}

/// The files are there but never record it.
fn is_unseen(lack: &Lack) -> bool {
    matches!(lack, Lack::Never(_) | Lack::Since(..))
}

fn want(lang: Lang, lack: &Lack) -> String {
    match (lang, lack) {
        (Lang::Zh, Lack::File(kind)) => format!("{}文件", names::kind(*kind).zh),
        (Lang::En, Lack::File(kind)) => format!("a file of {}", names::kind(*kind).en.to_lowercase()),
        (Lang::Zh, Lack::Column(kind, _) | Lack::Empty(kind, _)) => format!("{}文件中的列", names::kind(*kind).zh),
        (Lang::En, Lack::Column(kind, _) | Lack::Empty(kind, _)) => {
            format!("a column in {}", names::kind(*kind).en.to_lowercase())
        }
        (Lang::Zh, Lack::FormOrAudit) => "表单或检查".to_owned(),
        (Lang::En, Lack::FormOrAudit) => "a form or an audit".to_owned(),
        (lang, lack @ (Lack::Never(_) | Lack::Since(..))) => crate::text::lacks::lack(lang, lack),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        let check = |number: u32, text: &str| assert_eq!(count(number), text);
        check(0, "0");
        check(604, "604");
        check(1604, "1,604");
        check(1_234_567, "1,234,567");
    }

    #[test]
    fn a_share_is_neither_hidden_nor_completed_by_rounding() {
        let check = |share, text: &str| assert_eq!(percent(share), text);
        check(0.0, "0%");
        check(0.001, "<1%");
        check(0.005, "1%");
        check(0.58, "58%");
        check(0.998, ">99%");
        check(1.0, "100%");
    }

    #[test]
    fn medians_have_a_decimal_only_where_needed() {
        assert_eq!(median_days(Lang::Zh, 3.0), "中位 3 天");
        assert_eq!(median_days(Lang::En, 2.5), "median 2.5 days");
        assert_eq!(median_days(Lang::En, 1.0), "median 1 day");
        assert_eq!(median_days(Lang::Zh, 0.1), "中位不到 1 天");
    }
}
