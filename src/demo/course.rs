//! How far a lead comes, and when: passage by satisfaction, delays, and the failings that end it early.

use super::{
    Plants,
    calendar::{in_hours, when_open},
    channels::Channel,
    random::{Lane, Random},
};
use crate::{
    terms::stage::{STEPS, Step},
    time::{Day, Moment},
};

/// What decides how a lead develops.
pub struct Start<'a> {
    pub index: usize,
    pub created: Moment,
    pub channel: &'a Channel,
    pub satisfaction: i32,
    pub electric: bool,
    pub plants: Plants,
    /// After this day nothing happens except the delivery of an ordered car.
    pub last_day: Day,
}

/// The moment of each step. A step that was taken but not recorded is missing.
#[derive(Clone, Copy)]
pub struct Course {
    pub steps: [Option<Moment>; STEPS.len()],
    /// The last step taken by the reporting date; a delivery may still be ahead.
    pub reached: (Step, Moment),
}

impl Course {
    pub fn at(&self, step: Step) -> Option<Moment> {
        self.steps[step.index()]
    }
}

pub fn course(start: &Start) -> Course {
    let mut course = Course { steps: [None; STEPS.len()], reached: (Step::Lead, start.created) };
    course.steps[0] = Some(start.created);
    for step in &STEPS[1..] {
        // Each step has its own stream, so that a failing at one step does not change what would have happened at the
        // next.
        let mut random = Random::of(Lane::LeadStep, start.index * STEPS.len() + step.index());
        if !random.chance(passage(*step, start)) {
            break;
        }
        let at = when(*step, course.reached.1, start, &mut random);
        if *step != Step::Delivery && at.day() > start.last_day {
            break;
        }
        course.steps[step.index()] = Some(at).filter(|_| !random.chance(unrecorded(*step)));
        if at.day() <= super::date() {
            course.reached = (*step, at);
        }
    }
    course
}

/// How many in a thousand take a step; the more satisfied, the more of them.
fn passage(step: Step, start: &Start) -> i32 {
    let (usual, slope) = match step {
        Step::FirstResponse if start.channel.walks_in => (1000, 0),
        Step::FirstResponse => (945, 0),
        Step::Visit if start.channel.walks_in => (1000, 0),
        Step::Visit => (start.channel.visits, 4),
        Step::TestDrive => (790, 3),
        // The planted failing: many who had a test drive never get a price.
        Step::Quote if start.plants.quotes_missing => (370, 3),
        Step::Quote => (720, 3),
        Step::Order => (500, 7),
        _ => (975, 0),
    };
    (usual + (start.satisfaction - 50) * slope).clamp(30, 1000)
}

/// How many in a thousand take a step that nobody records.
fn unrecorded(step: Step) -> i32 {
    match step {
        Step::TestDrive => 40,
        Step::Quote => 25,
        _ => 0,
    }
}

fn when(step: Step, before: Moment, start: &Start, random: &mut Random) -> Moment {
    if start.channel.walks_in && step <= Step::Visit {
        return start.created.plus_minutes(i32::from(step == Step::FirstResponse) * random.between(1, 6));
    }
    if step == Step::FirstResponse {
        let minutes = random.banded(&[(46, 3, 45), (30, 46, 119), (15, 120, 900), (9, 901, 4_000)]);
        return when_open(before.plus_minutes(minutes), random);
    }
    match days(step, start.electric, random) {
        // During the same visit; late in the evening it is put off until tomorrow.
        0 if step > Step::Visit && before.minute_of_day() < 19 * 60 => before.plus_minutes(random.between(20, 70)),
        days => in_hours(before.day().plus_days(days.max(i32::from(step > Step::Visit))), random)
            .max_by_order(before.plus_minutes(30)),
    }
}

/// Days since the previous step.
fn days(step: Step, electric: bool, random: &mut Random) -> i32 {
    random.banded(match step {
        Step::Visit => &[(38, 0, 2), (34, 3, 7), (19, 8, 20), (9, 21, 50)],
        Step::TestDrive => &[(76, 0, 0), (24, 2, 12)],
        Step::Quote => &[(60, 0, 0), (40, 1, 9)],
        Step::Order => &[(16, 0, 0), (40, 1, 7), (22, 8, 24), (22, 25, 70)],
        _ if electric => &[(50, 12, 24), (50, 25, 42)],
        _ => &[(60, 4, 12), (40, 13, 26)],
    })
}

trait Later {
    fn max_by_order(self, other: Self) -> Self;
}

impl Later for Moment {
    fn max_by_order(self, other: Self) -> Self {
        if self.order_key() < other.order_key() { other } else { self }
    }
}
