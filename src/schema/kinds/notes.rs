//! 备注: notes on a customer, written here.

use super::super::{
    fields::Field::{self, *},
    import::{Import, Part, Person, Words},
    row::{At, row},
    values::Phone,
};
use crate::time::Moment;

row! {
    /// A note (备注).
    pub struct NoteRow {
        name: String = 0 Name;
        phone: Phone = 1 Phone;
        at: Option<Moment> = 2 NotedAt;
        text: Option<String> = 3 NoteText;
        by: Option<String> = 4 RecordedBy;
    }
}

impl Import for NoteRow {
    const WORDS: Words = Words { name: ("备注", "Notes"), brings: ("", ""), source: ("", ""), template: "" };
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
