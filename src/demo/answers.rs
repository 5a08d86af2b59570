//! Survey answers of buyers, the defeated and service customers. Satisfaction moves the scores; the see-saw is added on
//! top.

use super::{
    Plants,
    leads::{Cast, Lead},
    names::Person,
    random::{Lane, Random},
    sales::Owner,
    words::{self, Mood},
};
use crate::{
    model::{
        rows::{AnswerRow, ITEMS, ServiceRow},
        values::{AnswerKind, Vin},
    },
    terms::touchpoint::SurveyItem,
    time::Day,
};

/// Calls began in this month.
const SINCE: (i32, u32, u32) = (2024, 1, 1);
/// The see-saw takes this many days, up to the reporting date.
const SWING_DAYS: i32 = 480;

/// `all` at the reporting date, zero before the swing begins, proportional between.
pub fn sunk(day: Day, all: i32) -> i32 {
    let passed = SWING_DAYS - super::date().days_since(day);
    all * passed.clamp(0, SWING_DAYS) / SWING_DAYS
}

/// Somebody who is called.
struct Called<'a> {
    kind: AnswerKind,
    person: &'a Person,
    vin: Option<&'a Vin>,
    day: Day,
}

impl Called<'_> {
    /// Whether the call is within the years of the file.
    fn is_in_time(&self) -> bool {
        let (year, month, day) = SINCE;
        Day::from_ymd(year, month, day).is_some_and(|since| since <= self.day) && self.day <= super::date()
    }

    /// The row: each item's score, in tenths, varies around the satisfaction, plus the item's own shift.
    fn row(&self, items: &[(SurveyItem, i32)], not_quoted: bool, random: &mut Random) -> AnswerRow {
        let felt = 41 + self.person.satisfaction * 66 / 100 + random.between(-7, 7);
        let mut scores = [None; ITEMS];
        for (item, shift) in items {
            let tenths = felt + shift + random.between(-11, 11);
            scores[*item as usize] = Some(((tenths + 5) / 10).clamp(1, 10) as u8);
        }
        let weak = items.iter().filter(|(item, _)| *item == SurveyItem::ServiceAdviser).any(|(_, shift)| *shift < -8);
        let mean_shift = items.iter().map(|(_, shift)| shift).sum::<i32>() / items.len().max(1) as i32;
        let recommend = ((felt + mean_shift * 2 + random.between(-6, 16)) / 10).clamp(0, 10);
        let mood = match recommend {
            8.. => Mood::Pleased,
            _ if not_quoted => Mood::NotQuoted,
            _ if weak && random.chance(700) => Mood::ByAdviser,
            _ => Mood::Annoyed,
        };
        AnswerRow {
            at: Some(self.day),
            kind: Some(self.kind),
            name: self.person.name.clone(),
            phone: self.person.phone(),
            vin: self.vin.cloned(),
            items: scores,
            recommend: Some(recommend as u8),
            verbatim: words::said(self.kind, mood, random),
        }
    }
}

/// The call three days after the delivery, and for some buyers another after a month.
pub fn of_buyer(index: usize, owner: &Owner, cast: &Cast, plants: Plants) -> Vec<AnswerRow> {
    let mut random = Random::of(Lane::BuyerAnswer, index);
    let mut rows = Vec::new();
    for (permille, low, high) in [(880, 3, 5), (480, 28, 35)] {
        let (answers, after) = (random.chance(permille), random.between(low, high));
        let day = owner.delivered.plus_days(after);
        let called =
            Called { kind: AnswerKind::Buyer, person: &cast.people[owner.person], vin: Some(&owner.car.vin), day };
        if answers && called.is_in_time() {
            rows.push(called.row(&buyer_items(day, plants), false, &mut random));
        }
    }
    rows
}

fn buyer_items(day: Day, plants: Plants) -> [(SurveyItem, i32); 7] {
    let delivery = if plants.see_saw { sunk(day, 26) - 13 } else { 0 };
    [
        (SurveyItem::Online, 2),
        (SurveyItem::BeforeVisit, 0),
        (SurveyItem::Reception, 4),
        (SurveyItem::Showroom, 3),
        (SurveyItem::TestDrive, 2),
        (SurveyItem::Deal, -3),
        (SurveyItem::Delivery, delivery),
    ]
}

/// The call after a declared loss.
pub fn of_defeated(index: usize, lead: &Lead, cast: &Cast) -> Option<AnswerRow> {
    let mut random = Random::of(Lane::DefeatAnswer, index);
    let (answers, after) = (random.chance(420), random.between(2, 9));
    let day = lead.row.defeat?.day().plus_days(after);
    let called = Called { kind: AnswerKind::Defeated, person: &cast.people[lead.person], vin: None, day };
    let not_quoted = lead.row.test_drive.is_some() && lead.row.quote.is_none();
    let items = defeat_items(lead, not_quoted);
    (answers && called.is_in_time()).then(|| called.row(&items, not_quoted, &mut random))
}

/// Only parts of the process that the person saw are asked about.
fn defeat_items(lead: &Lead, not_quoted: bool) -> Vec<(SurveyItem, i32)> {
    let mut items = vec![(SurveyItem::Online, -6), (SurveyItem::BeforeVisit, -9)];
    if lead.row.first_visit.is_some() {
        items.extend([(SurveyItem::Reception, -5), (SurveyItem::Showroom, -4)]);
    }
    if lead.row.test_drive.is_some() {
        items.push((SurveyItem::TestDrive, -3));
    }
    if lead.row.quote.is_some() || not_quoted {
        items.push((SurveyItem::Bargaining, if not_quoted { -24 } else { -10 }));
    }
    items
}

/// The call after a service, for some customers.
pub fn of_service(index: usize, row: &ServiceRow, owner: &Owner, cast: &Cast, plants: Plants) -> Option<AnswerRow> {
    let mut random = Random::of(Lane::ServiceAnswer, index);
    let (answers, after) = (random.chance(360), random.between(2, 4));
    let day = row.at?.day().plus_days(after);
    let called = Called { kind: AnswerKind::Service, person: &cast.people[owner.person], vin: row.vin.as_ref(), day };
    (answers && called.is_in_time()).then(|| called.row(&service_items(day, plants), false, &mut random))
}

fn service_items(day: Day, plants: Plants) -> [(SurveyItem, i32); 5] {
    let sunk = |all: i32| if plants.see_saw { sunk(day, all) } else { 0 };
    [
        (SurveyItem::ServiceQuality, 2),
        (SurveyItem::Facility, 4),
        (SurveyItem::ServiceHandover, -sunk(5)),
        (SurveyItem::ServiceAdviser, 4 - sunk(28)),
        (SurveyItem::ServiceStart, 1 - sunk(10)),
    ]
}
