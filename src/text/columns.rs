//! Words of the columns of lists: their heads, and values that have no words elsewhere.

use super::{Lang, Text, text};
use crate::protocol::{column::Column, view::PersonState};

pub const ORDER: Text = text("排序", "Order");
pub const RECKONED: Text = text("是", "yes");

pub const fn head(column: Column) -> Text {
    match column {
        Column::Name => text("客户", "Customer"),
        Column::Phone => text("手机", "Phone"),
        Column::State => text("状态", "State"),
        Column::Now => text("目前状态", "State now"),
        Column::LateDays => text("超时天数", "Days late"),
        Column::StateDay => text("状态日期", "Date"),
        Column::Reason => text("原因", "Reason"),
        Column::Level => text("级别", "Level"),
        Column::Step => text("已到环节", "Reached"),
        Column::Channel => text("渠道", "Channel"),
        Column::Model => text("车型", "Model"),
        Column::Consultant => text("销售顾问", "Consultant"),
        Column::Created => text("创建", "Created"),
        Column::Entered => text("进入时间", "Entered"),
        Column::Due => text("到期", "Due"),
        Column::LastActivity => text("最近活动", "Last activity"),
        Column::SilentDays => text("距最近活动（天）", "Days since"),
        Column::Plate => text("车牌", "Plate"),
        Column::Stage => text("阶段", "Stage"),
        Column::Since => text("交车", "Delivered"),
        Column::Mileage => text("里程", "Mileage"),
        Column::LastService => text("上次保养", "Last service"),
        Column::NextService => text("下次保养", "Next service"),
        Column::WarrantyUntil => text("质保到期", "Warranty until"),
        Column::WarrantyReckoned => text("质保按交车推算", "Warranty reckoned from delivery"),
        Column::InsuredUntil => text("保险到期", "Insured until"),
        Column::Adviser => text("服务顾问", "Adviser"),
        Column::Answered => text("回访", "Answered"),
        Column::Questionnaire => text("问卷", "Questionnaire"),
        Column::Item => text("题项得分", "Item"),
        Column::Index => text("指数", "Index"),
        Column::Recommend => text("推荐", "Recommends"),
        Column::LastSign => text("最近活动类型", "Last activity was"),
        Column::Verbatim => text("客户原话", "In their words"),
    }
}

/// The head in a list whose states are of an earlier day than the rest of it.
pub const fn head_then(column: Column) -> Text {
    match column {
        Column::State => text("期末状态", "State then"),
        Column::LateDays => text("期末超时天数", "Days late then"),
        _ => head(column),
    }
}

/// Where somebody stands; since when and why are columns of their own.
pub const fn state(state: &PersonState) -> Text {
    match state {
        PersonState::InTime => text("未超时", "In time"),
        PersonState::Late(_) => text("超时", "Late"),
        PersonState::Dormant(_) => text("休眠", "Dormant"),
        PersonState::Passed(_) => text("通过", "Passed"),
        PersonState::Leaked(..) => text("流失", "Left"),
        PersonState::Recovered(_) => text("挽回", "Came back"),
        PersonState::Bypassed(_) => text("未经此步", "Not recorded"),
        PersonState::Defeated(..) => text("战败", "Defeated"),
        PersonState::Delivered(_) => text("已交车", "Delivered"),
        PersonState::Owner { activity, .. } => super::names::activity(*activity),
        PersonState::Known => text("有记录", "Known"),
    }
}

// Endings of heads, for columns of the page that become several in a file.
pub const WHOLE: Text = text("", "");
pub const PERCENT: Text = text("（%）", " (%)");
pub const LOW: Text = text("下限", " low");
pub const HIGH: Text = text("上限", " high");
pub const LOW_PERCENT: Text = text("下限（%）", " low (%)");
pub const HIGH_PERCENT: Text = text("上限（%）", " high (%)");
pub const POINTS: Text = text("（百分点）", " (points)");
pub const MINUTES: Text = text("（分钟）", " (minutes)");
pub const SHARE: Text = text("占比（%）", " share (%)");
pub const PEOPLE: Text = text("人次", " people");
pub const ANSWERS: Text = text("答卷数", " answers");
pub const FIRST: Text = text("起", " from");
pub const LAST: Text = text("止", " to");

/// A warranty end that is calculated from the delivery: "about this day".
pub fn about(lang: Lang, day: String) -> String {
    match lang {
        Lang::Zh => format!("约 {day}"),
        Lang::En => format!("~{day}"),
    }
}
