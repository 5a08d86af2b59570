//! What a touchpoint (环节关键点) is, as data: what opens it, passes it, leaks it, its clock.
//! Not the touchpoints themselves (`catalogue`) and not how they are played through (`journey`).

use super::stage::{Node, Role, Stage, Step, SubjectKind};
use crate::numbered::numbered;
use serde::{Deserialize, Serialize};

/// One line of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Touchpoint {
    /// Stable key, `matter.name` in snake case; stored records and links use it.
    pub key: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
    pub stage: Stage,
    /// The circle of the map this touchpoint belongs to.
    pub node: Option<Node>,
    pub owner: Role,
    pub subject: SubjectKind,
    pub rule: Rule,
    pub clock: Clock,
    /// The survey items that measure satisfaction here.
    pub measured_by: &'static [SurveyItem],
}

/// How a touchpoint is entered and left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rule {
    /// A step of the lead funnel: entered when recorded, passed when the next step or a later one is, leaked by a
    /// defeat at the farthest reached step.
    Funnel(Step),
    /// The passage through an ownership stage: entered on coming into the stage while the owner is not churned, passed on
    /// leaving it, leaked on the day the owner churns, stagnant while at risk (流失预警).
    OwnerStage(Stage),
    /// Opened by a fact, passed by another.
    Answer {
        opens: Opens,
        /// Passed by the first of these facts at or after the opening (strictly after, where the fact itself opened it).
        passes: &'static [FactKind],
        leaks: Leaks,
        /// Whether a later opening fact starts another occurrence. Otherwise only the first counts.
        repeats: bool,
    },
    /// Known only where somebody looked (audit, sampled call, occasional form): each record that names the touchpoint is
    /// one occurrence, entered and passed or leaked as it says. `at` is the moment it belongs to; moments nobody looked
    /// at count nowhere, neither as open nor as leaked.
    Sampled { at: FactKind },
}

/// What opens an episode.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Opens {
    /// The moment of the fact.
    On(FactKind),
    /// This long after the fact (negative spans: before it, for announced days such as a policy's expiry).
    After(FactKind, Span),
}

/// When an open episode is lost for good, apart from a defeat of a lead, which ends its open episodes as moot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Leaks {
    /// Stays open (stagnant when past its clock).
    Never,
    /// This long after it was entered without being passed.
    After(Span),
    /// By the first of these facts.
    On(&'static [FactKind]),
}

/// When an open episode is due (时限).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Clock {
    /// Pre-purchase: last contact or step + the interval of the intent level.
    Level,
    /// This long after it was entered.
    Within(Span),
    /// No clock: open is in time for ever.
    None,
}

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Span {
    Minutes(i32),
    Days(i32),
    Months(i32),
    /// Months, then days (首保: 3 months and 30 days).
    MonthsDays(i32, i32),
    /// Months by powertrain: (petrol, battery-electric).
    ByPowertrain(i32, i32),
    /// The store's warranty term (preset 36 months), plus these months.
    WarrantyTerm(i32),
    /// Silence after which an owner counts as at risk / churned / long churned (presets 6/12/24, electric 15/24/36).
    AtRisk,
    Churned,
    LongChurned,
}

/// A kind of thing that happened, as the journey sees it. Which files and columns tell it: `evidence`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum FactKind {
    // A lead's own.
    LeadCreated,
    LeadAssigned,
    FirstContact,
    /// The latest follow-up a lead export names.
    FollowUp,
    WechatAdded,
    LevelRated,
    ModelNoted,
    BudgetNoted,
    FocusNoted,
    PhoneKept,
    Visit,
    /// A visit on a later day than the first.
    VisitAgain,
    /// The visit that began the opportunity, no lead being known (自然到店).
    WalkIn,
    TestDrive,
    /// What the customer said of it was noted.
    TestDriveFeedback,
    Quote,
    Order,
    Delivered,
    Defeat,
    DefeatReasonNoted,
    CompetitorNoted,
    /// Any record after a defeat.
    BackAfterDefeat,
    BuyerAnswer,
    DefeatAnswer,
    // An ownership's own.
    OwnershipStart,
    /// The delivery of a new car by this store. Second-hand cars and cars bought elsewhere owe it no first service (首保).
    NewCarStart,
    Invoice,
    CardOpened,
    /// 首保
    FirstService,
    /// 一般保养
    Maintenance,
    /// The second maintenance visit of a car, 首保 included (二保).
    SecondService,
    /// 索赔
    WarrantyClaim,
    /// 事故
    AccidentRepair,
    /// Any service order, of whatever kind.
    ServiceVisit,
    ServiceAnswer,
    MileageOver60k,
    MileageOver100k,
    CommercialPolicyDue,
    CompulsoryPolicyDue,
    /// Renewed at this store.
    CommercialRenewedHere,
    CompulsoryRenewedHere,
    /// Renewed elsewhere.
    CommercialRenewedElsewhere,
    CompulsoryRenewedElsewhere,
    /// The owner came back after having been churned.
    BackAfterChurn,
    /// The owner is silent for the at-risk / churn / long-churn span.
    TurnedAtRisk,
    TurnedChurned,
    TurnedLongChurned,
    /// The same customer has a new lead while owning this car.
    NewLeadOfOwner,
    /// The same customer took delivery of another car.
    NextCar,
    /// The first delivery of a car to its second or later owner (过户).
    SecondHandStart,
    // Known only from forms, surveys of their own, or audits.
    /// A record that names this very touchpoint: a form filled, an audit item ticked, a call logged.
    Marked,
    /// A complaint taken in.
    Complaint,
    /// An owner recommended somebody.
    Referral,
}

numbered! {
    /// Satisfaction items of the published questionnaires (满意度题项).
    pub enum SurveyItem {
        /// 在线体验
        Online = 0,
        /// 入店前沟通
        BeforeVisit = 1,
        /// 到店接待
        Reception = 2,
        /// 店内看车
        Showroom = 3,
        /// 试乘试驾
        TestDrive = 4,
        /// 交易过程
        Deal = 5,
        /// 交车过程
        Delivery = 6,
        /// 议价经历
        Bargaining = 7,
        /// 服务质量
        ServiceQuality = 8,
        /// 设施
        Facility = 9,
        /// 服务后交车
        ServiceHandover = 10,
        /// 服务顾问
        ServiceAdviser = 11,
        /// 服务启动
        ServiceStart = 12,
    }
}
