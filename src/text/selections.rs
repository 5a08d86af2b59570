//! The people behind a number, as their list's title.

use super::{
    Lang, consultants, distribution, measures, names,
    numbers::{count, one},
    reasons, satisfaction,
};
use crate::protocol::query::{Half, NodePart, Selection, StepPart};

/// What the number counts, without the number. `touchpoint`: the name of the selection's touchpoint, if it has one.
pub fn selection(lang: Lang, selection: &Selection, touchpoint: Option<&str>) -> String {
    match selection {
        Selection::Node(node, part) => node_part(lang, names::node(*node).get(lang), *part),
        Selection::Touchpoint(key, part) => node_part(lang, touchpoint.unwrap_or(key), *part),
        Selection::Step(step, part) => step_part(lang, names::step(*step).get(lang), part),
        Selection::BoughtAfterDefeat => pick(lang, "战败后又成交", "Bought after a defeat"),
        Selection::DeliveriesWithoutLead => pick(lang, "没有线索的交车", "Deliveries without a lead"),
        Selection::Everybody => pick(lang, "全部客户", "All customers"),
        Selection::Owners { stage, activity } => distribution::owners(lang, *stage, *activity),
        Selection::StageUnknown(activity) => distribution::stage_unknown(lang, *activity),
        Selection::Prospects { level, part } => distribution::prospects(lang, *level, *part),
        Selection::Moved { from, to, since } => distribution::moved(lang, *from, *to, *since),
        Selection::Answers { kind, item, part } => satisfaction::answers(lang, *kind, *item, *part),
        Selection::Measure { measure, part, group } => measures::part(lang, *measure, *part, group.as_deref()),
        Selection::Guard => consultants::GUARD.get(lang).to_owned(),
        Selection::Unattended => consultants::UNATTENDED.get(lang).to_owned(),
        Selection::LostFor(node, reason) => {
            let lost = node_part(lang, names::node(*node).get(lang), NodePart::Leaked);
            format!("{lost}{}{}", pick(lang, "：", ": "), reasons::reason(lang, reason))
        }
        Selection::Lost(Half::Before) => pick(lang, "购买前流失", "Left before the purchase"),
        Selection::Lost(Half::After) => pick(lang, "购买后流失", "Left after the purchase"),
        Selection::Serviced => pick(lang, "维修工单", "Service orders"),
        Selection::Responded => pick(lang, "已首次响应、时间到分钟的线索", "Leads answered, timed to the minute"),
    }
}

/// The number of rows and, if smaller, the number of distinct customers.
pub fn size(lang: Lang, rows: u32, customers: u32) -> String {
    let (n, people) = (count(rows), count(customers));
    match (lang, customers < rows) {
        (Lang::Zh, false) => format!("{n} 位客户"),
        (Lang::Zh, true) => format!("{n} 条，客户 {people} 位（同一位可出现多次）"),
        (Lang::En, false) => format!("{n} {}", one(rows, "customer", "customers")),
        (Lang::En, true) => format!("{n} rows, {people} distinct {}", one(customers, "customer", "customers")),
    }
}

fn node_part(lang: Lang, place: &str, part: NodePart) -> String {
    match lang {
        Lang::Zh => match part {
            NodePart::Standing => format!("当前在册，已到“{place}”"),
            NodePart::Off => format!("“{place}”之后已退出（休眠、战败或流失）"),
            NodePart::Due => format!("“{place}”到期或已有结果"),
            NodePart::Passed => format!("通过“{place}”"),
            NodePart::Leaked => format!("在“{place}”流失"),
            NodePart::Stagnant => format!("在“{place}”滞留（超时未推进，含休眠）"),
            NodePart::InTime => format!("在“{place}”，未超时"),
            NodePart::Bypassed => format!("未经“{place}”"),
            NodePart::Open => format!("停留在“{place}”（未超时，或时段内超时未推进）"),
        },
        Lang::En => match part {
            NodePart::Standing => format!("Standing at {place} now"),
            NodePart::Off => format!("Off the path after {place} (dormant, defeated or churned)"),
            NodePart::Due => format!("Came due or ended at {place}"),
            NodePart::Passed => format!("Passed {place}"),
            NodePart::Leaked => format!("Left at {place}"),
            NodePart::Stagnant => format!("Standing still at {place} past their time, the dormant included"),
            NodePart::InTime => format!("At {place}, still in time"),
            NodePart::Bypassed => format!("Went on without {place}"),
            NodePart::Open => format!("Waiting at {place} (in time, or past it since within the period)"),
        },
    }
}

fn step_part(lang: Lang, place: &str, part: &StepPart) -> String {
    match lang {
        Lang::Zh => match part {
            StepPart::Reached => format!("到达“{place}”"),
            StepPart::Next => format!("从“{place}”进入下一步"),
            StepPart::Leaked => format!("在“{place}”流失"),
            StepPart::LeakedFor(reason) => format!("在“{place}”流失：{}", reasons::reason(lang, reason)),
            StepPart::Stagnant => format!("在“{place}”滞留（超时未推进，含休眠）"),
            StepPart::Dormant => format!("在“{place}”休眠（超时 90 天以上）"),
            StepPart::InTime => format!("在“{place}”，未超时"),
            StepPart::Bypassed => format!("未经“{place}”"),
            StepPart::Recorded => format!("“{place}”有记录"),
            StepPart::Timed => format!("“{place}”与下一步都有记录，先后相符"),
        },
        Lang::En => match part {
            StepPart::Reached => format!("Reached {place}"),
            StepPart::Next => format!("Went on from {place}"),
            StepPart::Leaked => format!("Left at {place}"),
            StepPart::LeakedFor(reason) => format!("Left at {place}: {}", reasons::reason(lang, reason)),
            StepPart::Stagnant => format!("Standing still at {place} past their time, the dormant included"),
            StepPart::Dormant => format!("Dormant at {place} (more than 90 days past their time)"),
            StepPart::InTime => format!("At {place}, still in time"),
            StepPart::Bypassed => format!("Went on without {place}"),
            StepPart::Recorded => format!("{place} is recorded"),
            StepPart::Timed => format!("{place} and the next step are recorded, in this order"),
        },
    }
}

fn pick(lang: Lang, zh: &str, en: &str) -> String {
    match lang {
        Lang::Zh => zh.into(),
        Lang::En => en.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::stage::Step;

    #[test]
    fn a_reason_is_part_of_the_title() {
        let without = Selection::Step(Step::Quote, StepPart::LeakedFor(String::new()));
        assert_eq!(selection(Lang::Zh, &without, None), "在“报价议价”流失：未填原因");
    }

    #[test]
    fn fewer_customers_than_rows_are_said() {
        assert_eq!(size(Lang::Zh, 39, 39), "39 位客户");
        assert_eq!(size(Lang::En, 39, 37), "39 rows, 37 distinct customers");
    }
}
