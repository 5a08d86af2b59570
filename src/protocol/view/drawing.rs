//! A figure ready for the page: its marks as SVG text, and the areas that can be touched.

use crate::{protocol::query::Selection, time::Day, time::Period};
use serde::{Deserialize, Serialize};

/// Lengths are whole CSS pixels from the upper left corner.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct DrawingView {
    pub width: i32,
    pub height: i32,
    /// The figure in words, for people who cannot see it.
    pub label: String,
    /// SVG elements with class names, for an existing `svg` element.
    pub marks: String,
    /// Later ones lie above earlier ones.
    pub hits: Vec<HitView>,
    /// Above all others, for the pointer only; each repeats one of `hits` or a cell of the data table.
    pub exact: Vec<HitView>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct HitView {
    pub region: RegionView,
    pub target: Selection,
    pub at: Shift,
    /// Read aloud, and shown as the tooltip.
    pub label: String,
}

/// The list's own scope, if it differs from the figure's: a past point has its own date or period.
#[derive(Clone, Copy, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Shift {
    pub as_of: Option<Day>,
    pub period: Option<Period>,
}

#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub enum RegionView {
    Rect { x: i32, y: i32, width: i32, height: i32 },
    Circle { x: i32, y: i32, radius: i32 },
}
