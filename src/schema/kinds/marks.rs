//! 环节记录: records of a touchpoint, written here: whether it was done, and when. What a record decides is in `lifecycle`.

use super::super::{
    fields::Field::{self, *},
    import::{Import, Part, Person, Words},
    row::{At, row},
    values::Phone,
};
use crate::{terms::stage::Step, time::Moment};

row! {
    /// A record of a touchpoint (环节记录). Name and number are the customer's when it was written.
    pub struct MarkRow {
        name: String = 0 Name;
        phone: Phone = 1 Phone;
        at: Option<Moment> = 2 MarkedAt;
        /// The catalogue's key of the touchpoint.
        touchpoint: Option<String> = 3 TouchpointKey;
        /// A record that leaves this open decides nothing.
        done: Option<bool> = 4 MarkDone;
        note: Option<String> = 5 FollowNote;
        by: Option<String> = 6 RecordedBy;
    }
}

impl At<'_, MarkRow> {
    /// The funnel step that the record says was made.
    pub fn step(self) -> Option<Step> {
        self.touchpoint().filter(|_| self.done() == Some(true)).and_then(Step::of_touchpoint)
    }
}

impl Import for MarkRow {
    const WORDS: Words =
        Words { name: ("环节记录", "Touchpoint records"), brings: ("", ""), source: ("", ""), template: "" };
    const IS_NATIVE: bool = true;
    const PART: Part = Part::Voice;
    const STAFF: Option<Field> = Some(RecordedBy);

    fn at(row: At<'_, Self>) -> Option<Moment> {
        row.at()
    }

    fn person(row: At<'_, Self>) -> Person<'_> {
        Person::seen(row.at().map(Moment::day))
    }
}
