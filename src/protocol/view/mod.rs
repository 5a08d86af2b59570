//! What the engine shows: plain data, ready to be worded and drawn. No sentence of any language is in here.

mod store;
mod map;
mod funnel;
mod people;
mod record;
mod coverage;
mod imports;

pub use coverage::*;
pub use funnel::*;
pub use imports::*;
pub use map::*;
pub use people::*;
pub use record::*;
pub use store::*;

use crate::exchange::plan::Mapping;
pub use crate::model::columns::ValueView;
use serde::{Deserialize, Serialize};

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
