//! 跟进: follow-ups, written here: who was contacted, how, what came of it, and when next.

use super::super::{
    fields::Field::{self, *},
    import::{Import, Part, Person, Words},
    row::{At, row},
    values::Phone,
};
use crate::{
    terms::{
        follow_up::{Outcome, Way},
        stage::{Level, Step},
    },
    time::Moment,
};

row! {
    /// A follow-up (跟进). Name and number are the customer's when it was written: by them it is found if the row it is
    /// about goes.
    pub struct FollowUpRow {
        name: String = 0 Name;
        phone: Phone = 1 Phone;
        at: Option<Moment> = 2 FollowedAt;
        way: Option<Way> = 3 FollowWay;
        outcome: Option<Outcome> = 4 FollowOutcome;
        step: Option<Step> = 5 StepMade;
        level: Option<Level> = 6 Level;
        /// What the files said then. As long as they say the same, the level set here stands.
        level_before: Option<Level> = 7 LevelBefore;
        next: Option<Moment> = 8 NextFollow;
        note: Option<String> = 9 FollowNote;
        by: Option<String> = 10 RecordedBy;
    }
}

impl At<'_, FollowUpRow> {
    /// When the customer was spoken to; `None` if they were not.
    pub fn contact(self) -> Option<Moment> {
        self.at().filter(|_| self.outcome().is_none_or(Outcome::is_contact))
    }
}

impl Import for FollowUpRow {
    const WORDS: Words = Words { name: ("跟进", "Follow-ups"), brings: ("", ""), source: ("", ""), template: "" };
    const IS_NATIVE: bool = true;
    const PART: Part = Part::BeforeBuying;
    const STAFF: Option<Field> = Some(RecordedBy);

    fn at(row: At<'_, Self>) -> Option<Moment> {
        row.at()
    }

    fn person(row: At<'_, Self>) -> Person<'_> {
        Person::seen(row.at().map(Moment::day))
    }
}
