//! The scorecard (指标): each measure with its numerator and denominator.

use super::members::{Frame, Member};
use crate::protocol::{
    query::{Measure, MeasurePart},
    view::MeasuresView,
};

pub fn measures(frame: &Frame) -> MeasuresView {
    MeasuresView { as_of: frame.picture.as_of, period: frame.period }
}

/// The people behind a part of a measure; of one consultant where `group` names one.
pub fn members(_frame: &Frame, _measure: Measure, _part: MeasurePart, _group: Option<&str>) -> Vec<Member> {
    Vec::new()
}
