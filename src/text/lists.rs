//! A list's description of itself: what it counts, part of how many, when, in which slice, what a row stands for, in
//! which order.

use super::{
    Lang, Text, measures,
    numbers::{self, count, one, percent},
    slices, text,
};
use crate::protocol::{
    query::{AnswerPart, Counts, Half, MeasurePart, NodePart, ProspectPart, Scope, Selection, StepPart},
    view::{ENOUGH, ListView},
};

/// What a row stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Lead,
    LeadRow,
    Car,
    Policy,
    LeadOrCar,
    /// A lead at a touchpoint.
    Passage,
    /// A car at a touchpoint.
    CarPassage,
    Customer,
    Answer,
    Order,
}

impl Unit {
    fn of(selection: &Selection) -> Self {
        match selection {
            Selection::Node(_, NodePart::Standing | NodePart::Off)
            | Selection::Moved { .. }
            | Selection::Unattended => Self::LeadOrCar,
            Selection::Node(node, _) | Selection::LostFor(node, _) => Self::at(Half::of(*node)),
            Selection::Lost(half) => Self::at(*half),
            Selection::Touchpoint(..) => Self::Passage,
            Selection::Step(..) | Selection::BoughtAfterDefeat | Selection::Prospects { .. } | Selection::Guard => {
                Self::Lead
            }
            Selection::DeliveriesWithoutLead | Selection::Owners { .. } | Selection::StageUnknown(_) => Self::Car,
            Selection::Everybody | Selection::Loose => Self::Customer,
            Selection::Answers { .. } => Self::Answer,
            Selection::Responded => Self::LeadRow,
            Selection::Serviced => Self::Order,
            Selection::Measure { measure, .. } => match measure.about().counts {
                Counts::Leads => Self::Lead,
                Counts::LeadRows => Self::LeadRow,
                Counts::Cars => Self::Car,
                Counts::Policies => Self::Policy,
            },
        }
    }

    const fn at(half: Half) -> Self {
        match half {
            Half::Before => Self::Passage,
            Half::After => Self::CarPassage,
        }
    }

    /// The words after a number of them, and what a row is.
    const fn words(self) -> (Text, Text) {
        match self {
            Self::Lead => (text("条线索", "leads"), text("每行一条线索", "a row for each lead")),
            Self::LeadRow => (text("条线索记录", "lead rows"), text("每行一条线索记录", "a row for each lead row")),
            Self::Car => (text("台车", "cars"), text("每行一台车", "a row for each car")),
            Self::Policy => (text("份保单", "policies"), text("每行一份保单", "a row for each policy")),
            Self::LeadOrCar => {
                (text("条线索或台车", "leads and cars"), text("每行一条线索或一台车", "a row for each lead or car"))
            }
            Self::Passage => (text("人次", "passages"), text("每行一次", "a row for each passage")),
            Self::CarPassage => (text("台次", "car passages"), text("每行一次", "a row for each passage of a car")),
            Self::Customer => (text("位客户", "customers"), text("每行一位客户", "a row for each customer")),
            Self::Order => (text("张工单", "service orders"), text("每行一张工单", "a row for each order")),
            Self::Answer => (text("份答卷", "answers"), text("每行一份答卷", "a row for each answer")),
        }
    }
}

/// The number of rows and, if smaller, of distinct customers.
pub fn size(lang: Lang, selection: &Selection, rows: u32, customers: u32) -> String {
    let (n, people) = (count(rows), count(customers));
    let unit = Unit::of(selection).words().0.get(lang);
    match (lang, customers < rows) {
        (Lang::Zh, false) => format!("{n} 位客户"),
        (Lang::Zh, true) => format!("{n} {unit}，客户 {people} 位"),
        (Lang::En, false) => format!("{n} {}", one(rows, "customer", "customers")),
        (Lang::En, true) => format!("{n} {unit}, {people} distinct {}", one(customers, "customer", "customers")),
    }
}

/// What the episodes of a half's nodes are counted in.
pub fn passages(lang: Lang, half: Half) -> &'static str {
    Unit::at(half).words().0.get(lang)
}

/// A person's part of their own rows: / 352 · 40%. No share of too few.
pub fn share(rows: u32, of: u32) -> String {
    match of < ENOUGH {
        true => format!(" / {}", count(of)),
        false => format!(" / {} · {}", count(of), percent(f64::from(rows) / f64::from(of))),
    }
}

pub fn row(lang: Lang, selection: &Selection) -> &'static str {
    Unit::of(selection).words().1.get(lang)
}

