//! Words of the scorecard: names and formulas of the measures.

use super::{Lang, Text, text};
use crate::protocol::query::{Measure, MeasurePart};

pub const TITLE: Text = text("指标", "Scorecard");

pub const fn name(measure: Measure) -> Text {
    match measure {
        Measure::DefeatedByDay30 => text("30 天内战败率", "Defeated by day 30"),
        Measure::AbandonedAtDay60 => text("60 天放弃率", "Abandoned at day 60"),
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

/// The people behind a part of a measure.
pub fn part(lang: Lang, measure: Measure, part: MeasurePart, group: Option<&str>) -> String {
    let part = match part {
        MeasurePart::Numerator => text("分子", "numerator"),
        MeasurePart::Denominator => text("分母", "denominator"),
        MeasurePart::Rest => text("其余", "the rest"),
    };
    let words = format!("{} · {}", name(measure).get(lang), part.get(lang));
    group.map_or_else(|| words.clone(), |group| format!("{words} · {group}"))
}
