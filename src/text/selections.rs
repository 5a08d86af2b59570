//! The people behind a number, as their list's title.

use super::{Lang, actions, consultants, distribution, measures, names, reasons, satisfaction};
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
        Selection::Loose => actions::LOOSE.get(lang).to_owned(),
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

fn node_part(lang: Lang, place: &str, part: NodePart) -> String {
    match lang {
        Lang::Zh => match part {
            NodePart::Standing => format!("当前在册，已到“{place}”"),
            NodePart::Off => format!("“{place}”之后已退出（休眠、战败或流失）"),
            NodePart::Due => format!("“{place}”到期或已有结果（本期到期）"),
            NodePart::Passed => format!("通过“{place}”（本期到期）"),
            NodePart::Leaked => format!("在“{place}”流失（本期到期）"),
            NodePart::Stagnant => format!("在“{place}”滞留（本期到期，含休眠）"),
            NodePart::InTime => format!("在“{place}”，未超时"),
            NodePart::Bypassed => format!("未经“{place}”（本期到期）"),
            NodePart::Open => format!("停留在“{place}”（未超时，或本期到期未推进）"),
            NodePart::Unresolved => format!("在“{place}”滞留至今（本期到期，含休眠）"),
        },
        Lang::En => match part {
            NodePart::Standing => format!("Standing at {place} now"),
            NodePart::Off => format!("Off the path after {place} (dormant, defeated or churned)"),
            NodePart::Due => format!("Came due or ended at {place} (due in the period)"),
            NodePart::Passed => format!("Passed {place} (due in the period)"),
            NodePart::Leaked => format!("Left at {place} (due in the period)"),
            NodePart::Stagnant => format!("Standing still at {place} (due in the period, the dormant included)"),
            NodePart::InTime => format!("At {place}, still in time"),
            NodePart::Bypassed => format!("Went on without {place} (due in the period)"),
            NodePart::Open => format!("Waiting at {place} (in time, or past it since within the period)"),
            NodePart::Unresolved => {
                format!("Standing still at {place} to this day (due in the period, the dormant included)")
            }
        },
    }
}

fn step_part(lang: Lang, place: &str, part: &StepPart) -> String {
    match lang {
        Lang::Zh => match part {
            StepPart::Reached => format!("到达“{place}”（本期新建）"),
            StepPart::Next => format!("从“{place}”进入下一步（本期新建）"),
            StepPart::Leaked => format!("在“{place}”流失（本期新建）"),
            StepPart::LeakedFor(reason) => format!("在“{place}”流失（本期新建）：{}", reasons::reason(lang, reason)),
            StepPart::Stagnant => format!("在“{place}”滞留（本期新建，含休眠）"),
            StepPart::Dormant => format!("在“{place}”休眠（本期新建，超时 90 天以上）"),
            StepPart::InTime => format!("在“{place}”，未超时（本期新建）"),
            StepPart::Bypassed => format!("未经“{place}”（本期新建）"),
            StepPart::Recorded => format!("“{place}”有记录（本期新建）"),
            StepPart::Timed => format!("“{place}”与下一步都有记录，先后相符（本期新建）"),
        },
        Lang::En => match part {
            StepPart::Reached => format!("Reached {place} (created in the period)"),
            StepPart::Next => format!("Went on from {place} (created in the period)"),
            StepPart::Leaked => format!("Left at {place} (created in the period)"),
            StepPart::LeakedFor(reason) => {
                format!("Left at {place} (created in the period): {}", reasons::reason(lang, reason))
            }
            StepPart::Stagnant => format!("Standing still at {place} (created in the period, the dormant included)"),
            StepPart::Dormant => {
                format!("Dormant at {place} (created in the period, more than 90 days past their time)")
            }
            StepPart::InTime => format!("At {place}, still in time (created in the period)"),
            StepPart::Bypassed => format!("Went on without {place} (created in the period)"),
            StepPart::Recorded => format!("{place} is recorded (created in the period)"),
            StepPart::Timed => format!("{place} and the next step are recorded, in this order (created in the period)"),
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
        assert_eq!(selection(Lang::Zh, &without, None), "在“报价议价”流失（本期新建）：未填原因");
    }
}
