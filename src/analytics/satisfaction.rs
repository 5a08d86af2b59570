//! Satisfaction (满意度): indices, NPS and factors by period, each with its interval, and what changed beyond noise.
//! The lists behind these numbers: `answers`.

use super::{
    advisers::advisers,
    answers::{Answered, answers},
    questionnaire::{QUESTIONNAIRES, Questionnaire, factor_score, own_index, promoter_score},
    slices, stats,
    trend::{self, Slope},
    viewpoint::Viewpoint,
};
use crate::{
    model::{
        rows::{AnswerRow, At},
        values::AnswerKind,
    },
    protocol::{
        query::{GRAINS, Grain},
        view::{ENOUGH, Estimate, FactorView, Line, QuestionnaireView, SatisfactionView},
    },
    terms::touchpoint::SurveyItem,
    time::{Day, Period},
};

/// The lowest and highest possible value.
type Scale = (f64, f64);

const SCORES: Scale = (0.0, 1000.0);
const PROMOTERS: Scale = (-100.0, 100.0);

/// Without a chosen period: this many full months, and the running month.
const DEFAULT_MONTHS: i32 = 24;

/// `chosen`: the period asked for. `grain`: the step asked for; by default a step wide enough for the samples.
pub fn satisfaction(viewpoint: &Viewpoint, chosen: Option<Period>, grain: Option<Grain>) -> SatisfactionView {
    // A wider step never begins later.
    let all = answers(viewpoint, span(viewpoint, chosen, Grain::HalfYear));
    let of_grain = |grain| points(&all, span(viewpoint, chosen, grain), grain);
    let grain = grain.unwrap_or_else(|| wide_enough(&all, &of_grain));
    let periods = of_grain(grain);
    let period = whole(&periods).unwrap_or(span(viewpoint, chosen, grain));
    let found: Vec<Answered> = all.into_iter().filter(|one| period.contains(one.at)).collect();
    SatisfactionView {
        as_of: viewpoint.standings.as_of,
        period,
        grain,
        questionnaires: questionnaires(&found, &periods),
        periods,
        advisers: Box::new(advisers(viewpoint, span(viewpoint, chosen, grain))),
        choices: slices::choices(viewpoint, |wide| {
            answers(wide, period).iter().map(|one| (one.subject, one.adviser)).collect()
        }),
    }
}

/// The score of an item over these answers, whatever the questionnaire.
pub fn item_scores(found: &[Answered], item: SurveyItem) -> Option<Estimate> {
    score(found.iter().copied(), |row| factor_score(row, item))
}

/// The mean score of these answers.
pub fn score<'a>(
    found: impl Iterator<Item = Answered<'a>>,
    of: impl Fn(At<AnswerRow>) -> Option<f64>,
) -> Option<Estimate> {
    estimate(&found.filter_map(|one| of(one.row)).collect::<Vec<_>>(), SCORES)
}

/// The chosen period up to the as-of date; else the default period, from the start of its first point.
fn span(viewpoint: &Viewpoint, chosen: Option<Period>, grain: Grain) -> Period {
    let as_of = viewpoint.standings.as_of;
    match chosen {
        Some(period) => Period { last: period.last.min(as_of), ..period },
        None => Period { first: start_of(Period::last_full_months(as_of, DEFAULT_MONTHS).first, grain), last: as_of },
    }
}

/// The first day of the month, quarter or half-year of a day.
fn start_of(day: Day, grain: Grain) -> Day {
    let (_, month, _) = day.ymd();
    day.month().plus(-((month as i32 - 1) % grain.months())).first_day()
}

/// The periods of the points, starting with the first answer's.
fn points(all: &[Answered], span: Period, grain: Grain) -> Vec<Period> {
    let first = all.iter().map(|one| one.at).filter(|at| span.contains(*at)).min();
    let mut from = first.map_or(span.first, |day| start_of(day, grain)).max(span.first);
    let mut points = Vec::new();
    while from <= span.last {
        let next = start_of(from, grain).plus_months(grain.months());
        points.push(Period { first: from, last: next.plus_days(-1).min(span.last) });
        from = next;
    }
    points
}

fn whole(periods: &[Period]) -> Option<Period> {
    Some(Period { first: periods.first()?.first, last: periods.last()?.last })
}

/// The smallest step at which most points of every questionnaire have enough answers. A questionnaire that has too few
/// even by half-years does not widen the step of the others.
fn wide_enough(all: &[Answered], of_grain: &dyn Fn(Grain) -> Vec<Period>) -> Grain {
    let is_enough = |grain, kind| {
        let periods = of_grain(grain);
        let scored = all.iter().filter(|one| one.kind == kind && own_index(one.row).is_some());
        let mut counts = vec![0; periods.len()];
        scored.filter_map(|one| place(&periods, one.at)).for_each(|place| counts[place] += 1);
        2 * counts.iter().filter(|n| **n >= ENOUGH).count() > counts.len()
    };
    let able: Vec<AnswerKind> =
        QUESTIONNAIRES.iter().map(|one| one.kind).filter(|kind| is_enough(Grain::HalfYear, *kind)).collect();
    let fits = |grain: &Grain| !able.is_empty() && able.iter().all(|kind| is_enough(*grain, *kind));
    GRAINS.into_iter().find(fits).unwrap_or(Grain::HalfYear)
}

fn place(periods: &[Period], day: Day) -> Option<usize> {
    let place = periods.partition_point(|period| period.last < day);
    periods.get(place).filter(|period| period.contains(day)).map(|_| place)
}