/// The order if the address asks for none.
pub fn given_order(lang: Lang, selection: &Selection) -> &'static str {
    // Owners have no level.
    let is_of_leads = matches!(Unit::of(selection), Unit::Lead | Unit::Passage | Unit::LeadOrCar);
    match selection {
        Selection::Answers { .. } => text("分数最低的在前", "lowest scores first"),
        Selection::Everybody => text("最近有活动的在前", "latest activity first"),
        Selection::Node(_, part) | Selection::Touchpoint(_, part) => order_of(*part, is_of_leads),
        Selection::Lost(_) | Selection::LostFor(..) | Selection::Step(_, StepPart::Leaked | StepPart::LeakedFor(_)) => {
            order_of(NodePart::Leaked, is_of_leads)
        }
        _ => order_of(NodePart::Open, is_of_leads),
    }
    .get(lang)
}

/// The order of `engine::urgency`.
const fn order_of(part: NodePart, is_of_leads: bool) -> Text {
    match part {
        NodePart::Leaked => text("最近流失的在前", "latest lost first"),
        NodePart::Passed | NodePart::Bypassed => text("最近的在前", "latest first"),
        NodePart::InTime => text("最先到期的在前", "first due first"),
        _ if is_of_leads => text(
            "还来得及的在前，其中级别高的最先；休眠、流失的在后",
            "who can still be won first, the higher levels before others; the dormant and churned last",
        ),
        _ => text("还来得及的在前，休眠、流失的在后", "who can still be won first, the dormant and churned last"),
    }
}

