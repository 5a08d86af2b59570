//! What pages are made of. Each block is a function from words to markup; `maud` escapes every word and every attribute.

mod card;
mod chart;
mod choice;
mod foot;
mod icon;
mod panels;
mod slices;
mod spark;
mod table;

pub use card::{card, caution, pairs, tag, with_tools};
pub use chart::{chart, figure};
pub use choice::{Choice, refinements};
pub use foot::{Data, foot, foot_of_shown};
pub use icon::{Glyph, icon};
pub use maud::{Markup, html};
pub use panels::{Panel, panels};
pub use slices::{Presets, narrowed, period, slices};
pub use spark::spark;
pub use table::{Cell, Table, sort_head};
