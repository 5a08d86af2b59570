//! One customer with everything known.

use super::actions::ChangeView;
use super::coverage::TouchpointName;
use super::people::PersonState;
use super::{Activity, Sign};
use crate::{
    model::{
        fields::Field,
        ids::SubjectRef,
        rows::Kind,
        values::{Gender, PolicyKind},
        view::ValueView,
    },
    terms::stage::{Level, Node, Stage, Step, SubjectKind},
    time::{Day, Moment},
};
use serde::{Deserialize, Serialize};

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
    /// Their latest role (the owner of a car, else a lead), or the subject that the address names.
    pub state: PersonState,
    /// The level of that lead, while it is open.
    pub level: Option<Level>,
    /// The last dated contact, visit, order, policy or answer, and its kind.
    pub last: Option<(Day, Sign)>,
    /// Whole days since then.
    pub silent_days: Option<i32>,
    /// Renewed here, without a signing day: the day the policy ends.
    pub renewed_undated: Option<Day>,
    /// They were lost once and came back.
    pub recovered: bool,
    /// The store's own tags on the customer's cards (客户标签).
    pub marks: Vec<String>,
    pub consultant: Option<String>,
    pub adviser: Option<String>,
    /// The nodes of the map, in order; empty if nothing is known of any.
    pub way: Vec<WayNode>,
    pub vehicles: Vec<VehicleView>,
    pub leads: Vec<LeadView>,
    /// By touchpoint, in time order.
    pub episodes: Vec<EpisodeView>,
    /// In time order, the latest first.
    pub facts: Vec<FactView>,
    /// The events that the facts record, the latest first.
    pub events: Vec<EventView>,
    pub as_of: Day,
    pub follow: FollowView,
    /// How many records people wrote of them, also such that were taken back.
    pub written: u32,
    /// The history of these, the latest change first, where it was asked for.
    pub changes: Vec<ChangeView>,
}

/// What a follow-up form starts from.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct FollowView {
    pub subjects: Vec<SubjectRef>,
    /// `None`: they are of several kinds.
    pub kind: Option<SubjectKind>,
    /// The present level of the lead, if it is one.
    pub level: Option<Level>,
    /// When each level's clock would have the next contact, if this one is today.
    pub proposed: Vec<(Level, Day)>,
    /// Names of the store's staff, those who are named most first.
    pub staff: Vec<String>,
    /// What can be recorded of the customer: the touchpoints of what they have.
    pub touchpoints: Vec<TouchpointName>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct VehicleView {
    pub subject: SubjectRef,
    pub vin: String,
    pub plate: Option<String>,
    pub model: Option<String>,
    pub since: Option<Day>,
    /// The day it was sold on to somebody else.
    pub until: Option<Day>,
    pub mileage_km: Option<u32>,
    pub stage: Option<Stage>,
    pub activity: Option<Activity>,
    pub visits: u32,
    /// The day, and whether it is calculated from the delivery.
    pub warranty: Option<(Day, bool)>,
    pub next_service: Option<Day>,
    /// The latest expiry of each policy kind, and whether it was renewed here.
    pub policies: Vec<(Option<PolicyKind>, Day, Option<bool>)>,
}

/// A node of the map on somebody's way.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct WayNode {
    pub node: Node,
    pub pace: Pace,
    /// When it was passed or lost, or when it begins.
    pub at: Option<Day>,
    /// They stand here.
    pub is_here: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Pace {
    Passed,
    Leaked,
    InTime,
    /// Days past due.
    Late(i32),
    /// They went on without it.
    Bypassed,
    /// Behind them, but not recorded.
    Unknown,
    Ahead,
}

/// Something that happened at a moment, or will.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct EventView {
    pub at: Moment,
    pub kind: Kind,
    /// The row's dates that record it; none if the row has no date of its own.
    pub dates: Vec<Field>,
    /// Positions in `facts` of the rows that record it.
    pub facts: Vec<u32>,
    /// It is after the as-of day.
    pub is_ahead: bool,
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
    pub touchpoint: TouchpointName,
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
    /// Passed in time, or late.
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
    /// What else the file's row says, under the file's own headers.
    pub extras: Vec<(String, String)>,
}
