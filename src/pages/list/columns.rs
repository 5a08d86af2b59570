//! The columns of lists, by what their rows are about: one table for the page, paper, CSV and the order.

use crate::{
    protocol::{
        column::{Column, Sort},
        query::{Counts, Half, Measure, Selection},
        view::{PersonRow, PersonState},
    },
    terms::{
        stage::{Node, SubjectKind},
        touchpoint::SurveyItem,
    },
    text::{Lang, columns as words, names, numbers, reasons, slices, states},
    time::{Day, Moment},
};

/// What the rows of a list are about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Subject {
    Leads,
    Owners,
    Anybody,
    /// With the score of one item, if the list is about one.
    Answers(Option<SurveyItem>),
}

/// A column, and the list width from which the page shows it; `FILE`: only in the file.
pub type Place = (Column, u8);

pub const ALWAYS: u8 = 0;
const SMALL: u8 = 1;
const MIDDLE: u8 = 2;
const LARGE: u8 = 3;
const FULL: u8 = 4;
pub const FILE: u8 = 9;

const LEADS: [Place; 19] = [
    (Column::Name, ALWAYS),
    (Column::Phone, FILE),
    (Column::State, ALWAYS),
    (Column::Now, SMALL),
    (Column::LateDays, FILE),
    (Column::StateDay, MIDDLE),
    (Column::Reason, FILE),
    (Column::Level, SMALL),
    (Column::Step, LARGE),
    (Column::LastActivity, LARGE),
    (Column::LastSign, FILE),
    (Column::SilentDays, SMALL),
    (Column::Channel, LARGE),
    (Column::Model, MIDDLE),
    (Column::Consultant, SMALL),
    (Column::Created, LARGE),
    (Column::Entered, FILE),
    (Column::Due, FULL),
    (Column::Plate, FILE),
];

const OWNERS: [Place; 23] = [
    (Column::Name, ALWAYS),
    (Column::Phone, FILE),
    (Column::State, ALWAYS),
    (Column::Now, SMALL),
    (Column::LateDays, FILE),
    (Column::StateDay, MIDDLE),
    (Column::Reason, FILE),
    (Column::Stage, FILE),
    (Column::Plate, SMALL),
    (Column::Model, LARGE),
    (Column::Mileage, FULL),
    (Column::LastService, MIDDLE),
    (Column::NextService, SMALL),
    (Column::WarrantyUntil, LARGE),
    (Column::WarrantyReckoned, FILE),
    (Column::InsuredUntil, LARGE),
    (Column::Adviser, MIDDLE),
    (Column::Consultant, FILE),
    (Column::Since, FILE),
    (Column::LastActivity, FILE),
    (Column::LastSign, FILE),
    (Column::SilentDays, FILE),
    (Column::Due, FILE),
];

const ANYBODY: [Place; 18] = [
    (Column::Name, ALWAYS),
    (Column::Phone, FILE),
    (Column::State, ALWAYS),
    (Column::Now, SMALL),
    (Column::LateDays, FILE),
    (Column::StateDay, FILE),
    (Column::Reason, FILE),
    (Column::Stage, FILE),
    (Column::Level, LARGE),
    (Column::Model, MIDDLE),
    (Column::Plate, LARGE),
    (Column::Channel, FULL),
    (Column::Consultant, SMALL),
    (Column::Adviser, LARGE),
    (Column::LastActivity, SMALL),
    (Column::LastSign, FILE),
    (Column::SilentDays, MIDDLE),
    (Column::Due, FILE),
];

const ANSWERS: [Place; 10] = [
    (Column::Name, ALWAYS),
    (Column::Phone, FILE),
    (Column::Index, ALWAYS),
    (Column::Item, SMALL),
    (Column::Recommend, SMALL),
    (Column::Answered, SMALL),
    // The title already names the questionnaire.
    (Column::Questionnaire, LARGE),
    (Column::Model, FILE),
    (Column::Consultant, FILE),
    (Column::Verbatim, ALWAYS),
];

