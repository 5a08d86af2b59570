//! What the page asks the engine to show.

use super::{column::Sort, lang::Lang, view::Activity};
use crate::{
    lifecycle::{
        stage::{Level, Node, Stage, Step},
        touchpoint::SurveyItem,
    },
    model::{
        ids::{FileId, SubjectRef},
        rows::Kind,
        values::AnswerKind,
    },
    time::{Day, Period},
};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Query {
    /// A page by its address, as a sheet.
    Show {
        address: String,
        lang: Lang,
    },
    /// The data of a page, by the name of the foot they stand in, as CSV.
    SheetCsv(Part),
    /// A window of the rows of a page's long list.
    SheetRows {
        part: Part,
        offset: u32,
        limit: u32,
    },
    /// A picture of a page for the page, at a width in CSS pixels.
    SheetFigure {
        part: Part,
        width: u32,
    },
    /// The same as a document of its own.
    SheetDocument {
        part: Part,
        width: u32,
    },
    Status,
    Stores,
    /// One customer's full telephone number, shown on demand.
    FullPhone(SubjectRef),
    /// What is staged, compared with the store.
    Preview,
    /// Mappings remembered for the reader.
    Mappings,
    Files,
    /// Notes and refusals of stored files (`None`: of all), or of the staged file.
    Notes {
        of: NotesOf,
        refused_only: bool,
        offset: u32,
        limit: u32,
    },
    NotesCsv {
        of: NotesOf,
        lang: Lang,
    },
    /// All rows of a kind as CSV, in the product's own columns: they can be imported again.
    RowsCsv(Kind),
    // Asked inside the engine only, for the sheets: the page holds no code for them, nor for their answers. They stand last.
    #[serde(skip)]
    Map(Scope),
    #[serde(skip)]
    Funnel(Scope),
    /// Where everybody stands, over time; what moved since a day.
    #[serde(skip)]
    Distribution {
        scope: Scope,
        since: Option<Day>,
    },
    /// Satisfaction indices, NPS and factors by period; `grain`: the step, else one wide enough for its samples.
    #[serde(skip)]
    Satisfaction {
        scope: Scope,
        grain: Option<Grain>,
    },
    /// The scorecard: each measure with its lists.
    #[serde(skip)]
    Measures(Scope),
    /// The funnel by consultant: who follows up, who is on the guard list, who is unattended.
    #[serde(skip)]
    Consultants(Scope),
    /// A picture as marks for the page, with its hits.
    #[serde(skip)]
    Draw(Drawing),
    /// A window of the people behind a number.
    #[serde(skip)]
    List {
        selection: Selection,
        scope: Scope,
        sort: Option<Sort>,
        offset: u32,
        limit: u32,
    },
    /// The whole list as CSV, phones masked unless asked.
    #[serde(skip)]
    ListCsv {
        selection: Selection,
        scope: Scope,
        sort: Option<Sort>,
        phones: bool,
        lang: Lang,
    },
    #[serde(skip)]
    Record {
        subject: SubjectRef,
        scope: Scope,
    },
    #[serde(skip)]
    Coverage,
    /// The catalogue with the present store's evidence.
    #[serde(skip)]
    Catalogue,
}

impl Query {
    /// Whether the page asks it. The others are asked inside the engine only, and do not travel.
    pub const fn travels(&self) -> bool {
        use Query::*;
        match self {
            Show { .. } | SheetCsv(_) | SheetRows { .. } | SheetFigure { .. } | SheetDocument { .. } => true,
            Status | Stores | FullPhone(_) | Preview | Mappings | Files => true,
            Notes { .. } | NotesCsv { .. } | RowsCsv(_) => true,
            Map(_) | Funnel(_) | Distribution { .. } | Satisfaction { .. } | Measures(_) | Consultants(_) => false,
            Draw(_) | List { .. } | ListCsv { .. } | Record { .. } | Coverage | Catalogue => false,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum NotesOf {
    Store(Option<FileId>),
    Staged(Option<u32>),
}

/// What of a page is meant: its picture or its data of this name.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Part {
    pub address: String,
    pub lang: Lang,
    pub place: String,
}

/// The end of a place's name where a list is wanted with its telephone numbers in full.
pub const FULL: &str = ".full";

/// A picture at a width.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Drawing {
    pub picture: Picture,
    pub lang: Lang,
    /// CSS pixels.
    pub width: u32,
}

/// What stands around a picture that is handed over, in the language of the page.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Words {
    /// The finding.
    pub title: String,
    /// What it shows: measure, period, slice, n.
    pub caption: String,
    /// Store, as-of date, product.
    pub source: String,
}

