//! Drawings: plotters through our own backend into a display list with hit regions. One figure per file. Nothing here
//! knows a browser; the page maps roles to colours and hit regions to clicks.

pub mod list;
pub mod metrics;
pub mod words;

pub mod backend;
pub mod svg;
pub mod sheet;

pub mod plot;

pub mod funnel;
pub mod map;
mod stand;
pub mod distribution;
pub mod timeline;
pub mod satisfaction;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;

pub use distribution::distribution;
pub use funnel::funnel;
pub use list::{Figure, Hit, Item, Region, Role};
pub use map::map;
pub use timeline::timeline;
