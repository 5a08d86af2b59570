//! The scorecard (指标): each measure with its numerator and denominator. A measure is a list of units (leads, lead rows,
//! cars, policies). Each unit is in the denominator, and in the numerator if it hits; the lists behind the figures are
//! these units.

mod base;
mod compared;
mod evidence;
mod leads;
mod owners;
mod returns;
mod rules;

pub use base::{base, moved_back};
pub use compared::judged;
pub use leads::responses;
pub use owners::is_referral;

use super::stats::wilson;
use crate::analytics::viewpoint::{Member, Viewpoint};
use crate::order::ordered;
use crate::{
    lifecycle::journey::Subject,
    model::{fields::Field, map::Map, rows::Kind},
    protocol::{
        query::{Counts, MEASURES, Measure, MeasurePart, Staff},
        view::{BeforeView, Lack, MeasureView, MeasuresView, Proportion},
    },
    time::{Day, Month, Period},
};
use returns::Cars;
use rules::{Counted, Rule};
use std::collections::BTreeMap;

/// Length of the trend, in months.
const TREND_MONTHS: i32 = 12;

/// One thing a measure counts.
struct Unit<'a> {
    subject: Subject,
    /// The day that puts it into a base: the day it was created, delivered or expired.
    on: Day,
    hit: bool,
    /// The member of staff it belongs to ([`Measure::staff`]).
    staff: Option<&'a str>,
}

/// `before` is the same viewpoint, one period earlier (`day_before`).
pub fn measures(viewpoint: &Viewpoint, before: &Viewpoint) -> MeasuresView {
    let (cars, cars_before) = (Cars::new(viewpoint), Cars::new(before));
    let of = |measure: &Measure| {
        let view = view(viewpoint, &cars, *measure);
        let base = base(before, *measure);
        let is_told = view.value.is_some() && lacks(before, *measure, base).is_empty();
        let value = is_told.then(|| proportion(&units(before, &cars_before, *measure, base))).flatten();
        MeasureView { before: value.map(|value| BeforeView { base, value, beyond: None }), ..view }
    };
    let mut measures: Vec<MeasureView> = MEASURES.iter().map(of).collect();
    compared::with_before(&mut measures);
    compared::among_staff(&mut measures);
    MeasuresView {
        as_of: viewpoint.standings.as_of,
        period: viewpoint.period,
        as_of_before: before.standings.as_of,
        before: before.period,
        measures,
        choices: super::slices::of_everybody(viewpoint),
    }
}

/// The as-of day for the period before: as long after its end as today is after this one's, so that both had equal time
/// to show.
pub fn day_before(period: Period, as_of: Day) -> Day {
    period.before().last.plus_days(as_of.days_since(period.last))
}

fn lacks(viewpoint: &Viewpoint, measure: Measure, base: Period) -> Vec<Lack> {
    evidence::lacks(measure, viewpoint.world.told(), base.first)
}

/// A measure with anything missing gets no figures at all: a share of what cannot be seen would be false.
fn view(viewpoint: &Viewpoint, cars: &Cars, measure: Measure) -> MeasureView {
    let base = base(viewpoint, measure);
    let mut lacks = lacks(viewpoint, measure, base);
    if lacks.is_empty() && viewpoint.slice.adviser.is_some() {
        lacks.extend(has_no_adviser(measure));
    }
    let view = MeasureView {
        measure,
        lacks,
        base,
        value: None,
        before: None,
        trend: Vec::new(),
        unripe_from: None,
        groups: Vec::new(),
        compared: 0,
        outliers: Vec::new(),
    };
    if !view.lacks.is_empty() {
        return view;
    }
    let units = units(viewpoint, cars, measure, base);
    let trend = trend(viewpoint, cars, measure, base);
    MeasureView {
        value: proportion(&units),
        unripe_from: trend.iter().map(|(month, _)| *month).find(|month| is_unripe(viewpoint, measure, *month)),
        trend,
        groups: groups(&units),
        ..view
    }
}