/// What is drawn.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Picture {
    Map(Scope),
    Funnel(Scope),
    /// Stage × activity and prospects by level, as of the day.
    Distribution(Scope),
    /// The same over the last 24 months.
    Timeline(Scope),
    /// The three satisfaction indices by period.
    Indices(Scope, Option<Grain>),
    /// Net promoter scores by period.
    Nps(Scope, Option<Grain>),
    /// The factor lines of one questionnaire.
    Factors(AnswerKind, Scope, Option<Grain>),
}

/// How long one point of a line is (步长).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Grain {
    Month,
    Quarter,
    HalfYear,
}

pub const GRAINS: [Grain; 3] = [Grain::Month, Grain::Quarter, Grain::HalfYear];

impl Grain {
    pub const fn months(self) -> i32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::HalfYear => 6,
        }
    }
}

impl Picture {
    /// A word for files, styles and the ids within a page.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Map(_) => "map",
            Self::Funnel(_) => "funnel",
            Self::Distribution(_) => "distribution",
            Self::Timeline(_) => "timeline",
            Self::Indices(..) => "indices",
            Self::Nps(..) => "nps",
            Self::Factors(..) => "factors",
        }
    }

    pub const fn scope(&self) -> &Scope {
        match self {
            Self::Map(scope)
            | Self::Funnel(scope)
            | Self::Distribution(scope)
            | Self::Timeline(scope)
            | Self::Indices(scope, _)
            | Self::Nps(scope, _)
            | Self::Factors(_, scope, _) => scope,
        }
    }
}

/// What an analysis looks at. Absent parts take their defaults: the reporting date, the last six full months, everybody.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Scope {
    pub as_of: Option<Day>,
    pub period: Option<Period>,
    pub channel: Option<String>,
    pub consultant: Option<String>,
    pub model: Option<String>,
    /// 服务顾问
    pub adviser: Option<String>,
}

/// The people behind a number.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Selection {
    Node(Node, NodePart),
    Step(Step, StepPart),
    /// 战败后又成交
    BoughtAfterDefeat,
    /// Deliveries whose customer had no lead.
    DeliveriesWithoutLead,
    /// Every customer of the store.
    Everybody,
    /// Episodes of a touchpoint of the catalogue, by its key.
    Touchpoint(String, NodePart),
    /// Owners at the as-of date (`None`: any).
    Owners {
        stage: Option<Stage>,
        activity: Option<Activity>,
    },
    /// Owners at the as-of date whose stage is not known (`None`: of any activity).
    StageUnknown(Option<Activity>),
    /// Open prospects at the as-of date.
    Prospects {
        level: Option<Level>,
        part: ProspectPart,
    },
    /// Subjects that were at one place on `since` and are at another on the as-of date.
    Moved {
        from: Place,
        to: Place,
        since: Day,
    },
    /// Answers of the period, the worst first.
    Answers {
        /// `None`: of every questionnaire.
        kind: Option<AnswerKind>,
        /// Answers that score this item; without one, those that score any.
        item: Option<SurveyItem>,
        part: AnswerPart,
    },
    /// The numerator or denominator of a measure; of one of the staff that it is told by.
    Measure {
        measure: Measure,
        part: MeasurePart,
        group: Option<String>,
    },
    /// Open leads between day 30 and day 90 of their creation (30–90 天守护名单).
    Guard,
    /// Open leads and owners whose consultant has left (孤儿客户).
    Unattended,
    /// Lead rows of the period with their first contact, both to the minute (首次响应用时).
    Responded,
    /// Lost at a node for this reason.
    LostFor(Node, String),
    /// Lost at any node of this half.
    Lost(Half),
    /// Service orders of the period.
    Serviced,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum ProspectPart {
    All,
    InTime,
    Stagnant,
    Dormant,
}

