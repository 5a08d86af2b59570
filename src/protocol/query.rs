//! What the page asks the engine to show.

pub use super::{measure::*, selection::*};

use super::{column::Sort, lang::Lang};
use crate::{
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
    /// The data of a page as CSV, by the name of their foot.
    SheetCsv(Part),
    /// A window of rows of a page's long list.
    SheetRows {
        part: Part,
        offset: u32,
        limit: u32,
    },
    /// A picture of a page, to be shown at a width in CSS pixels.
    SheetFigure {
        part: Part,
        width: u32,
    },
    /// The same picture as a document of its own.
    SheetDocument {
        part: Part,
        width: u32,
    },
    Status,
    /// What was being typed when the store was last open.
    Drafts,
    Stores,
    /// One customer's full telephone number, shown on demand.
    FullPhone(SubjectRef),
    /// What is staged, compared with the store.
    Preview,
    /// Mappings remembered for the reader.
    Mappings,
    Files,
    /// Notes and refusals of stored files (`None`: of all), or of a staged file.
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
    /// All rows of a kind as CSV, in the product's own columns, so that they can be imported again.
    RowsCsv(Kind),
    // Asked only inside the engine, for sheets; the page has no code for these or their answers. They must come last.
    #[serde(skip)]
    Map(Scope),
    #[serde(skip)]
    Funnel(Scope),
    /// Where everybody stands over time, and what moved since a day.
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
    /// The whole list as CSV; phones are masked unless asked for in full.
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
    /// What was written last, and what of it is in force.
    #[serde(skip)]
    Actions,
    #[serde(skip)]
    Coverage,
    /// The catalogue with this store's evidence.
    #[serde(skip)]
    Catalogue,
}

impl Query {
    /// Whether the page asks this. The other queries are asked only inside the engine and are never sent.
    pub const fn travels(&self) -> bool {
        use Query::*;
        match self {
            Show { .. } | SheetCsv(_) | SheetRows { .. } | SheetFigure { .. } | SheetDocument { .. } => true,
            Status | Drafts | Stores | FullPhone(_) | Preview | Mappings | Files => true,
            Notes { .. } | NotesCsv { .. } | RowsCsv(_) => true,
            Map(_) | Funnel(_) | Distribution { .. } | Satisfaction { .. } | Measures(_) | Consultants(_) => false,
            Draw(_) | List { .. } | ListCsv { .. } | Record { .. } | Actions | Coverage | Catalogue => false,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum NotesOf {
    Store(Option<FileId>),
    Staged(Option<u32>),
}

/// A part of a page: its picture or the data of this name.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Part {
    pub address: String,
    pub lang: Lang,
    pub place: String,
}

/// Ends the name of a place if its list should have full telephone numbers.
pub const FULL: &str = ".full";

/// A picture at a width.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Drawing {
    pub picture: Picture,
    pub lang: Lang,
    /// CSS pixels.
    pub width: u32,
}

/// The text around a picture that is handed over, in the page's language.
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
    /// Stage × activity, and prospects by level, as of the day.
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

/// The length of one point of a line (步长).
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
    /// A word for files, styles and ids within a page.
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

/// The part of the store an analysis looks at. Absent parts take their defaults: the reporting date, the last six full
/// months, everybody.
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
