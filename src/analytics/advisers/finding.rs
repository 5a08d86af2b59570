//! What the page says of service advisers: whose score sinks, and who differs from the colleagues beyond chance. Each
//! adviser is compared with all the others.
//!
//! The first question is whose score sank: the slope of the adviser's own answers against the colleagues' (`trend`,
//! with months as clusters). Then whose score is lower (Welch 1947), and whose customers return less (two proportions).
//! Only a worse result is a finding. All tests fall under one correction (Holm), one-sided at 2.5 %, as for the sales
//! consultants.

use super::table::RETURNS;
use crate::{
    analytics::{
        answers::Answered,
        questionnaire::factor_score,
        stats::{above, holm, mean_error, wilson},
        student,
        trend::{Slope, slope},
    },
    protocol::view::{AdviserFinding, AdviserView, ENOUGH, Proportion},
    terms::touchpoint::SurveyItem,
    time::Day,
};

const LEVEL: f64 = 0.025;

/// A possible finding, its p, and the size of the difference.
type Asked = (AdviserFinding, f64, f64);

/// Tests all questions together, then reports the first that has a finding (sinking, lower, fewer returns), and of its
/// findings the largest difference.
pub fn finding(advisers: &[AdviserView], said: &[Answered]) -> AdviserFinding {
    let mut asked: Vec<Asked> = Vec::new();
    let mut parts = Vec::new();
    for group in [sinks(advisers, said), lower(advisers, said), returns(advisers)] {
        parts.push(asked.len()..asked.len() + group.len());
        asked.extend(group);
    }
    let beyond = holm(&asked.iter().map(|(_, p, _)| *p).collect::<Vec<_>>(), LEVEL);
    for part in parts {
        let found = part.filter(|at| beyond[*at]).max_by(|a, b| asked[*a].2.total_cmp(&asked[*b].2));
        if let Some(at) = found {
            return asked.swap_remove(at).0;
        }
    }
    let names: std::collections::BTreeSet<&str> = asked.iter().filter_map(|(found, ..)| found.name()).collect();
    match names.len() as u32 {
        0 | 1 => AdviserFinding::TooFew,
        compared => AdviserFinding::NoDifference { compared },
    }
}

/// The adviser's own scores, and the colleagues'.
fn scores(said: &[Answered], name: &str) -> [Vec<(Day, f64)>; 2] {
    let scored = |own: bool| {
        let of = said.iter().filter(move |one| one.adviser.is_some_and(|adviser| (adviser == name) == own));
        of.filter_map(|one| Some((one.at, factor_score(one.row, SurveyItem::ServiceAdviser)?))).collect()
    };
    [scored(true), scored(false)]
}

/// Whose score sinks, beyond any change the colleagues share.
fn sinks(advisers: &[AdviserView], said: &[Answered]) -> Vec<Asked> {
    let one = |adviser: &AdviserView| {
        let [own, mut others] = scores(said, &adviser.name);
        // The colleagues are compared over the adviser's own days only, which matters if the adviser began later or
        // left.
        let (first, last) = (own.iter().map(|one| one.0).min()?, own.iter().map(|one| one.0).max()?);
        others.retain(|(day, _)| (first..=last).contains(day));
        let n = own.len() as u32;
        let ([own, others], [df, more]) = ([slope(&own)?, slope(&others)?], [df(&own), df(&others)]);
        let error = (error(own, df).powi(2) + error(others, more).powi(2)).sqrt();
        let far = others.change - own.change;
        let name = adviser.name.clone();
        let found = AdviserFinding::Sinks { name, change: own.change, colleagues: others.change, n };
        // A score that rises less than the others' does not sink.
        let p = if own.change < 0.0 { one_sided(far / error, df.min(more)) } else { 1.0 };
        (error > 0.0).then_some((found, p, far))
    };
    advisers.iter().filter_map(one).collect()
}

/// Degrees of freedom: months less two, as in `trend`.
fn df(answers: &[(Day, f64)]) -> f64 {
    let months: std::collections::BTreeSet<_> = answers.iter().map(|(day, _)| day.month()).collect();
    months.len() as f64 - 2.0
}

/// The standard error, recovered from the slope's interval.
fn error(slope: Slope, df: f64) -> f64 {
    (slope.high - slope.low) / 2.0 / student::quantile_95(df)
}

fn one_sided(t: f64, df: f64) -> f64 {
    let half = student::two_sided(t, df) / 2.0;
    if t > 0.0 { half } else { 1.0 - half }
}

fn lower(advisers: &[AdviserView], said: &[Answered]) -> Vec<Asked> {
    let one = |adviser: &AdviserView| {
        let estimate = adviser.factor.filter(|one| one.n >= ENOUGH)?;
        let [own, others] =
            scores(said, &adviser.name).map(|all| all.into_iter().map(|(_, score)| score).collect::<Vec<f64>>());
        let ((mean, error), (of_others, more)) = (mean_error(&own)?, mean_error(&others)?);
        let squares = error * error + more * more;
        let far = of_others - mean;
        let found = AdviserFinding::Lower { name: adviser.name.clone(), estimate, colleagues: of_others };
        // With thirty answers or more, t differs from the normal curve by a few in a thousand; the adviser's own n
        // keeps it on the safe side.
        (squares > 0.0).then(|| (found, one_sided(far / squares.sqrt(), f64::from(estimate.n) - 1.0), far))
    };
    advisers.iter().filter_map(one).collect()
}

/// Whose customers return less often.
fn returns(advisers: &[AdviserView]) -> Vec<Asked> {
    let mut asked = Vec::new();
    for (at, measure) in RETURNS.into_iter().enumerate() {
        let shares = || advisers.iter().filter_map(move |one| Some((&one.name, one.returns[at]?)));
        let (k, n) = shares().fold((0, 0), |(k, n), (_, share)| (k + share.k, n + share.n));
        let is_better = measure.higher_is_better() == Some(true);
        for (name, share) in shares() {
            let Some(colleagues) = wilson(k - share.k, n - share.n).filter(|of| of.n >= ENOUGH && share.n >= ENOUGH)
            else {
                continue;
            };
            let pair = |one: Proportion| (if is_better { one.n - one.k } else { one.k }, one.n);
            if let Some(p) = above(pair(share), pair(colleagues)) {
                let far = (share.share() - colleagues.share()).abs();
                asked.push((AdviserFinding::Returns { name: name.clone(), measure, share, colleagues }, p, far));
            }
        }
    }
    asked
}
