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

/// What a unit of a measure is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Counts {
    Leads,
    /// Rows of a lead file, each by itself.
    LeadRows,
    Cars,
    Policies,
}

/// What a measure is about. Its words are in `text::measures`, its rule is in `analytics::measures`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct About {
    /// In addresses.
    pub key: &'static str,
    pub counts: Counts,
    pub perspective: Perspective,
    pub staff: Staff,
    /// `None` if neither is better.
    pub higher_is_better: Option<bool>,
}

impl Measure {
    /// [S3] puts 首保/二保回厂率 under finance, 转介绍率 and 流失率 under the customer. Orders and renewals earn money as the former
    /// do; handling leads is process. Staff is who makes the difference: for leads and their outcomes the seller, for
    /// returns whoever received the car, for policies whoever renews them.
    pub const fn about(self) -> About {
        use Counts::*;
        use Perspective::*;
        use Staff::*;
        const fn about(key: &'static str, counts: Counts, perspective: Perspective, staff: Staff) -> About {
            About { key, counts, perspective, staff, higher_is_better: Some(true) }
        }
        const fn lower(about: About) -> About {
            About { higher_is_better: Some(false), ..about }
        }
        match self {
            // An early declared defeat is honest, and still a loss.
            Self::DefeatedByDay30 => {
                About { higher_is_better: None, ..about("defeated-by-day-30", Leads, Process, Consultant) }
            }
            Self::AbandonedAtDay60 => lower(about("abandoned-at-day-60", Leads, Process, Consultant)),
            Self::SilentAfterDay30 => lower(about("silent-after-day-30", Leads, Process, Consultant)),
            Self::Stagnant => lower(about("stagnant", Leads, Process, Consultant)),
            Self::FirstResponseWithin2h => about("first-response-within-2h", LeadRows, Process, Consultant),
            Self::Wechat => about("wechat", LeadRows, Process, Consultant),
            Self::TestDrive => about("test-drive", Leads, Process, Consultant),
            Self::Order => about("order", Leads, Finance, Consultant),
            Self::OrderAfterTestDrive => about("order-after-test-drive", Leads, Finance, Consultant),
            Self::SecondVisit => about("second-visit", Leads, Process, Consultant),
            Self::Referral => about("referral", Cars, Customer, Consultant),
            Self::FirstService => about("first-service", Cars, Finance, Adviser),
            Self::SecondService => about("second-service", Cars, Finance, Adviser),
            Self::Churn6 => lower(about("churn-6", Cars, Customer, Adviser)),
            Self::Churn12 => lower(about("churn-12", Cars, Customer, Adviser)),
            Self::Retention => about("retention", Cars, Customer, Adviser),
            Self::WinBack => about("win-back", Cars, Customer, Adviser),
            Self::Renewal => about("renewal", Policies, Finance, Specialist),
        }
    }

    pub fn by_key(key: &str) -> Option<Self> {
        MEASURES.into_iter().find(|measure| measure.about().key == key)
    }

    pub const fn staff(self) -> Staff {
        self.about().staff
    }

    /// `None` if neither is better.
    pub const fn higher_is_better(self) -> Option<bool> {
        self.about().higher_is_better
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
