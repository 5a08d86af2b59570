//! What the lead file and the visitors' register say of a lead.

use super::{
    channels::{BACK, Channel, REFERRED},
    course::Course,
    ending::Ending,
    leads::Cast,
    models::{COLOURS, FOCUSES, Model},
    names::Person,
    random::Random,
};
use crate::{
    model::rows::{LeadRow, VisitRow},
    terms::stage::{Level, Step},
    time::Moment,
};

/// What a lead's row and its visits share.
pub struct Said<'a> {
    pub person: usize,
    pub cast: &'a Cast,
    pub channel: &'static Channel,
    pub model: &'static Model,
    pub consultant: &'static str,
    pub created: Moment,
}

impl Said<'_> {
    fn person(&self) -> &Person {
        &self.cast.people[self.person]
    }

    pub fn row(&self, course: &Course, ending: &Ending, random: &mut Random) -> LeadRow {
        let contacted = course.at(Step::FirstResponse);
        let wechat = contacted.filter(|_| random.chance(420 + self.person().satisfaction * 5));
        LeadRow {
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
            ..self.enquiry(course.reached.0, random)
        }
    }

    /// The enquiry, and the consultant it is assigned to.
    fn enquiry(&self, reached: Step, random: &mut Random) -> LeadRow {
        let person = self.person();
        let named = reached >= Step::Order || random.chance(920);
        let masked = reached < Step::Visit && self.channel.online && random.chance(20);
        LeadRow {
            customer_code: Some(format!("KH{:06}", 100_000 + self.person)),
            name: if named { person.name.clone() } else { person.courtesy() },
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
            focus: Some((*random.pick(&FOCUSES)).into()),
            memo: (self.channel.name == REFERRED).then(|| self.recommended(random)).flatten(),
            consultant: Some(self.consultant.into()),
            ..LeadRow::default()
        }
    }

    /// Satisfied owners recommend: the more satisfied of two random owners.
    fn recommended(&self, random: &mut Random) -> Option<String> {
        let Cast { people, owners } = self.cast;
        let mut owner = || owners.get(random.below(owners.len().max(1) as u32) as usize).map(|owner| &people[owner.0]);
        let (one, other) = (owner()?, owner()?);
        let pleased = if one.satisfaction < other.satisfaction { other } else { one };
        Some(format!("{}介绍", pleased.name))
    }

    /// Every day on which a step brought the customer to the showroom.
    pub fn visits(&self, course: &Course, row: &LeadRow, random: &mut Random) -> Vec<VisitRow> {
        let mut days: Vec<Moment> = Vec::new();
        for (step, in_person) in [(Step::Visit, 1000), (Step::TestDrive, 1000), (Step::Quote, 350), (Step::Order, 1000)]
        {
            let comes = random.chance(in_person);
            let is_new = |at: &Moment| days.last().is_none_or(|last| last.day() < at.day());
            days.extend(course.at(step).filter(|at| comes && is_new(at)));
        }
        days.into_iter().map(|at| self.visit(at, row, random)).collect()
    }

    fn visit(&self, at: Moment, row: &LeadRow, random: &mut Random) -> VisitRow {
        VisitRow {
            name: row.name.clone(),
            gender: row.gender,
            at: Some(at),
            phone: self.person().phone(),
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
