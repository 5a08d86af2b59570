//! A figure ready for the page: its marks as SVG text, and where it can be touched.

use crate::{protocol::query::Selection, time::Day, time::Period};
use serde::{Deserialize, Serialize};

/// Lengths are whole CSS pixels from the upper left corner.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct DrawingView {
    pub width: i32,
    pub height: i32,
    /// What the figure says, for those who do not see it.
    pub label: String,
    /// SVG elements with class names, for an `svg` element that is already there.
    pub marks: String,
    /// A later one lies above an earlier one.
    pub hits: Vec<HitView>,
    /// Above all others, for the pointer alone; each repeats one of `hits` or a cell of the data table.
    pub exact: Vec<HitView>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct HitView {
    pub region: RegionView,
    pub target: Selection,
    pub at: Shift,
    /// Spoken, and shown as the tooltip.
    pub label: String,
}

/// Where a mark's list differs from the figure's own scope: a point in the past has its own date or period.
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
