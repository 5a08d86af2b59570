//! The leads of three years: who asks, when, from where. How far each comes is in `course`, what the files say in
//! `lead_row`.

use super::{
    calendar,
    channels::{self, BACK, Channel},
    course::{Start, course},
    ending::ending,
    lead_row::Said,
    models::{self, Model},
    names::Person,
    random::{Lane, Random},
    staff::Staff,
};
use crate::{
    model::rows::{LeadRow, VisitRow},
    time::{Day, Moment},
};

pub const LEADS: usize = 15_000;
const MONTHS: i32 = 36;

/// A lead and its person.
pub struct Lead {
    pub person: usize,
    pub row: LeadRow,
    pub visits: Vec<VisitRow>,
    pub model: &'static Model,
}

/// Everybody in the demo; a lead may add a person.
pub struct Cast {
    pub people: Vec<Person>,
    /// Earlier owners, who may return for another car, with the day they took theirs.
    pub owners: Vec<(usize, Day)>,
}

pub fn leads(staff: &Staff, cast: &mut Cast) -> Vec<Lead> {
    let first = super::date().month().plus(1 - MONTHS);
    let mut leads: Vec<Lead> = Vec::with_capacity(LEADS);
    for (index, day) in calendar::days(1, first, MONTHS, LEADS, (90, 112)).into_iter().enumerate() {
        let lead = lead(index, day, staff, cast, &leads);
        leads.push(lead);
    }
    leads
}

fn lead(index: usize, day: Day, staff: &Staff, cast: &mut Cast, before: &[Lead]) -> Lead {
    let mut random = Random::of(Lane::Lead, index);
    let (person, channel) = who(day, cast, before, &mut random);
    let model = models::asked_for(day, &mut random);
    let consultant = staff.consultant(day, &mut random);
    let created = created(day, channel, &mut random);
    let course = course(&Start {
        index,
        created,
        channel,
        satisfaction: cast.people[person].satisfaction,
        electric: model.electric,
        plants: staff.plants,
        last_day: last_day(day, consultant, staff),
    });
    let ending = ending(&course, staff, consultant, &mut random);
    let said = Said { person, cast, channel, model, consultant: ending.consultant, created };
    let row = said.row(&course, &ending, &mut random);
    let visits = said.visits(&course, &row, &mut random);
    Lead { person, row, visits, model }
}

/// After this day nobody follows up the lead.
fn last_day(created: Day, consultant: &str, staff: &Staff) -> Day {
    let there = staff.last_day(consultant).unwrap_or(super::date());
    if staff.gives_up(consultant) { there.min(created.plus_days(30)) } else { there }
}

/// Usually a new person; sometimes an earlier owner, or somebody whose earlier lead came to nothing.
fn who(day: Day, cast: &mut Cast, before: &[Lead], random: &mut Random) -> (usize, &'static Channel) {
    let channel = channels::draw(random);
    let (back, again, place) = (random.chance(38), random.chance(45), random.below(1_000_000) as usize);
    if back && let Some(owner) = owner_of_old(day, cast, place) {
        return (owner, &BACK);
    }
    if again && let Some(lead) = before.len().checked_sub(100 + place % 2_000).map(|at| &before[at]) {
        let over = |at: Option<Moment>| at.is_none_or(|at| at.day() < day);
        if lead.row.order.is_none() && over(lead.row.last_follow) && over(lead.row.defeat) {
            return (lead.person, channel);
        }
    }
    cast.people.push(super::names::person(cast.people.len()));
    (cast.people.len() - 1, channel)
}

/// An owner for at least three years, more likely a satisfied one; each returns only once.
fn owner_of_old(day: Day, cast: &mut Cast, place: usize) -> Option<usize> {
    let long_ago = day.plus_months(-38);
    let ripe = cast.owners.partition_point(|(_, since)| *since <= long_ago);
    let from = place % ripe.max(1);
    let pleased = |(person, _): &(usize, Day)| cast.people[*person].satisfaction >= 50;
    let at = (from..ripe).find(|at| pleased(&cast.owners[*at]))?;
    Some(cast.owners.remove(at).0)
}

fn created(day: Day, channel: &Channel, random: &mut Random) -> Moment {
    match channel.online {
        true => calendar::at(day, random.between(7 * 60, 23 * 60 + 30)),
        false => calendar::in_hours(day, random),
    }
}