impl Subject {
    /// `kind`: the subject of the list's touchpoint, if it has one.
    pub fn of(selection: &Selection, kind: Option<SubjectKind>) -> Self {
        let at = |node: Node| if node < Node::Honeymoon { Self::Leads } else { Self::Owners };
        match selection {
            Selection::Node(node, _) | Selection::LostFor(node, _) => at(*node),
            Selection::Lost(Half::Before) => Self::Leads,
            Selection::Lost(Half::After) => Self::Owners,
            Selection::Touchpoint(..) => match kind {
                Some(SubjectKind::Lead) => Self::Leads,
                Some(SubjectKind::Ownership) => Self::Owners,
                _ => Self::Anybody,
            },
            Selection::Step(..)
            | Selection::BoughtAfterDefeat
            | Selection::Prospects { .. }
            | Selection::Guard
            | Selection::Responded => Self::Leads,
            Selection::Owners { .. }
            | Selection::StageUnknown(_)
            | Selection::DeliveriesWithoutLead
            | Selection::Serviced => Self::Owners,
            Selection::Answers { item, .. } => Self::Answers(*item),
            Selection::Measure { measure, .. } => of_measure(*measure),
            Selection::Everybody | Selection::Loose | Selection::Moved { .. } | Selection::Unattended => Self::Anybody,
        }
    }

    /// All columns, in order. `is_past`: whether the states in the list are of an earlier day than the rest of it.
    pub fn columns(self, is_past: bool) -> impl Iterator<Item = Place> {
        let all: &'static [Place] = match self {
            Self::Leads => &LEADS,
            Self::Owners => &OWNERS,
            Self::Anybody => &ANYBODY,
            Self::Answers(_) => &ANSWERS,
        };
        all.iter().copied().filter(move |(column, _)| match column {
            Column::Item => matches!(self, Self::Answers(Some(_))),
            Column::Now => is_past,
            _ => true,
        })
    }

    /// The page's columns.
    pub fn shown(self) -> impl Iterator<Item = Place> {
        self.columns(true).filter(|(_, from)| *from != FILE)
    }

    /// The column shown below the state if the list is narrow: the one the list is ordered by, else the one most asked
    /// for.
    /// `has_now`: whether the states in the list are of an earlier day, and others now.
    pub fn beside(self, sort: Option<Sort>, has_now: bool) -> Column {
        let chosen = sort.map(|sort| sort.column);
        let chosen =
            chosen.filter(|column| !matches!(column, Column::Name | Column::State | Column::Now | Column::Verbatim));
        chosen.filter(|column| self.shown().any(|(one, _)| one == *column)).unwrap_or(match self {
            _ if has_now => Column::Now,
            Self::Leads => Column::Consultant,
            Self::Owners => Column::NextService,
            Self::Anybody => Column::LastActivity,
            Self::Answers(_) => Column::Index,
        })
    }

    pub fn head(self, lang: Lang, column: Column, is_past: bool) -> &'static str {
        match (self, column) {
            (Self::Answers(Some(item)), Column::Item) => names::item(item).get(lang),
            _ if is_past => words::head_then(column).get(lang),
            _ => words::head(column).get(lang),
        }
    }
}

fn of_measure(measure: Measure) -> Subject {
    match measure.about().counts {
        Counts::Leads | Counts::LeadRows => Subject::Leads,
        Counts::Cars | Counts::Policies => Subject::Owners,
    }
}

/// Whether a column shows what falls due for a car.
pub const fn is_of_car(column: Column) -> bool {
    use Column::*;
    matches!(
        column,
        Since | Stage | Mileage | LastService | NextService | WarrantyUntil | WarrantyReckoned | InsuredUntil | Adviser
    )
}

/// Whether a column tells of the customer's latest activity.
pub const fn is_of_last(column: Column) -> bool {
    matches!(column, Column::LastActivity | Column::SilentDays)
}

/// Whether a column is right-aligned, and ordered from the largest first.
pub const fn is_number(column: Column) -> bool {
    use Column::*;
    matches!(column, LateDays | SilentDays | Mileage | Item | Index | Recommend)
}

