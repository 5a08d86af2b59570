//! The columns of lists, and the order by one of them. What each column shows is in `pages::list::columns`.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Column {
    Name,
    Phone,
    State,
    /// The state at the as-of date, where `State` is of an earlier day.
    Now,
    LateDays,
    StateDay,
    Reason,
    Level,
    Step,
    Channel,
    Model,
    Consultant,
    Created,
    Entered,
    Due,
    LastActivity,
    SilentDays,
    Plate,
    Stage,
    Since,
    Mileage,
    LastService,
    NextService,
    WarrantyUntil,
    /// Whether the warranty's end is calculated from the delivery.
    WarrantyReckoned,
    InsuredUntil,
    Adviser,
    Answered,
    Questionnaire,
    Item,
    Index,
    Recommend,
    Verbatim,
    /// What the last activity was.
    LastSign,
}

/// A list ordered by one of its columns. Rows without a value come last in either direction.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Sort {
    pub column: Column,
    pub is_descending: bool,
}
