//! How a lead without a delivery ends or goes on: last contact, declared loss, level, present consultant.

use super::{course::Course, models::COMPETITORS, random::Random, reasons::reason, staff::Staff};
use crate::{
    terms::stage::{Level, Step},
    time::{Day, Moment},
};

pub struct Ending {
    pub consultant: &'static str,
    pub level: Level,
    pub last_follow: Option<Moment>,
    pub next_follow: Option<Moment>,
    pub follow_count: u32,
    pub defeat: Option<Moment>,
    pub reason: Option<&'static str>,
    pub competitor: Option<&'static str>,
    pub order_status: Option<&'static str>,
}

/// How many in a thousand are followed up after day 30.
const PERSISTENT: i32 = 230;
/// How many lost leads in a thousand are declared lost; the consultant who gives up declares hardly any.
const DECLARED: (i32, i32) = (640, 90);

/// Everything is drawn before any of it is decided, so that a failing left out changes only its own effects.
pub fn ending(course: &Course, staff: &Staff, consultant: &'static str, random: &mut Random) -> Ending {
    let drawn = Drawn::new(course, staff.gives_up(consultant), random);
    let delivered = course.at(Step::Delivery).filter(|at| at.day() <= super::date());
    let ordered = course.reached.0 >= Step::Order && !drawn.cancelled;
    let consultant = if ordered { keeper(course, staff, consultant, random) } else { consultant };
    let last = staff.last_day(consultant).unwrap_or(super::date());
    let until = match delivered {
        Some(at) => at.day(),
        None if ordered => last,
        None => drawn.last_contact.min(last),
    };
    let level = if ordered { Level::O } else { drawn.level };
    let interval = interval(level);
    let (last_follow, follow_count) = follow_ups(course, until, interval, random);
    let defeat = drawn.defeat.filter(|at| !ordered && at.day() <= last);
    let is_open = delivered.is_none() && defeat.is_none();
    Ending {
        consultant,
        level,
        last_follow,
        next_follow: last_follow.filter(|_| is_open).map(|at| at.plus_days(interval)),
        follow_count,
        defeat,
        reason: defeat.map(|_| drawn.reason),
        competitor: drawn.competitor.filter(|_| defeat.is_some()),
        order_status: order_status(course.reached.0, delivered.is_some(), !ordered),
    }
}

/// Who has an ordered lead in the end. A consultant who leaves hands over ordered cars not yet delivered; the other
/// leads stay under the old name, and nobody follows them up.
fn keeper(course: &Course, staff: &Staff, consultant: &'static str, random: &mut Random) -> &'static str {
    match staff.last_day(consultant) {
        Some(last) if course.at(Step::Delivery).is_none_or(|at| at.day() > last) => {
            staff.consultant(last.plus_days(1), random)
        }
        _ => consultant,
    }
}

fn order_status(reached: Step, delivered: bool, cancelled: bool) -> Option<&'static str> {
    match reached {
        Step::Order | Step::Delivery if cancelled => Some("已退订"),
        Step::Order | Step::Delivery if delivered => Some("已交车"),
        Step::Order | Step::Delivery => Some("已下订"),
        _ => None,
    }
}

/// Every random choice, drawn in advance whether or not it comes to pass.
struct Drawn {
    level: Level,
    last_contact: Day,
    defeat: Option<Moment>,
    cancelled: bool,
    reason: &'static str,
    competitor: Option<&'static str>,
}

impl Drawn {
    fn new(course: &Course, gives_up: bool, random: &mut Random) -> Self {
        let (reached, at) = course.reached;
        let created = course.steps[0].map_or(at.day(), Moment::day);
        let persistent = random.chance(PERSISTENT) && !gives_up;
        let (early, late) = (random.between(4, 27), random.between(34, 86));
        let contact = created.plus_days(if persistent { late } else { early });
        let after_step = if gives_up { at.day() } else { at.day().plus_days(random.between(1, 9)) };
        let last_contact = contact.max(after_step);
        let cancelled = reached == Step::Order && course.at(Step::Delivery).is_none();
        let declared = random.chance(if gives_up { DECLARED.1 } else { DECLARED.0 }) || cancelled;
        let defeat = super::calendar::in_hours(last_contact.plus_days(random.between(1, 8)), random);
        let elsewhere = random.chance(560);
        Self {
            level: level(reached, random),
            last_contact,
            defeat: Some(defeat).filter(|_| declared),
            cancelled,
            reason: reason(reached, random),
            competitor: Some(*random.pick(&COMPETITORS)).filter(|_| elsewhere),
        }
    }
}

fn level(reached: Step, random: &mut Random) -> Level {
    let weights = match reached {
        Step::Lead | Step::FirstResponse => [0, 8, 30, 62],
        Step::Visit => [10, 25, 45, 20],
        Step::TestDrive => [25, 40, 28, 7],
        _ => [55, 33, 10, 2],
    };
    [Level::H, Level::A, Level::B, Level::C][random.weighed(weights.into_iter())]
}

/// Days between two follow-ups at a level.
fn interval(level: Level) -> i32 {
    match level {
        Level::O => 6,
        Level::H => 2,
        Level::A => 6,
        Level::B => 13,
        Level::C => 27,
    }
}

/// The last follow-up up to a day, and their number, including the first contact and the steps.
fn follow_ups(course: &Course, until: Day, interval: i32, random: &mut Random) -> (Option<Moment>, u32) {
    let Some(first) = course.at(Step::FirstResponse) else { return (None, 0) };
    let step = course.reached.1;
    let mut last = if step.order_key() < first.order_key() { first } else { step };
    let mut count = if last == first { 1 } else { 3 };
    loop {
        let day = last.day().plus_days(interval - i32::from(random.chance(300)));
        if day > until {
            return (Some(last), count);
        }
        last = super::calendar::in_hours(day, random);
        count += 1;
    }
}
