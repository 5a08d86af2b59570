//! What a list counts, in two sentences: among whom, when, in which part of the store, a row for what, in which order.

use super::{Lang, Text, numbers, slices, text};
use crate::{
    protocol::{
        query::{NodePart, Scope, Selection},
        view::ListView,
    },
    time::Period,
};

/// What a row stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Lead,
    Car,
    LeadOrCar,
    Passage,
    Customer,
    Answer,
    Counted,
}

/// 范围：2026 年 5–10 月创建的商机，全店，截至 2026-10-31。每行一条商机，最急的在前。
pub fn definition(lang: Lang, selection: &Selection, scope: &Scope, view: &ListView) -> String {
    let (base, unit) = base(lang, selection, view.period);
    let slice = slices::phrase(lang, scope).unwrap_or_else(|| text("全店", "the whole store").get(lang).to_owned());
    let order = match unit {
        Unit::Answer => text("分数最低的在前", "lowest scores first"),
        Unit::Customer => text("按文件里的先后", "in the order of the files"),
        _ => text("最急的在前", "most urgent first"),
    };
    let (row, order, as_of) = (row(unit).get(lang), order.get(lang), view.as_of);
    match lang {
        Lang::Zh => format!("范围：{base}，{slice}，截至 {as_of}。{row}，{order}。"),
        Lang::En => format!("Among {base}, {slice}, as of {as_of}. {row}, {order}."),
    }
}

fn base(lang: Lang, selection: &Selection, period: Period) -> (String, Unit) {
    let dated = |zh: &str, en: &str| match lang {
        Lang::Zh => format!("{}{zh}", numbers::period(lang, period)),
        Lang::En => format!("{en} {}", numbers::period(lang, period)),
    };
    let plain = |zh: &'static str, en: &'static str| text(zh, en).get(lang).to_owned();
    match selection {
        Selection::Node(_, NodePart::Standing | NodePart::Off) => {
            (plain("所有商机和车辆", "all opportunities and cars"), Unit::LeadOrCar)
        }
        Selection::Node(_, NodePart::InTime) | Selection::Touchpoint(_, NodePart::InTime) => {
            (plain("正在这个环节里的人次", "those at this touchpoint"), Unit::Passage)
        }
        Selection::Node(..) | Selection::Touchpoint(..) | Selection::Lost(_) | Selection::LostFor(..) => {
            (dated("到期或已有结果的人次", "those that came due or ended in"), Unit::Passage)
        }
        Selection::Step(..) | Selection::BoughtAfterDefeat => {
            (dated("创建的商机", "opportunities created in"), Unit::Lead)
        }
        Selection::DeliveriesWithoutLead => (dated("交付的车辆", "cars delivered in"), Unit::Car),
        Selection::Everybody => (plain("有记录的客户", "everybody on record"), Unit::Customer),
        Selection::Owners { .. } | Selection::StageUnknown(_) => {
            (plain("所有车主的车辆（流失只看到厂）", "all owners' cars (churn goes by service orders)"), Unit::Car)
        }
        Selection::Prospects { .. } => (plain("所有商机", "all opportunities"), Unit::Lead),
        Selection::Moved { .. } => (plain("所有商机和车辆", "all opportunities and cars"), Unit::LeadOrCar),
        Selection::Answers { .. } => (dated("的答卷", "answers of"), Unit::Answer),
        Selection::Measure { .. } => (plain("这项指标口径内的", "what this measure counts"), Unit::Counted),
        Selection::Guard | Selection::Unattended => (plain("未结束的商机", "open opportunities"), Unit::Lead),
        Selection::Responded => (dated("创建的线索", "leads created in"), Unit::Lead),
    }
}

fn row(unit: Unit) -> Text {
    match unit {
        Unit::Lead => text("每行一条商机", "A row for each opportunity"),
        Unit::Car => text("每行一台车", "A row for each car"),
        Unit::LeadOrCar => text("每行一条商机或一台车", "A row for each opportunity or car"),
        Unit::Passage => text("每行一人次", "A row for each passage"),
        Unit::Customer => text("每行一位客户", "A row for each customer"),
        Unit::Answer => text("每行一份答卷", "A row for each answer"),
        Unit::Counted => text("每行计一个", "A row for each one counted"),
    }
}
