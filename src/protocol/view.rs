//! What the engine shows: plain data, ready to be worded and drawn. No sentence of any language is in here.

use crate::model::fields::Field;
use crate::{
    diag::Note,
    exchange::plan::{FilePlan, Mapping},
    lifecycle::{
        level_clock::LevelPreset,
        stage::{Level, Node, Stage, Step, SubjectKind},
    },
    model::{
        ids::{FileId, StoreId, SubjectRef},
        rows::Kind,
        values::Gender,
    },
    time::{Day, Moment, Period},
};
use serde::{Deserialize, Serialize};

use super::command::DamagedPage;

pub use crate::model::columns::ValueView;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum View {
    Status(StoreStatus),
    Stores(Vec<StoreEntry>),
    Map(MapView),
    Funnel(FunnelView),
    List(ListView),
    Csv(String),
    Record(Option<RecordView>),
    FullPhone(Option<String>),
    Coverage(CoverageView),
    Preview(PreviewView),
    Mappings(Vec<Mapping>),
    Files(Vec<FileView>),
    Notes(NotesView),
    Catalogue(CatalogueView),
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct StoreEntry {
    pub id: StoreId,
    pub name: String,
    pub rows: u32,
    pub open: bool,
}

/// The open store at a glance; the top bar and the empty states read it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct StoreStatus {
    pub id: StoreId,
    pub name: String,
    /// Changes with every committed change: views of another revision are stale.
    pub revision: u32,
    pub rows: Vec<(Kind, u32)>,
    pub customers: u32,
    pub vehicles: u32,
    pub ownerships: u32,
    /// The default as-of date: the latest event not after the device's day. `None` in an empty store.
    pub reporting_date: Option<Day>,
    /// An event date more than 60 days after the next-latest, ignored as an outlier.
    pub ignored_outlier: Option<Day>,
    /// Civil minutes (epoch) of the last committed change, by the device's clock.
    pub undo: Option<UndoView>,
    pub level_preset: LevelPreset,
    /// Damage found on opening; what is damaged is not shown.
    pub damaged: Vec<DamagedPage>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct UndoView {
    pub files: Vec<String>,
    pub added: u32,
    pub updated: u32,
    pub day: Day,
}

/// Counts of the episodes of one touchpoint in a period.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Exits {
    pub passed: u32,
    pub leaked: u32,
    pub stagnant: u32,
    /// Open and inside their clock at the as-of date: outside the shares.
    pub in_time: u32,
    /// Neither passed nor leaked (未经此步): outside the shares.
    pub bypassed: u32,
}

impl Exits {
    /// The base of the shares: came due or ended in the period.
    pub fn due(self) -> u32 {
        self.passed + self.leaked + self.stagnant
    }

    /// Shares (passed, leaked, stagnant) of [`due`](Self::due), 0–1. `None` where nothing came due.
    pub fn shares(self) -> Option<(f64, f64, f64)> {
        let due = f64::from(self.due());
        (due > 0.0)
            .then(|| (f64::from(self.passed) / due, f64::from(self.leaked) / due, f64::from(self.stagnant) / due))
    }
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct MapView {
    pub as_of: Day,
    pub period: Period,
    pub customers: u32,
    /// In the order of the cycle, all thirteen.
    pub nodes: Vec<NodeView>,
    pub finding: MapFinding,
    /// False where leads were imported without follow-up records: said on the page.
    pub has_follow_ups: bool,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct NodeView {
    pub node: Node,
    /// Kinds of file that would light the node up; empty where it is observed.
    pub lacks: Vec<Lack>,
    pub standing: u32,
    /// Dormant, defeated or churned, last at this node.
    pub off: u32,
    pub exits: Exits,
    /// Wilson 95 % interval of the leaked share.
    pub leak: Option<Proportion>,
}

/// What a touchpoint is not observed for want of.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Lack {
    /// No file of this kind.
    File(Kind),
    /// Files of this kind have no such column.
    Column(Kind, Field),
    /// Known only from a form, a survey of its own or an audit.
    FormOrAudit,
}

/// The title of the map.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum MapFinding {
    /// The two nodes that lose the largest share, with that share.
    TwoLeaks {
        first: (Node, f64),
        second: (Node, f64),
    },
    OneLeak {
        node: Node,
        share: f64,
    },
    /// Nothing leaked; most people stand still here.
    Reservoir {
        node: Node,
        share: f64,
    },
    /// Where people stand is known, but no exit is observed.
    StandingOnly,
    /// No node has enough (30) episodes for an opinion.
    TooFew,
}

