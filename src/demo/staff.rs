//! Who works at the demo dealership, and from when to when.

use super::{Plants, random::Random};
use crate::time::Day;

/// The consultant who stops following up after day 30.
pub const GIVES_UP: &str = "周启航";
/// The consultant who left.
pub const LEFT: &str = "沈佳怡";
/// The last day of the consultant who left: four months before the reporting date.
pub const LEFT_ON: (i32, u32, u32) = (2026, 6, 30);

/// Sales consultants and the year each began.
const CONSULTANTS: [(&str, i32); 12] = [
    ("陈立", 2018),
    ("林晓雯", 2018),
    ("赵明远", 2018),
    (LEFT, 2019),
    ("何静", 2020),
    (GIVES_UP, 2020),
    ("郭涛", 2021),
    ("许可欣", 2022),
    ("孙浩然", 2022),
    ("梁雨晨", 2023),
    ("高志鹏", 2024),
    ("唐若琳", 2025),
];

pub const ADVISERS: [&str; 6] = ["吴建国", "刘芳", "马东", "蒋慧", "彭俊", "曹敏"];
pub const RENEWALS: [&str; 2] = ["叶萍", "邓凯"];

pub struct Staff {
    pub plants: Plants,
    left_on: Day,
}

impl Staff {
    pub fn new(plants: Plants) -> Self {
        let (year, month, day) = LEFT_ON;
        Self { plants, left_on: Day::from_ymd(year, month, day).unwrap_or(super::date()) }
    }

    /// One of those who work on a day. New ones begin in April.
    pub fn consultant(&self, on: Day, random: &mut Random) -> &'static str {
        let (year, month, _) = on.ymd();
        let begun = if month < 4 { year - 1 } else { year };
        let is_here = |(name, since): &&(&str, i32)| {
            *since <= begun.max(CONSULTANTS[0].1) && self.last_day(name).is_none_or(|last| on <= last)
        };
        let here = CONSULTANTS.iter().filter(is_here);
        let drawn = random.below(here.clone().count().max(1) as u32);
        here.map(|(name, _)| *name).nth(drawn as usize).unwrap_or(CONSULTANTS[0].0)
    }

    /// The last day of somebody who left.
    pub fn last_day(&self, name: &str) -> Option<Day> {
        (self.plants.consultant_left && name == LEFT).then_some(self.left_on)
    }

    pub fn gives_up(&self, name: &str) -> bool {
        self.plants.gives_up_after_day_30 && name == GIVES_UP
    }
}