pub const fn is_day(column: Column) -> bool {
    use Column::*;
    matches!(
        column,
        StateDay
            | Created
            | Entered
            | Due
            | LastActivity
            | Since
            | LastService
            | NextService
            | WarrantyUntil
            | InsuredUntil
            | Answered
    )
}

/// One value of a row.
#[derive(Clone, PartialEq, Debug)]
pub enum Value {
    None,
    Words(String),
    /// A word of a closed set, with its rank in the set.
    Ranked(i64, String),
    Day(Day),
    Number(f64),
}

impl Value {
    /// The store's own words, which are ordered as text.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Words(words) => Some(words),
            _ => None,
        }
    }

    /// The sort key; `None` comes last. `place`: a word's position among all words of the column.
    pub fn order(&self, place: &dyn Fn(&str) -> i64) -> Option<i64> {
        match self {
            Self::None => None,
            Self::Words(words) => Some(place(words)),
            Self::Ranked(rank, _) => Some(*rank),
            Self::Day(day) => Some(i64::from(day.epoch_days())),
            Self::Number(number) => Some((number * 10.0).round() as i64),
        }
    }

    /// For machines: no units, no marks between digits.
    pub fn cell(self) -> String {
        match self {
            Self::None => String::new(),
            Self::Words(words) | Self::Ranked(_, words) => words,
            Self::Day(day) => day.to_string(),
            Self::Number(number) => numbers::decimal(number),
        }
    }
}

pub fn value(lang: Lang, column: Column, row: &PersonRow) -> Value {
    let words = |text: Option<&String>| match text {
        Some(text) if !text.is_empty() => Value::Words(text.clone()),
        _ => Value::None,
    };
    let day = |day: Option<Day>| day.map_or(Value::None, Value::Day);
    let at = |at: Option<Moment>| day(at.map(Moment::day));
    let number = |number: Option<f64>| number.map_or(Value::None, Value::Number);
    let (car, answer) = (row.car.as_ref(), row.answer.as_ref());
    match column {
        Column::Name => words(Some(&row.name)),
        Column::Phone => words(Some(&row.phone_masked)),
        Column::State => Value::Ranked(place_of(&row.state), words::state(&row.state).get(lang).to_owned()),
        Column::Now => match &row.now {
            Some(now) => Value::Ranked(place_of(now), words::state(now).get(lang).to_owned()),
            None => Value::None,
        },
        Column::LateDays => number(late_days(&row.state)),
        Column::StateDay => at(since(&row.state)),
        Column::Reason => {
            reason(&row.state).map_or(Value::None, |one| Value::Words(reasons::reason(lang, one).to_owned()))
        }
        Column::Level => row.level.map_or(Value::None, |level| Value::Ranked(level as i64, names::level(level).into())),
        Column::Step => {
            row.reached.map_or(Value::None, |step| Value::Ranked(step as i64, names::step(step).get(lang).to_owned()))
        }
        Column::Channel => match row.channel.as_deref() {
            Some(channel) if !channel.is_empty() => Value::Words(slices::word(lang, channel).into_owned()),
            _ => Value::None,
        },
        Column::Model => words(row.model.as_ref()),
        Column::Consultant => words(row.consultant.as_ref()),
        Column::Created => at(row.created),
        Column::Entered => at(row.entered),
        Column::Due => at(row.due),
        Column::LastActivity => at(row.last_activity),
        Column::LastSign => match row.last_sign {
            Some(sign) => Value::Ranked(sign as i64, states::sign(sign).get(lang).to_owned()),
            None => Value::None,
        },
        Column::SilentDays => number(row.silent_days.filter(|days| *days >= 0).map(f64::from)),
        Column::Plate => words(row.plate.as_ref()),
        Column::Stage => match car.and_then(|car| car.stage) {
            Some(stage) => Value::Ranked(stage as i64, names::stage(stage).get(lang).to_owned()),
            None => Value::None,
        },
        Column::Since => day(car.and_then(|car| car.since)),
        Column::Mileage => number(car.and_then(|car| car.mileage_km).map(f64::from)),
        Column::LastService => day(car.and_then(|car| car.last_service)),
        Column::NextService => day(car.and_then(|car| car.next_service)),
        Column::WarrantyUntil => day(car.and_then(|car| car.warranty).map(|(day, _)| day)),
        Column::WarrantyReckoned => match car.and_then(|car| car.warranty) {
            Some((_, true)) => Value::Ranked(1, words::RECKONED.get(lang).to_owned()),
            _ => Value::None,
        },
        Column::InsuredUntil => day(car.and_then(|car| car.insured_until)),
        Column::Adviser => words(car.and_then(|car| car.adviser.as_ref())),
        Column::Answered => day(answer.map(|answer| answer.at)),
        Column::Questionnaire => match answer.map(|answer| answer.kind) {
            Some(kind) => Value::Ranked(kind as i64, names::answer_kind(kind).get(lang).to_owned()),
            None => Value::None,
        },
        Column::Item => number(answer.and_then(|answer| answer.item).map(f64::from)),
        Column::Index => number(answer.and_then(|answer| answer.index)),
        Column::Recommend => number(answer.and_then(|answer| answer.recommend).map(f64::from)),
        Column::Verbatim => words(answer.map(|answer| &answer.verbatim)),
    }
}

