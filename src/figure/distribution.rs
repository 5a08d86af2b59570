//! The lifecycle distribution as of a day: owners by stage × activity, prospects by level.

use super::list::Figure;
use crate::{protocol::view::DistributionView, text::Lang};

pub fn distribution(_view: &DistributionView, _lang: Lang, width: f64) -> Figure {
    Figure { width, ..Figure::default() }
}