/// The same as a choice of its own.
pub fn given_choice(lang: Lang, selection: &Selection) -> String {
    let order = given_order(lang, selection);
    let mut letters = order.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// 按里程，从大到小
pub fn order(lang: Lang, column: &str, is_descending: bool) -> String {
    match (lang, is_descending) {
        (Lang::Zh, true) => format!("按{column}降序"),
        (Lang::Zh, false) => format!("按{column}升序"),
        (Lang::En, true) => format!("{column}, descending"),
        (Lang::En, false) => format!("{column}, ascending"),
    }
}

/// The words around the number that the list is a part of: 占 / 人次的 15%.
pub fn among(lang: Lang, selection: &Selection, total: u32, of: u32) -> (&'static str, String) {
    let unit = Unit::of(selection).words().0.get(lang);
    let unit =
        if *selection == Selection::Guard { text("条未结束的线索", "open leads").get(lang) } else { unit };
    let share = percent(f64::from(total) / f64::from(of.max(1)));
    match lang {
        Lang::Zh => ("占 ", format!(" {unit}的 {share}")),
        Lang::En => ("of ", format!(" {unit} ({share})")),
    }
}

/// When, in which slice, as of which day.
pub fn facts(lang: Lang, selection: &Selection, scope: &Scope, view: &ListView) -> [String; 3] {
    let period = match selection {
        Selection::Measure { measure, .. } => measures::base(lang, *measure, view.period),
        _ if is_of_period(selection) => {
            let words = numbers::period(lang, view.period);
            let (zh, en) = happens(selection);
            match lang {
                Lang::Zh => format!("{}{zh}", numbers::spaced(words)),
                Lang::En => format!("{en} {words}"),
            }
        }
        _ => text("不分时段", "of any period").get(lang).to_owned(),
    };
    let slice = slices::phrase(lang, scope).unwrap_or_else(|| text("全店", "the whole store").get(lang).to_owned());
    let as_of = match lang {
        Lang::Zh if view.is_past() => format!("期末状态看到 {}，目前状态看到 {}", view.read_to, view.as_of),
        Lang::Zh => format!("截至 {}", view.as_of),
        Lang::En if view.is_past() => format!("states then: {}; now: {}", view.read_to, view.as_of),
        Lang::En => format!("as of {}", view.as_of),
    };
    [period, slice, as_of]
}

/// What happens to its rows within the period.
const fn happens(selection: &Selection) -> (&'static str, &'static str) {
    match selection {
        Selection::Answers { .. } => ("回访", "answered"),
        Selection::DeliveriesWithoutLead => ("交付", "delivered"),
        Selection::Serviced => ("到厂", "in the workshop"),
        Selection::Step(..) | Selection::BoughtAfterDefeat | Selection::Responded => ("新建", "created"),
        _ => ("到期或结束", "due or ended"),
    }
}

/// Whether it depends on the period, or only on the day.
pub const fn is_of_period(selection: &Selection) -> bool {
    match selection {
        Selection::Node(_, part) | Selection::Touchpoint(_, part) => {
            !matches!(part, NodePart::Standing | NodePart::Off | NodePart::InTime)
        }
        Selection::Everybody
        | Selection::Owners { .. }
        | Selection::StageUnknown(_)
        | Selection::Prospects { .. }
        | Selection::Moved { .. }
        | Selection::Guard
        | Selection::Unattended
        | Selection::Loose => false,
        _ => true,
    }
}

/// What the number means, in a plain sentence.
pub fn meaning(lang: Lang, selection: &Selection) -> String {
    let words = match selection {
        Selection::Node(node, NodePart::Leaked) if Half::of(*node) == Half::After => {
            text("在这个环节流失：到期没有再到厂。", "Lost at this touchpoint: not in the workshop again in time.")
        }
        Selection::Node(_, part) | Selection::Touchpoint(_, part) => at_node(*part),
        Selection::LostFor(..) => {
            text("在这个环节战败或流失，原因相同。", "Lost at this touchpoint, for the same reason.")
        }
        Selection::Lost(_) => text("在这一段的任一环节战败或流失。", "Lost at any touchpoint of this half."),
        Selection::Step(_, part) => at_step(part),
        Selection::BoughtAfterDefeat => {
            text("判过战败，后来仍在本店提车。", "Once defeated, and took delivery here after all.")
        }
        Selection::DeliveriesWithoutLead => {
            text("已交车，但数据里没有对应的线索。", "Delivered, and no lead on record led to it.")
        }
        Selection::Everybody => text("店里有记录的每一位客户。", "Every customer on record in the store."),
        Selection::Owners { .. } => text(
            "车还在名下的车主；阶段按车龄，活跃度只看多久没有到厂。",
            "Owners who still have the car; the stage goes by its age, the activity by the time since it was in the workshop.",
        ),
        Selection::StageUnknown(_) => text(
            "没有交车、购车或开票日期，看不出在哪个阶段。",
            "No delivery, purchase or invoice date, so the stage cannot be told.",
        ),
        Selection::Prospects { part, .. } => of_prospects(*part),
        Selection::Moved { .. } => text(
            "期初在前一处、期末在后一处的线索和车辆。",
            "Leads and cars that were at the one place then and are at the other now.",
        ),
        Selection::Answers { part, .. } => of_answers(*part),
        Selection::Measure { measure, part, .. } => {
            return of_measure(lang, measures::formula(*measure).get(lang), *part);
        }
        Selection::Guard => text(
            "新建满 30 天、不超过 90 天，还没有成交也没有战败。",
            "Created 30 to 90 days ago, neither bought nor defeated yet.",
        ),
        Selection::Loose => text(
            "在这里记过的客户，所在的那次导入被撤销了。再导入同一份文件，记录就回到原处。",
            "Customers of whom something was written here, and whose import was taken back. Import the same file again, and the records return to their place.",
        ),
        Selection::Unattended => text(
            "销售顾问疑似离店：60 天以上没有任何新记录。",
            "Their sales consultant seems to have left: not named in any record for more than 60 days.",
        ),
        Selection::Serviced => text("时段内到厂的每一张工单。", "Every service order of the period."),
        Selection::Responded => {
            text("创建与首次响应的时间都记到分钟。", "Both creation and first response are recorded to the minute.")
        }
    };
    words.get(lang).to_owned()
}

const fn at_node(part: NodePart) -> Text {
    match part {
        NodePart::Standing => text(
            "到这里后还没有下一步，也没有战败、休眠或流失。",
            "Came this far and no farther, neither dormant nor lost.",
        ),
        NodePart::Off => {
            text("到这里之后休眠、战败或流失。", "Came this far, then went dormant, were defeated or churned.")
        }
        NodePart::Due => text("在这个环节到期，或已有结果。", "Came due at this touchpoint, or ended."),
        NodePart::Passed => text("走过了这个环节。", "Got past this touchpoint."),
        NodePart::Leaked => text("在这个环节战败或流失。", "Were defeated or left at this touchpoint."),
        NodePart::Stagnant => text(
            "已过时限，还没有结果，休眠的也在内。",
            "Past their time, without an outcome yet, the dormant included.",
        ),
        NodePart::Unresolved => text(
            "期末已过时限，至今没有结果，休眠的也在内。",
            "Past their time at the end of the period, and without an outcome to this day, the dormant included.",
        ),
        NodePart::InTime => text("正在这个环节，还没有到期。", "At this touchpoint, not due yet."),
        NodePart::Bypassed => text("后一步已有记录，这一步没有。", "A later step is on record, this one is not."),
        NodePart::Open => {
            text("还没有结果：未到期的，和期内到期的。", "Without an outcome: not due yet, or due within the period.")
        }
    }
}

const fn at_step(part: &StepPart) -> Text {
    match part {
        StepPart::Reached => text("到达这一步或更后一步。", "Came to this step, or farther."),
        StepPart::Next => text("从这一步进入了下一步。", "Went on from this step to the next."),
        StepPart::Leaked => text("到达这一步之后战败。", "Came to this step, then were defeated."),
        StepPart::LeakedFor(_) => {
            text("到达这一步之后战败，原因相同。", "Came to this step, then were defeated for the same reason.")
        }
        StepPart::Stagnant => text(
            "停留在这一步，超时未推进（含休眠）。",
            "At this step, past their follow-up time (the dormant included).",
        ),
        StepPart::Dormant => {
            text("停留在这一步，超时 90 天以上。", "At this step, more than 90 days past their follow-up time.")
        }
        StepPart::InTime => text("停留在这一步，未超时。", "At this step, within their follow-up time."),
        StepPart::Bypassed => text("走得更远，但这一步没有记录。", "Went farther, without a record of this step."),
        StepPart::Recorded => text("这一步有日期记录。", "This step is on record with its day."),
        StepPart::Timed => {
            text("这一步与下一步都有日期，先后相符。", "This step and the next have their days, in this order.")
        }
    }
}

const fn of_prospects(part: ProspectPart) -> Text {
    match part {
        ProspectPart::All => text("还没有交车，也没有战败。", "Neither delivered nor defeated."),
        ProspectPart::InTime => {
            text("没有交车或战败，未超时。", "Neither delivered nor defeated, within their follow-up time.")
        }
        ProspectPart::Stagnant => text(
            "没有交车或战败，已过跟进时限，不到 90 天。",
            "Neither delivered nor defeated, past their follow-up time by up to 90 days.",
        ),
        ProspectPart::Dormant => text(
            "没有交车或战败，超过跟进时限 90 天以上。",
            "Neither delivered nor defeated, past their follow-up time by more than 90 days.",
        ),
    }
}

const fn of_answers(part: AnswerPart) -> Text {
    match part {
        AnswerPart::All => text("至少打了一项分的答卷。", "Answers that score at least one item."),
        AnswerPart::Recommending => text("填了推荐意愿的答卷。", "Answers that say whether they would recommend."),
        AnswerPart::Promoters => text("推荐意愿 9–10 分的答卷。", "Answers that would recommend with 9–10."),
        AnswerPart::Passives => text("推荐意愿 7–8 分的答卷。", "Answers that would recommend with 7–8."),
        AnswerPart::Detractors => text("推荐意愿 0–6 分的答卷。", "Answers that would recommend with 0–6."),
        AnswerPart::Low => text("打了 6 分或更低的答卷。", "Answers with a score of 6 or less."),
    }
}

/// The formula's own words: 已下订 ÷ 有到店记录的线索.
fn of_measure(lang: Lang, formula: &str, part: MeasurePart) -> String {
    let (hit, base) = formula.split_once('÷').unwrap_or((formula, formula));
    let (hit, base) = (hit.trim(), base.trim());
    match (lang, part) {
        (Lang::Zh, MeasurePart::Numerator) => format!("{base}里：{hit}。"),
        (Lang::Zh, MeasurePart::Denominator) => format!("统计范围：{base}。"),
        (Lang::Zh, MeasurePart::Rest) => format!("{base}里，不属于“{hit}”的。"),
        (Lang::En, MeasurePart::Numerator) => format!("Among {base}: {hit}."),
        (Lang::En, MeasurePart::Denominator) => format!("All that count: {base}."),
        (Lang::En, MeasurePart::Rest) => format!("Among {base}, those not counted as \"{hit}\"."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::stage::Node;

    #[test]
    fn fewer_customers_than_rows_are_said_in_the_unit_of_the_rows() {
        let cars = Selection::Node(Node::Warranty, NodePart::Leaked);
        assert_eq!(size(Lang::Zh, &cars, 39, 39), "39 位客户");
        assert_eq!(size(Lang::Zh, &cars, 222, 219), "222 台次，客户 219 位");
        let leads = Selection::Node(Node::Visit, NodePart::Leaked);
        assert_eq!(size(Lang::En, &leads, 39, 37), "39 passages, 37 distinct customers");
    }

    #[test]
    fn a_share_of_too_few_is_not_told() {
        assert_eq!((share(140, 352).as_str(), share(5, 12).as_str()), (" / 352 · 40%", " / 12"));
    }
}
