//! The lifecycle distribution (生命周期分布): where everybody stands, over time, and what moved.

use super::members::{Frame, Member};
use crate::protocol::{query::Selection, view::DistributionView};

pub fn distribution(frame: &Frame, _since: Option<crate::time::Day>) -> DistributionView {
    DistributionView { as_of: frame.picture.as_of, period: frame.period }
}

/// The people behind a number of the distribution.
pub fn members(_frame: &Frame, _selection: &Selection) -> Vec<Member> {
    Vec::new()
}
