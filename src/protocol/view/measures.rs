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
    /// The period before this one, as long, and the day from which it is read: as far from its end as `as_of` is from this one's.
    pub before: Period,
    pub as_of_before: Day,
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
    /// One period earlier; `None` where nothing was in the base then.
    pub before: Option<BeforeView>,
    /// By month (its first day), for up to twelve months; months without a base are left out.
    pub trend: Vec<(Day, Proportion)>,
    /// From this month of the trend on, people have not had their time yet.
    pub unripe_from: Option<Day>,
    /// By each of the staff it is told by (`Measure::staff`), the largest base first.
    pub groups: Vec<(String, Proportion)>,
    /// How many of them are enough for a comparison with all the others together.
    pub compared: u32,
    /// Who differs from all the others together beyond chance, with their share.
    pub outliers: Vec<(String, Proportion)>,
}

/// A measure one period earlier.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct BeforeView {
    pub base: Period,
    pub value: Proportion,
    /// Whether the difference is beyond chance; `None` where there are too few to tell.
    pub beyond: Option<bool>,
}