/// Where a subject was or is, for what moved between two dates: leads at the first seven, owners at the first two and the last five.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Place {
    /// Not yet there, or no more (the car sold on).
    Outside,
    /// Anywhere but at the other end.
    Elsewhere,
    /// A lead that exists, whatever became of it.
    Lead,
    /// An open lead on the path.
    Prospect,
    Dormant,
    Defeated,
    /// A lead that took delivery.
    Bought,
    /// An owner of any kind.
    Owner,
    /// An owner who is active or at risk.
    Kept,
    /// An owner who is churned or long churned.
    Lost,
    Activity(Activity),
    /// `None`: the stage is not known.
    Stage(Option<Stage>),
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum AnswerPart {
    All,
    /// With a recommendation (推荐意愿), whatever it is.
    Recommending,
    /// 推荐意愿 9–10
    Promoters,
    /// 7–8
    Passives,
    /// 0–6
    Detractors,
    /// The item (or, without one, any item) scored 6 or less.
    Low,
}

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

/// The measures as the scorecard shows them: by perspective, what is watched most first.
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

/// The perspectives of the balanced scorecard that rows can decide (财务 · 客户 · 过程). Learning (培训次数) is in no export.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Perspective {
    Finance,
    Customer,
    Process,
}

pub const PERSPECTIVES: [Perspective; 3] = [Perspective::Finance, Perspective::Customer, Perspective::Process];

impl Measure {
    /// [S3] puts 首保/二保回厂率 under finance, 转介绍率 and 流失率 under the customer. Orders and renewals earn money like
    /// the former; the handling of leads is process.
    pub const fn perspective(self) -> Perspective {
        match self {
            Self::Order | Self::OrderAfterTestDrive | Self::FirstService | Self::SecondService | Self::Renewal => {
                Perspective::Finance
            }
            Self::Referral | Self::Churn6 | Self::Churn12 | Self::Retention | Self::WinBack => Perspective::Customer,
            _ => Perspective::Process,
        }
    }

    /// Who makes the difference: with leads and what comes of them those who sell, with who comes back those who received the car,
    /// with policies those who renew them.
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

    /// `None` where neither is: a defeat declared early is honest, and lost all the same.
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

/// Whom the rows name as in charge.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
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
    /// In the denominator and not in the numerator.
    Rest,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum NodePart {
    /// Standing there at the as-of date.
    Standing,
    /// Off the path here: dormant, defeated or churned, last at this node.
    Off,
    /// Every episode that came due or ended in the period.
    Due,
    Passed,
    Leaked,
    Stagnant,
    /// Open and inside its clock.
    InTime,
    /// A later step is recorded without this one (未经此步).
    Bypassed,
    /// Still open: inside its clock, or past it since within the period.
    Open,
}

/// The two runs of the map: 购买前, up to delivery, and 购买后.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Half {
    Before,
    After,
}

pub const HALVES: [Half; 2] = [Half::Before, Half::After];

impl Half {
    pub fn of(node: Node) -> Self {
        if node < Node::Honeymoon { Self::Before } else { Self::After }
    }
}

#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum StepPart {
    Reached,
    /// Reached the next step too.
    Next,
    Leaked,
    /// Leaked for this reason; empty: no reason given.
    LeakedFor(String),
    /// Open past the clock, the dormant included.
    Stagnant,
    /// More than 90 days past the clock.
    Dormant,
    InTime,
    Bypassed,
    /// Reached, and a row says when.
    Recorded,
    /// Recorded here and at the next step, in this order: what the time between them is told from.
    Timed,
}