/// k of n with its Wilson 95 % interval.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct Proportion {
    pub k: u32,
    pub n: u32,
    pub low: f64,
    pub high: f64,
}

impl Proportion {
    pub fn share(self) -> f64 {
        f64::from(self.k) / f64::from(self.n)
    }
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FunnelView {
    pub as_of: Day,
    pub period: Period,
    /// Opportunities created in the period, in the slice.
    pub opportunities: u32,
    pub steps: Vec<StepView>,
    pub bought_after_defeat: u32,
    pub deliveries_without_lead: u32,
    /// Choices for the slice, most frequent first, with their opportunities in the period.
    pub channels: Vec<(String, u32)>,
    pub consultants: Vec<(String, u32)>,
    pub finding: FunnelFinding,
    /// False where leads were imported without follow-up records: due dates rest on steps alone.
    pub has_follow_ups: bool,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct StepView {
    pub step: Step,
    /// Empty where the step is observed.
    pub lacks: Vec<Lack>,
    pub reached: u32,
    pub recorded: u32,
    pub bypassed: u32,
    /// Of the reached: reached the next step / leaked / stagnant (dormant included) / open in time. They add up.
    pub next: u32,
    pub leaked: u32,
    pub stagnant: u32,
    pub dormant: u32,
    pub in_time: u32,
    /// Reasons of the leaks, most frequent first; an empty reason is "not given".
    pub reasons: Vec<(String, u32)>,
    /// Next reached ÷ (reached − open in time).
    pub conversion: Option<Proportion>,
    /// Median days from this step to the next recorded one, with its n.
    pub median_days: Option<(f64, u32)>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum FunnelFinding {
    /// Where the most are lost (leaked + stagnant).
    BiggestLoss {
        from: Step,
        to: Step,
        leaked: u32,
        stagnant: u32,
    },
    /// Many go on without the step being recorded.
    Unrecorded {
        step: Step,
        bypassed: u32,
        reached: u32,
    },
    TooFew,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ListView {
    /// Rows (episodes or subjects).
    pub total: u32,
    /// Distinct customers among them.
    pub customers: u32,
    pub offset: u32,
    pub rows: Vec<PersonRow>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PersonRow {
    pub subject: SubjectRef,
    pub name: String,
    pub phone_masked: String,
    pub level: Option<Level>,
    pub model: Option<String>,
    pub plate: Option<String>,
    pub channel: Option<String>,
    pub consultant: Option<String>,
    pub entered: Option<Moment>,
    pub due: Option<Moment>,
    pub state: PersonState,
    pub last_activity: Option<Moment>,
    /// Whole days since the last activity at the as-of date.
    pub silent_days: Option<i32>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum PersonState {
    InTime,
    /// Days past due.
    Late(i32),
    Dormant(i32),
    Passed(Moment),
    /// With its reason (empty: none given).
    Leaked(Moment, String),
    Recovered(Moment),
    Bypassed(Moment),
    Defeated(String),
    Delivered(Moment),
    Owner {
        stage: Stage,
        activity: Activity,
    },
    /// No journey yet: known from a row only.
    Known,
}

/// How long an owner has been silent (活跃 · 流失预警 · 流失 · 流失库).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Activity {
    Active,
    AtRisk,
    Churned,
    LongChurned,
}

/// One customer with everything known.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct RecordView {
    pub customer: SubjectRef,
    pub name: String,
    /// Other names under the same number.
    pub aliases: Vec<String>,
    pub phone_masked: String,
    pub phone_shown_on_demand: bool,
    pub gender: Option<Gender>,
    pub city: Option<String>,
    pub firm: bool,
    /// Rows with a masked number that were linked by digits and name.
    pub inferred_rows: u32,
    pub vehicles: Vec<VehicleView>,
    pub leads: Vec<LeadView>,
    /// By touchpoint, in the order of time.
    pub episodes: Vec<EpisodeView>,
    /// In the order of time, latest first.
    pub facts: Vec<FactView>,
    pub as_of: Day,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct VehicleView {
    pub subject: SubjectRef,
    pub vin: String,
    pub plate: Option<String>,
    pub model: Option<String>,
    pub since: Option<Day>,
    /// Sold on to somebody else.
    pub until: Option<Day>,
    pub mileage_km: Option<u32>,
    pub stage: Option<Stage>,
    pub activity: Option<Activity>,
    pub visits: u32,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct LeadView {
    pub subject: SubjectRef,
    pub created: Moment,
    pub channel: Option<String>,
    pub consultant: Option<String>,
    pub model: Option<String>,
    pub level: Level,
    pub reached: Step,
    pub state: PersonState,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct EpisodeView {
    pub subject: SubjectRef,
    /// Key into the catalogue.
    pub touchpoint: String,
    pub occurrence: u16,
    pub entered: Moment,
    pub due: Option<Moment>,
    pub end: EndView,
    pub implied: bool,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum EndView {
    InTime,
    Stagnant,
    /// In time or late.
    Passed {
        at: Moment,
        late: bool,
    },
    Leaked {
        at: Moment,
        reason: String,
        recovered: bool,
    },
    Bypassed(Moment),
    Moot(Moment),
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FactView {
    pub at: Moment,
    pub kind: Kind,
    pub file: String,
    pub sheet: u16,
    pub row: u32,
    /// Linked by digits and name only (masked number).
    pub inferred: bool,
    pub values: Vec<(Field, ValueView)>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CoverageView {
    pub kinds: Vec<KindCoverage>,
    pub steps: Vec<(Step, Vec<Lack>)>,
    pub nodes: Vec<(Node, Vec<Lack>)>,
    pub observed: u32,
    pub touchpoints: u32,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct KindCoverage {
    pub kind: Kind,
    pub rows: u32,
    pub files: u32,
    /// First and last event day.
    pub span: Option<(Day, Day)>,
    /// Fields no file of this kind has, that a step or touchpoint needs.
    pub missing: Vec<Field>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CatalogueView {
    pub touchpoints: Vec<TouchpointView>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct TouchpointView {
    pub key: String,
    pub subject: SubjectKind,
    pub lacks: Vec<Lack>,
    pub exits: Exits,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PreviewView {
    pub files: Vec<PreviewFile>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PreviewFile {
    pub file: u32,
    pub name: String,
    pub plan: FilePlan,
    /// Rows that will be added, will change a stored row, are there already, are refused.
    pub added: u32,
    pub updated: u32,
    pub unchanged: u32,
    pub refused: u32,
    /// Accepted rows with at least one note.
    pub noted: u32,
}

impl PreviewFile {
    pub fn accepted(&self) -> u32 {
        self.added + self.updated + self.unchanged
    }
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FileView {
    pub id: FileId,
    pub name: String,
    pub imported: Day,
    pub kinds: Vec<(Kind, u32)>,
    pub noted: u32,
    pub refused: u32,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct NotesView {
    pub total: u32,
    pub offset: u32,
    pub rows: Vec<NoteRow>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct NoteRow {
    pub file: String,
    pub sheet: String,
    pub row: u32,
    pub note: Note,
}
