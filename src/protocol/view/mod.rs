//! What the engine shows: plain data, to be put into words and drawn. No text of any language is in here.

mod store;
mod slices;
mod map;
mod funnel;
mod distribution;
mod satisfaction;
mod measures;
mod consultants;
mod actions;
mod advisers;
mod drawing;
mod people;
mod record;
mod coverage;
mod imports;
mod written;

pub use actions::*;
pub use advisers::*;
pub use consultants::*;
pub use coverage::*;
pub use distribution::*;
pub use drawing::*;
pub use funnel::*;
pub use imports::*;
pub use map::*;
pub use measures::*;
pub use people::*;
pub use record::*;
pub use satisfaction::*;
pub use slices::*;
pub use store::*;
pub use written::*;

use super::sheet::Sheet;
use crate::exchange::plan::Mapping;
pub use crate::model::view::ValueView;
pub use crate::terms::activity::{ACTIVITIES, Activity, Sign};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum View {
    Sheet(Sheet),
    /// A file, with its name without the ending.
    Named(String, String),
    /// HTML or SVG to insert into the page.
    Markup(String),
    /// HTML for each row of a window.
    Rows(Vec<String>),
    Status(StoreStatus),
    Stores(Vec<StoreEntry>),
    /// Fields and what was being typed in them, by turns.
    Drafts(Vec<String>),
    Csv(String),
    FullPhone(Option<String>),
    Preview(PreviewView),
    Mappings(Vec<Mapping>),
    Files(Vec<FileView>),
    Notes(NotesView),
    // Inside the engine only: the data of sheets.
    #[serde(skip)]
    Map(MapView),
    #[serde(skip)]
    Funnel(FunnelView),
    #[serde(skip)]
    Distribution(DistributionView),
    #[serde(skip)]
    Satisfaction(SatisfactionView),
    #[serde(skip)]
    Measures(MeasuresView),
    #[serde(skip)]
    Consultants(ConsultantsView),
    #[serde(skip)]
    Drawing(DrawingView),
    #[serde(skip)]
    List(ListView),
    #[serde(skip)]
    Record(Option<Box<RecordView>>),
    #[serde(skip)]
    Actions(ActionsView),
    #[serde(skip)]
    Coverage(CoverageView),
    #[serde(skip)]
    Catalogue(CatalogueView),
}
