//! One customer with everything known.

use super::coverage::TouchpointName;
use super::people::Activity;
use super::people::PersonState;
use crate::{
    lifecycle::stage::Level, lifecycle::stage::Stage, lifecycle::stage::Step, model::columns::ValueView,
    model::fields::Field, model::ids::SubjectRef, model::rows::Kind, model::values::Gender, time::Day, time::Moment,
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
