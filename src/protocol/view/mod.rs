//! What the engine shows: plain data, ready to be worded and drawn. No sentence of any language is in here.

mod store;
mod slices;
mod map;
mod funnel;
mod distribution;
mod satisfaction;
mod measures;
mod consultants;
mod drawing;
mod people;
mod record;
mod coverage;
mod imports;

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

use super::sheet::Sheet;
use crate::exchange::plan::Mapping;
pub use crate::model::columns::ValueView;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum View {
    Sheet(Sheet),
    /// A file with its name, without the ending.
    Named(String, String),
    /// HTML or SVG to lay into the page.
    Markup(String),
    /// The same for each row of a window.
    Rows(Vec<String>),
    Status(StoreStatus),
    Stores(Vec<StoreEntry>),
    Map(MapView),
    Funnel(FunnelView),
    Distribution(DistributionView),
    Satisfaction(SatisfactionView),
    Measures(MeasuresView),
    Consultants(ConsultantsView),
    Drawing(DrawingView),
    Svg(String),
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
