//! The lead funnel, step by step.

use super::map::Lack;
use super::map::Proportion;
use super::slices::SliceChoices;
use crate::{
    terms::stage::Step,
    time::{Day, Period},
};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FunnelView {
    pub as_of: Day,
    pub period: Period,
    /// Opportunities created in the period, in the slice.
    pub opportunities: u32,
    pub steps: Vec<StepView>,
    pub bought_after_defeat: u32,
    pub deliveries_without_lead: u32,
    /// With their opportunities in the period.
    pub choices: SliceChoices,
    pub finding: FunnelFinding,
    /// False if leads were imported without follow-up records: then only steps move the due dates.
    pub has_follow_ups: bool,
    /// False if no lead is ever recorded as defeated.
    pub has_defeats: bool,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct StepView {
    pub step: Step,
    /// Empty if the step is observed.
    pub lacks: Vec<Lack>,
    pub reached: u32,
    pub recorded: u32,
    pub bypassed: u32,
    /// Parts of the reached, which add up: reached the next step / leaked / stagnant (including dormant) / open in
    /// time.
    pub next: u32,
    pub leaked: u32,
    pub stagnant: u32,
    pub dormant: u32,
    pub in_time: u32,
    /// Reasons of the leaks, the most frequent first; an empty reason is "not given".
    pub reasons: Vec<(String, u32)>,
    /// Next reached ÷ (reached − open in time).
    pub conversion: Option<Proportion>,
    /// Median days from this step to the next recorded one, with its n.
    pub median_days: Option<(f64, u32)>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum FunnelFinding {
    /// The step from which the smallest share goes on; `due`: those whose time there has run out, or who went on.
    WorstStep {
        from: Step,
        to: Step,
        leaked: u32,
        stagnant: u32,
        due: u32,
    },
    /// Many go on without a record of this step.
    Unrecorded {
        step: Step,
        bypassed: u32,
        reached: u32,
    },
    TooFew,
}
