//! A value of a row as it is shown, still without a language.

use super::values::{AnswerKind, Gender, PolicyKind, ServiceKind};
use crate::{
    terms::{
        follow_up::{Outcome, Way},
        stage::{Level, Step},
    },
    time::{Day, Moment},
};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum ValueView {
    Text(String),
    Moment(Moment),
    Day(Day),
    Count(u32),
    Fen(i64),
    Flag(bool),
    Level(Level),
    Gender(Gender),
    Service(ServiceKind),
    Policy(PolicyKind),
    Answer(AnswerKind),
    Way(Way),
    Outcome(Outcome),
    Step(Step),
    /// A name that the program gives, in Chinese and English.
    Named(String, String),
    /// The file leaves open what it should say.
    Unknown,
}
