//! The scorecard (指标): each measure with its numerator and denominator.

use super::{
    map::{Lack, Proportion},
    slices::SliceChoices,
};
use crate::{
    protocol::query::Measure,
    time::{Day, Period},
};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct MeasuresView {
    pub as_of: Day,
    pub period: Period,
    /// In the order they are shown.
    pub measures: Vec<MeasureView>,
    pub choices: SliceChoices,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct MeasureView {
    pub measure: Measure,
    /// Empty where it is observed.
    pub lacks: Vec<Lack>,
    /// The days its denominator is taken from: the period asked for, or the latest before it that has come of age.
    pub base: Period,
    /// `None` where nothing is in the base.
    pub value: Option<Proportion>,
    /// By month (its first day), for up to twelve months; months without a base are left out.
    pub trend: Vec<(Day, Proportion)>,
    /// By consultant, where consultants make the difference; the largest base first.
    pub groups: Vec<(String, Proportion)>,
}
