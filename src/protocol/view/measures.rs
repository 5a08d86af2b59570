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
    /// The period of the same length before this one, and its as-of day: as long after its end as `as_of` is after this
    /// one's.
    pub before: Period,
    pub as_of_before: Day,
    /// In display order.
    pub measures: Vec<MeasureView>,
    pub choices: SliceChoices,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct MeasureView {
    pub measure: Measure,
    /// Empty if the measure is observed.
    pub lacks: Vec<Lack>,
    /// The days that its denominator covers: the period asked for, or the latest one before it that has come of age.
    pub base: Period,
    /// `None` if nothing is in the base.
    pub value: Option<Proportion>,
    /// One period earlier; `None` if nothing was in the base then.
    pub before: Option<BeforeView>,
    /// By month (its first day), up to twelve months; months without a base are left out.
    pub trend: Vec<(Day, Proportion)>,
    /// From this month of the trend on, some people have not had their time yet.
    pub unripe_from: Option<Day>,
    /// By member of staff (`Measure::staff`), the largest base first.
    pub groups: Vec<(String, Proportion)>,
    /// How many of them have enough for a comparison with all the others together.
    pub compared: u32,
    /// Those who differ beyond chance from all the others together, with the others' share.
    pub outliers: Vec<(String, Proportion)>,
}

/// A measure one period earlier.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct BeforeView {
    pub base: Period,
    pub value: Proportion,
    /// Whether the difference is beyond chance; `None` if there are too few to tell.
    pub beyond: Option<bool>,
}