/// The lack, if the measure belongs to staff other than service advisers.
fn has_no_adviser(measure: Measure) -> Option<Lack> {
    let kind = match measure.about().counts {
        _ if measure.staff() == Staff::Adviser => return None,
        Counts::Leads | Counts::LeadRows => Kind::Leads,
        Counts::Cars => Kind::Sales,
        Counts::Policies => Kind::Insurance,
    };
    Some(Lack::Column(kind, Field::Adviser))
}

/// Whether some of the month's units have not had their time yet.
fn is_unripe(viewpoint: &Viewpoint, measure: Measure, month: Day) -> bool {
    month.month().last_day().plus_days(Rule::of(measure).ripens_after) > viewpoint.standings.as_of
}

/// A share of the leads of a whole period, without its lists.
pub fn shares<'a>(viewpoint: &Viewpoint<'a>, measure: Measure) -> Shares<'a> {
    let base = base(viewpoint, measure);
    let units = match lacks(viewpoint, measure, base).is_empty() {
        true => units_of_any(viewpoint, None, measure, base),
        false => Vec::new(),
    };
    let mut by_staff: Map<&str, (u32, u32)> = Map::default();
    for unit in &units {
        let (hits, all) = by_staff.entry(unit.staff.unwrap_or_default()).or_default();
        *hits += u32::from(unit.hit);
        *all += 1;
    }
    Shares { by_staff }
}

/// A measure by its staff.
pub struct Shares<'a> {
    /// Hits and units.
    by_staff: Map<&'a str, (u32, u32)>,
}

impl Shares<'_> {
    /// Of one person, or of everybody; `None` of nobody.
    pub fn of(&self, name: Option<&str>) -> Option<Proportion> {
        let (hits, all) = match name {
            Some(name) => self.by_staff.get(name).copied().unwrap_or_default(),
            None => self.by_staff.values().fold((0, 0), |(hits, all), (more, of)| (hits + more, all + of)),
        };
        wilson(hits, all)
    }
}

/// A measure over everybody, and for each of its staff; nothing if the files cannot tell it.
pub fn by_staff(viewpoint: &Viewpoint, measure: Measure) -> (Option<Proportion>, Vec<(String, Proportion)>) {
    let base = base(viewpoint, measure);
    if !lacks(viewpoint, measure, base).is_empty() {
        return (None, Vec::new());
    }
    let units = units(viewpoint, &Cars::new(viewpoint), measure, base);
    (proportion(&units), groups(&units))
}

/// The people behind a part of a measure, or of one of its staff if `group` names one. A subject appears once for each
/// of its units: two lead rows of one opportunity are two entries.
pub fn members(viewpoint: &Viewpoint, measure: Measure, part: MeasurePart, group: Option<&str>) -> Vec<Member> {
    wanted(viewpoint, measure, part, group).into_iter().map(|unit| Member::of(unit.subject)).collect()
}

/// The member of staff each of them belongs to.
pub fn staff_of<'a>(
    viewpoint: &Viewpoint<'a>,
    measure: Measure,
    part: MeasurePart,
    group: Option<&str>,
) -> Vec<Option<&'a str>> {
    wanted(viewpoint, measure, part, group).into_iter().map(|unit| unit.staff).collect()
}

fn wanted<'a>(viewpoint: &Viewpoint<'a>, measure: Measure, part: MeasurePart, group: Option<&str>) -> Vec<Unit<'a>> {
    let base = base(viewpoint, measure);
    if !lacks(viewpoint, measure, base).is_empty() {
        return Vec::new();
    }
    let is_part = |unit: &Unit| match part {
        MeasurePart::Numerator => unit.hit,
        MeasurePart::Denominator => true,
        MeasurePart::Rest => !unit.hit,
    };
    let mut units = units(viewpoint, &Cars::new(viewpoint), measure, base);
    units.retain(|unit| is_part(unit) && group.is_none_or(|name| unit.staff.unwrap_or_default() == name));
    units
}

