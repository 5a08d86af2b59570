//! The measures of the scorecard (指标), which direction is better, and which staff each belongs to.

use serde::{Deserialize, Serialize};

/// A measure of the scorecard (指标).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Measure {
    /// 30 天内战败率
    DefeatedByDay30,
    /// 60 天放弃率
    AbandonedAtDay60,
    /// 30 天后停跟率
    SilentAfterDay30,
    /// 滞留率
    Stagnant,
    /// 2 小时首响率
    FirstResponseWithin2h,
    /// 加微率
    Wechat,
    /// 试驾率
    TestDrive,
    /// 成交率
    Order,
    /// 试驾签单率
    OrderAfterTestDrive,
    /// 二次来店率
    SecondVisit,
    /// 转介绍率
    Referral,
    /// 首保回厂率
    FirstService,
    /// 二保回厂率
    SecondService,
    /// 6 个月流失率
    Churn6,
    /// 12 个月流失率
    Churn12,
    /// 客户保持率
    Retention,
    /// 流失再回厂率
    WinBack,
    /// 续保率
    Renewal,
}

/// The measures in the scorecard's order: by perspective, the most watched first.
pub const MEASURES: [Measure; 18] = [
    Measure::Order,
    Measure::OrderAfterTestDrive,
    Measure::FirstService,
    Measure::SecondService,
    Measure::Renewal,
    Measure::Referral,
    Measure::Churn12,
    Measure::Churn6,
    Measure::Retention,
    Measure::WinBack,
    Measure::FirstResponseWithin2h,
    Measure::Wechat,
    Measure::TestDrive,
    Measure::SecondVisit,
    Measure::Stagnant,
    Measure::SilentAfterDay30,
    Measure::AbandonedAtDay60,
    Measure::DefeatedByDay30,
];

/// The perspectives of the balanced scorecard that rows can measure (财务 · 客户 · 过程). Learning (培训次数) is in no export.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Perspective {
    Finance,
    Customer,
    Process,
}

pub const PERSPECTIVES: [Perspective; 3] = [Perspective::Finance, Perspective::Customer, Perspective::Process];

impl Measure {
    /// [S3] puts 首保/二保回厂率 under finance, 转介绍率 and 流失率 under the customer. Orders and renewals earn money as the former
    /// do; handling leads is process.
    pub const fn perspective(self) -> Perspective {
        match self {
            Self::Order | Self::OrderAfterTestDrive | Self::FirstService | Self::SecondService | Self::Renewal => {
                Perspective::Finance
            }
            Self::Referral | Self::Churn6 | Self::Churn12 | Self::Retention | Self::WinBack => Perspective::Customer,
            _ => Perspective::Process,
        }
    }

    /// Who makes the difference: for leads and their outcomes the seller, for returns whoever received the car, for
    /// policies whoever renews them.
    pub const fn staff(self) -> Staff {
        match self {
            Self::FirstService
            | Self::SecondService
            | Self::Churn6
            | Self::Churn12
            | Self::Retention
            | Self::WinBack => Staff::Adviser,
            Self::Renewal => Staff::Specialist,
            _ => Staff::Consultant,
        }
    }

    /// `None` if neither is better: an early declared defeat is honest, and still a loss.
    pub const fn higher_is_better(self) -> Option<bool> {
        match self {
            Self::DefeatedByDay30 => None,
            Self::AbandonedAtDay60 | Self::SilentAfterDay30 | Self::Stagnant | Self::Churn6 | Self::Churn12 => {
                Some(false)
            }
            _ => Some(true),
        }
    }
}

/// The role that the rows name as responsible.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Staff {
    /// 销售顾问
    Consultant,
    /// 服务顾问
    Adviser,
    /// 续保专员
    Specialist,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum MeasurePart {
    Numerator,
    Denominator,
    /// In the denominator but not in the numerator.
    Rest,
}
