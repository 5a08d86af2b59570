//! Satisfaction (满意度): indices, NPS and factors by period.

use super::{advisers::AdvisersView, map::ENOUGH, slices::SliceChoices};
use crate::{
    model::values::AnswerKind,
    order::ordered,
    protocol::query::Grain,
    terms::touchpoint::SurveyItem,
    time::{Day, Period},
};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SatisfactionView {
    pub as_of: Day,
    /// The period shown: the chosen one, else the last 24 months from the start of their first point.
    pub period: Period,
    pub grain: Grain,
    /// The periods of the points; the shown period may cut the first and the last.
    pub periods: Vec<Period>,
    /// The questionnaires with answers, in the order buyers, defeated, service.
    pub questionnaires: Vec<QuestionnaireView>,
    pub advisers: Box<AdvisersView>,
    pub choices: SliceChoices,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct QuestionnaireView {
    pub kind: AnswerKind,
    /// Answers with any item scored.
    pub index: Line,
    /// Answers with a recommendation.
    pub nps: Line,
    /// Promoters, passives, detractors, by period.
    pub recommends: Vec<[u32; 3]>,
    /// The items that somebody scored, in the questionnaire's order.
    pub factors: Vec<FactorView>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FactorView {
    pub item: SurveyItem,
    /// As set; it is normalised over the items that each respondent answered.
    pub weight: f64,
    pub line: Line,
}

/// One measure over the periods.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Line {
    /// One for each period; `None` if nobody answered.
    pub points: Vec<Option<Estimate>>,
    /// `None` if there are too few answers, or too few months, to tell.
    pub trend: Option<Trend>,
}

/// A mean with its 95 % interval.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct Estimate {
    pub mean: f64,
    pub n: u32,
    /// `None` if all answers are equal, because then their spread is unknown.
    pub interval: Option<(f64, f64)>,
}

/// The change over the period, along a straight line.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct Trend {
    pub change: f64,
    pub low: f64,
    pub high: f64,
    /// Beyond noise, also after correction for all lines judged together.
    pub beyond: bool,
}

/// A line whose change is beyond noise. `item`: the factor, for a factor's line.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Mover {
    pub kind: AnswerKind,
    pub item: Option<SurveyItem>,
    pub change: f64,
}

impl Estimate {
    pub const fn is_small(self) -> bool {
        self.n < ENOUGH
    }
}

impl Line {
    pub fn latest(&self) -> Option<Estimate> {
        self.points.iter().rev().find_map(|point| *point)
    }

    pub fn answers(&self) -> u32 {
        self.points.iter().flatten().map(|point| point.n).sum()
    }

    /// Its change, if that is beyond noise.
    pub fn moved(&self) -> Option<f64> {
        self.trend.filter(|trend| trend.beyond).map(|trend| trend.change)
    }
}

impl QuestionnaireView {
    /// Its factors beyond noise, the largest change first.
    pub fn moved_factors(&self) -> Vec<Mover> {
        let mover = |factor: &FactorView| {
            let change = factor.line.moved()?;
            Some(Mover { kind: self.kind, item: Some(factor.item), change })
        };
        largest_first(self.factors.iter().filter_map(mover).collect())
    }
}

impl SatisfactionView {
    /// Whether the last point's period is incomplete, so that the point may still move.
    pub fn is_cut(&self) -> bool {
        let next = self.periods.last().map(|last| last.last.plus_days(1));
        next.is_some_and(|next| {
            let (_, month, day) = next.ymd();
            day != 1 || (month as i32 - 1) % self.grain.months() != 0
        })
    }

    pub fn questionnaire(&self, kind: AnswerKind) -> Option<&QuestionnaireView> {
        self.questionnaires.iter().find(|one| one.kind == kind)
    }

    /// The lines that `line` picks whose change is beyond noise, the largest change first.
    pub fn moved(&self, line: impl Fn(&QuestionnaireView) -> &Line) -> Vec<Mover> {
        let mover = |one: &QuestionnaireView| Some(Mover { kind: one.kind, item: None, change: line(one).moved()? });
        largest_first(self.questionnaires.iter().filter_map(mover).collect())
    }

    pub fn moved_factors(&self) -> Vec<Mover> {
        largest_first(self.questionnaires.iter().flat_map(QuestionnaireView::moved_factors).collect())
    }

    /// The see-saw (按下葫芦浮起瓢): the factor that rose most and the one that sank most, both beyond noise.
    pub fn see_saw(&self) -> Option<(Mover, Mover)> {
        let moved = self.moved_factors();
        let up = moved.iter().find(|mover| mover.change > 0.0)?;
        let down = moved.iter().find(|mover| mover.change < 0.0)?;
        Some((*up, *down))
    }
}

fn largest_first(movers: Vec<Mover>) -> Vec<Mover> {
    ordered(movers, |mover| -(mover.change.abs() * 1e6) as i64)
}