/// A slice by adviser takes the units that belong to the adviser, not the owners who are with the adviser now: those
/// have returned by definition.
fn units<'a>(viewpoint: &Viewpoint<'a>, cars: &Cars<'a>, measure: Measure, base: Period) -> Vec<Unit<'a>> {
    of_slice(viewpoint, measure, units_of_any(&viewpoint.of_any_adviser(), Some(cars), measure, base))
}

fn of_slice<'a>(viewpoint: &Viewpoint, measure: Measure, mut units: Vec<Unit<'a>>) -> Vec<Unit<'a>> {
    units.retain(|unit| {
        viewpoint.slice.adviser.is_none() || (measure.staff() == Staff::Adviser && viewpoint.is_of(unit.staff))
    });
    units
}

/// `cars`: for monthly measures.
fn units_of_any<'a>(
    viewpoint: &Viewpoint<'a>,
    cars: Option<&Cars<'a>>,
    measure: Measure,
    base: Period,
) -> Vec<Unit<'a>> {
    match Rule::of(measure).counted {
        Counted::Leads(hit) => leads::units(viewpoint, hit, base),
        Counted::LeadRows(hit) => leads::row_units(viewpoint, hit, base),
        Counted::Deliveries(rule) => owners::deliveries(viewpoint, &rule, base),
        Counted::Policies => owners::policies(viewpoint, base),
        Counted::Monthly(rule) => cars.map_or_else(Vec::new, |cars| cars.units(&rule, base::month(viewpoint))),
    }
}

fn proportion(units: &[Unit]) -> Option<Proportion> {
    wilson(units.iter().filter(|unit| unit.hit).count() as u32, units.len() as u32)
}

/// The twelve months up to the base's last full one, and the running month if it comes next. Months before the files
/// begin are left out.
fn trend(viewpoint: &Viewpoint, cars: &Cars, measure: Measure, base: Period) -> Vec<(Day, Proportion)> {
    let months = |last: Month| (1 - TREND_MONTHS..=0).map(move |back| last.plus(back));
    let rule = Rule::of(measure);
    if let Some(monthly) = rule.monthly() {
        let last = base::month(viewpoint);
        let point = |month: Month| {
            let first = returns::months(month, monthly.came).first;
            evidence::too_late(&rule, viewpoint.world.told(), first).is_none().then_some(())?;
            Some((month.first_day(), proportion(&of_slice(viewpoint, measure, cars.units(monthly, month)))?))
        };
        return months(last).filter_map(point).collect();
    }
    let last = Period::last_full_months(base.last, 1).last.month();
    let as_of = viewpoint.standings.as_of;
    let is_next = last.plus(1) == as_of.month() && as_of != as_of.month().last_day();
    let end = if is_next && rule.comes_of_age == (0, 0) { as_of } else { last.last_day() };
    let span = Period { first: last.plus(1 - TREND_MONTHS).first_day(), last: end };
    let mut by_month: BTreeMap<Day, Vec<Unit>> = BTreeMap::new();
    for unit in units(viewpoint, cars, measure, span) {
        by_month.entry(unit.on.month().first_day()).or_default().push(unit);
    }
    let is_seen = |month: Day| evidence::too_late(&rule, viewpoint.world.told(), month).is_none();
    by_month
        .into_iter()
        .filter(|(month, _)| is_seen(*month))
        .filter_map(|(month, units)| Some((month, proportion(&units)?)))
        .collect()
}

fn groups(units: &[Unit]) -> Vec<(String, Proportion)> {
    let mut counts: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    for unit in units {
        let Some(name) = unit.staff else { continue };
        let (k, n) = counts.entry(name).or_default();
        *k += u32::from(unit.hit);
        *n += 1;
    }
    let by_name = counts.into_iter().filter_map(|(name, (k, n))| Some((name.to_owned(), wilson(k, n)?)));
    ordered(by_name.collect(), |(_, share)| -i64::from(share.n))
}
