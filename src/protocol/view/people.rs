//! Lists of people behind a number.

use super::{Activity, Sign};
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
    /// Whom its touchpoint is about, where it is of one.
    pub kind: Option<SubjectKind>,
    /// Among how many, where it is a part (`Selection::base`). Told with the head of the list, not with its rows.
    pub of: Option<u32>,
    /// What is listed, in words: Chinese, English.
    pub title: [String; 2],
    /// The scope's, or the one it stands for where it has none; of a measure the months it is read from.
    pub period: Period,
    pub as_of: Day,
    /// Told with the head of the list, as `of`.
    pub whose: Option<WhoseView>,
    /// The columns of the page that any row of the list fills.
    pub filled: Vec<Column>,
    pub rows: Vec<PersonRow>,
}

/// The rows of each of the staff, by name (empty: nobody is named).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct WhoseView {
    pub staff: Staff,
    pub people: Vec<(String, u32)>,
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
    /// The last dated contact, visit, order, policy or answer of the customer, and which it was.
    pub last_activity: Option<Moment>,
    pub last_sign: Option<Sign>,
    /// Whole days since the last activity at the as-of date.
    pub silent_days: Option<i32>,
    /// Of a lead: how far it came, and since when it is known.
    pub reached: Option<Step>,
    pub created: Option<Moment>,
    pub car: Option<CarNote>,
    /// The survey answer it is there for.
    pub answer: Option<AnswerNote>,
}

/// What falls due of an owner's car, and who looks after it.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct CarNote {
    pub since: Option<Day>,
    pub stage: Option<Stage>,
    pub mileage_km: Option<u32>,
    pub last_service: Option<Day>,
    pub next_service: Option<Day>,
    /// And whether it is reckoned from the delivery.
    pub warranty: Option<(Day, bool)>,
    /// The first of its policies to end.
    pub insured_until: Option<Day>,
    pub adviser: Option<String>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AnswerNote {
    pub at: Day,
    pub kind: AnswerKind,
    /// The respondent's own weighted score × 100, 0–1000.
    pub index: Option<f64>,
    /// The score of the item the list is about.
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
    /// With its reason (empty: none given).
    Leaked(Moment, String),
    Recovered(Moment),
    Bypassed(Moment),
    Defeated(String),
    Delivered(Moment),
    Owner {
        stage: Stage,
        activity: Activity,
    },
    /// No journey yet: known from a row only.
    Known,
}
