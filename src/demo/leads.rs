//! The leads of three years: who asks, how far each comes, who follows up and how long, and what the register of visits says.

use super::{
    calendar,
    channels::{self, BACK, Channel, REFERRED},
    course::{Course, Start, course},
    ending::{Ending, ending},
    models::{self, COLOURS, FOCUSES, Model},
    names::Person,
    random::{Lane, Random},
    staff::Staff,
};
use crate::{
    lifecycle::stage::{Level, Step},
    model::rows::{LeadRow, VisitRow},
    time::{Day, Moment},
};

pub const LEADS: usize = 15_000;
const MONTHS: i32 = 36;

/// A lead with the person it is about.
pub struct Lead {
    pub person: usize,
    pub row: LeadRow,
    pub visits: Vec<VisitRow>,
    pub model: &'static Model,
}

/// Everybody the demo knows; a lead may add somebody.
pub struct Cast {
    pub people: Vec<Person>,
    /// Owners of old, with the day they took their car, who may come for another.
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
    let last_day = staff.last_day(consultant).unwrap_or(super::date());
    let patience = if staff.gives_up(consultant) { day.plus_days(30) } else { last_day };
    let satisfaction = cast.people[person].satisfaction;
    let last_day = last_day.min(patience);
    let plants = staff.plants;
    let start = Start { index, created, channel, satisfaction, electric: model.electric, plants, last_day };
    let course = course(&start);
    let ending = ending(&course, staff, consultant, &mut random);
    let said = Said { person, channel, model, consultant: ending.consultant, created };
    let row = said.row(&course, &ending, cast, &mut random);
    let visits = said.visits(&course, &row, cast, &mut random);
    Lead { person, row, visits, model }
}

/// Mostly somebody new; now and then an owner of old, or somebody whose earlier lead came to nothing.
fn who(day: Day, cast: &mut Cast, before: &[Lead], random: &mut Random) -> (usize, &'static Channel) {
    let channel = channels::draw(random);
    let (back, again, place) = (random.chance(38), random.chance(45), random.next());
    if back && let Some(owner) = owner_of_old(day, cast, place as usize) {
        return (owner, &BACK);
    }
    if again && let Some(lead) = before.len().checked_sub(100 + place as usize % 2_000).map(|at| &before[at]) {
        let over = |at: Option<Moment>| at.is_none_or(|at| at.day() < day);
        if lead.row.order.is_none() && over(lead.row.last_follow) && over(lead.row.defeat) {
            return (lead.person, channel);
        }
    }
    cast.people.push(super::names::person(cast.people.len()));
    (cast.people.len() - 1, channel)
}

/// An owner of three years and more, the pleased rather than the others; each comes back once.
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

/// What a lead's row and its visits have in common.
struct Said {
    person: usize,
    channel: &'static Channel,
    model: &'static Model,
    consultant: &'static str,
    created: Moment,
}

impl Said {
    fn row(&self, course: &Course, ending: &Ending, cast: &Cast, random: &mut Random) -> LeadRow {
        let person = &cast.people[self.person];
        let known = course.reached.0 >= Step::Order || random.chance(920);
        let masked = course.reached.0 < Step::Visit && self.channel.online && random.chance(20);
        let contacted = course.at(Step::FirstResponse);
        let wechat = contacted.filter(|_| random.chance(420 + person.satisfaction * 5));
        LeadRow {
            customer_code: Some(format!("KH{:06}", 100_000 + self.person)),
            name: if known { person.name.clone() } else { person.courtesy() },
            phone: if masked { person.masked() } else { person.phone() },
            gender: Some(person.gender),
            city: Some(person.city.into()),
            channel: Some(self.channel.name.into()),
            sub_channel: Some((*random.pick(self.channel.subs)).into()),
            lead_type: Some(if self.channel.name == BACK.name { "增换购" } else { "首购" }.into()),
            model: Some(self.model.name.into()),
            budget: Some(self.model.budget.into()),
            dealer: Some(super::DEALER.into()),
            created: Some(self.created),
            assigned: Some(self.created.plus_minutes(random.between(0, 12))),
            first_contact: contacted,
            level: Some(ending.level),
            follow_note: contacted.map(|_| (*random.pick(&NOTES)).into()),
            last_follow: ending.last_follow,
            next_follow: ending.next_follow,
            follow_count: Some(ending.follow_count),
            wechat: Some(wechat.is_some()),
            wechat_at: wechat.map(|at| at.plus_minutes(random.between(3, 40))),
            first_visit: course.at(Step::Visit),
            test_drive: course.at(Step::TestDrive),
            quote: course.at(Step::Quote),
            order: course.at(Step::Order),
            order_status: ending.order_status.map(str::to_owned),
            delivered: course.at(Step::Delivery).filter(|at| at.day() <= super::date()),
            defeat: ending.defeat,
            defeat_reason: ending.reason.map(str::to_owned),
            competitor: ending.competitor.map(str::to_owned),
            focus: Some((*random.pick(&FOCUSES)).into()),
            memo: (self.channel.name == REFERRED).then(|| self.recommended(cast, random)).flatten(),
            consultant: Some(self.consultant.into()),
            code: None,
        }
    }

    /// The pleased recommend: the better pleased of two owners.
    fn recommended(&self, cast: &Cast, random: &mut Random) -> Option<String> {
        let mut owner = || cast.owners.get(random.below(cast.owners.len().max(1) as u32) as usize);
        let (one, other) = (&cast.people[owner()?.0], &cast.people[owner()?.0]);
        let pleased = if one.satisfaction < other.satisfaction { other } else { one };
        Some(format!("{}介绍", pleased.name))
    }

    /// Every day on which a step brought the customer into the showroom.
    fn visits(&self, course: &Course, row: &LeadRow, cast: &Cast, random: &mut Random) -> Vec<VisitRow> {
        let mut days: Vec<Moment> = Vec::new();
        for (step, in_person) in [(Step::Visit, 1000), (Step::TestDrive, 1000), (Step::Quote, 350), (Step::Order, 1000)]
        {
            let comes = random.chance(in_person);
            if let Some(at) = course.at(step).filter(|at| comes && days.last().is_none_or(|last| last.day() < at.day()))
            {
                days.push(at);
            }
        }
        days.into_iter().map(|at| self.visit(at, row, cast, random)).collect()
    }

    fn visit(&self, at: Moment, row: &LeadRow, cast: &Cast, random: &mut Random) -> VisitRow {
        let person = &cast.people[self.person];
        VisitRow {
            name: row.name.clone(),
            gender: Some(person.gender),
            at: Some(at),
            phone: person.phone(),
            focus: row.focus.clone(),
            level: row.level.filter(|level| *level != Level::O).or(Some(Level::H)),
            model: row.model.clone(),
            colour: Some((*random.pick(&COLOURS)).into()),
            budget: row.budget.clone(),
            consultant: row.consultant.clone(),
        }
    }
}

const NOTES: [&str; 8] = [
    "已加微信，发送车型资料",
    "客户在比较两款车，约周末到店",
    "关注置换补贴，已发政策",
    "家人一起决定，三天后再联系",
    "询问现车和交付周期",
    "暂时不方便接电话，约晚上回电",
    "预算有限，介绍金融方案",
    "已邀约试驾",
];
