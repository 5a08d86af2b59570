//! Lists of the people behind a number.

use super::{Activity, FollowView, Sign};
use crate::{
    model::{ids::SubjectRef, values::AnswerKind},
    protocol::{column::Column, measure::Staff},
    terms::stage::{Level, Stage, Step, SubjectKind},
    time::{Day, Moment, Period},
};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ListView {
    /// Rows (episodes or subjects).
    pub total: u32,
    /// Distinct customers among them.
    pub customers: u32,
    pub offset: u32,
    /// The kind of subject of the list's touchpoint, if it has one.
    pub kind: Option<SubjectKind>,
    /// The size of the list it is a part of (`Selection::base`), if any. Sent with the list's head, not with its rows.
    pub of: Option<u32>,
    /// The list's title: Chinese, English.
    pub title: [String; 2],
    /// The scope's period, or its default; for a measure the months of its base.
    pub period: Period,
    pub as_of: Day,
    /// The day that the rows' states are of: the end of a past period, or the as-of date.
    pub read_to: Day,
    /// Sent with the list's head, like `of`.
    pub whose: Option<WhoseView>,
    /// The page's columns that at least one row fills.
    pub filled: Vec<Column>,
    pub rows: Vec<PersonRow>,
    /// Sent with the list's head: what a follow-up of several of them starts from.
    pub follow: FollowView,
}

impl ListView {
    /// Whether its rows also say how things stand now.
    pub fn is_past(&self) -> bool {
        self.read_to < self.as_of
    }
}

/// The number of rows per member of staff.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct WhoseView {
    pub staff: Staff,
    pub people: Vec<Whose>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Whose {
    /// Empty: nobody is named.
    pub name: String,
    pub rows: u32,
    /// This person's rows of the list that this one is a part of, if it is.
    pub of: Option<u32>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PersonRow {
    pub subject: SubjectRef,
    pub name: String,
    pub phone_masked: String,
    pub level: Option<Level>,
    pub model: Option<String>,
    pub plate: Option<String>,
    pub channel: Option<String>,
    pub consultant: Option<String>,
    pub entered: Option<Moment>,
    pub due: Option<Moment>,
    pub state: PersonState,
    /// How it stands at the as-of date, if `state` is of an earlier day.
    pub now: Option<PersonState>,
    /// The customer's last dated contact, visit, order, policy or answer, and its kind.
    pub last_activity: Option<Moment>,
    pub last_sign: Option<Sign>,
    /// Whole days since the last activity at the as-of date.
    pub silent_days: Option<i32>,
    /// For a lead: how far it came, and since when it is known.
    pub reached: Option<Step>,
    pub created: Option<Moment>,
    pub car: Option<CarNote>,
    /// The survey answer that put it on the list.
    pub answer: Option<AnswerNote>,
}

/// What falls due for an owner's car, and who looks after it.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct CarNote {
    pub since: Option<Day>,
    pub stage: Option<Stage>,
    pub mileage_km: Option<u32>,
    pub last_service: Option<Day>,
    pub next_service: Option<Day>,
    /// The day, and whether it is calculated from the delivery.
    pub warranty: Option<(Day, bool)>,
    /// The earliest end of its policies.
    pub insured_until: Option<Day>,
    pub adviser: Option<String>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AnswerNote {
    pub at: Day,
    pub kind: AnswerKind,
    /// The respondent's own weighted score × 100, 0–1000.
    pub index: Option<f64>,
    /// The score of the list's item.
    pub item: Option<u8>,
    /// 推荐意愿 0–10
    pub recommend: Option<u8>,
    /// 客户原话; empty where nothing was said.
    pub verbatim: String,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum PersonState {
    InTime,
    /// Days past due.
    Late(i32),
    Dormant(i32),
    Passed(Moment),
    /// With the reason (empty: none given).
    Leaked(Moment, String),
    Recovered(Moment),
    Bypassed(Moment),
    /// With the reason (empty: none given).
    Defeated(Moment, String),
    Delivered(Moment),
    Owner {
        stage: Stage,
        activity: Activity,
    },
    /// No journey yet: known only from a row.
    Known,
}
