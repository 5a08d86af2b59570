//! What was written last.

use crate::{
    model::{fields::Field, ids::SubjectRef, view::ValueView},
    terms::follow_up::{Outcome, Way},
    time::Moment,
};
use serde::{Deserialize, Serialize};

/// The last actions, the latest first.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct ActionsView {
    pub rows: Vec<ActionView>,
    /// Customers of records whose row is gone.
    pub loose: u32,
    /// Names of the store's staff, those who are named most first.
    pub staff: Vec<String>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ActionView {
    /// Its name for [`Command::Undo`](crate::protocol::command::Command::Undo).
    pub name: String,
    pub at: Moment,
    pub who: String,
    pub act: ActView,
    /// The first of the people it is about, by address and name, and how many there are.
    pub people: Vec<(SubjectRef, String)>,
    pub count: u32,
    pub said: Option<(Way, Outcome)>,
    pub effect: EffectView,
}

/// What somebody wrote in a field, or that they took something back or did it again (without a field).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ChangeView {
    pub at: Moment,
    pub who: String,
    pub field: Option<Field>,
    pub before: Option<ValueView>,
    pub after: Option<ValueView>,
    pub effect: EffectView,
    pub is_undo: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ActView {
    FollowUp,
    Note,
    Mark,
    Undo,
    Redo,
    /// Of another kind, or of a newer program.
    Other,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum EffectView {
    InForce,
    /// 部分生效
    Partly,
    /// Taken back.
    Undone,
    /// Others wrote over it.
    Overruled,
}
