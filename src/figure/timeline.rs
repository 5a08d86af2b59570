//! The lifecycle distribution over the last 24 months.

use super::list::Figure;
use crate::{protocol::view::DistributionView, text::Lang};

pub fn timeline(_view: &DistributionView, _lang: Lang, width: f64) -> Figure {
    Figure { width, ..Figure::default() }
}