/// Every line with its points; the changes of all of them are judged together.
fn questionnaires(found: &[Answered], periods: &[Period]) -> Vec<QuestionnaireView> {
    let mut slopes: Vec<Option<Slope>> = Vec::new();
    let mut views: Vec<QuestionnaireView> = QUESTIONNAIRES
        .iter()
        .filter(|one| found.iter().any(|answer| answer.kind == one.kind))
        .map(|one| questionnaire(one, found, periods, &mut slopes))
        .collect();
    let mut trends = trend::judged(&slopes).into_iter();
    for view in &mut views {
        let factors = view.factors.iter_mut().map(|factor| &mut factor.line);
        for line in [&mut view.index, &mut view.nps].into_iter().chain(factors) {
            line.trend = trends.next().flatten();
        }
    }
    views
}

/// Collects every line's slope in the order in which `questionnaires` hands the judged changes back.
fn questionnaire(
    one: &Questionnaire,
    found: &[Answered],
    periods: &[Period],
    slopes: &mut Vec<Option<Slope>>,
) -> QuestionnaireView {
    let mut line = |scale: Scale, score: &dyn Fn(At<AnswerRow>) -> Option<f64>| {
        let of_kind = found.iter().filter(|answer| answer.kind == one.kind);
        let scores: Vec<(Day, f64)> = of_kind.filter_map(|answer| Some((answer.at, score(answer.row)?))).collect();
        slopes.push(trend::slope(&scores));
        Line { points: estimates(&scores, periods, scale), trend: None }
    };
    QuestionnaireView {
        kind: one.kind,
        index: line(SCORES, &own_index),
        nps: line(PROMOTERS, &promoter_score),
        recommends: recommends(found.iter().filter(|answer| answer.kind == one.kind), periods),
        factors: one
            .weights
            .iter()
            .map(|(item, weight)| FactorView {
                item: *item,
                weight: *weight,
                line: line(SCORES, &|row: At<AnswerRow>| factor_score(row, *item)),
            })
            .collect(),
    }
}

fn estimates(scores: &[(Day, f64)], periods: &[Period], scale: Scale) -> Vec<Option<Estimate>> {
    let mut by_point: Vec<Vec<f64>> = vec![Vec::new(); periods.len()];
    for (day, score) in scores {
        if let Some(place) = place(periods, *day) {
            by_point[place].push(*score);
        }
    }
    by_point.iter().map(|scores| estimate(scores, scale)).collect()
}

/// Promoters, passives and detractors of each period.
fn recommends<'a>(found: impl Iterator<Item = &'a Answered<'a>>, periods: &[Period]) -> Vec<[u32; 3]> {
    let mut counts = vec![[0; 3]; periods.len()];
    for answer in found {
        if let Some((place, score)) = place(periods, answer.at).zip(promoter_score(answer.row)) {
            counts[place][if score > 0.0 {
                0
            } else if score == 0.0 {
                1
            } else {
                2
            }] += 1;
        }
    }
    counts
}

/// The interval is cut at the ends of the scale.
fn estimate(scores: &[f64], (least, most): Scale) -> Option<Estimate> {
    let (mean, interval) = stats::mean(scores)?;
    let interval = interval.map(|(low, high)| (low.max(least), high.min(most)));
    Some(Estimate { mean, n: scores.len() as u32, interval })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{columnar::Page, schema::row::alone};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn answered(page: &Page, at: Day) -> Answered<'_> {
        let row = At::new(page.row(0).unwrap());
        let subject = crate::lifecycle::journey::Subject::Customer(crate::book::CustomerId::at(0));
        Answered { index: 0, row, at, kind: AnswerKind::Service, subject, adviser: None }
    }

    #[test]
    fn a_point_begins_with_its_quarter_and_ends_with_the_period() {
        let row = alone(&AnswerRow::default());
        let span = Period { first: day("2025-08-20"), last: day("2026-10-31") };
        let first = |all: &[Answered], grain| {
            let points = points(all, span, grain);
            (points.len(), points[0].to_string(), points[points.len() - 1].to_string())
        };
        let told = |n: usize, first: &str, last: &str| (n, first.to_owned(), last.to_owned());
        let since = [answered(&row, day("2025-08-25"))];
        let quarters = told(6, "2025-08-20 – 2025-09-30", "2026-10-01 – 2026-10-31");
        assert_eq!(first(&since, Grain::Quarter), quarters);
        // Nobody answered before May 2026.
        let late = [answered(&row, day("2026-05-25"))];
        assert_eq!(first(&late, Grain::HalfYear), told(2, "2026-01-01 – 2026-06-30", "2026-07-01 – 2026-10-31"));
        assert_eq!(first(&late, Grain::Month), told(6, "2026-05-01 – 2026-05-31", "2026-10-01 – 2026-10-31"));
    }

    /// This many answers in each of twelve months.
    fn automatic(a_month: usize) -> Grain {
        let mut row = AnswerRow { kind: Some(AnswerKind::Service), ..AnswerRow::default() };
        row.items[SurveyItem::Facility as usize] = Some(8);
        let row = alone(&row);
        let span = Period { first: day("2025-01-01"), last: day("2025-12-31") };
        let days = (0..12).flat_map(|month| vec![span.first.plus_months(month); a_month]);
        let all: Vec<Answered> = days.map(|day| answered(&row, day)).collect();
        wide_enough(&all, &|grain| points(&all, span, grain))
    }

    #[test]
    fn the_step_widens_until_most_points_have_enough() {
        assert_eq!(automatic(30), Grain::Month);
        assert_eq!(automatic(10), Grain::Quarter);
        assert_eq!(automatic(5), Grain::HalfYear);
        assert_eq!(automatic(1), Grain::HalfYear);
    }
}