/// Whether a row gives its column a reason to be on the page. The day of a state is one only if the state itself does
/// not name it.
pub fn fills(column: Column, row: &PersonRow) -> bool {
    match column {
        Column::StateDay => matches!(row.state, PersonState::Leaked(..) | PersonState::Defeated(..)),
        // A day more or less is no other state.
        Column::Now => row.now.as_ref().is_some_and(|now| words::state(now).zh != words::state(&row.state).zh),
        _ => value(Lang::Zh, column, row) != Value::None,
    }
}

/// For human readers.
pub fn shown(lang: Lang, column: Column, row: &PersonRow) -> String {
    let is_reckoned = row.car.as_ref().and_then(|car| car.warranty).is_some_and(|(_, is_reckoned)| is_reckoned);
    match (column, value(lang, column, row)) {
        (Column::WarrantyUntil, Value::Day(day)) if is_reckoned => words::about(lang, day.to_string()),
        // With the kind of activity: 2026-05-03 到厂.
        (Column::LastActivity, Value::Day(day)) => {
            let sign = row.last_sign.map_or("", |sign| states::sign(sign).get(lang));
            format!("{day} {sign}").trim_end().to_owned()
        }
        (_, Value::Number(number)) => numbers::count(number.round() as u64),
        (_, value) => value.cell(),
    }
}

/// Open before ended; within a kind, the most overdue first.
fn place_of(state: &PersonState) -> i64 {
    let (kind, within) = match state {
        PersonState::Late(days) => (0, -i64::from(*days)),
        PersonState::Dormant(days) => (1, -i64::from(*days)),
        PersonState::InTime => (2, 0),
        PersonState::Passed(_) => (3, 0),
        PersonState::Delivered(_) => (4, 0),
        PersonState::Recovered(_) => (5, 0),
        PersonState::Bypassed(_) => (6, 0),
        PersonState::Leaked(..) => (7, 0),
        PersonState::Defeated(..) => (8, 0),
        PersonState::Owner { stage, activity } => (9 + *activity as i64, *stage as i64),
        PersonState::Known => (20, 0),
    };
    (kind << 32) + within
}

fn late_days(state: &PersonState) -> Option<f64> {
    match state {
        PersonState::Late(days) | PersonState::Dormant(days) => Some(f64::from(*days)),
        _ => None,
    }
}

fn since(state: &PersonState) -> Option<Moment> {
    match state {
        PersonState::Passed(at)
        | PersonState::Leaked(at, _)
        | PersonState::Defeated(at, _)
        | PersonState::Recovered(at)
        | PersonState::Bypassed(at)
        | PersonState::Delivered(at) => Some(*at),
        _ => None,
    }
}

fn reason(state: &PersonState) -> Option<&str> {
    match state {
        PersonState::Leaked(_, reason) | PersonState::Defeated(_, reason) if !reason.trim().is_empty() => Some(reason),
        _ => None,
    }
}
