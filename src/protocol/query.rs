//! What the page asks the engine to show.

use crate::{
    lifecycle::stage::{Node, Step},
    model::ids::{FileId, SubjectRef},
    time::{Day, Period},
};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Query {
    Status,
    Stores,
    Map(Scope),
    Funnel(Scope),
    /// A window of the people behind a number.
    List {
        selection: Selection,
        scope: Scope,
        offset: u32,
        limit: u32,
    },
    /// The whole list as CSV, phones masked unless asked.
    ListCsv {
        selection: Selection,
        scope: Scope,
        phones: bool,
    },
    Record {
        subject: SubjectRef,
        scope: Scope,
    },
    /// One customer's full telephone number, shown on demand.
    FullPhone(SubjectRef),
    Coverage,
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
    },
    /// The catalogue with the present store's evidence.
    Catalogue,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum NotesOf {
    Store(Option<FileId>),
    Staged(Option<u32>),
}

/// What an analysis looks at. Absent parts take their defaults: the reporting date, the last six full months, everybody.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Scope {
    pub as_of: Option<Day>,
    pub period: Option<Period>,
    pub channel: Option<String>,
    pub consultant: Option<String>,
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
}
